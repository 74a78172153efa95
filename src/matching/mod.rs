//! The engine: costs in, mates out.

mod barrier;
mod certificate;
mod engine;
mod graph;
mod instance;
mod tiers;

pub use barrier::NoPerfectMatching;
pub use certificate::{Certificate, Violation};
pub use engine::{MatchingError, Optimum, minimum_cost_perfect};
pub use graph::{Cost, Edge};
pub use instance::{Instance, InstanceError};
pub use tiers::{PackedEdges, TierError, Tiers};
