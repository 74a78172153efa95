//! Messages sent by a command, one at a time.
//!
//! That a message is about to leave is on disk before it leaves, and what became of it afterwards:
//! whoever is stopped in between leaves one message of which nobody knows, and that one is asked
//! about and never sent again by itself.

use std::io::{Read, Seek, SeekFrom, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::batch::Batch;
use super::place::{needs_organiser, tell_of_unknown};
use crate::cli::failure::{Exit, Failure};
use crate::cli::session::{Session, Work};
use crate::domain::Programme;
use crate::domain::message::Fate;
use crate::messages::Message;
use crate::render::mail::mime;
use crate::text::{excerpt, words};

/// How often it is looked whether a command has ended.
const TICK: Duration = Duration::from_millis(5);

/// What a command made of a message.
struct Done {
    fate: Fate,
    /// The exit code, or why there is none.
    why: String,
}

/// Sends the new messages.
pub fn send(session: &mut Session, work: &Work, batch: &Batch, yes: bool) -> Result<()> {
    let programme = work.programme();
    needs_organiser(programme)?;
    let mailing = &programme.settings.mailing;
    let Some(command) = &mailing.command else {
        return Err(Failure::new(Exit::Usage, "unmentor.toml names no command that sends")
            .hint("add a line `[mail]` and below it such as `command = \"msmtp -t\"`")
            .into());
    };
    let words = split(command)?;
    let messages = batch.carried(session, programme, true);
    batch.warn_of_texts(session, programme);
    tell_of_unknown(session, programme, batch);
    if messages.is_empty() {
        session.terminal.note(format_args!("{} Nothing was sent.", batch.sentence()));
        return Ok(());
    }
    for message in &messages {
        let people = crate::render::mail::address::people(programme, &message.to);
        writeln!(session.terminal.data(), "{people}: {}", crate::text::clean(&message.subject))?;
    }
    let count = words::count(messages.len(), "message");
    if work.is_dry() {
        session.terminal.note(format_args!("would send {count} by `{command}`"));
        return Ok(());
    }
    if !(yes || confirmed(session, &count, command)?) {
        session.terminal.note("Nothing was sent.");
        return Ok(());
    }
    let mut run = Run { session, work, programme, words: &words, left: Vec::new(), sent: 0 };
    run.all(&messages)?;
    run.report(messages.len(), batch)
}

/// Asks; off a terminal that is refused.
fn confirmed(session: &mut Session, count: &str, command: &str) -> Result<bool, Failure> {
    session.terminal.ask(&format!("Send {count} by `{command}`?")).ok_or_else(|| {
        Failure::new(Exit::Unconfirmed, format!("{count} would be sent"))
            .hint("--yes sends them without asking; -n shows them")
    })
}

struct Run<'a> {
    session: &'a mut Session,
    work: &'a Work,
    programme: &'a Programme,
    words: &'a [String],
    /// Those that were refused, or of which nobody knows.
    left: Vec<(String, Done)>,
    sent: usize,
}

impl Run<'_> {
    fn all(&mut self, messages: &[&Message]) -> Result<()> {
        let mailing = &self.programme.settings.mailing;
        let pause = Duration::from_millis(u64::from(mailing.pause_ms));
        let timeout = Duration::from_secs(u64::from(mailing.timeout_seconds));
        let bar = self.session.terminal.bar(messages.len());
        for (at, message) in messages.iter().enumerate() {
            if at > 0 {
                thread::sleep(pause);
            }
            self.log(message, Fate::Trying, "")?;
            let bytes = mime::message(self.programme, message, mime::Use::Sent);
            let done = match start(self.words, &bytes) {
                Ok((child, said)) => finish(child, said, timeout),
                Err(cause) => {
                    let why = format!("cannot be started: {cause}");
                    self.log(message, Fate::Refused, "not started")?;
                    bar.finish_and_clear();
                    let message = format!("`{}` {why}; nothing more was sent", self.words[0]);
                    let hint =
                        "correct `command` below [mail] in unmentor.toml, then the same again";
                    return Err(Failure::new(Exit::Failure, message).hint(hint).into());
                }
            };
            self.log(message, done.fate, &done.why)?;
            bar.inc(1);
            if done.fate == Fate::Accepted {
                self.sent += 1;
            } else {
                let people = message.to.iter().map(|&one| self.programme.roster.get(one).label());
                self.left.push((people.collect::<Vec<_>>().join(" and "), done));
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    fn log(&self, message: &Message, fate: Fate, why: &str) -> Result<()> {
        let program = self.words[0].rsplit(['/', '\\']).next().unwrap_or_default();
        let short: String = why.split(':').next().unwrap_or_default().into();
        let how = if short.is_empty() { program.to_owned() } else { format!("{program} {short}") };
        let lines = message.logged(self.programme, fate, self.session.today, &how);
        self.work.log_message(lines)
    }

    fn report(self, all: usize, batch: &Batch) -> Result<()> {
        let terminal = &mut self.session.terminal;
        terminal.note(format_args!("sent: {} of {}", words::number(self.sent), words::number(all)));
        for (people, done) in &self.left {
            let what = match done.fate {
                Fate::Refused => "was not sent",
                _ => "may have been sent or not",
            };
            let message = format!("the message to {people} {what} ({})", done.why);
            terminal.warning(&Failure::new(Exit::Data, message));
        }
        let unknown = self.left.iter().filter(|(_, done)| done.fate == Fate::Unknown).count();
        if self.left.is_empty() {
            return Ok(());
        }
        let refused = self.left.len() - unknown;
        let message = match (refused, unknown) {
            (0, unknown) => format!(
                "of {} it is unknown whether they have left",
                words::count(unknown, "message")
            ),
            (refused, 0) => format!(
                "{} not sent",
                words::count_is(refused, "message").replace(" are", "").replace(" is", "")
            ),
            (refused, unknown) => format!(
                "{} not sent, and of {} it is unknown whether they have left",
                words::count(refused, "message"),
                words::number(unknown)
            ),
        };
        let kind = batch.kind.word();
        let hint = if refused > 0 {
            format!(
                "`unmentor mail {kind} --send` sends once more what has not left, and nothing else"
            )
        } else {
            format!(
                "ask those people; `unmentor mail {kind} --only WHO --again --send` sends it again"
            )
        };
        Err(Failure::new(Exit::Failure, message).hint(hint).into())
    }
}

/// The words of a command, as a shell would split them; no shell is in between.
fn split(command: &str) -> Result<Vec<String>, Failure> {
    let mut words = Vec::new();
    let (mut word, mut quote, mut begun) = (String::new(), None, false);
    for c in command.chars() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => (quote, begun) = (Some(c), true),
            (c, None) if c.is_whitespace() => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            (c, _) => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    if quote.is_some() || words.first().is_none_or(String::is_empty) {
        let message = format!("`{command}` is not a command");
        return Err(Failure::new(Exit::Usage, message)
            .hint("correct `command` below [mail] in unmentor.toml"));
    }
    Ok(words)
}

/// Starts the command. Its input is a file with the whole message, so that it never sends half of
/// one when this program is killed; what it complains about goes into a file, too.
fn start(words: &[String], message: &[u8]) -> std::io::Result<(Child, std::fs::File)> {
    let mut input = tempfile::tempfile()?;
    input.write_all(message)?;
    input.seek(SeekFrom::Start(0))?;
    let said = tempfile::tempfile()?;
    let (program, arguments) = words.split_first().ok_or(std::io::ErrorKind::NotFound)?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::from(input)).stdout(Stdio::null());
    command.stderr(Stdio::from(said.try_clone()?));
    Ok((command.spawn()?, said))
}

/// Waits for the end of a command.
fn finish(mut child: Child, said: std::fs::File, timeout: Duration) -> Done {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return judged(status, said),
            Ok(None) if begun.elapsed() < timeout => thread::sleep(TICK),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Done { fate: Fate::Unknown, why: "no answer in time".into() };
            }
            Err(cause) => return Done { fate: Fate::Unknown, why: cause.to_string() },
        }
    }
}

/// What an exit code means, as `sysexits.h` and msmtp have it: whether the message has left.
fn judged(status: ExitStatus, mut said: std::fs::File) -> Done {
    let Some(code) = status.code() else {
        return Done { fate: Fate::Unknown, why: "killed".into() };
    };
    let fate = match code {
        0 => Fate::Accepted,
        // No connection, no login, local trouble; refused for good or for now.
        64..=73 | 75 | 77 | 78 => Fate::Refused,
        // Input or output broke, also behind the last dot; and whatever is none of these.
        _ => Fate::Unknown,
    };
    let mut words = Vec::new();
    let _ = said.seek(SeekFrom::Start(0));
    let _ = said.take(4096).read_to_end(&mut words);
    let words = excerpt(String::from_utf8_lossy(&words).trim());
    let why =
        if words.is_empty() { format!("exit {code}") } else { format!("exit {code}: {words}") };
    Done { fate, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_split_like_in_a_shell() {
        let words = split(" msmtp  -t --passwordeval 'cat  x' \"\" a\"b c\"d").unwrap();
        assert_eq!(words, ["msmtp", "-t", "--passwordeval", "cat  x", "", "ab cd"]);
        assert!(split("msmtp 'x").is_err() && split("  ").is_err());
    }
}
