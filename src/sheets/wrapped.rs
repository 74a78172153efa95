//! Files that stand in the place of the sheet: what programs keep beside it, and zip files around it.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::{excerpt, quote, shell_word};

use super::Sheet;
use super::book::files_in;
use super::limits::Limits;

/// The finding for a file that a spreadsheet program keeps beside a workbook while it is open.
pub fn lock_file(sheet: &Sheet) -> Option<Finding> {
    let name = sheet.name.rsplit(['/', '\\']).next().unwrap_or("");
    let of_libre = || name.strip_prefix(".~lock.")?.strip_suffix('#');
    let book = name.strip_prefix("~$").or_else(of_libre).filter(|_| sheet.bytes.len() < 4096)?;
    let message = "this is what the spreadsheet program keeps beside an open workbook";
    Some(
        Finding::new(FindingKind::NotATable, Place::file(&sheet.name), message)
            .hint(format!("name the workbook itself, {}", shell_word(&excerpt(book)))),
    )
}

/// The one sheet in a zip file, or the one that `suffices`; `None` where the file is no such zip.
pub fn unpacked(
    sheet: &Sheet,
    limits: Limits,
    suffices: impl Fn(&Sheet) -> bool,
) -> Result<Option<Sheet>, Finding> {
    let Some(files) = files_in(sheet, limits)? else { return Ok(None) };
    let mut names = Vec::new();
    let mut fitting = Vec::new();
    let count = files.len();
    for (name, bytes) in files {
        let inside = Sheet { name: sheet.name.clone(), bytes };
        names.push(quote(&name));
        // A zip file in a zip file is nothing that people send.
        let is_zip = || files_in(&inside, limits).is_ok_and(|files| files.is_some());
        if !is_zip() && (count == 1 || suffices(&inside)) {
            fitting.push(inside);
        }
    }
    if let (Some(only), 0) = (fitting.pop(), fitting.len()) {
        return Ok(Some(only));
    }
    names.truncate(10);
    let message = format!("the zip file holds several sheets: {}", names.join(", "));
    Err(Finding::new(FindingKind::NotATable, Place::file(&sheet.name), message)
        .hint("unpack it first, and import the sheet that is meant"))
}
