//! A page with text to copy and one link for each person, which works without a script.

use std::io::{self, Write};

use super::address;
use crate::domain::Programme;
use crate::domain::mailing::percent;
use crate::messages::Message;
use crate::render::xml::Text;

/// Some systems and mail programs take no longer link, and then nothing happens at all.
const LONGEST: usize = 1800;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;\
padding:0 1rem;color-scheme:light dark}article{border-top:1px solid;padding:1rem 0}\
pre{white-space:pre-wrap;font:inherit;border:1px solid;padding:.75rem;user-select:all}\
h2{font-size:1.1rem;margin:0}";

/// Writes the page.
pub fn write(programme: &Programme, messages: &[&Message], out: &mut dyn Write) -> io::Result<()> {
    let title = Text(&programme.settings.name);
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", Text(policy))?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width\">")?;
    writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\">")?;
    writeln!(out, "<title>Messages: {title}</title>\n<style>{STYLE}</style>")?;
    writeln!(out, "<main>\n<h1>Messages: {title}</h1>")?;
    writeln!(
        out,
        "<p>A link opens a new message in your mail program. Where there is none, or nothing \
         happens, copy subject and text: one click selects each of them whole.</p>"
    )?;
    for message in messages {
        article(programme, message, out)?;
    }
    writeln!(out, "</main>\n</html>")
}

fn article(programme: &Programme, message: &Message, out: &mut dyn Write) -> io::Result<()> {
    let people = address::people(programme, &message.to);
    writeln!(out, "<article>\n<h2>{}</h2>", Text(&people))?;
    match link(programme, message) {
        Some(link) if link.len() <= LONGEST => {
            let whom = &message.facts.name;
            let label = if message.to.len() > 1 { &people } else { whom };
            writeln!(out, "<p><a href=\"{}\">Write to {}</a></p>", Text(&link), Text(label))?;
        }
        Some(_) => writeln!(out, "<p>Too long for a link: copy the text.</p>")?,
        None => writeln!(out, "<p>No address that a link can carry: copy the text.</p>")?,
    }
    writeln!(out, "<pre>{}</pre>", Text(&message.subject))?;
    let lines: Vec<_> = message.text.trim_end().split('\n').map(|l| Text(l).to_string()).collect();
    writeln!(out, "<pre>{}</pre>\n</article>", lines.join("\n"))
}

/// The link (RFC 6068).
fn link(programme: &Programme, message: &Message) -> Option<String> {
    let address = |&person| address::carried(&programme.roster.get(person).email);
    let all: Option<Vec<String>> = message.to.iter().map(address).collect();
    let to: Vec<_> = all?.iter().map(|one| percent(one).replace("%40", "@")).collect();
    let lines: Vec<_> = message.text.trim_end().split('\n').map(percent).collect();
    let (to, body) = (to.join(","), lines.join("%0D%0A"));
    Some(format!("mailto:{to}?subject={}&body={body}", percent(&message.subject)))
}
