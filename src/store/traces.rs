//! Whether anything of what was before stays behind a change.

/// What a change leaves of what was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Traces {
    /// A copy, so that the change can be taken back.
    #[default]
    Kept,
    /// No copy of anything old: neither this change nor any earlier one can be taken back.
    Erased,
    /// No copy either, and every named file is written anew, with the names and ids of the new
    /// roster.
    Forgotten,
}
