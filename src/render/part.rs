//! The names of the parts of the report.

/// A part of the report that can be asked for by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Who comes and stays.
    Growth,
    /// What became of the pairs.
    Rounds,
    /// Why conversations did not happen.
    Reasons,
    /// Who may need a kind word.
    Participants,
    /// What the conversations have made.
    Network,
    /// How many of those who began together are still with us.
    Cohorts,
    /// Rounds without a repeat that are left.
    Runway,
}

impl Part {
    /// All of them, in the order of the whole report.
    pub const ALL: [Self; 7] = [
        Self::Growth,
        Self::Rounds,
        Self::Reasons,
        Self::Participants,
        Self::Cohorts,
        Self::Network,
        Self::Runway,
    ];

    /// The heading of its section.
    pub fn title(self) -> &'static str {
        match self {
            Self::Growth => "Growth",
            Self::Rounds => "Rounds",
            Self::Reasons => "Reasons",
            Self::Participants => "Participants",
            Self::Network => "Network",
            Self::Cohorts => "Cohorts",
            Self::Runway => "Runway",
        }
    }
}
