//! What the conversations have made.

use serde_json::{Map, Value, json};

use super::Chapter;
use crate::domain::Trait;
use crate::report::network::{
    Basis, Distances, GoBetween, Mixing, NetworkFigures, RoundNetwork, SOURCES, Shape,
};
use crate::report::uncertainty::{Mixed, MixingByChance};
use crate::report::{Report, Share};

use crate::render::Part;
use crate::render::fields::{self, Fields, Rows, fields};
use crate::render::names::Names;
use crate::render::page::{Block, Cell, Section, Table, no_rounds, numbers, words};
use crate::render::phrases::{rate, short_percent, short_rate};
use crate::text::words::{count, list, number, people};

/// What is written of it.
pub const CHAPTER: Chapter =
    Chapter { section: |report, names, _| section(report, names), entries, rows };

fn section(report: &Report, names: Names<'_>) -> Section {
    let network = &report.network;
    if report.growth.rounds.is_empty() {
        return no_rounds(Part::Network);
    }
    let unknown = report.overall.all.counts.not_collected > 0;
    let mut blocks = Vec::new();
    blocks.extend(Some(parts(network)).filter(|text| !text.is_empty()).map(Block::Text));
    blocks.extend(growing(network).map(Block::Text));
    blocks.extend(connectors(network, names).map(Block::Text));
    let mixing = mixing(report);
    if !mixing.rows.is_empty() {
        blocks.push(Block::Table(mixing));
    }
    Section { part: Some(Part::Network), headline: headline(network, unknown), blocks }
}

fn headline(network: &NetworkFigures, unknown: bool) -> String {
    let met = &network.met;
    if met.edges == 0 && unknown {
        return "Nobody is known to have met: of some rounds that was not collected.".into();
    }
    if met.edges == 0 {
        return "Nobody has met anyone yet.".into();
    }
    if separate(met) {
        let connected = Share::of(met.nodes - met.isolates, met.nodes);
        let groups = count(met.component_sizes.len(), "separate group");
        let (some, share) = (number(connected.k), rate(connected));
        let all = people(met.nodes);
        return format!("{some} of {all} ({share}) have met somebody, in {groups}.");
    }
    let who = if met.largest_component == met.nodes {
        format!("All {}", people(met.nodes))
    } else {
        let share = rate(Share::of(met.largest_component, met.nodes));
        format!("{} of {} ({share})", number(met.largest_component), people(met.nodes))
    };
    let others = met.mean_degree.unwrap_or(0.0);
    let counted = if met.isolates > 0 { ", those who met nobody included" } else { "" };
    format!("{who} hang together; on average people have met {others:.1} others{counted}.")
}

/// Whether there are only pairs and trios, as after a first round; a single one does not count.
fn separate(met: &Shape) -> bool {
    met.largest_component <= 3 && met.component_sizes.len() > 1
}

/// Distances, small groups and those outside.
fn parts(network: &NetworkFigures) -> String {
    let met = &network.met;
    let mut sentences = Vec::new();
    let distances = network.distances;
    let diameter = distances.diameter.filter(|&most| most > 1 && !separate(met));
    if let Some((mean, most)) = distances.mean.zip(diameter) {
        let basis = match distances.basis {
            Basis::Everybody | Basis::Unmeasured => "at most",
            Basis::Some => "at least this many for the furthest:",
        };
        let from = match distances.basis {
            Basis::Some => format!(" (measured from {SOURCES} people)"),
            Basis::Everybody | Basis::Unmeasured => String::new(),
        };
        sentences.push(format!(
            "In this group a word travels from one to another in {mean:.1} steps on average, \
             {basis} {most}{from}."
        ));
    }
    let others = met.component_sizes.iter().skip(1);
    let (groups, inside) = (others.clone().count(), others.sum());
    if groups > 0 && !separate(met) {
        let groups = count(groups, "small group");
        sentences.push(format!("{} stand apart in {groups}.", people(inside)));
    }
    if met.isolates > 0 && met.edges > 0 {
        let verb = if met.isolates == 1 { "has" } else { "have" };
        sentences.push(format!("{} {verb} not met anyone.", people(met.isolates)));
    }
    let possible = network.offered.largest_component;
    if possible > met.largest_component {
        sentences.push(format!("Had every pair met, {} would hang together.", people(possible)));
    }
    sentences.join(" ")
}

/// How the largest part has grown, as a line of blocks.
fn growing(network: &NetworkFigures) -> Option<String> {
    let sizes: Vec<_> =
        network.rounds.iter().map(|round| (round.met.largest_component, round.met.nodes)).collect();
    let (last, _) = sizes.last()?;
    if sizes.len() < 2 || *last < 2 {
        return None;
    }
    let line: String = sizes.iter().map(|&(largest, nodes)| spark(largest, nodes)).collect();
    let (first, _) = sizes[0];
    if first >= *last {
        return None;
    }
    Some(format!(
        "The largest group grew from {} to {}: {line} (one column a round, full height is \
         everybody).",
        number(first),
        number(*last)
    ))
}

/// One of eight blocks, as high as a part of a whole.
fn spark(part: usize, whole: usize) -> char {
    const BLOCKS: [char; 8] = [
        '\u{2581}', '\u{2582}', '\u{2583}', '\u{2584}', '\u{2585}', '\u{2586}', '\u{2587}',
        '\u{2588}',
    ];
    BLOCKS[(part * 8).checked_div(whole).unwrap_or(0).min(7)]
}

/// Among fewer people than this everybody sees who connects whom.
const FEW: usize = 30;

/// The three who hold most together.
fn connectors(network: &NetworkFigures, names: Names<'_>) -> Option<String> {
    if network.met.nodes < FEW {
        return None;
    }
    // Who was forgotten is nobody to be named.
    let known = network.go_betweens.iter().filter(|one| !names.people.is_forgotten(one.person));
    let first = known.take(3);
    let three: Vec<_> = first.map(|one| names.called(one.person).into_owned()).collect();
    let verb = if three.len() == 1 { "connects" } else { "connect" };
    (!three.is_empty()).then(|| format!("{} {verb} the most others with each other.", list(&three)))
}

fn mixing(report: &Report) -> Table {
    let columns = vec![
        words("conversations between different"),
        numbers("of all"),
        numbers("by chance"),
        words("which is"),
    ];
    let known = report.uncertainty.mixing.iter().filter(|(_, mixing)| mixing.connections > 0);
    let rows = known.map(|(what, mixing)| {
        let share = Share::of(mixing.across, mixing.connections);
        let chance = mixing.chance.filter(|chance| chance.z.is_some());
        vec![
            Cell::Text(plural(*what).into()),
            Cell::Text(format!("{} of {}", short_rate(share), number(share.n))),
            Cell::Text(chance.map_or_else(|| "-".into(), |chance| short_percent(chance.share))),
            Cell::Text(reading(mixing)),
        ]
    });
    Table { rows: rows.collect(), columns }
}

/// The groups of a trait.
pub fn plural(what: Trait) -> &'static str {
    match what {
        Trait::Organisation => "organisations",
        Trait::Sector => "sectors",
        Trait::Region => "regions",
    }
}

/// Whether the share across differs from what chance would give, given the wishes.
fn reading(mixing: &MixingByChance) -> String {
    match (mixing.verdict, &mixing.wished) {
        (_, Some(wish)) => format!("as your wish {wish} asks"),
        (Mixed::TooFew | Mixed::AsWished, None) => "too few to say".into(),
        (Mixed::NoClearDifference, None) => "no clear difference".into(),
        (Mixed::More, None) => "more than by chance".into(),
        (Mixed::Less, None) => "less than by chance".into(),
    }
}

/// The columns of a round as CSV.
const COLUMNS: [&str; 11] = [
    "round",
    "nodes",
    "edges",
    "components",
    "largest_component",
    "isolates",
    "mean_degree",
    "density",
    "clustering",
    "mean_distance",
    "diameter",
];

fn entries<'a>(report: &'a Report, names: Names<'a>) -> Fields<'a> {
    let NetworkFigures {
        met,
        distances: apart,
        bridges,
        articulation_points,
        go_betweens,
        degree_assortativity,
        mixing: by_trait,
        offered,
        // A list of its own, made row by row.
        rounds: _,
    } = &report.network;
    let whole = shape(met).and(distances(apart)).and(mixing_entries(by_trait)).and(fields! {
        "degree_assortativity": *degree_assortativity,
        "bridges": *bridges,
        "articulation_points": *articulation_points,
        "top_betweenness": top(go_betweens, names),
    });
    let rounds = fields::Value::Rows(Box::new(|| Box::new(rounds(&report.network))));
    fields! {
        "network": whole,
        "network_by_round": rounds,
        "network_offered": shape(offered),
    }
}

fn rows<'a>(report: &'a Report, _: Names<'a>) -> Rows<'a> {
    Box::new(rounds(&report.network).map(|round| round.pick(&COLUMNS)))
}

/// What had met after each round; lists within a row are left out.
fn rounds(network: &NetworkFigures) -> impl Iterator<Item = Fields<'_>> {
    network.rounds.iter().map(|round| {
        let RoundNetwork { number, met, distances: apart } = round;
        let shape = shape(met).without(&["component_sizes", "degree_histogram"]);
        fields! { "round": *number }.and(shape).and(distances(apart))
    })
}

fn shape(shape: &Shape) -> Fields<'_> {
    let Shape {
        nodes,
        edges,
        isolates,
        components,
        component_sizes,
        largest_component,
        largest_share,
        density,
        mean_degree,
        degrees,
        clustering,
        transitivity,
    } = shape;
    fields! {
        "nodes": *nodes,
        "edges": *edges,
        "components": *components,
        "components_without_isolates": component_sizes.len(),
        "component_sizes": json!(component_sizes),
        "largest_component": *largest_component,
        "largest_share": *largest_share,
        "isolates": *isolates,
        "mean_degree": *mean_degree,
        "max_degree": shape.max_degree(),
        "degree_histogram": json!(degrees),
        "density": *density,
        "clustering": *clustering,
        "transitivity": *transitivity,
    }
}

fn distances<'a>(distances: &Distances) -> Fields<'a> {
    let Distances { mean, diameter, efficiency, basis } = *distances;
    let from = match basis {
        Basis::Everybody => Some(json!("everybody")),
        Basis::Some => Some(json!(SOURCES)),
        Basis::Unmeasured => None,
    };
    fields! {
        "mean_distance": mean,
        "diameter": diameter,
        "global_efficiency": efficiency,
        "distances_from": from,
    }
}

/// How much people talk across each trait, and how alike those who talk are.
fn mixing_entries<'a>(by_trait: &[(Trait, Mixing)]) -> Fields<'a> {
    let (mut indices, mut alike) = (Map::new(), Map::new());
    for (what, mixing) in by_trait {
        let Mixing { external, internal, ei_index, expected, assortativity } = mixing;
        let index = json!({
            "value": ei_index,
            "expected": expected,
            "external": external,
            "internal": internal,
        });
        indices.insert(what.word().into(), index);
        alike.insert(what.word().into(), json!(assortativity));
    }
    fields! { "ei_index": Value::Object(indices), "assortativity": Value::Object(alike) }
}

/// Those who hold most together.
fn top(go_betweens: &[GoBetween], names: Names<'_>) -> Value {
    let each = go_betweens.iter().map(|&GoBetween { person, betweenness }| {
        json!({"id": names.id(person), "name": names.name(person), "betweenness": betweenness})
    });
    each.collect()
}
