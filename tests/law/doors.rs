//! Each output has one door for text from outside.

use super::holds;
use super::source::sources;

/// A sign of making text safe for an output, and the one file in which it may stand.
const DOORS: [(&str, &str); 5] = [
    ("\"&lt;\"", "render/xml.rs"),
    (r"\\u003c", "render/html/data.rs"),
    ("io::stdout()", "cli/terminal.rs"),
    ("io::stderr()", "cli/terminal.rs"),
    ("'＝'", "text/defuse.rs"),
];

#[test]
fn each_output_has_one_door_for_text_from_outside() {
    let mut wrong = Vec::new();
    for file in sources() {
        for (sign, door) in DOORS {
            if file.code.contains(sign) != (file.path == door) {
                wrong.push(format!("{}: {sign}, whose place is {door}", file.path));
            }
        }
        // A CSV file is for spreadsheets, which take some texts for formulas.
        if file.code.contains("csv::Writer") && !file.code.contains("defuse(") {
            wrong.push(format!("{}: writes cells without `defuse`", file.path));
        }
    }
    holds(&wrong);
}
