//! The edge: argument types, one file per verb. The only reader of clock, entropy, environment
//! and terminal.

mod failure;
mod importing;
mod impossible;
mod options;
mod session;
mod terminal;
mod tree;
mod verbs;
mod waiting;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser};

pub use failure::{Exit, Failure};
pub use tree::Cli;

use crate::store::in_words;
use session::Session;
use tree::Command;
use verbs::{
    check, demo, init, network, outcomes, pair, participants, report, rounds, runway, status, undo,
};

/// Runs one command line, prints what there is to say, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(help_or_mistake) => {
            let _ = help_or_mistake.print();
            return ExitCode::from(u8::try_from(help_or_mistake.exit_code()).unwrap_or(1));
        }
    };
    let mut session = Session::new(&cli.global);
    let done = dispatch(&mut session, cli.command, cli.json).and_then(|()| session.finish());
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if failure::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let failure = error.downcast::<Failure>().unwrap_or_else(|other| {
                let message = match other.root_cause().downcast_ref::<io::Error>() {
                    Some(cause) => format!("cannot write to standard output: {}", in_words(cause)),
                    None => format!("{other:#}"),
                };
                Failure::new(Exit::Failure, message)
            });
            session.terminal.failure(&failure);
            failure.exit.into()
        }
    }
}

/// The whole command line, for manual pages, completions and tests.
pub fn command() -> clap::Command {
    Cli::command()
}

fn dispatch(session: &mut Session, command: Option<Command>, json: bool) -> Result<()> {
    match command {
        None => status::run(session, json),
        Some(Command::Init(args)) => init::run(session, &args),
        Some(Command::Demo(args)) => demo::run(session, &args),
        Some(Command::Participants(verb)) => participants::run(session, verb),
        Some(Command::Pair(args)) => pair::run(session, &args),
        Some(Command::Rounds(verb)) => rounds::run(session, verb),
        Some(Command::Outcomes(verb)) => outcomes::run(session, verb),
        Some(Command::Report(args)) => report::run(session, &args),
        Some(Command::Runway(args)) => runway::run(session, &args),
        Some(Command::Network(args)) => network::run(session, &args),
        Some(Command::Check(args)) => check::run(session, &args),
        Some(Command::Undo(args)) => undo::run(session, &args),
        Some(Command::Completions { shell }) => verbs::packaging::completions(session, shell),
        Some(Command::Man { output }) => verbs::packaging::manual(session, output.as_deref()),
    }
}
