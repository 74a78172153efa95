//! What a reply says, where that is certain.
//!
//! The first line of a person's own words is taken as a whole: it is an answer by itself, or an
//! answer with something behind it that makes it no less certain. What follows is kept as a reason
//! or a comment, unless it speaks against the answer. A wish anywhere, two meanings, a question, a
//! correction: none of these is an answer.

use crate::domain::Answer;
use crate::intake::answers::{self, is_decoration};
use crate::text::{is_blank, plain_words};

pub use super::bears::Sure;
use super::bears::{below_bears, no_bears, reason, tells_of_meeting, tells_somewhere, yes_bears};
use super::own::{Own, is_greeting, unbroken};
use super::phrases::{AROUND, WORDS};

/// Nobody says in more characters whether they met.
const LONGEST: usize = 20_000;

/// What somebody wants, beside or instead of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wish {
    /// Not to take part for a while.
    Pause,
    /// Not to take part any more.
    Leave,
    /// Not to take part next time.
    Skip,
}

/// What a reply says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// An answer, and what was said beside it.
    Certain(Sure, String),
    /// Nothing that is certain, but perhaps a wish, and perhaps an answer that is not sure beside it.
    Unclear(Vec<Wish>, Option<Sure>),
    /// Nothing at all.
    Nothing,
}

/// What is known of whoever is answering.
#[derive(Debug, Clone, Copy)]
pub struct Asker {
    /// The question was whether they met; else whether they are in.
    pub met: bool,
    /// They are written to in Welsh.
    pub welsh: bool,
}

/// Reads a person's own words.
pub fn said(own: &Own, asker: Asker) -> Said {
    let lines = told(&own.text);
    let Some((first, rest)) = lines.split_first() else { return Said::Nothing };
    let all: Vec<&str> = own.text.iter().chain(&own.below).map(String::as_str).collect();
    let wishes = wishes(&all, &lines);
    let opening = statement(first, asker);
    let whole = spoken(&all);
    let length: usize = all.iter().map(|line| line.len()).sum();
    let unsure = !wishes.is_empty()
        || length > LONGEST
        || asks(&all)
        || WORDS.within("corrects", &whole)
        || (asker.met && WORDS.within("not that", &whole));
    let Some((sure, behind)) = opening else { return Said::Unclear(wishes, None) };
    let below: Vec<String> = rest.iter().cloned().chain(told(&own.below)).collect();
    if unsure || !agrees(sure, first, &below, asker) {
        return Said::Unclear(wishes, Some(sure));
    }
    let parts = behind.into_iter().chain(rest.iter().cloned());
    let parts: Vec<_> = parts.take_while(|line| !is_closing(line)).collect();
    Said::Certain(sure, parts.join("\n"))
}

/// The lines that tell something: whole, without greetings in front.
fn told(lines: &[String]) -> Vec<String> {
    let mut all = unbroken(lines).into_iter().filter(|line| !is_blank(line)).peekable();
    let mut told = Vec::new();
    if let Some(first) = all.next_if(|line| AROUND.behind("greeting", &plain_words(line)).is_some())
        && let Some(rest) = ungreeted(&first)
    {
        told.push(rest);
    }
    told.extend(all);
    told
}

/// What stands behind a greeting in its line: `Hi Ada, yes`.
fn ungreeted(line: &str) -> Option<String> {
    if is_answer(&plain_words(line)) {
        return Some(line.to_owned());
    }
    let (greeting, rest) =
        line.split_once([',', '!', '-', '–', '—', '.', ':']).unwrap_or((line, ""));
    if !is_greeting(greeting) || plain_words(greeting).split(' ').any(is_answer) {
        return Some(line.to_owned());
    }
    (!plain_words(rest).is_empty()).then(|| rest.trim().to_owned())
}

fn is_answer(words: &str) -> bool {
    answers::phrase(words).is_some() || WORDS.is("in", words) || WORDS.is("out", words)
}

fn is_closing(line: &str) -> bool {
    AROUND.is("closing", &plain_words(line))
}

/// What is said, in plain words: down to the names below a closing, where an address begins.
fn spoken(all: &[&str]) -> String {
    /// Lines below a closing in which somebody may still add something.
    const ADDED: usize = 5;
    let end = all.iter().position(|line| is_closing(line)).map_or(all.len(), |at| at + ADDED);
    plain_words(&all.get(..end).unwrap_or(all).join(" "))
}

/// Whether something is asked above the closing; a link may have a question mark.
fn asks(all: &[&str]) -> bool {
    let above = all.iter().take_while(|line| !is_closing(line));
    let mut words = above.flat_map(|line| line.split_whitespace());
    words.any(|word| word.contains('?') && !word.contains("://") && !word.contains("www."))
}

fn wishes(all: &[&str], lines: &[String]) -> Vec<Wish> {
    let kinds = [(Wish::Pause, "pause"), (Wish::Leave, "leave"), (Wish::Skip, "skip")];
    let said = spoken(all);
    let is_wished = |key: &str| {
        let whole = format!("wish {key}");
        let alone = lines.iter().any(|line| WORDS.is(&whole, &plain_words(line)));
        alone || WORDS.within(key, &said)
    };
    kinds.into_iter().filter(|(_, key)| is_wished(key)).map(|(wish, _)| wish).collect()
}

/// An answer at the beginning of a line, and what is said behind it.
fn statement(line: &str, asker: Asker) -> Option<(Sure, Option<String>)> {
    if line.contains('?') {
        return None;
    }
    if asker.met {
        let (answer, behind) = met(line, asker)?;
        Some((Sure::Met(answer), behind))
    } else {
        let (is_in, behind) = is_in(line)?;
        Some((Sure::In(is_in), behind))
    }
}

fn met(line: &str, asker: Asker) -> Option<(Answer, Option<String>)> {
    let words = plain_words(line);
    if asker.welsh && words == "na" {
        return Some((Answer::No, None));
    }
    if words.is_empty() {
        return answers::answer(line).map(|answer| (answer, None));
    }
    if let Some(answer) = answers::phrase(&words) {
        return Some((answer, None));
    }
    // The longest phrase counts: `not yet, sorry` before `not`.
    let parts = heads(line).find_map(|(head, tail)| {
        let words = plain_words(head);
        Some((answers::phrase(&words)?, words, tail))
    });
    let (answer, head, tail) = parts?;
    if !asker.welsh && WORDS.is("welsh only", &head) {
        return None;
    }
    let behind = plain_words(tail);
    let apart =
        !tail.trim_start().starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’');
    let told = tail.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(').trim();
    let certain = match answer {
        Answer::Yes => yes_bears(&head, &behind, line, apart),
        Answer::No => no_bears(&behind, line, apart),
        Answer::NotYet => {
            let told = tells_of_meeting(&behind) || tells_somewhere(&behind);
            apart && !told && answers::answer(line) == Some(answer)
        }
    };
    certain.then(|| (answer, Some(told.to_owned())))
}

/// Each way to part the beginning of a line between two words, the longest head first.
fn heads(line: &str) -> impl Iterator<Item = (&str, &str)> {
    const MOST: usize = 16;
    let ends = line.char_indices().filter(|(_, c)| !c.is_alphanumeric() && *c != '\'' && *c != '’');
    let ends: Vec<usize> = ends.map(|(at, _)| at).take(MOST).collect();
    let parts = ends.into_iter().rev().map(|at| line.split_at(at));
    parts.filter(|(head, _)| head.ends_with(char::is_alphanumeric))
}

fn is_in(line: &str) -> Option<(bool, Option<String>)> {
    let words = plain_words(line);
    let whole = |words: &str| match () {
        () if WORDS.is("in", words) => Some(true),
        () if WORDS.is("out", words) => Some(false),
        () => None,
    };
    if let Some(is_in) = whole(&words) {
        return Some((is_in, None));
    }
    let (is_in, tail) =
        heads(line).find_map(|(head, tail)| Some((whole(&plain_words(head))?, tail)))?;
    let behind = plain_words(tail);
    let apart = tail.starts_with([',', '.', '!', ';', '-', '–', '—', '('])
        || tail.starts_with([' ']) && tail.trim_start().starts_with(['-', '–', '—', '(']);
    let told = tail.trim_start_matches(|c: char| !c.is_alphanumeric()).trim().to_owned();
    let polite = WORDS.all_of(&["polite"], &behind);
    let reasoned = !is_in && reason(&behind).is_some() && is_decoration(Answer::No, &behind);
    let certain = polite || reasoned;
    (apart && certain).then_some((is_in, Some(told)))
}

/// Whether what stands below an answer leaves it as it is.
fn agrees(sure: Sure, first: &str, below: &[String], asker: Asker) -> bool {
    let contradicts = |line: &String| {
        let whole = answers::phrase(&plain_words(line)).map(Sure::Met).filter(|_| asker.met);
        let said = whole.or_else(|| Some(statement(line, asker)?.0));
        let words = plain_words(line);
        let other = if asker.met { answers::phrase(&words).is_none() } else { false };
        let strange = other && (WORDS.is("in", &words) || WORDS.is("out", &words));
        strange || said.is_some_and(|said| said != sure)
    };
    let told = below.iter().take_while(|line| !is_closing(line)).map(|line| plain_words(line));
    let words = told.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    !below.iter().any(contradicts) && (words.is_empty() || below_bears(sure, first, &words))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MET: Asker = Asker { met: true, welsh: false };
    const IN: Asker = Asker { met: false, welsh: false };

    fn read(text: &str, asker: Asker) -> Said {
        said(&Own::of(&text.replace('/', "\n")), asker)
    }

    fn sure(text: &str, asker: Asker) -> Option<Sure> {
        match read(text, asker) {
            Said::Certain(sure, _) => Some(sure),
            _ => None,
        }
    }

    #[test]
    fn what_is_certain_is_understood() {
        let yes = "Yes|yes!|Hi Ada,//Yes//Ben|Hi Ada, yes|Yes, we met on Tuesday.|We met!|Yes we did\
            |Yes - great chat over Teams|Yes, thanks|Yes, we talked about bees and hives|Oui|Ja|Sí|Do\
            |Yes.//It was a lovely conversation but too short. Looking forward to the next one!\
            |Yes/Great chat, thanks for organising//Best wishes/Will Whyte|✓|Ja, danke|Oui, merci\
            |We met last week and had a great chat|Bore da//Do//Diolch|Yes, last Tuesday|Y\
            |Hello Ada/Yes, had a lovely conversation with Ben|Yes thank you";
        for text in yes.split('|') {
            assert_eq!(sure(text.trim(), MET), Some(Sure::Met(Answer::Yes)), "{text}");
        }
        let no = "No|no.|No, couldn't find a time|No - she never replied|Naddo/Dim amser|Non|Nein\
            |no//We tried to find a date, but I was on holiday|No, sorry|No, unfortunately we didn't\
            |No/He has not replied//Thanks/Ben|Didn't meet|No, sorry, too busy|Nein, keine Zeit\
            |No, I was ill|Non, pas eu le temps|No/no reply|Dear team,//No.//No time this month.";
        for text in no.split('|') {
            assert_eq!(sure(text.trim(), MET), Some(Sure::Met(Answer::No)), "{text}");
        }
        let not_yet = "Not yet|Not yet, we're meeting on Friday|Ddim eto|Pas encore|noch nicht|Todavía no\
            |Not yet/We are meeting next week|No, not yet|Hi,/not yet/Booked for Friday";
        for text in not_yet.split('|') {
            assert_eq!(sure(text.trim(), MET), Some(Sure::Met(Answer::NotYet)), "{text}");
        }
        for (texts, is_in) in [
            (
                "In|in please|Yes|Yes please!|I'm in|Count me in, thanks|i mewn|Oui|Hi Ada, in//Ben",
                true,
            ),
            (
                "Out|out.|No|No thanks|Out, on holiday|Allan|Out/I will be on leave|Out this time",
                false,
            ),
        ] {
            for text in texts.split('|') {
                assert_eq!(sure(text, IN), Some(Sure::In(is_in)), "{text}");
            }
        }
    }

    #[test]
    fn what_is_not_certain_is_no_answer() {
        let met = "No problem, we met!|Yes please pause me|Yes, please pause me|Yes but next week|Yes?|yes/no\
            |Yes/Please pause me|No, thanks|No thank you|No worries|Yes, I got your mail|Yes and no\
            |Yes, Tuesday|Yes, lunch on Friday|Yes, we will meet on Friday|Yes/We will meet next week\
            |Yes/no/not yet|Do you have her address?|Do we meet online|Yes, please remove me|Yes/Actually no\
            |No, no problem at all, we met on Friday|No/We met on Friday|No, we talked on the phone instead\
            |Yes, I tried to contact him|Yes, he was off sick|Yes, I had an email from her|Thanks!|Out\
            |No/not this month please|Yes, I am in|Yes, still interested|No longer working here|Lovely!\
            |Yes, she was ill so we moved it to May|Yes/she did not turn up|Not yet/Leave me out|Yes, received\
            |Yes, of course I want to take part|No need|No. Please unsubscribe me|Yes, who is my partner?\
            |Yes, in March|Yes, coffee tomorrow|Yes/On the other hand, no|Yes, if she replies\
            |I said yes last time|They said yes|Yesterday|No, it was a great chat|👍|Yes, we have a date\
            |Yes!//(Only joking, we didn't)|No//Wait, yes|Yes, agreed a time|Yes, I spoke to my manager\
            |Not yet, please pause me|No, we are meeting tomorrow|Yes/Let's say no|> yes|Yes, he met my colleague";
        for text in met.split('|') {
            assert_eq!(sure(text.trim(), MET), None, "{text}");
        }
        let next = "In or out?|In two weeks|In/Out|Yes, if Ben is|pause|In a meeting|Out of office|Yes, we met\
            |Not this month|Yes but not in May|In December|Leave|No, I want to leave|In, but pause after";
        for text in next.split('|') {
            assert_eq!(sure(text.trim(), IN), None, "{text}");
        }
    }

    #[test]
    fn a_wish_is_heard_beside_or_without_an_answer() {
        for (text, wishes, beside) in [
            ("Pause me", vec![Wish::Pause], None),
            ("Yes/Please pause me", vec![Wish::Pause], Some(Sure::Met(Answer::Yes))),
            ("Leave", vec![Wish::Leave], None),
            ("Please take me off the list", vec![Wish::Leave], None),
            ("No/not this month", vec![Wish::Skip], Some(Sure::Met(Answer::No))),
        ] {
            assert_eq!(read(text, MET), Said::Unclear(wishes, beside), "{text}");
        }
        assert_eq!(read("", MET), Said::Nothing);
    }

    #[test]
    fn what_is_said_behind_and_below_is_kept() {
        let told = |text| match read(text, MET) {
            Said::Certain(_, told) => told,
            other => format!("{other:?}"),
        };
        assert_eq!(told("No, couldn't find a time"), "couldn't find a time");
        assert_eq!(told("Hi Ada,//Yes!//Great chat.//Best wishes/Ben"), "Great chat.");
        assert_eq!(told("No//No time.//Ben"), "No time.\nBen");
    }
}
