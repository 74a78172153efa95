//! A programme becomes plain figures: one file and one struct for each report.
//!
//! Figures are numbers, ids and dates. Words, colours and formats are the renderers' work.
//! Definitions that hold everywhere:
//!
//! - a *participant* of a round is somebody with a partner in it; a trio is one pair
//! - *met*, *not met*, *not confirmed* follow from the answers by the rule in the settings
//! - a rate without anything to divide by is absent, never NaN
//! - marked rounds, and changes into or out of them, are left out of trends

pub mod ahead;
pub mod cohorts;
pub mod compare;
pub mod course;
pub mod dyadic;
pub mod experiment;
pub(crate) mod graph;
pub mod groups;
pub mod growth;
pub mod history;
pub mod network;
pub mod outcomes;
pub mod overall;
pub mod participants;
pub mod people;
pub mod picture;
pub mod reasons;
pub mod rounds;
pub mod runway;
pub mod share;
pub mod uncertainty;

use chrono::NaiveDate;

use crate::domain::{Programme, both};
use groups::Groups;
use uncertainty::Units;

pub use cohorts::Cohort;
pub use compare::Comparison;
pub use course::Course;
pub use dyadic::Dyadic;
pub use growth::Growth;
pub use history::History;
pub use network::NetworkFigures;
pub use outcomes::OutcomeCounts;
pub use overall::{Overall, Pooled};
pub use participants::{Participants, PersonFigures, Suggestion};
pub use people::People;
pub use reasons::Reasons;
pub use rounds::Rounds;
pub use runway::Runway;
pub use share::Share;
pub use uncertainty::Uncertainty;

/// Every figure of a programme as it stands on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The name of the scheme.
    pub programme: String,
    /// The day.
    pub today: NaiveDate,
    /// What people are called.
    pub people: People,
    /// The programme as a whole.
    pub overall: Overall,
    /// What the figures can carry.
    pub uncertainty: Uncertainty,
    /// The latest interval between rounds against the one before, if there were two.
    pub intervals: Option<Comparison>,
    /// Who comes and stays.
    pub growth: Growth,
    /// What became of the pairs.
    pub rounds: Rounds,
    /// Why conversations did not happen.
    pub reasons: Reasons,
    /// Who may need a kind word.
    pub participants: Participants,
    /// How many of those who began together are still with us, one for each round with joiners.
    pub cohorts: Vec<Cohort>,
    /// What the conversations have made.
    pub network: NetworkFigures,
    /// Rounds without a repeat that are left.
    pub runway: Runway,
}

impl Report {
    /// The report of a programme as it stands on a day, which decides whether the latest round is
    /// still open and who takes part.
    ///
    /// Cost n log n in the pairs, but for the network: see [`NetworkFigures`].
    pub fn of(programme: &Programme, today: NaiveDate) -> Self {
        let history = History::of(programme, today);
        let groups = Groups::of(&history);
        let of_units = || {
            let units = Units::of(&history);
            let uncertainty = Uncertainty::of(&units, &groups);
            let intervals = Comparison::of_intervals_in(&units);
            (uncertainty, Overall::of(&units), intervals, Rounds::of(&units))
        };
        let of_people = || {
            let participants = Participants::of(&history);
            (Reasons::of(&history), participants, cohorts::cohorts(&history))
        };
        // The network takes as long as all the others together. It needs the most memory, and what
        // this thread gives back is there for what comes next.
        let ((units, people), network) =
            both(|| (of_units(), of_people()), || NetworkFigures::of(&history));
        let (uncertainty, overall, intervals, rounds) = units;
        let (reasons, participants, cohorts) = people;
        Self {
            programme: programme.settings.name.clone(),
            today,
            people: People::of(&programme.roster),
            overall,
            uncertainty,
            intervals,
            growth: Growth::of(&history, &groups),
            rounds,
            reasons,
            participants,
            cohorts,
            network,
            runway: Runway::of(&history, today),
        }
    }

    /// Looks for the rounds without a repeat themselves, as the command `runway` does, which takes
    /// up to some seconds; only among so few people that this is worth it. Until then there are
    /// the bounds of counting.
    pub fn look_ahead(&mut self, programme: &Programme) {
        self.runway.look(programme, self.today);
    }
}
