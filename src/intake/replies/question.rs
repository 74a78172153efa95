//! Which question a mail answers.

use crate::domain::message_id::MessageId;
use crate::domain::token::Token;
use crate::sheets::mail::Mail;

/// What a mail belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Belongs {
    /// To nothing of ours.
    Nowhere,
    /// To a message of ours that asks nothing, such as an introduction.
    ToNoQuestion,
    /// To several questions, or to one and to something else.
    Unclear,
    /// To a question, with the names of our messages to which it says it replies.
    To(Token, Vec<MessageId>),
}

impl Belongs {
    /// Finds it: by the token in the subject, by the message that it replies to, by the token in
    /// what it quotes. What contradicts is not weighed against each other.
    pub fn of(mail: &Mail<'_>) -> Self {
        let in_subject = distinct(Token::all_in(&mail.subject));
        let texts = mail.plain.iter().chain(&mail.html);
        let quoted = distinct(texts.flat_map(|text| Token::all_in(text)));
        let read = |ids: &[String]| ids.iter().filter_map(|id| MessageId::parse(id)).collect();
        let parents: Vec<MessageId> = read(&mail.in_reply_to);
        let line: Vec<MessageId> = read(&mail.references);
        // An old phone keeps only the last of the line, and some programs no parent.
        let parents =
            if parents.is_empty() { line.last().cloned().into_iter().collect() } else { parents };
        let asked = distinct(parents.iter().filter_map(MessageId::token));
        let found = match (&in_subject[..], &asked[..], &quoted[..]) {
            ([], [], []) if parents.is_empty() => return Self::Nowhere,
            ([], [], []) => return Self::ToNoQuestion,
            ([one], ..) | ([], [one], _) | ([], [], [one]) => *one,
            _ => return Self::Unclear,
        };
        let other_parent = !parents.is_empty() && !asked.contains(&found);
        let other_text = !quoted.is_empty() && !quoted.contains(&found);
        if other_parent || other_text || asked.len() > 1 {
            return Self::Unclear;
        }
        Self::To(found, parents)
    }
}

fn distinct(tokens: impl Iterator<Item = Token>) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::new();
    for token in tokens {
        if !all.contains(&token) {
            all.push(token);
        }
    }
    all
}
