//! What lies beside the files of a programme and looks like them: conflict copies of services that
//! keep folders in step, copies that people made, names with a slip. None of it is read, so whoever
//! works in one of them works for nothing.

mod likeness;

use std::ffi::OsString;
use std::path::Path;

use self::likeness::{Likeness, Ours};
use super::error::StoreError;
use super::files::notes::Notes;
use super::paths::{EXCLUSIONS, EXPERIMENT, HOME, ROSTER, ROUNDS, RoundFile, SETTINGS};
use super::safe::disk::Kind;
use super::safe::tree::Tree;
use crate::domain::{Finding, FindingKind, Place};

/// The largest file that is looked into to see whether it is like one of ours.
const LARGEST: u64 = 64 << 20;

/// Looks through the names in the folder of a programme.
pub fn find(tree: Tree<'_>, root: &Path, notes: &mut Notes) -> Result<(), StoreError> {
    let names: Vec<_> =
        tree.list(root)?.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    let has = |ours: &str| names.iter().any(|name| name == ours);
    for name in names.iter().filter(|name| !is_hidden(name) || name.contains(HOME)) {
        for ours in [SETTINGS, ROSTER, EXCLUSIONS, EXPERIMENT, ROUNDS, HOME] {
            if name == ours {
                break;
            }
            // On some drives the one is the other.
            let is_same = name.eq_ignore_ascii_case(ours) && !has(ours);
            if is_same && tree.is_there(&root.join(ours))? {
                continue;
            }
            let is_rule = ours == EXCLUSIONS;
            let likeness = Ours { is_rule, ..Ours::new(ours) }.likeness(name);
            let Some(finding) = judged(tree, root, name, ours, likeness, has(ours))? else {
                continue;
            };
            notes.beside(finding);
            break;
        }
    }
    Ok(())
}

/// Whether systems and programs put such names everywhere.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// The finding for a name, if it is like one of ours.
fn judged(
    tree: Tree<'_>,
    root: &Path,
    name: &str,
    ours: &str,
    likeness: Option<Likeness>,
    is_there: bool,
) -> Result<Option<Finding>, StoreError> {
    let Some(likeness) = likeness else { return Ok(None) };
    let place = root.join(name);
    let is_folder = tree.kind(&place)? == Some(Kind::Folder);
    if is_folder != [ROUNDS, HOME].contains(&ours) {
        return Ok(None);
    }
    Ok(match likeness {
        Likeness::Copy => Some(copy(name, ours)),
        Likeness::LookAlike => Some(look_alike(name, ours, is_there)),
        // Many things are called an experiment.
        Likeness::OtherKind if ours == EXPERIMENT => None,
        Likeness::OtherKind if ours == EXCLUSIONS || !is_there => {
            Some(look_alike(name, ours, is_there))
        }
        Likeness::OtherKind => None,
        Likeness::Perhaps => is_like_inside(tree, root, name, ours)?.then(|| copy(name, ours)),
    })
}

/// The finding for something in the folder `rounds` or in that of a round.
pub fn within_rounds(folder: &str, name: &str, notes: &mut Notes) {
    let path = format!("{folder}/{name}");
    let in_round = folder != ROUNDS;
    let ours = RoundFile::ALL.map(RoundFile::name);
    let alike =
        ours.into_iter().filter(|_| in_round).find(|ours| Ours::new(ours).likeness(name).is_some());
    if let Some(ours) = alike {
        return notes.beside(copy(&path, &format!("{folder}/{ours}")));
    }
    let number: String =
        name.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    if !in_round && !number.is_empty() && Ours::new(&number).likeness(name) == Some(Likeness::Copy)
    {
        return notes.beside(copy(&path, &format!("{ROUNDS}/{number}")));
    }
    let message = "this file or folder does not belong to the programme";
    let finding = Finding::new(FindingKind::StrayFile, Place::file(path), message);
    notes.odd(finding.hint("move it elsewhere, or delete it"));
}

fn copy(path: &str, ours: &str) -> Finding {
    let message = format!("this looks like a copy of `{ours}`, and is not read");
    let finding = Finding::new(FindingKind::StrayFile, Place::file(path), message);
    finding.hint(if ours == HOME {
        "delete it: it is the program's own folder of another moment".into()
    } else {
        format!("compare the two, take over into `{ours}` what it lacks, and delete the copy")
    })
}

fn look_alike(path: &str, ours: &str, is_there: bool) -> Finding {
    let message = format!("this is not read: the file of the programme is called `{ours}`");
    let finding = Finding::new(FindingKind::LookAlike, Place::file(path), message);
    finding.hint(if is_there {
        format!("take over into `{ours}` what it lacks, and delete it")
    } else if path.to_lowercase().contains(".csv")
        || ours == EXPERIMENT
        || !path.contains('.')
        || path.to_lowercase().ends_with("txt")
    {
        format!("rename it to `{ours}`")
    } else {
        format!("save it as `CSV UTF-8` under the name `{ours}`, and delete it")
    })
}

/// Whether what stands in a file or a folder is of the kind that stands in ours.
fn is_like_inside(tree: Tree<'_>, root: &Path, name: &str, ours: &str) -> Result<bool, StoreError> {
    let place = root.join(name);
    if [ROUNDS, HOME].contains(&ours) {
        let number =
            |name: &OsString| name.to_str().is_some_and(|name| name.parse::<u32>().is_ok());
        return Ok(tree.list(&place)?.iter().any(number));
    }
    let size = tree.stamp(&place)?.map_or(0, |stamp| stamp.length);
    let text = |file: &str| -> Result<String, StoreError> {
        let bytes = tree.read(&root.join(file))?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    if size > LARGEST {
        return Ok(false);
    }
    let theirs = text(name)?;
    let headings = headings(&theirs);
    Ok(match ours {
        SETTINGS => theirs.lines().any(|line| line.trim_start().starts_with("format")),
        EXPERIMENT => theirs.lines().any(|line| line.trim_start().starts_with("seal")),
        EXCLUSIONS => ["a", "b"].iter().all(|name| headings.iter().any(|one| one == name)),
        _ => headings == self::headings(&text(ours)?),
    })
}

/// The headings of a table, in an order that does not depend on how they stand.
fn headings(text: &str) -> Vec<String> {
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let cell = |cell: &str| cell.trim().trim_matches('"').to_lowercase();
    let mut headings: Vec<_> = first.split([',', ';', '\t']).map(cell).collect();
    headings.sort_unstable();
    headings
}
