//! The `unmentor` program: calls the command line and returns its exit code.

fn main() {}
