//! Prints a perfect matching of least cost of the graph in a text file.
//!
//! ```text
//! cargo run --release --example min_cost_pairs -- FILE
//! ```
//!
//! FILE (`-` for standard input) starts with a line `n m`, the numbers of vertices and edges;
//! then each of m lines has `u v cost`, vertices numbered from 0. Printed are `cost C` and one
//! pair a line, or `infeasible`; the proof of either has been checked before.
//!
//! Exit codes: 0 pairs were printed · 1 the file cannot be read, or the output not be written ·
//! 2 wrong usage · 3 the file is not a graph as described · 4 there is no perfect matching.

use std::error::Error;
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use unmentor::matching::{Instance, MatchingError, minimum_cost_perfect};

/// What went wrong, and the exit code for it.
type Failure = (u8, Box<dyn Error>);

fn main() -> ExitCode {
    match run() {
        Ok(code) => ExitCode::from(code),
        Err((code, error)) => {
            // Nothing is left to report to if standard error is closed.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(code)
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a program of its own may read standard input")]
fn run() -> Result<u8, Failure> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(file), None) = (arguments.next(), arguments.next()) else {
        return Err((2, "usage: min_cost_pairs FILE   (`-` reads standard input)".into()));
    };
    let name = file.to_string_lossy();
    let text = if file == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(&file)
    };
    let text = text.map_err(|error| (1, format!("`{name}`: {error}").into()))?;
    let instance =
        Instance::parse(&text).map_err(|error| (3, format!("`{name}`: {error}").into()))?;

    let mut out = BufWriter::new(io::stdout().lock());
    match minimum_cost_perfect(instance.n, &instance.edges) {
        Ok(optimum) => {
            optimum
                .certificate
                .verify(instance.n, &instance.edges, &optimum.mate)
                .map_err(|violation| (1, violation.into()))?;
            writeln!(out, "cost {}", optimum.cost).map_err(unwritten)?;
            for (u, &v) in (0u32..).zip(&optimum.mate).filter(|(u, v)| u < v) {
                writeln!(out, "{u} {v}").map_err(unwritten)?;
            }
            out.flush().map_err(unwritten)?;
            Ok(0)
        }
        Err(MatchingError::Infeasible(proof)) => {
            proof.verify(instance.n, &instance.edges).map_err(|violation| (1, violation.into()))?;
            writeln!(out, "infeasible").and_then(|()| out.flush()).map_err(unwritten)?;
            Ok(4)
        }
        Err(error) => Err((3, format!("`{name}`: {error}").into())),
    }
}

fn unwritten(error: io::Error) -> Failure {
    (1, error.into())
}
