//! Each file of a programme folder: its text becomes values, and values become its text.
//!
//! Nothing here reads or writes the disk. What is wrong with a text is in the [`notes`].

pub mod absent;
pub mod amendments;
pub mod called;
pub mod contents;
pub mod exclusions;
pub mod experiment;
pub mod imports;
mod interval;
mod mailing;
pub mod messages;
mod named_columns;
pub mod notes;
pub mod other_name;
pub mod outcomes;
pub mod pairings;
pub mod resaved;
pub mod roster;
pub mod roster_write;
pub mod round_head;
pub mod seal;
pub mod seen;
pub mod settings;
pub mod stamp;
pub mod stamps;
pub mod table;
pub mod toml;
mod toml_put;
