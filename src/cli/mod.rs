//! The edge: argument types, one file per verb. The only reader of clock, entropy, environment
//! and terminal.
//!
//! | file | what it is |
//! |---|---|
//! | `tree` | the command tree: every verb with its arguments |
//! | `verbs` | one file per verb |
//! | `session` | what a verb works with: the folder, the day, the terminal |
//! | `options`, `find` | what several verbs let an organiser type, and whom and what it names |
//! | `taking_in`, `delivery` | what comes in from a foreign sheet, what goes out into a file |
//! | `failure`, `impossible`, `unknown` | what stops a command, and what is none |
//! | `terminal`, `waiting`, `command_line` | the two streams, and commands as they can be typed |
//!
//! Each knows only those below it.

mod command_line;
mod delivery;
mod failure;
mod find;
mod impossible;
mod options;
mod problems;
mod sent;
mod session;
mod taking_in;
mod terminal;
mod tree;
mod unknown;
mod verbs;
mod waiting;

use std::ffi::OsString;
use std::io::{self, Write};
use std::panic;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

pub use failure::{Exit, Failure};
pub use tree::Cli;

use crate::sheets::is_caught;
use crate::text::clean;
use command_line::CommandLine;
use options::ColorWhen;
use session::Session;
use terminal::Terminal;
use unknown::unknown;

/// Runs one command line, prints what there is to say, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    keep_silent_about_caught_panics();
    let arguments: Vec<_> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(help_or_mistake) => {
            let typed: Vec<_> = arguments.iter().map(|one| one.to_string_lossy().into()).collect();
            if let Some(failure) = unknown(&help_or_mistake, &typed, &Cli::command()) {
                let ours = CommandLine::in_folder(Path::new("."));
                Terminal::new(ColorWhen::Auto, false, ours).failure(&failure);
                return failure.exit.into();
            }
            let _ = print(&help_or_mistake, &typed);
            return ExitCode::from(u8::try_from(help_or_mistake.exit_code()).unwrap_or(1));
        }
    };
    let mut session = Session::new(&cli.global);
    let done = cli.run(&mut session).and_then(|()| session.finish());
    match done.map_err(Failure::of) {
        Ok(()) | Err(None) => ExitCode::SUCCESS,
        Err(Some(failure)) => {
            session.terminal.failure(&failure);
            failure.exit.into()
        }
    }
}

/// Prints help, or what is wrong with a command line. The last line of a mistake names `--help`
/// alone; ours can be typed.
fn print(help_or_mistake: &clap::Error, typed: &[String]) -> io::Result<()> {
    let said = help_or_mistake.render().ansi().to_string();
    let said = match said.split_once(CLAP_ENDS) {
        Some((said, _)) => {
            format!("{said}hint: {} --help\n", unknown::path(typed, &Cli::command()))
        }
        None => said,
    };
    if typed.iter().any(|argument| clean(argument) != *argument) {
        terminal::complain(&anstream::adapter::strip_str(&said).to_string())
    } else if help_or_mistake.use_stderr() {
        anstream::stderr().write_all(said.as_bytes())
    } else {
        anstream::stdout().write_all(said.as_bytes())
    }
}

/// How the parser of command lines ends what it says of a mistake.
const CLAP_ENDS: &str = "For more information";

/// What makes the parser of workbooks panic is told as a damaged file; nobody wants to read more.
fn keep_silent_about_caught_panics() {
    let say = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !is_caught(info) {
            say(info);
        }
    }));
}

/// The whole command line, for manual pages, completions and tests.
pub fn command() -> clap::Command {
    Cli::command()
}
