//! `rounds/NN/outcomes.csv`: what everybody in a pair said; the only source of outcomes.

use crate::domain::{
    Answer, Finding, FindingKind, OutcomeColumn, PairId, Person, Place, Reason, Response, Roster,
    Round, RoundNumber,
};
use crate::text::csv::Rows;
use crate::text::undefuse;

use super::called::Names;
use super::notes::Notes;
use super::resaved::Shape;
use super::seen::unknown_id;
use super::table::Table;

/// The file, with its columns.
type Columns<'t> = Table<'t, { OutcomeColumn::ALL.len() }>;

/// Names are for people; whoever takes their columns out loses nothing.
const NEEDED: [OutcomeColumn; 8] = [
    OutcomeColumn::Pair,
    OutcomeColumn::Participant,
    OutcomeColumn::Answer,
    OutcomeColumn::AnsweredOn,
    OutcomeColumn::Reason,
    OutcomeColumn::ReasonText,
    OutcomeColumn::Rating,
    OutcomeColumn::Comment,
];

/// What stands in the file, for those who have to understand what another program has saved.
pub const SHAPE: Shape = Shape {
    key: "participant",
    needed: &["pair", "participant"],
    days: &["answered_on"],
    numbers: &["rating"],
    yes_or_no: &["answer"],
};

/// Reads the answers into a round whose pairs are known.
pub fn read(file: &str, text: &str, round: &mut Round, names: &Names<'_>, notes: &mut Notes) {
    let needed = NEEDED.map(OutcomeColumn::position);
    let Some(mut table): Option<Columns<'_>> =
        Table::open(file, text, OutcomeColumn::WORDS, &needed, notes)
    else {
        return;
    };
    table.refuse_further_columns(notes);
    let mut rows = Expected::of(round);
    let number = round.number();
    round.edit_responses(|responses| {
        while table.advance(notes) {
            read_row(&table, number, responses, &mut rows, names, notes);
        }
        notes.blinded |= notes.gaps;
        rows.note_missing(file, responses, names.roster, notes);
    });
}

/// Reads one row into its place.
fn read_row(
    table: &Columns<'_>,
    round: RoundNumber,
    responses: &mut [Response],
    rows: &mut Expected,
    names: &Names<'_>,
    notes: &mut Notes,
) {
    let id = table.cell(OutcomeColumn::Participant);
    let person = names.roster.by_id(id);
    let Some(index) = person.and_then(|person| rows.find(person, responses)) else {
        let place = table.place(OutcomeColumn::Participant);
        notes.unfitting(if person.is_none() {
            unknown_id(id, place)
        } else {
            not_in_round(table, round, id, rows, place)
        });
        return;
    };
    let pair = PairId { round, number: rows.pairs[index] };
    if table.cell(OutcomeColumn::Pair).parse() != Ok(pair) {
        let message =
            format!("`{id}` is in `{pair}`, not in `{}`", table.cell(OutcomeColumn::Pair));
        let finding =
            Finding::new(FindingKind::WrongPair, table.place(OutcomeColumn::Pair), message);
        notes.lost(finding.hint(format!("write {pair}")).excerpt(table.cell(OutcomeColumn::Pair)));
    }
    if rows.lines[index] > 0 {
        let message = format!("`{id}` has a row already, line {}", rows.lines[index]);
        let finding =
            Finding::new(FindingKind::RowTwice, table.place(OutcomeColumn::Participant), message);
        notes.lost(finding.hint("delete one of the two rows").excerpt(id));
        return;
    }
    rows.lines[index] = table.line();
    note_name(table, round, responses[index].person, names, notes);
    responses[index] = response(table, responses[index].person, notes);
}

/// Somebody who is in no pair: perhaps the row is one too many, perhaps their pair was lost.
fn not_in_round(
    table: &Columns<'_>,
    round: RoundNumber,
    id: &str,
    rows: &Expected,
    place: Place,
) -> Finding {
    let message = format!("`{id}` is in no pair of this round");
    let pair = table.cell(OutcomeColumn::Pair).parse::<PairId>().ok();
    let lost = pair.filter(|pair| pair.round == round && !rows.pairs.contains(&pair.number));
    let finding = Finding::new(FindingKind::NotInRound, place, message).excerpt(id);
    match lost {
        Some(pair) => finding.hint(format!("bring the row of {pair} back into pairings.csv")),
        None => finding.hint("delete the row"),
    }
}

/// Notes a name of somebody who was forgotten, and the lack of one: the names themselves are those
/// of the pairs.
fn note_name(
    table: &Columns<'_>,
    round: RoundNumber,
    person: Person,
    names: &Names<'_>,
    notes: &mut Notes,
) {
    let name = table.cell(OutcomeColumn::Name);
    let differs = name.is_empty() == names.has_any(person);
    if differs && table.positions()[OutcomeColumn::Name.position()].is_some() {
        let place = || table.place(OutcomeColumn::Name);
        names.note(round, person, name, place, notes);
    }
}

/// The rows that a file should have, in their usual order.
struct Expected {
    /// The pair of each.
    pairs: Vec<u32>,
    /// The line on which each was found, or 0.
    lines: Vec<u64>,
    /// Which row is probably next.
    next: usize,
    /// Where everybody stands, once a row is not where it usually is.
    sorted: Vec<(Person, usize)>,
}

impl Expected {
    fn of(round: &Round) -> Self {
        let pairs = round.pairs().iter();
        let pairs = pairs.flat_map(|pair| pair.members().iter().map(|_| pair.number())).collect();
        let lines = vec![0; round.responses().len()];
        Self { pairs, lines, next: 0, sorted: Vec::new() }
    }

    fn find(&mut self, person: Person, responses: &[Response]) -> Option<usize> {
        let index = if responses.get(self.next).is_some_and(|r| r.person == person) {
            self.next
        } else {
            if self.sorted.is_empty() {
                let people = responses.iter().map(|r| r.person);
                self.sorted = people.zip(0..).collect();
                self.sorted.sort_unstable();
            }
            let found = self.sorted.binary_search_by_key(&person, |&(person, _)| person).ok()?;
            self.sorted[found].1
        };
        self.next = index + 1;
        Some(index)
    }

    /// Says whose rows were not found.
    fn note_missing(&self, file: &str, responses: &[Response], roster: &Roster, notes: &mut Notes) {
        let Some(first) = self.lines.iter().position(|&line| line == 0) else { return };
        let missing = self.lines.iter().filter(|&&line| line == 0).count();
        let id = &roster.get(responses[first].person).id;
        let message = match missing {
            1 => format!("there is no row for `{id}`"),
            _ => format!("there is no row for `{id}` and {} others", missing - 1),
        };
        let finding = Finding::new(FindingKind::MissingRow, Place::file(file), message);
        notes.unfitting(
            finding.hint("bring the rows back; somebody who said nothing has empty cells"),
        );
    }
}

fn response(table: &Columns<'_>, person: Person, notes: &mut Notes) -> Response {
    let mut response = Response::silent(person);
    let answer = table.cell(OutcomeColumn::Answer);
    if !answer.is_empty() {
        response.answer =
            Answer::from_word(answer).or_else(|| Answer::from_word(&answer.to_ascii_lowercase()));
        if response.answer.is_none() {
            let allowed = "`yes`, `no` or `not yet`, or nothing";
            notes.bad_value(
                FindingKind::Answer,
                table.place(OutcomeColumn::Answer),
                answer,
                allowed,
            );
        }
    }
    let day = || table.place(OutcomeColumn::AnsweredOn);
    response.answered_on = notes.date(table.cell(OutcomeColumn::AnsweredOn), day);
    let reason = table.cell(OutcomeColumn::Reason);
    if !reason.is_empty() {
        response.reason =
            Reason::from_code(reason).or_else(|| Reason::from_code(&reason.to_ascii_lowercase()));
        if response.reason.is_none() {
            let codes = Reason::ALL.map(Reason::code).join(", ");
            notes.bad_value(
                FindingKind::Reason,
                table.place(OutcomeColumn::Reason),
                reason,
                &format!("one of {codes}"),
            );
        }
    }
    let rating = table.cell(OutcomeColumn::Rating);
    if !rating.is_empty() {
        response.rating = rating.parse().ok().filter(|rating| (1..=5).contains(rating));
        if response.rating.is_none() {
            notes.bad_value(
                FindingKind::Rating,
                table.place(OutcomeColumn::Rating),
                rating,
                "a number from 1 to 5",
            );
        }
    }
    let (reason_text, comment) =
        (table.raw_cell(OutcomeColumn::ReasonText), table.raw_cell(OutcomeColumn::Comment));
    if !(reason_text.is_empty() && comment.is_empty()) {
        response.set_words(undefuse(reason_text), undefuse(comment));
    }
    response
}

/// The file of a round: one row per person in a pair, in the order of the pairs.
pub fn write(roster: &Roster, round: &Round) -> Vec<u8> {
    let mut rows = Rows::in_memory(&OutcomeColumn::WORDS);
    for (pair, said) in round.answered_pairs() {
        for response in said {
            let participant = roster.get(response.person);
            rows.shown(Some(pair.id(round.number())));
            rows.cell(participant.id.as_str());
            rows.cell(&participant.name);
            let others = pair.members().iter().filter(|&&person| person != response.person);
            let partner = others.map(|&person| roster.get(person).name.as_str());
            let partner: Vec<_> = partner.filter(|name| !name.is_empty()).collect();
            rows.cell(&partner.join(" & "));
            rows.raw(response.answer.map(Answer::word).unwrap_or_default());
            rows.shown(response.answered_on);
            rows.raw(response.reason.map(Reason::code).unwrap_or_default());
            rows.cell(response.reason_text());
            rows.shown(response.rating);
            rows.cell(response.comment());
            rows.end_row();
        }
    }
    rows.into_bytes()
}
