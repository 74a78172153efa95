//! A sheet as a table: a header and rows, each with its line.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::{excerpt, is_invisible, quote};

use super::book::{self, is_workbook};
use super::layout::{Layout, SAMPLE};
use super::notes::Notes;
use super::records::Records;
use super::scan::{ragged, scan, too_large};
use crate::domain::SheetKind as Kind;
use crate::intake::headings::{meaning_of, words};
use crate::intake::values::is_error;
use crate::intake::{Options, Sheet, is_enough};
use crate::text::dates::Known;
use crate::text::decode::decode;

/// How much is read at most. With the defaults a refusal takes less than a second and 256 MiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one sheet; of a workbook packed and unpacked.
    pub bytes: usize,
    /// Rows of one sheet.
    pub rows: usize,
    /// Cells of one row.
    pub columns: usize,
    /// Bytes of one cell.
    pub cell: usize,
    /// Cells of one sheet, empty ones between them included.
    pub cells: usize,
    /// Problems of one sheet; with more it is refused and not read on.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            rows: 250_000,
            columns: 500,
            cell: 100_000,
            cells: 2_000_000,
            problems: 10_000,
        }
    }
}

impl Limits {
    /// Limits for a programme of 1.5 million people and 24 rounds.
    pub fn large() -> Self {
        Self { bytes: 1 << 30, rows: 40_000_000, cells: 500_000_000, ..Self::default() }
    }
}

/// A sheet as a table.
pub struct Table {
    /// The file, or the sheet of a workbook, as findings show it.
    pub whole: Place,
    /// The headings, without empty columns at the right edge.
    pub header: Vec<String>,
    /// The line of the header.
    pub header_line: u64,
    /// How the sheet was read: its encoding and delimiter, title rows.
    pub reading: String,
    since_1904: bool,
    /// Signs of a wrong encoding, and headers that stand in the file again.
    pub noted: Notes,
    records: Records,
    rows: Vec<usize>,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    record: usize,
}

impl<'t> Row<'t> {
    /// The line on which the row begins.
    pub fn line(self) -> u64 {
        self.table.records.line(self.record)
    }

    /// Another line of the same sheet, as messages name it.
    pub fn beside(self, line: u64) -> String {
        line_or_row(&self.table.whole, line)
    }

    /// A cell as it stands in the sheet.
    pub fn cell(self, column: usize) -> &'t str {
        self.table.records.cell(self.record, column)
    }

    /// The place of the row.
    pub fn place(self) -> Place {
        self.table.whole.clone().at_line(self.line())
    }

    /// The place of a cell.
    pub fn place_in(self, column: usize) -> Place {
        self.place().in_column(self.table.column_label(column))
    }

    /// All cells in one line, to show the row.
    pub fn excerpt(self) -> String {
        let cells: Vec<_> = self.table.records.cells(self.record).collect();
        excerpt(&cells.join(", "))
    }
}

impl Table {
    /// Reads a sheet; `Err` holds everything that makes it no table.
    pub fn read(sheet: &Sheet, kind: Kind, options: &Options) -> Result<Self, Vec<Finding>> {
        let limits = options.limits;
        if sheet.bytes.len() > limits.bytes {
            return Err(vec![too_large(Place::file(&sheet.name), "bytes", limits.bytes)]);
        }
        if is_workbook(&sheet.bytes) {
            return Self::read_book(sheet, kind, options);
        }
        let decoded = decode(sheet, options.encoding).map_err(|finding| vec![finding])?;
        let mapped: Vec<_> = options.named().map(|(_, heading)| heading.clone()).collect();
        let layout = Layout::find(&decoded.text, kind, &mapped);
        let records = scan(&sheet.name, &decoded.text, &layout, limits)?;
        let mut table = Self {
            whole: Place::file(&sheet.name),
            header: Vec::new(),
            header_line: records.line(layout.header),
            reading: format!("{} with {}", decoded.encoding, layout.delimiter_name()),
            since_1904: false,
            noted: decoded.odd,
            records,
            rows: Vec::new(),
        };
        if options.sheet.is_some() {
            let message = "`--sheet` says nothing here, as only workbooks have sheets";
            table.noted.push(Finding::new(FindingKind::NoSheets, table.whole.clone(), message));
        }
        table.lay_out(layout.header, kind, options)?;
        Ok(table)
    }

    fn read_book(sheet: &Sheet, kind: Kind, options: &Options) -> Result<Self, Vec<Finding>> {
        let opened = book::read(sheet, kind, options).map_err(|finding| vec![finding])?;
        let mut table = Self {
            whole: opened.whole,
            header: Vec::new(),
            header_line: opened.records.line(opened.header),
            reading: opened.reading.into(),
            since_1904: opened.since_1904,
            noted: opened.noted,
            records: opened.records,
            rows: Vec::new(),
        };
        table.lay_out(opened.header, kind, options)?;
        Ok(table)
    }

    /// The rows, blank ones and repeated headers left out.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().map(|&record| Row { table: self, record })
    }

    /// The place of a cell, by the position of its row.
    pub fn place_in(&self, row: usize, column: usize) -> Place {
        match self.rows.get(row) {
            Some(&record) => Row { table: self, record }.place_in(column),
            None => self.header_place().in_column(self.column_label(column)),
        }
    }

    /// A heading as the file has it, or the letter of a column without one.
    pub fn column_name(&self, column: usize) -> String {
        match self.header.get(column) {
            Some(heading) if !heading.is_empty() => excerpt(heading),
            _ => letter(column),
        }
    }

    /// What is known of the dates in it.
    pub fn dates(&self, options: &Options) -> Known {
        let (order, usual) = (options.dates, options.usual_dates);
        Known { order, usual, since_1904: self.since_1904 }
    }

    /// Why there is no header to be found, when that can be seen.
    fn laid_out_otherwise(&self, kind: Kind) -> Option<Finding> {
        let known = |cell: &str| meaning_of(kind, cell).map(|(meaning, _)| meaning);
        let rows = || self.rows().take(SAMPLE).map(|row| row.cell(0));
        let first = self.header.first()?;
        if self.header.len() == 1 {
            let parts = |by: char| first.split(by).filter_map(known).count();
            let is_line = [',', ';', '\t', '|'].into_iter().any(|by| parts(by) > 1);
            let message = "each line is a single cell, though it holds several";
            return is_line.then(|| {
                Finding::new(FindingKind::LinesInCells, self.header_place(), message)
                    .excerpt(excerpt(first))
                    .hint(if self.whole.sheet.is_some() {
                        "split the column with Data > Text to Columns, and save the workbook again"
                    } else {
                        "take out the quotes around each whole line, in a text editor"
                    })
            });
        }
        let mut downwards: Vec<_> = rows().chain([first.as_str()]).filter_map(known).collect();
        downwards.sort_unstable();
        downwards.dedup();
        let across = self.header.iter().filter(|heading| known(heading).is_some()).count();
        (downwards.len() > 1 && across < 2).then(|| {
            let message = "the headings stand in the first column, one below the other";
            Finding::new(FindingKind::OnItsSide, self.header_place(), message)
                .excerpt(excerpt(&rows().collect::<Vec<_>>().join(", ")))
                .hint("copy the cells, paste them with Transpose, and save the sheet again")
        })
    }

    /// A column as places name it: in a workbook by its letter.
    fn column_label(&self, column: usize) -> String {
        if self.whole.sheet.is_some() { letter(column) } else { self.column_name(column) }
    }

    /// The place of the header.
    pub fn header_place(&self) -> Place {
        self.whole.clone().at_line(self.header_line)
    }

    fn lay_out(
        &mut self,
        header: usize,
        kind: Kind,
        options: &Options,
    ) -> Result<(), Vec<Finding>> {
        let records = &self.records;
        let filled = |record: usize| !records.cells(record).all(is_blank);
        let used = |record: usize| {
            let last = records.cells(record).rposition_filled();
            last.map_or(0, |column| column + 1)
        };
        let titles = (0..header).filter(|&record| filled(record)).count();
        if titles > 0 {
            let (reading, line) = (&self.reading, self.header_line);
            let what = if self.whole.sheet.is_some() { "row" } else { "line" };
            self.reading = format!("{reading}, header in {what} {line}");
        }
        // Headings may be missing at the right edge; cells below them may be too.
        let (width, need) = (records.width(header), used(header));
        let mut findings = Vec::new();
        for record in header + 1..records.len() {
            if !filled(record) {
                continue;
            }
            let repeats = records.width(record) == records.width(header)
                && records
                    .cells(record)
                    .zip(records.cells(header))
                    .all(|(cell, heading)| bare(cell).eq_ignore_ascii_case(bare(heading)));
            let place = || self.whole.clone().at_line(records.line(record));
            if is_enough(&mut findings, place, options) {
                break;
            }
            if repeats && records.cells(header).any(|cell| meaning_of(kind, cell).is_some()) {
                let message = "the header stands here again; the line is left out";
                self.noted.push(Finding::new(FindingKind::RepeatedHeader, place(), message));
            } else if records.cells(record).all(is_machinery) {
                let message = "a survey program wrote this line, not a person; it is left out";
                self.noted.push(Finding::new(FindingKind::Machinery, place(), message));
            } else if used(record) > width || records.width(record) < need {
                findings.push(ragged(place(), records, record, width));
            } else {
                self.rows.push(record);
            }
        }
        // Workbooks say themselves which cells are errors.
        if self.whole.sheet.is_none() {
            let rows = self.rows.iter().map(|&record| Row { table: self, record });
            let mut errors = Notes::default();
            errors.extend(rows.flat_map(error_cells), |(row, column)| {
                let heading = excerpt(row.table.records.cell(header, column));
                error_cell(row.place().in_column(heading), row.cell(column))
            });
            self.noted.append(errors);
        }
        let records = &self.records;
        let mut heads: Vec<_> = records.cells(header).map(|cell| cell.trim().to_owned()).collect();
        let widest = self.rows.iter().map(|&record| used(record)).max().unwrap_or(0);
        while heads.len() > widest && heads.last().is_some_and(|heading| words(heading).is_empty())
        {
            heads.pop();
        }
        self.header = heads;
        findings.splice(0..0, self.laid_out_otherwise(kind));
        if self.rows.is_empty() && findings.is_empty() {
            let message = "there is no row below the header: nothing is imported";
            let finding = Finding::new(FindingKind::NoRows, self.whole.clone(), message);
            let hint = "look whether it is the right sheet, and import it again once it has rows";
            self.noted.push(finding.hint(hint));
        }
        if findings.is_empty() { Ok(()) } else { Err(findings) }
    }
}

/// The cells of a row in which a formula failed before the sheet was saved as a text.
fn error_cells(row: Row<'_>) -> impl Iterator<Item = (Row<'_>, usize)> {
    let cells = row.table.records.cells(row.record).enumerate();
    cells.filter(|(_, cell)| is_error(cell)).map(move |(column, _)| (row, column))
}

/// The finding for a cell in which a formula failed.
pub fn error_cell(place: Place, error: &str) -> Finding {
    Finding::new(FindingKind::ErrorCell, place, format!("the formula here gives {}", quote(error)))
        .hint("correct the formula, or write what the cell should say")
}

/// A cell without what cannot be seen at its ends, such as a second byte order mark.
fn bare(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Whether a cell is blank or says what survey programs write below their headings.
fn is_machinery(cell: &str) -> bool {
    let cell = cell.trim();
    is_blank(cell)
        || cell.starts_with("{\"ImportId\":")
        || ["Response", "Open-Ended Response"].contains(&cell)
}

/// A line of a text or a row of a workbook, as messages name it.
pub fn line_or_row(whole: &Place, line: u64) -> String {
    if whole.sheet.is_some() { format!("row {line}") } else { format!("line {line}") }
}

/// The position of the last cell that is not blank.
trait LastFilled {
    fn rposition_filled(self) -> Option<usize>;
}

impl<'t, I: Iterator<Item = &'t str>> LastFilled for I {
    fn rposition_filled(self) -> Option<usize> {
        self.enumerate().filter(|(_, cell)| !is_blank(cell)).last().map(|(column, _)| column)
    }
}

/// Whether a cell shows nothing.
pub fn is_blank(cell: &str) -> bool {
    cell.chars().all(|c| c.is_whitespace() || crate::text::is_invisible(c))
}

/// The letter of a column, as spreadsheets show it.
pub fn letter(column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn read(text: &str, limits: Limits) -> Result<Table, Vec<Finding>> {
        let sheet = Sheet { name: "s.csv".into(), bytes: text.into() };
        let options = Options { limits, ..Options::on(NaiveDate::MIN) };
        Table::read(&sheet, Kind::Signup, &options)
    }

    fn lines(text: &str) -> Vec<u64> {
        read(text, Limits::default()).map(|t| t.rows().map(Row::line).collect()).unwrap()
    }

    fn problems(text: &str) -> Vec<String> {
        let findings = read(text, Limits::default()).err().unwrap();
        findings.iter().map(|f| format!("{} {}", f.kind.name(), f.place)).collect()
    }

    #[test]
    fn blank_rows_titles_and_repeated_headers_are_no_rows() {
        let text = "List\n\nname,email,,\nA,a,,\n , ,,\nname,email,,\n\nB,b,,\n";
        assert_eq!(lines(text), [4, 8]);
        let table = read(text, Limits::default()).ok().unwrap();
        assert_eq!(table.header, ["name", "email"]);
        assert_eq!(table.noted.len(), 1);
        assert_eq!(table.reading, "UTF-8 with commas, header in line 3");
    }

    #[test]
    fn ragged_rows_are_all_reported() {
        let text = "name,email\nA\nB,b\nC,c,d\nD,d,\n";
        assert_eq!(problems(text), ["ragged-row s.csv:2", "ragged-row s.csv:4"]);
        assert_eq!(problems("name,email\n\"A,a\nB,b\n"), ["broken-quote s.csv:2"]);
    }

    #[test]
    fn quoted_cells_and_line_ends_of_every_program_give_exact_cells() {
        // The cases of the csv-spectrum collection, with people in place of its data.
        let cells = |text: &str| -> Vec<Vec<String>> {
            let table = read(text, Limits::default()).ok().unwrap();
            table
                .rows()
                .map(|row| (0..table.header.len()).map(|c| row.cell(c).into()).collect())
                .collect()
        };
        for (text, rows) in [
            ("name,email,team\nAnn,a@x.example,red", &[&["Ann", "a@x.example", "red"][..]][..]),
            ("name,email,team\r\nAnn,a@x.example,red\r\n", &[&["Ann", "a@x.example", "red"]]),
            ("name,email\n\"Lee, Ann\",a@x.example\n", &[&["Lee, Ann", "a@x.example"]]),
            (
                "name,email,team\nAnn,\"\",\"\"\nBo,b@x.example,4",
                &[&["Ann", "", ""], &["Bo", "b@x.example", "4"]],
            ),
            (
                "name,email,team\r\nAnn,\"\",\"\"\r\nBo,b@x.example,4",
                &[&["Ann", "", ""], &["Bo", "b@x.example", "4"]],
            ),
            ("name,notes\nAnn,\"ha \"\"ha\"\" ha\"\n", &[&["Ann", "ha \"ha\" ha"]]),
            ("name,notes\nAnn,\"{\"\"desk\"\": [1.0, 2]}\"\n", &[&["Ann", "{\"desk\": [1.0, 2]}"]]),
            ("name,notes\nAnn,\"one \ntwo\"\nBo,3\n", &[&["Ann", "one \ntwo"], &["Bo", "3"]]),
            ("name,notes\r\nAnn,\"one \r\ntwo\"\r\n", &[&["Ann", "one \r\ntwo"]]),
            (
                "name,notes\nAnn,\"ha \n\"\"ha\"\" \nha\"\nBo,4\n",
                &[&["Ann", "ha \n\"ha\" \nha"], &["Bo", "4"]],
            ),
            // A quotation mark inside a cell without quotes is a letter like others.
            ("name,place\nAnn,37°36'37.8\"N\n", &[&["Ann", "37°36'37.8\"N"]]),
            ("name,notes\nʤ,5\n", &[&["ʤ", "5"]]),
        ] {
            assert_eq!(cells(text), rows, "{text:?}");
        }
    }

    #[test]
    fn limits_hold_at_n_and_not_at_one_more() {
        let text = "name,email\nAnn,ann\nBo,bo\n";
        let (bytes, usual) = (text.len(), Limits::default());
        let fits = Limits { bytes, rows: 2, columns: 2, cell: 5, cells: 6, ..usual };
        assert!(read(text, fits).is_ok());
        for tight in [
            Limits { bytes: fits.bytes - 1, ..fits },
            Limits { rows: 1, ..fits },
            Limits { columns: 1, ..fits },
            Limits { cell: 4, ..fits },
            Limits { cells: 5, ..fits },
        ] {
            assert_eq!(read(text, tight).err().unwrap()[0].kind.name(), "too-large", "{tight:?}");
        }
    }

    #[test]
    fn letters_are_those_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(letter), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
