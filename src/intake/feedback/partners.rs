//! The partners that a row names, and whether they are the partners.

use crate::domain::{Finding, FindingKind, Person};
use crate::text::fold;
use crate::text::{excerpt, quote};

use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::people::People;
use super::super::values::line;
use super::Known;
use super::seats::Seat;
use crate::sheets::Notes;
use crate::sheets::Row;
use crate::text::is_blank;

/// Everybody who can be meant by each partner named in a cell: the cell as a whole if it is
/// somebody, else its parts between `&`, `and` and the like.
pub fn named_partners(cell: &str, people: &People<'_>) -> Vec<Vec<Person>> {
    if is_blank(cell) {
        return Vec::new();
    }
    let whole = people.meant(cell);
    if !whole.is_empty() {
        return vec![whole];
    }
    parts(cell).iter().map(|part| people.meant(part)).collect()
}

/// The partners named in a cell.
fn parts(cell: &str) -> Vec<String> {
    let mut text = fold(&line(&cell.replace(['\n', '\r'], " & ")));
    for (open, close) in [('(', ')'), ('[', ']')] {
        while let (Some(from), Some(to)) = (text.find(open), text.find(close)) {
            if to < from {
                break;
            }
            text.replace_range(from..=to, " ");
        }
    }
    for word in [" and ", " und ", " et ", " y ", " ac ", " a ", " with "] {
        text = text.replace(word, " & ");
    }
    let parts = text.split(['&', ',', ';', '/', '+']).map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Sets a row aside whose named partner is not the partner. A name that is only spelled a little
/// differently is taken and noted.
pub fn check_partner(
    row: Row<'_>,
    columns: &Columns,
    known: &Known<'_>,
    seat: Seat,
    partners: &[Person],
    noted: &mut Notes,
) -> Result<(), Finding> {
    let cell = columns.cell(row, Meaning::Partner);
    let named = named_partners(cell, &known.people);
    let place = || columns.place(row, Meaning::Partner);
    let expected = || {
        let all: Vec<_> = partners.iter().map(|&partner| known.people.full(partner)).collect();
        all.join(" and ")
    };
    // Of three who talked some name all three.
    let is_self = |meant: &Vec<Person>| meant[..] == [seat.person];
    if !named.is_empty() && named.iter().all(is_self) {
        let message = format!("{} names themself as the partner", known.people.short(seat.person));
        return Err(Finding::new(FindingKind::OwnPartner, place(), message)
            .excerpt(row.excerpt())
            .hint(known.if_so(&format!("did you mean {}?", expected()), row, columns, seat)));
    }
    let fits = |meant: &[Person]| {
        meant.iter().any(|person| partners.contains(person) || *person == seat.person)
    };
    if named.iter().all(|meant| fits(meant)) {
        return Ok(());
    }
    let true_names: Vec<String> = partners.iter().map(|&p| fold(&known.roster_name(p))).collect();
    // Each part that is nobody else's name may be a spelling of a partner's.
    let spelled = std::iter::once(fold(&line(cell))).chain(parts(cell)).collect::<Vec<_>>();
    let like = |part: &String| true_names.iter().any(|name| is_like(part, name));
    let strangers = named.iter().any(|meant| !meant.is_empty() && !fits(meant));
    if !strangers && (like(&spelled[0]) || spelled[1..].iter().all(like)) {
        let message = format!("{} is taken for {}", quote(cell), expected());
        noted.push(Finding::new(FindingKind::PartnerSpelledOtherwise, place(), message));
        return Ok(());
    }
    let message = format!(
        "{} was not put together with {} in round {}",
        known.people.short(seat.person),
        quote(cell),
        seat.round,
    );
    Err(Finding::new(FindingKind::OtherPartner, place(), message).excerpt(excerpt(cell)).hint(
        if strangers {
            // They name somebody else whom we know: what they say is not about this pair.
            format!(
                "in round {} it was {}; correct the partner in the sheet",
                seat.round,
                expected()
            )
        } else {
            known.if_so(&format!("did you mean {}?", expected()), row, columns, seat)
        },
    ))
}

/// Whether a cell names somebody in another spelling.
pub fn is_spelled_like(cell: &str, name: &str) -> bool {
    let name = fold(name);
    let spelled = std::iter::once(fold(&line(cell))).chain(parts(cell));
    spelled.into_iter().any(|part| is_like(&part, &name))
}

/// Whether a text is a spelling of a name: its first name alone, some of its words, or a few
/// letters off.
fn is_like(text: &str, name: &str) -> bool {
    let words = |text: &str| text.split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
    let (said, full) = (words(text), words(name));
    let part = !text.is_empty() && said.iter().all(|word| full.contains(word));
    part || strsim::jaro_winkler(text, name) > 0.92
}
