//! The parts of the report: their names, and what they answer.

/// Declares the parts, each with its word and what it answers.
macro_rules! parts {
    ($($(#[doc = $what:literal])+ $part:ident = $word:literal, $answers:literal;)+) => {
        /// A part of the report that can be asked for by itself.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Part {
            $($(#[doc = $what])+ $part,)+
        }

        impl Part {
            /// All of them, in the order of the whole report.
            pub const ALL: [Self; [$($answers),+].len()] = [$(Self::$part),+];

            /// The heading of its section.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$part => stringify!($part),)+
                }
            }

            /// The word by which it is asked for.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$part => $word,)+
                }
            }

            /// What it answers.
            pub fn answers(self) -> &'static str {
                match self {
                    $(Self::$part => $answers,)+
                }
            }
        }
    };
}

parts! {
    /// Who comes and stays.
    Growth = "growth", "Who takes part: joiners, returners, retained, lapsed";
    /// What became of the pairs.
    Rounds = "rounds", "Who met, round by round";
    /// Why conversations did not happen.
    Reasons = "reasons", "Why conversations did not happen";
    /// Who may need a kind word.
    Participants = "participants", "Whom a kind word may help";
    /// How many of those who began together are still with us.
    Cohorts = "cohorts", "How many of those who began together still take part";
    /// What the conversations have made.
    Network = "network", "What the conversations connect";
    /// Rounds without a repeat that are left.
    Runway = "runway", "How many rounds without a repeat are left";
}
