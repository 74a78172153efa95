//! Whose conversations have failed for some time, with commands that may help.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::parts::reasons::about;
use super::{Style, prose};
use crate::domain::outcome::Family;
use crate::domain::review::Reviewed;
use crate::domain::{Participant, Programme};
use crate::text;
use crate::text::words;

/// What may help somebody, and the words behind `unmentor` that do it; the likeliest first.
fn proposals(one: Reviewed, participant: &Participant) -> Vec<(&'static str, String)> {
    let id = &participant.id;
    let slower = participant.rhythm.rounds() + 1;
    let slower = (slower <= 3)
        .then(|| ("a slower rhythm", format!("participants set {id} rhythm={slower}")));
    let pause = ("a pause", format!("participants set {id} status=paused"));
    let why = ("asking why", format!("mail ask-why --only {id}"));
    let mut all: Vec<_> = match one.mostly {
        Some(Family::Time) => slower.into_iter().chain([pause, why]).collect(),
        Some(Family::Will) => [pause].into_iter().chain(slower).chain([why]).collect(),
        _ => [why].into_iter().chain(slower).chain([pause]).collect(),
    };
    if !one.answered {
        all.insert(0, ("a look at the address", format!("participants show {id}")));
    }
    all
}

/// What is known of why.
fn because(one: Reviewed) -> String {
    match one.mostly {
        Some(family) => format!("most of their reasons are about {}", about(family)),
        None if one.answered => "no reasons so far".into(),
        None => "no answer so far, so perhaps the messages do not arrive".into(),
    }
}

/// One person, for scripts.
pub fn record(programme: &Programme, one: Reviewed) -> Value {
    let participant = programme.roster.get(one.person);
    let proposals: Vec<_> = proposals(one, participant)
        .into_iter()
        .map(|(what, words)| json!({ "what": what, "command": format!("unmentor {words}") }))
        .collect();
    json!({
        "id": participant.id.as_str(),
        "name": participant.name,
        "email": participant.email,
        "rounds": one.rounds,
        "mostly": one.mostly.map(Family::word),
        "answered": one.answered,
        "proposals": proposals,
    })
}

/// Everybody, with proposals as commands.
pub fn write(
    programme: &Programme,
    found: &[Reviewed],
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for one in found {
        let name = programme.roster.called(one.person);
        let participant = programme.roster.get(one.person);
        let rounds = words::count(one.rounds, "round");
        let line = format!(
            "{} ({}): {rounds} in a row without a confirmed conversation; {}.",
            text::clean(&name),
            participant.id,
            because(*one)
        );
        prose::write("", &line, style, out)?;
        for (what, command) in proposals(*one, participant) {
            writeln!(out, "  {what}: unmentor {command}")?;
        }
    }
    Ok(())
}
