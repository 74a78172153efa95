//! Why there is no round, with what to do about it.

use super::failure::{Exit, Failure};
use super::find;
use crate::domain::pairing::NoRound;
use crate::domain::{OptIn, Person, Programme};

/// What can be done where exclusions leave no round. An exclusion that has gone is asked back.
const LIFT: &str =
    "pause somebody, or take an exclusion out of exclusions.csv and then: unmentor check --accept";

/// Where to look for people.
fn who_is_missing(programme: &Programme) -> &'static str {
    match programme.settings.opt_in {
        OptIn::Assume => "`unmentor participants list` shows who is paused or has left",
        OptIn::Ask => {
            "only who says in is in, by `opt_in` in unmentor.toml; `unmentor mail invitation` asks"
        }
    }
}

/// The failure of a command that draws.
pub fn impossible(programme: &Programme, why: NoRound) -> Failure {
    let names = |people: &[Person]| {
        let mut list = find::labels(programme, &people[..people.len().min(8)]);
        if people.len() > 8 {
            list.push_str(", …");
        }
        list
    };
    let no_pairing = |message: String| Failure::new(Exit::NoPairing, message);
    match why {
        NoRound::TooFew(people) if people.is_empty() => {
            no_pairing("nobody is due for this round".into()).hint(who_is_missing(programme))
        }
        NoRound::TooFew(people) => {
            no_pairing(format!("only one person is due for this round: {}", names(&people)))
                .hint(who_is_missing(programme))
        }
        NoRound::Excluded { wanted, stranded } if wanted.is_empty() => no_pairing(format!(
            "the exclusions leave nobody for some of these people: {}",
            names(&stranded)
        ))
        .hint(LIFT),
        NoRound::Excluded { wanted, stranded } => no_pairing(format!(
            "the exclusions leave only {} for too many people: {}",
            names(&wanted),
            names(&stranded)
        ))
        .hint(LIFT),
        NoRound::NoTrio => no_pairing(
            "the number of people is odd, and no three whom the exclusions allow together leave \
             a partner for everybody else"
                .into(),
        )
        .hint("set `odd = \"sit-out\"` in unmentor.toml, or take an exclusion out"),
        NoRound::Fault(what) => Failure::new(Exit::Failure, format!("nothing was written: {what}"))
            .hint("this is a fault of the program; try another --seed and report it"),
    }
}
