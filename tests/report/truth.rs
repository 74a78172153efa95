//! Every figure of `truth.json` stands in the report's JSON, by its own name.

use std::collections::BTreeMap;

use serde_json::Value;
use unmentor::render::{self, Format};
use unmentor::report::Report;

use crate::fixture::{data, five_rounds, today};

/// Words of the truth and what we call them.
const NAMES: &[(&str, &str)] = &[
    ("persons_matched", "persons_paired"),
    ("matches_with", "pairs_with"),
    ("matches_per", "pairs_per"),
    ("matches", "pairs"),
    ("triples", "trios"),
    ("byes", "sitting_out"),
    ("unconfirmed", "not_confirmed"),
    ("not-met", "not_met"),
    ("repeat_edges", "repeats"),
    ("sent", "date"),
    ("conflict", "disagreement"),
    ("wilson95/0", "low"),
    ("wilson95/1", "high"),
    ("ci95/0", "low"),
    ("ci95/1", "high"),
    ("pi95/0", "low"),
    ("pi95/1", "high"),
    ("reasons_by_match/(none given)", "reasons/missing_pairs"),
    ("reasons_by_match", "reasons/by_pair"),
    ("reasons_by_answer", "reasons/by_answer"),
    ("reasons_missing_answers", "reasons/missing_answers"),
    ("average_clustering", "clustering"),
    ("mean_shortest_path_largest", "mean_distance"),
    ("diameter_largest", "diameter"),
    ("assortativity_", "assortativity/"),
    ("/ei/", "/ei_index/"),
    ("/index", "/value"),
    ("expected_random", "expected"),
    ("guaranteed_lower", "at_least"),
    ("runway/upper", "runway/at_most"),
];

/// The leaves of a document by their path.
fn leaves(path: &str, value: &Value, into: &mut BTreeMap<String, Value>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(i, v)| (i.to_string(), v)).collect(),
        leaf => {
            into.insert(path.to_owned(), leaf.clone());
            return;
        }
    };
    for (key, value) in inner {
        leaves(&format!("{path}/{key}"), value, into);
    }
}

/// Where a figure of the truth stands in the report.
fn our_path(path: &str) -> String {
    let mut path = path.to_owned();
    for (theirs, ours) in NAMES {
        path = path.replace(theirs, ours);
    }
    if let Some(rest) = path.strip_prefix("/people/") {
        path = format!("/participants/{rest}");
    }
    if path.starts_with("/network/top_betweenness/") {
        let last = if path.ends_with("/0") { "id" } else { "betweenness" };
        let end = path.len() - 1;
        path.replace_range(end.., last);
    }
    path
}

fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours.as_f64(), theirs.as_f64()) {
        (Some(ours), Some(theirs)) => (ours - theirs).abs() < 1e-9,
        _ => ours == theirs,
    }
}

#[test]
fn every_figure_agrees_with_the_truth_to_nine_digits() {
    let report = Report::of(&five_rounds(), today());
    let mut text = Vec::new();
    render::report(&report, None, Format::Json, false, &mut text).unwrap();
    let (mut ours, mut theirs) = (BTreeMap::new(), BTreeMap::new());
    leaves("", &serde_json::from_slice(&text).unwrap(), &mut ours);
    leaves("", &serde_json::from_str(&data("truth.json")).unwrap(), &mut theirs);
    let mut wrong = Vec::new();
    for (path, theirs) in &theirs {
        let found = ours.get(&our_path(path));
        if !found.is_some_and(|ours| same(ours, theirs)) {
            wrong.push(format!("{path}: {theirs}, we say {found:?} at {}", our_path(path)));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), theirs.len(), wrong.join("\n"));
    assert!(theirs.len() > 500, "{}", theirs.len());
}
