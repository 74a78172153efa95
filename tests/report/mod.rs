//! The report's figures against known truth and by hand.

mod experiment;
mod sentences;
mod small;
mod trials;
pub mod truth;
mod uncertainty;
mod verdicts;
mod who;
