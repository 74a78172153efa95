//! Who comes: the participants of each round by organisation, sector and region.

use serde_json::{Map, Value, json};

use crate::domain::Trait;
use crate::report::Growth;
use crate::report::groups::GroupGrowth;

use crate::render::fields::{Fields, Value as Cells};
use crate::render::names::Names;
use crate::render::page::{Block, Cell, Table, numbers, words};
use crate::render::phrases::percents;
use crate::text::clean;
use crate::text::words::{count, number};

/// How many groups a table of the whole report has, and one of the part by itself.
const SHOWN: (usize, usize) = (6, 30);

/// How many rounds are told side by side.
const ROUNDS: usize = 12;

/// With names hidden, a group of fewer people is not named: it would say who they are.
pub const NAMED_FROM: usize = 5;

/// A group as it is shown.
struct Shown {
    name: String,
    registered: usize,
    ever: usize,
    participants: Vec<usize>,
    joiners: Vec<usize>,
}

/// The tables of who comes: one for the sectors, or whatever else is known, in the whole report,
/// one for each trait in more detail.
pub fn blocks(growth: &Growth, names: Names<'_>, detailed: bool) -> Vec<Block> {
    // One group, of which everybody is, tells nothing.
    let several = growth.groups.iter().filter(|(_, groups)| groups.len() > 1);
    let mut several: Vec<_> = several.collect();
    several.sort_by_key(|(what, _)| order(*what));
    let shown = several.len().min(if detailed { usize::MAX } else { 1 });
    let most = if detailed { SHOWN.1 } else { SHOWN.0 };
    let rounds = growth.rounds.len();
    let mut blocks: Vec<_> = several[..shown]
        .iter()
        .map(|(what, groups)| Block::Table(table(*what, few(groups, names, most), rounds)))
        .collect();
    if rounds > ROUNDS && !blocks.is_empty() {
        blocks.push(Block::Text(format!(
            "Rounds side by side are the last {ROUNDS} of {}; all of them: unmentor report growth \
             --format csv",
            number(rounds)
        )));
    }
    blocks
}

/// What tells most of who comes stands first.
fn order(what: Trait) -> usize {
    match what {
        Trait::Sector => 0,
        Trait::Organisation => 1,
        Trait::Region => 2,
    }
}

/// The largest groups, the others together, and those of whom it is not known.
fn few(groups: &[GroupGrowth], names: Names<'_>, most: usize) -> Vec<Shown> {
    let all = shown(groups, names);
    let apart = all.iter().filter(|group| is_rest(group)).count();
    let known = all.len() - apart;
    // Two places are needed before it is worth putting several into one.
    if known <= most + 1 {
        return all;
    }
    let mut all = all.into_iter();
    let mut few: Vec<_> = all.by_ref().take(most).collect();
    let (rest, apart): (Vec<_>, Vec<_>) = all.partition(|group| !is_rest(group));
    let others = rest.len();
    few.extend(together(rest, &count(others, "other")));
    few.extend(apart);
    few
}

const UNKNOWN: &str = "not known";
const SMALL: &str = "small groups";

fn is_rest(group: &Shown) -> bool {
    group.name == UNKNOWN || group.name == SMALL
}

/// Every group by the name under which it may be shown.
fn shown(groups: &[GroupGrowth], names: Names<'_>) -> Vec<Shown> {
    let hidden = |group: &&GroupGrowth| {
        names.anonymise && group.name.is_some() && group.registered < NAMED_FROM
    };
    let one = |group: &GroupGrowth| {
        let GroupGrowth { name, registered, ever, participants, joiners } = group;
        Shown {
            name: name.as_deref().map_or_else(|| UNKNOWN.into(), |name| clean(name).into_owned()),
            registered: *registered,
            ever: *ever,
            participants: participants.clone(),
            joiners: joiners.clone(),
        }
    };
    let (small, large): (Vec<_>, Vec<_>) = groups.iter().partition(hidden);
    let mut all: Vec<_> = large.into_iter().map(one).collect();
    all.extend(together(small.into_iter().map(one).collect(), SMALL));
    all
}

/// Several groups as one; nothing of none.
fn together(groups: Vec<Shown>, name: &str) -> Option<Shown> {
    groups
        .into_iter()
        .reduce(|mut all, one| {
            all.registered += one.registered;
            all.ever += one.ever;
            let add = |to: &mut Vec<usize>, from: Vec<usize>| {
                to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
            };
            add(&mut all.participants, one.participants);
            add(&mut all.joiners, one.joiners);
            all
        })
        .map(|all| Shown { name: name.to_owned(), ..all })
}

fn table(what: Trait, groups: Vec<Shown>, rounds: usize) -> Table {
    let columns = vec![
        words(what.word()),
        numbers("in the\nroster"),
        numbers("ever\ntook part"),
        numbers("latest\nround"),
        numbers("of all\nof it"),
        numbers("of these\nnew"),
        words("round by round"),
    ];
    let latest: Vec<_> =
        groups.iter().map(|g| g.participants.last().copied().unwrap_or(0)).collect();
    let first = rounds.saturating_sub(ROUNDS);
    let rows = groups.into_iter().zip(percents(&latest)).map(|(group, share)| {
        let each: Vec<_> = group.participants[first..].iter().map(number).collect();
        vec![
            Cell::Text(group.name),
            group.registered.into(),
            group.ever.into(),
            group.participants.last().copied().unwrap_or(0).into(),
            Cell::Text(share.unwrap_or_else(|| "-".into())),
            group.joiners.last().copied().unwrap_or(0).into(),
            Cell::Text(each.join(" ")),
        ]
    });
    Table { rows: rows.collect(), columns }
}

/// Every group of every trait, for the JSON document.
pub fn entries(growth: &Growth, names: Names<'_>) -> Value {
    let of = |groups: &[GroupGrowth]| -> Value {
        let groups = shown(groups, names).into_iter().map(|group| {
            let Shown { name, registered, ever, participants, joiners } = group;
            json!({
                "group": (name != UNKNOWN).then_some(name),
                "registered": registered,
                "ever_participated": ever,
                "participants": participants,
                "joiners": joiners,
            })
        });
        groups.collect()
    };
    let by_trait = growth.groups.iter().map(|(what, groups)| (what.word().to_owned(), of(groups)));
    Value::Object(by_trait.collect::<Map<_, _>>())
}

/// The participants of a round by group, a column for each: `sector: Council`.
pub fn columns<'a>(growth: &Growth, names: Names<'_>) -> Vec<Fields<'a>> {
    let mut rounds: Vec<_> = growth.rounds.iter().map(|_| Fields::default()).collect();
    for (what, groups) in &growth.groups {
        for group in shown(groups, names) {
            for (round, &participants) in rounds.iter_mut().zip(&group.participants) {
                let name = format!("{}: {}", what.word(), group.name);
                round.0.push((name.into(), Cells::Count(participants)));
            }
        }
    }
    rounds
}
