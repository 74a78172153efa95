//! All tests from outside, as one program: it is built and linked once. Its folders are the rooms
//! of the house; `program` runs the real program, `law` reads the code itself.

#![allow(
    clippy::expect_used,
    clippy::format_push_string,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may fail, and says so"
)]

mod intake;
mod law;
mod matching;
mod pages;
mod program;
mod render;
mod report;
mod sheets;
mod supply;
mod support;
