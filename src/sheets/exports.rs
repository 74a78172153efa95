//! What other programs of this kind hand out that is no table, as a table.

use std::collections::BTreeMap;

use super::records::Records;
use super::vocabulary::Vocabulary;

/// The headings under which past pairs are read.
const HEADINGS: [&str; 6] = ["round", "date", "a", "b", "c", "person 4"];

/// How many of them are always there.
const USUAL: usize = 5;

/// The pairs in the file of a coffee roulette that runs in the browser: four sections one below the
/// other, of which the last one has a line for each person with everybody they were paired with,
/// `jo@north.example (Round 3, Date: 17/09/2025); …`. `None` for any other text, and for whoever
/// asks for something else than pairs.
pub fn of_coffee_roulette(text: &str, vocabulary: &impl Vocabulary) -> Option<Records> {
    if !text.starts_with("Section,Data") || !vocabulary.suffices(&HEADINGS[..4]) {
        return None;
    }
    let lines = || (1..).zip(text.lines().map(str::trim));
    let (title, _) = lines().find(|(_, line)| *line == "Pairing History")?;
    let mut groups: BTreeMap<(u32, &str), Vec<Group<'_>>> = BTreeMap::new();
    for (number, line) in lines().filter(|(number, _)| *number > title) {
        let Some((person, partners)) = line.split_once(',') else { continue };
        let person = person.trim().trim_matches('"');
        for (partner, round, date) in partners.split(';').filter_map(partner) {
            put_together(groups.entry((round, date)).or_default(), number, person, partner);
        }
    }
    let mut records = Records::default();
    let most = groups.values().flatten().map(|group| group.people.len() + 2).max().unwrap_or(0);
    let width = most.max(USUAL);
    let further = std::iter::repeat_n(HEADINGS[USUAL], width.saturating_sub(HEADINGS.len()));
    records.push(title + 1, HEADINGS.into_iter().chain(further).take(width));
    for ((round, date), groups) in groups {
        for Group { line, people } in groups {
            let round = round.to_string();
            let cells = [&round, date].into_iter().chain(people.iter().copied());
            records.push(line, cells.chain(std::iter::repeat("")).take(width));
        }
    }
    Some(records)
}

/// People who were put together, and the line that says so first.
struct Group<'t> {
    line: u64,
    people: Vec<&'t str>,
}

fn put_together<'t>(groups: &mut Vec<Group<'t>>, line: u64, one: &'t str, other: &'t str) {
    let of = |group: &Group<'t>| group.people.contains(&one) || group.people.contains(&other);
    match groups.iter_mut().find(|group| of(group)) {
        Some(group) => {
            for person in [one, other] {
                if !group.people.contains(&person) {
                    group.people.push(person);
                }
            }
        }
        None => groups.push(Group { line, people: vec![one, other] }),
    }
}

/// `jo@north.example (Round 3, Date: 17/09/2025)`.
fn partner(text: &str) -> Option<(&str, u32, &str)> {
    let (person, when) = text.trim().trim_matches('"').split_once(" (Round ")?;
    let (round, date) = when.split_once(", Date: ")?;
    Some((person.trim(), round.trim().parse().ok()?, date.trim_end_matches(')').trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::tests::People;

    #[test]
    fn people_of_a_round_are_put_together_once() {
        let text = "Section,Data\nEmails,\"a@x.example, b@x.example\"\nGroup Size,2\n\
                    Pairs,\"a@x.example & b@x.example\"\nPairing History\nEmail,Paired With\n\
                    a@x.example,b@x.example (Round 1, Date: 17/09/2025); \
                    c@x.example (Round 2, Date: 24/09/2025); d@x.example (Round 2, Date: 24/09/2025)\n\
                    b@x.example,a@x.example (Round 1, Date: 17/09/2025)\n\
                    c@x.example,a@x.example (Round 2, Date: 24/09/2025)\n";
        assert!(of_coffee_roulette(text, &People).is_none());
        let records = of_coffee_roulette(text, &Pairs).unwrap();
        let row = |record| records.cells(record).collect::<Vec<_>>();
        assert_eq!(row(1), ["1", "17/09/2025", "a@x.example", "b@x.example", ""]);
        let three = ["2", "24/09/2025", "a@x.example", "c@x.example", "d@x.example"];
        assert_eq!((row(2), records.line(2), records.len()), (three.to_vec(), 7, 3));
        assert!(of_coffee_roulette("name,email\n", &Pairs).is_none());
    }

    /// Understands past rounds.
    struct Pairs;

    impl Vocabulary for Pairs {
        type Meaning = &'static str;

        fn meaning(&self, heading: &str) -> Option<&'static str> {
            HEADINGS.into_iter().find(|known| *known == heading)
        }

        fn is_named(&self, _: &str) -> bool {
            false
        }

        fn suffices(&self, header: &[&str]) -> bool {
            header.contains(&"a") && header.contains(&"b")
        }

        fn is_datum(&self, cell: &str) -> bool {
            cell.contains('@')
        }

        fn example(&self) -> &'static str {
            "round,date,a,b"
        }
    }
}
