//! The two streams: data on the one, notes and what to do next on the other.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Stderr, Stdout, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use terminal_size::terminal_size;
use textwrap::{Options, WordSeparator, WordSplitter};

use super::command_line::{CommandLine, typed};
use super::failure::Failure;
use super::options::ColorWhen;
use super::problems;
use super::waiting::Waiting;
use crate::domain::Finding;
use crate::text::clean;
use crate::text::words::NO_BREAK;

/// Lines are laid out for this many columns where the terminal does not say otherwise.
const USUAL_WIDTH: usize = 80;

/// Standard output and standard error, with what is known of the terminal behind them.
#[expect(clippy::struct_excessive_bools, reason = "each tells of another thing")]
pub struct Terminal {
    out: BufWriter<AutoStream<Stdout>>,
    err: AutoStream<Stderr>,
    colour: bool,
    width: usize,
    err_width: usize,
    quiet: bool,
    screen: bool,
    all_problems: bool,
    /// Whether something has to be mended before anything else is done.
    cure_first: bool,
    ours: CommandLine,
    /// Notes that matter less than what a command has to say.
    afterwards: Vec<String>,
}

/// Says what is wrong with a command line that could command a terminal itself: only what cannot.
pub fn complain(text: &str) -> io::Result<()> {
    let lines: Vec<_> = text.lines().map(clean).collect();
    io::stderr().write_all((lines.join("\n") + "\n").as_bytes())
}

impl Terminal {
    /// Opens both streams; what is to be typed next is completed by the command line.
    pub fn new(when: ColorWhen, quiet: bool, ours: CommandLine) -> Self {
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
            width: width_for(&io::stdout()).unwrap_or(USUAL_WIDTH),
            err_width: width_for(&io::stderr()).unwrap_or(usize::MAX),
            quiet,
            screen: io::stdout().is_terminal(),
            all_problems: false,
            cure_first: false,
            ours,
            afterwards: Vec::new(),
        }
    }

    /// Where data goes. What is written is only sure to have arrived after [`Terminal::flush`].
    pub fn data(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Sends off what was written to [`Terminal::data`], and what was to come last.
    pub fn flush(&mut self) -> io::Result<()> {
        self.say_what_comes_last();
        self.out.flush()
    }

    /// Shows what is going on until the value is dropped, if that takes long; nothing off a
    /// terminal or when quiet.
    pub fn wait(&self, what: impl Display) -> Option<Waiting> {
        let shown = !self.quiet && io::stderr().is_terminal();
        shown.then(|| Waiting::for_what(clean(&what.to_string()).into_owned()))
    }

    /// Tells every finding by itself from now on, however many there are.
    pub fn show_all_problems(&mut self, all: bool) {
        self.all_problems = all;
    }

    /// Says from now on nothing of what is to be typed next: the cure comes first.
    pub fn say_nothing_but_the_cure(&mut self) {
        self.cure_first = true;
    }

    /// Asks a question that is answered with yes or no; `None` where nobody is there to answer.
    #[expect(clippy::disallowed_methods, reason = "here standard input is a person, not a sheet")]
    pub fn ask(&mut self, question: &str) -> Option<bool> {
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            return None;
        }
        let _ = self.out.flush();
        let _ = write!(self.err, "{} [y/N] ", clean(question));
        let _ = self.err.flush();
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).ok()?;
        Some(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// A bar that shows how far something has come; nothing off a terminal or when quiet.
    pub fn bar(&self, length: usize) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(length as u64);
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len}, {eta} to go");
        style.map_or(bar.clone(), |style| bar.with_style(style))
    }

    /// Whether data is shown in colour.
    pub fn colour(&self) -> bool {
        self.colour
    }

    /// Whether data is shown to somebody, and does not go into a file or another program.
    pub fn is_screen(&self) -> bool {
        self.screen
    }

    /// How many columns data may take.
    pub fn width(&self) -> usize {
        self.width
    }

    /// A note beside the data.
    pub fn note(&mut self, text: impl Display) {
        if !self.quiet {
            self.say("", Style::new(), "", &text.to_string());
        }
    }

    /// A note that comes behind all others, before what is to be typed next.
    pub fn note_last(&mut self, text: impl Display) {
        self.afterwards.push(text.to_string());
    }

    fn say_what_comes_last(&mut self) {
        for text in std::mem::take(&mut self.afterwards) {
            self.note(text);
        }
    }

    /// A hint in which the commands of ours can be typed from where the organiser stands.
    pub fn complete(&self, hint: &str) -> String {
        self.ours.complete(hint)
    }

    /// What the organiser probably wants to do next, with any commands of ours, such as
    /// `unmentor pair`, written as if the folder were the current one.
    pub fn next(&mut self, sentence: impl Display) {
        let sentence = self.complete(&sentence.to_string());
        self.say_next(&sentence);
    }

    /// What the organiser probably wants to type next in a folder that was just made.
    pub fn next_in(&mut self, folder: &Path, command: &str) {
        if folder == Path::new(".") {
            self.say_next(command);
        } else {
            self.say_next(&format!("cd {} && {command}", typed(folder)));
        }
    }

    /// Findings that an organiser may want to know.
    pub fn remark(&mut self, findings: &[Finding]) {
        if !self.quiet {
            self.list(findings, "note: ", Style::new().bold());
        }
    }

    /// Rows that were not used; shown even when quiet.
    pub fn set_aside(&mut self, findings: &[Finding]) {
        self.list(findings, "set aside: ", AnsiColor::Yellow.on_default().bold());
    }

    /// Why a command stopped; shown even when quiet.
    pub fn failure(&mut self, failure: &Failure) {
        self.say_what_comes_last();
        let red = AnsiColor::Red.on_default().bold();
        self.list(&failure.findings, "error: ", red);
        if !failure.message.is_empty() {
            self.say("", red, "error: ", &failure.message);
        }
        if let Some(hint) = &failure.hint {
            self.hint("", hint);
        }
    }

    /// What keeps the data from being the whole, though the command goes on; shown even when quiet.
    pub fn warning(&mut self, failure: &Failure) {
        self.say("", AnsiColor::Yellow.on_default().bold(), "warning: ", &failure.message);
        if let Some(hint) = &failure.hint {
            self.hint("", hint);
        }
    }

    fn list(&mut self, findings: &[Finding], label: &str, style: Style) {
        for entry in problems::entries(findings, self.all_problems) {
            self.say("", style, label, &entry.text);
            if let Some(excerpt) = &entry.excerpt {
                self.say("  ", Style::new().dimmed(), "| ", excerpt);
            }
            if let Some(hint) = &entry.hint {
                self.hint("  ", hint);
            }
        }
    }

    fn hint(&mut self, indent: &str, hint: &str) {
        let hint = self.complete(hint);
        self.say(indent, AnsiColor::Cyan.on_default(), "hint: ", &hint);
    }

    fn say_next(&mut self, sentence: &str) {
        self.say_what_comes_last();
        if !self.quiet && !self.cure_first {
            self.say("", Style::new().bold(), "next: ", sentence);
        }
    }

    /// Says something on standard error, whatever the text holds; on a terminal, long lines are
    /// broken between words. Nobody is told when it cannot be written: there is no place left.
    fn say(&mut self, indent: &str, style: Style, label: &str, text: &str) {
        let (lead, hanging) = (" ".repeat(indent.len() + label.len()), format!("{indent}  "));
        let options = Options::new(self.err_width)
            .initial_indent(&lead)
            .subsequent_indent(&hanging)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false);
        // What was said before on the other stream stands above this.
        let _ = self.out.flush();
        let wrapped = textwrap::fill(&unbroken(&clean(text)), options).replace(NO_BREAK, " ");
        let text = wrapped.get(lead.len()..).unwrap_or_default();
        let _ = writeln!(self.err, "{indent}{style}{label}{style:#}{text}");
    }
}

/// A text in which commands of ours hold no space at which a line could be broken: what is copied
/// from a terminal brings each break with it.
fn unbroken(text: &str) -> String {
    let mut all = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("unmentor ") {
        let (before, from) = rest.split_at(start);
        let ends: &[&str] = if before.ends_with('`') { &["`"] } else { &["; ", "   (", " (or "] };
        let end = ends.iter().filter_map(|end| from.find(end)).min().unwrap_or(from.len());
        let (command, behind) = from.split_at(end);
        all = all + before + &command.replace(' ', &NO_BREAK.to_string());
        rest = behind;
    }
    all + rest
}

/// The width that `COLUMNS` asks for, or else that of the terminal behind a stream, within limits;
/// `None` where there is neither.
fn width_for(stream: &impl IsTerminal) -> Option<usize> {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || stream.is_terminal().then(terminal_size).flatten();
    let width = asked.or_else(|| terminal().map(|(width, _)| usize::from(width.0)))?;
    Some(width.clamp(60, 120))
}
