//! Several replies of one person become one answer, and that goes into what was known before.
//!
//! A reply that was taken in once counts no more. Of several of one person the latest counts, if all
//! that is known leaves no doubt which that is; an answer that a hand recorded on the same day or
//! later stands.

use std::collections::BTreeMap;

use crate::domain::memory::{Taken, TakenCell};
use crate::domain::token::Asked;
use crate::domain::{
    Answer, AnswerRule, Finding, FindingKind, NextTime, Person, Place, Response, Roster, Round,
    RoundNumber,
};
use crate::intake::feedback::combine;
use crate::intake::reasons;
use crate::intake::values::lines;

use super::said::{Said, Sure};
use super::{Heard, Replies};

/// The most that is kept of what somebody adds to an answer.
const KEPT: usize = 4_000;

/// What the replies change.
struct Changes {
    rounds: BTreeMap<RoundNumber, Round>,
    roster: Option<Roster>,
}

/// Puts replies into rounds and roster.
pub fn settle(replies: &mut Replies<'_>, heard: Vec<Heard>) -> (Vec<Round>, Option<Roster>) {
    let mut changes = Changes { rounds: BTreeMap::new(), roster: None };
    let mut by_question: BTreeMap<(Person, Option<u32>, RoundNumber), Vec<Heard>> = BTreeMap::new();
    let mut latest = None;
    for one in heard {
        latest = latest.max(one.time.map(|time| time.utc));
        let question = match one.asked {
            Asked::Met(pair) => (one.person, Some(pair.number), pair.round),
            Asked::In(round) => (one.person, None, round),
        };
        by_question.entry(question).or_default().push(one);
    }
    for of_one in by_question.into_values() {
        replies.one_question(of_one, &mut changes);
    }
    replies.memory.latest = replies.memory.latest.max(latest);
    replies.memory.rows = replies.memory.rows.max(replies.mails);
    for round in changes.rounds.values() {
        replies.note_disagreements(round);
    }
    (changes.rounds.into_values().collect(), changes.roster)
}

impl Replies<'_> {
    /// All new replies of one person to one question.
    fn one_question(&mut self, mut all: Vec<Heard>, changes: &mut Changes) {
        all.sort_by_key(|one| one.time.map(|time| time.utc));
        let certain = |one: &Heard| matches!(one.said, Said::Certain(..));
        let newest = all.iter().rposition(certain);
        let is_open = is_open(&all, newest);
        // The last word first: what is remembered of the others must not stand in its way.
        for (at, one) in all.into_iter().enumerate().rev() {
            if !certain(&one) {
                self.unsure(&one);
            } else if is_open {
                let why = ", and something else that may be later";
                let finding = self.not_done(&one, FindingKind::ReplyOrder, why);
                self.tally.set_aside.push(finding);
            } else if Some(at) == newest {
                self.answer(&one, changes);
            } else {
                self.tally.unchanged += 1;
                self.remember(&one);
            }
        }
    }

    /// A reply that says nothing certain: told, unless a hand has recorded something since.
    fn unsure(&mut self, heard: &Heard) {
        let (wishes, day) =
            (matches!(&heard.said, Said::Unclear(wishes, _) if !wishes.is_empty()), heard.time);
        if !wishes
            && let (Some(before), Some(time)) = (self.before(heard), day)
            && before.answer.is_some()
            && before.answered_on.is_some_and(|on| on > time.day)
        {
            self.tally.unchanged += 1;
            return;
        }
        let finding = self.unclear(heard);
        self.tally.set_aside.push(finding);
    }

    fn before(&self, heard: &Heard) -> Option<&Response> {
        let Asked::Met(pair) = heard.asked else { return None };
        let round = self.programme.round(pair.round)?;
        round.responses().iter().find(|response| response.person == heard.person)
    }

    fn answer(&mut self, heard: &Heard, changes: &mut Changes) {
        let Said::Certain(sure, told) = &heard.said else { return };
        let outcome = match (heard.asked, sure) {
            (Asked::Met(pair), Sure::Met(answer)) => {
                let said = response(heard, *answer, told);
                self.met(heard, &said, pair.round, changes)
            }
            (Asked::In(round), Sure::In(is_in)) => self.next(heard, round, *is_in, changes),
            _ => return,
        };
        match outcome {
            Outcome::New => self.tally.new += 1,
            Outcome::Changed => self.tally.changed += 1,
            Outcome::Unchanged => self.tally.unchanged += 1,
            Outcome::Open(finding) => {
                self.tally.set_aside.push(finding);
                return;
            }
        }
        self.remember(heard);
    }

    fn met(
        &mut self,
        heard: &Heard,
        said: &Response,
        number: RoundNumber,
        changes: &mut Changes,
    ) -> Outcome {
        let Some(before) = self.before(heard).cloned() else { return Outcome::Unchanged };
        let differs = before.answer.is_some() && before.answer != said.answer;
        if differs {
            match self.order(heard, &before) {
                Order::Later => {}
                Order::Earlier => {
                    let why = ", before what is recorded, which stays";
                    let finding = self.not_done(heard, FindingKind::OlderAnswer, why);
                    self.tally.noted.push(finding);
                    return Outcome::Unchanged;
                }
                Order::Open(why) => {
                    return Outcome::Open(self.not_done(heard, FindingKind::ReplyOrder, &why));
                }
            }
        }
        let after = if before.answer.is_some() && !differs && before.answered_on > said.answered_on
        {
            // The same, said before: what was added later stays as it is.
            combine(said, &before)
        } else {
            combine(&before, said)
        };
        if after == before {
            return Outcome::Unchanged;
        }
        let round = changes.rounds.get(&number).or_else(|| self.programme.round(number));
        let Some(mut round) = round.cloned() else { return Outcome::Unchanged };
        if round.respond(after).is_err() {
            return Outcome::Unchanged;
        }
        changes.rounds.insert(number, round);
        if before.answer.is_some() { Outcome::Changed } else { Outcome::New }
    }

    /// Whether a reply is later than the other answer that is recorded.
    fn order(&self, heard: &Heard, before: &Response) -> Order {
        let word = before.answer.map_or("nothing", Answer::word);
        let open = |why: &str| Order::Open(format!(", and `{word}` is recorded{why}"));
        if self.options.past.memory.lost {
            return open("; what was read before is not remembered");
        }
        let Some(time) = heard.time else { return open("; the reply has no sound date") };
        let Some(on) = before.answered_on else { return open(" without a day") };
        match time.day.cmp(&on) {
            std::cmp::Ordering::Less => Order::Earlier,
            std::cmp::Ordering::Greater => Order::Later,
            std::cmp::Ordering::Equal if self.is_by_reply(heard, "answer", word) => {
                let is_later = self.memory.latest.is_some_and(|latest| latest < time.utc);
                if is_later { Order::Later } else { open(" on the same day") }
            }
            std::cmp::Ordering::Equal => open(" on the same day"),
        }
    }

    /// Whether what is recorded came in by a reply.
    fn is_by_reply(&self, heard: &Heard, column: &str, value: &str) -> bool {
        let mark = self.memory.key.mark(&[column, value]);
        let id = &self.programme.roster.get(heard.person).id;
        let round = match heard.asked {
            Asked::Met(pair) => pair.round,
            Asked::In(round) => round,
        };
        let mut of_them = self.memory.taken.iter().rev();
        let last = of_them.find(|taken| {
            taken.about == *id && taken.round == Some(round) && taken.cell(column).is_some()
        });
        last.and_then(|taken| taken.cell(column)).is_some_and(|cell| cell.mark == mark)
    }

    fn next(
        &mut self,
        heard: &Heard,
        round: RoundNumber,
        is_in: bool,
        changes: &mut Changes,
    ) -> Outcome {
        let said = NextTime { round, is_in };
        let before =
            self.programme.roster.get(heard.person).next.filter(|next| next.round == round);
        if before == Some(said) {
            return Outcome::Unchanged;
        }
        if let Some(before) = before {
            let later =
                heard.time.zip(self.memory.latest).is_some_and(|(time, latest)| latest < time.utc);
            if !later || !self.is_by_reply(heard, "next", &before.to_string()) {
                let why = format!(", and `{before}` is recorded; nobody knows which is later");
                return Outcome::Open(self.not_done(heard, FindingKind::ReplyOrder, &why));
            }
        }
        let roster = changes.roster.get_or_insert_with(|| self.programme.roster.clone());
        roster.edit(heard.person, |participant| participant.next = Some(said));
        if before.is_some() { Outcome::Changed } else { Outcome::New }
    }

    /// Remembers a reply that counts no more.
    fn remember(&mut self, heard: &Heard) {
        let Said::Certain(sure, _) = &heard.said else { return };
        let (round, column, value) = match heard.asked {
            Asked::Met(pair) => (pair.round, "answer", sure.word().to_owned()),
            Asked::In(round) => (round, "next", format!("{round} {}", sure.word())),
        };
        let mark = self.memory.key.mark(&[column, &value]);
        self.memory.taken.push(Taken {
            about: self.programme.roster.get(heard.person).id.clone(),
            round: Some(round),
            marks: vec![heard.id],
            cells: vec![TakenCell { column: column.into(), mark, open: false }],
        });
    }

    fn note_disagreements(&mut self, round: &Round) {
        let before = self.programme.round(round.number());
        for (pair, said) in round.answered_pairs() {
            let was = before.and_then(|before| {
                before.answered_pairs().find(|(old, _)| old.number() == pair.number())
            });
            if AnswerRule::disagree(said)
                && !was.is_some_and(|(_, said)| AnswerRule::disagree(said))
            {
                let id = pair.id(round.number());
                let message = format!("{id}: one of them said yes and another no");
                let place = Place::file(format!("rounds/{:02}/outcomes.csv", round.number().get()));
                self.tally.noted.push(Finding::new(FindingKind::Disagreement, place, message));
            }
        }
    }
}

/// Whether nobody knows which of several replies is the last word; `newest` is the latest certain
/// one. What comes behind it and is not understood may take it back.
fn is_open(all: &[Heard], newest: Option<usize>) -> bool {
    let Some(newest) = newest else { return false };
    let sure = |one: &Heard| match one.said {
        Said::Certain(sure, _) => Some(sure),
        _ => None,
    };
    let certain: Vec<_> = all.iter().filter(|one| sure(one).is_some()).collect();
    let differ = certain.windows(2).any(|two| sure(two[0]) != sure(two[1]));
    let in_order = certain.windows(2).all(|two| two[0].time != two[1].time);
    let dated = all.iter().all(|one| one.time.is_some());
    let unsure = |one: &Heard| sure(one).is_none() && one.said != Said::Nothing;
    let behind = if dated { newest + 1 } else { 0 };
    let doubted = all.iter().skip(behind).any(unsure);
    doubted || (differ && !(dated && in_order))
}

enum Outcome {
    New,
    Changed,
    Unchanged,
    Open(Finding),
}

enum Order {
    Later,
    Earlier,
    Open(String),
}

/// What a reply says, as rounds have it.
fn response(heard: &Heard, answer: Answer, told: &str) -> Response {
    let mut response = Response::silent(heard.person);
    response.answer = Some(answer);
    response.answered_on = heard.time.map(|time| time.day);
    let told: String = lines(told).chars().take(KEPT).collect();
    if answer == Answer::No {
        response.reason = reasons::reason(&told);
        response.set_words(&told, "");
    } else {
        response.set_words("", &told);
    }
    response
}
