//! The report: its figures against known truth, its words against stored texts.

#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

mod fixture;
mod golden;
mod promises;
mod size;
mod small;
mod truth;
