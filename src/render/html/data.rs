//! What the script must know: names, and who was with whom in each round.

use std::io::{self, Write};

use serde::Serialize;

use crate::domain::Standing;
use crate::render::phrases;

use super::columns::Column;
use super::scene::Scene;

#[derive(Serialize)]
struct Data<'s> {
    people: &'s [String],
    /// How many signs stand for a person in the lines.
    signs: usize,
    columns: Vec<Column>,
    rounds: Vec<Round>,
}

#[derive(Serialize)]
struct Round {
    number: u32,
    words: String,
    /// For each line its two people, in base 36 and so many signs, then how they stand: 0 to 4,
    /// and 5 more in a trio.
    lines: String,
}

/// Writes the data as JSON that cannot end the element in which it stands.
pub fn write(scene: &Scene, columns: Vec<Column>, out: &mut dyn Write) -> io::Result<()> {
    let signs = base_36(scene.people.len(), 1).len();
    let rounds = scene.rounds.iter().map(|round| Round {
        number: round.number.get(),
        words: phrases::round(round.number, round.counts),
        lines: round
            .lines
            .iter()
            .flat_map(|(line, _)| {
                let standing = Standing::ALL.iter().position(|&one| one == line.standing);
                let trio = if line.trio { Standing::ALL.len() } else { 0 };
                let kind = standing.unwrap_or_default() + trio;
                let [one, other] =
                    [line.ends.0, line.ends.1].map(|end| base_36(end as usize, signs));
                [one, other, kind.to_string()]
            })
            .collect(),
    });
    let data = Data { people: &scene.people, signs, columns, rounds: rounds.collect() };
    let json = inert(&serde_json::to_string(&data)?);
    writeln!(out, "<script id=\"data\" type=\"application/json\">{json}</script>")
}

/// A number in base 36 with at least so many digits.
fn base_36(mut number: usize, digits: usize) -> String {
    let mut written = Vec::new();
    while number > 0 || written.len() < digits {
        written.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]);
        number /= 36;
    }
    written.into_iter().rev().map(char::from).collect()
}

/// JSON without a sign that means anything to a reader of HTML, XML or old JavaScript; all of
/// them can only stand within strings.
fn inert(json: &str) -> String {
    let mut inert = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => inert.push_str("\\u003c"),
            '>' => inert.push_str("\\u003e"),
            '&' => inert.push_str("\\u0026"),
            '\'' => inert.push_str("\\u0027"),
            '\u{2028}' => inert.push_str("\\u2028"),
            '\u{2029}' => inert.push_str("\\u2029"),
            c => inert.push(c),
        }
    }
    inert
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_as_many_digits_as_asked() {
        assert_eq!([base_36(0, 1), base_36(35, 2), base_36(1296, 2)], ["0", "0z", "100"]);
    }

    #[test]
    fn json_ends_no_element_and_means_the_same() {
        let nasty = "</script><!--<script>&amp;\u{2028}'\"\\";
        let json = inert(&serde_json::to_string(nasty).unwrap());
        assert!(!json.contains(['<', '>', '&', '\'', '\u{2028}']));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), nasty);
    }
}
