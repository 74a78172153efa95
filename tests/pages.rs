//! The pages below `docs` against the code: what the code knows stands there, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item};
use unmentor::domain::absent::{Absent, Why};
use unmentor::domain::experiment::{Drawn, Primary};
use unmentor::domain::forget::{Workplace, forget};
use unmentor::domain::mailing::{FormLink, Language, Mailbox, Mailing};
use unmentor::domain::{
    Amendment, Answer, AnswerRule, Collection, Couple, DateOrder, Draw, Exclusion, Experiment,
    FindingKind, Found, Interval, Longer, Mark, NamedColumn, NextTime, Odd, OptIn, Pair,
    Participant, ParticipantId, Person, Programme, Reason, Response, Roster, Round, RoundDay,
    RoundHead, RoundNumber, SatOut, Settings, SheetKind, Trait, Wish,
};
use unmentor::store::{Change, Folder, Traces};

use crate::support::golden;

fn root() -> PathBuf {
    env!("CARGO_MANIFEST_DIR").into()
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// Every finding as the page tells it.
fn findings() -> String {
    let mut text = String::from(FINDINGS);
    for kind in FindingKind::ALL {
        let found = match kind.found() {
            Found::OwnFiles => "In a file of the programme folder.",
            Found::Sheets => "In a sheet that is imported.",
            Found::Both => "In a file of the programme folder, or in a sheet that is imported.",
        };
        let (name, meaning, cure) = (kind.name(), kind.meaning(), kind.cure());
        text += &format!("\n## `{name}`\n\n*{found}* {meaning}\n\n**Do:** {cure}\n");
    }
    text
}

const FINDINGS: &str = "\
# What can be wrong, and what to do

Every finding has a name. `unmentor check --json` shows it; elsewhere you read its place, what is wrong and, behind `hint:`, what to type for your case. This page says what is meant by each of them, in alphabetical order.

- **A file of the programme folder**: `unmentor check` reports everything that is wrong in [the files](files.md), with exit code 3. As long as something would be lost, no command changes the folder.
- **A sheet that is imported**: a defective file is refused whole, and the folder stays as it was (exit code 3). A row of a feedback sheet that cannot be attributed is set aside, and the others are taken in; with `--strict` it is refused, too. A defective row of a sign-up sheet refuses the sheet; `--partial` takes the good rows. What is only remarked upon is taken in all the same.

WHO is an id, an address or a name, PAIR is a name such as `r05-017`, ANSWER is `yes`, `no`, `not-yet` or `none`.
";

#[test]
fn the_page_of_findings_tells_what_the_code_tells() {
    golden::check("../../docs/findings.md", &findings());
}

#[test]
fn findings_stand_in_the_order_of_their_names_and_are_told_in_sentences() {
    let names: Vec<_> = FindingKind::ALL.iter().map(|kind| kind.name()).collect();
    assert!(names.windows(2).all(|two| two[0] < two[1]), "{names:?}");
    for kind in FindingKind::ALL {
        for text in [kind.meaning(), kind.cure()] {
            assert!(text.ends_with('.') && !text.contains("  "), "{kind:?}: {text}");
            assert!(text.starts_with(|c: char| c.is_uppercase() || c == '`'), "{kind:?}: {text}");
        }
    }
}

#[test]
fn every_finding_is_found_where_the_page_says() {
    let code = |rooms: &[&str]| {
        let mut text = String::new();
        for room in rooms {
            gather(&root().join("src").join(room), &mut text);
        }
        text
    };
    let (own, sheets) =
        (code(&["store", "domain/check.rs", "domain/field.rs"]), code(&["sheets", "intake"]));
    for kind in FindingKind::ALL {
        let word = format!("FindingKind::{kind:?}");
        let is_in = |code: &str| {
            code.match_indices(&word)
                .any(|(at, _)| !code[at + word.len()..].starts_with(char::is_alphanumeric))
        };
        let found = match (is_in(&own), is_in(&sheets)) {
            (true, true) => Found::Both,
            (true, false) => Found::OwnFiles,
            (false, true) => Found::Sheets,
            (false, false) => panic!("{kind:?} is found nowhere"),
        };
        assert_eq!(found, kind.found(), "{kind:?}");
    }
}

/// The code below a path, without tests.
fn gather(path: &Path, text: &mut String) {
    if path.is_dir() {
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| !path.ends_with("tests")).for_each(|path| gather(&path, text));
    } else if path.extension().is_some_and(|ending| ending == "rs") {
        let code = fs::read_to_string(path).unwrap();
        *text += code.split("#[cfg(test)]\nmod tests {").next().unwrap();
    }
}

/// A programme in which everything is there that a file can tell. Nothing is left to a default, so
/// that a new setting is missed here first.
fn programme() -> Programme {
    let one = RoundNumber::new(1).unwrap();
    let day = "2026-11-02".parse().unwrap();
    let named = |sheet| NamedColumn {
        sheet,
        meaning: "email".into(),
        heading: "Mail".into(),
        beside: vec!["Name".into()],
    };
    let settings = Settings {
        name: "Tea".into(),
        interval: Interval::Days(14),
        next_round: RoundDay::parse("first Monday"),
        closes_after_days: 14,
        opt_in: OptIn::Ask,
        spread_rhythms: true,
        odd: Odd::SitOut,
        answers: AnswerRule::Strict,
        wishes: vec![Wish::SecondChance],
        review_after: 5,
        purge_after_months: Some(12),
        marks: vec![Mark { round: one, note: "start".into() }],
        dates: Some(DateOrder::DayFirst),
        columns: SheetKind::ALL.map(named).into(),
        mailing: Mailing {
            organiser: Mailbox::parse("Ada <coffee@north.example>"),
            feedback_url: FormLink::parse("https://forms.example/?p={pair}").ok(),
            this_month_url: FormLink::parse("https://forms.example/?r={round}").ok(),
            show: vec!["sector".into()],
            language: Language::Both,
            command: Some("msmtp -t".into()),
            pause_ms: 500,
            timeout_seconds: 60,
        },
    };
    let mut roster = Roster::default();
    for number in 1..=4 {
        let id = ParticipantId::numbered(number);
        roster.add(Participant::new(id, "Ada", &format!("p{number}@example.org"))).unwrap();
    }
    let next = Some(NextTime { round: one, is_in: false });
    roster.edit(Person(0), |somebody| somebody.next = next);
    let people = Couple::new(Person(0), Person(1)).unwrap();
    let exclusions = vec![Exclusion { people, why: "one desk".into() }];
    let draw = Draw { seed: 7, algorithm: "blossom".into(), odd: Odd::SitOut, wishes: vec![] };
    let head = RoundHead {
        number: one,
        date: day,
        closes: Some(day),
        interval: Some(Interval::MONTH),
        answers: Collection::NotCollected,
        draw: Some(draw),
    };
    let pairs = vec![Pair::new(1, Person(0), Person(2), None).unwrap()];
    let out = SatOut { person: Person(1), why: "their turn".into() };
    let mut round = Round::new(head, pairs, vec![out]).unwrap();
    let (out, joined) = (vec![Person(3)], vec![Person(2)]);
    let couples = vec![Couple::new(Person(0), Person(2)).unwrap()];
    round.absent = Some(vec![Absent { person: Person(3), why: Why::Paused }]);
    round.amended = vec![Amendment {
        date: day,
        out,
        joined,
        together: couples.clone(),
        apart: couples,
        seed: 8,
    }];
    round.longer = Some(Longer { closes: day, people: vec![Person(0), Person(2)] });
    let drawn = |person, from| Drawn { person: Person(person), from };
    let experiment = Experiment {
        question: "Does it help?".into(),
        seed: 9,
        drawn_on: day,
        first: one,
        rounds: 4,
        interval: Interval::MONTH,
        primary: Primary::Both,
        change: 0.1,
        level: 0.95,
        arms: [vec![drawn(0, one)], vec![drawn(1, one), drawn(2, one.next())]],
    };
    let programme = Programme::new(settings, roster, exclusions);
    programme.with_experiment(Some(experiment)).with_rounds([round])
}

/// What stands in backticks at the beginning of the rows of a section's table.
fn told(page: &str, section: &str) -> BTreeSet<String> {
    let (_, from) = page.split_once(&format!("\n## `{section}`\n")).unwrap();
    let rows = from.split("\n## ").next().unwrap().lines();
    let first = rows.filter_map(|row| row.strip_prefix("| `")?.split_once('`'));
    first.map(|(name, _)| name.to_owned()).collect()
}

/// The keys of a settings file; those within a list of tables or a table behind the name of it.
fn keys(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (key, item) in &*text.parse::<DocumentMut>().unwrap() {
        keys.insert(key.to_owned());
        let within = match item {
            Item::Table(table) => Some(table),
            Item::ArrayOfTables(tables) => tables.get(0),
            _ => None,
        };
        let within = within.into_iter().flat_map(|table| table.iter());
        keys.extend(within.map(|(inner, _)| format!("{key}.{inner}")));
    }
    keys
}

/// The keys that rounds have after changes over several of them.
fn keys_of_changes() -> BTreeSet<String> {
    let temp = tempfile::tempdir().unwrap();
    let two = [1, 2].map(|number| {
        let mut round = programme().rounds()[0].clone();
        round.head.number = RoundNumber::new(number).unwrap();
        round.head.interval = Some(Interval::Days(14));
        round
    });
    let folder = Folder::create(temp.path(), &programme().with_rounds(two)).unwrap();
    let mut all = BTreeSet::new();
    for (traces, answer) in [
        (Traces::Kept, Some(Answer::Yes)),
        (Traces::Erased, Some(Answer::No)),
        (Traces::Forgotten, None),
    ] {
        let (lock, loaded) = folder.read_to_change("several").unwrap();
        let gone = forget(&loaded.programme, Person(0), Workplace::Kept);
        let mut rounds = loaded.programme.rounds().to_vec();
        let said = Response { answer, ..Response::silent(Person(0)) };
        for round in &mut rounds {
            round.respond(said.clone()).unwrap();
        }
        let roster = (traces == Traces::Forgotten).then_some(gone.roster);
        let change = Change { rounds, roster, traces, ..Change::titled("several") };
        folder.commit(&loaded, &change, lock).unwrap();
        all.extend(keys(&fs::read_to_string(temp.path().join("rounds/02/round.toml")).unwrap()));
    }
    all
}

#[test]
fn the_page_of_files_names_every_column_and_every_setting() {
    let page = page("docs/files.md");
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let read = |file: &str| fs::read_to_string(temp.path().join(file)).unwrap();
    for (file, section) in [
        ("participants.csv", "participants.csv"),
        ("exclusions.csv", "exclusions.csv"),
        ("rounds/01/pairings.csv", "rounds/NN/pairings.csv"),
        ("rounds/01/outcomes.csv", "rounds/NN/outcomes.csv"),
        ("rounds/01/absent.csv", "rounds/NN/absent.csv"),
    ] {
        let columns = read(file).lines().next().unwrap().split(',').map(str::to_owned).collect();
        // The table of reasons stands below the columns, and its first cells are no names.
        assert_eq!(told(&page, section), columns, "{file}");
    }
    let of_months = keys(&read("experiment.toml"));
    let fortnights = tempfile::tempdir().unwrap();
    let mut programme = programme();
    let sealed = programme.experiment.as_mut().unwrap();
    sealed.interval = Interval::Days(14);
    Folder::create(fortnights.path(), &programme).unwrap();
    let of_weeks = keys(&fs::read_to_string(fortnights.path().join("experiment.toml")).unwrap());
    let of_both: BTreeSet<_> = of_months.union(&of_weeks).cloned().collect();
    assert_eq!(told(&page, "experiment.toml"), of_both);
    assert_eq!(told(&page, "unmentor.toml"), keys(&read("unmentor.toml")));
    let of_round = keys(&read("rounds/01/round.toml"));
    let of_round: BTreeSet<_> = of_round.union(&keys_of_changes()).cloned().collect();
    assert_eq!(told(&page, "rounds/NN/round.toml"), of_round);

    // What can be read back is all that can be written.
    assert_eq!(folder.read().unwrap().findings, []);
    let (lock, loaded) = folder.read_to_change("rename").unwrap();
    let settings = Settings { name: "Coffee".into(), ..loaded.programme.settings.clone() };
    let change = Change { settings: Some(settings), ..Change::titled("rename") };
    folder.commit(&loaded, &change, lock).unwrap();
    let told = told(&page, ".unmentor");
    for entry in fs::read_dir(temp.path().join(".unmentor")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(told.contains(&name), "{name} below .unmentor is not told of");
    }
}

#[test]
fn the_page_of_files_names_every_word_of_a_cell() {
    let page = page("docs/files.md");
    let quoted = |word: String| format!("`\"{word}\"`");
    let plain = |word: &str| format!("`{word}`");
    let mut words: Vec<String> = Vec::new();
    words.extend(Answer::ALL.map(|answer| plain(answer.word())));
    words.extend(Reason::ALL.map(|reason| plain(reason.code())));
    words.extend(Why::ALL.map(|why| plain(why.word())));
    words.extend(Trait::ALL.map(|of| plain(of.word())));
    words.extend(Wish::all().map(|wish| quoted(wish.to_string())));
    words.extend([Odd::Trio, Odd::SitOut].map(|odd| quoted(odd.word().into())));
    words.extend([DateOrder::DayFirst, DateOrder::MonthFirst].map(|o| quoted(o.word().into())));
    let rules = [AnswerRule::AnyYes, AnswerRule::AnyNo, AnswerRule::Strict];
    words.extend(rules.map(|rule| quoted(rule.word().into())));
    for word in words {
        assert!(page.contains(&word), "{word} is not told of");
    }
}

/// The pages that people read.
fn pages() -> Vec<PathBuf> {
    let is_page = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "md");
    let below = |folder: &str| {
        let entries = fs::read_dir(root().join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().path()).filter(is_page).collect::<Vec<_>>()
    };
    ["", "docs", "benches", "fuzz", "data"].into_iter().flat_map(below).collect()
}

/// A heading as links name it: as GitHub does, without punctuation and with hyphens for spaces.
fn anchor(heading: &str) -> String {
    let letters = heading.trim().to_lowercase().replace(' ', "-");
    letters.chars().filter(|&c| c.is_alphanumeric() || c == '-' || c == '_').collect()
}

#[test]
fn links_in_the_pages_lead_somewhere() {
    let mut dead = Vec::new();
    for file in pages() {
        let text = fs::read_to_string(&file).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
        for link in links.filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
            let (path, part) = link.split_once('#').unwrap_or((link, ""));
            let target =
                if path.is_empty() { file.clone() } else { file.with_file_name("").join(path) };
            let has_part = || {
                let text = fs::read_to_string(&target).unwrap_or_default();
                let headings = text.lines().filter(|line| line.starts_with('#'));
                headings.map(|line| anchor(line.trim_start_matches('#'))).any(|it| it == part)
            };
            if !target.exists() || !part.is_empty() && !has_part() {
                dead.push(format!("{}: {link}", file.display()));
            }
        }
    }
    assert_eq!(dead, [""; 0]);
}

/// Paths in backticks, such as `render/xml.rs`; those with capitals are examples.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let is_of_paths = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "/._-".contains(c);
    let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    quoted.filter(move |word| word.contains('/') && word.chars().all(is_of_paths))
}

#[test]
fn files_named_for_developers_are_there() {
    let mut gone = Vec::new();
    for file in ["src/lib.rs", "CONTRIBUTING.md"] {
        let text = page(file);
        let is_there =
            |path: &str| root().join(path).exists() || root().join("src").join(path).exists();
        gone.extend(
            paths(&text).filter(|path| !is_there(path)).map(|path| format!("{file}: {path}")),
        );
    }
    assert_eq!(gone, [""; 0]);
}
