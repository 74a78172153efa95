//! Past pairings come in from the organiser's old sheets.

mod build;
mod gone;
mod met;
mod rows;
mod schedule;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Collection, Finding, FindingKind, Programme, Roster, Round, RoundNumber};

use super::columns::{Columns, missing};
use super::meaning::Meaning;
use super::people::People;
use super::vocabulary::read_table;
use super::{Options, Refused, Sheet, Tally};
use crate::domain::SheetKind as Kind;
use crate::sheets::Table;
use crate::sheets::assumed;

use rows::PairRow;
use schedule::Schedule;
use shape::Shape;

#[cfg(test)]
pub use shape::TABLE;

/// Brings past rounds in: one row for each pair or trio, or for somebody who sat out.
///
/// People are known by id, address or unambiguous name. The numbers may begin anywhere and have
/// gaps; where there are none, rounds are counted by date. A round that is there already with the
/// same pairs is left as it is; with other pairs it refuses the sheet, as does anything else that
/// is wrong: history is taken whole or not at all.
///
/// Returns the rounds that are new, numbers ascending, with what became of the pairs where the
/// sheet says it. Those that have closed without a word of answers are marked as not collected; the
/// mark goes when answers come in.
pub fn history(
    sheet: &Sheet,
    programme: &Programme,
    options: &Options,
) -> Result<(Vec<Round>, Tally), Refused> {
    let table = read_table(sheet, Kind::History, options).map_err(Refused)?;
    let people = People::new(&programme.roster);
    let table = without_headings(table, &people);
    let mut columns = Columns::find(&table, Kind::History, options).map_err(Refused)?;
    let mut findings = Vec::new();
    let shape = Shape::of(&table, &mut columns, &people, options, &mut findings);
    require(&table, &columns)?;
    let (schedule, open) =
        Schedule::of(&table, &mut columns, programme, options).map_err(Refused)?;
    findings.extend(open);
    let mut tally = Tally { rows: table.rows().len(), ..Tally::default() };
    tally.noted.append(table.noted.clone());
    tally.headings.push(table.header.clone());
    let heading = |meaning| columns.heading(&table, meaning);
    let left_over = |column: usize| {
        if shape.left_over.contains(&column) { "sat out:" } else { "not used:" }
    };
    tally.assumed.push(
        columns.assumed(&table, left_over)
            + &assumed(&schedule.date, heading(Meaning::Date))
            + &assumed(&schedule.closes, heading(Meaning::Closes))
            + &schedule.assumed,
    );
    let past = Past { programme, options, columns, schedule, shape, people };
    let by_round = past.read_rows(&table, &mut findings)?;
    let rounds = past.build(&by_round, &mut findings, &mut tally);
    if !past.schedule.date_is_open {
        findings.extend(out_of_order(&rounds, programme, &by_round));
    }
    if !findings.is_empty() {
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        return Err(Refused(findings));
    }
    for round in rounds.iter().filter(|round| round.head.date > options.today) {
        let message = format!("round {} ({}) lies in the future", round.number(), round.head.date);
        let place = table.whole.clone();
        tally.noted.push(Finding::new(FindingKind::FutureRound, place, message));
    }
    Ok((rounds, tally))
}

/// Brings past rounds in from several sheets, as [`history`] does from one: all of them or none.
///
/// With `add_missing` people who are not in the roster come into it as having left; whoever is only
/// spelled otherwise than somebody of the roster is still asked about. Returns the roster where it
/// has changed.
pub fn histories(
    sheets: &[Sheet],
    programme: &Programme,
    options: &Options,
) -> Result<(Option<Roster>, Vec<Round>, Tally), Refused> {
    let mut programme = programme.clone();
    let before = programme.roster.len();
    if options.add_missing {
        programme.roster = gone::with_missing(sheets, &programme, options)?;
    }
    let (mut tally, mut rounds, mut refused) = (Tally::default(), Vec::new(), Vec::new());
    let first = schedule::first_round(sheets.iter().map(|sheet| sheet.name.as_str()));
    let options = Options { first_round: options.first_round.or(first), ..options.clone() };
    // Rounds that are counted by date follow those of the sheets before.
    let mut sheets: Vec<_> = sheets.iter().collect();
    sheets.sort_by_key(|sheet| schedule::order(&sheet.name));
    for sheet in sheets {
        match history(sheet, &programme, &options) {
            Err(Refused(findings)) => refused.extend(findings),
            Ok((new, taken)) => {
                tally.append(taken);
                programme.put_rounds(new.clone());
                rounds.extend(new);
            }
        }
    }
    if !refused.is_empty() {
        return Err(Refused(refused));
    }
    let roster = (programme.roster.len() > before).then_some(programme.roster);
    rounds.sort_by_key(Round::number);
    Ok((roster, rounds, tally))
}

/// A sheet of two or three columns in which the line of headings names people has no headings.
fn without_headings(table: Table, people: &People<'_>) -> Table {
    let width = table.header.len();
    let named = || table.header.iter().all(|cell| !people.meant(cell).is_empty());
    if (2..=3).contains(&width) && named() {
        return table.without_header(&["a", "b", "c"][..width]);
    }
    table
}

/// The rows of each round.
type ByRound<'t> = BTreeMap<RoundNumber, Vec<PairRow<'t>>>;

/// What rows of past pairings are read with.
struct Past<'s> {
    programme: &'s Programme,
    options: &'s Options,
    columns: Columns,
    schedule: Schedule,
    shape: Shape,
    people: People<'s>,
}

impl Past<'_> {
    /// Reads all rows; `Err` when there are too many problems to go on.
    fn read_rows<'t>(
        &self,
        table: &'t Table,
        findings: &mut Vec<Finding>,
    ) -> Result<ByRound<'t>, Refused> {
        let mut by_round = ByRound::new();
        let mut alone = BTreeSet::new();
        for (index, row) in table.rows().enumerate() {
            if self.options.reading.limits.is_enough(findings, || row.place()) {
                return Err(Refused(std::mem::take(findings)));
            }
            match rows::read(row, index, self) {
                Ok(pair_rows) => {
                    for pair_row in pair_rows {
                        // Whoever sat out may be named in each row of the round.
                        let out = pair_row.is_further.then(|| pair_row.people.first()).flatten();
                        let is_new = out.is_none_or(|&one| alone.insert((pair_row.round, one)));
                        if is_new {
                            by_round.entry(pair_row.round).or_default().push(pair_row);
                        }
                    }
                }
                Err(found) => findings.extend(found),
            }
        }
        Ok(by_round)
    }

    /// Makes rounds of rows; those that are there already are compared and left out.
    fn build(
        &self,
        by_round: &ByRound<'_>,
        findings: &mut Vec<Finding>,
        tally: &mut Tally,
    ) -> Vec<Round> {
        let Self { programme, options, columns, schedule, people, .. } = self;
        let mut rounds = Vec::new();
        // A row that could not be read may hold the pair that would be missed below.
        let complete = findings.is_empty();
        for (&number, rows) in by_round {
            if options.reading.limits.is_enough(findings, || rows[0].row.place()) {
                break;
            }
            let of_sheet = rows.iter().filter(|row| !row.is_further).count();
            match build::build(number, rows, columns, people, options) {
                Err(found) => findings.extend(found),
                Ok(mut round) => match programme.round(number) {
                    None => {
                        tally.new += of_sheet;
                        let answered = met::answer(&mut round, rows, columns, findings);
                        // Who asks for answers now may still get them as long as it is open.
                        if !answered && round.last_day(&programme.settings) < options.today {
                            round.head.answers = Collection::NotCollected;
                        }
                        rounds.push(round);
                    }
                    // By days that could not be read nothing differs.
                    Some(_) if schedule.date_is_open => {}
                    Some(known) => match build::difference(known, &round, rows, complete, people) {
                        None => {
                            tally.unchanged += of_sheet;
                            tally.noted.extend(met::unheard(known, rows, columns), |note| note);
                        }
                        Some(finding) => findings.push(finding),
                    },
                },
            }
        }
        rounds
    }
}

fn require(table: &Table, columns: &Columns) -> Result<(), Refused> {
    let needed = [Meaning::A, Meaning::B];
    let absent = needed.into_iter().filter(|&meaning| columns.get(meaning).is_none());
    let findings: Vec<_> = absent.map(|meaning| missing(table, meaning)).collect();
    if findings.is_empty() { Ok(()) } else { Err(Refused(findings)) }
}

/// Rounds of the sheet whose number and day do not ascend together, or not with the rounds that
/// are there.
fn out_of_order(new: &[Round], programme: &Programme, rows: &ByRound<'_>) -> Vec<Finding> {
    let mut all: Vec<_> =
        programme.rounds().iter().chain(new).map(|r| (r.number(), r.head.date)).collect();
    all.sort_unstable();
    let row = |number| rows.get(&number).and_then(|rows| rows.first()).map(|first| first.row);
    let is_new = |number| new.iter().any(|round| round.number() == number);
    let falling = all.windows(2).filter(|two| two[1].1 < two[0].1);
    let of_new = falling.filter_map(|two| {
        let ((earlier, first), (later, second)) = (two[0], two[1]);
        let wrong = [later, earlier].into_iter().find(|&number| is_new(number))?;
        let message = format!("round {later} ({second}) lies before round {earlier} ({first})");
        let row = row(wrong)?;
        let finding = Finding::new(FindingKind::RoundsOutOfOrder, row.place(), message);
        Some(finding.excerpt(row.excerpt()).hint("correct the day or the number of the round"))
    });
    of_new.collect()
}
