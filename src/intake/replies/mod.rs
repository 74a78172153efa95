//! Mails become answers.
//!
//! | step | file |
//! |---|---|
//! | who wrote: a person, or a program | `writer` |
//! | which question it answers | `question` |
//! | a person's own words | `own` |
//! | what they say, where that is certain | `said`, `bears` |
//! | several replies of one person, and what was known before | `settle` |
//! | what is told of everything else, with a command to type | `telling` |
//!
//! Only a reply to a question counts, from somebody who was asked it. The words of mail programs,
//! offices, machines and people stand in `words/*.txt` beside this, those for yes, no and reasons
//! with the sheets.

mod bears;
mod own;
pub(crate) mod phrases;
mod question;
mod said;
mod settle;
mod telling;
mod writer;

use std::collections::{BTreeMap, HashSet};

use crate::domain::edit::LANGUAGE;
use crate::domain::mailing::Language;
use crate::domain::memory::{Shape, SheetMemory};
use crate::domain::message::{About, MessageKind, SentLog};
use crate::domain::message_id::MessageId;
use crate::domain::token::{Asked, Token};
use crate::domain::{
    Finding, FindingKind, PairId, Person, Place, Programme, Roster, Round, RoundNumber, SheetKind,
};
use crate::sheets::mail::{Mail, Moment};
use crate::text::keyed::Mark;
use crate::text::{excerpt, fold, words};

use super::people::People;
use super::{Options, Refused, Tally};
use own::Own;
use question::Belongs;
use said::{Asker, Said};
use writer::Writer;

/// A reply to a question, from somebody who was asked.
struct Heard {
    place: Place,
    person: Person,
    asked: Asked,
    time: Option<Moment>,
    said: Said,
    /// The beginning of their own words.
    text: String,
    /// By what the mail is known again.
    id: Mark,
}

/// Replies while mails are read, one after the other.
pub struct Replies<'p> {
    programme: &'p Programme,
    log: &'p SentLog,
    options: &'p Options,
    people: People<'p>,
    only: Option<RoundNumber>,
    memory: SheetMemory,
    heard: Vec<Heard>,
    /// Mails that were taken in before, and those that were met just now.
    known: HashSet<Mark>,
    met: HashSet<Mark>,
    mails: usize,
    elsewhere: usize,
    /// People for whom a program answered, with the first place.
    away: BTreeMap<Person, Place>,
    /// People whom a message did not reach, with the first place.
    bounced: BTreeMap<Person, Place>,
    tally: Tally,
}

/// What the replies change.
#[derive(Debug)]
pub struct Taken {
    /// The rounds that changed, numbers ascending.
    pub rounds: Vec<Round>,
    /// The roster, where somebody said whether they are in next time.
    pub roster: Option<Roster>,
    /// What happened.
    pub tally: Tally,
}

impl<'p> Replies<'p> {
    /// Before the first mail; `only` takes replies about one round.
    pub fn new(
        programme: &'p Programme,
        log: &'p SentLog,
        only: Option<RoundNumber>,
        options: &'p Options,
    ) -> Self {
        let shape = Shape::of(SheetKind::Feedback, &["reply to a question".into()]);
        let known = options.past.memory.of(&shape).cloned();
        let memory = known.unwrap_or_else(|| SheetMemory::new(shape, options.past.key));
        let known = memory.taken.iter().flat_map(|taken| taken.marks.iter().copied()).collect();
        Self {
            programme,
            log,
            options,
            people: People::new(&programme.roster),
            only,
            memory,
            heard: Vec::new(),
            known,
            met: HashSet::new(),
            mails: 0,
            elsewhere: 0,
            away: BTreeMap::new(),
            bounced: BTreeMap::new(),
            tally: Tally { mails: true, ..Tally::default() },
        }
    }

    /// A file that is no mail that can be read, with what to do instead.
    pub fn unread(&mut self, place: Place, what: &str, instead: &str) {
        let finding = Finding::new(FindingKind::UnreadMail, place, format!("this is {what}"));
        self.tally.noted.push(finding.hint(instead));
    }

    /// Reads one message; `None` is one that cannot be read.
    pub fn take(&mut self, place: Place, mail: Option<&Mail<'_>>) {
        self.mails += 1;
        let Some(mail) = mail else {
            self.elsewhere += 1;
            return;
        };
        // The organiser's own messages lie in the mailbox as well.
        if MessageId::parse(&mail.id).is_some() {
            self.elsewhere += 1;
            return;
        }
        match Writer::of(mail) {
            Writer::Person => self.of_person(place, mail),
            Writer::Program => {
                let sender = self.sender(mail);
                let is_ours = Belongs::of(mail) != Belongs::Nowhere;
                match sender.filter(|_| is_ours || self.was_written_to(sender)) {
                    Some(person) => drop(self.away.entry(person).or_insert(place)),
                    None => self.elsewhere += 1,
                }
            }
            Writer::Server { only_late: true, .. } => self.elsewhere += 1,
            Writer::Server { failed, .. } => self.of_server(&place, mail, &failed),
        }
    }

    fn of_server(&mut self, place: &Place, mail: &Mail<'_>, failed: &[String]) {
        let find = |addresses: &[String]| -> Vec<Person> {
            addresses.iter().filter_map(|address| self.by_address(address)).collect()
        };
        let mut people = find(failed);
        if people.is_empty() && failed.is_empty() {
            people = find(&mail.addresses());
        }
        let organiser = self.programme.settings.mailing.organiser.as_ref();
        let own = organiser.and_then(|organiser| self.by_address(&organiser.address));
        people.retain(|&person| Some(person) != own);
        if people.is_empty() {
            self.elsewhere += 1;
        }
        for person in people {
            self.bounced.entry(person).or_insert_with(|| place.clone());
        }
    }

    fn of_person(&mut self, place: Place, mail: &Mail<'_>) {
        let belongs = Belongs::of(mail);
        if belongs == Belongs::Nowhere {
            self.elsewhere += 1;
            return;
        }
        let round = |asked| match asked {
            Asked::Met(pair) => pair.round,
            Asked::In(round) => round,
        };
        if let (Belongs::To(token, _), Some(only)) = (&belongs, self.only)
            && round(token.asked) != only
        {
            self.elsewhere += 1;
            return;
        }
        let id = self.memory.key.mark(&["mail", &identity(mail), &mail.from.join(",")]);
        self.tally.rows += 1;
        if self.known.contains(&id) || !self.met.insert(id) {
            self.tally.unchanged += 1;
            return;
        }
        let (own, text) = own_words(mail);
        let sender = self.sender(mail);
        let asked =
            self.asked(&belongs, sender).map_err(|why| why.told(self, sender, &place, &text));
        match (asked, sender) {
            (Ok(asked), Some(person)) => {
                let said = self.said(mail, &own, asked, person);
                let time = mail.time.filter(|time| self.is_sound(time, asked));
                self.heard.push(Heard { place, person, asked, time, said, text, id });
            }
            (Err(finding), _) => self.tally.set_aside.push(finding),
            (Ok(_), None) => {}
        }
    }

    /// What they say; where the text and the HTML of one mail say different things, nothing.
    fn said(&self, mail: &Mail<'_>, own: &Own, asked: Asked, person: Person) -> Said {
        let welsh = self.language(person) != Language::English;
        let who = Asker { met: matches!(asked, Asked::Met(_)), welsh };
        let said = said::said(own, who);
        let other = mail.plain.as_ref().and(mail.html.as_ref());
        let other = other.map(|html| said::said(&Own::of(html), who));
        match (&said, other) {
            (Said::Certain(one, _), Some(Said::Certain(other, _))) if *one != other => {
                Said::Unclear(Vec::new(), None)
            }
            (Said::Certain(sure, _), Some(Said::Unclear(wishes, _))) if !wishes.is_empty() => {
                Said::Unclear(wishes, Some(*sure))
            }
            _ => said,
        }
    }

    /// In which language somebody is written to.
    fn language(&self, person: Person) -> Language {
        let roster = &self.programme.roster;
        let at = roster.further_columns().iter().position(|own| own.trim() == LANGUAGE);
        let own = at.and_then(|at| Language::from_word(roster.get(person).further.get(at)?));
        own.unwrap_or(self.programme.settings.mailing.language)
    }

    /// A reply is written after its round began, and not in the future.
    fn is_sound(&self, time: &Moment, asked: Asked) -> bool {
        let began = match asked {
            Asked::Met(pair) => self.programme.round(pair.round).map(|round| round.head.date),
            Asked::In(_) => None,
        };
        began.is_none_or(|began| began <= time.day) && time.day <= self.options.today
    }

    /// The one person from whom a mail is.
    fn sender(&self, mail: &Mail<'_>) -> Option<Person> {
        match &mail.from[..] {
            [one] => self.by_address(one),
            _ => None,
        }
    }

    /// The person with an address, or who had it when a sign-up sheet came in.
    fn by_address(&self, address: &str) -> Option<Person> {
        let roster = &self.programme.roster;
        if let Some(person) = self.people.directory.by_email(address) {
            // Folded, two addresses can be alike that are not one.
            let own = roster.get(person).email.trim().to_lowercase();
            return (own == address.trim().to_lowercase()).then_some(person);
        }
        let sheets = self.options.past.memory.sheets.iter();
        let mut found =
            sheets.filter(|sheet| sheet.shape.kind == SheetKind::Signup).flat_map(|sheet| {
                let mark = sheet.key.mark(&["email", address]);
                let has = move |cell: &&str, taken: &crate::domain::memory::Taken| {
                    taken.cell(cell).is_some_and(|cell| cell.mark == mark)
                };
                sheet.taken.iter().filter(move |taken| has(&"email", taken))
            });
        let first = found.next()?;
        let alone = found.all(|other| other.about == first.about);
        roster.by_id(first.about.as_str()).filter(|_| alone)
    }

    fn was_written_to(&self, person: Option<Person>) -> bool {
        let id = person.map(|person| self.programme.roster.get(person).id.as_str());
        id.is_some_and(|id| self.log.0.iter().any(|sent| sent.participant == id))
    }

    /// The question, if it is one that this sender was asked and that still stands.
    fn asked(&self, belongs: &Belongs, sender: Option<Person>) -> Result<Asked, Why> {
        let (token, parents) = match belongs {
            Belongs::To(token, parents) => (*token, parents),
            Belongs::Unclear => return Err(Why::SeveralQuestions),
            Belongs::Nowhere | Belongs::ToNoQuestion => return Err(Why::NoQuestion),
        };
        if !token.is_of(self.programme) {
            return Err(Why::TakenBack(token));
        }
        let Some(person) = sender else { return Err(Why::Stranger(token)) };
        match token.asked {
            Asked::Met(pair) => self.of_pair(pair, person, token, parents)?,
            Asked::In(round) if round != self.programme.next_number() => {
                return Err(Why::TooLate(round));
            }
            Asked::In(_) => {}
        }
        Ok(token.asked)
    }

    fn of_pair(
        &self,
        id: PairId,
        person: Person,
        token: Token,
        parents: &[MessageId],
    ) -> Result<(), Why> {
        let round = self.programme.round(id.round).ok_or(Why::TakenBack(token))?;
        let pair = round.pair_of(person).filter(|pair| pair.number() == id.number);
        let pair = pair.ok_or(Why::Stranger(token))?;
        // Two letters are few: where the same person was asked about another pair of this number,
        // only the name of the message tells which of both was answered.
        let now = About::pair(&self.programme.roster, round, pair);
        let own = &self.programme.roster.get(person).id;
        let asked = self.log.0.iter().filter(|sent| {
            let same = sent.kind == MessageKind::Question && sent.pair == Some(id);
            same && sent.participant == own.as_str()
        });
        let (current, other): (Vec<_>, Vec<_>) = asked.partition(|sent| sent.about == now);
        let named = || {
            parents.iter().any(|parent| {
                parent.is_to(own) && current.iter().any(|sent| sent.number == parent.number)
            })
        };
        if other.is_empty() || named() { Ok(()) } else { Err(Why::TakenBack(token)) }
    }

    /// What all of it comes to.
    pub fn finish(mut self) -> Result<Taken, Refused> {
        let heard = std::mem::take(&mut self.heard);
        let (rounds, roster) = settle::settle(&mut self, heard);
        self.tell_machines();
        let mails = words::count(self.mails, "mail");
        let replies = match self.tally.rows {
            1 => "1 reply".into(),
            more => format!("{} replies", words::number(more)),
        };
        let other = words::number(self.elsewhere);
        self.tally
            .assumed
            .push(format!("{mails}: {replies} to our messages, {other} about something else"));
        let place = |finding: &Finding| (finding.place.file.clone(), finding.place.line);
        self.tally.set_aside.sort_by_key(place);
        if self.options.strict && !self.tally.set_aside.is_empty() {
            return Err(Refused(self.tally.set_aside));
        }
        if self.tally.rows > 0 && self.tally.rows_set_aside() == self.tally.rows {
            let mut all = self.tally.noted.to_vec();
            all.append(&mut self.tally.set_aside);
            return Err(Refused(all));
        }
        self.tally.memory.push(self.memory);
        Ok(Taken { rounds, roster, tally: self.tally })
    }
}

/// Why a reply to a message of ours is no answer.
#[derive(Debug, Clone, Copy)]
enum Why {
    NoQuestion,
    SeveralQuestions,
    TakenBack(Token),
    TooLate(RoundNumber),
    Stranger(Token),
}

/// By what a mail is known again, in whatever mailbox it lies.
fn identity(mail: &Mail<'_>) -> String {
    if !mail.id.trim().is_empty() {
        return mail.id.trim().to_owned();
    }
    let time = mail.time.map_or_else(String::new, |time| time.utc.to_string());
    let text = mail.plain.as_ref().or(mail.html.as_ref()).map_or("", String::as_str);
    [&time, &mail.subject, &fold(text)].map(String::as_str).join("\n")
}

/// A person's own words and their beginning: of the text, or of the HTML where that has none.
fn own_words(mail: &Mail<'_>) -> (Own, String) {
    let texts = mail.plain.iter().chain(&mail.html);
    let mut all = texts.map(|text| Own::of(text)).filter(|own| !own.text.is_empty());
    let own = all.next().unwrap_or_default();
    let text = excerpt(&own.text.join(" "));
    (own, text)
}
