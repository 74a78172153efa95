//! Whether two names can be one person's: what may have become of a name, and what a program that
//! saved it in another encoding made of it.

use encoding_rs::{IBM866, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

use super::fold;

/// How a name is related to the one that stood beside the same id before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is the same, or one that a person may have in its place: another surname, another
    /// spelling, a short form, a second name.
    Alike,
    /// It is the earlier one with letters lost or garbled.
    Damaged,
    /// Nothing of the earlier one is left.
    Unlike,
}

/// What a lost letter is shown as.
const LOST: [char; 2] = ['?', '\u{fffd}'];

/// Words within names that many people share.
const PARTICLES: [&str; 36] = [
    "de", "la", "le", "el", "al", "da", "di", "do", "du", "of", "mc", "st", "dr", "mr", "ms", "zu",
    "van", "von", "der", "den", "del", "bin", "ibn", "dos", "das", "the", "and", "mrs", "ter",
    "ten", "zur", "zum", "las", "los", "abu", "miss",
];

/// What has become of a name.
pub fn relation(then: &str, now: &str) -> Relation {
    if then == now {
        return Relation::Alike;
    }
    let (earlier, later): (String, String) = (then.nfc().collect(), now.nfc().collect());
    if is_damaged(&earlier, &later) {
        return Relation::Damaged;
    }
    // The other way round it was mended.
    if is_damaged(&later, &earlier) || is_alike(&fold(then), &fold(now)) {
        return Relation::Alike;
    }
    Relation::Unlike
}

/// Whether a name is another one in which letters beyond ASCII were lost or garbled.
fn is_damaged(whole: &str, damaged: &str) -> bool {
    if bones(whole) != bones(damaged) {
        return false;
    }
    let lost = |name: &str| name.chars().filter(|c| LOST.contains(c)).count();
    let signs = |name: &str| name.chars().filter(|&c| is_sign(c)).count();
    lost(damaged) > lost(whole) || signs(damaged) > signs(whole) || garbled(damaged) == whole
}

/// A name with a single mark in place of everything that can have been lost.
fn bones(name: &str) -> String {
    let mut bones = String::with_capacity(name.len());
    for c in name.chars() {
        // A space that must not break is what is left of some letters.
        let c = if c == '\u{a0}' || !c.is_ascii() || LOST.contains(&c) { '\u{1}' } else { c };
        if !(c == '\u{1}' && bones.ends_with('\u{1}')) {
            bones.push(c);
        }
    }
    bones
}

/// Whether a character is no letter and has no place in a name.
fn is_sign(c: char) -> bool {
    let usual = [
        '\u{2019}', '\u{2018}', '\u{2bc}', '\u{2010}', '\u{2011}', '\u{b7}', '\u{200c}', '\u{200d}',
    ];
    !c.is_ascii()
        && !c.is_alphabetic()
        && !usual.contains(&c)
        && fold(&c.to_string()).chars().any(|c| !c.is_alphabetic())
}

/// A name that was UTF-8 and was read as something else, as it was; otherwise nothing.
fn garbled(name: &str) -> String {
    let mut all = [WINDOWS_1252, WINDOWS_1250, WINDOWS_1251, MACINTOSH, IBM866].into_iter();
    let before = all.find_map(|encoding| {
        let (bytes, _, unmappable) = encoding.encode(name);
        let text = String::from_utf8(bytes.into_owned()).ok();
        text.filter(|text| !unmappable && text != name)
    });
    before.map_or(String::new(), |name| name.nfc().collect())
}

/// Whether two folded names have so much in common that a person may have had both.
fn is_alike(one: &str, other: &str) -> bool {
    if is_latin(one) != is_latin(other) {
        // Written in another script.
        return true;
    }
    let (ones, others) = (words(one), words(other));
    if ones.is_empty() || others.is_empty() {
        return true;
    }
    if !is_latin(one) && ones.len() == 1 && others.len() == 1 {
        return one.chars().any(|c| other.contains(c));
    }
    let close = |a: &str, b: &str| {
        let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let letters = shorter.chars().count();
        if letters == 1 {
            return longer.starts_with(shorter);
        }
        let slips = match letters {
            ..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        let begins = letters >= 3 && longer.starts_with(shorter);
        begins || strsim::damerau_levenshtein(a, b) <= slips
    };
    ones.iter().any(|a| others.iter().any(|b| close(a, b)))
        || strsim::normalized_damerau_levenshtein(&ones.concat(), &others.concat()) >= 0.6
}

/// The words of a folded name but those that say little.
fn words(name: &str) -> Vec<&str> {
    let all = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let telling = |word: &&str| !PARTICLES.contains(word);
    let words: Vec<_> = all.clone().filter(telling).collect();
    if words.is_empty() { all.collect() } else { words }
}

fn is_latin(name: &str) -> bool {
    name.chars()
        .filter(|c| c.is_alphabetic())
        .all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_a_person_may_have_got_is_no_other_persons() {
        for (then, now) in [
            ("Ada Ames", "Ada Penhale"),
            ("Ada Ames", "Ada Ames-Penhale"),
            ("Ada Ames", "Dr Ada M. Ames"),
            ("Ada Ames", "Ames, Ada"),
            ("Ada Ames", "ADA AMES"),
            ("Jon Smyth", "John Smith"),
            ("Bob Jones", "Robert Jones"),
            ("Alex Jones", "Alexandra Petrova"),
            ("Katherine Bell", "Katharine Webb"),
            ("Zoe Bronte", "Zoë Brontë"),
            ("Zo? Bront?", "Zoë Brontë"),
            ("ZoÃ« BrontÃ«", "Zoë Brontë"),
            ("Ivan Petrov", "Иван Петров"),
            ("李明", "李小明"),
            ("李明", "Li Ming"),
            ("Siân Prys", "Sian Prys"),
            ("J. Smith", "Jo Webb"),
            ("Chloé", "Chloe Martin"),
            ("O'Shea, Éabha", "Éabha O’Shea"),
        ] {
            assert_eq!(relation(then, now), Relation::Alike, "{then} -> {now}");
        }
    }

    #[test]
    fn lost_and_garbled_letters_are_known() {
        for (then, now) in [
            ("Zoë Brontë", "Zo? Bront?"),
            ("Zoë Brontë", "Zo\u{fffd} Bront\u{fffd}"),
            ("Zoë Brontë", "ZoÃ« BrontÃ«"),
            ("Zoë Brontë", "Zo?? Bront??"),
            ("Łukasz Żak", "?ukasz ?ak"),
            ("Łukasz Żak", "Å\u{81}ukasz Å»ak"),
            ("Иван Петров", "???? ??????"),
            ("Иван Петров", "Ð˜Ð²Ð°Ð½ ÐŸÐµÑ‚Ñ€Ð¾Ð²"),
            ("Mária Nagyová", "MÃ¡ria NagyovÃ¡"),
            ("Müller", "M³ller"),
            ("Siân", "Si‚n"),
            ("José Peña", "JosÃ© PeÃ±a"),
            ("Éabha O’Shea", "Éabha Oâ€™Shea"),
            ("田中", "??"),
            ("Ñáñez", "√ë√°√±ez"),
        ] {
            assert_eq!(relation(then, now), Relation::Damaged, "{then} -> {now}");
        }
    }

    #[test]
    fn another_persons_name_is_unlike() {
        for (then, now) in [
            ("Owain Gruffydd", "Nia Quaye"),
            ("Ada Ames", "Ben Bo"),
            ("Maria de Souza", "Jan de Vries"),
            ("Łukasz Żak", "Zoë Brontë"),
            ("李明", "王芳"),
            ("Иван Петров", "Ольга Кузнецова"),
        ] {
            assert_eq!(relation(then, now), Relation::Unlike, "{then} -> {now}");
        }
    }
}
