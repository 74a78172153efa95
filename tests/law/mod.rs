//! The law of the house, as the crate documentation tells it, held by reading the code.

mod circles;
mod doors;
mod findings;
mod rooms;
mod sizes;
mod source;
mod twice;

/// Breaches that are being mended, by how they begin. What is new is refused at once.
const OPEN: &[&str] = &[
    "sheets/",
    "text/dates/",
    "text/decode.rs",
    "domain/edit.rs:53",
    "intake/headings.rs",
    "intake/history/mod.rs",
    "intake/history/rows.rs",
    "intake/signup/entry.rs",
    "intake, ",
    "matching::draw, ",
];

/// Fails with all that breaks the law.
fn holds(mut broken: Vec<String>) {
    broken.retain(|breach| !OPEN.iter().any(|open| breach.starts_with(open)));
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
