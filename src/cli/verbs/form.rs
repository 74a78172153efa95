//! `form`: questions for a form whose export is understood.

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::cli::session::Session;
use crate::domain::mailing::Language;
use crate::messages::form::{Form, Question, questions};
use crate::render::records::write_json;

/// Arguments of `form`.
#[derive(Debug, Args)]
#[command(
    after_help = "Paste the questions into Microsoft Forms, Google Forms or any other tool, word for\n\
                  word: the imports understand its export. A programme folder is not needed."
)]
pub struct FormArgs {
    /// Which form
    #[arg(value_enum)]
    form: FormWord,
    /// In which language; `both` gives one form after the other
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value = "en")]
    language: LanguageWord,
    /// A list of objects
    #[arg(long)]
    json: bool,
}

/// Which form, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormWord {
    /// Who takes part: for `participants import`
    SignUp,
    /// Who is in next time: for `participants import --for next`
    ThisMonth,
    /// Who met: for `outcomes import`
    Feedback,
}

/// A language, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LanguageWord {
    /// English
    En,
    /// Welsh
    Cy,
    /// Welsh, then English
    Both,
}

impl FormArgs {
    /// Prints the questions.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let form = match self.form {
            FormWord::SignUp => Form::SignUp,
            FormWord::ThisMonth => Form::ThisMonth,
            FormWord::Feedback => Form::Feedback,
        };
        let languages: &[Language] = match self.language {
            LanguageWord::En => &[Language::English],
            LanguageWord::Cy => &[Language::Welsh],
            LanguageWord::Both => &[Language::Welsh, Language::English],
        };
        if self.json {
            let all = languages.iter().flat_map(|&language| {
                questions(form, language).iter().map(move |one| record(one, language))
            });
            return Ok(write_json(&all.collect::<Vec<_>>(), session.terminal.data())?);
        }
        for (at, &language) in languages.iter().enumerate() {
            if at > 0 {
                writeln!(session.terminal.data(), "\n---\n")?;
            }
            for (number, question) in (1..).zip(questions(form, language)) {
                write(number, question, session)?;
            }
        }
        let links = match form {
            Form::SignUp => None,
            Form::ThisMonth => Some("this_month_url"),
            Form::Feedback => Some("feedback_url"),
        };
        if let Some(setting) = links {
            session.terminal.note(format_args!(
                "Let the form tool make a prefilled link with {{pair}}, {{email}} or {{person}} typed \
                 as answers, and put it into unmentor.toml: {setting} = \"https://…\""
            ));
        }
        let import = match form {
            Form::SignUp => "participants import FILE",
            Form::ThisMonth => "participants import FILE --for next",
            Form::Feedback => "outcomes import FILE",
        };
        session.terminal.next(format_args!("unmentor {import}"));
        Ok(())
    }
}

fn record(question: &Question, language: Language) -> serde_json::Value {
    json!({
        "question": question.text,
        "choices": question.choices,
        "needed": question.needed,
        "filled": question.filled,
        "language": language.word(),
    })
}

fn write(number: usize, question: &Question, session: &mut Session) -> Result<()> {
    let out = session.terminal.data();
    writeln!(out, "{number}. {}", question.text)?;
    for choice in question.choices {
        writeln!(out, "   ( ) {choice}")?;
    }
    let mut notes = Vec::new();
    notes.extend(question.choices.is_empty().then_some("a line of text"));
    notes.extend(question.needed.then_some("needed"));
    let filled = question.filled.map(|with| format!("filled in by the link: {with}"));
    notes.extend(filled.as_deref());
    if !notes.is_empty() {
        writeln!(out, "   [{}]", notes.join("; "))?;
    }
    Ok(())
}
