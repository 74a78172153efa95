//! Something else stands where a file or a folder of the programme belongs.

use crate::domain::{Finding, FindingKind, Place};

use super::safe::disk::Kind;

/// What stands where a file belongs.
pub fn of_a_file(file: &str, kind: Option<Kind>) -> Finding {
    let (kind, message) = match kind {
        Some(Kind::Link) => return link(file, "file"),
        Some(Kind::Other) => {
            (FindingKind::NotAFile, "a pipe or a device stands here, and a file belongs here")
        }
        _ => (FindingKind::NotAFile, "a folder stands here, and a file belongs here"),
    };
    let finding = Finding::new(kind, Place::file(file), message);
    finding.hint("move it elsewhere, and bring the file back")
}

/// What stands where a folder belongs.
pub fn of_a_folder(folder: &str, kind: Kind) -> Finding {
    let message = match kind {
        Kind::Link => return link(folder, "folder"),
        Kind::Other => "a pipe or a device stands here, and a folder belongs here",
        _ => "a file stands here, and a folder belongs here",
    };
    let finding = Finding::new(FindingKind::NotAFolder, Place::file(folder), message);
    finding.hint("move it elsewhere, and bring the folder back")
}

/// Nobody knows where a link leads, so none is followed.
fn link(path: &str, what: &str) -> Finding {
    let message = format!("this is a link, and is not followed: a {what} belongs here");
    let finding = Finding::new(FindingKind::Link, Place::file(path), message);
    finding.hint(format!("put the {what} itself in the place of the link"))
}
