//! A command that there is not: what was meant, or what there is.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::failure::{Exit, Failure};
use crate::text::words::nearest;

/// Words that people try, each with the command that does it.
const TRIED: &[(&str, &str)] = &[
    ("add", "participants add NAME ADDRESS"),
    ("answers", "outcomes import FILE"),
    ("delete", "participants forget WHO"),
    ("draw", "pair"),
    ("exclude", "exclusions add WHO OTHER"),
    ("export", "report -o report.html"),
    ("feedback", "outcomes import FILE"),
    ("forget", "participants forget WHO"),
    ("graph", "network -o network.svg"),
    ("history", "rounds list"),
    ("import", "participants import FILE"),
    ("list", "participants list"),
    ("match", "pair"),
    ("new", "init"),
    ("next", "pair"),
    ("pairs", "rounds show"),
    ("pause", "participants set WHO until=DAY"),
    ("picture", "network -o network.svg"),
    ("remind", "outcomes waiting"),
    ("reminder", "outcomes waiting"),
    ("remove", "participants set WHO status=left"),
    ("set", "participants set WHO KEY=VALUE"),
    ("show", "rounds show"),
    ("start", "init"),
    ("statistics", "report"),
    ("stats", "report"),
    ("waiting", "outcomes waiting"),
];

/// What to say of a command that there is not; `None` for every other mistake.
pub fn unknown(mistake: &clap::Error, typed: &[String], root: &clap::Command) -> Option<Failure> {
    let ContextValue::String(word) = mistake
        .get(ContextKind::InvalidSubcommand)
        .filter(|_| mistake.kind() == ErrorKind::InvalidSubcommand)?
    else {
        return None;
    };
    let (command, path) = above(word, typed, root);
    let message = format!("there is no command `{path} {word}`");
    let failure = Failure::new(Exit::Usage, message);
    let folded = word.to_lowercase();
    let tried = TRIED.iter().find(|(one, _)| *one == folded);
    let known = || command.get_subcommands().map(clap::Command::get_name);
    let near = nearest(&folded, known());
    Some(failure.hint(match (tried, near) {
        (Some((_, meant)), _) if path == "unmentor" => format!("unmentor {meant}"),
        (_, Some(near)) => format!("did you mean `{path} {near}`?"),
        _ => format!("the commands are {}", known().collect::<Vec<_>>().join(", ")),
    }))
}

/// The command that was typed, as far as there is one.
pub fn path(typed: &[String], root: &clap::Command) -> String {
    above("", typed, root).1
}

/// The command below which a word was typed, and how it is typed.
fn above<'c>(word: &str, typed: &[String], root: &'c clap::Command) -> (&'c clap::Command, String) {
    let (mut command, mut path) = (root, String::from("unmentor"));
    for one in typed.iter().take_while(|one| *one != word) {
        if let Some(below) = command.find_subcommand(one) {
            command = below;
            path = format!("{path} {}", below.get_name());
        }
    }
    (command, path)
}
