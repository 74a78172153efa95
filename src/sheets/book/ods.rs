//! OpenDocument workbooks, as LibreOffice and others write them.
//!
//! This is a reader of our own and not calamine's, because that one writes repeated rows and
//! columns out before anybody can count them: a file of a few lines would ask for gigabytes.

use std::cell::RefCell;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion::Implicit1_0;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::Tab;
use super::fault::Fault;
use super::grid::{Grid, Merged};
use super::values::{boolean, number};
use crate::sheets::UNCALCULATED;

/// An open workbook.
pub struct OpenDocument {
    content: String,
    tables: Vec<Table>,
    /// The cells that go over several rows, of the sheet that was read last.
    pub merged: RefCell<Vec<Merged>>,
}

/// A sheet, and where it stands in the content.
struct Table {
    name: String,
    hidden: bool,
    at: Range<usize>,
}

/// Cells that stand side by side and say the same.
struct Run {
    column: u32,
    count: u32,
    text: String,
    is_error: bool,
}

impl OpenDocument {
    /// Finds the sheets in the content of a workbook.
    pub fn new(content: String) -> Result<Self, Fault> {
        let mut tables: Vec<Table> = Vec::new();
        let (mut style, mut hidden_styles) = (String::new(), Vec::new());
        let mut reader = reader(&content);
        let mut depth = 0_u32;
        loop {
            let event = reader.read_event().map_err(Fault::broken)?;
            let at = usize::try_from(reader.buffer_position()).map_err(Fault::broken)?;
            match event {
                Event::Start(tag) => match tag.name().as_ref() {
                    "style:style" => style = attribute(&tag, "style:name")?.unwrap_or_default(),
                    "style:table-properties"
                        if attribute(&tag, "table:display")?.as_deref() == Some("false") =>
                    {
                        hidden_styles.push(style.clone());
                    }
                    "table:table" => {
                        if depth == 0 {
                            let name = attribute(&tag, "table:name")?.unwrap_or_default();
                            let style = attribute(&tag, "table:style-name")?.unwrap_or_default();
                            let hidden = hidden_styles.contains(&style);
                            tables.push(Table { name, hidden, at: at..at });
                        }
                        depth += 1;
                    }
                    _ => {}
                },
                Event::End(tag) if tag.name().as_ref() == "table:table" => {
                    depth = depth.saturating_sub(1);
                    if let (0, Some(table)) = (depth, tables.last_mut()) {
                        table.at.end = at;
                    }
                }
                Event::Eof if depth == 0 => break,
                Event::Eof => return Err(Fault::broken("a sheet in content.xml has no end")),
                _ => {}
            }
        }
        Ok(Self { content, tables, merged: RefCell::default() })
    }

    /// The sheets, from left to right.
    pub fn tabs(&self) -> Vec<Tab> {
        let tab = |table: &Table| Tab { name: table.name.clone(), hidden: table.hidden };
        self.tables.iter().map(tab).collect()
    }

    /// Puts the cells of a sheet into a grid.
    pub fn fill(&self, sheet: &str, grid: &mut Grid) -> Result<(), Fault> {
        let table = self.tables.iter().find(|table| table.name == sheet);
        let table = table.ok_or_else(|| Fault::broken("the sheet is gone"))?;
        let mut reader = reader(&self.content[table.at.clone()]);
        let (mut row, mut column, mut repeated) = (0_u32, 0_u32, 1);
        let mut runs: Vec<Run> = Vec::new();
        let mut merged = Vec::new();
        while !grid.has_enough() {
            match reader.read_event().map_err(Fault::broken)? {
                Event::Start(tag) => match tag.name().as_ref() {
                    "table:table-row" => {
                        repeated = repeats(&tag, "table:number-rows-repeated")?;
                        column = 0;
                    }
                    "table:table-cell" | "table:covered-table-cell" => {
                        let count = repeats(&tag, "table:number-columns-repeated")?;
                        let spanned = repeats(&tag, "table:number-rows-spanned")?;
                        if spanned > 1 {
                            let last = row.saturating_add(spanned - 1);
                            merged.push(Merged { first: row, last, column });
                        }
                        let (text, is_error) = cell(&mut reader, &tag)?;
                        if !text.is_empty() {
                            runs.push(Run { column, count, text, is_error });
                        }
                        column = column.saturating_add(count);
                    }
                    _ => {}
                },
                Event::End(tag) if tag.name().as_ref() == "table:table-row" => {
                    put(grid, row, repeated, &runs)?;
                    runs.clear();
                    row = row.saturating_add(repeated);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        self.merged.replace(merged);
        Ok(())
    }
}

fn put(grid: &mut Grid, row: u32, repeated: u32, runs: &[Run]) -> Result<(), Fault> {
    if runs.is_empty() {
        return Ok(());
    }
    for row in row..row.saturating_add(repeated) {
        for run in runs {
            for column in run.column..run.column.saturating_add(run.count) {
                if run.is_error {
                    grid.put_error(row, column, &run.text)?;
                } else {
                    grid.put(row, column, &run.text)?;
                }
            }
        }
        if grid.has_enough() {
            break;
        }
    }
    Ok(())
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    // A sheet is read from its middle.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    reader
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    let Some(found) = tag.try_get_attribute(name).map_err(Fault::broken)? else { return Ok(None) };
    found.normalized_value(Implicit1_0).map(|value| Some(value.into_owned())).map_err(Fault::broken)
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> Result<u32, Fault> {
    attribute(tag, name)?.map_or(Ok(1), |count| count.parse().map_err(Fault::broken))
}

/// The text of a cell, and whether it is an error; the reader stands behind the cell then.
fn cell(reader: &mut Reader<&[u8]>, tag: &BytesStart<'_>) -> Result<(String, bool), Fault> {
    let value = |name| attribute(tag, name);
    let kind = value("office:value-type")?.unwrap_or_default();
    let is_error = value("calcext:value-type")?.as_deref() == Some("error");
    let said = match kind.as_str() {
        "float" | "percentage" | "currency" => value("office:value")?
            .map(|value| value.parse().map(number).map_err(Fault::broken))
            .transpose()?,
        "date" => value("office:date-value")?,
        "boolean" => value("office:boolean-value")?.map(|value| boolean(value == "true").into()),
        "string" if !is_error => value("office:string-value")?,
        _ => None,
    };
    let shown = paragraphs(reader, tag)?;
    // A formula that was calculated has a kind of value, were it an empty text.
    if kind.is_empty() && shown.is_empty() && value("table:formula")?.is_some() {
        return Ok((UNCALCULATED.into(), true));
    }
    Ok((said.unwrap_or(shown), is_error))
}

/// What a cell shows, a line for each paragraph; notes and drawings at the cell are passed over.
fn paragraphs(reader: &mut Reader<&[u8]>, cell: &BytesStart<'_>) -> Result<String, Fault> {
    let mut text = String::new();
    let mut first = true;
    loop {
        match reader.read_event().map_err(Fault::broken)? {
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) => {
                let known = resolve_predefined_entity(entity.as_ref());
                let number = entity.resolve_char_ref().map_err(Fault::broken)?;
                match (known, number) {
                    (Some(known), _) => text.push_str(known),
                    (None, Some(character)) => text.push(character),
                    (None, None) => return Err(Fault::broken("an entity that XML does not have")),
                }
            }
            Event::Start(tag) => match tag.name().as_ref() {
                "text:p" if std::mem::take(&mut first) => {}
                "text:p" | "text:line-break" => text.push('\n'),
                "text:tab" => text.push('\t'),
                "text:s" => {
                    let count = repeats(&tag, "text:c")?.min(100);
                    text.extend(std::iter::repeat_n(' ', count as usize));
                }
                name if name.starts_with("draw:")
                    || matches!(name, "office:annotation" | "table:table") =>
                {
                    reader.read_to_end(tag.name()).map_err(Fault::broken)?;
                }
                _ => {}
            },
            Event::End(tag) if tag.name() == cell.name() => return Ok(text),
            Event::Eof => return Err(Fault::broken("a cell in content.xml has no end")),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::Limits;

    fn rows(table: &str) -> Result<Vec<(u64, Vec<String>)>, Fault> {
        let book = OpenDocument::new(format!(
            "<office:spreadsheet><table:table table:name=\"S &amp; T\">{table}</table:table></office:spreadsheet>"
        ))?;
        let mut grid = Grid::new(Limits::default(), None);
        book.fill("S & T", &mut grid)?;
        let records = grid.into_records()?;
        let cells = |row| records.cells(row).map(String::from).collect();
        Ok((0..records.len()).map(|row| (records.line(row), cells(row))).collect())
    }

    #[test]
    fn cells_are_read_by_their_kind() {
        let found = rows(
            r#"<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
            <table:table-row>
              <table:table-cell office:value-type="float" office:value="5.0"><text:p>5,00</text:p></table:table-cell>
              <table:table-cell office:value-type="date" office:date-value="2026-03-31"/>
              <table:covered-table-cell table:number-columns-repeated="2"/>
              <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
              <table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:s text:c="2"/>&lt;b&#x21;</text:p><text:p>c</text:p></table:table-cell>
            </table:table-row>
            <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
        );
        let cells = ["5", "2026-03-31", "", "", "TRUE", "a  <b!\nc"].map(String::from);
        assert_eq!(found.unwrap(), [(3, cells.to_vec())]);
    }

    #[test]
    fn repeats_are_counted_before_they_are_written_out() {
        let cell = r#"<table:table-cell table:number-columns-repeated="20" office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
        let many = format!(
            r#"<table:table-row table:number-rows-repeated="4000000000">{cell}</table:table-row>"#
        );
        assert!(matches!(rows(&many), Err(Fault::TooLarge { .. })));
        let wide = cell.replace("20", "16384");
        let wide = format!("<table:table-row>{wide}</table:table-row>");
        assert!(matches!(rows(&wide), Err(Fault::TooLarge { at: Some((0, 500)), .. })));
    }

    #[test]
    fn what_is_cut_off_is_broken() {
        assert!(matches!(rows("<table:table-row><table:table-cell>"), Err(Fault::Broken(_))));
        let cut = OpenDocument::new("<table:table table:name='a'>".into());
        assert!(matches!(cut, Err(Fault::Broken(_))));
    }
}
