//! Why conversations did not happen.

use serde_json::{Value, json};

use super::Chapter;
use crate::domain::{Family, Reason};
use crate::report::reasons::{ReasonCounts, ReasonTally};
use crate::report::{OutcomeCounts, Reasons, Report, Share, share};

use crate::render::Part;
use crate::render::fields::{Fields, Rows, fields};
use crate::render::names::Names;
use crate::render::page::{Bar, Block, Cell, Ink, Section, Table, no_rounds, numbers, words};
use crate::render::phrases::rate;
use crate::text::words::{count, list, number};
use crate::text::{clean, quote};

/// How many texts that could not be sorted are shown.
const FREQUENT: usize = 3;

/// What is written of it.
pub const CHAPTER: Chapter =
    Chapter { section: |report, names, _| section(report, names), entries, rows };

fn section(report: &Report, names: Names<'_>) -> Section {
    if report.growth.rounds.is_empty() {
        return no_rounds(Part::Reasons);
    }
    let counts = &report.reasons.overall;
    let given = counts.pairs.total();
    let red = given + counts.pairs_without;
    let mut blocks = Vec::new();
    if given > 0 {
        blocks.push(Block::Table(table(counts)));
        let once = format!(
            "Each pair counts once, by the first reason that was given; {} gave none.",
            number(counts.pairs_without)
        );
        let unsorted = not_sorted(&report.reasons, names).into_iter();
        let sentences: Vec<_> = std::iter::once(once).chain(unsorted).collect();
        blocks.push(Block::Text(sentences.join(" ")));
    }
    Section {
        part: Some(Part::Reasons),
        headline: headline(&counts.pairs, red, report.overall.all.counts),
        blocks,
    }
}

fn headline(pairs: &ReasonTally, red: usize, all: OutcomeCounts) -> String {
    let given = pairs.total();
    let of = format!("{} of {} not met or not confirmed", number(given), count(red, "pair"));
    match pairs.leading() {
        _ if red == 0 && all.met < all.pairs => {
            "So far there is nothing to explain: no pair has said that it did not meet.".into()
        }
        _ if red == 0 => "Every pair met: there is nothing to explain.".into(),
        None => format!("No reasons so far for {} not met or not confirmed.", count(red, "pair")),
        Some(_) if given < share::TOO_FEW => {
            format!("{of} gave a reason: too few to say what matters most.")
        }
        Some(family) => format!(
            "{of} gave a reason; {} of these are about {}.",
            rate(Share::of(pairs.family(family), given)),
            about(family)
        ),
    }
}

/// What people wrote that could not be sorted, and what several of them wrote alike.
fn not_sorted(reasons: &Reasons, names: Names<'_>) -> Option<String> {
    let answers = reasons.overall.answers_unsorted;
    if answers == 0 {
        return None;
    }
    let texts = count(answers, "text");
    let verb = if answers == 1 { "was" } else { "were" };
    let often = reasons.unsorted.iter().take(FREQUENT).filter(|_| !names.anonymise);
    let often: Vec<_> =
        often.map(|(text, count)| format!("{} ({})", quote(text), number(count))).collect();
    Some(match often.as_slice() {
        [] => format!("Not sorted {verb} {texts} in which no reason was found."),
        some => {
            format!(
                "Not sorted {verb} {texts} in which no reason was found; most often: {}.",
                list(some)
            )
        }
    })
}

fn table(counts: &ReasonCounts) -> Table {
    let pairs = &counts.pairs;
    let full = Family::ALL.map(|family| pairs.family(family)).into_iter().max().unwrap_or(0).max(1);
    let columns = vec![
        words("about"),
        numbers("pairs"),
        words(""),
        words("what they said"),
        words("what may help"),
    ];
    let named = Family::ALL.into_iter().filter(|&family| pairs.family(family) > 0);
    let rows = named.map(|family| {
        let own = Reason::ALL.into_iter().filter(|reason| reason.family() == family);
        let own = own.map(|reason| match reason {
            Reason::Other => (saying(reason), pairs.count(reason) - counts.pairs_unsorted),
            coded => (saying(coded), pairs.count(coded)),
        });
        let unsorted =
            (family == Family::Other).then_some(("not\u{a0}sorted", counts.pairs_unsorted));
        let said = own.chain(unsorted).filter(|&(_, pairs)| pairs > 0);
        let said: Vec<_> =
            said.map(|(what, pairs)| format!("{what}\u{a0}{}", number(pairs))).collect();
        vec![
            Cell::Text(about(family).into()),
            pairs.family(family).into(),
            Cell::Bar(Bar { parts: vec![(Ink::NotMet, pairs.family(family))], full }),
            said.join(", ").into(),
            Cell::Text(remedy(family).into()),
        ]
    });
    Table { rows: rows.collect(), columns }
}

/// What a family is about.
pub fn about(family: Family) -> &'static str {
    match family {
        Family::Time => "time",
        Family::Contact => "contact",
        Family::Will => "will",
        Family::Other => "other things",
    }
}

/// What helps against a family of reasons.
fn remedy(family: Family) -> &'static str {
    match family {
        Family::Time => "skipping a round, a slower rhythm for some",
        Family::Contact => "a reminder halfway, a warmer introduction",
        Family::Will => "a kind word with them or their manager",
        Family::Other => "read what they wrote",
    }
}

/// A reason in a word or two.
fn saying(reason: Reason) -> &'static str {
    match reason {
        Reason::Busy => "busy",
        Reason::Away => "away",
        Reason::Rescheduled => "rescheduled",
        Reason::Shifts => "shifts",
        Reason::NoReply => "no\u{a0}reply",
        Reason::Contact => "wrong\u{a0}details",
        Reason::Forgot => "forgot",
        Reason::Tech => "technology",
        Reason::Motivation => "motivation",
        Reason::NoPermission => "no\u{a0}permission",
        Reason::Other => "other",
    }
}

fn entries<'a>(report: &'a Report, names: Names<'a>) -> Fields<'a> {
    let Reasons { overall, rounds, unsorted } = &report.reasons;
    let frequent = unsorted.iter().take(FREQUENT).filter(|_| !names.anonymise);
    let frequent = frequent.map(|(text, answers)| json!({"text": clean(text), "answers": answers}));
    let rounds = rounds
        .iter()
        .map(|(number, counts)| json!(fields! { "round": *number }.and(tallies(counts))));
    let all = tallies(overall).and(fields! {
        "not_sorted_most_frequent": frequent.collect::<Value>(),
        "rounds": rounds.collect::<Value>(),
    });
    fields! { "reasons": json!(all) }
}

fn tallies<'a>(counts: &ReasonCounts) -> Fields<'a> {
    let ReasonCounts {
        answers,
        answers_unsorted,
        answers_without,
        pairs,
        pairs_unsorted,
        pairs_without,
    } = counts;
    let codes = |tally: &ReasonTally| {
        let named = Reason::ALL.into_iter().filter(|&reason| tally.count(reason) > 0);
        Value::Object(named.map(|r| (r.code().to_owned(), tally.count(r).into())).collect())
    };
    let families = |tally: &ReasonTally| {
        let families = Family::ALL.map(|f| (f.word().to_owned(), tally.family(f).into()));
        Value::Object(families.into_iter().collect())
    };
    fields! {
        "by_answer": codes(answers),
        "missing_answers": *answers_without,
        "by_pair": codes(pairs),
        "missing_pairs": *pairs_without,
        "not_sorted_answers": *answers_unsorted,
        "not_sorted_pairs": *pairs_unsorted,
        "families_by_answer": families(answers),
        "families_by_pair": families(pairs),
    }
}

/// A row for each reason of each round; `all` stands for all rounds together.
fn rows<'a>(report: &'a Report, _: Names<'a>) -> Rows<'a> {
    let rounds = report.reasons.rounds.iter().map(|(number, c)| (number.to_string(), *c));
    let all = [("all".to_owned(), report.reasons.overall)];
    Box::new(rounds.chain(all).flat_map(|(round, counts)| reasons_of(&round, &counts)))
}

fn reasons_of<'a>(round: &str, counts: &ReasonCounts) -> Vec<Fields<'a>> {
    let row = |family: &'static str, reason: &'static str, answers: usize, pairs: usize| {
        fields! {
            "round": round.to_owned(),
            "family": family,
            "reason": reason,
            "answers": answers,
            "pairs": pairs,
        }
    };
    let reasons = Reason::ALL.into_iter().map(|reason| {
        let (answers, pairs) = (counts.answers.count(reason), counts.pairs.count(reason));
        (reason.family(), reason.code(), answers, pairs)
    });
    let given = reasons.filter(|&(_, _, answers, pairs)| answers + pairs > 0);
    let without = row("", "", counts.answers_without, counts.pairs_without);
    given
        .map(|(family, code, answers, pairs)| row(family.word(), code, answers, pairs))
        .chain([without])
        .collect()
}
