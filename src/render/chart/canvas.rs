//! What charts are drawn on: shapes with a class, which the style sheet of a page paints in light
//! and dark, or shapes with their paint in them, which stand alone in a file.

use std::fmt::Write;

use crate::domain::Standing;
use crate::render::network::svg::Tenth;
use crate::render::network::theme::Theme;
use crate::render::xml::Text;

/// Where the drawing will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skin {
    /// On a page with a style sheet.
    Page,
    /// In a file of its own, on white.
    Alone,
}

/// What a shape is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Below the line of people.
    Area,
    /// An axis.
    Axis,
    /// The line of people.
    Curve,
    /// The line of people where it is not to be compared.
    Broken,
    /// A round on the line.
    Point,
    /// A marked round on the line.
    Marked,
    /// From a note to what it is about.
    Guide,
    /// People who joined.
    Joined,
    /// People who came back.
    Back,
    /// People who stayed away.
    Away,
    /// Where a share may lie.
    Whisker,
    /// Below it, so that it can be seen on stripes.
    Halo,
    /// Pairs.
    Pairs(Standing),
    /// People, where outcomes do not matter.
    People,
}

/// How words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pen {
    /// The title of a picture that stands alone.
    Title,
    /// Figures.
    Strong,
    /// Words.
    Plain,
    /// Lesser words.
    Quiet,
}

/// On which side of its place a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// A drawing that grows.
#[derive(Debug)]
pub struct Canvas {
    skin: Skin,
    /// Rectangles that are still to be drawn, as one path for each paint.
    pending: Vec<(Paint, String)>,
    /// The elements so far.
    pub drawn: String,
}

impl Canvas {
    /// An empty one.
    pub fn new(skin: Skin) -> Self {
        Self { skin, pending: Vec::new(), drawn: String::new() }
    }

    /// A rectangle by its upper left corner, drawn with the next [`Canvas::flush`].
    pub fn rect(&mut self, paint: Paint, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let (x, y, wide, high) = (Tenth(x), Tenth(y), Tenth(width), Tenth(height));
        let back = Tenth(-width);
        self.later(paint, &format!("M{x} {y}h{wide}v{high}h{back}z"));
    }

    /// A part of a path that is drawn with the next [`Canvas::flush`].
    pub fn later(&mut self, paint: Paint, course: &str) {
        match self.pending.iter_mut().find(|(one, _)| *one == paint) {
            Some((_, whole)) => whole.push_str(course),
            None => self.pending.push((paint, course.to_owned())),
        }
    }

    /// Draws what was put off, one path for each paint, in the order in which they first came.
    pub fn flush(&mut self) {
        for (paint, course) in std::mem::take(&mut self.pending) {
            self.path(paint, &course);
        }
    }

    /// A path, as SVG writes it.
    pub fn path(&mut self, paint: Paint, course: &str) {
        let look = self.look(paint);
        self.element(format_args!("<path {look} d=\"{course}\"/>"));
    }

    /// A point.
    pub fn point(&mut self, paint: Paint, x: f64, y: f64) {
        let (x, y) = (Tenth(x), Tenth(y));
        let look = self.look(paint);
        self.element(format_args!("<circle {look} cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"));
    }

    /// Words on one line.
    pub fn text(&mut self, pen: Pen, anchor: Anchor, (x, y): (f64, f64), words: &str) {
        let (x, y, words) = (Tenth(x), Tenth(y), Text(words));
        let look = match self.skin {
            Skin::Page => format!("class=\"{}{}\"", pen.class(), anchor.class()),
            Skin::Alone => format!("{} text-anchor=\"{}\"", pen.attributes(), anchor.word()),
        };
        self.element(format_args!("<text {look} x=\"{x}\" y=\"{y}\">{words}</text>"));
    }

    fn element(&mut self, element: std::fmt::Arguments<'_>) {
        // A `String` takes everything that is written to it.
        let _ = writeln!(self.drawn, "{element}");
    }

    fn look(&self, paint: Paint) -> String {
        match self.skin {
            Skin::Page => format!("class=\"{}\"", paint.class()),
            Skin::Alone => paint.attributes(&Theme::LIGHT),
        }
    }
}

impl Paint {
    fn class(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Axis => "axis",
            Self::Curve => "curve",
            Self::Broken => "curve broken",
            Self::Point => "point",
            Self::Marked => "point marked",
            Self::Guide => "guide",
            Self::Joined => "came",
            Self::Back => "came back",
            Self::Away => "away",
            Self::Whisker => "whisker",
            Self::Halo => "whisker halo",
            Self::People => "fill-people",
            Self::Pairs(Standing::Met) => "fill-met",
            Self::Pairs(Standing::NotMet) => "fill-not-met",
            Self::Pairs(Standing::NotConfirmed) => "fill-not-confirmed",
            Self::Pairs(Standing::Waiting) => "fill-waiting",
            Self::Pairs(Standing::NotCollected) => "fill-not-collected",
        }
    }

    fn attributes(self, theme: &Theme) -> String {
        let Theme { ground, ink, quiet, met, red, grey, faint_grey, faint_met, .. } = theme;
        let filled = |colour: &str| format!("fill=\"{colour}\"");
        let line = |colour: &str, width: f64| {
            format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"")
        };
        match self {
            Self::Area => "fill=\"#c9d8e6\" fill-opacity=\"0.6\"".into(),
            Self::Axis => line("#d5dee7", 1.0),
            Self::Curve => line(met, 2.5) + " stroke-linejoin=\"round\"",
            Self::Broken => line(met, 2.5) + " stroke-dasharray=\"7 5\"",
            Self::Point => format!("fill=\"{met}\" stroke=\"{ground}\" stroke-width=\"2\""),
            Self::Marked => format!("fill=\"{ground}\" stroke=\"{met}\" stroke-width=\"2.5\""),
            Self::Guide => line(quiet, 1.0),
            Self::Joined => filled(ink),
            Self::Back => filled(faint_met),
            Self::Away => format!("fill=\"none\" stroke=\"{quiet}\" stroke-width=\"1.2\""),
            Self::Whisker => line(ink, 1.4),
            Self::Halo => line(ground, 4.0),
            Self::People => filled(quiet),
            Self::Pairs(Standing::Met) => filled(met),
            Self::Pairs(Standing::NotMet) => format!("fill=\"url(#stripes)\" stroke=\"{red}\""),
            Self::Pairs(Standing::NotConfirmed) => format!("fill=\"url(#dots)\" stroke=\"{red}\""),
            Self::Pairs(Standing::Waiting) => filled(faint_grey),
            Self::Pairs(Standing::NotCollected) => {
                format!("fill=\"none\" stroke=\"{grey}\" stroke-dasharray=\"3 2\"")
            }
        }
    }
}

impl Pen {
    fn class(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Strong => "strong",
            Self::Plain => "plain",
            Self::Quiet => "quiet",
        }
    }

    fn attributes(self) -> String {
        let Theme { ink, quiet, .. } = Theme::LIGHT;
        match self {
            Self::Title => format!("fill=\"{ink}\" font-size=\"24\" font-weight=\"700\""),
            Self::Strong => format!("fill=\"{ink}\" font-size=\"14\" font-weight=\"700\""),
            Self::Plain => format!("fill=\"{ink}\" font-size=\"13\""),
            Self::Quiet => format!("fill=\"{quiet}\" font-size=\"13\""),
        }
    }
}

impl Anchor {
    fn class(self) -> &'static str {
        match self {
            Self::Start => " start",
            Self::Middle => "",
            Self::End => " end",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}
