//! Whose row it is, and of which round and pair.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::domain::text::{excerpt, quote};
use crate::domain::{Finding, PairId, Person, Round, RoundNumber, fold};

use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::people::People;
use super::super::table::{Row, is_blank};
use super::super::values::{line, number};
use super::Known;

/// Somebody in a pair of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    pub round: RoundNumber,
    pub person: Person,
}

/// Who was in which pair, for quick look-ups. A round is indexed when it is first asked for, since
/// a form speaks of one round out of many.
pub struct Seats<'p> {
    rounds: Vec<(&'p Round, OnceCell<HashMap<Person, usize>>)>,
}

impl<'p> Seats<'p> {
    /// Prepares for rounds with ascending numbers.
    pub fn new(rounds: &'p [Round]) -> Self {
        Self { rounds: rounds.iter().map(|round| (round, OnceCell::new())).collect() }
    }

    /// The position of somebody's pair in [`Round::pairs`].
    pub fn pair(&self, round: RoundNumber, person: Person) -> Option<usize> {
        let found = self.rounds.binary_search_by_key(&round, |(round, _)| round.number()).ok()?;
        let (round, index) = self.rounds.get(found)?;
        let positions = || {
            let pairs = round.pairs().iter().enumerate();
            pairs.flat_map(|(at, pair)| pair.members().iter().map(move |&p| (p, at))).collect()
        };
        index.get_or_init(positions).get(&person).copied()
    }

    /// The partners of somebody in a round; empty when they were in no pair.
    pub fn partners(&self, round: &Round, person: Person) -> Vec<Person> {
        let pair = self.pair(round.number(), person).and_then(|at| round.pairs().get(at));
        let members = pair.map_or(&[][..], |pair| pair.members());
        members.iter().copied().filter(|&other| other != person).collect()
    }
}

/// What is known of the round before a row is read.
#[derive(Clone, Copy)]
pub struct Ask {
    /// The round that the organiser named.
    pub only: Option<RoundNumber>,
    /// The round of a form's export.
    pub of_round: Option<RoundNumber>,
}

/// Finds the seat of a row, or says why there is none.
pub fn seat(
    row: Row<'_>,
    columns: &Columns,
    known: &Known<'_>,
    ask: Ask,
    noted: &mut Vec<Finding>,
) -> Result<Seat, Finding> {
    let (number, pair) = match ask.of_round {
        Some(number) => (number, None),
        None => round_and_pair(row, columns, ask.only)?,
    };
    let round = known.programme.round(number).ok_or_else(|| {
        let last = known.programme.latest().map_or(0, |round| round.number().get());
        Finding::new(
            "unknown-round",
            columns.place(row, Meaning::Round),
            format!("there is no round {number}"),
        )
        .excerpt(row.excerpt())
        .hint(format!("the latest round is {last}; see `unmentor rounds list`"))
    })?;
    let person = person(row, columns, known, round)?;
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
        return Err(Finding::new("other-pair", columns.place(row, Meaning::Pair), message)
            .excerpt(row.excerpt())
            .hint(format!("write {is}, or name the right person")));
    }
    check_partner(row, columns, known, seat, &partners, noted)?;
    Ok(seat)
}

fn round_and_pair(
    row: Row<'_>,
    columns: &Columns,
    only: Option<RoundNumber>,
) -> Result<(RoundNumber, Option<PairId>), Finding> {
    let (round_cell, pair_cell) =
        (columns.cell(row, Meaning::Round), columns.cell(row, Meaning::Pair));
    let bad = |meaning, message: String| {
        Finding::new("bad-round", columns.place(row, meaning), message)
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
            "other-round",
            columns.place(row, Meaning::Round),
            format!("this row is about round {round}, and round {only} was asked for"),
        )
        .excerpt(row.excerpt())
        .hint("leave `--round` out to take all rounds of the sheet")),
        None => Ok((round, pair)),
    }
}

/// The columns that can say who answers, the surest first.
const WHO: [Meaning; 3] = [Meaning::Participant, Meaning::Email, Meaning::Name];

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
        let place = columns.place(row, Meaning::Email);
        return Err(Finding::new("nobody-named", place, "the row does not say who answers")
            .excerpt(row.excerpt())
            .hint("write the id or the address"));
    };
    let place = columns.place(row, meaning);
    let in_round = |person: &Person| known.seats.pair(round.number(), *person).is_some();
    match known.people.meant(cell)[..] {
        [one] => Ok(one),
        [] => {
            let mut finding = known.people.unknown(cell, place);
            let expected = expected_by_name(row, columns, known)
                .or_else(|| expected_by_partner(row, columns, known, round));
            let ask = "ask who it is, then type `unmentor outcomes set PAIR ANSWER`";
            finding.hint = expected.or(finding.hint).or_else(|| Some(ask.into()));
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
    let meant = known.people.meant(columns.cell(row, Meaning::Name));
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
    (!all.is_empty())
        .then(|| format!("did you mean {}, put together with {partner}?", all.join(" or ")))
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
        .rounds
        .iter()
        .filter(|other| known.seats.pair(other.number(), person).is_some())
        .map(|other| other.number().to_string())
        .collect();
    let hint = match expected_by_partner(row, columns, known, round) {
        Some(hint) => hint,
        None if elsewhere.is_empty() => "they were never put together with anybody".into(),
        None => format!("they were in a pair in round {}", elsewhere.join(", ")),
    };
    let meaning = who(row, columns).map_or(Meaning::Email, |(meaning, _)| meaning);
    Finding::new("not-paired", columns.place(row, meaning), message)
        .excerpt(row.excerpt())
        .hint(hint)
}

/// Everybody who can be meant by each partner named in a cell: the cell as a whole if it is
/// somebody, else its parts between `&`, `and` and the like.
pub fn named_partners(cell: &str, people: &People<'_>) -> Vec<Vec<Person>> {
    if is_blank(cell) {
        return Vec::new();
    }
    let whole = people.meant(cell);
    if !whole.is_empty() {
        return vec![whole];
    }
    parts(cell).iter().map(|part| people.meant(part)).collect()
}

/// The partners named in a cell.
fn parts(cell: &str) -> Vec<String> {
    let mut text = fold(&line(&cell.replace(['\n', '\r'], " & ")));
    for (open, close) in [('(', ')'), ('[', ']')] {
        while let (Some(from), Some(to)) = (text.find(open), text.find(close)) {
            if to < from {
                break;
            }
            text.replace_range(from..=to, " ");
        }
    }
    for word in [" and ", " und ", " et ", " y ", " ac ", " a ", " with "] {
        text = text.replace(word, " & ");
    }
    let parts = text.split(['&', ',', ';', '/', '+']).map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Sets a row aside whose named partner is not the partner. A name that is only spelled a little
/// differently is taken and noted.
fn check_partner(
    row: Row<'_>,
    columns: &Columns,
    known: &Known<'_>,
    seat: Seat,
    partners: &[Person],
    noted: &mut Vec<Finding>,
) -> Result<(), Finding> {
    let cell = columns.cell(row, Meaning::Partner);
    let named = named_partners(cell, &known.people);
    let place = || columns.place(row, Meaning::Partner);
    let expected = || {
        let all: Vec<_> = partners.iter().map(|&partner| known.people.full(partner)).collect();
        all.join(" and ")
    };
    if named.iter().any(|meant| meant[..] == [seat.person]) {
        let message = format!("{} names themself as the partner", known.people.short(seat.person));
        return Err(Finding::new("own-partner", place(), message)
            .excerpt(row.excerpt())
            .hint(format!("in round {} the partner was {}", seat.round, expected())));
    }
    let fits = |meant: &[Person]| meant.iter().any(|person| partners.contains(person));
    if named.iter().all(|meant| fits(meant)) {
        return Ok(());
    }
    let true_names: Vec<String> = partners.iter().map(|&p| fold(&known.roster_name(p))).collect();
    // Each part that is nobody else's name may be a spelling of a partner's.
    let spelled = std::iter::once(fold(&line(cell))).chain(parts(cell)).collect::<Vec<_>>();
    let like = |part: &String| true_names.iter().any(|name| is_like(part, name));
    let strangers = named.iter().any(|meant| !meant.is_empty() && !fits(meant));
    if !strangers && (like(&spelled[0]) || spelled[1..].iter().all(like)) {
        let message = format!("{} is taken for {}", quote(cell), expected());
        noted.push(Finding::new("partner-spelled-otherwise", place(), message));
        return Ok(());
    }
    let message = format!(
        "{} was not put together with {} in round {}",
        known.people.short(seat.person),
        quote(cell),
        seat.round,
    );
    Err(Finding::new("other-partner", place(), message)
        .excerpt(excerpt(cell))
        .hint(format!("did you mean {}?", expected())))
}

/// Whether a text is a spelling of a name: its first name alone, some of its words, or a few
/// letters off.
fn is_like(text: &str, name: &str) -> bool {
    let words = |text: &str| text.split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
    let (said, full) = (words(text), words(name));
    let part = !text.is_empty() && said.iter().all(|word| full.contains(word));
    part || strsim::jaro_winkler(text, name) > 0.92
}
