//! The options of what is written: as what, and into which file.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::cli::failure::{Exit, Failure};
use crate::domain::Programme;
use crate::report::picture::Network;

/// A choice of formats, of which a file's ending names one.
pub trait Written: ValueEnum + Copy + PartialEq + Send + Sync + 'static {
    /// What is written to the terminal unless something else is said.
    const USUAL: Self;
    /// What `--json` means.
    const JSON: Self;

    /// The endings that name this format, the usual one first.
    fn endings(self) -> &'static [&'static str];
}

/// How something is written, and where to.
#[derive(Debug, Args)]
pub struct Output<F: Written> {
    #[arg(long, value_enum, help = format!(
        "How it is written [default: by the file's ending, else {}]", word(F::USUAL)
    ))]
    format: Option<F>,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Write to this file instead of the terminal
    #[arg(id = "output", short = 'o', long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Put the file in place of an existing one
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Hide names and ids
    #[arg(long)]
    pub anonymise: bool,
}

impl<F: Written> Output<F> {
    /// The file, if it is not the terminal.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The format that was named, or the one that the file's ending names.
    pub fn format(&self) -> Result<F, Failure> {
        match (self.named(), self.file()) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(F::USUAL),
            (None, Some(file)) => by_ending(file),
        }
    }

    /// The network of a programme on a day, with or without names.
    pub fn network<'p>(&self, programme: &'p Programme, today: NaiveDate) -> Network<'p> {
        Network::new(programme, self.anonymise, today)
    }

    /// The format that was named, whatever the file is called.
    pub fn named(&self) -> Option<F> {
        if self.json { Some(F::JSON) } else { self.format }
    }
}

/// The format that the ending of a file's name stands for.
fn by_ending<F: Written>(file: &Path) -> Result<F, Failure> {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let formats = F::value_variants().iter().copied();
    let named = |format: &F| format.endings().iter().any(|one| one.eq_ignore_ascii_case(ending));
    formats.clone().find(named).ok_or_else(|| {
        let endings = formats.filter_map(|format| format.endings().first());
        let known = endings.map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(", ");
        Failure::new(Exit::Usage, format!("the ending of `{}` names no format", file.display()))
            .hint(format!("let it end in one of {known}; or name the format by --format"))
    })
}

/// The name of a format on the command line.
fn word(format: impl Written) -> String {
    format.to_possible_value().map_or_else(String::new, |word| word.get_name().to_owned())
}
