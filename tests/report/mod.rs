//! The report: its figures against known truth, its words against stored texts.

mod fixture;
mod golden;
mod promises;
mod size;
mod small;
mod truth;
