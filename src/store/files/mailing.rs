//! What `unmentor.toml` says of messages.

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use crate::domain::mailing::{FormLink, Language, Mailbox, Mailing};
use crate::domain::{Finding, FindingKind};

use super::notes::Notes;
use super::toml::Section;
use super::toml_put::put_optional;

const ORGANISER: &str = "a name and an address, such as \"Ada Penhale <coffee@north.example>\"";
const LANGUAGE: &str = "\"en\", \"cy\" or \"both\"";
const SHOW: &str = "headings of participants.csv";
const COMMAND: &str = "a command in quotes, such as \"msmtp -t\"";
const PAUSE: &str = "seconds, from 0 to 3600";

/// Reads what there is; the rest has its usual value.
pub fn read(whole: &Section<'_>, notes: &mut Notes) -> Mailing {
    let usual = Mailing::default();
    let mut mailing = Mailing {
        organiser: whole.word("organiser", Mailbox::parse, ORGANISER, notes),
        feedback_url: link(whole, "feedback_url", notes),
        this_month_url: link(whole, "this_month_url", notes),
        show: whole.words("show", heading, SHOW, notes).unwrap_or_else(|| usual.show.clone()),
        language: whole.word("language", Language::from_word, LANGUAGE, notes).unwrap_or_default(),
        ..usual
    };
    if let Some(mail) = whole.section("mail", notes) {
        mail.refuse_others(&["command", "pause_seconds", "timeout_seconds"], notes);
        let command = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        mailing.command = mail.word("command", command, COMMAND, notes);
        let pause = mail.value("pause_seconds", pause, PAUSE, notes);
        mailing.pause_ms = pause.unwrap_or(mailing.pause_ms);
        let timeout = mail.number("timeout_seconds", 1..=86_400, notes);
        mailing.timeout_seconds = timeout.unwrap_or(mailing.timeout_seconds);
    }
    mailing
}

fn heading(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// Seconds as thousandths of them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within limits")]
fn pause(item: &Item) -> Option<u32> {
    let whole = |seconds: i64| i32::try_from(seconds).ok().map(f64::from);
    let seconds = item.as_float().or_else(|| item.as_integer().and_then(whole))?;
    (0.0..=3600.0).contains(&seconds).then(|| (seconds * 1000.0).round() as u32)
}

/// A link, or a finding that says what is wrong with it.
fn link(whole: &Section<'_>, key: &str, notes: &mut Notes) -> Option<FormLink> {
    let text = whole.text(key, notes)?;
    match FormLink::parse(&text) {
        Ok(link) => Some(link),
        Err([what, hint]) => {
            let message = format!("`{key}`: {what}");
            let finding = Finding::new(FindingKind::FormLink, whole.place(key), message);
            notes.lost(finding.hint(hint).excerpt(text));
            None
        }
    }
}

/// Puts what is other than before.
pub fn put(document: &mut DocumentMut, old: &Mailing, new: &Mailing) {
    let text = |text: String| Some(Value::from(text));
    let link = |link: &Option<FormLink>| link.as_ref().map(|link| link.as_str().into());
    let mut put = |key: &str, changed: bool, value: Option<Value>| {
        if changed {
            put_optional(document, key, value);
        }
    };
    let organiser = new.organiser.as_ref().map(|who| Value::from(who.to_string()));
    put("organiser", old.organiser != new.organiser, organiser);
    put("feedback_url", old.feedback_url != new.feedback_url, link(&new.feedback_url));
    put("this_month_url", old.this_month_url != new.this_month_url, link(&new.this_month_url));
    let show: Array = new.show.iter().map(String::as_str).collect();
    put("show", old.show != new.show, Some(show.into()));
    put("language", old.language != new.language, text(new.language.word().into()));
    let same = old.command == new.command
        && old.pause_ms == new.pause_ms
        && old.timeout_seconds == new.timeout_seconds;
    if same {
        return;
    }
    let mut section = Table::new();
    if let Some(command) = &new.command {
        section.insert("command", Item::Value(command.as_str().into()));
    }
    if new.pause_ms != Mailing::default().pause_ms {
        let seconds = f64::from(new.pause_ms) / 1000.0;
        section.insert("pause_seconds", Item::Value(seconds.into()));
    }
    if new.timeout_seconds != Mailing::default().timeout_seconds {
        let seconds = i64::from(new.timeout_seconds);
        section.insert("timeout_seconds", Item::Value(seconds.into()));
    }
    document.insert("mail", Item::Table(section));
}
