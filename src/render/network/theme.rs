//! Colours and strokes: light and dark, and told apart without colour too.

use crate::domain::Outcome;

/// The colours of a picture. Contrast to the ground is at least 4.5 to 1 for text and for the
/// lines of the round (WCAG 2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The ground.
    pub ground: &'static str,
    /// Text and people.
    pub ink: &'static str,
    /// Lesser text and people who are not in the round.
    pub quiet: &'static str,
    /// Lines of pairs that met.
    pub met: &'static str,
    /// Lines of pairs that did not meet or did not confirm.
    pub red: &'static str,
    /// The same two for earlier rounds.
    pub faint_met: &'static str,
    /// See `faint_met`.
    pub faint_red: &'static str,
}

impl Theme {
    /// Dark lines on white.
    pub const LIGHT: Self = Self {
        ground: "#ffffff",
        ink: "#14304f",
        quiet: "#5b6b7c",
        met: "#2a6fb0",
        red: "#c8102e",
        faint_met: "#adc8e0",
        faint_red: "#eba6b2",
    };
    /// Light lines on a dark ground.
    pub const DARK: Self = Self {
        ground: "#10181f",
        ink: "#e6edf3",
        quiet: "#9aa8b5",
        met: "#6cb0ec",
        red: "#ff6b7d",
        faint_met: "#2f4d67",
        faint_red: "#74394a",
    };

    /// Light or dark.
    pub fn of(dark: bool) -> &'static Self {
        if dark { &Self::DARK } else { &Self::LIGHT }
    }

    /// The colour of a line.
    pub fn line(&self, outcome: Outcome, faint: bool) -> &'static str {
        match (outcome.is_red(), faint) {
            (false, false) => self.met,
            (true, false) => self.red,
            (false, true) => self.faint_met,
            (true, true) => self.faint_red,
        }
    }
}

/// How a line is drawn: its width, and its dashes as SVG writes them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// The width in pixels.
    pub width: f64,
    /// Dash and gap; absent for a solid line.
    pub dashes: Option<&'static str>,
    /// Round ends, which make dots of dashes without a length.
    pub round: bool,
}

impl Stroke {
    /// Met: solid. Not met: dashed. Not confirmed: dotted.
    pub fn of(outcome: Outcome, faint: bool) -> Self {
        let (width, dashes) = match (outcome, faint) {
            (Outcome::Met, false) => (2.0, None),
            (Outcome::Met, true) => (1.2, None),
            (Outcome::NotMet, false) => (2.2, Some("6.5 4")),
            (Outcome::NotMet, true) => (1.2, Some("5 3.5")),
            (Outcome::NotConfirmed, false) => (2.8, Some("0.1 5")),
            (Outcome::NotConfirmed, true) => (1.7, Some("0.1 3.8")),
        };
        Self { width, dashes, round: outcome == Outcome::NotConfirmed }
    }
}
