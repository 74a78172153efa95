//! Words for how often somebody wants to take part.
//!
//! A cell is compared as a whole with a table of phrases, as answers are; what is not in it is not
//! guessed. A rhythm counts rounds, so months become rounds by the programme's interval.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::Rhythm;

use super::values::number;
use crate::text::is_blank;
use crate::text::words;

/// Phrases that count rounds, each line with how many.
const ROUNDS: [(u32, &str); 3] = [
    (
        1,
        "every round|each round|every 1 round|every time|each time|always\
         |chaque tour|tous les tours|a chaque tour|jede runde|jedes mal|cada ronda\
         |todas las rondas|bob rownd|bob tro",
    ),
    (
        2,
        "every second round|every other round|every two rounds|every 2 rounds|every 2nd round\
         |alternate rounds|every second time|every other time\
         |un tour sur deux|tous les deux tours|tous les 2 tours|jede zweite runde|jede 2 runde\
         |alle zwei runden|alle 2 runden|jedes zweite mal|cada dos rondas|cada 2 rondas\
         |una ronda si y otra no|bob yn ail rownd|bob ail rownd|bob dwy rownd|bob 2 rownd",
    ),
    (
        3,
        "every third round|every three rounds|every 3 rounds|every 3rd round|every third time\
         |un tour sur trois|tous les trois tours|tous les 3 tours|jede dritte runde|jede 3 runde\
         |alle drei runden|alle 3 runden|jedes dritte mal|cada tres rondas|cada 3 rondas\
         |bob trydedd rownd|bob tair rownd|bob 3 rownd",
    ),
];

/// Phrases that count months. Words that some take for twice a month, such as `bimonthly`, are
/// left out.
const MONTHS: [(u32, &str); 4] = [
    (
        1,
        "every month|each month|monthly|once a month|once every month|every 1 month\
         |chaque mois|tous les mois|mensuel|mensuellement|une fois par mois\
         |jeden monat|monatlich|einmal im monat|einmal pro monat\
         |cada mes|todos los meses|mensual|mensualmente|una vez al mes\
         |bob mis|misol|yn fisol|unwaith y mis",
    ),
    (
        2,
        "every two months|every 2 months|every second month|every other month|every 2nd month\
         |once every two months|once every 2 months|alternate months\
         |tous les deux mois|tous les 2 mois|un mois sur deux|bimestriel\
         |alle zwei monate|alle 2 monate|jeden zweiten monat|jeden 2 monat\
         |cada dos meses|cada 2 meses|un mes si y otro no|bimestral\
         |bob dau fis|bob deufis|bob 2 fis|bob yn ail fis|bob ail fis",
    ),
    (
        3,
        "every three months|every 3 months|every third month|every 3rd month\
         |once every three months|once every 3 months|quarterly|every quarter|once a quarter\
         |tous les trois mois|tous les 3 mois|chaque trimestre|tous les trimestres|trimestriel\
         |une fois par trimestre\
         |alle drei monate|alle 3 monate|jeden dritten monat|jeden 3 monat|vierteljahrlich\
         |quartalsweise|jedes quartal|einmal im quartal\
         |cada tres meses|cada 3 meses|trimestral|trimestralmente|cada trimestre\
         |bob tri mis|bob 3 mis|bob chwarter|chwarterol|yn chwarterol|unwaith y chwarter",
    ),
    (
        6,
        "every six months|every 6 months|twice a year|half yearly|tous les six mois|tous les 6 mois\
         |alle sechs monate|alle 6 monate|halbjahrlich|cada seis meses|cada 6 meses|semestral\
         |bob chwe mis|bob 6 mis|ddwywaith y flwyddyn",
    ),
];

/// What is understood, for hints.
pub const UNDERSTOOD: &str = "write 1, 2 or 3 (every how many rounds), or words such as every second \
    round, monthly or quarterly; if the column is about something else, rename it";

/// What a phrase counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Every {
    Rounds(u32),
    Months(u32),
}

/// What a cell in words counts; no phrase begins with a digit.
fn every(cell: &str) -> Option<Every> {
    static ALL: LazyLock<HashMap<&str, Every>> = LazyLock::new(|| {
        let phrases =
            |(every, list): (Every, &'static str)| list.split('|').map(move |p| (p, every));
        let rounds = ROUNDS.into_iter().map(|(count, list)| (Every::Rounds(count), list));
        let months = MONTHS.into_iter().map(|(count, list)| (Every::Months(count), list));
        rounds.chain(months).flat_map(phrases).collect()
    });
    let numeric = cell.starts_with(|c: char| c.is_ascii_digit());
    if numeric || is_blank(cell) { None } else { ALL.get(words(cell).as_str()).copied() }
}

/// Whether a cell counts months.
pub fn counts_months(cell: &str) -> bool {
    matches!(every(cell), Some(Every::Months(_)))
}

/// Reads a rhythm where rounds are `interval` months apart; `None` when the cell says something
/// else, or months that are no whole number of rounds, or more than three rounds. Oftener than
/// there are rounds is every round.
pub fn rhythm(cell: &str, interval: u32) -> Option<Rhythm> {
    let interval = interval.max(1);
    let rounds = match every(cell) {
        None => number(cell)?,
        Some(Every::Rounds(rounds)) => rounds,
        Some(Every::Months(months)) if months < interval => 1,
        Some(Every::Months(months)) if months % interval == 0 => months / interval,
        Some(Every::Months(_)) => return None,
    };
    Rhythm::new(u8::try_from(rounds).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounds(cell: &str, interval: u32) -> Option<u8> {
        rhythm(cell, interval).map(Rhythm::rounds)
    }

    #[test]
    fn phrases_are_folded_and_unambiguous() {
        let mut seen = std::collections::HashSet::new();
        for phrase in ROUNDS.iter().chain(&MONTHS).flat_map(|(_, list)| list.split('|')) {
            assert_eq!(words(phrase), phrase, "not folded");
            assert!(seen.insert(phrase), "{phrase} stands twice");
        }
    }

    #[test]
    fn whole_phrases_are_understood() {
        for (count, cells) in [
            (1, "1|Every month|MONTHLY|every round|Chaque mois|Jeden Monat|bob mis|cada mes"),
            (2, "2|Every other month|every second round|every 2 rounds|Un mois sur deux"),
            (2, "alle zwei Monate|cada dos meses|Bob yn ail fis|2.0|every two months."),
            (3, "3|quarterly|Every three months|vierteljährlich|tous les 3 mois|bob chwarter"),
        ] {
            for cell in cells.split('|') {
                assert_eq!(rounds(cell, 1), Some(count), "{cell}");
            }
        }
    }

    #[test]
    fn nothing_is_found_inside_a_cell() {
        for cell in
            ["", "4", "not every month", "every month or so", "bimonthly", "weekly", "twice a year"]
        {
            assert_eq!(rounds(cell, 1), None, "{cell}");
        }
    }

    #[test]
    fn months_become_rounds_by_the_interval() {
        assert_eq!(rounds("every two months", 2), Some(1));
        assert_eq!(rounds("twice a year", 3), Some(2));
        assert_eq!(rounds("monthly", 2), Some(1));
        assert_eq!(rounds("quarterly", 2), None);
        assert_eq!(rounds("every second round", 2), Some(2));
        assert!(counts_months("Monthly") && !counts_months("every round") && !counts_months("2"));
    }
}
