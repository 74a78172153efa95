//! Growth: who comes, who comes back, who stays away, round by round.

use chrono::NaiveDate;

use crate::domain::absent::{Absent, Why};
use crate::domain::{Interval, RoundNumber, Trait};

use super::groups::{self, GroupGrowth, Groups};
use super::history::{History, PastRound, Presence};
use super::share::{Share, mean};

/// The growth report.
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// Every round.
    pub rounds: Vec<RoundGrowth>,
    /// Of those with a partner in one round, those with one in the next; one entry for each two
    /// rounds that follow each other.
    pub retention: Vec<Retention>,
    /// The mean of the retention rates that count for trends.
    pub mean_retention: Option<f64>,
    /// Who came, by each trait that is known of anybody.
    pub groups: Vec<(Trait, Vec<GroupGrowth>)>,
}

/// One round. Participants are people with a partner; those who sat out are counted apart.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundGrowth {
    /// The number of the round.
    pub number: RoundNumber,
    /// The day people were introduced.
    pub date: NaiveDate,
    /// The time until the next round, as planned.
    pub interval: Option<Interval>,
    /// People with a partner.
    pub participants: usize,
    /// People without one.
    pub sitting_out: usize,
    /// With a partner for the first time.
    pub joiners: usize,
    /// With a partner before, but not in the round before this one.
    pub returners: usize,
    /// With a partner in the round before this one too.
    pub retained: usize,
    /// With a partner in the round before this one, but not in this one, and not known to pause,
    /// to be out or not to be due.
    pub lapsed: usize,
    /// Of those with a partner in the round before, who is known to be back later.
    pub excused: usize,
    /// Who of the scheme had no place in it, and why; `None` where nobody knows.
    pub absent: Option<AbsentCounts>,
    /// With a partner at least once so far.
    pub ever: usize,
    /// The change against the round before, in per cent; absent for the first round.
    pub growth_pct: Option<f64>,
    /// The organiser's note on this round, which keeps it out of trends.
    pub mark: Option<String>,
}

/// Who of the scheme had no place in a round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AbsentCounts {
    /// Who paused.
    pub paused: usize,
    /// Who wished to be left out.
    pub out: usize,
    /// Whose rhythm brings them back later.
    pub not_due: usize,
    /// Who never said that they are in; nobody knows whether they come back.
    pub silent: usize,
}

impl AbsentCounts {
    fn of(absent: &[Absent]) -> Self {
        let mut counts = Self::default();
        for one in absent {
            match one.why {
                Why::Paused => counts.paused += 1,
                Why::Out => counts.out += 1,
                Why::NotDue => counts.not_due += 1,
                Why::Silent => counts.silent += 1,
            }
        }
        counts
    }
}

/// What those whose turn it was in a round said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Everybody whose turn it was.
    pub asked: usize,
    /// Who was in the round, with a partner or without one.
    pub came: usize,
    /// Who wished to be left out.
    pub out: usize,
    /// Who was left out since they never said that they are in.
    pub silent: usize,
}

impl RoundGrowth {
    /// What those whose turn it was said; `None` where nobody knows.
    pub fn said(&self) -> Option<Said> {
        let AbsentCounts { out, silent, .. } = self.absent?;
        let came = self.participants + self.sitting_out;
        Some(Said { asked: came + out + silent, came, out, silent })
    }
}

/// How many stayed from one round to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retention {
    /// The later round.
    pub into: RoundNumber,
    /// The retained, of the participants of the round before but for those who were excused.
    pub share: Share,
    /// Whether neither round is marked.
    pub counts: bool,
}

impl Growth {
    /// The growth of a programme; cost linear in its pairs.
    pub(super) fn of(history: &History<'_>, groups: &Groups<'_>) -> Self {
        let mut presence = vec![Presence::default(); history.presence.len()];
        let mut rounds: Vec<RoundGrowth> = Vec::with_capacity(history.rounds.len());
        for past in &history.rounds {
            rounds.push(round_growth(past, rounds.last(), rounds.len(), &mut presence, history));
        }
        let pairs = rounds.windows(2);
        let retention: Vec<_> = pairs
            .map(|two| Retention {
                into: two[1].number,
                share: Share::of(
                    two[1].retained,
                    two[0].participants.saturating_sub(two[1].excused),
                ),
                counts: two.iter().all(|round| round.mark.is_none()),
            })
            .collect();
        let counted: Vec<_> =
            retention.iter().filter(|r| r.counts).filter_map(|r| r.share.rate).collect();
        let mean_retention = mean(&counted);
        let groups = groups::growth(history, groups);
        Self { rounds, retention, mean_retention, groups }
    }
}

/// One round against the one before; notes who was there.
fn round_growth(
    past: &PastRound<'_>,
    before: Option<&RoundGrowth>,
    position: usize,
    presence: &mut [Presence],
    history: &History<'_>,
) -> RoundGrowth {
    let (mut joiners, mut returners, mut retained) = (0, 0, 0);
    let round = past.round;
    let there_before = |absent: &&Absent| {
        let last = presence[absent.person.index()].last();
        last.is_some_and(|last| last as usize + 1 == position)
    };
    let excused = round.absent.iter().flatten().filter(|absent| absent.why.is_excused());
    let excused = excused.filter(there_before).count();
    for person in round.people() {
        let person = &mut presence[person.index()];
        match person.last() {
            None => joiners += 1,
            Some(last) if last as usize + 1 == position => retained += 1,
            Some(_) => returners += 1,
        }
        person.note(u32::try_from(position).unwrap_or(u32::MAX));
    }
    let participants = joiners + returners + retained;
    let previously = before.map_or(0, |before| before.participants);
    let marks = &history.programme.settings.marks;
    RoundGrowth {
        number: round.number(),
        date: round.head.date,
        interval: round.head.interval,
        participants,
        sitting_out: round.sitting_out().len(),
        joiners,
        returners,
        retained,
        lapsed: (previously - retained).saturating_sub(excused),
        excused,
        absent: round.absent.as_deref().map(AbsentCounts::of),
        ever: before.map_or(0, |before| before.ever) + joiners,
        growth_pct: (previously > 0)
            .then(|| 100.0 * (participants as f64 / previously as f64 - 1.0)),
        mark: marks.iter().find(|m| m.round == round.number()).map(|m| m.note.clone()),
    }
}
