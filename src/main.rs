//! The `unmentor` program: calls the command line and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    unmentor::cli::run(std::env::args_os())
}
