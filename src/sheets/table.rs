//! A sheet as a table: a header and rows, each with its line.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::dates::Clues;
use crate::text::{excerpt, is_blank, plain_words};

use super::book::{self, is_workbook};
use super::cells::{letter, line_or_row};
use super::layout::SAMPLE;
use super::limits::too_large;
use super::notes::Notes;
use super::opened::Opened;
use super::records::Records;
use super::rows::{Sorted, sort};
use super::scan;
use super::sideways::laid_out_otherwise;
use super::swallowed::no_headings;
use super::two_lines;
use super::vocabulary::Vocabulary;
use super::wrapped::{lock_file, unpacked};
use super::{Options, Sheet};

/// A sheet as a table.
pub struct Table {
    /// The file, or the sheet of a workbook, as findings show it.
    pub whole: Place,
    /// The headings, without empty columns at the right edge.
    pub header: Vec<String>,
    /// How the sheet was read: its encoding and delimiter, title rows.
    pub reading: String,
    /// Signs of a wrong encoding, and headers that stand in the file again.
    pub noted: Notes,
    header_line: u64,
    header_record: usize,
    since_1904: bool,
    records: Records,
    rows: Vec<usize>,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    record: usize,
}

impl Table {
    /// What stands above the headings, and what the sheet of a workbook is called.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        let above = (0..self.header_record).flat_map(|record| self.records.cells(record));
        self.whole.sheet.as_deref().into_iter().chain(above).filter(|title| !is_blank(title))
    }
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
    pub fn read(
        sheet: &Sheet,
        vocabulary: &impl Vocabulary,
        options: &Options,
    ) -> Result<Self, Vec<Finding>> {
        let limits = options.limits;
        if sheet.bytes.len() > limits.bytes {
            return Err(vec![too_large(Place::file(&sheet.name), "bytes", limits.bytes)]);
        }
        if let Some(finding) = lock_file(sheet) {
            return Err(vec![finding]);
        }
        let suffices = |inside: &Sheet| {
            Self::read(inside, vocabulary, options).is_ok_and(|table| {
                let header: Vec<_> = table.header.iter().map(String::as_str).collect();
                vocabulary.suffices(&header)
            })
        };
        let unpacked = unpacked(sheet, limits, suffices).map_err(|finding| vec![finding])?;
        let sheet = unpacked.as_ref().unwrap_or(sheet);
        let opened = if is_workbook(&sheet.bytes) {
            book::read(sheet, vocabulary, options).map_err(|finding| vec![finding])?
        } else {
            scan::read(sheet, vocabulary, options)?
        };
        let first: Vec<_> = opened.records.cells(opened.header).collect();
        if first.iter().any(|cell| vocabulary.is_datum(cell)) {
            let place = opened.whole.clone().at_line(opened.records.line(opened.header));
            return Err(vec![no_headings(place, &first, vocabulary.example())]);
        }
        let opened = two_lines::join(opened, vocabulary);
        let Sorted { rows, noted, mut findings } = sort(&opened, vocabulary, limits);
        let mut table = Self::of(opened, rows);
        table.noted.append(noted);
        let first_cells: Vec<_> = table.rows().take(SAMPLE).map(|row| row.cell(0)).collect();
        let place = table.header_place();
        findings.splice(0..0, laid_out_otherwise(&table.header, &first_cells, place, vocabulary));
        if table.rows.is_empty() && findings.is_empty() {
            let message = "there is no row below the header: nothing is imported";
            let finding = Finding::new(FindingKind::NoRows, table.whole.clone(), message);
            let hint = "check that it is the right sheet, and import it again once it has rows";
            table.noted.push(finding.hint(hint));
        }
        if findings.is_empty() { Ok(table) } else { Err(findings) }
    }

    /// The table of a sheet whose rows are known.
    fn of(opened: Opened, rows: Vec<usize>) -> Self {
        let Opened { records, header: at, whole, mut reading, noted, since_1904 } = opened;
        let header_line = records.line(at);
        if (0..at).any(|record| records.is_filled(record)) {
            reading = format!("{reading}, header in {}", line_or_row(&whole, header_line));
        }
        let mut header: Vec<_> = records.cells(at).map(|cell| cell.trim().to_owned()).collect();
        let widest = rows.iter().map(|&record| records.used(record)).max().unwrap_or(0);
        while header.len() > widest
            && header.last().is_some_and(|last| plain_words(last).is_empty())
        {
            header.pop();
        }
        let header_record = at;
        Self {
            whole,
            header,
            reading,
            noted,
            header_line,
            header_record,
            since_1904,
            records,
            rows,
        }
    }

    /// The same sheet with other headings, and what seemed to be its line of headings as a row.
    pub fn without_header(mut self, headings: &[&str]) -> Self {
        self.header = headings.iter().map(|&heading| heading.to_owned()).collect();
        self.rows.insert(0, self.header_record);
        self.reading = format!("{}, without headings", self.reading);
        self
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
    pub fn dates(&self, options: &Options) -> Clues {
        let (order, usual) = (options.dates, options.usual_dates);
        Clues { order, usual, since_1904: self.since_1904, months: false }
    }

    /// A column as places name it: in a workbook by its letter.
    fn column_label(&self, column: usize) -> String {
        if self.whole.sheet.is_some() { letter(column) } else { self.column_name(column) }
    }

    /// The place of the header.
    pub fn header_place(&self) -> Place {
        self.whole.clone().at_line(self.header_line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::Limits;
    use crate::sheets::tests::People;

    fn read(text: &str, limits: Limits) -> Result<Table, Vec<Finding>> {
        let sheet = Sheet { name: "s.csv".into(), bytes: text.into() };
        Table::read(&sheet, &People, &Options { limits, ..Options::default() })
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
}
