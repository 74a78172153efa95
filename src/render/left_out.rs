//! Who is left out of a round that is about to be drawn, by name and by why.

use super::phrases;
use super::why::{name, shortened};
use crate::domain::absent::Why;
use crate::domain::due::{Absence, kept};
use crate::domain::{Person, Programme, RoundNumber};
use crate::text::words;

/// A line for each reason, behind a heading, and what the silent would make of it. Nothing where
/// nobody but those who left is missing: they are no news.
pub fn lines(
    programme: &Programme,
    round: RoundNumber,
    due: usize,
    absent: &[(Person, Absence)],
) -> Vec<String> {
    let kept = kept(absent);
    if kept.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!("Left out of round {round}:")];
    for why in Why::ALL {
        let people: Vec<Person> =
            kept.iter().filter(|one| one.why == why).map(|one| one.person).collect();
        if !people.is_empty() {
            let names = shortened(people.iter().map(|&person| name(programme, person)));
            let number = words::number(people.len());
            lines.push(format!("  {number} {}: {names}", phrases::left_out(why)));
        }
    }
    let silent = kept.iter().filter(|one| one.why == Why::Silent).count();
    if silent > 0 {
        lines.push(format!(
            "If the silent were in, there would be {} more: {} instead of {}. They are asked by: \
             unmentor mail invitation",
            words::number(silent),
            words::number(due + silent),
            words::number(due),
        ));
    }
    lines
}
