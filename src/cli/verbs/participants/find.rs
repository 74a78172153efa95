//! WHO on the command line.

use crate::cli::failure::{Exit, Failure};
use crate::domain::who::Directory;
use crate::domain::{Person, Programme, Unfound};

/// The person whom an organiser means, or a failure with suggestions.
pub fn find(programme: &Programme, who: &str) -> Result<Person, Failure> {
    let roster = &programme.roster;
    let listed = |people: &[Person]| {
        let each = people.iter().map(|&person| {
            let participant = roster.get(person);
            format!("{} {}", participant.id, participant.name)
        });
        each.collect::<Vec<_>>().join(", ")
    };
    Directory::new(roster).find(who).map_err(|why| match why {
        Unfound::Unknown(near) if near.is_empty() => {
            Failure::new(Exit::Usage, format!("nobody in the roster is `{who}`"))
                .hint("unmentor participants list")
        }
        Unfound::Unknown(near) => {
            Failure::new(Exit::Usage, format!("nobody in the roster is `{who}`"))
                .hint(format!("did you mean {}?", listed(&near)))
        }
        Unfound::Ambiguous(people) => {
            Failure::new(Exit::Usage, format!("several people are called `{who}`"))
                .hint(format!("use the id: {}", listed(&people)))
        }
    })
}
