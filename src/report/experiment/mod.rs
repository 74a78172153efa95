//! A fair trial of a longer interval: what it could show, how it stands, and what it showed.
//!
//! Pairs are within arms, so that a pair has one window; the unit is the pair, with the dyadic
//! variance, since a test of people would count each conversation twice.

pub mod advice;
pub mod basis;
pub mod drawn;
pub mod plan;
pub mod reading;
pub mod standing;
pub mod usually;

pub use advice::Advice;
pub use basis::Basis;
pub use plan::{Asked, Design, Plan};
pub use reading::Reading;
pub use standing::Standing;

/// What an experiment could find, with what that rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The figures of the programme's own rounds.
    pub basis: Basis,
    /// One for each [`Design`], in that order.
    pub plans: [Plan; 3],
    /// What would do where it promises nothing.
    pub advice: Advice,
}

impl Planned {
    /// All designs for what is asked.
    pub fn of(basis: Basis, asked: Asked) -> Self {
        let plans = Design::ALL.map(|design| Plan::of(&basis, design, asked));
        Self { advice: Advice::of(&basis, asked), plans, basis }
    }

    /// The plan that this program carries out.
    pub fn best(&self) -> &Plan {
        let [crossover, ..] = &self.plans;
        crossover
    }
}
