//! The report's figures against known truth and by hand.

mod small;
pub mod truth;
mod uncertainty;
mod verdicts;
