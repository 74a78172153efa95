//! Sentences on a terminal, broken between words.

use std::io::{self, Write};

use textwrap::{Options, WordSeparator, WordSplitter};

use super::Style;
use crate::text::words::NO_BREAK;

/// Writes a sentence behind an indent; its further lines stand two columns deeper. Words are never
/// broken, so that names and commands can be copied.
pub fn write(indent: &str, sentence: &str, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let deeper = format!("{indent}  ");
    let options = at_spaces(style.width).initial_indent(indent).subsequent_indent(&deeper);
    let mut lines = wrap(sentence, options.break_words(false)).into_iter();
    lines.try_for_each(|line| writeln!(out, "{line}"))
}

/// A text in lines of at most a width; a longer word is cut.
pub fn lines(text: &str, width: usize) -> Vec<String> {
    wrap(text, at_spaces(width))
}

fn at_spaces<'o>(width: usize) -> Options<'o> {
    Options::new(width)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
}

fn wrap(text: &str, options: Options<'_>) -> Vec<String> {
    textwrap::wrap(text, options).iter().map(|line| line.replace(NO_BREAK, " ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_terminal_and_no_word_is_broken() {
        let mut out = Vec::new();
        let style = Style { width: 24, colour: false };
        write("  ", "Ann & Bo, last in round\u{a0}2, at well-known place", style, &mut out)
            .unwrap();
        let lines = "  Ann & Bo, last in\n    round 2, at\n    well-known place\n";
        assert_eq!(String::from_utf8(out).unwrap(), lines);
    }
}
