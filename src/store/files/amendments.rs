//! `[[amended]]` in `round.toml`: who dropped out and who joined after the round was drawn.

use toml_edit::{Array, ArrayOfTables, Item, Table};

use crate::domain::{Amendment, Couple, Person, Roster};

use super::notes::Notes;
use super::seen::people;
use super::toml::{Section, day, seed};

/// The name of the list.
pub const KEY: &str = "amended";

/// The keys with lists of ids: out of the round, into it, and in twos who was to be together and
/// who apart.
const LISTS: [&str; 4] = ["out", "in", "together", "apart"];

/// Reads the list of amendments; none where the key is not there.
pub fn read(whole: &Section<'_>, roster: &Roster, notes: &mut Notes) -> Vec<Amendment> {
    let mut amendments = Vec::new();
    for entry in whole.sections(KEY, notes) {
        entry.refuse_others(&["date", "out", "in", "together", "apart", "seed"], notes);
        let date = entry.date("date", notes);
        let date = entry.needed("date", date, notes);
        let seed = entry.seed("seed", notes);
        let seed = entry.needed("seed", seed, notes);
        let [out, joined, together, apart] = LISTS.map(|key| people(&entry, key, roster, notes));
        if let (Some(date), Some(seed)) = (date, seed) {
            let [together, apart] = [&together, &apart].map(|people| couples(people));
            amendments.push(Amendment { date, out, joined, together, apart, seed });
        }
    }
    amendments
}

/// People in twos.
fn couples(people: &[Person]) -> Vec<Couple> {
    people.chunks_exact(2).filter_map(|two| Couple::new(two[0], two[1])).collect()
}

/// The list as it is written; a list of nobody is left out.
pub fn write(roster: &Roster, amendments: &[Amendment]) -> ArrayOfTables {
    let entry = |amendment: &Amendment| {
        let mut entry = Table::new();
        entry.insert("date", Item::Value(day(amendment.date)));
        let [together, apart] = [&amendment.together, &amendment.apart]
            .map(|couples| couples.iter().flat_map(|two| two.members()).collect());
        let lists = [&amendment.out, &amendment.joined, &together, &apart];
        for (key, people) in LISTS.into_iter().zip(lists) {
            let ids = people.iter().map(|&person| roster.get(person).id.as_str());
            if !people.is_empty() {
                entry.insert(key, Item::Value(ids.collect::<Array>().into()));
            }
        }
        entry.insert("seed", Item::Value(seed(amendment.seed)));
        entry
    };
    amendments.iter().map(entry).collect()
}

/// Every id in the list, whatever else is wrong with it.
pub fn ids_in(document: &Table) -> Vec<String> {
    let entries = document.get(KEY).and_then(Item::as_array_of_tables);
    let lists = entries.into_iter().flatten().flat_map(|entry| LISTS.map(|key| entry.get(key)));
    let ids = lists.flatten().filter_map(Item::as_array).flatten();
    ids.filter_map(|id| Some(id.as_str()?.to_owned())).collect()
}
