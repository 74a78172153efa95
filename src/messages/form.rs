//! Questions for a form tool, in words that the imports understand.

use crate::domain::mailing::Language;

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Who takes part at all.
    SignUp,
    /// Who is in next time.
    ThisMonth,
    /// Who met.
    Feedback,
}

/// One question of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The question, which becomes a heading of the export.
    pub text: &'static str,
    /// What can be chosen; without any it is a line of text.
    pub choices: &'static [&'static str],
    /// Whether the form shall insist on an answer.
    pub needed: bool,
    /// What a link fills in, such as `{pair}`.
    pub filled: Option<&'static str>,
}

const fn line(text: &'static str) -> Question {
    Question { text, choices: &[], needed: false, filled: None }
}

const fn needed(text: &'static str) -> Question {
    Question { needed: true, ..line(text) }
}

const fn choice(text: &'static str, choices: &'static [&'static str]) -> Question {
    Question { choices, ..line(text) }
}

const fn filled(text: &'static str, with: &'static str) -> Question {
    Question { filled: Some(with), ..line(text) }
}

const SIGN_UP: &[Question] = &[
    needed("Name"),
    needed("Email address"),
    line("Organisation"),
    line("Sector"),
    line("Region"),
    choice(
        "How often would you like to take part?",
        &["every month", "every two months", "every three months"],
    ),
];

const SIGN_UP_CY: &[Question] = &[
    needed("Enw"),
    needed("Cyfeiriad e-bost"),
    line("Sefydliad"),
    line("Sector"),
    line("Rhanbarth"),
    choice("Pa mor aml", &["bob mis", "bob dau fis", "bob tri mis"]),
];

const THIS_MONTH: &[Question] = &[
    needed("Name"),
    needed("Email address"),
    Question { needed: true, ..choice("Would you like to take part this month?", &["yes", "no"]) },
];

const THIS_MONTH_CY: &[Question] = &[
    needed("Enw"),
    needed("Cyfeiriad e-bost"),
    Question {
        needed: true,
        ..choice("Hoffech chi gymryd rhan y mis hwn?", &["hoffwn", "na hoffwn"])
    },
];

const FEEDBACK: &[Question] = &[
    filled("Pair", "{pair}"),
    Question { needed: true, ..filled("Email address", "{email}") },
    filled("Partner", "{partner}"),
    Question { needed: true, ..choice("Did you meet?", &["yes", "no", "not yet"]) },
    choice(
        "If not, why not?",
        &[
            "no time",
            "away",
            "rescheduled",
            "shifts",
            "no reply",
            "wrong address",
            "forgot",
            "technical problems",
            "not a priority",
            "no permission",
        ],
    ),
    choice("Rating", &["1", "2", "3", "4", "5"]),
    line("Comments"),
];

const FEEDBACK_CY: &[Question] = &[
    filled("Pair", "{pair}"),
    Question { needed: true, ..filled("Cyfeiriad e-bost", "{email}") },
    filled("Partner", "{partner}"),
    Question { needed: true, ..choice("A wnaethoch chi gwrdd?", &["do", "naddo", "ddim eto"]) },
    choice("Pam?", &["dim amser", "gwyliau", "gohirio", "sifftiau", "dim ateb", "anghofio"]),
    choice("Sgôr", &["1", "2", "3", "4", "5"]),
    line("Sylwadau"),
];

/// The questions of a form in one language, which is not both.
pub fn questions(form: Form, language: Language) -> &'static [Question] {
    match (form, language) {
        (Form::SignUp, Language::Welsh) => SIGN_UP_CY,
        (Form::SignUp, _) => SIGN_UP,
        (Form::ThisMonth, Language::Welsh) => THIS_MONTH_CY,
        (Form::ThisMonth, _) => THIS_MONTH,
        (Form::Feedback, Language::Welsh) => FEEDBACK_CY,
        (Form::Feedback, _) => FEEDBACK,
    }
}
