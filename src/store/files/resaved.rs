//! A file of the folder as a spreadsheet program has saved it, made into what it should be.
//!
//! Whoever looks at `participants.csv` in Excel and saves it gets other dates, semicolons, another
//! encoding and empty columns at the end, and meant none of it. Whatever can mean only one thing is
//! taken for that; dates are decided column by column, as in sheets that are imported. What could
//! mean two things is one finding for the column.

use chrono::NaiveDate;

use crate::domain::{Finding, FindingKind, Place};
use crate::text::csv::{self, Record, Scanner};
use crate::text::dates::{self, Clues, DateOrder, Open};
use crate::text::decode;
use crate::text::words::count;
use crate::text::{iso_day, quote};

/// A file that was saved by another program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resaved {
    /// Which.
    pub file: String,
    /// The cells that mean what they meant before, and are written otherwise.
    pub cells: Vec<Cell>,
    /// The file as it should be.
    pub text: String,
}

/// A cell as it stands in a file, and as it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Where.
    pub place: Place,
    /// As it stands there.
    pub before: String,
    /// As it should.
    pub after: String,
}

/// What stands in the columns of a file, by their headings.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The column that says whose row it is.
    pub key: &'static str,
    /// Columns without which a row is none.
    pub needed: &'static [&'static str],
    /// Columns with days.
    pub days: &'static [&'static str],
    /// Columns with whole numbers.
    pub numbers: &'static [&'static str],
    /// Columns with a yes or a no.
    pub yes_or_no: &'static [&'static str],
}

/// What helps to understand days whose order no cell shows.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The order, if somebody said it for this file.
    pub said: Option<DateOrder>,
    /// The order in the organiser's sheets.
    pub usual: Option<DateOrder>,
    /// The days that can be meant.
    pub span: Option<(NaiveDate, NaiveDate)>,
    /// Which order makes days of a column what they were, by what was kept of it: asked with the
    /// heading and each row's key with its days, day first and month first.
    pub earlier: &'a dyn Fn(&str, &[Either<'_>]) -> Option<DateOrder>,
}

impl Shape {
    /// A file of words, whose rows have at least these cells.
    pub const fn of_words(needed: &'static [&'static str]) -> Self {
        Self { key: "", needed, days: &[], numbers: &[], yes_or_no: &[] }
    }
}

/// A row's key and the two days that its cell could be.
pub type Either<'t> = (&'t str, Option<NaiveDate>, Option<NaiveDate>);

/// A file made into what it should be.
#[derive(Debug)]
pub struct Tidied {
    /// The text, every row on the line on which it stood.
    pub text: String,
    /// The same as it should stand in the file.
    pub clean: String,
    /// The cells that are others than before.
    pub cells: Vec<Cell>,
    /// Columns that could not be decided.
    pub open: Vec<Finding>,
}

/// Bytes that are not UTF-8 as the text that a spreadsheet program meant.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    let decoded = decode::decode(bytes, None).ok()?;
    decoded.odd.is_empty().then(|| decoded.text.into_owned())
}

/// Whether bytes have several letters beyond ASCII and none of them as UTF-8 has it: a program has
/// written them, where a disk would have damaged one.
pub fn is_recoded(bytes: &[u8]) -> bool {
    let is_ascii = bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii());
    is_ascii && bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count() > 1
}

/// A text that is no table as it should be: lines that end as ours.
pub fn plain(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether the first lines of a text show that another program has saved it.
pub fn is_foreign(text: &str) -> bool {
    let first = text.trim_start_matches(['\n', '\r']).split('\n').next().unwrap_or_default();
    let line = first.strip_suffix('\r').unwrap_or(first);
    let commas = |delimiter| line.matches(delimiter).count();
    text.starts_with(['\u{feff}', '\n', '\r'])
        || line.len() < first.len()
        || line.ends_with(',')
        || line.contains('\r')
        || commas(';').max(commas('\t')) > commas(',')
}

/// Makes a text into what it should be; `None` where its rows cannot be told apart.
pub fn tidy(file: &str, text: &str, shape: &Shape, known: &Known<'_>) -> Option<Tidied> {
    let mut rows = Rows::read(text)?;
    rows.even(text.ends_with(['\n', '\r']), shape);
    let mut cells = Vec::new();
    let mut replace = |rows: &mut Rows, column: usize, heading: &str, row: usize, after: String| {
        let (line, ref mut all) = rows.below[row];
        let Some(cell) = all.get_mut(column).filter(|cell| cell.trim() != after) else { return };
        let place = Place::line(file, line).in_column(heading);
        cells.push(Cell { place, before: cell.clone(), after: after.clone() });
        *cell = after;
    };
    for (headings, read) in
        [(shape.numbers, whole_number as fn(&str) -> Option<String>), (shape.yes_or_no, yes_or_no)]
    {
        for heading in headings {
            let Some(column) = rows.column(heading) else { continue };
            for row in 0..rows.below.len() {
                if let Some(after) = read(rows.cell(row, column)) {
                    replace(&mut rows, column, heading, row, after);
                }
            }
        }
    }
    let (orders, open) = rows.orders(file, shape, known);
    for (column, heading, order) in orders {
        let clues = Clues { order, ..Clues::default() };
        let (days, _) = dates::read_column(rows.cells(column), clues, |_| false);
        for row in 0..rows.below.len() {
            if let Some(day) = days.day(row) {
                replace(&mut rows, column, heading, row, day.to_string());
            }
        }
    }
    Some(Tidied { text: rows.in_place(), clean: rows.clean(), cells, open })
}

/// The records of a text, each with its line and all with as many cells as the first.
struct Rows {
    headings: Vec<String>,
    first_line: u64,
    below: Vec<(u64, Vec<String>)>,
}

/// A column, its heading, and the order of its days if that matters.
type Ordered = (usize, &'static str, Option<DateOrder>);

impl Rows {
    fn read(text: &str) -> Option<Self> {
        let (mut scanner, mut record) = (Scanner::new(text), Record::default());
        let mut all = Vec::new();
        while scanner.read_filled(&mut record).ok()? {
            all.push((record.line(), record.iter().map(String::from).collect::<Vec<_>>()));
        }
        let mut rows = all.into_iter();
        let (first_line, headings) = rows.next()?;
        Some(Self { headings, first_line, below: rows.collect() })
    }

    fn column(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|one| one.trim().eq_ignore_ascii_case(heading))
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        (0..self.below.len()).map(move |row| self.cell(row, column))
    }

    /// A cell; that of a row which is too short is empty.
    fn cell(&self, row: usize, column: usize) -> &str {
        self.below[row].1.get(column).map_or("", String::as_str)
    }

    /// Takes away empty columns at the end, and puts back empty cells at the ends of rows; of a
    /// text that does not end with a line the last row may have been cut.
    fn even(&mut self, is_whole: bool, shape: &Shape) {
        let is_named = |heading: &String| !heading.trim().is_empty();
        let named = self.headings.iter().rposition(is_named).map_or(0, |last| last + 1);
        let filled = |(_, cells): &(u64, Vec<String>)| {
            cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1)
        };
        let old = self.headings.len();
        // A cell with something in it below no heading is no empty column.
        let within = |row: &(u64, Vec<String>)| row.1.len() > old || filled(row) <= named;
        let width = if self.below.iter().all(within) { named } else { old };
        self.headings.truncate(width);
        let needed = shape.needed.iter().filter_map(|&heading| self.column(heading)).max();
        let last = self.below.len().wrapping_sub(1);
        for (at, row) in self.below.iter_mut().enumerate() {
            let keep = filled(row).max(width);
            let cells = &mut row.1;
            let is_row = needed.is_none_or(|needed| needed < cells.len());
            if cells.len() < width && is_row && (is_whole || at != last) {
                cells.resize(width, String::new());
            }
            cells.truncate(keep);
        }
    }

    /// The order of the days of each column, and findings on those that stay open.
    fn orders(&self, file: &str, shape: &Shape, known: &Known<'_>) -> (Vec<Ordered>, Vec<Finding>) {
        let (mut orders, mut undecided, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for &heading in shape.days {
            let Some(column) = self.column(heading) else { continue };
            let clues = Clues { order: known.said, ..Clues::default() };
            match dates::read_column(self.cells(column), clues, |_| false) {
                (days, None) => orders.push((column, heading, days.order)),
                (_, Some(Open::Undecided { row, .. })) => undecided.push((column, heading, row)),
                (_, Some(Open::Mixed { day_first, month_first })) => {
                    let (line, other) = (self.below[month_first].0, self.below[day_first].0);
                    let place = Place::line(file, line).in_column(heading);
                    let message = format!(
                        "the month comes first here, and the day comes first in line {other}"
                    );
                    let hint = "write all dates of the column as 2026-03-31";
                    open.push(Finding::new(FindingKind::MixedDates, place, message).hint(hint));
                }
            }
        }
        let mut shown: Vec<_> = orders.iter().filter_map(|&(.., order)| order).collect();
        shown.dedup();
        // One program saves all columns of a file in one order.
        let of_file = shown.first().copied().filter(|_| shown.len() == 1);
        for (column, heading, row) in undecided {
            let order = of_file.or_else(|| self.by_what_is_known(column, heading, shape, known));
            if order.is_some() {
                orders.push((column, heading, order));
            } else {
                open.push(self.undecided(file, column, heading, row));
            }
        }
        (orders, open)
    }

    /// The order by what the cells were, by the days that can be meant, or as usual.
    fn by_what_is_known(
        &self,
        column: usize,
        heading: &str,
        shape: &Shape,
        known: &Known<'_>,
    ) -> Option<DateOrder> {
        let [day_first, month_first] = [DateOrder::DayFirst, DateOrder::MonthFirst].map(|order| {
            let clues = Clues { order: Some(order), ..Clues::default() };
            dates::read_column(self.cells(column), clues, |_| false).0
        });
        let key = self.column(shape.key);
        let two_days = |row| {
            let key = key.map_or("", |key| self.cell(row, key).trim());
            (key, day_first.day(row), month_first.day(row))
        };
        let either: Vec<Either<'_>> = (0..self.below.len()).map(two_days).collect();
        let fits = |day: Option<NaiveDate>| match (known.span, day) {
            (Some((from, to)), Some(day)) => (from..=to).contains(&day),
            _ => true,
        };
        let plausible = match (
            either.iter().all(|&(_, day, _)| fits(day)),
            either.iter().all(|&(.., day)| fits(day)),
        ) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        };
        (known.earlier)(heading, &either).or(plausible).or(known.usual)
    }

    fn undecided(&self, file: &str, column: usize, heading: &str, row: usize) -> Finding {
        let (line, cell) = (self.below[row].0, self.cell(row, column));
        let read = |order| {
            let clues = Clues { order: Some(order), ..Clues::default() };
            let day = dates::read_column([cell].into_iter(), clues, |_| false);
            day.0.day(0).map(|day| day.format("%-d %B %Y").to_string()).unwrap_or_default()
        };
        let others = self.cells(column).filter(|cell| iso_day(cell.trim()).is_none());
        let others = others.filter(|cell| dates::is_date(cell)).count().saturating_sub(1);
        let more = if others == 0 {
            String::new()
        } else {
            format!(", and so on in {} more", count(others, "cell"))
        };
        let message = format!(
            "{} is {} or {}{more}: a spreadsheet has saved the file",
            quote(cell),
            read(DateOrder::DayFirst),
            read(DateOrder::MonthFirst),
        );
        let place = Place::line(file, line).in_column(heading);
        Finding::new(FindingKind::AmbiguousDate, place, message).hint(
            "unmentor check --repair --dates day-first shows how each would be read that way; \
             the other way is `month-first`",
        )
    }

    /// The text as this program writes it.
    fn clean(&self) -> String {
        let mut rows = csv::Rows::in_memory(&self.headings);
        for (_, cells) in &self.below {
            for cell in cells {
                rows.raw(cell);
            }
            rows.end_row();
        }
        String::from_utf8(rows.into_bytes()).unwrap_or_default()
    }

    /// The text with every row on its line.
    fn in_place(&self) -> String {
        let mut text = String::new();
        let mut line = 1;
        let head = std::iter::once((self.first_line, &self.headings));
        let rows = self.below.iter().map(|(line, cells)| (*line, cells));
        for (at, cells) in head.chain(rows) {
            while line < at {
                text.push('\n');
                line += 1;
            }
            let start = text.len();
            for (index, cell) in cells.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                if cell.contains([',', '"', '\n', '\r']) {
                    text.push('"');
                    text.push_str(&cell.replace('"', "\"\""));
                    text.push('"');
                } else {
                    text.push_str(cell);
                }
            }
            text.push('\n');
            line += text[start..].matches('\n').count() as u64;
        }
        text
    }
}

/// `4.0` and `4,00`, which a spreadsheet makes of `4`.
fn whole_number(cell: &str) -> Option<String> {
    let (whole, zeros) = cell.trim().split_once(['.', ','])?;
    let is = |text: &str, digit: fn(&u8) -> bool| {
        !text.is_empty() && text.bytes().all(|byte| digit(&byte))
    };
    (is(whole, u8::is_ascii_digit) && is(zeros, |&byte| byte == b'0')).then(|| whole.to_owned())
}

/// What spreadsheets in several languages show where a cell is true or false.
fn yes_or_no(cell: &str) -> Option<String> {
    let cell = cell.trim().to_uppercase();
    let is_of = |words: &[&str]| words.contains(&cell.as_str());
    let yes = is_of(&["TRUE", "WAHR", "VRAI", "VERDADERO", "VERO", "GWIR", "WAAR"]);
    let no = is_of(&["FALSE", "FALSCH", "FAUX", "FALSO", "ANWIR", "ONWAAR"]);
    (yes || no).then(|| if yes { "yes" } else { "no" }.to_owned())
}
