//! The words of the command line for what other rooms offer to choose from.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::domain::DateOrder;
use crate::render::{Part, compare, network, outcome_sheet, waiting};

/// Makes the variants of an enum of another room into words with a help text each.
macro_rules! words {
    ($choice:ty: $($(#[$when:meta])? $variant:ident = $word:literal, $help:literal;)+) => {
        impl ValueEnum for $choice {
            fn value_variants<'a>() -> &'a [Self] {
                &[$($(#[$when])? Self::$variant),+]
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(match self {
                    $($(#[$when])? Self::$variant => PossibleValue::new($word).help($help),)+
                })
            }
        }
    };
}

impl ValueEnum for Part {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).help(self.answers()))
    }
}

words! { compare::Kind:
    Table = "table", "For the terminal";
    Csv = "csv", "For a spreadsheet";
    Json = "json", "For scripts";
    Markdown = "markdown", "For a page or a wiki";
}

words! { waiting::Kind:
    Table = "table", "For the terminal";
    Csv = "csv", "For a spreadsheet or a mail merge";
    Json = "json", "For scripts";
}

words! { network::Format:
    Svg = "svg", "A picture for pages and documents";
    Png = "png", "A picture for blogs, which often refuse SVG";
    Dot = "dot", "A picture for Graphviz";
    Graphml = "graphml", "For Gephi, yEd and others";
    Gexf = "gexf", "For Gephi, with the rounds as time";
    Csv = "csv", "A list of edges, for Kumu and spreadsheets";
    Json = "json", "Nodes and edges, for scripts";
}

words! { outcome_sheet::Format:
    #[cfg(feature = "xlsx")] Xlsx = "xlsx", "A workbook with drop-downs";
    Csv = "csv", "Plain text with commas";
}

words! { DateOrder:
    DayFirst = "day-first", "31/12/2026";
    MonthFirst = "month-first", "12/31/2026";
}
