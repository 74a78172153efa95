//! The matching engine against brute force and against published optima.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;

use unmentor::matching::{
    Cost, Edge, Instance, MatchingError, NoPerfectMatching, Optimum, minimum_cost_perfect,
};

use crate::support::folder::example;

/// A small generator, so that the same graphs come up everywhere (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    fn vertex(&mut self, n: usize) -> u32 {
        u32::try_from(self.roll(n as u64)).unwrap()
    }

    fn cost(&mut self, range: u64) -> i64 {
        i64::try_from(self.roll(range)).unwrap()
    }
}

/// The least cost by dynamic programming over sets of vertices; `None` without perfect matching.
fn brute_force(n: usize, edges: &[Edge<i64>]) -> Option<i128> {
    let mut table = vec![None; 1 << n];
    table[0] = Some(0i128);
    for set in 1usize..1 << n {
        let lowest = set.trailing_zeros();
        table[set] = edges
            .iter()
            .filter(|edge| edge.u != edge.v && edge.u.min(edge.v) == lowest)
            .filter(|edge| set >> edge.u.max(edge.v) & 1 == 1)
            .filter_map(|edge| {
                let rest = set & !(1 << edge.u) & !(1 << edge.v);
                table[rest].map(|cost: i128| cost + i128::from(edge.cost))
            })
            .min();
    }
    table[table.len() - 1]
}

/// Solves, checks the proof either way, and returns the cost.
fn checked<C: Cost>(n: usize, edges: &[Edge<C>]) -> Option<i128> {
    match minimum_cost_perfect(n, edges) {
        Ok(Optimum { mate, cost, certificate }) => {
            certificate.verify(n, edges, &mate).unwrap();
            assert_eq!(certificate.bound(), Some(2 * cost));
            Some(cost)
        }
        Err(MatchingError::Infeasible(proof)) => {
            proof.verify(n, edges).unwrap();
            None
        }
        Err(other) => panic!("{other}"),
    }
}

fn read(path: &Path) -> String {
    let mut text = String::new();
    let file = File::open(path).unwrap();
    if path.extension().is_some_and(|ending| ending == "gz") {
        flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    } else {
        { file }.read_to_string(&mut text).unwrap();
    }
    text
}

fn instances() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/matching/instances"))
}

#[test]
fn random_small_graphs_agree_with_brute_force() {
    let mut dice = Dice(1);
    let mut infeasible = 0;
    for round in 0..10_000 {
        let n = usize::try_from(dice.roll(11)).unwrap();
        let mut edges = Vec::new();
        if n > 0 {
            let range = [1, 2, 3, 10, 1000, 1 << 62][usize::try_from(dice.roll(6)).unwrap()];
            for _ in 0..dice.roll(1 + (n * n) as u64) {
                let shift = if round % 3 == 0 { dice.cost(range) } else { 0 };
                let cost = dice.cost(range) - shift;
                edges.push(Edge::new(dice.vertex(n), dice.vertex(n), cost));
            }
        }
        let expected = brute_force(n, &edges);
        infeasible += usize::from(expected.is_none());
        assert_eq!(checked(n, &edges), expected, "round {round}: {n} {edges:?}");
        let wide: Vec<_> =
            edges.iter().map(|e| Edge::new(e.u, e.v, i128::from(e.cost) << 20)).collect();
        assert_eq!(checked(n, &wide), expected.map(|cost| cost << 20), "round {round}, wide");
    }
    assert!((1_000..9_000).contains(&infeasible), "{infeasible} infeasible");
}

#[test]
fn stored_instances_are_solved_to_their_published_optimum() {
    let manifest = read(&instances().join("manifest.json"));
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    for entry in manifest.as_array().unwrap() {
        let file = entry["file"].as_str().unwrap();
        let instance = Instance::parse(&read(&instances().join(file))).unwrap();
        assert_eq!(entry["n"], instance.n, "{file}");
        assert_eq!(entry["m"], instance.edges.len(), "{file}");
        let expected = entry["optimum"].as_i64().map(i128::from);
        assert_eq!(checked(instance.n, &instance.edges), expected, "{file}");
    }
}

#[test]
fn two_thousand_stored_small_graphs_are_solved_to_their_optimum() {
    let text = read(&instances().join("fuzz_tiny_2000.txt.gz"));
    let mut count = 0;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split_whitespace();
        let mut number = || fields.next().unwrap().parse::<i64>().unwrap();
        let (n, m, optimum, _count) = (number(), number(), number(), number());
        let edges: Vec<_> = fields
            .map(|edge| {
                let mut parts = edge.split(',').map(|part| part.parse::<i64>().unwrap());
                let mut next = || parts.next().unwrap();
                let (u, v) = (next().try_into().unwrap(), next().try_into().unwrap());
                Edge::new(u, v, next())
            })
            .collect();
        assert_eq!(i64::try_from(edges.len()).unwrap(), m);
        let expected = (optimum >= 0).then_some(i128::from(optimum));
        assert_eq!(checked(n.try_into().unwrap(), &edges), expected, "{line}");
        count += 1;
    }
    assert_eq!(count, 2000);
}

#[test]
fn the_empty_graph_has_the_empty_matching() {
    let optimum = minimum_cost_perfect::<i64>(0, &[]).unwrap();
    assert_eq!((optimum.mate, optimum.cost), (vec![], 0));
}

#[test]
fn loops_and_dearer_parallel_edges_do_not_matter() {
    let edges = [
        Edge::new(0, 0, -100),
        Edge::new(0, 1, 7),
        Edge::new(1, 0, 3),
        Edge::new(0, 1, 3),
        Edge::new(1, 1, i64::MIN),
    ];
    assert_eq!(checked(2, &edges), Some(3));
}

#[test]
fn an_odd_number_of_vertices_is_infeasible_with_proof() {
    let edges = [Edge::new(0, 1, 1i64), Edge::new(1, 2, 1), Edge::new(2, 0, 1)];
    assert_eq!(
        minimum_cost_perfect(3, &edges),
        Err(MatchingError::Infeasible(NoPerfectMatching { barrier: vec![] }))
    );
}

#[test]
fn the_centre_of_a_star_is_its_barrier() {
    let edges = [Edge::new(0, 1, 1i64), Edge::new(0, 2, 1), Edge::new(0, 3, 1)];
    assert_eq!(
        minimum_cost_perfect(4, &edges),
        Err(MatchingError::Infeasible(NoPerfectMatching { barrier: vec![0] }))
    );
}

#[test]
fn the_largest_costs_of_64_bits_do_not_overflow() {
    for cost in [i64::MAX, i64::MIN] {
        let mut edges = Vec::new();
        for u in 0..10 {
            for v in 0..u {
                let other = if (u ^ v) & 1 == 0 { cost } else { !cost };
                edges.push(Edge::new(u, v, other));
            }
        }
        assert_eq!(checked(10, &edges), brute_force(10, &edges));
    }
}

#[test]
fn costs_beyond_the_arithmetic_are_an_error() {
    let edges = [Edge::new(0, 1, i128::MAX)];
    assert_eq!(minimum_cost_perfect(2, &edges), Err(MatchingError::CostTooLarge));
}

#[test]
fn a_vertex_out_of_range_is_an_error() {
    let edges = [Edge::new(0, 1, 1i64), Edge::new(0, 2, 1)];
    assert_eq!(minimum_cost_perfect(2, &edges), Err(MatchingError::VertexOutOfRange { edge: 1 }));
}

#[test]
fn graphs_of_many_kinds_are_solved_with_a_proof() {
    let mut dice = Dice(2);
    let mut infeasible = 0;
    for round in 0..600 {
        let n = 2 * (10 + usize::try_from(dice.roll(60)).unwrap());
        let size = u32::try_from(n).unwrap();
        let places: Vec<_> = (0..n).map(|_| (dice.cost(1000), dice.cost(1000))).collect();
        let sparse = [0, 2, 30, 95][usize::try_from(dice.roll(4)).unwrap()];
        let mut edges = Vec::new();
        for u in 0..size {
            for v in 0..u {
                let (a, b) = (places[u as usize], places[v as usize]);
                let distance = (a.0 - b.0).abs() + (a.1 - b.1).abs();
                if dice.roll(100) < sparse && distance > 150 {
                    continue;
                }
                let cost = match round % 5 {
                    0 => distance,
                    1 => dice.cost(3),
                    2 => i64::from(u) * i64::from(v),
                    3 => -distance * distance,
                    _ => i64::from(u.abs_diff(v) % 7 == 3) * dice.cost(1 << 40),
                };
                edges.push(Edge::new(u, v, cost));
            }
        }
        infeasible += usize::from(checked(n, &edges).is_none());
    }
    assert!((10..300).contains(&infeasible), "{infeasible} infeasible");
}

#[test]
fn deep_nesting_needs_neither_stack_nor_quadratic_time() {
    // A path whose edges get dearer, with chords: blossoms within blossoms all the way.
    let n = 20_000u32;
    let path = (0..n - 1).map(|v| Edge::new(v, v + 1, i64::from(v)));
    let chords = (0..n - 2).map(|v| Edge::new(v, v + 2, i64::from(v)));
    let edges: Vec<_> = path.chain(chords).collect();
    assert!(checked(n as usize, &edges).is_some());
    assert!(checked(n as usize - 1, &edges[..edges.len() / 2]).is_none());
}

#[test]
fn costs_at_the_edge_of_64_bits_are_solved_in_wider_numbers() {
    // Along this path the duals pile up to many times the largest cost.
    for bits in 50..63 {
        let dear = 1i64 << bits;
        let path = (0..99u32).map(|v| Edge::new(v, v + 1, if v % 2 == 0 { dear } else { 0 }));
        let edges: Vec<_> = path.collect();
        assert_eq!(checked(100, &edges), Some(50 * i128::from(dear)));
        assert_eq!(checked(101, &edges), None);
        let ring: Vec<_> = edges.iter().copied().chain([Edge::new(99, 0, dear)]).collect();
        assert_eq!(checked(100, &ring), Some(i128::from(dear)));
    }
}

#[test]
fn the_example_prints_cost_and_pairs_or_infeasible() {
    let file = |name: &str| instances().join(name).to_str().unwrap().to_owned();
    let (code, out) = pairs_of(&file("nasty_twocliques_n60.txt"), "");
    assert_eq!(code, 0);
    assert!(out.starts_with("cost 1005\n"));
    assert_eq!(out.lines().count(), 31);
    assert_eq!(
        pairs_of(&file("infeasible_twocliques_n60.txt"), ""),
        (4, "infeasible\n".to_owned())
    );
    assert_eq!(pairs_of("-", "2 1\n1 0 -3\n"), (0, "cost -3\n0 1\n".to_owned()));
    assert_eq!(pairs_of("-", "2 1\n1 0\n"), (3, String::new()));
    assert_eq!(pairs_of(&file("no such file"), ""), (1, String::new()));
}

/// Runs `examples/min_cost_pairs.rs` and returns its exit code and standard output.
fn pairs_of(argument: &str, input: &str) -> (i32, String) {
    let mut child = example("min_cost_pairs")
        .arg(argument)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}
