//! The two streams: data on the one, notes and what to do next on the other.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Stderr, Stdout, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::args::ColorWhen;
use super::failure::Failure;
use crate::domain::Finding;
use crate::domain::text::clean;

/// Lines are laid out for this many columns where the terminal does not say otherwise.
const USUAL_WIDTH: usize = 80;

/// Standard output and standard error, with what is known of the terminal behind them.
pub struct Terminal {
    out: BufWriter<AutoStream<Stdout>>,
    err: AutoStream<Stderr>,
    colour: bool,
    width: usize,
    quiet: bool,
}

impl Terminal {
    /// Opens both streams.
    pub fn new(when: ColorWhen, quiet: bool) -> Self {
        let choice = match when {
            ColorWhen::Auto => AutoStream::choice(&io::stdout()),
            ColorWhen::Always => ColorChoice::Always,
            ColorWhen::Never => ColorChoice::Never,
        };
        let err_choice = match when {
            ColorWhen::Auto => AutoStream::choice(&io::stderr()),
            _ => choice,
        };
        Self {
            out: BufWriter::new(AutoStream::new(io::stdout(), choice)),
            err: AutoStream::new(io::stderr(), err_choice),
            colour: choice != ColorChoice::Never,
            width: width(),
            quiet,
        }
    }

    /// Where data goes. What is written is only sure to have arrived after [`Terminal::flush`].
    pub fn data(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Sends off what was written to [`Terminal::data`].
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Whether data is shown in colour.
    pub fn colour(&self) -> bool {
        self.colour
    }

    /// How many columns data may take.
    pub fn width(&self) -> usize {
        self.width
    }

    /// A note beside the data. Nobody is told when it cannot be written: there is no place left.
    pub fn note(&mut self, text: impl Display) {
        if !self.quiet {
            let _ = writeln!(self.err, "{text}");
        }
    }

    /// What the organiser probably wants to type next.
    pub fn next(&mut self, command: impl Display) {
        let bold = Style::new().bold();
        self.note(format_args!("{bold}next:{bold:#} {command}"));
    }

    /// Findings that do not stop the command.
    pub fn warn(&mut self, findings: &[Finding]) {
        if !self.quiet {
            let yellow = AnsiColor::Yellow.on_default().bold();
            self.list(findings, "note", yellow);
        }
    }

    /// Why a command stopped; shown even when quiet.
    pub fn failure(&mut self, failure: &Failure) {
        let red = AnsiColor::Red.on_default().bold();
        self.list(&failure.findings, "error", red);
        if !failure.message.is_empty() {
            let _ = writeln!(self.err, "{red}error:{red:#} {}", clean_lines(&failure.message));
        }
        if let Some(hint) = &failure.hint {
            self.hint("", hint);
        }
    }

    fn list(&mut self, findings: &[Finding], word: &str, style: Style) {
        for finding in findings {
            let place = finding.place.to_string();
            let message = clean_lines(&finding.message);
            let _ = writeln!(self.err, "{style}{word}:{style:#} {}: {message}", clean(&place));
            if let Some(excerpt) = &finding.excerpt {
                let dim = Style::new().dimmed();
                let _ = writeln!(self.err, "  {dim}|{dim:#} {}", clean(excerpt));
            }
            if let Some(hint) = &finding.hint {
                self.hint("  ", hint);
            }
        }
    }

    fn hint(&mut self, indent: &str, hint: &str) {
        let cyan = AnsiColor::Cyan.on_default();
        let _ = writeln!(self.err, "{indent}{cyan}hint:{cyan:#} {}", clean_lines(hint));
    }
}

/// The width of the terminal, within limits; the usual one where there is none.
fn width() -> usize {
    let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0).clamp(60, 120))
}

/// Cleans text of more than one line without joining the lines.
fn clean_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(clean).collect();
    lines.join("\n")
}
