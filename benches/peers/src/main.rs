//! Measures the matching engine and its peers on the same instances, and prints the table of
//! `benches/README.md`: geometric means per group, as ratios to our engine.
//!
//! ```text
//! peers DIR [--lemon PROGRAM] [--networkx PYTHON SCRIPT] [--each]
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rustworkx_core::max_weight_matching::max_weight_matching;
use rustworkx_core::petgraph::graph::UnGraph;
use unmentor::matching::{Edge, Instance, minimum_cost_perfect};

type Any<T> = Result<T, Box<dyn Error>>;

/// One graph, in the form from which every engine starts.
struct Task {
    name: String,
    path: PathBuf,
    n: usize,
    edges: Vec<Edge<i64>>,
}

/// No engine is started on an instance on which it cannot be expected to end within this.
const PATIENCE: Duration = Duration::from_secs(5);

fn main() -> Any<()> {
    let mut args = std::env::args().skip(1);
    let mut folder = None;
    let mut externals: Vec<(&str, Vec<String>)> = Vec::new();
    let mut each = false;
    let mut missing = || "an option lacks its value";
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--lemon" => externals.push(("LEMON", vec![args.next().ok_or_else(&mut missing)?])),
            "--networkx" => externals.push((
                "networkx",
                vec![args.next().ok_or_else(&mut missing)?, args.next().ok_or_else(&mut missing)?],
            )),
            "--each" => each = true,
            _ => folder = Some(arg),
        }
    }
    let folder = folder.ok_or("usage: peers DIR [--lemon PROGRAM] [--networkx PYTHON SCRIPT]")?;
    let tasks = tasks(Path::new(&folder))?;

    let mut engines: Vec<(&str, Vec<Option<f64>>)> = Vec::new();
    engines.push(("ours", tasks.iter().map(ours).collect()));
    engines.push(("integer-blossom", tasks.iter().map(integer_blossom).collect()));
    engines.push(("rustworkx-core", tasks.iter().map(rustworkx).collect()));
    for (name, command) in externals {
        engines.push((name, tasks.iter().map(|task| external(&command, task)).collect()));
    }

    let mut groups: BTreeMap<(String, usize), Vec<usize>> = BTreeMap::new();
    for (at, task) in tasks.iter().enumerate() {
        let kind = task.name.split('_').next().unwrap_or_default().to_owned();
        let size = if kind == "nasty" { 0 } else { task.n };
        groups.entry((kind, size)).or_default().push(at);
    }
    if each {
        groups = (0..tasks.len()).map(|at| ((tasks[at].name.clone(), 0), vec![at])).collect();
    }
    print!("| group | ours, ms |");
    engines.iter().skip(1).for_each(|(name, _)| print!(" {name} |"));
    print!("\n|---|---|{}\n", "---|".repeat(engines.len() - 1));
    for ((kind, size), members) in groups {
        let mean = |times: &[Option<f64>]| -> Option<f64> {
            let logs: Option<Vec<f64>> = members.iter().map(|&at| times[at].map(f64::ln)).collect();
            logs.map(|logs| (logs.iter().sum::<f64>() / logs.len() as f64).exp())
        };
        let own = mean(&engines[0].1).ok_or("our engine failed")?;
        let size = if size == 0 { String::new() } else { format!(" n={size}") };
        print!("| {kind}{size} | {own:.3} |");
        for (_, times) in &engines[1..] {
            match mean(times) {
                Some(time) => print!(" {:.1} |", time / own),
                None => print!(" - |"),
            }
        }
        println!();
    }
    Ok(())
}

/// The solvable instances of a folder.
fn tasks(folder: &Path) -> Any<Vec<Task>> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Any<_>>()?;
    paths.sort();
    let mut tasks = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !["dense", "sparse", "nasty"].iter().any(|kind| name.starts_with(kind)) {
            continue;
        }
        let mut text = String::new();
        let file = std::fs::File::open(&path)?;
        if name.ends_with(".gz") {
            flate2::read::GzDecoder::new(file).read_to_string(&mut text)?;
        } else {
            { file }.read_to_string(&mut text)?;
        }
        let instance = Instance::parse(&text)?;
        let edges = instance.narrow().ok_or("costs beyond 64 bits")?;
        tasks.push(Task { name, path, n: instance.n, edges });
    }
    Ok(tasks)
}

/// The least time of one run in milliseconds: other work on the machine only ever adds.
fn measure(mut run: impl FnMut()) -> Option<f64> {
    let begin = Instant::now();
    run();
    let mut least = begin.elapsed();
    let mut runs = 1;
    while runs < 5 || begin.elapsed() < Duration::from_millis(300) {
        if begin.elapsed() > PATIENCE {
            break;
        }
        let start = Instant::now();
        run();
        least = least.min(start.elapsed());
        runs += 1;
    }
    Some(least.as_secs_f64() * 1e3)
}

fn ours(task: &Task) -> Option<f64> {
    measure(|| {
        let optimum = minimum_cost_perfect(task.n, &task.edges);
        std::hint::black_box(optimum.is_ok());
    })
}

/// Works on a matrix; pairs that are no edges get a cost that no optimum pays.
fn integer_blossom(task: &Task) -> Option<f64> {
    if task.n > 3_000 {
        return None;
    }
    let most = i128::from(task.edges.iter().map(|edge| edge.cost).max()?);
    let forbidden = (most + 1) * (task.n as i128 / 2);
    if forbidden < i128::from(i64::MAX / 8) {
        measure(|| {
            let cost = matrix(task, i64::try_from(forbidden).unwrap_or_default(), |cost| cost);
            std::hint::black_box(integer_blossom::min_weight_perfect_matching(&cost, task.n));
        })
    } else {
        measure(|| {
            let cost = matrix(task, forbidden, i128::from);
            std::hint::black_box(integer_blossom::min_weight_perfect_matching(&cost, task.n));
        })
    }
}

fn matrix<W: Copy>(task: &Task, forbidden: W, convert: impl Fn(i64) -> W) -> Vec<W> {
    let mut cost = vec![forbidden; task.n * task.n];
    for edge in &task.edges {
        let (u, v) = (edge.u.min(edge.v) as usize, edge.u.max(edge.v) as usize);
        cost[u * task.n + v] = convert(edge.cost);
    }
    cost
}

fn rustworkx(task: &Task) -> Option<f64> {
    // It takes a minute and more from here on.
    if task.n > 3_000 {
        return None;
    }
    measure(|| {
        let graph = UnGraph::<(), i128>::from_edges(
            task.edges.iter().map(|edge| (edge.u, edge.v, -i128::from(edge.cost))),
        );
        let pairs = max_weight_matching(
            &graph,
            true,
            |edge| Ok::<_, std::convert::Infallible>(*edge.weight()),
            false,
        );
        std::hint::black_box(pairs.is_ok());
    })
}

/// A program that is given a file of plain text and prints its best time in milliseconds.
fn external(command: &[String], task: &Task) -> Option<f64> {
    if command.len() > 1 && task.n > 3_000 {
        return None;
    }
    let plain = std::env::temp_dir().join("peers-instance.txt");
    let mut text = format!("{} {}\n", task.n, task.edges.len());
    for edge in &task.edges {
        text += &format!("{} {} {}\n", edge.u, edge.v, edge.cost);
    }
    std::fs::write(&plain, text).ok()?;
    let output = Command::new(&command[0]).args(&command[1..]).arg(&plain).output().ok()?;
    if !output.status.success() {
        eprintln!("{}: {}", task.path.display(), String::from_utf8_lossy(&output.stderr));
    }
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}
