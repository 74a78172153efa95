//! What people may be coloured by: a column of the roster, as few groups and everybody's place.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use crate::domain::Trait;
use crate::report::picture::{Member, Network};
use crate::text::clean;

/// So many groups have a colour of their own.
const GROUPS: usize = 7;
/// A column with more different cells than this is no column of groups.
const MOST: usize = 60;

/// A column.
#[derive(Debug, Serialize)]
pub struct Column {
    /// What it is called.
    name: String,
    /// Its groups, the largest first; then the others, and those of whom it is not known.
    groups: Vec<String>,
    /// The group of each member, a digit each.
    of: String,
}

/// The columns of a network that fall into groups; none where names are hidden, since they would
/// say who somebody is. The organiser's own columns only with `own`.
pub fn columns(network: &Network<'_>, own: bool) -> Vec<Column> {
    if network.anonymous {
        return Vec::new();
    }
    // What tells most stands first.
    let known = [Trait::Sector, Trait::Region, Trait::Organisation];
    let place = |what: &Trait| Trait::ALL.iter().position(|one| one == what);
    let mut all: Vec<_> = known
        .iter()
        .filter_map(|what| {
            let at = place(what)?;
            column(network, what.word(), |member| member.traits[at])
        })
        .collect();
    all.extend(column(network, "status", |member| member.status));
    if own {
        all.extend(network.further_columns.iter().enumerate().filter_map(|(at, heading)| {
            column(network, heading, |member| member.further.get(at).map_or("", String::as_str))
        }));
    }
    all
}

fn column<'n>(
    network: &Network<'n>,
    name: &str,
    cell: impl Fn(&Member<'n>) -> &'n str,
) -> Option<Column> {
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for member in &network.members {
        *sizes.entry(cell(member).trim()).or_default() += 1;
    }
    let unknown = sizes.remove("").is_some();
    let mut order: Vec<(&str, usize)> = sizes.into_iter().collect();
    if order.len() < 2 || order.len() > MOST {
        return None;
    }
    order.sort_unstable_by_key(|&(cell, size)| (Reverse(size), cell));
    let alone = if order.len() > GROUPS { GROUPS - 1 } else { order.len() };
    let mut groups: Vec<String> =
        order[..alone].iter().map(|(cell, _)| clean(cell).into_owned()).collect();
    if alone < order.len() {
        groups.push("others".into());
    }
    let others = groups.len() - 1;
    if unknown {
        groups.push("not known".into());
    }
    let last = groups.len() - 1;
    let place: HashMap<&str, usize> =
        order.iter().enumerate().map(|(at, (cell, _))| (*cell, at.min(others))).collect();
    let of = network.members.iter().map(|member| {
        let at = place.get(cell(member).trim()).copied().unwrap_or(last);
        char::from_digit(u32::try_from(at).unwrap_or_default(), 10).unwrap_or('0')
    });
    Some(Column { name: clean(name).into_owned(), groups, of: of.collect() })
}
