//! Turns of those who take part every second or third round, spread so that rounds are about as
//! large as each other and the same people do not always come together.

use std::collections::HashSet;

use super::super::absent::Why;
use super::super::ids::{Person, RoundNumber};
use super::super::programme::Programme;

/// Among fewer people a round more or less is no matter.
const FEWEST: usize = 50;

/// Fewer with a slower rhythm have company enough among all others.
const FEWEST_SLOW: usize = 10;

/// A round that is larger than the mean by more than this puts turns off.
const LARGER: f64 = 1.05;

/// Who moves to other rounds for company's sake leaves no round larger than this.
const AT_MOST: f64 = 1.08;

/// What is known of the turns that somebody had.
#[derive(Debug, Clone, Copy, Default)]
struct Turns {
    /// In how many rounds they had a partner.
    had: u32,
    /// In how many they would have had one if nothing had been put off.
    own: u32,
    /// The first round in which the next of these can be.
    rested: u32,
    /// The round that could have been their first one, had it not been put off.
    could: Option<u32>,
}

impl Turns {
    /// A round in which they could be.
    fn pass(&mut self, round: u32, rhythm: u32) {
        if round >= self.rested {
            self.own += 1;
            self.rested = round + rhythm;
        }
    }
}

/// Those whose turn it is in a round and who come one round later instead, of the people who could
/// all be together in it. Nobody ever comes to be more than one turn behind their rhythm.
///
/// Two things put a turn off: a round that would be larger than the mean; and, once or twice for
/// each person, at turns that follow from their id and where the next round has room, so that those
/// with the same rhythm do not stay apart or together for ever. Cost linear in all rounds.
pub fn put_off(
    programme: &Programme,
    round: RoundNumber,
    here: &[Person],
    back: &[Option<RoundNumber>],
) -> HashSet<Person> {
    let rhythm = |person: Person| u32::from(programme.roster.get(person).rhythm.rounds());
    let slow = |person: &&Person| rhythm(**person) > 1;
    if !programme.settings.spread_rhythms
        || here.len() < FEWEST
        || !here.iter().any(|one| slow(&one))
    {
        return HashSet::new();
    }
    let turns = turns(programme, round, here);
    let said_in =
        |person: Person| programme.roster.get(person).next.is_some_and(|next| next.round == round);
    let is_due = |person: &&Person| {
        said_in(**person) || back[person.index()].is_none_or(|until| until <= round)
    };
    let can_wait = |person: &&Person| {
        let own = turns[person.index()];
        match back[person.index()] {
            None => 1 + round.get() - own.could.unwrap_or(round.get()) < rhythm(**person),
            Some(_) => own.own <= own.had + 1,
        }
    };
    let due = here.iter().filter(is_due).count();
    let next =
        here.iter().filter(|person| !slow(person) || back[person.index()] == Some(round.next()));
    let mean: f64 = here.iter().map(|person| 1.0 / f64::from(rhythm(*person))).sum();
    let room =
        |above: f64| (1..=here.len()).take_while(|size| *size as f64 <= mean * above).count();
    let many = here.iter().filter(slow).count() >= FEWEST_SLOW;
    let room_next = if many { room(AT_MOST).saturating_sub(next.count()) } else { 0 };

    let waiting = here.iter().filter(slow).filter(is_due).filter(can_wait);
    let mut waiting: Vec<Person> = waiting.copied().filter(|&one| !said_in(one)).collect();
    waiting.sort_by_cached_key(|&person| (chance(programme, person, round.get()), person));
    let is_moving = |&person: &Person| {
        // Those who come every third round have three kinds of company, not two.
        let (times, span) = if rhythm(person) == 2 { (1, 8) } else { (2, 3) };
        let mut turns_to_move =
            (0..times).map(|time| 1 + time * span + chance(programme, person, time) % span);
        back[person.index()] == Some(round)
            && turns_to_move.any(|turn| turn == turns[person.index()].had)
    };
    let (movers, mut others): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_moving);
    let (movers, stay) = movers.split_at(room_next.min(movers.len()));
    others.extend(stay);
    let excess = (due - movers.len()).saturating_sub(room(LARGER).max(room(1.0) + 1));
    // Who is behind already waits last.
    others.sort_by_key(|&person| turns[person.index()].own - turns[person.index()].had);
    movers.iter().copied().chain(others.into_iter().take(excess)).collect()
}

/// A number that follows from somebody's id and another number.
fn chance(programme: &Programme, person: Person, other: u32) -> u32 {
    let sum = crc32fast::hash(format!("{} {other}", programme.roster.get(person).id).as_bytes());
    // Sums of ids that follow each other have much in common; what is multiplied has not.
    let mixed = (sum ^ (sum >> 15)).wrapping_mul(0x9E37_79B1);
    (mixed ^ (mixed >> 13)).wrapping_mul(0x85EB_CA6B) >> 8
}

/// The turns of everybody before a round, and the one that those who are here could have in it.
fn turns(programme: &Programme, round: RoundNumber, here: &[Person]) -> Vec<Turns> {
    let rhythm = |person: Person| u32::from(programme.roster.get(person).rhythm.rounds());
    let mut all = vec![Turns::default(); programme.roster.len()];
    for past in programme.rounds() {
        let number = past.number().get();
        for person in past.people() {
            let own = &mut all[person.index()];
            own.pass(number, rhythm(person));
            own.had += 1;
            if own.own < own.had {
                // Out of turn, or in another rhythm then.
                (own.own, own.rested) = (own.had, number + rhythm(person));
            }
        }
        for absent in past.absent.iter().flatten().filter(|one| one.why == Why::NotDue) {
            let own = &mut all[absent.person.index()];
            own.pass(number, rhythm(absent.person));
            own.could.get_or_insert(number);
        }
    }
    for &person in here {
        all[person.index()].pass(round.get(), rhythm(person));
    }
    all
}
