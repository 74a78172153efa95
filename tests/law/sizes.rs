//! Nothing is longer than a reader can hold.

use super::holds;
use super::source::sources;

#[test]
fn no_function_has_more_than_60_lines() {
    let mut long = Vec::new();
    for file in sources() {
        for (name, line, length) in file.functions() {
            if length > 60 {
                long.push(format!("{}:{line}: `{name}` has {length} lines", file.path));
            }
        }
    }
    holds(&long);
}

#[test]
fn a_file_above_400_lines_says_why_in_its_first_comment() {
    let mut long = Vec::new();
    for file in sources() {
        let lines = file.text.lines().count();
        let first = file.text.lines().take_while(|line| line.starts_with("//!"));
        if lines > 400 && !first.collect::<String>().contains("long because") {
            long.push(format!("{} has {lines} lines", file.path));
        }
    }
    holds(&long);
}
