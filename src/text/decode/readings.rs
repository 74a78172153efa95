//! Which encoding the bytes of a text may be in that are not UTF-8.
//!
//! Every byte is a letter in most encodings, so that a wrong one garbles names without a word. A
//! text is taken for Windows-1252 only where all its words look like words of western languages;
//! where one does not, somebody has to be asked, with names of the text in each likely reading.

use encoding_rs::{
    BIG5, EUC_KR, GBK, IBM866, ISO_8859_2, KOI8_R, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
};

use super::Encoding;
use super::alphabets::{Alphabets, CENTRAL, CYRILLIC, GREEK, HEBREW, TURKISH, WESTERN, is_mark};

/// An encoding, and what stands in texts that are written in it.
struct Candidate {
    encoding: Encoding,
    letters: Letters,
}

enum Letters {
    /// Words of these languages.
    Of(&'static Alphabets),
    /// Characters of these ranges.
    Between(&'static [(char, char)]),
}

fn of(encoding: &'static encoding_rs::Encoding, alphabets: &'static Alphabets) -> Candidate {
    Candidate { encoding: Encoding::Web(encoding), letters: Letters::Of(alphabets) }
}

fn between(encoding: &'static encoding_rs::Encoding, ranges: &'static [(char, char)]) -> Candidate {
    Candidate { encoding: Encoding::Web(encoding), letters: Letters::Between(ranges) }
}

const KANJI: (char, char) = ('\u{3000}', '\u{9fff}');
const HANGUL: (char, char) = ('\u{ac00}', '\u{d7a3}');

/// The likely ones first.
fn candidates() -> [Candidate; 17] {
    [
        of(WINDOWS_1252, &WESTERN),
        of(WINDOWS_1250, &CENTRAL),
        of(WINDOWS_1251, &CYRILLIC),
        of(WINDOWS_1254, &TURKISH),
        of(WINDOWS_1253, &GREEK),
        of(WINDOWS_1255, &HEBREW),
        of(MACINTOSH, &WESTERN),
        Candidate { encoding: Encoding::Dos, letters: Letters::Of(&WESTERN) },
        of(ISO_8859_2, &CENTRAL),
        of(KOI8_R, &CYRILLIC),
        of(IBM866, &CYRILLIC),
        between(SHIFT_JIS, &[KANJI, ('\u{ff61}', '\u{ff9f}')]),
        between(GBK, &[KANJI]),
        between(BIG5, &[KANJI]),
        between(EUC_KR, &[HANGUL, KANJI]),
        between(WINDOWS_1256, &[('\u{600}', '\u{6ff}')]),
        between(WINDOWS_874, &[('\u{e00}', '\u{e7f}')]),
    ]
}

/// How many bytes are looked at to weigh the readings.
const SAMPLE: usize = 64 << 10;

/// How many readings are shown.
const SHOWN: usize = 3;

/// The first word that hardly stands in a text of Windows-1252, by its bytes; `None` when the text
/// can be taken for one.
pub fn first_odd(text: &str) -> Option<usize> {
    let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    words(text).find(|word| is_odd(word, &WESTERN)).map(at)
}

/// Likely readings of a line with something odd in it, each with the encoding's name; the best of
/// the whole text first.
pub fn readings(bytes: &[u8], line: &[u8]) -> Vec<(&'static str, String)> {
    let mut found: Vec<(usize, &'static str, String)> = Vec::new();
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let cut = sample.iter().rposition(|&byte| byte == b'\n').filter(|_| bytes.len() > SAMPLE);
    let sample = &sample[..cut.unwrap_or(sample.len())];
    for candidate in candidates() {
        let (Some(text), Some(shown)) =
            (candidate.encoding.decode(sample), candidate.encoding.decode(line))
        else {
            continue;
        };
        // Of readings that say the same here one will do.
        let strange = words(&text).filter(|word| candidate.is_strange(word)).count();
        found.push((strange, candidate.encoding.name(), shown));
    }
    found.sort_by_key(|&(strange, ..)| strange);
    let mut different: Vec<(&'static str, String)> = Vec::new();
    for (_, name, shown) in found {
        if different.iter().all(|(_, known)| *known != shown) {
            different.push((name, shown));
        }
    }
    different.truncate(SHOWN);
    different
}

/// The encodings for which a text is often taken.
pub fn encodings() -> impl Iterator<Item = Encoding> {
    candidates().into_iter().map(|candidate| candidate.encoding)
}

/// The words of a text that have other letters than those of English.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| c.is_ascii() && !c.is_ascii_alphabetic() && c != '\'';
    text.split(ends).filter(|word| !word.is_ascii())
}

impl Candidate {
    fn is_strange(&self, word: &str) -> bool {
        match self.letters {
            Letters::Of(alphabets) => is_odd(word, alphabets),
            Letters::Between(ranges) => {
                let known = |c: char| ranges.iter().any(|&(from, to)| (from..=to).contains(&c));
                word.chars().any(|c| !c.is_ascii() && !known(c))
                    || word.chars().any(|c| c.is_ascii_alphabetic())
            }
        }
    }
}

/// Whether a word does not look like one of these languages: letters of no one of them, marks that
/// stand inside words where letters should be, nothing but letters with accents.
fn is_odd(word: &str, alphabets: &Alphabets) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphabetic());
    let marks_are_odd = (0..chars.len()).any(|at| {
        let before = at > 0 && letter(at - 1);
        match chars[at] {
            // A dash stands between two names, an apostrophe between letters.
            '–' | '—' => before && chars.get(at + 1).is_some_and(|c| c.is_lowercase()),
            '’' | '´' | '·' | '°' => false,
            '“' | '‘' | '„' | '«' => before && letter(at + 1),
            '”' | '»' | '…' => letter(at + 1),
            '\u{a0}' => before && chars.get(at + 1).is_some_and(|c| c.is_lowercase()),
            '€' | '£' | '§' | '©' | '®' | '™' | '•' | '¿' | '¡' | '½' | '¼' | '¾' | '±' | '×' => {
                before || letter(at + 1) && !matches!(chars[at], '¿' | '¡' | '©' | '•')
            }
            'ª' | 'º' => chars.len() > 3,
            c => {
                !c.is_alphabetic()
                    && !c.is_ascii()
                    && !is_mark(c)
                    && (before || letter(at + 1) || c.is_control())
            }
        }
    });
    if marks_are_odd {
        return true;
    }
    let parts = word.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_ascii());
    parts.into_iter().any(|part| {
        let is_latin = alphabets.fit("a");
        let bare = is_latin && part.chars().nth(1).is_some() && !part.chars().any(|c| c.is_ascii());
        bare || !alphabets.fit(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_for_1252(bytes: &[u8]) -> bool {
        first_odd(&Encoding::Web(WINDOWS_1252).decode(bytes).unwrap()).is_none()
    }

    fn first(encoding: &str, text: &str) -> (bool, Vec<&'static str>) {
        let bytes = Encoding::named(encoding).unwrap().encode(text).unwrap();
        let names = readings(&bytes, &bytes).into_iter().map(|(name, _)| name).collect();
        (taken_for_1252(&bytes), names)
    }

    #[test]
    fn western_names_are_taken_as_they_are() {
        for text in [
            "Zoë Müller, Siân O’Neill, Peña Núñez, François Lefèvre, João Simões",
            "Søren Ægård; Bodil Østergård; Åsa Öberg; Weiß & Groß",
            "“Hôtel” – café; ¿Qué tal? £5, 20 °C, § 4, 3 €, © 2026, Mª José, nº 5, Smith–Jones…",
            "Café l’Été, d’accord; RENÉE MÜLLER; Éabha de Búrca; Gruffydd Siôn; naïve",
        ] {
            assert!(first("windows-1252", text).0, "{text}");
        }
    }

    #[test]
    fn other_countries_are_asked_about_and_their_encoding_is_shown() {
        for (encoding, text) in [
            ("windows-1250", "Bartłomiej Śliwiński, Ludmiła Gąsiorek, Jan Nowak"),
            ("windows-1250", "Jiří Dvořák, Tomáš Němec"),
            ("windows-1250", "Erdős Pál, Szűcs Éva"),
            ("iso-8859-2", "Bartłomiej Śliwiński, Ludmiła Gąsiorek"),
            ("windows-1251", "Анна Иванова, Борис Петров"),
            ("koi8-r", "Анна Иванова, Борис Петров"),
            ("windows-1253", "Άννα Παπαδοπούλου, Γιώργος Νικολάου"),
            ("windows-1254", "Ayşe Yıldız, Çağrı Şahin"),
            ("windows-1255", "דנה כהן, יוסי לוי"),
            ("macintosh", "Jürgen Smith, Renée Örtel"),
            ("macintosh", "Zoë Peña, Siân Núñez"),
            ("cp850", "Jürgen Weiß, Renée Örtel"),
            ("cp850", "Søren Ægård, Åsa Öberg"),
            ("shift_jis", "山田 花子, 鈴木 太郎"),
            ("gbk", "王小明, 李娜, 张伟"),
            ("big5", "陳大文, 林美玲"),
            ("euc-kr", "김철수, 이영희"),
        ] {
            let (taken, names) = first(encoding, text);
            let wanted = Encoding::named(encoding).unwrap().name();
            assert!(!taken, "{encoding}: {text}");
            assert!(names.contains(&wanted), "{encoding}: {text}: {names:?}");
        }
    }
}
