//! The words of the report against stored texts; `UPDATE_GOLDEN=1` stores them anew.

use std::path::Path;

use unmentor::domain::Programme;
use unmentor::render::{self, Format, Part, Style};
use unmentor::report::Report;

use crate::fixture::{five_rounds, today};

fn written(programme: &Programme, part: Option<Part>, format: Format, anonymise: bool) -> String {
    let mut out = Vec::new();
    let report = Report::of(programme, today());
    render::report(&report, part, format, anonymise, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn agrees(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/report").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
    }
    let stored = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(text, stored, "{name} differs; UPDATE_GOLDEN=1 stores it anew");
}

const PLAIN: Format = Format::Table(Style { width: 80, colour: false });

#[test]
fn the_whole_report_at_80_columns() {
    agrees("whole.txt", &written(&five_rounds(), None, PLAIN, false));
}

#[test]
fn the_whole_report_in_colour() {
    let colour = Format::Table(Style { width: 80, colour: true });
    agrees("colour.txt", &written(&five_rounds(), None, colour, false));
}

#[test]
fn the_whole_report_as_markdown() {
    agrees("whole.md", &written(&five_rounds(), None, Format::Markdown, false));
}
