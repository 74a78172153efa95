//! Which letters stand together in the words of a language.

/// The letters beside those of English, by the encodings in which the languages are written.
pub struct Alphabets(&'static [&'static str]);

/// Western languages, as Windows-1252, the Mac and DOS have them: French, German, Spanish, those of
/// the North, Portuguese, Italian, Welsh, Irish and Gaelic, Catalan, Finnish and Estonian.
pub const WESTERN: Alphabets = Alphabets(&[
    "àâæçéèêëîïôœùûüÿ",
    "äöüßéáàëèç",
    "áéíóúüñçªº",
    "åäöæøéüàèôó",
    "áàâãçéêíóôõúü",
    "àèéìíòóùúî",
    "âêîôûŵŷáéíóúàèìòùẁẃäëïöüẅÿ",
    "áéíóúàèìòùç",
    "àèéíïóòúüç·",
    "äöåšžõü",
]);

/// Languages of the middle of Europe: Polish, Czech and Slovak, Hungarian, Romanian, Croatian and
/// Slovene, and German.
pub const CENTRAL: Alphabets =
    Alphabets(&["ąćęłńóśźż", "áčďéěíňóřšťúůýžäôĺľŕ", "áéíóöőúüű", "ăâîşţșț", "čćđšž", "äöüßé"]);

/// Turkish, and what stands beside it.
pub const TURKISH: Alphabets = Alphabets(&["çğıİöşüâîû", "äöüßé"]);

/// Scripts of their own: words have no Latin letters beside them.
pub const CYRILLIC: Alphabets = Alphabets(&["абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџѓќѕ"]);
/// Greek.
pub const GREEK: Alphabets = Alphabets(&["αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"]);
/// Hebrew.
pub const HEBREW: Alphabets = Alphabets(&["אבגדהוזחטיךכלםמןנסעףפץצקרשת"]);

impl Alphabets {
    /// Whether a word could be one of these languages: its letters stand together in one alphabet,
    /// no capital follows a small letter behind which no new part begins, and it has no sign inside.
    pub fn fit(&self, word: &str) -> bool {
        // Turkish `İ` becomes an `i` with a dot above it.
        let lower = word.to_lowercase().replace("i\u{307}", "i");
        let rare = |c: &char| !c.is_ascii() && !is_mark(*c);
        let is_one = self.0.iter().any(|alphabet| {
            let own_script = alphabet.chars().next().is_some_and(|c| c >= '\u{370}');
            let latin = lower.chars().any(|c| c.is_ascii_alphabetic());
            lower.chars().filter(rare).all(|c| alphabet.contains(c)) && !(own_script && latin)
        });
        is_one && is_well_cased(word) && !is_against_spelling(&lower)
    }
}

/// Signs that stand at words in good texts: apostrophes, quotation marks, dashes, dots.
pub fn is_mark(c: char) -> bool {
    matches!(c, '’' | '‘' | '“' | '”' | '„' | '–' | '—' | '…' | '«' | '»' | '·' | '´' | '\u{a0}')
}

/// `Müller`, `MÜLLER`, `müller`, `McÉvoy`: a capital stands first or behind a capital, or begins
/// what stands behind the short first part of a name.
fn is_well_cased(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let is_odd = |at: usize| {
        let before: String = letters[..at].iter().collect();
        let begins = ["Mc", "Mac", "De", "Di", "La", "Le", "Du", "Van", "Ap"].contains(&&*before);
        let is_capital = letters[at].is_uppercase() && letters[at - 1].is_lowercase();
        let alone = letters[at].is_uppercase()
            && !letters[at].is_ascii()
            && letters.get(at + 1).is_some_and(|c| c.is_lowercase());
        alone && !begins
            || is_capital && !begins && !(letters[at].is_ascii() && letters[at - 1].is_ascii())
    };
    !(1..letters.len()).any(is_odd)
}

/// Letters that these languages do not put side by side; elsewhere their bytes are other letters.
fn is_against_spelling(lower: &str) -> bool {
    let letters: Vec<char> = lower.chars().collect();
    let is_vowel = |c: char| "aeiouyáéíóúüàèìòùâêîôûäëïöãõ".contains(c);
    (0..letters.len()).any(|at| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let after = letters.get(at + 1).copied().filter(|c| c.is_alphabetic());
        match letters[at] {
            // `Kamiñski` is Kamiński.
            'ñ' => after.is_some_and(|c| !is_vowel(c)),
            // `Erdõs` is Erdős.
            'õ' => after.is_none_or(|c| !matches!(c, 'e' | 'i' | 'u')) && letters.len() > 1,
            // `Brãila` is Brăila.
            'ã' => after.is_some_and(|c| !matches!(c, 'o' | 'e' | 's' | 'i' | 'u')),
            // `Ivaniæ` is Ivanić.
            'æ' => before == Some('i') || at == 0 && after.is_none(),
            // `Weiá` of DOS is Weiß, and `Groá` Groß.
            'á' => {
                before == Some('i') && after.is_none() || before == Some('o') && after.is_none()
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_by_their_letters() {
        for word in [
            "Müller",
            "Zoë",
            "Siân",
            "O’Neill",
            "Peña",
            "Núñez",
            "Éabha",
            "Búrca",
            "Gößweinstein",
            "Åsa",
            "Søren",
            "João",
            "Gonçalves",
            "François",
            "Brontë",
            "MÜLLER",
            "McÉvoy",
            "été",
            "Llŷr",
            "cœur",
            "Simões",
        ] {
            assert!(WESTERN.fit(word), "{word}");
        }
        for word in [
            "Bart³omiej",
            "Œliwiñski",
            "Ayþe",
            "Yýldýz",
            "Dvoøák",
            "Kovaèiæ",
            "Kamiñski",
            "Erdõs",
            "JŸrgen",
            "RenŽe",
            "Tomáš",
            "Wei§",
        ] {
            assert!(!WESTERN.fit(word), "{word}");
        }
        for word in ["Bartłomiej", "Śliwiński", "Dvořák", "Erdős", "Kovačić", "Brăila"] {
            assert!(CENTRAL.fit(word), "{word}");
        }
        for word in ["Ayşe", "Yıldız", "Çağrı", "Şahin", "İbrahim"] {
            assert!(TURKISH.fit(word), "{word}");
        }
        assert!(CYRILLIC.fit("Анна") && GREEK.fit("Άννα") && HEBREW.fit("דנה"));
        assert!(!CYRILLIC.fit("аННА") && !CYRILLIC.fit("Annа"));
    }
}
