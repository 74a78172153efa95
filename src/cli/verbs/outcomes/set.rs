//! `outcomes set`: what one pair said, by hand.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::options::DryRun;
use crate::cli::session::Session;
use crate::domain::record::{self, Heard};
use crate::domain::{
    Answer, AnswerRule, Pair, PairId, Person, Programme, Reason, Response, Round, RoundNumber,
    Settings, Standing,
};
use crate::intake::typed;
use crate::store::Change;

/// Arguments of `outcomes set`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  unmentor outcomes set r05-017 yes\n  \
                        unmentor outcomes set \"Mair Pugh\" no --reason no-reply\n  \
                        unmentor outcomes set r05-017 no --by P0042 --text \"on leave\"")]
pub struct SetArgs {
    /// The pair, such as r05-017, or one of its people: id, address or name
    #[arg(value_name = "PAIR|WHO")]
    whom: String,
    /// yes, no, not-yet, or none to take an answer back
    #[arg(value_parser = answer)]
    answer: Said,
    /// Whose answer it is [default: of the person named, or the first who has said nothing yet]
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// In which round, where a person is named [default: the latest]
    #[arg(long, value_name = "ROUND")]
    round: Option<RoundNumber>,
    /// Why they did not meet, as a code or in words
    #[arg(long, value_name = "CODE")]
    reason: Option<String>,
    /// Why they did not meet, in their own words
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// Anything else they said
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
    #[command(flatten)]
    dry_run: DryRun,
}

/// An answer, or that there is none.
#[derive(Debug, Clone, Copy)]
struct Said {
    answer: Option<Answer>,
    /// Whether only three can say so.
    of_three: bool,
}

fn answer(word: &str) -> Result<Said, String> {
    match word {
        "none" => Ok(Said { answer: None, of_three: false }),
        word if typed::is_some_of_us(word) => {
            Ok(Said { answer: Some(Answer::Yes), of_three: true })
        }
        word => typed::answer(word)
            .map(|answer| Said { answer, of_three: false })
            .ok_or_else(|| "the answers are yes, no, not-yet and none".into()),
    }
}

impl SetArgs {
    /// Records the answer.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let [code, words] = [&self.reason, &self.text].map(|one| one.as_deref().unwrap_or(""));
        let (reason, text) = typed::reason(code, words);
        let text = (!text.is_empty() || self.text.is_some()).then_some(text.as_str());
        let heard = heard(self, (reason, text))?;
        // What was typed may be a name, and the title stays in the folder.
        let work = session.begin("outcomes set", self.dry_run)?;
        let programme = work.programme();
        let (id, named) = self.pair(programme, session.today)?;
        let mut round = find::round(programme, id.round)?.clone();
        let pair = find::pair(programme, id)?;
        if self.answer.of_three && !pair.is_trio() {
            return Err(Failure::new(Exit::Usage, format!("{id} is a pair of two"))
                .hint("the answers are yes, no, not-yet and none")
                .into());
        }
        let people = match &self.by {
            Some(who) => vec![member(programme, id, &pair, who)?],
            None => record::whose(&round, &pair, named, heard)
                .map_err(|said| all_have_answered(programme, id, &said))?,
        };
        // A round may be drawn ahead of its day; nobody answers before it began.
        let day = session.today.max(round.head.date);
        let mut lines = Vec::new();
        for person in people {
            if record::record(&mut round, person, heard, day).is_some() {
                let answer = heard.answer.map_or("no answer", Answer::word);
                lines.push(format!("{id}: {answer} for {}", find::label(programme, person)));
            }
        }
        let found = stands(&round, &pair, session.today, &programme.settings);
        let title = format!("outcomes set {id}");
        session.commit(work, Change { rounds: vec![round], ..Change::titled(title) })?;
        for line in lines {
            session.terminal.note(line);
        }
        if let Some((standing, disagreement)) = found {
            let disagree = if disagreement { "; they disagree" } else { "" };
            session.terminal.note(format_args!("{id} is {}{disagree}", standing.words()));
        }
        Ok(())
    }

    /// The pair that is meant, and the person if it was one who was named.
    fn pair(
        &self,
        programme: &Programme,
        today: NaiveDate,
    ) -> Result<(PairId, Option<Person>), Failure> {
        if let Ok(pair) = self.whom.parse::<PairId>() {
            return match self.round {
                Some(round) if round != pair.round => {
                    let message = format!("{pair} is not in round {round}");
                    Err(Failure::new(Exit::Usage, message).hint("leave --round out"))
                }
                _ => Ok((pair, None)),
            };
        }
        let person = find::person(programme, &self.whom)?;
        let round = match self.round {
            Some(number) => find::round(programme, number)?,
            None => programme.open_round(today).map_or_else(|| find::latest(programme), Ok)?,
        };
        let number = round.number();
        round.pair_of(person).map(|pair| (pair.id(number), Some(person))).ok_or_else(|| {
            let message =
                format!("{} has no pair in round {number}", find::label(programme, person));
            Failure::new(Exit::Usage, message).hint(format!("unmentor rounds show {number}"))
        })
    }
}

/// How a pair stands on a day, and whether its people disagree.
fn stands(
    round: &Round,
    pair: &Pair,
    today: NaiveDate,
    settings: &Settings,
) -> Option<(Standing, bool)> {
    let mut all = round.standings(today, settings);
    let (_, said, standing) = all.find(|(one, ..)| one.number() == pair.number())?;
    Some((standing, AnswerRule::disagree(said)))
}

/// What was heard, if it goes together.
fn heard<'a>(
    args: &'a SetArgs,
    (reason, text): (Option<Reason>, Option<&'a str>),
) -> Result<Heard<'a>, Failure> {
    let answer = args.answer.answer;
    let reason_given = args.reason.is_some() || args.text.is_some();
    if reason_given && !matches!(answer, Some(Answer::No | Answer::NotYet)) {
        return Err(Failure::new(Exit::Usage, "a reason says why people did not meet")
            .hint("give --reason and --text with the answer no or not-yet"));
    }
    Ok(Heard { answer, reason, text, comment: args.comment.as_deref() })
}

fn all_have_answered(programme: &Programme, pair: PairId, said: &[&Response]) -> Failure {
    let each = said.iter().map(|response| {
        let name = &programme.roster.get(response.person).name;
        format!("{name} {}", response.answer.map_or("nothing", Answer::word))
    });
    let each = each.collect::<Vec<_>>().join(", ");
    Failure::new(Exit::Unconfirmed, format!("everybody in {pair} has answered already: {each}"))
        .hint("say whose answer it corrects: --by WHO")
}

fn member(programme: &Programme, id: PairId, pair: &Pair, who: &str) -> Result<Person, Failure> {
    let person = find::person(programme, who)?;
    if pair.contains(person) {
        return Ok(person);
    }
    let names: Vec<_> =
        pair.members().iter().map(|&member| programme.roster.get(member).name.as_str()).collect();
    Err(Failure::new(Exit::Usage, format!("{} is not in {id}", programme.roster.get(person).name))
        .hint(format!("in it are {}", names.join(" and "))))
}
