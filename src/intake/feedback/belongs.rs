//! Which round a row of a form is about: the one in which its two people were together.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::domain::{Couple, Finding, FindingKind, Person, Round, RoundNumber};
use crate::sheets::Row;
use crate::text::is_blank;

use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::Known;
use super::partners::{is_spelled_like, named_partners};

/// What a form without a column for the round tells of rounds.
pub struct Form {
    /// The rounds in which two people who are named in one row were together.
    pub together: HashMap<Couple, Vec<RoundNumber>>,
    /// The round of rows that do not show it themselves.
    pub guess: Option<RoundNumber>,
    /// All rows that show their round show the same.
    pub of_one: bool,
}

/// A row of which the round is asked.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The row.
    pub row: Row<'a>,
    /// The columns of its sheet.
    pub columns: &'a Columns,
    /// What is known.
    pub known: &'a Known<'a>,
    /// Who can be meant by the one who answers.
    pub people: &'a [Person],
    /// The round that the organiser named.
    pub only: Option<RoundNumber>,
    /// The day on which it was written.
    pub day: Option<NaiveDate>,
}

impl Form {
    /// The round of a row: that in which the people named were together; of several the last one
    /// that had begun when the row was written. The round that
    /// was named restricts it, and never forces it.
    pub fn round_of(&self, asked: Asked<'_>) -> Result<RoundNumber, Finding> {
        let Asked { row, columns, known, only, day, .. } = asked;
        let together = self.together(asked);
        let began = |number: &RoundNumber| known.programme.round(*number).map(|r| r.head.date);
        let by_day = day.and_then(|day| {
            together.iter().rev().find(|number| began(number).is_some_and(|date| date <= day))
        });
        let named = only.filter(|only| day.is_none() && together.contains(only));
        let belongs = named.or(by_day.copied()).or(together.last().copied());
        match (belongs, only) {
            (Some(round), Some(only)) if round != only => Err(Finding::new(
                FindingKind::OtherRound,
                columns.place(row, Meaning::Partner),
                format!("this row is about round {round}, and round {only} was asked for"),
            )
            .excerpt(row.excerpt())
            .hint("leave `--round` out to take all rounds of the sheet")),
            (Some(round), _) => Ok(round),
            (None, _) => self.guess_at(asked).ok_or_else(|| {
                let message = "the row does not show which round it is about";
                let place = columns.place(row, Meaning::Partner);
                Finding::new(FindingKind::OpenRound, place, message)
                    .excerpt(row.excerpt())
                    .hint("write the partner as the roster has the name")
            }),
        }
    }

    /// The round of a row that does not show it itself: that of the others, unless the day says
    /// otherwise.
    fn guess_at(&self, asked: Asked<'_>) -> Option<RoundNumber> {
        let Asked { row, columns, known, people, only, day } = asked;
        let names_nobody = is_blank(columns.cell(row, Meaning::Partner)) && !people.is_empty();
        if let Some(only) = only.filter(|_| names_nobody) {
            return Some(only);
        }
        let guess = only.or(self.guess)?;
        let Some(day) = day.filter(|_| !self.of_one) else { return Some(guess) };
        let mut begun = known.programme.rounds().iter().filter(|round| round.head.date <= day);
        begun.next_back().map(Round::number).filter(|&round| round == guess)
    }

    fn together(&self, asked: Asked<'_>) -> Vec<RoundNumber> {
        let Asked { row, columns, known, people, .. } = asked;
        let cell = columns.cell(row, Meaning::Partner);
        let named = named_partners(cell, &known.people);
        let mut rounds = BTreeSet::new();
        for &person in people {
            for &partner in named.iter().flatten() {
                let Some(couple) = Couple::new(person, partner) else { continue };
                match self.together.get(&couple) {
                    Some(known) => rounds.extend(known.iter().copied()),
                    // By an address that is no longer on the roster.
                    None => rounds.extend(known.rounds_of(person, partner)),
                }
            }
        }
        let nobody = named.iter().all(Vec::is_empty);
        if let [person] = people
            && nobody
            && !is_blank(cell)
        {
            let like = |round: &&Round| {
                let partners = known.seats.partners(round, *person);
                partners.iter().any(|&partner| is_spelled_like(cell, &known.roster_name(partner)))
            };
            let spelled = known.programme.rounds().iter().filter(like);
            rounds.extend(spelled.map(Round::number));
        }
        rounds.into_iter().collect()
    }
}
