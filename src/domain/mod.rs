//! Participants, pairs, rounds, outcomes, and the rules they keep.
//!
//! The core takes values and returns values: dates, seeds and rules are arguments. It knows no
//! files, clock, environment, global randomness or printing.
//!
//! - [`roster`]: who takes part; [`who`] finds a person from what an organiser types
//! - [`round`]: pairs, trios, sitting out; [`outcome`]: answers and what follows from them
//! - [`programme`]: all of it as one value; [`settings`]: what the organiser chose
//! - [`due`]: who is due; [`history`]: who was together; [`pairing`]: the next round
//! - [`edit`]: a cell of the roster, changed; [`forget`]: a person, forgotten
//! - [`text`]: text from strangers, made safe to show
//! - [`check`]: promises between rounds; [`finding`]: something wrong, with its place and what to do about it

pub mod check;
pub mod due;
pub mod edit;
pub mod finding;
pub mod forget;
pub mod history;
pub mod ids;
pub mod outcome;
pub mod pairing;
pub mod programme;
pub mod roster;
pub mod round;
#[cfg(test)]
mod sample;
pub mod settings;
pub mod text;
pub mod who;

pub use finding::{Finding, Place};
pub use ids::{PairId, ParticipantId, Person, RoundNumber};
pub use outcome::{Answer, AnswerRule, Family, Outcome, Reason, Response, Verdict, Words};
pub use programme::{Exclusion, Programme};
pub use roster::{Participant, Rhythm, Roster, Status};
pub use round::{Draw, Pair, Round, RoundHead, SatOut};
pub use settings::{Mark, Odd, Settings, Trait, Wish};
pub use who::{Unfound, fold};
