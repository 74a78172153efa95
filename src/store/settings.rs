//! `unmentor.toml`: what the organiser chose, with the comments that explain it.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value};

use crate::domain::{AnswerRule, Mark, Odd, RoundNumber, Settings, Wish};

use super::notes::Notes;
use super::toml::{Section, parse};

/// The name of the file.
pub(super) const FILE: &str = "unmentor.toml";
/// The format of the folder that this version writes.
const FORMAT: i64 = 1;

const ODD: &str = "\"trio\" or \"sit-out\"";
const ANSWERS: &str = "\"any-yes\", \"any-no\" or \"strict\"";
const WISHES: &str = "\"apart:\" or \"together:\" with organisation, sector or region behind it, \
                      or \"second-chance\"";

const TEMPLATE: &str = r#"# Settings of this programme. Lines that begin with # are notes.

format = 1

# Shown above reports and in messages.
name = "Random conversations"

# Months between rounds: 1 to 24.
interval_months = 1

# Days from the introduction to the last day for an answer: 1 to 366.
closes_after_days = 28

# What happens when the number of people is odd: "trio" (three talk together) or "sit-out".
odd = "trio"

# How the answers of a pair decide: "any-yes" (one yes is enough), "any-no" (one no is enough)
# or "strict" (a yes beside a no counts as not confirmed).
answers = "any-yes"

# Wishes for the pairing, the most important first; [] for none. Allowed are
# "apart:organisation", "apart:sector", "apart:region" (partners should differ),
# "together:organisation", "together:sector", "together:region" (partners should share it)
# and "second-chance" (after conversations that did not happen, a partner who usually meets).
wishes = ["apart:organisation"]

# Months after a round's date at which `unmentor check --purge` takes away what people wrote in
# it in their own words (reason_text and comment); without this line it takes away nothing.
# purge_after_months = 24

# A note on a round, shown in the growth report; marked rounds are left out of trends:
# [[marks]]
# round = 3
# note = "moved from the spreadsheet"
"#;

/// The format that a settings file names, if it is one that this version cannot read.
pub(super) fn later_format(text: &str) -> Option<i64> {
    let document: DocumentMut = text.strip_prefix('\u{feff}').unwrap_or(text).parse().ok()?;
    document.get("format")?.as_integer().filter(|&format| format > FORMAT)
}

/// Reads the settings; what is missing or wrong has its usual value.
pub(super) fn read(text: &str, notes: &mut Notes) -> Settings {
    let mut settings = Settings::default();
    let Some(document) = parse(FILE, text, notes) else { return settings };
    let whole = Section::whole(FILE, &document);
    let known = [
        "format",
        "name",
        "interval_months",
        "closes_after_days",
        "odd",
        "answers",
        "wishes",
        "purge_after_months",
        "marks",
    ];
    whole.refuse_others(&known, notes);
    let format = whole.number("format", 1..=1, notes);
    whole.needed("format", format, notes);
    let Settings {
        name,
        interval_months,
        closes_after_days,
        odd,
        answers,
        wishes,
        purge_after_months,
        marks,
    } = &mut settings;
    set(name, whole.text("name", notes));
    set(interval_months, whole.number("interval_months", 1..=24, notes));
    set(closes_after_days, whole.number("closes_after_days", 1..=366, notes));
    set(odd, whole.word("odd", Odd::from_word, ODD, notes));
    set(answers, whole.word("answers", AnswerRule::from_word, ANSWERS, notes));
    set(wishes, whole.words("wishes", Wish::from_words, WISHES, notes));
    *purge_after_months = whole.number("purge_after_months", 0..=1200, notes);
    for mark in whole.sections("marks", notes) {
        mark.refuse_others(&["round", "note"], notes);
        let round = mark.number("round", 1..=u32::MAX, notes);
        let round = mark.needed("round", round.and_then(RoundNumber::new), notes);
        let note = mark.text("note", notes).unwrap_or_default();
        marks.extend(round.map(|round| Mark { round, note }));
    }
    settings
}

fn set<T>(setting: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *setting = value;
    }
}

/// The settings as a file: the text there was (or the one that explains everything), with only
/// those values changed that differ from it.
pub(super) fn write(text: Option<&str>, settings: &Settings) -> Vec<u8> {
    let text = text.unwrap_or(TEMPLATE);
    let old = read(text, &mut Notes::default());
    let Ok(mut document) = text.parse::<DocumentMut>() else {
        // The caller has refused to change a folder with such a file.
        return text.into();
    };
    let mut put = |key: &str, changed: bool, value: Value| {
        if changed {
            put_value(&mut document, key, value);
        }
    };
    put("name", old.name != settings.name, settings.name.as_str().into());
    let months = i64::from(settings.interval_months);
    put("interval_months", old.interval_months != settings.interval_months, months.into());
    let days = i64::from(settings.closes_after_days);
    put("closes_after_days", old.closes_after_days != settings.closes_after_days, days.into());
    put("odd", old.odd != settings.odd, settings.odd.word().into());
    put("answers", old.answers != settings.answers, settings.answers.word().into());
    let wishes: Array = settings.wishes.iter().map(ToString::to_string).collect();
    put("wishes", old.wishes != settings.wishes, wishes.into());
    match settings.purge_after_months {
        months if months == old.purge_after_months => {}
        Some(months) => put_value(&mut document, "purge_after_months", i64::from(months).into()),
        None => drop(document.remove("purge_after_months")),
    }
    if old.marks != settings.marks {
        let tables = settings.marks.iter().map(mark).collect::<ArrayOfTables>();
        document.insert("marks", Item::ArrayOfTables(tables));
    }
    document.to_string().into_bytes()
}

/// Puts a value and keeps the comments beside and above the old one.
fn put_value(document: &mut DocumentMut, key: &str, mut value: Value) {
    match document.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            document.insert(key, Item::Value(value));
        }
    }
}

fn mark(mark: &Mark) -> Table {
    let mut table = Table::new();
    table.insert("round", i64::from(mark.round.get()).into());
    table.insert("note", mark.note.as_str().into());
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Trait;

    #[test]
    fn the_template_says_what_the_defaults_are() {
        let mut notes = Notes::default();
        assert_eq!(read(TEMPLATE, &mut notes), Settings::default());
        assert_eq!(notes.findings, []);
        assert_eq!(write(None, &Settings::default()), TEMPLATE.as_bytes());
    }

    #[test]
    fn a_change_keeps_comments_and_everything_else() {
        let text =
            "# mine\nformat = 1\nodd = \"trio\" # three!\n\n[[marks]]\nround = 2\nnote = \"x\"\n";
        let mut settings = read(text, &mut Notes::default());
        settings.odd = Odd::SitOut;
        settings.interval_months = 3;
        let written = String::from_utf8(write(Some(text), &settings)).unwrap();
        assert_eq!(
            written,
            "# mine\nformat = 1\nodd = \"sit-out\" # three!\ninterval_months = 3\n\n[[marks]]\nround = 2\nnote = \"x\"\n"
        );
        assert_eq!(read(&written, &mut Notes::default()), settings);
    }

    #[test]
    fn every_setting_reads_back() {
        let settings = Settings {
            name: "Tea \"and\" talk\n=1".into(),
            interval_months: 2,
            closes_after_days: 14,
            odd: Odd::SitOut,
            answers: AnswerRule::Strict,
            wishes: vec![Wish::SecondChance, Wish::Together(Trait::Region)],
            purge_after_months: Some(12),
            marks: vec![Mark { round: RoundNumber::FIRST, note: "start # here".into() }],
        };
        let written = String::from_utf8(write(None, &settings)).unwrap();
        let mut notes = Notes::default();
        assert_eq!(read(&written, &mut notes), settings);
        assert_eq!(notes.findings, []);
    }
}
