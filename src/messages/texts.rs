//! The words of messages: templates, built in or the organiser's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Object;
use minijinja::{Environment, UndefinedBehavior, Value};

use crate::domain::mailing::Language;

/// The built-in texts: the name of the file below `templates/`, and what stands in it.
macro_rules! built_in {
    ($($name:literal),+) => {
        /// Every text, in the order of a month.
        const BUILT_IN: &[(&str, &str)] = &[$(
            (concat!($name, ".txt"), include_str!(concat!("texts/", $name, ".txt"))),
            (concat!($name, ".cy.txt"), include_str!(concat!("texts/", $name, ".cy.txt"))),
        )+];
    };
}

built_in!(
    "introduction",
    "introduction-pair",
    "sitting-out",
    "no-longer",
    "reminder",
    "question",
    "invitation",
    "kind-word",
    "ask-why"
);

/// What a text can say.
const NAMES: [&str; 35] = [
    "name",
    "first_name",
    "email",
    "person",
    "partner_name",
    "partner_first_name",
    "partner_email",
    "partner_organisation",
    "partners",
    "members",
    "everybody",
    "everybody_first_names",
    "writes_first",
    "first_writer",
    "write_by",
    "round",
    "round_name",
    "pair",
    "date",
    "closes",
    "month",
    "next_round",
    "next_date",
    "next_month",
    "programme",
    "organiser",
    "organiser_name",
    "organiser_email",
    "organiser_contact",
    "signature",
    "form_link",
    "token",
    "why",
    "correction",
    "silence",
];

/// A text that cannot be used: where, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faulty {
    /// The file, such as `templates/introduction.txt`.
    pub file: String,
    /// The line, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
}

/// The texts of a programme.
pub struct Texts {
    environment: Environment<'static>,
    /// The names that each file says.
    said: BTreeMap<String, Vec<&'static str>>,
    own: Vec<String>,
}

/// What some names stand for in one message.
#[derive(Debug)]
struct Meaning(Vec<(&'static str, Value)>);

impl Object for Meaning {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }
}

impl Texts {
    /// The built-in texts with the organiser's own in their places: `own` has the name of a file
    /// below `templates/` and what stands in it. Nothing of a text that has a fault is used.
    pub fn new(own: &BTreeMap<String, String>) -> Result<Self, Faulty> {
        let mut said = BTreeMap::new();
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // What stands alone on a line and says nothing leaves no empty line behind.
        let tidy = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(tidy.unwrap_or_default());
        for (name, text) in BUILT_IN {
            let text = own.get(*name).map_or(*text, String::as_str);
            let file = format!("templates/{name}");
            let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
            environment
                .add_template_owned(file.clone(), text.clone())
                .map_err(|error| faulty(&file, &error))?;
            let template =
                environment.get_template(&file).map_err(|error| faulty(&file, &error))?;
            let mut unknown: Vec<String> = template
                .undeclared_variables(false)
                .into_iter()
                .filter(|name| !NAMES.contains(&name.as_str()) && name != "range" && name != "loop")
                .collect();
            unknown.sort();
            if let Some(name) = unknown.first() {
                let line = text.lines().position(|line| has_word(line, name)).map(|at| at + 1);
                let what = format!("`{name}` is not something that a text can say");
                return Err(Faulty { file, line, what });
            }
            let names = NAMES.into_iter().filter(|name| has_word(&text, name)).collect();
            said.insert(file, names);
        }
        let known = |name: &&String| BUILT_IN.iter().any(|(built_in, _)| built_in == name);
        if let Some(stray) = own.keys().find(|name| !known(name)) {
            let names: Vec<_> = BUILT_IN.iter().map(|(name, _)| *name).collect();
            let what = format!("no message has this text; those there are: {}", names.join(", "));
            return Err(Faulty { file: format!("templates/{stray}"), line: None, what });
        }
        Ok(Self { environment, said, own: own.keys().cloned().collect() })
    }

    /// The built-in texts, by the names of their files.
    pub fn built_in() -> &'static [(&'static str, &'static str)] {
        BUILT_IN
    }

    /// What a text can say.
    pub fn names() -> &'static [&'static str] {
        &NAMES
    }

    /// Whether the Welsh of a text is still the built-in draft.
    pub fn is_welsh_draft(&self, name: &str) -> bool {
        !self.own.contains(&format!("{name}.cy.txt"))
    }

    /// Subject and text in one language, which is not both; `value` says what a name stands for.
    pub fn render(
        &self,
        name: &str,
        language: Language,
        value: impl Fn(&str) -> Value,
    ) -> Result<(String, String), Faulty> {
        let ending = if language == Language::Welsh { ".cy.txt" } else { ".txt" };
        let file = format!("templates/{name}{ending}");
        let fault = |error| faulty(&file, &error);
        let template = self.environment.get_template(&file).map_err(fault)?;
        let names = self.said.get(&file).into_iter().flatten();
        let meaning = Meaning(names.map(|&name| (name, value(name))).collect());
        let rendered = template.render(Value::from_object(meaning)).map_err(fault)?;
        let text = rendered.trim_start();
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let Some(subject) = first.strip_prefix("Subject:") else {
            let what = "the first line is not the subject; it begins with `Subject:`".into();
            return Err(Faulty { file, line: Some(1), what });
        };
        let subject = crate::text::plain(subject);
        if subject.is_empty() {
            return Err(Faulty { file, line: Some(1), what: "the subject is empty".into() });
        }
        Ok((subject, tidy(rest)))
    }
}

/// No more than one empty line at a time, none at the beginning, and one line end at the end.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && empty) {
            tidy.push_str(line);
            tidy.push('\n');
        }
        empty = line.is_empty();
    }
    tidy.truncate(tidy.trim_end().len());
    tidy.push('\n');
    tidy
}

fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.split(|c: char| !is_part(c)).any(|part| part == word)
}

fn faulty(file: &str, error: &minijinja::Error) -> Faulty {
    let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    Faulty { file: error.name().unwrap_or(file).to_owned(), line: error.line(), what }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(name: &str, text: &str) -> BTreeMap<String, String> {
        BTreeMap::from([(name.to_owned(), text.to_owned())])
    }

    #[test]
    fn a_text_with_an_unknown_name_is_refused_with_its_line() {
        let text = "Subject: x\n\nDear {{ first_name }},\n{{ partnr_name }}\n";
        let fault = Texts::new(&own("introduction.txt", text)).err().unwrap();
        assert_eq!((fault.file.as_str(), fault.line), ("templates/introduction.txt", Some(4)));
        assert_eq!(fault.what, "`partnr_name` is not something that a text can say");
        let fault = Texts::new(&own("question.txt", "Subject: x\n{% if %}")).err().unwrap();
        assert_eq!((fault.file.as_str(), fault.line), ("templates/question.txt", Some(2)));
        assert!(Texts::new(&own("qestion.txt", "Subject: x")).is_err());
        assert!(Texts::new(&BTreeMap::new()).is_ok());
    }

    #[test]
    fn welsh_texts_are_drafts_until_somebody_has_read_them() {
        for (name, text) in BUILT_IN {
            let is_draft = text.starts_with("{# Draft: to be read by a Welsh speaker");
            assert_eq!(is_draft, name.ends_with(".cy.txt"), "{name}");
        }
    }
}
