//! A plain text format for matching instances.
//!
//! The first line has the number of vertices and of edges, `n m`; then follows one edge a line,
//! `u v cost`, with vertices numbered from 0. Empty lines and lines that start with `#` are
//! skipped. Costs are integers, negative ones included.

use super::graph::Edge;

/// A graph read from text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The number of vertices.
    pub n: usize,
    /// The edges, in the order of the file.
    pub edges: Vec<Edge<i128>>,
}

/// What is wrong with a file, and where (lines are numbered from 1).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstanceError {
    /// There is no line but empty ones and remarks.
    #[error("the file has no line `n m`")]
    Empty,
    /// A line does not have two or three fields, as it should.
    #[error("line {line}: expected `{expected}`, found {found} fields")]
    Fields {
        /// The line.
        line: usize,
        /// What the line should look like.
        expected: &'static str,
        /// The number of fields.
        found: usize,
    },
    /// A field is not an integer, or one out of range.
    #[error("line {line}: `{field}` is not a valid {what}")]
    Number {
        /// The line.
        line: usize,
        /// The field.
        field: String,
        /// What it should be.
        what: &'static str,
    },
    /// A vertex that does not exist.
    #[error(
        "line {line}: vertex {vertex} does not exist; vertices are numbered from 0 and there are {n}"
    )]
    Vertex {
        /// The line.
        line: usize,
        /// The vertex.
        vertex: u32,
        /// The number of vertices.
        n: usize,
    },
    /// Fewer or more edges than the first line says.
    #[error("line {line} announces {expected} edges, but there are {found}")]
    Count {
        /// The line with the announcement.
        line: usize,
        /// The announced number.
        expected: usize,
        /// The true number.
        found: usize,
    },
}

impl Instance {
    /// Reads an instance.
    ///
    /// ```
    /// use unmentor::matching::{Instance, minimum_cost_perfect};
    ///
    /// let instance = Instance::parse("2 1\n0 1 -7\n")?;
    /// let optimum = minimum_cost_perfect(instance.n, &instance.edges)?;
    /// assert_eq!(optimum.cost, -7);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, InstanceError> {
        let mut lines = (1usize..)
            .zip(text.lines())
            .map(|(line, text)| (line, text.trim()))
            .filter(|(_, text)| !text.is_empty() && !text.starts_with('#'));
        let (head, text) = lines.next().ok_or(InstanceError::Empty)?;
        let [n, m] = fields(head, text, "n m")?;
        let n: u32 = number(head, n, "number of vertices")?;
        let m: usize = number(head, m, "number of edges")?;
        let n = n as usize;
        // The announced number is not trusted with memory.
        let mut edges = Vec::with_capacity(m.min(text.len()));
        for (line, text) in lines {
            let [u, v, cost] = fields(line, text, "u v cost")?;
            let (u, v) = (number(line, u, "vertex")?, number(line, v, "vertex")?);
            for vertex in [u, v] {
                if vertex as usize >= n {
                    return Err(InstanceError::Vertex { line, vertex, n });
                }
            }
            edges.push(Edge::new(u, v, number(line, cost, "cost")?));
        }
        if edges.len() != m {
            return Err(InstanceError::Count { line: head, expected: m, found: edges.len() });
        }
        Ok(Self { n, edges })
    }

    /// Its edges with costs of 64 bits, if they fit.
    pub fn narrow(&self) -> Option<Vec<Edge<i64>>> {
        self.edges
            .iter()
            .map(|edge| Some(Edge::new(edge.u, edge.v, i64::try_from(edge.cost).ok()?)))
            .collect()
    }
}

fn fields<'a, const N: usize>(
    line: usize,
    text: &'a str,
    expected: &'static str,
) -> Result<[&'a str; N], InstanceError> {
    let mut found = text.split_whitespace();
    let fields = [(); N].map(|()| found.next());
    let count = fields.iter().flatten().count() + found.count();
    if count != N {
        return Err(InstanceError::Fields { line, expected, found: count });
    }
    Ok(fields.map(Option::unwrap_or_default))
}

fn number<T: std::str::FromStr>(
    line: usize,
    field: &str,
    what: &'static str,
) -> Result<T, InstanceError> {
    field.parse().map_err(|_| InstanceError::Number { line, field: field.to_owned(), what })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_and_empty_lines_are_skipped_and_costs_may_be_wide() {
        let text = "# two\n\n3 2\r\n0 1 -5\n  1 2 170141183460469231731687303715884105727\n";
        let instance = Instance::parse(text).unwrap();
        let edges = vec![Edge::new(0, 1, -5), Edge::new(1, 2, i128::MAX)];
        assert_eq!(instance, Instance { n: 3, edges });
        assert_eq!(instance.narrow(), None);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, expected) in [
            ("# nothing\n", "the file has no line `n m`"),
            ("2\n", "line 1: expected `n m`, found 1 fields"),
            ("2 1\n\n0 1\n", "line 3: expected `u v cost`, found 2 fields"),
            ("2 1\n0 1 2 3\n", "line 2: expected `u v cost`, found 4 fields"),
            ("-2 1\n", "line 1: `-2` is not a valid number of vertices"),
            ("2 1\n0 x 1\n", "line 2: `x` is not a valid vertex"),
            ("2 1\n0 1 1.5\n", "line 2: `1.5` is not a valid cost"),
            (
                "2 1\n0 2 1\n",
                "line 2: vertex 2 does not exist; vertices are numbered from 0 and there are 2",
            ),
            ("2 2\n0 1 1\n", "line 1 announces 2 edges, but there are 1"),
            ("2 99999999999999\n0 1 1\n", "line 1 announces 99999999999999 edges, but there are 1"),
        ] {
            assert_eq!(Instance::parse(text).unwrap_err().to_string(), expected, "{text:?}");
        }
    }
}
