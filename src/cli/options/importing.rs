//! The options of foreign sheets: how they are named and read.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use chrono::NaiveDate;
use clap::Args;
use rand::TryRng;
use rand::rngs::SysRng;

use super::DryRun;
use crate::cli::failure::{Exit, Failure};
use crate::domain::memory::Memory;
use crate::domain::{DateOrder, NamedColumn, Settings, SheetKind};
use crate::intake::{Encoding, Limits, Meaning, Options, Past, Sheet, Take};
use crate::sheets;
use crate::text::keyed::Key;
use crate::text::{is_blank, plain_words};

/// The options of every command that reads a foreign sheet.
#[derive(Debug, Args)]
pub struct Importing {
    /// The sheet's encoding, such as macintosh, where it is not recognised
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,
    /// The sheet of a workbook, where several could be meant
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Say what a column means, such as --map email="Your e-mail"; it is remembered
    #[arg(long, value_name = "MEANING=HEADING", value_parser = meaning)]
    pub map: Vec<(Meaning, String)>,
    /// Read 03/04/2026 as 3 April or as 4 March, where the sheet leaves it open; it is remembered
    #[arg(long, value_name = "ORDER", value_enum)]
    pub dates: Option<DateOrder>,
    /// Read a sheet of more than 32 MiB, 250 000 rows or 2 000 000 cells
    #[arg(long)]
    large: bool,
    /// List every problem by itself, however many there are of one kind
    #[arg(long)]
    pub all_problems: bool,
    /// What was taken in, all of it by name, as JSON
    #[arg(long)]
    pub json: bool,
}

/// The options of sheets that come again every month.
#[derive(Debug, Args)]
pub struct Taking {
    /// Take what was left open or may be a forgotten person's: all of it, or only these lines
    #[arg(long, value_name = "LINE", num_args = 0.., value_delimiter = ',')]
    take: Option<Vec<u64>>,
    /// The options of every sheet.
    #[command(flatten)]
    pub importing: Importing,
    /// Whether it is only told.
    #[command(flatten)]
    pub dry_run: DryRun,
}

impl Taking {
    /// What is known of earlier sheets, and which of the open rows count.
    pub fn past(&self, memory: Memory) -> Result<Past, Failure> {
        let take = match self.take.as_deref() {
            None => Take::Nothing,
            Some([]) => Take::All,
            Some(lines) => Take::Lines(lines.into()),
        };
        Ok(Past { memory, take, ..Importing::first()? })
    }
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::named(name).ok_or_else(|| {
        "it is named as web pages name it, such as utf-8, windows-1252, macintosh, utf-16le".into()
    })
}

fn meaning(text: &str) -> Result<(Meaning, String), String> {
    let (word, heading) =
        text.split_once('=').ok_or("write it as meaning=heading, such as email=\"Your e-mail\"")?;
    Ok((word.trim().parse()?, heading.trim().into()))
}

impl Importing {
    /// The options as the intake takes them, for a kind of sheet and with what was said before.
    pub fn options(
        &self,
        today: NaiveDate,
        settings: &Settings,
        kind: SheetKind,
    ) -> Result<Options, Failure> {
        let of_kind = settings.columns.iter().filter(|named| named.sheet == kind);
        let remembered = of_kind.map(|named| {
            let meaning = named.meaning.parse().map_err(|message: String| {
                Failure::new(Exit::Data, message)
                    .hint(format!("correct [columns.{}] in unmentor.toml", kind.word()))
            })?;
            Ok((meaning, named.clone()))
        });
        Ok(Options {
            reading: sheets::Options {
                encoding: self.encoding,
                sheet: self.sheet.clone(),
                dates: self.dates,
                usual_dates: settings.dates,
                limits: self.limits(),
            },
            map: self.map.clone(),
            remembered: remembered.collect::<Result<_, Failure>>()?,
            interval: settings.interval,
            ..Options::on(today)
        })
    }

    /// Nothing is known of earlier sheets, and this one gets a random key.
    pub fn first() -> Result<Past, Failure> {
        let mut key = [0; 16];
        SysRng
            .try_fill_bytes(&mut key)
            .map_err(|cause| Failure::new(Exit::Failure, format!("cannot draw a key: {cause}")))?;
        Ok(Past { key: Key(key), ..Past::default() })
    }

    fn limits(&self) -> Limits {
        if self.large { Limits::large() } else { Limits::default() }
    }

    /// Reads a foreign sheet; `-` is standard input.
    pub fn sheet(&self, file: &Path) -> Result<Sheet, Failure> {
        let mut bytes = Vec::new();
        // A byte more than is allowed, so that the intake can say that it is too much.
        let most = self.limits().bytes as u64 + 1;
        let (name, read) = if file == Path::new("-") {
            ("standard input".into(), standard_input().take(most).read_to_end(&mut bytes))
        } else {
            let read = File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes));
            (file.display().to_string(), read)
        };
        read.map_err(|cause| Failure::on_file("read", file, &cause))?;
        Ok(Sheet { name, bytes })
    }

    /// The settings with the columns and the order of dates that were said now, of sheets with
    /// these headings; `None` when they are known already.
    pub fn remember(
        &self,
        settings: &Settings,
        kind: SheetKind,
        sheets: &[Vec<String>],
    ) -> Option<Settings> {
        let mut new = settings.clone();
        for (meaning, heading) in &self.map {
            let ignores = *meaning == Meaning::Ignore;
            let has = |sheet: &&Vec<String>| {
                sheet.iter().any(|one| plain_words(one) == plain_words(heading))
            };
            let sheet = sheets.iter().find(has).map_or(&[][..], Vec::as_slice);
            let (meaning, heading) = (meaning.word().to_owned(), heading.clone());
            let said = |known: &NamedColumn| {
                let same = known.sheet == kind && known.meaning == meaning;
                let here = known.is_of(sheet.iter().map(String::as_str));
                same && here && (!ignores || known.heading == heading)
            };
            new.columns.retain(|known| !said(known));
            let filled =
                |other: &&String| !is_blank(other) && plain_words(other) != plain_words(&heading);
            let beside = sheet.iter().filter(filled).cloned().collect();
            new.columns.push(NamedColumn { sheet: kind, meaning, heading, beside });
        }
        new.columns.sort_unstable();
        new.dates = self.dates.or(new.dates);
        (new != *settings).then_some(new)
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads standard input")]
fn standard_input() -> io::Stdin {
    io::stdin()
}
