//! Runway: how many rounds without a repeat are left, as bounds that are proven.

use chrono::NaiveDate;

use super::history::partners_so_far;
use super::ids::Person;
use super::pairing::Table;
use super::programme::Programme;
use super::settings::Odd;
use crate::matching;

/// Rounds without a repeat that are left among those who take part on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Runway {
    /// Those who take part, whatever their rhythm.
    pub people: usize,
    /// So many rounds there certainly are: they were found, or a theorem promises them.
    pub at_least: u32,
    /// There cannot be more than this many.
    pub at_most: u32,
    /// Whether the bounds hold for rounds in which nobody sits out a second time; so it is when
    /// the number is odd and the settings let one person sit out.
    pub sitting_out_once: bool,
}

/// The search begins here every time, so that the same folder gives the same answer.
const SEED: u64 = 0;

/// The bounds for those who take part on a day. Two who must never be together count as used up.
///
/// The rounds themselves are looked for up to some hundred people, which takes seconds at most;
/// beyond, the bounds are those of counting, and far apart.
pub fn runway(programme: &Programme, today: NaiveDate) -> Runway {
    let roster = programme.roster.iter();
    let here: Vec<Person> = roster
        .filter(|(_, participant)| participant.takes_part_on(today))
        .map(|(person, _)| person)
        .collect();
    let problem =
        Table::new(programme, &here).problem(programme, &partners_so_far(programme), today);
    let matching::Runway { at_least, at_most } = matching::runway(&problem, SEED);
    let odd = here.len() % 2 == 1;
    let sitting_out_once = odd && programme.settings.odd == Odd::SitOut;
    Runway { people: here.len(), at_least, at_most, sitting_out_once }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{add_round, couple, month, programme};
    use super::super::{Exclusion, Status};
    use super::*;

    fn bounds(programme: &Programme) -> (u32, u32) {
        let Runway { at_least, at_most, .. } = runway(programme, month(1));
        (at_least, at_most)
    }

    #[test]
    fn every_round_takes_one_away() {
        let mut programme = programme(6);
        assert_eq!(bounds(&programme), (5, 5));
        add_round(&mut programme, &[&[0, 1], &[2, 3], &[4, 5]]);
        assert_eq!(bounds(&programme), (4, 4));
    }

    #[test]
    fn an_exclusion_counts_as_used_up() {
        let mut programme = programme(4);
        programme.exclusions.push(Exclusion { people: couple(0, 1), why: String::new() });
        assert_eq!(bounds(&programme), (2, 2));
    }

    #[test]
    fn only_those_count_who_take_part() {
        let mut programme = programme(6);
        programme.roster.edit(Person(5), |p| p.status = Status::Left);
        programme.settings.odd = Odd::SitOut;
        let found = runway(&programme, month(1));
        assert!(found.people == 5 && found.sitting_out_once, "{found:?}");
        assert_eq!((found.at_least, found.at_most), (5, 5));
    }
}
