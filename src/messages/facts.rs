//! What there is to say to somebody: the values of texts and of merge sheets.

use std::borrow::Cow;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::dates;
use super::recipients::{Place, Recipient};
use crate::domain::edit::LANGUAGE;
use crate::domain::mailing::Language;
use crate::domain::message::MessageKind;
use crate::domain::{Participant, Person, Programme, Round, field};
use crate::text::{clean, words};

/// What a merge sheet has beside subject and text. Nothing is empty but what there is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Where they are reached.
    pub email: String,
    /// The whole name, on one line.
    pub name: String,
    /// The first word of it.
    pub first_name: String,
    /// The partners' names, joined.
    pub partner_name: String,
    /// Their first names, joined.
    pub partner_first_name: String,
    /// Where they work, joined.
    pub partner_organisation: String,
    /// Where they are reached, joined.
    pub partner_email: String,
    /// Whether this person writes first; `None` where nobody knows or there is nobody to write to.
    pub writes_first: Option<bool>,
    /// The name of who writes first, where that is known.
    pub first_writer: String,
    /// The last day of the round.
    pub closes: Option<NaiveDate>,
    /// The link to the form, filled in.
    pub form_link: String,
}

/// The partners of somebody, as they may know of each other.
pub struct Shown {
    /// On one line.
    pub name: String,
    /// The first word of it.
    pub first_name: String,
    /// Where they are reached.
    pub email: String,
    /// What the settings let them see: `North Council, coach`.
    pub cells: String,
}

impl Shown {
    /// What others may see of somebody.
    pub fn of(programme: &Programme, person: Person) -> Self {
        let participant = programme.roster.get(person);
        let cells = programme.settings.mailing.show.iter();
        let cells = cells.filter_map(|heading| cell(programme, participant, heading));
        let cells: Vec<_> = cells.map(|cell| line(&cell)).filter(|cell| !cell.is_empty()).collect();
        let name = line(participant.shown_name());
        Self {
            first_name: first_name(&name).to_owned(),
            name,
            email: line(&participant.email),
            cells: cells.join(", "),
        }
    }
}

/// What stands below a heading of the roster for somebody; `None` where there is no such column.
pub fn cell(programme: &Programme, participant: &Participant, heading: &str) -> Option<String> {
    field::cell(&programme.roster, participant, heading).map(Cow::into_owned)
}

/// A text on one line and without anything that could command a program, else to the letter.
pub fn line(text: &str) -> String {
    clean(text).trim().to_owned()
}

/// Words before a name by which nobody is called.
const TITLES: [&str; 16] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lady",
    "lord",
    "rev",
    "revd",
    "cllr",
    "councillor",
];

/// The name by which somebody is called: the first word that is no title, behind the comma of
/// `Penhale, Ada`; all of it where there is none.
fn first_name(name: &str) -> &str {
    let given = name.split_once(", ").map_or(name, |(_, given)| given);
    let is_title =
        |word: &str| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let mut words = given.split(' ').filter(|word| !word.is_empty());
    words.clone().find(|word| !is_title(word)).or_else(|| words.next()).unwrap_or(name)
}

impl Facts {
    /// What there is to say to somebody.
    pub fn of(
        programme: &Programme,
        kind: MessageKind,
        to: &Recipient<'_>,
        partners: &[Shown],
    ) -> Self {
        let own = Shown::of(programme, to.person);
        let all = |part: fn(&Shown) -> &String| {
            words::list(&partners.iter().map(part).cloned().collect::<Vec<_>>())
        };
        let (closes, first) = match to.place {
            Place::Pair(round, pair) => {
                (Some(round.last_day_of(pair, &programme.settings)), pair.first())
            }
            Place::SitsOut(round, _) => (Some(round.last_day(&programme.settings)), None),
            Place::NoLonger(_) | Place::ToCome => (None, None),
        };
        let name = |person| line(programme.roster.get(person).shown_name());
        let mut facts = Self {
            email: own.email,
            name: own.name,
            first_name: own.first_name,
            partner_name: all(|one| &one.name),
            partner_first_name: all(|one| &one.first_name),
            partner_organisation: organisations(programme, to),
            partner_email: all(|one| &one.email),
            writes_first: first.map(|first| first == to.person),
            first_writer: first.map_or_else(String::new, name),
            closes,
            form_link: String::new(),
        };
        facts.form_link = form_link(programme, kind, to, &facts);
        facts
    }
}

fn organisations(programme: &Programme, to: &Recipient<'_>) -> String {
    let organisation = |&person: &Person| line(&programme.roster.get(person).organisation);
    let mut all: Vec<String> = partners(to).iter().map(organisation).collect();
    all.retain(|one| !one.is_empty());
    words::list(&all)
}

/// The partners of a recipient.
pub fn partners(to: &Recipient<'_>) -> Vec<Person> {
    let Place::Pair(_, pair) = to.place else { return Vec::new() };
    pair.members().iter().copied().filter(|&member| member != to.person).collect()
}

fn form_link(
    programme: &Programme,
    kind: MessageKind,
    to: &Recipient<'_>,
    facts: &Facts,
) -> String {
    let mailing = &programme.settings.mailing;
    let link = match kind {
        MessageKind::Question => &mailing.feedback_url,
        MessageKind::Invitation => &mailing.this_month_url,
        _ => &None,
    };
    let Some(link) = link else { return String::new() };
    let participant = programme.roster.get(to.person);
    link.filled(|place| match place {
        "pair" => match to.place {
            Place::Pair(round, pair) => pair.id(round.number()).to_string(),
            _ => String::new(),
        },
        "person" => participant.id.to_string(),
        "round" => match to.place {
            Place::Pair(round, _) | Place::SitsOut(round, _) | Place::NoLonger(round) => {
                round.number().to_string()
            }
            Place::ToCome => programme.next_number().to_string(),
        },
        "email" => facts.email.clone(),
        "name" => facts.name.clone(),
        "first_name" => facts.first_name.clone(),
        "partner" => facts.partner_name.clone(),
        _ => String::new(),
    })
}

/// By when somebody should write: three days after the introduction, not on a weekend, and not
/// after the round has closed.
pub fn write_by(programme: &Programme, round: &Round) -> NaiveDate {
    let later = |date: NaiveDate, days| date.checked_add_days(Days::new(days)).unwrap_or(date);
    let by = later(round.head.date, 3);
    let by = match by.weekday() {
        Weekday::Sat => later(by, 2),
        Weekday::Sun => later(by, 1),
        _ => by,
    };
    by.min(round.last_day(&programme.settings))
}

/// The language of somebody: as their own row says, else as the settings say.
pub fn language(programme: &Programme, person: Person) -> Language {
    let own = cell(programme, programme.roster.get(person), LANGUAGE);
    let own = own.and_then(|word| Language::from_word(&word));
    own.unwrap_or(programme.settings.mailing.language)
}

/// The language that stands in somebody's row and is none that there are texts in.
pub fn odd_language(programme: &Programme, person: Person) -> Option<String> {
    let own = cell(programme, programme.roster.get(person), LANGUAGE)?;
    (!own.trim().is_empty() && Language::from_word(&own).is_none()).then_some(own)
}

/// A day in words, or nothing.
pub fn in_words(date: Option<NaiveDate>, language: Language) -> String {
    date.map_or_else(String::new, |date| dates::day(date, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_called_by_their_first_name() {
        for (name, first) in [
            ("Ada Penhale", "Ada"),
            ("Penhale, Ada Mary", "Ada"),
            ("Dr. Ada Penhale", "Ada"),
            ("Prof Dr Ada Penhale", "Ada"),
            ("Dr", "Dr"),
            ("Ada", "Ada"),
            ("田中 太郎", "田中"),
        ] {
            assert_eq!(first_name(name), first, "{name}");
        }
    }
}
