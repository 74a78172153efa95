//! Whose row it is, and of which round and pair.

use chrono::NaiveDateTime;

use crate::domain::{Field, Finding, FindingKind, PairId, Person, Round, RoundNumber};
use crate::text::{excerpt, quote};

use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::people::unknown;
use super::super::values::{line, number};
use super::Known;
use super::belongs::{Asked, Form};
use super::partners::{check_partner, named_partners};
use super::seats::Seat;
use crate::sheets::Notes;
use crate::sheets::Row;
use crate::text::is_blank;

/// What is known of the round before a row is read.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// The round that the organiser named.
    pub only: Option<RoundNumber>,
    /// What a form's export tells of rounds.
    pub form: Option<&'a Form>,
    /// About whom rows with this address were before.
    pub before: Option<Person>,
    /// When the row was written.
    pub time: Option<NaiveDateTime>,
}

/// Finds the seat of a row, or says why there is none.
pub fn seat(
    row: Row<'_>,
    columns: &Columns,
    known: &Known<'_>,
    ask: Ask<'_>,
    noted: &mut Notes,
) -> Result<Seat, Finding> {
    let (number, pair) = match ask.form {
        Some(form) => (round_of_form(row, columns, known, ask, form)?, None),
        None => round_and_pair(row, columns, ask.only)?,
    };
    let round = known.programme.round(number).ok_or_else(|| {
        let last = known.programme.latest().map_or(0, |round| round.number().get());
        Finding::new(
            FindingKind::UnknownRound,
            columns.place(row, Meaning::Round),
            format!("there is no round {number}"),
        )
        .excerpt(row.excerpt())
        .hint(format!("the latest round is {last}; see `unmentor rounds list`"))
    })?;
    let person = match ask.before {
        Some(person) => person,
        None => person(row, columns, known, round)?,
    };
    let seat = Seat { round: number, person };
    let partners = known.seats.partners(round, person);
    if partners.is_empty() {
        return Err(not_paired(row, columns, known, round, person));
    }
    let own = known.seats.pair(number, person).and_then(|at| round.pairs().get(at));
    if let (Some(claimed), Some(own)) = (pair, own)
        && claimed.number != own.number()
    {
        let is = own.id(number);
        let message = format!("{} was not in {claimed} but in {is}", known.people.short(person));
        return Err(Finding::new(
            FindingKind::OtherPair,
            columns.place(row, Meaning::Pair),
            message,
        )
        .excerpt(row.excerpt())
        .hint(known.if_so(
            &format!("write {is}, or name the right person; is it about {is}?"),
            row,
            columns,
            seat,
        )));
    }
    check_partner(row, columns, known, seat, &partners, noted)?;
    Ok(seat)
}

/// The round of a row of a form; of a stranger it can only be said that nobody knows them.
fn round_of_form(
    row: Row<'_>,
    columns: &Columns,
    known: &Known<'_>,
    ask: Ask<'_>,
    form: &Form,
) -> Result<RoundNumber, Finding> {
    let who = who(row, columns);
    let people = match (ask.before, who) {
        (Some(person), _) => vec![person],
        (None, Some((_, cell))) => known.people.meant(cell),
        (None, None) => Vec::new(),
    };
    let (people, only, day) = (&people[..], ask.only, ask.time.map(|time| time.date()));
    let round = form.round_of(Asked { row, columns, known, people, only, day });
    match who.filter(|_| people.is_empty()) {
        Some((meaning, cell)) => round.map_err(|_| {
            let mut finding = unknown(cell, columns.place(row, meaning));
            finding.hint = finding
                .hint
                .or_else(|| expected_by_name(row, columns, known))
                .or_else(|| known.people.suggestion(cell));
            finding
        }),
        None => round,
    }
}

fn round_and_pair(
    row: Row<'_>,
    columns: &Columns,
    only: Option<RoundNumber>,
) -> Result<(RoundNumber, Option<PairId>), Finding> {
    let (round_cell, pair_cell) =
        (columns.cell(row, Meaning::Round), columns.cell(row, Meaning::Pair));
    let bad = |meaning, message: String| {
        Finding::new(FindingKind::BadRound, columns.place(row, meaning), message)
            .excerpt(row.excerpt())
            .hint("write the round as 5, or the pair as r05-017")
    };
    let written = number(round_cell).and_then(RoundNumber::new);
    if written.is_none() && !is_blank(round_cell) {
        let message = format!("{} is not the number of a round", quote(round_cell));
        return Err(bad(Meaning::Round, message));
    }
    let text = line(pair_cell);
    let pair = match (text.parse::<PairId>(), written.or(only)) {
        (Ok(id), _) => Some(id),
        (Err(_), _) if text.is_empty() => None,
        (Err(_), round) => match (number(&text).filter(|&n| n > 0), round) {
            (Some(number), Some(round)) => Some(PairId { round, number }),
            _ => {
                return Err(bad(
                    Meaning::Pair,
                    format!("{} is not the name of a pair", quote(&text)),
                ));
            }
        },
    };
    let round = match (written, pair) {
        (Some(round), Some(pair)) if pair.round != round => {
            return Err(bad(Meaning::Pair, format!("{pair} is not a pair of round {round}")));
        }
        (Some(round), _) => round,
        (None, Some(pair)) => pair.round,
        (None, None) => only.ok_or_else(|| bad(Meaning::Round, "the round is missing".into()))?,
    };
    match only.filter(|&only| only != round) {
        Some(only) => Err(Finding::new(
            FindingKind::OtherRound,
            columns.place(row, Meaning::Round),
            format!("this row is about round {round}, and round {only} was asked for"),
        )
        .excerpt(row.excerpt())
        .hint("leave `--round` out to take all rounds of the sheet")),
        None => Ok((round, pair)),
    }
}

/// The columns that can say who answers, the surest first.
const WHO: [Meaning; 3] =
    [Meaning::Participant, Meaning::Of(Field::Email), Meaning::Of(Field::Name)];

/// The cell that says who answers.
pub fn who<'t>(row: Row<'t>, columns: &Columns) -> Option<(Meaning, &'t str)> {
    let says = |cell: &str| !is_blank(cell) && !cell.trim().eq_ignore_ascii_case("anonymous");
    WHO.into_iter()
        .map(|meaning| (meaning, columns.cell(row, meaning)))
        .find(|(_, cell)| says(cell))
}

fn person(
    row: Row<'_>,
    columns: &Columns,
    known: &Known<'_>,
    round: &Round,
) -> Result<Person, Finding> {
    let Some((meaning, cell)) = who(row, columns) else {
        let place = columns.place(row, Meaning::Of(Field::Email));
        return Err(Finding::new(
            FindingKind::NobodyNamed,
            place,
            "the row does not say who answers",
        )
        .excerpt(row.excerpt())
        .hint("write the id or the address"));
    };
    let place = columns.place(row, meaning);
    let in_round = |person: &Person| known.seats.pair(round.number(), *person).is_some();
    match known.people.meant(cell)[..] {
        [one] => Ok(one),
        [] => {
            let mut finding = unknown(cell, place);
            let ask = "ask who it is, then type `unmentor outcomes set PAIR ANSWER`";
            finding.hint = finding
                .hint
                .or_else(|| expected_by_name(row, columns, known))
                .or_else(|| expected_by_partner(row, columns, known, round))
                .or_else(|| known.people.suggestion(cell))
                .or_else(|| Some(ask.into()));
            Err(finding)
        }
        // Of several with one name only one was in this round.
        ref several => match several.iter().copied().filter(in_round).collect::<Vec<_>>()[..] {
            [one] => Ok(one),
            _ => known.people.find(cell, place),
        },
    }
}

/// Who a stranger may be, going by the name beside the address.
fn expected_by_name(row: Row<'_>, columns: &Columns, known: &Known<'_>) -> Option<String> {
    let meant = known.people.meant(columns.cell(row, Meaning::Of(Field::Name)));
    let all: Vec<_> = meant.iter().take(3).map(|&person| known.people.full(person)).collect();
    (!all.is_empty()).then(|| format!("did you mean {}?", all.join(" or ")))
}

/// Who should have answered, going by the partner that a stranger names.
fn expected_by_partner(
    row: Row<'_>,
    columns: &Columns,
    known: &Known<'_>,
    round: &Round,
) -> Option<String> {
    let named = named_partners(columns.cell(row, Meaning::Partner), &known.people);
    let [one] = named.first()?[..] else { return None };
    let expected = known.seats.partners(round, one);
    let all: Vec<_> = expected.iter().map(|&person| known.people.full(person)).collect();
    let partner = excerpt(&known.roster_name(one));
    let hint = format!("did you mean {}, put together with {partner}?", all.join(" or "));
    match expected[..] {
        [] => None,
        [person] => {
            let seat = Seat { round: round.number(), person };
            let is_stranger =
                who(row, columns).is_none_or(|(_, who)| known.people.meant(who).is_empty());
            // Somebody known has not answered in the place of somebody else.
            Some(if is_stranger { known.if_so(&hint, row, columns, seat) } else { hint })
        }
        _ => Some(hint),
    }
}

impl Known<'_> {
    /// A person's name.
    pub fn roster_name(&self, person: Person) -> String {
        self.people.roster.get(person).name.clone()
    }
}

fn not_paired(
    row: Row<'_>,
    columns: &Columns,
    known: &Known<'_>,
    round: &Round,
    person: Person,
) -> Finding {
    let sat_out = round.sitting_out().iter().any(|out| out.person == person);
    let why = if sat_out { "sat out in" } else { "was in no pair of" };
    let number = round.number();
    let message = format!("{} {why} round {number}", known.people.short(person));
    let elsewhere: Vec<String> = known
        .programme
        .rounds()
        .iter()
        .filter(|other| known.seats.pair(other.number(), person).is_some())
        .map(|other| other.number().to_string())
        .collect();
    let hint = match expected_by_partner(row, columns, known, round) {
        Some(hint) => hint,
        None if elsewhere.is_empty() => "they were never put together with anybody".into(),
        None => format!("they were in a pair in round {}", elsewhere.join(", ")),
    };
    let meaning = who(row, columns).map_or(Meaning::Of(Field::Email), |(meaning, _)| meaning);
    Finding::new(FindingKind::NotPaired, columns.place(row, meaning), message)
        .excerpt(row.excerpt())
        .hint(hint)
}
