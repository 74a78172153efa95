//! Participants, pairs, rounds, outcomes, and the rules they keep.
//!
//! The core takes values and returns values: dates, seeds and rules are arguments. It knows no
//! files, clock, environment, global randomness or printing.
//!
//! - [`roster`]: who takes part; [`field`]: its columns; [`who`] finds a person from what an organiser types
//! - [`couple`]: two people; [`round`]: pairs, trios, sitting out; [`outcome`]: answers and what follows from them;
//!   [`standing`]: how a pair stands on a day
//! - [`programme`]: all of it as one value; [`settings`]: what the organiser chose
//! - [`edit`] and [`record`]: what an organiser changes by hand; [`forget`]: a person, forgotten; [`purge`]: old words
//! - [`due`]: who is due; [`absent`]: who was not; [`history`]: who was together; [`pairing`]: the next round; [`first`]: who writes first; [`explain`]: its reasons
//! - [`experiment`]: a fair trial of a longer interval; [`running`]: what it asks of a round: who is due and who may be together
//! - [`future`]: the next rounds as they might be
//! - [`amend`]: a round mended when somebody drops out or joins late; [`runway`]: how many rounds without a repeat are left
//! - [`message`]: what was sent; [`token`] and [`message_id`]: how a reply is known again; [`mailing`]: what the organiser chose for messages
//! - [`check`]: promises between rounds; [`finding`]: something wrong, with its place and what to do about it

#[macro_use]
mod columns;

pub mod absent;
pub mod amend;
pub mod ask_why;
pub mod both;
pub mod calendar;
pub mod changes;
pub mod check;
pub mod couple;
pub mod difference;
pub mod due;
pub mod edit;
pub mod experiment;
pub mod explain;
pub mod field;
pub mod finding;
pub mod first;
pub mod forget;
pub mod future;
pub mod history;
pub mod ids;
pub mod interval;
pub mod mailing;
pub mod memory;
pub mod message;
pub mod message_id;
pub mod month;
pub mod outcome;
pub mod pairing;
pub mod programme;
pub mod purge;
pub mod record;
pub mod review;
pub mod roster;
pub mod round;
pub mod round_day;
pub mod running;
pub mod runway;
#[cfg(test)]
mod sample;
pub mod schedule;
pub mod settings;
pub mod standing;
pub mod token;
pub mod who;

pub use crate::text::dates::DateOrder;
pub use both::both;
pub use couple::Couple;
pub use experiment::Experiment;
pub use field::Field;
pub use finding::{Finding, FindingKind, Found, Place};
pub use ids::{PairId, ParticipantId, Person, RoundNumber};
pub use interval::Interval;
pub use outcome::{
    Answer, AnswerRule, Family, Outcome, OutcomeColumn, Reason, Response, Verdict, Words,
};
pub use programme::{Exclusion, Programme};
pub use roster::{NextTime, Participant, Rhythm, Roster, Status};
pub use round::{Amendment, Collection, Draw, Longer, Pair, Round, RoundHead, SatOut};
pub use round_day::RoundDay;
pub use settings::{Mark, NamedColumn, Odd, OptIn, Settings, SheetKind, Trait, Wish};
pub use standing::Standing;
pub use who::Unfound;
