//! Trials of whole rounds against brute force.

mod brute;
mod cohorts;
mod every_input;
mod optimum;
mod uniform;

use super::{Exception, Odd, Problem, Random, What, Wish};

/// A small random problem: history of a few rounds, exclusions, wishes, burdens.
pub fn some_problem(n: u32, odd: Odd, random: &mut Random) -> Problem {
    let mut problem = Problem { n, odd, ..Problem::default() };
    let density = random.below(10);
    for u in 0..n {
        for v in u + 1..n {
            if random.below(10) < density {
                let what = match random.below(8) {
                    0 => What::Never,
                    at => What::Repeat([1, u16::from(at % 2 == 0), if at < 4 { 1 } else { 2 }]),
                };
                problem.exceptions.push(Exception { u, v, what });
            }
        }
    }
    for _ in 0..random.below(3) {
        let kinds = 2 + random.below(3);
        let label = |random: &mut Random| (random.below(6) > 0).then(|| random.below(kinds));
        let labels: Vec<Option<u32>> = (0..n).map(|_| label(random)).collect();
        problem.wishes.push(match random.below(3) {
            0 => Wish::Apart(labels),
            1 => Wish::Together(labels),
            _ => Wish::Table {
                class: (0..n).map(|_| [0, 1, 2][random.below(3) as usize]).collect(),
                penalty: vec![vec![0, 1, 0], vec![1, 1, 0], vec![0, 0, 0]],
            },
        });
    }
    problem.burden = (0..n).map(|_| random.below(2)).collect();
    problem
}
