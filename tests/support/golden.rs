//! Exact texts, kept as files. `UNMENTOR_GOLDEN=write cargo test` writes them anew; look at the
//! difference before you commit it.

use std::fs;
use std::path::Path;

/// Compares a text with the file of that name below `tests/golden`.
pub fn check(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UNMENTOR_GOLDEN").is_some_and(|word| word == "write") {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        return;
    }
    let agreed = fs::read_to_string(&file)
        .unwrap_or_else(|why| panic!("{name}: {why}; UNMENTOR_GOLDEN=write makes it"));
    assert_eq!(text, agreed, "{name} differs from what was agreed");
}
