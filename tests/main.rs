//! All tests from outside, as one program: it is built and linked once.

#![allow(
    clippy::expect_used,
    clippy::format_push_string,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may fail, and says so"
)]

mod engine;
mod five_rounds_intake;
mod intake;
mod intake_properties;
mod intake_size;
mod law;
mod layout;
mod page;
mod pictures;
mod program;
mod report;
mod support;
mod workbooks;
