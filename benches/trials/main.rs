//! How often what the report says of its figures is right, on invented programmes of which the
//! truth is known: `cargo bench --bench trials [-- PROGRAMMES [PEOPLE]]`.
//!
//! Coverage of the intervals, false alarms, and power, at 20 to 400 people after 6, 12 and 24
//! rounds, with rounds alike and with rounds that differ by 6 points (a season). 1,000 programmes a
//! line take about ten minutes; what came out stands in `benches/README.md`.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark says what it found")]

mod world;

use chrono::NaiveDate;
use unmentor::report::History;
use unmentor::report::uncertainty::{Latest, PooledShare, Span, Spans, Units, Unusual, Verdict};
use world::{Month, SILENT, Scheme, World};

/// Everything has closed by then.
const LATER: NaiveDate = NaiveDate::MAX;

/// Rounds alike, and rounds that differ.
const SEASONS: [f64; 2] = [0.0, 0.06];

fn main() {
    let mut words = std::env::args().skip(1).filter_map(|word| word.parse::<u64>().ok());
    let programmes = words.next().unwrap_or(1_000);
    let sizes = words.next().map_or_else(
        || vec![20, 60, 100, 200, 400],
        |size| usize::try_from(size).into_iter().collect(),
    );
    for people in sizes {
        for season in SEASONS {
            let world = World { people, meets: 0.55, likeness: 0.13, season, leaving: 0.075 };
            println!("\n{people} people, rounds differ by {:.0} points", season * 100.0);
            pooled(world, programmes);
            if people >= 60 {
                latest(world, programmes);
                spans(world, programmes);
            }
        }
    }
}

/// How many times something was so, of all times.
#[derive(Debug, Clone, Copy, Default)]
struct Times(u64, u64);

impl Times {
    fn note(&mut self, so: bool) {
        self.0 += u64::from(so);
        self.1 += 1;
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1}", 100.0 * self.0 as f64 / self.1.max(1) as f64)
    }
}

fn say(what: &str, times: &[Times]) {
    let each: Vec<_> = times.iter().map(ToString::to_string).collect();
    println!("  {what:<58} {}", each.join("  "));
}

/// The interval of the pooled share holds the share of all people and rounds that there could be.
fn pooled(world: World, programmes: u64) {
    let rounds: &[usize] = if world.people > 24 { &[6, 12, 24] } else { &[6, 12] };
    let usual = world.usual();
    let mut holds = vec![[Times::default(); 3]; rounds.len()];
    for seed in 0..programmes {
        let mut scheme = Scheme::new(world, seed);
        for (at, &until) in rounds.iter().enumerate() {
            while scheme.programme.rounds().len() < until {
                scheme.go_on(usual);
            }
            let history = History::of(&scheme.programme, LATER);
            let units = Units::of(&history);
            let share = PooledShare::of(&units, &Span::of(&history, |_, _| true)).unwrap();
            let sure = share.certainty.unwrap();
            let within = |(low, high): (f64, f64), value: f64| low <= value && value <= high;
            holds[at][0].note(within(sure.interval, usual.reported()));
            holds[at][1].note(within(sure.wilson, usual.reported()));
            holds[at][2].note(within(sure.chance_and_silence, usual.meets));
        }
    }
    let column = |which: usize| holds.iter().map(|times| times[which]).collect::<Vec<_>>();
    say("pooled interval holds, after 6, 12, 24 rounds", &column(0));
    say("plain Wilson holds", &column(1));
    say("chance and silence hold the true share", &column(2));
}

/// The verdict on the latest round of a programme.
fn look(scheme: &Scheme) -> bool {
    let history = History::of(&scheme.programme, LATER);
    let found = Latest::of(&Units::of(&history)).unwrap();
    matches!(found.verdict, Unusual::Low | Unusual::High)
}

/// A round is called unusual where nothing happened, where only the answers changed, and where it
/// was bad.
fn latest(world: World, programmes: u64) {
    let (mut each, mut by) = (Times::default(), [Times::default(); 2]);
    let usual = world.usual();
    let lasts = [
        world.month(world.meets, [0.30, 0.36]),
        world.month(world.meets, [0.08, 0.70]),
        world.month(world.meets, [0.30, 0.60]),
        world.month(world.meets - 0.15, SILENT),
        world.month(world.meets - 0.25, SILENT),
    ];
    let mut found = [Times::default(); 5];
    for seed in 0..programmes {
        let mut scheme = Scheme::new(world, seed);
        let mut alarms = [false; 2];
        while scheme.programme.rounds().len() < 23 {
            scheme.go_on(usual);
            let rounds = scheme.programme.rounds().len();
            if rounds > 8 {
                let alarm = look(&scheme);
                each.note(alarm);
                alarms[0] |= alarm && rounds <= 12;
                alarms[1] |= alarm;
            }
        }
        for (last, times) in lasts.iter().zip(&mut found) {
            scheme.go_on(*last);
            times.note(look(&scheme));
            scheme.take_back();
        }
        scheme.go_on(usual);
        let alarm = look(&scheme);
        each.note(alarm);
        by[0].note(alarms[0]);
        by[1].note(alarms[1] || alarm);
    }
    say("latest round, false per look", &[each]);
    say("false by round 12, by round 24", &by);
    say("false when answers change to 30/36, 8/70, 30/60 % silent", &found[..3]);
    say("found: 15, 25 points less", &found[3..]);
}

/// Two spans: first one of `before` rounds, then one of `now` rounds.
fn spans(world: World, programmes: u64) {
    for (now, before) in [(6, 6), (6, 12), (12, 12)] {
        let nothing = span(world, programmes, (now, before), world.usual());
        say(&format!("{now} after {before} rounds: false"), &nothing.verdicts[..1]);
        say("  difference holds, by people and rounds, by people", &nothing.holds[..2]);
        say("  conversations: difference, ratio hold", &nothing.holds[2..]);
        let more = [0.10, 0.15].map(|more| {
            let later = world.month(world.meets + more, SILENT);
            span(world, programmes, (now, before), later).verdicts[0]
        });
        say("  found: 10, 15 points more", &more);
    }
    let others = [[0.14, 0.36], [0.25, 0.36], [0.20, 0.50]]
        .map(|silent| span(world, programmes, (12, 12), world.month(world.meets, silent)).verdicts);
    say("12 after 12, answers change to 14/36, 25/36, 20/50: false", &others.map(|both| both[0]));
    say("  the same without the condition on answers", &others.map(|both| both[1]));
}

/// What came of some programmes with two spans.
#[derive(Debug, Default)]
struct Found {
    /// A verdict of higher or lower; and whatever the answers allow.
    verdicts: [Times; 2],
    /// The limits held the truth: difference by people and rounds, by people, conversations, ratio.
    holds: [Times; 4],
}

fn span(world: World, programmes: u64, (now, before): (usize, usize), later: Month) -> Found {
    let mut found = Found::default();
    let usual = world.usual();
    let (one, two) = (later.reported(), usual.reported());
    for seed in 0..programmes {
        let mut scheme = Scheme::new(world, seed);
        (0..before).for_each(|_| scheme.go_on(usual));
        (0..now).for_each(|_| scheme.go_on(later));
        let history = History::of(&scheme.programme, LATER);
        let units = Units::of(&history);
        let [second, first] =
            [true, false].map(|after| Span::of(&history, |at, _| (at >= before) == after));
        let spans = Spans::of(&units, &second, &first);
        let sides = spans.by_rounds.unwrap();
        found.verdicts[0].note(matches!(spans.verdict, Verdict::Higher | Verdict::Lower));
        found.verdicts[1].note(sides.met.side() != 0);
        let within = |(low, high): (f64, f64), value: f64| low <= value && value <= high;
        let people = spans.by_people.unwrap();
        found.holds[0].note(within((sides.met.low, sides.met.high), one - two));
        found.holds[1].note(within((people.low, people.high), one - two));
        let [talks, _] = sides.meetings;
        found.holds[2].note(within((talks.low, talks.high), 12.0 * (one - two)));
        let (_, low, high) = talks.ratio.unwrap();
        found.holds[3].note(within((low, high), one / two));
    }
    found
}
