//! What several tests share.

pub mod asked;
pub mod folder;
pub mod golden;
pub mod programmes;

/// Says something that the test runner does not swallow: what was skipped is never passed over.
pub fn aloud(text: &str) {
    use std::io::Write;
    let _ = std::io::stderr().write_all(text.as_bytes());
}
