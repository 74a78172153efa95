//! A recipient becomes a message.

use chrono::NaiveDate;
use minijinja::Value;

use super::facts::{self, Facts, Shown};
use super::recipients::{Known, Place, Recipient, Told, recipients};
use super::texts::{Faulty, Texts};
use super::{Message, Post, dates};
use crate::domain::mailing::{Language, Mailbox};
use crate::domain::message::{Fate, MessageKind};
use crate::domain::message_id::{MessageId, atoms};
use crate::domain::schedule::next_day;
use crate::domain::token::{Letters, Token};
use crate::domain::{OptIn, Person, Programme, Round, RoundNumber, both};
use crate::text::words;

/// So many messages are composed in two threads; starting one costs more than composing a few.
const WORTH_A_THREAD: usize = 1_000;
/// Between the two languages of one message.
const BETWEEN: &str = "\n* * *\n\n";

/// Makes the messages of one kind about one round.
pub struct Composer<'p> {
    post: Post<'p>,
    texts: &'p Texts,
    kind: MessageKind,
    round: Option<&'p Round>,
    again: bool,
    told: Told<'p>,
    introductions: Told<'p>,
    /// The day of the next round: to find it means to look at everybody.
    next: NaiveDate,
}

impl<'p> Composer<'p> {
    /// `again` makes those anew that were made before.
    pub fn new(
        post: Post<'p>,
        texts: &'p Texts,
        kind: MessageKind,
        round: Option<&'p Round>,
        again: bool,
    ) -> Self {
        let number = round_of(post.programme, kind, round);
        Self {
            post,
            texts,
            kind,
            round,
            again,
            told: Told::of(post, kind, number),
            introductions: Told::of(post, MessageKind::Introduction, number),
            next: next_day(post.programme, post.today),
        }
    }

    /// The messages to everybody, or to those named, each to one person.
    pub fn messages(&self, named: &[Person]) -> Result<Vec<Message>, Faulty> {
        let all = recipients(self.post, self.kind, self.round, named);
        let composed = |some: &[Recipient<'p>]| {
            some.iter().map(|to| self.message(to)).collect::<Result<Vec<_>, _>>()
        };
        if all.len() < WORTH_A_THREAD {
            return composed(&all);
        }
        let (first, second) = all.split_at(all.len() / 2);
        let (first, second) = both(|| composed(first), || composed(second));
        let mut messages = first?;
        messages.extend(second?);
        Ok(messages)
    }

    /// The introductions to everybody, or to the pairs of those named, each to all of a pair.
    pub fn for_pairs(&self, named: &[Person]) -> Result<Vec<Message>, Faulty> {
        let mut messages: Vec<Message> = Vec::new();
        for to in recipients(self.post, self.kind, self.round, &[]) {
            let Place::Pair(round, pair) = to.place else {
                if named.is_empty() || named.contains(&to.person) {
                    messages.push(self.message(&to)?);
                }
                continue;
            };
            let is_named = named.is_empty() || named.iter().any(|&one| pair.contains(one));
            let is_first = pair.members().first() == Some(&to.person);
            let had_one = |person: &Person| self.known(&to, *person).before.is_some();
            let had = pair.members().iter().filter(|person| had_one(person)).count();
            if is_named && had > 0 && had < pair.members().len() {
                // One of them has had a message alone, and shall not get it a second time.
                messages.push(self.message(&to)?);
            } else if is_named && is_first {
                messages.push(self.for_pair(round, &to, pair.members())?);
            }
        }
        Ok(messages)
    }

    fn message(&self, to: &Recipient<'p>) -> Result<Message, Faulty> {
        let programme = self.post.programme;
        let known = self.known(to, to.person);
        let partners = facts::partners(to);
        let shown: Vec<Shown> =
            partners.iter().map(|&partner| Shown::of(programme, partner)).collect();
        let facts = Facts::of(programme, self.kind, to, &shown);
        let language = facts::language(programme, to.person);
        let (subject, text) = self.words(text_of(self.kind, to), language, |name, language| {
            self.value(name, to, &facts, &shown, known, language)
        })?;
        Ok(Message {
            kind: self.kind,
            round: round_of(programme, self.kind, self.round),
            pair: pair_id(to),
            to: vec![to.person],
            subject,
            text,
            id: self.id(to, self.kind, Some(to.person), known.number),
            in_reply_to: self.thread(to),
            token: self.token(to),
            reply_to: if self.kind == MessageKind::Introduction { partners } else { Vec::new() },
            number: known.number,
            about: to.about,
            date: known.before.map_or(self.post.today, |sent| sent.on),
            before: known.before.map(|sent| sent.fate),
            facts,
        })
    }

    fn for_pair(
        &self,
        round: &'p Round,
        to: &Recipient<'p>,
        members: &[Person],
    ) -> Result<Message, Faulty> {
        let programme = self.post.programme;
        let known: Vec<Known<'_>> = members.iter().map(|&person| self.known(to, person)).collect();
        let least = known.iter().copied().max_by_key(|known| known.number);
        let known_all = known.iter().all(|known| known.before.is_some());
        let least = least.unwrap_or(Known { number: 1, before: None, corrects: false });
        let known = Known { before: least.before.filter(|_| known_all), ..least };
        let shown: Vec<Shown> = members.iter().map(|&one| Shown::of(programme, one)).collect();
        let facts = Facts::of(programme, self.kind, to, &shown);
        let spoken: Vec<_> =
            members.iter().map(|&person| facts::language(programme, person)).collect();
        let language = match spoken.split_first() {
            Some((&first, rest)) if rest.iter().all(|&other| other == first) => first,
            _ => Language::Both,
        };
        let (subject, text) = self.words("introduction-pair", language, |name, language| {
            self.value(name, to, &facts, &shown, known, language)
        })?;
        Ok(Message {
            kind: self.kind,
            round: round.number(),
            pair: pair_id(to),
            to: members.to_vec(),
            subject,
            text,
            id: self.id(to, self.kind, None, known.number),
            in_reply_to: None,
            token: None,
            reply_to: members.to_vec(),
            number: known.number,
            about: to.about,
            date: known.before.map_or(self.post.today, |sent| sent.on),
            before: known.before.map(|sent| sent.fate),
            facts,
        })
    }

    fn known(&self, to: &Recipient<'_>, person: Person) -> Known<'p> {
        let id = self.post.programme.roster.get(person).id.as_str();
        self.told.known(id, to.about, self.again)
    }

    /// In one language, or in both with the Welsh first.
    fn words(
        &self,
        name: &str,
        language: Language,
        value: impl Fn(&str, Language) -> Value,
    ) -> Result<(String, String), Faulty> {
        let one = |language| self.texts.render(name, language, |name| value(name, language));
        match language {
            Language::Both => {
                let (subject, text) = one(Language::Welsh)?;
                let (english_subject, english) = one(Language::English)?;
                Ok((format!("{subject} / {english_subject}"), text + BETWEEN + &english))
            }
            language => one(language),
        }
    }

    fn token(&self, to: &Recipient<'_>) -> Option<Token> {
        match (self.kind, to.place) {
            (MessageKind::Question, Place::Pair(round, pair)) => {
                Some(Token::met(&self.post.programme.roster, round, pair))
            }
            (MessageKind::Invitation, _) => Some(Token::next_round(self.post.programme)),
            _ => None,
        }
    }

    /// `r06-017.P0042.introduction.1.kx@north.example`.
    fn id(
        &self,
        to: &Recipient<'_>,
        kind: MessageKind,
        person: Option<Person>,
        number: u32,
    ) -> String {
        let programme = self.post.programme;
        let round = round_of(programme, self.kind, self.round);
        let letters = match to.place {
            Place::Pair(round, pair) => Letters::of_pair(&programme.roster, round, pair),
            Place::SitsOut(round, _) | Place::NoLonger(round) => Letters::of(round),
            Place::ToCome => Letters::to_come(programme),
        };
        let person = person.map(|person| atoms(programme.roster.get(person).id.as_str()));
        let to_whom = person.unwrap_or_else(|| "pair".into());
        let id = MessageId { round, pair: pair_id(to), to: to_whom, kind, number, letters };
        format!("{id}@{}", sender_domain(programme))
    }

    /// The introduction that a reminder or a question belongs to.
    fn thread(&self, to: &Recipient<'_>) -> Option<String> {
        let follows = matches!(self.kind, MessageKind::Reminder | MessageKind::Question);
        if !follows || !matches!(to.place, Place::Pair(..)) {
            return None;
        }
        let id = self.post.programme.roster.get(to.person).id.as_str();
        let known = self.introductions.known(id, to.about, false);
        known.before.filter(|sent| sent.fate != Fate::Refused)?;
        Some(self.id(to, MessageKind::Introduction, Some(to.person), known.number))
    }

    /// What a name stands for in a text.
    fn value(
        &self,
        name: &str,
        to: &Recipient<'_>,
        facts: &Facts,
        shown: &[Shown],
        known: Known<'_>,
        language: Language,
    ) -> Value {
        let people = || shown.iter().map(person_value).collect();
        let joined = |part: fn(&Shown) -> &String| {
            words::list(&shown.iter().map(part).cloned().collect::<Vec<_>>()).into()
        };
        match name {
            "name" => facts.name.as_str().into(),
            "first_name" => facts.first_name.as_str().into(),
            "email" => facts.email.as_str().into(),
            "person" => self.post.programme.roster.get(to.person).id.as_str().into(),
            "partner_name" => facts.partner_name.as_str().into(),
            "partner_first_name" => facts.partner_first_name.as_str().into(),
            "partner_email" => facts.partner_email.as_str().into(),
            "partner_organisation" => facts.partner_organisation.as_str().into(),
            "partners" | "members" => people(),
            "everybody" => joined(|one| &one.name),
            "everybody_first_names" => joined(|one| &one.first_name),
            "writes_first" => (facts.writes_first == Some(true)).into(),
            "first_writer" => facts.first_writer.as_str().into(),
            "form_link" => facts.form_link.as_str().into(),
            "token" => self.token(to).map_or_else(String::new, |token| token.to_string()).into(),
            "correction" => known.corrects.into(),
            "closes" => facts::in_words(facts.closes, language).into(),
            name => self.of_round(name, to, language),
        }
    }

    /// The same of the round and the place in it.
    fn of_round(&self, name: &str, to: &Recipient<'_>, language: Language) -> Value {
        let programme = self.post.programme;
        let round = match to.place {
            Place::Pair(round, _) | Place::SitsOut(round, _) | Place::NoLonger(round) => {
                Some(round)
            }
            Place::ToCome => None,
        };
        let date = round.map(|round| round.head.date);
        let number = round_of(programme, self.kind, self.round);
        match name {
            "write_by" => {
                let write_by = round.map(|round| facts::write_by(programme, round));
                facts::in_words(write_by, language).into()
            }
            "round" => number.get().into(),
            "round_name" => format!("r{:02}", number.get()).into(),
            "pair" => pair_id(to).map_or_else(String::new, |pair| pair.to_string()).into(),
            "date" => facts::in_words(date, language).into(),
            "month" => date.map_or("", |date| dates::month(date, language)).into(),
            "why" => match to.place {
                Place::SitsOut(_, out) if !out.why.is_empty() => facts::line(&out.why).into(),
                _ => "the number of people was odd".into(),
            },
            name => self.of_programme(name, language),
        }
    }

    /// The same of the scheme.
    fn of_programme(&self, name: &str, language: Language) -> Value {
        let programme = self.post.programme;
        let organiser = programme.settings.mailing.organiser.as_ref();
        match name {
            "next_round" => programme.next_number().get().into(),
            "next_date" => dates::day(self.next, language).into(),
            "next_month" => dates::month(self.next, language).into(),
            "programme" => facts::line(&programme.settings.name).into(),
            "organiser" => organiser.map_or_else(String::new, ToString::to_string).into(),
            "organiser_name" => organiser.map_or("", |one| one.name.as_str()).into(),
            "organiser_email" => organiser.map_or("", |one| one.address.as_str()).into(),
            "organiser_contact" => contact(organiser, language).into(),
            "signature" => signature(programme, organiser).into(),
            "silence" => silence(programme.settings.opt_in, language).into(),
            _ => Value::UNDEFINED,
        }
    }
}

fn person_value(shown: &Shown) -> Value {
    let value = |text: &String| Value::from(text.clone());
    Value::from_pairs([
        ("name", value(&shown.name)),
        ("first_name", value(&shown.first_name)),
        ("email", value(&shown.email)),
        ("shown", value(&shown.cells)),
    ])
}

/// What saying nothing means.
fn silence(opt_in: OptIn, language: Language) -> &'static str {
    match (opt_in, language) {
        (OptIn::Assume, Language::Welsh) => "byddwn yn cymryd eich bod i mewn",
        (OptIn::Assume, _) => "we take it that you are in",
        (OptIn::Ask, Language::Welsh) => "byddwn yn cymryd eich bod allan y tro hwn",
        (OptIn::Ask, _) => "we take it that you are out this time",
    }
}

/// Where the organiser is reached, in a sentence.
fn contact(organiser: Option<&Mailbox>, language: Language) -> String {
    match (organiser, language) {
        (Some(organiser), _) => organiser.address.clone(),
        (None, Language::Welsh) => "y trefnydd".into(),
        (None, _) => "the organiser".into(),
    }
}

fn signature(programme: &Programme, organiser: Option<&Mailbox>) -> String {
    let name = facts::line(&programme.settings.name);
    match organiser.map(|organiser| organiser.name.as_str()) {
        Some(organiser) if !organiser.is_empty() => format!("{organiser}\n{name}"),
        _ => name,
    }
}

/// The text of a message.
fn text_of(kind: MessageKind, to: &Recipient<'_>) -> &'static str {
    match (kind, to.place) {
        (MessageKind::Introduction, Place::SitsOut(..)) => "sitting-out",
        (MessageKind::Introduction, Place::NoLonger(_)) => "no-longer",
        _ => kind.word(),
    }
}

fn pair_id(to: &Recipient<'_>) -> Option<crate::domain::PairId> {
    let Place::Pair(round, pair) = to.place else { return None };
    Some(pair.id(round.number()))
}

/// The round that messages of a kind are about: the next one for an invitation.
fn round_of(programme: &Programme, kind: MessageKind, round: Option<&Round>) -> RoundNumber {
    match round {
        Some(round) if kind != MessageKind::Invitation => round.number(),
        _ => programme.next_number(),
    }
}

/// The domain of Message-IDs: the organiser's, or one that nobody can have.
pub fn sender_domain(programme: &Programme) -> &str {
    let organiser = programme.settings.mailing.organiser.as_ref();
    organiser.map_or("unmentor.invalid", Mailbox::domain)
}
