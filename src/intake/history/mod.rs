//! Past pairings come in from the organiser's old sheet.

mod build;
mod rows;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::{Collection, Finding, FindingKind, Programme, Round, RoundNumber};

use super::columns::{Columns, missing};
use super::meaning::Meaning;
use super::people::People;
use super::values::number;
use super::vocabulary::read_table;
use super::{Options, Refused, Sheet, Tally};
use crate::domain::SheetKind as Kind;
use crate::sheets::Table;
use crate::sheets::{assumed, read_column};
use crate::text::dates::Clues;

use rows::PairRow;

/// Brings past rounds in: one row for each pair or trio, or for somebody who sat out.
///
/// People are known by id, address or unambiguous name. The numbers may begin anywhere and have
/// gaps. A round that is there already with the same pairs is left as it is; with other pairs it
/// refuses the sheet, as does anything else that is wrong: history is taken whole or not at all.
///
/// Returns the rounds that are new, numbers ascending. Those that have closed are marked as not
/// collected, since a history says nothing of answers; the mark goes when answers come in.
pub fn history(
    sheet: &Sheet,
    programme: &Programme,
    options: &Options,
) -> Result<(Vec<Round>, Tally), Refused> {
    let table = read_table(sheet, Kind::History, options).map_err(Refused)?;
    let columns = Columns::find(&table, Kind::History, options).map_err(Refused)?;
    require(&table, &columns)?;
    let mut tally = Tally { rows: table.rows().len(), ..Tally::default() };
    tally.noted.append(table.noted.clone());
    tally.headings.push(table.header.clone());

    let (dates, open) = read_dates(&table, &columns, options);
    let heading = |meaning| columns.heading(&table, meaning);
    tally.assumed.push(
        columns.assumed(&table, |_| "not used:")
            + &assumed(&dates.date, heading(Meaning::Date))
            + &assumed(&dates.closes, heading(Meaning::Closes)),
    );
    let people = People::new(&programme.roster);
    let past = Past { programme, options, columns, dates, people };
    let mut findings = open;
    let by_round = past.read_rows(&table, &mut findings)?;
    let rounds = past.build(&by_round, &mut findings, &mut tally);
    if !past.dates.date_is_open {
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

/// The rows of each round.
type ByRound<'t> = BTreeMap<RoundNumber, Vec<PairRow<'t>>>;

/// What rows of past pairings are read with.
struct Past<'s> {
    programme: &'s Programme,
    options: &'s Options,
    columns: Columns,
    dates: rows::RowDates,
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
        for (index, row) in table.rows().enumerate() {
            if self.options.reading.limits.is_enough(findings, || row.place()) {
                return Err(Refused(std::mem::take(findings)));
            }
            match rows::read(row, index, &self.columns, &self.dates, &self.people) {
                Ok(pair_row) => by_round.entry(pair_row.round).or_default().push(pair_row),
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
        let Self { programme, options, columns, dates, people } = self;
        let mut rounds = Vec::new();
        // A row that could not be read may hold the pair that would be missed below.
        let complete = findings.is_empty();
        for (&number, rows) in by_round {
            if options.reading.limits.is_enough(findings, || rows[0].row.place()) {
                break;
            }
            match build::build(number, rows, columns, people, options) {
                Err(found) => findings.extend(found),
                Ok(mut round) => match programme.round(number) {
                    None => {
                        tally.new += rows.len();
                        // Who asks for answers now may still get them as long as it is open.
                        if round.last_day(&programme.settings) < options.today {
                            round.head.answers = Collection::NotCollected;
                        }
                        rounds.push(round);
                    }
                    // By days that could not be read nothing differs.
                    Some(_) if dates.date_is_open => {}
                    Some(known) => match build::difference(known, &round, rows, complete, people) {
                        None => tally.unchanged += rows.len(),
                        Some(finding) => findings.push(finding),
                    },
                },
            }
        }
        rounds
    }
}

fn require(table: &Table, columns: &Columns) -> Result<(), Refused> {
    let needed = [Meaning::Round, Meaning::Date, Meaning::A, Meaning::B];
    let absent = needed.into_iter().filter(|&meaning| columns.get(meaning).is_none());
    let findings: Vec<_> = absent.map(|meaning| missing(table, meaning)).collect();
    if findings.is_empty() { Ok(()) } else { Err(Refused(findings)) }
}

/// The days of rounds are read so that they ascend with the numbers and none lies in the future;
/// with findings where their order is open.
fn read_dates(
    table: &Table,
    columns: &Columns,
    options: &Options,
) -> (rows::RowDates, Vec<Finding>) {
    let rounds: Vec<_> =
        table.rows().map(|row| number(columns.cell(row, Meaning::Round))).collect();
    let ascending = |days: &[NaiveDate]| {
        let mut pairs: Vec<_> = rounds.iter().zip(days).collect();
        pairs.sort_unstable();
        pairs
            .windows(2)
            .all(|two| two[0].1 <= two[1].1 && (two[0].0 != two[1].0 || two[0].1 == two[1].1))
    };
    let read = |meaning, order| {
        let cells = table.rows().map(|row| columns.cell(row, meaning));
        let plausible = |days: &[NaiveDate]| {
            // Only the last day of a round may lie ahead.
            ascending(days)
                && (meaning == Meaning::Closes || days.iter().all(|&d| d <= options.today))
        };
        read_column(cells, Clues { order, ..table.dates(&options.reading) }, plausible, |row| {
            columns.place_at(table, row, meaning)
        })
    };
    let (date, open) = read(Meaning::Date, options.reading.dates);
    // The last days follow the order of the first ones.
    let (closes, closes_open) = read(Meaning::Closes, options.reading.dates.or(date.order));
    let dates = rows::RowDates { date, closes, date_is_open: open.is_some() };
    (dates, open.into_iter().chain(closes_open).collect())
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
