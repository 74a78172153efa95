//! What an organiser records by hand for a pair: heard on the telephone, told in the corridor.

use chrono::NaiveDate;

use super::ids::Person;
use super::outcome::{Answer, Reason, Response};
use super::round::{Pair, Round};

/// What was heard.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'a> {
    /// The answer; `None` takes an answer back.
    pub answer: Option<Answer>,
    /// Why they did not meet.
    pub reason: Option<Reason>,
    /// The reason in their own words.
    pub text: Option<&'a str>,
    /// Anything else they said.
    pub comment: Option<&'a str>,
}

/// Whose answer it is: of the one who was `named`, or the first of the pair who has said nothing
/// yet, since one remark is one answer. To take back, it is everybody of them who said something.
///
/// `Err` gives those who have all answered already; it must be said that one of them is corrected.
pub fn whose<'r>(
    round: &'r Round,
    pair: &Pair,
    named: Option<Person>,
    heard: Heard<'_>,
) -> Result<Vec<Person>, Vec<&'r Response>> {
    let asked = |person| pair.contains(person) && named.is_none_or(|named| named == person);
    let said: Vec<_> = round.responses().iter().filter(|r| asked(r.person)).collect();
    if heard.answer.is_none() {
        return Ok(said.iter().filter(|r| r.answer.is_some()).map(|r| r.person).collect());
    }
    match said.iter().find(|r| r.answer.is_none()) {
        Some(silent) => Ok(vec![silent.person]),
        None if said.iter().all(|r| r.answer == heard.answer) => Ok(vec![]),
        None => Err(said),
    }
}

/// Puts what was heard of one person into a round. A rating stays, and a comment unless there
/// is a new one; a reason goes when
/// the answer is another one and no new reason is given. `None` when the person is in no pair.
pub fn record(
    round: &mut Round,
    person: Person,
    heard: Heard<'_>,
    today: NaiveDate,
) -> Option<Response> {
    let mut response = round.responses().iter().find(|r| r.person == person)?.clone();
    let mut reason_text = response.reason_text().to_owned();
    if response.answer != heard.answer {
        response.answer = heard.answer;
        response.answered_on = heard.answer.map(|_| today);
        response.reason = None;
        reason_text.clear();
    }
    if let Some(text) = heard.text {
        reason_text = text.into();
    }
    response.reason = heard.reason.or(response.reason);
    let comment = heard.comment.unwrap_or_else(|| response.comment()).to_owned();
    response.set_words(&reason_text, &comment);
    round.respond(response.clone()).ok()?;
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{add_round, answer, month, programme};
    use super::*;

    const NO: Heard<'_> =
        Heard { answer: Some(Answer::No), reason: Some(Reason::Busy), text: None, comment: None };

    #[test]
    fn a_remark_is_the_answer_of_one_who_was_silent() {
        let mut programme = programme(2);
        add_round(&mut programme, &[&[0, 1]]);
        answer(&mut programme, 1, 0, Answer::Yes);
        let round = &programme.rounds()[0];
        assert_eq!(whose(round, &round.pairs()[0], None, NO).unwrap(), [Person(1)]);
        answer(&mut programme, 1, 1, Answer::Yes);
        let round = &programme.rounds()[0];
        assert_eq!(whose(round, &round.pairs()[0], None, NO).unwrap_err().len(), 2);
        let back = Heard { answer: None, reason: None, text: None, comment: None };
        assert_eq!(whose(round, &round.pairs()[0], None, back).unwrap(), [Person(0), Person(1)]);
    }

    #[test]
    fn ratings_and_comments_stay() {
        let mut programme = programme(2);
        add_round(&mut programme, &[&[0, 1]]);
        let mut yes =
            Response { answer: Some(Answer::Yes), rating: Some(4), ..Response::silent(Person(0)) };
        yes.set_words("", "lovely");
        let mut round = programme.rounds()[0].clone();
        round.respond(yes).unwrap();
        let after = record(&mut round, Person(0), NO, month(2)).unwrap();
        assert_eq!(
            (after.rating, after.comment(), after.reason),
            (Some(4), "lovely", Some(Reason::Busy))
        );
        assert_eq!(record(&mut round, Person(7), NO, month(2)), None);
    }
}
