//! What is told of mails that are no answers: each with a command to type.

use crate::domain::token::Asked;
use crate::domain::{Answer, Finding, FindingKind, NextTime, Person, Place};
use crate::text::excerpt;

use super::said::{Said, Sure, Wish};
use super::{Heard, Replies, Why};

impl Why {
    /// The finding for a reply that is no answer.
    pub fn told(
        self,
        replies: &Replies<'_>,
        sender: Option<Person>,
        place: &Place,
        text: &str,
    ) -> Finding {
        let who = sender.map_or_else(|| "somebody unknown".into(), |one| replies.people.short(one));
        let (kind, message, hint) = match self {
            Self::NoQuestion => (
                FindingKind::ReplyToNoQuestion,
                format!("{who} replied to a message that asks nothing; this is no answer"),
                "`unmentor outcomes waiting` lists who has not answered".into(),
            ),
            Self::SeveralQuestions => (
                FindingKind::ReplyToNoQuestion,
                format!("{who} replied, and it is not certain to which question"),
                by_hand(replies, sender),
            ),
            Self::TakenBack(token) => (
                FindingKind::ReplyToNoQuestion,
                format!("{who} replied to {token}, which was asked about another pair or round"),
                by_hand(replies, sender),
            ),
            Self::TooLate(round) => (
                FindingKind::ReplyToNoQuestion,
                format!("{who} replied about round {round}, which is not the next one"),
                "if they want to drop out of a round that is open: `unmentor rounds amend --out WHO`"
                    .into(),
            ),
            Self::Stranger(token) => (
                FindingKind::ReplyFromStranger,
                match sender {
                    Some(_) => format!("{who} replied to {token} and was not asked it"),
                    None => format!("a reply to {token} is from an address of nobody who was asked"),
                },
                match token.asked {
                    Asked::Met(pair) => format!(
                        "if it is from one of {pair}: `unmentor outcomes set {pair} yes --by WHO` \
                         (or no, or not-yet)"
                    ),
                    Asked::In(_) => {
                        "if you know who it is: `unmentor participants set WHO next=in` (or out)".into()
                    }
                },
            ),
        };
        Finding::new(kind, place.clone(), message).excerpt(text).hint(hint)
    }
}

/// How an answer of somebody about their last round is recorded by hand.
fn by_hand(replies: &Replies<'_>, sender: Option<Person>) -> String {
    let rounds = replies.programme.rounds().iter().rev();
    let pair = sender.and_then(|person| {
        rounds.clone().find_map(|round| Some(round.pair_of(person)?.id(round.number())))
    });
    match (pair, sender) {
        (Some(pair), Some(person)) => {
            let id = &replies.programme.roster.get(person).id;
            format!(
                "if it is about {pair}: `unmentor outcomes set {pair} yes --by {id}` (or no, or not-yet)"
            )
        }
        _ => "if you know what they mean: `unmentor outcomes set PAIR ANSWER --by WHO`".into(),
    }
}

impl Replies<'_> {
    /// The finding for a reply to a question that says nothing certain.
    pub(super) fn unclear(&self, heard: &Heard) -> Finding {
        let name = self.people.short(heard.person);
        let (kind, message) = match &heard.said {
            Said::Unclear(wishes, beside) if !wishes.is_empty() => {
                let wish = wishes.iter().map(|wish| wish.words()).collect::<Vec<_>>().join(" and ");
                let beside =
                    if beside.is_some() { ", and perhaps an answer beside it" } else { "" };
                (FindingKind::ReplyWish, format!("{name} may want {wish}{beside}"))
            }
            Said::Nothing => {
                (FindingKind::ReplyUnclear, format!("{name} replied without a word of their own"))
            }
            _ => (FindingKind::ReplyUnclear, format!("the reply of {name} is not certain")),
        };
        let hint = self.commands(heard).join(", ");
        Finding::new(kind, heard.place.clone(), message).excerpt(&heard.text).hint(hint)
    }

    /// What to type for a reply: its wishes, and its answer.
    fn commands(&self, heard: &Heard) -> Vec<String> {
        let id = &self.programme.roster.get(heard.person).id;
        let (wishes, beside) = match &heard.said {
            Said::Unclear(wishes, beside) => (&wishes[..], *beside),
            Said::Certain(sure, _) => (&[][..], Some(*sure)),
            Said::Nothing => (&[][..], None),
        };
        let set = |wish: &Wish| format!("`unmentor participants set {id} {}`", wish.setting());
        let mut all: Vec<_> = wishes.iter().map(set).collect();
        if wishes.is_empty() || beside.is_some() {
            all.push(match (heard.asked, beside) {
                (Asked::Met(pair), Some(Sure::Met(answer))) => {
                    let word = answer.word().replace(' ', "-");
                    format!("`unmentor outcomes set {pair} {word} --by {id}`")
                }
                (Asked::Met(pair), _) => {
                    format!("`unmentor outcomes set {pair} yes --by {id}` (or no, or not-yet)")
                }
                (Asked::In(_), Some(Sure::In(is_in))) => {
                    format!("`unmentor participants set {id} next={}`", NextTime::word(is_in))
                }
                (Asked::In(_), _) => format!("`unmentor participants set {id} next=in` (or out)"),
            });
        }
        all
    }

    /// The finding for a certain reply that does not count, since something else is known.
    pub(super) fn not_done(&self, heard: &Heard, kind: FindingKind, why: &str) -> Finding {
        let name = self.people.short(heard.person);
        let said = match &heard.said {
            Said::Certain(sure, _) => sure.word(),
            _ => "something else",
        };
        let hint = self.commands(heard).join(", ");
        Finding::new(kind, heard.place.clone(), format!("{name} replied `{said}`{why}"))
            .excerpt(&heard.text)
            .hint(format!("if the reply is right: {hint}"))
    }

    /// Tells for whom programs and servers answered.
    pub(super) fn tell_machines(&mut self) {
        let (away, bounced) = (std::mem::take(&mut self.away), std::mem::take(&mut self.bounced));
        for (person, place) in away {
            let id = &self.programme.roster.get(person).id;
            let message =
                format!("an automatic reply for {}: this is no answer", self.people.short(person));
            let hint = format!(
                "nothing, or if they are away for long: `unmentor participants set {id} \
                 status=paused until=YYYY-MM-DD`"
            );
            self.tally
                .noted
                .push(Finding::new(FindingKind::AutomaticReply, place, message).hint(hint));
        }
        for (person, place) in bounced {
            let participant = self.programme.roster.get(person);
            let (id, email) = (&participant.id, excerpt(&participant.email));
            let name = self.people.short(person);
            let message = format!("a message to {name} at {email} was not delivered");
            let hint =
                format!("`unmentor participants set {id} email=ADDRESS`, if they have another");
            self.tally.noted.push(Finding::new(FindingKind::Bounced, place, message).hint(hint));
        }
        self.tally.noted.sort();
    }
}

impl Wish {
    fn words(self) -> &'static str {
        match self {
            Self::Pause => "to pause",
            Self::Leave => "to leave",
            Self::Skip => "to skip the next round",
        }
    }

    fn setting(self) -> &'static str {
        match self {
            Self::Pause => "status=paused",
            Self::Leave => "status=left",
            Self::Skip => "next=out",
        }
    }
}

impl Sure {
    /// The word of the file that it goes into.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met(answer) => Answer::word(answer),
            Self::In(is_in) => NextTime::word(is_in),
        }
    }
}
