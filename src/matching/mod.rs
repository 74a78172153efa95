//! The engine: costs in, mates out.
//!
//! | file | what it does |
//! |---|---|
//! | `draw` | the entry [`draw_round`], and which way is taken at which size |
//! | `pool` | the optimum, found by the way that the size allows, and rounds drawn from it |
//! | `problem` | a round's problem in numbers, and the round that answers it |
//! | `costs` | the tiers of a problem packed into one number per pair |
//! | `crossings` | a round without repeats among very many |
//! | `quick` | a round without cost, to try out what may come |
//! | `subsets` | small problems: all optimal rounds counted, exactly uniform draw |
//! | `runway` | how many repeat-free rounds are left |
//! | `split` | a graph as disjoint perfect matchings |
//! | `local` | a good start at any size |
//! | `exact` | the optimum by the engine, from all pairs or from a growing sample |
//! | `pricing` | the pairs that a sample of all pairs lacks |
//! | `bound` | lower bounds by counting, beyond the engine's reach |
//! | `trio` | three vertices together when their number is odd |
//! | `walk` | from one optimal round to a random one |
//! | `classes` | random neighbours among very many |
//! | `look_ahead` | keeps later repeat-free rounds open |
//! | `turns` | keeps the trios of later rounds open |
//! | `obstacle` | why there is no round |
//! | `engine` | minimum-cost perfect matching, exactly: primal-dual with blossoms |
//! | `certificate`, `barrier` | proofs of least cost and of impossibility, and their check |
//! | `graph`, `instance` | the engine's input |
//! | `random` | the portable source of chance |

mod barrier;
mod bound;
mod certificate;
mod classes;
mod costs;
mod crossings;
mod draw;
mod engine;
mod exact;
mod graph;
mod instance;
mod local;
mod look_ahead;
mod obstacle;
mod pool;
mod pricing;
mod problem;
mod quick;
mod random;
mod runway;
mod split;
mod subsets;
#[cfg(test)]
mod trials;
mod trio;
mod turns;
mod walk;

pub use barrier::NoPerfectMatching;
pub use certificate::{Certificate, Violation};
pub use draw::{draw_quickly, draw_round};
pub use engine::{MatchingError, Optimum, minimum_cost_perfect};
pub use graph::{Cost, Edge};
pub use instance::{Instance, InstanceError};
pub use problem::{
    Drawn, Exception, Impossible, LookAhead, Odd, Problem, Proof, REPEAT_TIERS, Totals, What, Wish,
};
pub use random::{Random, Stream};
pub use runway::{Runway, runway};

/// The name of the way from a problem and a seed to a round. It changes when, and only when, the
/// same problem and seed would give another round. Since `unmentor-2` each pair has somebody who
/// writes first; the pairs are those of `unmentor-1`.
pub const ALGORITHM: &str = "unmentor-2";
