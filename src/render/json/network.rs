//! The network in the JSON document.

use serde_json::{Map, Value, json};

use crate::report::Report;
use crate::report::network::{Basis, Distances, Network, RoundNetwork, SOURCES, Shape};

use super::super::names::Names;

/// The entries `network`, `network_by_round` and `network_offered`.
pub fn network(report: &Report, names: Names<'_>) -> Map<String, Value> {
    let network = &report.network;
    let mut whole = shape(&network.met);
    whole.extend(distances(&network.distances));
    whole.extend(further(network, names));
    let by_round = network.rounds.iter().map(by_round).collect();
    let entries = [
        ("network", Value::Object(whole)),
        ("network_by_round", Value::Array(by_round)),
        ("network_offered", Value::Object(shape(&network.offered))),
    ];
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn shape(shape: &Shape) -> Map<String, Value> {
    object(json!({
        "nodes": shape.nodes,
        "edges": shape.edges,
        "components": shape.components,
        "components_without_isolates": shape.component_sizes.len(),
        "component_sizes": shape.component_sizes,
        "largest_component": shape.largest_component,
        "largest_share": shape.largest_share,
        "isolates": shape.isolates,
        "mean_degree": shape.mean_degree,
        "max_degree": shape.max_degree(),
        "degree_histogram": shape.degrees,
        "density": shape.density,
        "clustering": shape.clustering,
        "transitivity": shape.transitivity,
    }))
}

fn distances(distances: &Distances) -> Map<String, Value> {
    object(json!({
        "mean_distance": distances.mean,
        "diameter": distances.diameter,
        "global_efficiency": distances.efficiency,
        "distances_from": match distances.basis {
            Basis::Everybody => Value::from("everybody"),
            Basis::Some => Value::from(SOURCES),
            Basis::Unmeasured => Value::Null,
        },
    }))
}

fn further(network: &Network, names: Names<'_>) -> Map<String, Value> {
    let ei_index = network.mixing.iter().map(|(what, mixing)| {
        let index = json!({
            "value": mixing.ei_index,
            "expected": mixing.expected,
            "external": mixing.external,
            "internal": mixing.internal,
        });
        (what.word().to_owned(), index)
    });
    let assortativity = network
        .mixing
        .iter()
        .map(|(what, mixing)| (what.word().to_owned(), mixing.assortativity.into()));
    let go_betweens = network.go_betweens.iter().map(|one| {
        json!({
            "id": names.id(one.person),
            "name": names.name(one.person),
            "betweenness": one.betweenness,
        })
    });
    object(json!({
        "ei_index": Value::Object(ei_index.collect()),
        "assortativity": Value::Object(assortativity.collect()),
        "degree_assortativity": network.degree_assortativity,
        "bridges": network.bridges,
        "articulation_points": network.articulation_points,
        "top_betweenness": Value::Array(go_betweens.collect()),
    }))
}

fn by_round(round: &RoundNetwork) -> Value {
    let mut entry = Map::from_iter([("round".to_owned(), round.number.get().into())]);
    let mut figures = shape(&round.met);
    figures.retain(|name, _| name != "component_sizes" && name != "degree_histogram");
    entry.extend(figures);
    entry.extend(distances(&round.distances));
    Value::Object(entry)
}
