//! Colours and strokes: light and dark, and told apart without colour too.

use crate::domain::Standing;

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
    /// Lines of pairs of whom nobody can know yet, or ever.
    pub grey: &'static str,
    /// See `faint_met`.
    pub faint_grey: &'static str,
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
        grey: "#6f7780",
        faint_grey: "#c9cdd1",
    };
    /// Light lines on a dark ground.
    pub const DARK: Self = Self {
        ground: "#10181f",
        ink: "#e6edf3",
        quiet: "#9aa8b5",
        met: "#6cb0ec",
        red: "#ff6b7d",
        faint_met: "#41698c",
        faint_red: "#97475c",
        grey: "#8d969e",
        faint_grey: "#515b64",
    };

    /// Light or dark.
    pub fn of(dark: bool) -> &'static Self {
        if dark { &Self::DARK } else { &Self::LIGHT }
    }

    /// The colour of a line.
    pub fn line(&self, standing: Standing, faint: bool) -> &'static str {
        let (strong, pale) = match standing {
            Standing::Met => (self.met, self.faint_met),
            Standing::NotMet | Standing::NotConfirmed => (self.red, self.faint_red),
            Standing::Waiting | Standing::NotCollected => (self.grey, self.faint_grey),
        };
        if faint { pale } else { strong }
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
    /// Met: solid. Not met: dashed. Not confirmed: dotted. Waiting: thin. Not collected: thin, in
    /// dashes and dots.
    pub fn of(standing: Standing, faint: bool) -> Self {
        let (width, dashes) = match (standing, faint) {
            (Standing::Met, false) => (2.0, None),
            (Standing::Met, true) => (1.2, None),
            (Standing::NotMet, false) => (2.2, Some("6.5 4")),
            (Standing::NotMet, true) => (1.2, Some("5 3.5")),
            (Standing::NotConfirmed, false) => (2.8, Some("0.1 5")),
            (Standing::NotConfirmed, true) => (1.7, Some("0.1 3.8")),
            (Standing::Waiting, false) => (0.9, None),
            (Standing::Waiting, true) => (0.7, None),
            (Standing::NotCollected, false) => (1.0, Some("9 3 2 3")),
            (Standing::NotCollected, true) => (0.8, Some("7 3 2 3")),
        };
        Self { width, dashes, round: standing == Standing::NotConfirmed }
    }
}
