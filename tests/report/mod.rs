//! The report's figures against known truth and by hand.

mod small;
mod truth;
