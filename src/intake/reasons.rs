//! Why a conversation did not happen: phrases become codes, the text is kept beside them.

use std::collections::HashMap;
use std::iter;
use std::sync::LazyLock;

use crate::domain::Reason;
use crate::text::fold;

use crate::text::words;

/// Phrases of whole words with their code. Of several in one text the one that stands first
/// counts, and of those at the same word the longest.
const PHRASES: [(Reason, &str); 10] = [
    (
        Reason::Busy,
        "busy|no time|couldn t find the time|could not find the time|couldn t find a time\
         |could not find a time|time constraints|lack of time|not enough time|ran out of time\
         |short of time|diaries|diary|calendars|calendar clash|flat out|workload|work load\
         |no capacity|capacity|work got in the way|work pressure|work pressures|pressure of work\
         |inspection|year end|deadline|deadlines|snowed under|swamped|overloaded|too much work\
         |too much on|hectic|back to back|clashing meetings|other commitments\
         |dim amser|rhy brysur|prysur|brysur|pas le temps|pas eu le temps|manque de temps|deborde\
         |keine zeit|zu viel zu tun|zeitmangel|sin tiempo|falta de tiempo|no tuve tiempo|ocupado\
         |ocupada",
    ),
    (
        Reason::Away,
        "holiday|holidays|annual leave|on leave|a l|vacation|sick|ill|illness|unwell|poorly|covid\
         |off work|maternity leave|paternity leave|parental leave|bereavement|hospital|travelling\
         |traveling|away|out of office|abroad|ar wyliau|gwyliau|yn sal|en vacances|vacances|conges\
         |malade|im urlaub|urlaub|krank|verreist|de vacaciones|vacaciones|enfermo|enferma|de viaje",
    ),
    (
        Reason::Rescheduled,
        "cancelled|canceled|had to cancel|postponed|rescheduled|reschedule|kept moving it\
         |had to move it|moved it|fell through|didn t rebook|called off|aildrefnu|canslo|gohirio\
         |gohiriwyd|annule|reporte|repousse|abgesagt|verschoben|cancelado|cancelada|aplazado\
         |aplazada|pospuesto",
    ),
    (
        Reason::Shifts,
        "shift|shifts|shift pattern|night shift|nights|working pattern|working patterns\
         |different working days|different days|part time|rota|rotas|opposite hours|time zone\
         |time zones|timezone|sifftiau|horaires|schicht|schichten|schichtdienst|turnos|turno",
    ),
    (
        Reason::NoReply,
        "no reply|no response|no answer|did not respond|didn t respond|did not reply\
         |didn t reply|never replied|never responded|never answered|did not answer\
         |didn t answer|not respond|didn t hear|did not hear|never heard|haven t heard\
         |have not heard|heard nothing|hasn t replied|has not replied|hasn t responded\
         |never accepted|not accepted|no contact from|nothing back|ghosted|nothing\
         |dim ateb|heb ateb|pas de reponse|aucune reponse|sans reponse|pas repondu|keine antwort\
         |nicht geantwortet|nicht gemeldet|sin respuesta|no respondio|no contesto",
    ),
    (
        Reason::Contact,
        "wrong email|wrong address|wrong e mail|wrong contact details|no contact details|bounced\
         |contact details|email bounced|no email address|couldn t find them|could not find them\
         |didn t get the email|did not get the email|never got the email|didn t receive\
         |did not receive|never received|spam folder|mauvaise adresse|falsche adresse",
    ),
    (
        Reason::Forgot,
        "forgot|forgotten|forgot about it|slipped my mind|slipped our minds|slipped through\
         |completely forgot|lost track|anghofio|anghofiais|oublie|vergessen|olvide|olvidado\
         |se me olvido",
    ),
    (
        Reason::Tech,
        "technical|technical problems|technical issues|tech problems|tech issues|teams failed\
         |teams didn t work|link did not work|link didn t work|link was broken|wifi|connection\
         |couldn t connect|it problems|it issues|problemau technegol|probleme technique\
         |problemes techniques|technische probleme|problemas tecnicos",
    ),
    (
        Reason::Motivation,
        "didn t feel|did not feel|felt awkward|awkward|not a priority|a priority|not interested\
         |lost interest|didn t want|did not want|no interest|no motivation|couldn t be bothered\
         |changed my mind|too shy|nervous|shy|pas envie|keine lust|sin ganas",
    ),
    (
        Reason::NoPermission,
        "day job first|the day job|manager|line manager|my boss|not allowed|wasn t allowed\
         |not released|no permission|permission|not approved|not authorised|not authorized\
         |rheolwr|pas le droit|pas autorise|nicht erlaubt|chef|no me dejaron|sin permiso",
    ),
];

/// Texts that stand where a form demands something and say nothing.
const NOTHING: &str = "n a|na|none|nil|nothing|nothing to add|not applicable|no reason|dim byd";

/// The reason in a text: `None` when it says nothing, `Other` when no phrase is known.
pub fn reason(text: &str) -> Option<Reason> {
    let folded = fold(text);
    let text = words(&folded);
    if text.is_empty() || NOTHING.split('|').any(|one| one == text) {
        return None;
    }
    if let Some(code) = code(&folded) {
        return Some(code);
    }
    Some(first_phrase(&text).unwrap_or(Reason::Other))
}

/// The most words that a phrase has.
const LONGEST: usize = 6;

fn first_phrase(text: &str) -> Option<Reason> {
    static ALL: LazyLock<HashMap<&str, Reason>> = LazyLock::new(|| {
        let split = |(reason, list): (_, &'static str)| list.split('|').map(move |p| (p, reason));
        PHRASES.into_iter().flat_map(split).collect()
    });
    let starts = text.match_indices(' ').map(|(at, _)| at + 1);
    iter::once(0).chain(starts).find_map(|start| {
        let rest = &text[start..];
        let ends = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]);
        ends.take(LONGEST).filter_map(|end| ALL.get(&rest[..end]).copied()).last()
    })
}

/// The exact code of a reason, however it is written: `no-reply`, `No reply`, `no_reply`.
pub fn code(text: &str) -> Option<Reason> {
    let dashed = words(text).replace(' ', "-");
    Reason::from_code(&dashed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_folded_short_enough_and_has_one_meaning() {
        let mut seen = HashMap::new();
        for (reason, list) in PHRASES {
            for phrase in list.split('|') {
                assert_eq!(words(phrase), phrase, "not folded");
                assert!(phrase.split(' ').count() <= LONGEST, "{phrase}");
                assert_eq!(seen.insert(phrase, reason), None, "{phrase} stands twice");
            }
        }
    }

    #[test]
    fn phrases_are_whole_words_and_the_first_one_counts() {
        for (text, expected) in [
            ("Too busy this month", Some(Reason::Busy)),
            ("Dim amser yn anffodus", Some(Reason::Busy)),
            ("emailed on the 4th & 11th - nothing", Some(Reason::NoReply)),
            ("Booked for the 30th then had to cancel", Some(Reason::Rescheduled)),
            ("had to put the day job first", Some(Reason::NoPermission)),
            ("felt awkward to chase", Some(Reason::Motivation)),
            ("It slipped my mind", Some(Reason::Forgot)),
            ("My partner was a skillful villain", Some(Reason::Other)),
            ("no-reply", Some(Reason::NoReply)),
            ("n/a", None),
            (" - ", None),
        ] {
            assert_eq!(reason(text), expected, "{text}");
        }
    }
}
