//! Commands as they can be typed from where the organiser stands.

use std::fmt::Write;
use std::path::Path;

use crate::text;

/// The name under which this program is called.
const PROGRAM: &str = "unmentor";

/// How this program is called: by its name, and with `-C DIR` if that was typed.
pub struct CommandLine {
    /// What goes between the name and the verb.
    folder: String,
}

impl CommandLine {
    /// For a programme folder, if it is not the current one.
    pub fn in_folder(dir: &Path) -> Self {
        let here = dir == Path::new(".");
        Self { folder: if here { String::new() } else { format!(" -C {}", typed(dir)) } }
    }

    /// A sentence in which every command of this program, such as `unmentor undo`, keeps the
    /// folder.
    pub fn complete(&self, sentence: &str) -> String {
        let mut complete = String::with_capacity(sentence.len());
        let mut rest = sentence;
        while let Some(at) = rest.find(PROGRAM) {
            let (before, after) = (&rest[..at], &rest[at + PROGRAM.len()..]);
            let begins = before.is_empty() || before.ends_with([' ', '`']);
            let verb =
                after.strip_prefix(' ').is_some_and(|verb| verb.starts_with(char::is_lowercase));
            let folder = if begins && verb { self.folder.as_str() } else { "" };
            let _ = write!(complete, "{before}{PROGRAM}{folder}");
            rest = after;
        }
        complete + rest
    }
}

/// A path as it can be typed; one that looks like an option is marked as a path.
pub fn typed(path: &Path) -> String {
    let path = path.display().to_string();
    text::shell_word(&if path.starts_with('-') && path != "-" { format!("./{path}") } else { path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_in_a_sentence_keeps_the_folder_and_nothing_else_does() {
        let there = CommandLine::in_folder(Path::new("my scheme"));
        for (sentence, complete) in [
            ("unmentor undo   (brings it back)", "unmentor -C 'my scheme' undo   (brings it back)"),
            (
                "bring it back; if it is right: unmentor check --accept",
                "bring it back; if it is right: unmentor -C 'my scheme' check --accept",
            ),
            (
                "`unmentor pair` or `unmentor report`",
                "`unmentor -C 'my scheme' pair` or `unmentor -C 'my scheme' report`",
            ),
            ("mend unmentor.toml", "mend unmentor.toml"),
            ("install a later version of unmentor", "install a later version of unmentor"),
            ("cargo install unmentor --features png", "cargo install unmentor --features png"),
            ("cd unmentor-demo", "cd unmentor-demo"),
        ] {
            assert_eq!(there.complete(sentence), complete);
            assert_eq!(CommandLine::in_folder(Path::new(".")).complete(sentence), sentence);
        }
    }

    #[test]
    #[cfg(not(windows))]
    fn a_path_is_quoted_where_a_shell_would_misread_it() {
        for (path, word) in [
            ("rounds/05", "rounds/05"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("$HOME", "'$HOME'"),
            ("~", "'~'"),
            ("-o", "./-o"),
            ("", "''"),
        ] {
            assert_eq!(typed(Path::new(path)), word);
        }
    }
}
