//! Turns of those who take part every second or third round, spread so that rounds are about as
//! large as each other and the same people do not always come together.

use std::collections::HashSet;

use super::super::absent::Why;
use super::super::ids::{Person, RoundNumber};
use super::super::programme::Programme;

/// Among fewer people a round more or less is no matter.
const FEWEST: usize = 50;

/// What is known of the turns that somebody had.
#[derive(Debug, Clone, Copy, Default)]
struct Turns {
    /// In how many rounds they had a partner.
    had: u32,
    /// How many rounds later than their rhythm says these came, all together.
    late: u32,
    last: Option<u32>,
    /// How many rounds they have waited for their first one.
    waited: u32,
}

/// Those whose turn it is in a round and who come one round later instead. Nobody waits for
/// longer than one turn in all.
///
/// Two things put a turn off: a round that would be larger than the mean of all by more than a
/// fifteenth; and, twice for each person, at turns that follow from their id, so that those with
/// the same rhythm do not stay apart or together for ever. Cost linear in all rounds.
pub fn put_off(
    programme: &Programme,
    round: RoundNumber,
    here: &[Person],
    back: &[Option<RoundNumber>],
) -> HashSet<Person> {
    let rhythm = |person: Person| u32::from(programme.roster.get(person).rhythm.rounds());
    let is_slow = |person: &&Person| rhythm(**person) > 1;
    if !programme.settings.spread_rhythms
        || here.len() < FEWEST
        || !here.iter().any(|person| rhythm(*person) > 1)
    {
        return HashSet::new();
    }
    let turns = turns(programme);
    let is_due = |person: &&Person| back[person.index()].is_none_or(|until| until <= round);
    let due = here.iter().filter(is_due).count();
    let can_wait = |person: &&Person| {
        let own = turns[person.index()];
        match back[person.index()] {
            None => own.waited + 1 < rhythm(**person),
            Some(until) => own.late + round.get() - until.get() < rhythm(**person),
        }
    };
    let mut others: Vec<Person> =
        here.iter().filter(is_due).filter(is_slow).filter(can_wait).copied().collect();
    let mut chosen: HashSet<Person> = HashSet::new();
    others.retain(|&person| {
        let own = turns[person.index()];
        let on_time = back[person.index()] == Some(round);
        let turn = 1 + chance(programme, person, 0) % (16 / rhythm(person));
        let waits = on_time && own.had == turn;
        if waits {
            chosen.insert(person);
        }
        !waits
    });
    let mean: f64 = here.iter().map(|person| 1.0 / f64::from(rhythm(*person))).sum();
    let room = (0..=here.len()).take_while(|size| *size as f64 <= mean.ceil()).count();
    let excess = (due - chosen.len()).saturating_sub(room.saturating_sub(1));
    others.sort_by_key(|&person| {
        (turns[person.index()].late, chance(programme, person, round.get()), person)
    });
    chosen.extend(others.into_iter().take(excess));
    chosen
}

/// A number that follows from somebody's id and another number.
fn chance(programme: &Programme, person: Person, other: u32) -> u32 {
    let sum = crc32fast::hash(format!("{} {other}", programme.roster.get(person).id).as_bytes());
    // Sums of ids that follow each other have much in common; what is multiplied has not.
    let mixed = (sum ^ (sum >> 15)).wrapping_mul(0x9E37_79B1);
    (mixed ^ (mixed >> 13)).wrapping_mul(0x85EB_CA6B) >> 8
}

fn turns(programme: &Programme) -> Vec<Turns> {
    let mut all = vec![Turns::default(); programme.roster.len()];
    for round in programme.rounds() {
        for person in round.people() {
            let own = &mut all[person.index()];
            let rhythm = u32::from(programme.roster.get(person).rhythm.rounds());
            let gap = own.last.map_or(rhythm, |last| round.number().get() - last);
            own.late += gap.saturating_sub(rhythm);
            own.had += 1;
            own.last = Some(round.number().get());
        }
        for absent in round.absent.iter().flatten().filter(|one| one.why == Why::NotDue) {
            let own = &mut all[absent.person.index()];
            own.waited += u32::from(own.had == 0);
        }
    }
    all
}
