//! Whom to ask why their conversation did not happen, and what they have said so far.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::parts::reasons::about;
use crate::domain::Programme;
use crate::domain::ask_why::{Said, ToAsk};
use crate::text;

/// A line for each, with their pair.
pub fn write(programme: &Programme, chosen: &[ToAsk], out: &mut dyn Write) -> io::Result<()> {
    for one in chosen {
        let name = programme.roster.called(one.person);
        let id = &programme.roster.get(one.person).id;
        writeln!(out, "{id}  {}  {}: {}", one.pair, text::clean(&name), in_words(one.said))?;
    }
    Ok(())
}

fn in_words(said: Said) -> String {
    match said {
        Said::Reason(family) => format!("gave a reason about {}", about(family)),
        Said::NoReason => "gave no reason so far".into(),
        Said::Nothing => "has not answered".into(),
    }
}

/// One person, for scripts.
pub fn record(programme: &Programme, one: &ToAsk) -> Value {
    let participant = programme.roster.get(one.person);
    let said = match one.said {
        Said::Reason(family) => family.word(),
        Said::NoReason => "no reason",
        Said::Nothing => "silent",
    };
    json!({
        "id": participant.id.as_str(),
        "name": participant.name,
        "email": participant.email,
        "pair": one.pair.to_string(),
        "said": said,
    })
}
