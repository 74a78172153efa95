//! Messages on the terminal, and as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::address;
use crate::domain::Programme;
use crate::domain::message::Fate;
use crate::messages::Message;
use crate::messages::due::{Due, Why};
use crate::render::records::{member, write_json};
use crate::render::{Style, prose};
use crate::text::{clean, words};

/// The messages for scripts.
pub fn json(programme: &Programme, messages: &[&Message], out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<Value> = messages.iter().map(|message| record(programme, message)).collect();
    write_json(&all, out)
}

fn record(programme: &Programme, message: &Message) -> Value {
    let to = message.to.iter().map(|&person| member(&programme.roster, person));
    let mut record = json!({
        "kind": message.kind.word(),
        "round": message.round.get(),
        "pair": message.pair.map(|pair| pair.to_string()),
        "to": to.collect::<Vec<_>>(),
        "subject": message.subject,
        "text": message.text,
        "message_id": format!("<{}>", message.id),
        "state": message.before.map(Fate::word),
    });
    if let Some(token) = message.token {
        record["token"] = token.to_string().into();
    }
    record
}

/// One message in full, as a mail program would show it.
pub fn whole(
    programme: &Programme,
    message: &Message,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    prose::write("", &format!("To: {}", address::people(programme, &message.to)), style, out)?;
    prose::write("", &format!("Subject: {}", clean(&message.subject)), style, out)?;
    writeln!(out)?;
    message.text.lines().try_for_each(|line| prose::write("", &clean(line), style, out))
}

/// What is due, a sentence each.
pub fn due(due: &[Due], style: Style, out: &mut dyn Write) -> io::Result<()> {
    for one in due {
        prose::write("", &sentence(one), style, out)?;
    }
    Ok(())
}

/// `unmentor mail reminder: 12 people (half of round 6 was over on 2026-11-18)`.
pub fn sentence(due: &Due) -> String {
    let Due { kind, round, people, why } = due;
    let why = match why {
        Why::Drawn => format!("round {round} has begun, and they have not been told"),
        Why::Halfway(day) => {
            format!("half of round {round} was over on {day}, and they are silent")
        }
        Why::Closes(day) => format!("the last day of round {round} is {day}, and they are silent"),
        Why::NextRound(day) => format!("round {round} begins on {day}"),
    };
    format!("{} to {}: {why}.", kind.word(), words::people(*people))
}
