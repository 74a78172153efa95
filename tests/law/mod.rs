//! The law of the house, as the crate documentation tells it, held by reading the code.

mod circles;
mod doors;
mod findings;
mod rooms;
mod sizes;
mod source;
mod twice;

/// Fails with all that breaks the law.
fn holds(broken: &[String]) {
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
