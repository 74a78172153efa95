//! Files beside a programme in which somebody is still named: exports, copies, sheets.

use std::path::Path;

use super::error::StoreError;
use super::folder::Folder;
use super::paths::{EXCLUSIONS, EXPERIMENT, HOME, MESSAGES, ROSTER, ROUNDS, RoundFile, SETTINGS};
use super::safe::disk::{Kind, Stamp};
use crate::text::fold;

/// Files of this length and less are looked into.
const LARGEST: u64 = 64 << 20;
/// So many folders deep.
const DEEPEST: usize = 4;
/// What is packed, so that a text in it cannot be seen from outside.
const PACKED: [&str; 9] = ["xlsx", "xlsm", "ods", "xls", "docx", "odt", "zip", "gz", "pdf"];

/// What was found of somebody.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TracesBeside {
    /// Files in which their name or their address stands.
    pub named: Vec<String>,
    /// Files that could not be looked into.
    pub closed: Vec<String>,
}

impl Folder {
    /// Looks for somebody's name and address in what lies in the folder and is none of the
    /// programme's own files. What cannot be read is passed over.
    pub fn traces_beside(&self, name: &str, address: &str) -> Result<TracesBeside, StoreError> {
        let words = [name, address].map(|word| fold(word.trim()));
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let mut traces = TracesBeside::default();
        self.search("", 0, &words, &mut traces)?;
        Ok(traces)
    }

    fn search(
        &self,
        folder: &str,
        depth: usize,
        words: &[String],
        traces: &mut TracesBeside,
    ) -> Result<(), StoreError> {
        for name in self.tree().list(&self.root().join(folder))? {
            let Some(name) = name.to_str() else { continue };
            let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            if is_own(&path) || name == ".git" {
                continue;
            }
            let place = self.root().join(&path);
            match self.tree().kind(&place)? {
                Some(Kind::Folder) if depth < DEEPEST => {
                    // A folder that this user may not enter.
                    let _ = self.search(&path, depth + 1, words, traces);
                }
                Some(Kind::File) if self.says(&place, &path, words) => traces.named.push(path),
                Some(Kind::File) if is_packed(name) => traces.closed.push(path),
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether one of the words stands in a file or in its name.
    fn says(&self, place: &Path, path: &str, words: &[String]) -> bool {
        let stands_in = |text: &str| words.iter().any(|word| text.contains(word.as_str()));
        if stands_in(&fold(path)) {
            return true;
        }
        let small = |stamp: Stamp| stamp.length <= LARGEST;
        if !self.tree().stamp(place).ok().flatten().is_some_and(small) {
            return false;
        }
        let Ok(Some(bytes)) = self.tree().read(place) else { return false };
        let text = fold(&String::from_utf8_lossy(&bytes));
        stands_in(&text) || stands_in(&text.replace("&#39;", "'").replace("&apos;", "'"))
    }
}

fn is_packed(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| PACKED.iter().any(|packed| ending.eq_ignore_ascii_case(packed)))
}

/// Whether a path is the program's own folder or a file of the programme, which are cleared.
fn is_own(path: &str) -> bool {
    if [SETTINGS, ROSTER, EXCLUSIONS, EXPERIMENT, MESSAGES, HOME].contains(&path) {
        return true;
    }
    let mut parts = path.split('/');
    let (rounds, number, file) = (parts.next(), parts.next(), parts.next());
    let numbered = number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()));
    let ours = file.is_some_and(|file| RoundFile::ALL.iter().any(|one| one.name() == file));
    rounds == Some(ROUNDS) && numbered && ours
}
