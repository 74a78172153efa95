//! Old answers without their words: free text tells most of people and serves least with age.

use chrono::{Months, NaiveDate};

use super::programme::Programme;
use super::round::Round;

/// The rounds whose free text is due to go on a day, by the setting `purge_after_months`: those
/// dated this many calendar months ago or longer. None without the setting.
pub fn due(programme: &Programme, today: NaiveDate) -> impl Iterator<Item = &Round> {
    let months = programme.settings.purge_after_months.map(Months::new);
    let is_due = move |round: &&Round| {
        let last_day = months.and_then(|months| round.head.date.checked_add_months(months));
        last_day.is_some_and(|last_day| last_day <= today)
    };
    programme.rounds().iter().filter(is_due)
}

/// How many people wrote something in their own words in a round.
pub fn words_in(round: &Round) -> usize {
    round.responses().iter().filter(|said| said.words.is_some()).count()
}

/// The round without anything in people's own words. Answers, days, coded reasons and ratings
/// stay, and with them every figure; doing it again changes nothing.
#[must_use]
pub fn without_words(round: &Round) -> Round {
    let mut round = round.clone();
    round.edit_responses(|responses| responses.iter_mut().for_each(|said| said.words = None));
    round
}

#[cfg(test)]
mod tests {
    use super::super::sample::{add_round, change_round, programme};
    use super::super::{Answer, Person, Reason, Response};
    use super::*;

    #[test]
    fn a_round_is_due_on_the_day_its_months_are_over() {
        let mut programme = programme(2);
        add_round(&mut programme, &[&[0, 1]]);
        change_round(&mut programme, 1, |round| round.head.date = "2026-08-31".parse().unwrap());
        let due_on =
            |programme: &Programme, day: &str| due(programme, day.parse().unwrap()).count();
        assert_eq!(due_on(&programme, "2999-01-01"), 0);
        programme.settings.purge_after_months = Some(6);
        assert_eq!([due_on(&programme, "2027-02-27"), due_on(&programme, "2027-02-28")], [0, 1]);
    }

    #[test]
    fn only_the_words_go() {
        let mut programme = programme(2);
        add_round(&mut programme, &[&[0, 1]]);
        let mut said = Response {
            answer: Some(Answer::No),
            reason: Some(Reason::Away),
            rating: Some(2),
            ..Response::silent(Person(0))
        };
        said.set_words("at my mother's", "sorry");
        change_round(&mut programme, 1, |round| round.respond(said.clone()).unwrap());
        let round = &programme.rounds()[0];
        let purged = without_words(round);
        said.words = None;
        assert_eq!(purged.responses()[0], said);
        assert_eq!((words_in(round), words_in(&purged)), (1, 0));
        assert_eq!(without_words(&purged), purged);
    }
}
