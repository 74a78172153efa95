//! Who wrote a mail: a person, or a program in somebody's stead.

use crate::sheets::mail::Mail;
use crate::text::plain_words;

use super::phrases::MACHINE;

/// Who wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writer {
    /// A person.
    Person,
    /// A program that answers for somebody, tells that they have read, or keeps their calendar.
    Program,
    /// A mail server that says what became of a message.
    Server {
        /// It has not given up yet.
        only_late: bool,
        /// The addresses that it names by machine; none where only its text tells.
        failed: Vec<String>,
    },
}

impl Writer {
    /// Who wrote a mail. No single sign is in all of them, so each counts.
    pub fn of(mail: &Mail<'_>) -> Self {
        let subject = bare_subject(&mail.subject);
        if is_of_server(mail, &subject) {
            return server(mail);
        }
        let submitted = mail.sign("auto-submitted").unwrap_or("no");
        let precedence = mail.sign("precedence").unwrap_or_default();
        let bulk = matches!(precedence, "bulk" | "junk") && mail.sign("list-id").is_none();
        let says_so = !submitted.starts_with("no")
            || ["x-autoreply", "x-autorespond"].iter().any(|name| mail.sign(name).is_some())
            || precedence == "auto_reply"
            || bulk
            || mail.sign("x-apple-action").is_some_and(|action| action.contains("vacation"))
            || mail.sign("return-path") == Some("<>")
            || mail.report.is_some();
        if says_so || MACHINE.behind("automatic", &subject).is_some() {
            Self::Program
        } else {
            Self::Person
        }
    }
}

/// A subject in plain words, without labels such as `[EXTERNAL]` in front.
fn bare_subject(subject: &str) -> String {
    let words = plain_words(subject);
    let mut rest = words.as_str();
    while let Some(behind) = MACHINE.behind("tag", rest).filter(|behind| !behind.is_empty()) {
        rest = behind;
    }
    rest.to_owned()
}

fn is_of_server(mail: &Mail<'_>, subject: &str) -> bool {
    let is_daemon = |address: &String| {
        let local = address.split('@').next().unwrap_or_default();
        MACHINE.is("daemon", &plain_words(local))
    };
    let is_report = mail.report.as_deref() == Some("delivery-status");
    let named = ["x-failed-recipients", "x-ms-exchange-message-is-ndr"];
    is_report
        || named.iter().any(|name| mail.sign(name).is_some())
        || mail.from.iter().any(is_daemon)
        || MACHINE.behind("bounce", subject).is_some()
}

fn server(mail: &Mail<'_>) -> Writer {
    let actions = mail.fields("Action");
    let given_up = |action: &String| action.starts_with("fail");
    let only_late = !actions.is_empty() && !actions.iter().any(given_up);
    let mut failed: Vec<String> = Vec::new();
    for field in ["Final-Recipient", "Original-Recipient", "X-Failed-Recipients"] {
        for value in mail.fields(field) {
            let value = value.rsplit(';').next().unwrap_or_default().to_owned();
            let each = value.split(',').map(|one| one.trim().trim_matches(['<', '>']));
            failed.extend(each.filter(|one| one.contains('@')).map(str::to_owned));
        }
    }
    Writer::Server { only_late, failed }
}
