//! `unmentor.toml`: what the organiser chose, with the comments that explain it.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value};

use crate::domain::{
    AnswerRule, DateOrder, Interval, Mark, Odd, OptIn, RoundDay, RoundNumber, Settings, Wish,
};

use crate::store::paths::SETTINGS;

use super::interval::{INTERVAL, INTERVAL_MONTHS};
use super::named_columns;
use super::notes::Notes;
use super::toml::{Section, parse};
use super::toml_put::{put_optional, put_value};

/// The format of the folder that this version writes.
const FORMAT: i64 = 1;

/// Everything that can be set.
const KEYS: [&str; 22] = [
    "format",
    "name",
    INTERVAL_MONTHS,
    INTERVAL,
    "next_round",
    "closes_after_days",
    "opt_in",
    "spread_rhythms",
    "odd",
    "answers",
    "wishes",
    "review_after",
    "purge_after_months",
    "marks",
    "dates",
    "columns",
    "organiser",
    "feedback_url",
    "this_month_url",
    "show",
    "language",
    "mail",
];

const OPT_IN: &str = "\"assume\" or \"ask\"";
const TRUTH: &str = "true or false";
const ODD: &str = "\"trio\" or \"sit-out\"";
const ANSWERS: &str = "\"any-yes\", \"any-no\" or \"strict\"";
const DATES: &str = "\"day-first\" or \"month-first\"";
const WISHES: &str = "\"apart:\" or \"together:\" with organisation, sector, region or a heading of \
                      your own behind it, \"mix:newcomers\" or \"second-chance\"";

const TEMPLATE: &str = r#"# Settings of this programme. Lines that begin with # are notes.

format = 1

# Shown above reports and in messages.
name = "Random conversations"

# The time between rounds, such as "1 month", "2 weeks" or "10 days"; at most two years.
interval = "1 month"

# Days from the introduction to the last day for an answer: 1 to 366.
closes_after_days = 28

# What happens when the number of people is odd: "trio" (three talk together) or "sit-out".
odd = "trio"

# What it means that somebody says neither in nor out of the next round: "assume" (they are in)
# or "ask" (they are left out; only who says in is in).
opt_in = "assume"

# Whether the turns of those who take part every second or third round are spread, so that rounds
# are about as large as each other; from 50 people on.
# spread_rhythms = true

# The day of the next round: "first Monday", "last Friday" (of a month), or a date such as
# "2026-09-07". Without it a round follows the one before after the interval.
# next_round = "first Monday"

# How the answers of a pair decide: "any-yes" (one yes is enough), "any-no" (one no is enough)
# or "strict" (a yes beside a no counts as not confirmed).
answers = "any-yes"

# How dates such as 03/04/2026 are read where a sheet leaves it open: "day-first" or
# "month-first". Without it you are asked.
# dates = "day-first"

# Wishes for the pairing, the most important first; [] for none. Allowed are
# "apart:organisation", "apart:sector", "apart:region" (partners should differ),
# "together:organisation", "together:sector", "together:region" (partners should share it), the
# same with any column of your own in participants.csv, such as "together:time zone",
# "mix:newcomers" (who is in their first two rounds meets somebody who has been in more) and
# "second-chance" (after conversations that did not happen, a partner who usually meets).
wishes = ["apart:organisation"]

# Rounds in a row without a confirmed conversation after which `unmentor participants review` names
# somebody: 1 to 24.
# review_after = 3

# Months after a round's date at which `unmentor check --purge` takes away what people wrote in
# it in their own words (reason_text and comment); without this line it takes away nothing.
# purge_after_months = 24

# Messages (unmentor mail). Who sends them, and whom answers reach:
# organiser = "Ada Penhale <coffee@north.example>"

# The forms that people answer in; {pair}, {person}, {round}, {email}, {name}, {first_name} and
# {partner} are filled in for each of them.
# feedback_url = "https://forms.example/r?entry.1={pair}&entry.2={person}"
# this_month_url = "https://forms.example/m?entry.1={round}&entry.2={person}"

# What partners see of each other beside name and address: headings of participants.csv.
# show = ["organisation"]

# "en", "cy" (Welsh) or "both" (Welsh first, in one message); a column `language` in
# participants.csv goes before it.
# language = "en"

# The command for unmentor mail --send, which gets each message on its standard input:
# [mail]
# command = "msmtp -t"

# A note on a round, shown in the growth report; marked rounds are left out of trends:
# [[marks]]
# round = 3
# note = "moved from the spreadsheet"

# Columns of your forms that you named once with --map; they are understood in later sheets. For
# `participants import`, `rounds import` and `outcomes import`:
# [columns.outcomes]
# answer = "Did the two of you talk?"
"#;

/// The format that a settings file names, if it is one that this version cannot read.
pub fn later_format(text: &str) -> Option<i64> {
    let document: DocumentMut = text.strip_prefix('\u{feff}').unwrap_or(text).parse().ok()?;
    document.get("format")?.as_integer().filter(|&format| format > FORMAT)
}

/// Reads the settings; what is missing or wrong has its usual value.
pub fn read(text: &str, notes: &mut Notes) -> Settings {
    let mut settings = Settings::default();
    let Some(document) = parse(SETTINGS, text, notes) else { return settings };
    let whole = Section::whole(SETTINGS, &document);
    whole.refuse_others(&KEYS, notes);
    let format = whole.number("format", 1..=1, notes);
    whole.needed("format", format, notes);
    let Settings {
        name,
        interval,
        next_round,
        closes_after_days,
        opt_in,
        spread_rhythms,
        odd,
        answers,
        wishes,
        review_after,
        purge_after_months,
        marks,
        dates,
        columns,
        mailing,
    } = &mut settings;
    set(name, whole.text("name", notes));
    set(interval, super::interval::read(&whole, Interval::LONGEST, notes));
    *next_round = whole.value("next_round", round_day, RoundDay::WANTED, notes);
    set(closes_after_days, whole.number("closes_after_days", 1..=366, notes));
    set(opt_in, whole.word("opt_in", OptIn::from_word, OPT_IN, notes));
    set(spread_rhythms, whole.value("spread_rhythms", Item::as_bool, TRUTH, notes));
    set(odd, whole.word("odd", Odd::from_word, ODD, notes));
    set(answers, whole.word("answers", AnswerRule::from_word, ANSWERS, notes));
    set(wishes, whole.words("wishes", Wish::from_words, WISHES, notes));
    set(review_after, whole.number("review_after", 1..=24, notes));
    *purge_after_months = whole.number("purge_after_months", 0..=1200, notes);
    *dates = whole.word("dates", DateOrder::from_word, DATES, notes);
    *columns = named_columns::read(&whole, notes);
    *mailing = super::mailing::read(&whole, notes);
    *marks = read_marks(&whole, notes);
    settings
}

/// A day or a rule in quotes, or a day as TOML writes it.
fn round_day(item: &Item) -> Option<RoundDay> {
    match item.as_str() {
        Some(words) => RoundDay::parse(words),
        None => RoundDay::parse(&item.as_datetime()?.to_string()),
    }
}

fn read_marks(whole: &Section<'_>, notes: &mut Notes) -> Vec<Mark> {
    let mut marks = Vec::new();
    for mark in whole.sections("marks", notes) {
        mark.refuse_others(&["round", "note"], notes);
        let round = mark.number("round", 1..=u32::MAX, notes);
        let round = mark.needed("round", round.and_then(RoundNumber::new), notes);
        let note = mark.text("note", notes).unwrap_or_default();
        marks.extend(round.map(|round| Mark { round, note }));
    }
    marks
}

fn set<T>(setting: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *setting = value;
    }
}

/// The settings as a file: the text there was (or the one that explains everything), with only
/// those values changed that differ from it.
pub fn write(text: Option<&str>, settings: &Settings) -> Vec<u8> {
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
    put(INTERVAL, old.interval != settings.interval, settings.interval.to_string().into());
    let days = i64::from(settings.closes_after_days);
    put("closes_after_days", old.closes_after_days != settings.closes_after_days, days.into());
    put("opt_in", old.opt_in != settings.opt_in, settings.opt_in.word().into());
    put("odd", old.odd != settings.odd, settings.odd.word().into());
    put("answers", old.answers != settings.answers, settings.answers.word().into());
    let wishes: Array = settings.wishes.iter().map(ToString::to_string).collect();
    put("wishes", old.wishes != settings.wishes, wishes.into());
    if old.review_after != settings.review_after {
        let rounds = i64::from(settings.review_after);
        put_optional(&mut document, "review_after", Some(rounds.into()));
    }
    if old.purge_after_months != settings.purge_after_months {
        let months = settings.purge_after_months.map(|months| i64::from(months).into());
        put_optional(&mut document, "purge_after_months", months);
    }
    if old.spread_rhythms != settings.spread_rhythms {
        put_optional(&mut document, "spread_rhythms", Some(settings.spread_rhythms.into()));
    }
    if old.next_round != settings.next_round {
        let day = settings.next_round.map(|day| day.to_string().into());
        put_optional(&mut document, "next_round", day);
    }
    if old.dates != settings.dates {
        let dates = settings.dates.map(|dates| dates.word().into());
        put_optional(&mut document, "dates", dates);
    }
    if old.interval != settings.interval {
        document.remove(INTERVAL_MONTHS);
    }
    super::mailing::put(&mut document, &old.mailing, &settings.mailing);
    named_columns::put(&mut document, &old.columns, &settings.columns);
    if old.marks != settings.marks {
        let tables = settings.marks.iter().map(mark).collect::<ArrayOfTables>();
        document.insert("marks", Item::ArrayOfTables(tables));
    }
    document.to_string().into_bytes()
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
    use crate::domain::mailing::{FormLink, Language, Mailbox, Mailing};
    use crate::domain::{NamedColumn, SheetKind};

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
        settings.interval = Interval::Months(3);
        let written = String::from_utf8(write(Some(text), &settings)).unwrap();
        assert_eq!(
            written,
            "# mine\nformat = 1\nodd = \"sit-out\" # three!\ninterval = \"3 months\"\n\n[[marks]]\nround = 2\nnote = \"x\"\n"
        );
        assert_eq!(read(&written, &mut Notes::default()), settings);
    }

    #[test]
    fn every_setting_reads_back() {
        let settings = Settings {
            name: "Tea \"and\" talk\n=1".into(),
            interval: Interval::Days(14),
            next_round: RoundDay::parse("last Friday"),
            closes_after_days: 14,
            opt_in: OptIn::Ask,
            spread_rhythms: true,
            odd: Odd::SitOut,
            answers: AnswerRule::Strict,
            wishes: vec![Wish::SecondChance, Wish::Together(Trait::Region)],
            review_after: 5,
            purge_after_months: Some(12),
            marks: vec![Mark { round: RoundNumber::FIRST, note: "start # here".into() }],
            dates: Some(DateOrder::MonthFirst),
            columns: vec![
                named(SheetKind::Signup, "email", "Your \"e-mail\""),
                named(SheetKind::Feedback, "answer", "Talked?"),
            ],
            mailing: Mailing {
                organiser: Mailbox::parse("\"Penhale, Ada\" <ada@north.example>"),
                feedback_url: FormLink::parse("https://forms.example/?p={pair}").ok(),
                this_month_url: FormLink::parse("https://forms.example/?r={round}").ok(),
                show: vec!["sector".into(), "my \"own\"".into()],
                language: Language::Both,
                command: Some("msmtp -t".into()),
                pause_ms: 250,
                timeout_seconds: 60,
            },
        };
        let written = String::from_utf8(write(None, &settings)).unwrap();
        let mut notes = Notes::default();
        assert_eq!(read(&written, &mut notes), settings);
        assert_eq!(notes.findings, []);
    }

    #[test]
    fn a_setting_that_was_a_comment_stands_below_its_explanation() {
        let dates = Some(DateOrder::MonthFirst);
        let settings = Settings { dates, purge_after_months: Some(6), ..Settings::default() };
        let written = String::from_utf8(write(None, &settings)).unwrap();
        assert!(written.contains("Without it you are asked.\ndates = \"month-first\"\n\n# Wishes"));
        assert!(written.contains("takes away nothing.\npurge_after_months = 6\n"), "{written}");
        // A comment somewhere else is left alone.
        let text = "format = 1\n[columns.outcomes]\n# dates = \"x\"\nanswer = \"Met?\"\n";
        let settings = Settings { dates, ..read(text, &mut Notes::default()) };
        let written = String::from_utf8(write(Some(text), &settings)).unwrap();
        assert!(written.contains("# dates = \"x\"\n"), "{written}");
        assert_eq!(read(&written, &mut Notes::default()), settings);
    }

    fn named(sheet: SheetKind, meaning: &str, heading: &str) -> NamedColumn {
        let beside = Vec::new();
        NamedColumn { sheet, meaning: meaning.into(), heading: heading.into(), beside }
    }

    #[test]
    fn named_columns_are_added_and_taken_out_one_by_one() {
        let text =
            "format = 1\n\n[columns.outcomes]\nanswer = \"Met?\" # mine\nrating = \"Stars\"\n";
        let mut settings = read(text, &mut Notes::default());
        settings.columns.retain(|column| column.meaning != "rating");
        settings.columns.insert(0, named(SheetKind::Signup, "email", "Mail here"));
        let written = String::from_utf8(write(Some(text), &settings)).unwrap();
        assert_eq!(
            written,
            "format = 1\n\n[columns.outcomes]\nanswer = \"Met?\" # mine\n\n[columns.participants]\nemail = \"Mail here\"\n"
        );
        assert_eq!(read(&written, &mut Notes::default()), settings);
        let mut notes = Notes::default();
        read("format = 1\ndates = \"day\"\n[columns.people]\nx = 1\n", &mut notes);
        assert_eq!(notes.findings.len(), 2, "{:?}", notes.findings);
    }
}
