//! Exact texts, kept as files. `UNMENTOR_BLESS=1 cargo test` writes all of them anew; look at the
//! difference before you commit it.

use std::fs;
use std::path::Path;

/// Compares a text with the file of that name below `tests/golden`.
pub fn check(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if let Err(agreed) = compare(&file, text) {
        assert_eq!(text, agreed, "{name} differs; UNMENTOR_BLESS=1 stores it anew");
    }
}

/// Compares a text with a file, or writes it; what was agreed, if it is something else.
pub fn compare(file: &Path, text: &str) -> Result<(), String> {
    if std::env::var_os("UNMENTOR_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    match fs::read_to_string(file) {
        Ok(agreed) if agreed == text => Ok(()),
        Ok(agreed) => Err(agreed),
        Err(why) => Err(why.to_string()),
    }
}
