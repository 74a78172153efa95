//! Tests of the room as a whole, on real folders and on disks that fail.

mod bytes;
mod called;
#[cfg(unix)]
mod damages;
mod edited;
mod experiment;
mod faults;
mod findings;
mod locks;
mod properties;
mod sample;
mod saved;
mod stamps;
mod undo;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file of a folder with its content, the program's own left out.
fn files(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    collect(root, "", &mut found);
    found
}

fn collect(root: &Path, below: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(root.join(below)).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if name == super::paths::HOME {
        } else if root.join(&path).is_dir() {
            collect(root, &path, found);
        } else {
            let bytes = fs::read(root.join(&path)).unwrap();
            found.insert(path, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
}
