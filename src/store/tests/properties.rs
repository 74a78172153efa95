//! Whatever the programme: written and read it is the same, and nothing is written twice.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::super::{Change, Folder, Traces};
use super::faults::quick;
use super::files;
use crate::domain::memory::Memory;
use crate::domain::{
    Amendment, Answer, Collection, Couple, Draw, Exclusion, Interval, Odd, Pair, Participant,
    ParticipantId, Person, Programme, Reason, Response, Rhythm, Roster, Round, RoundHead,
    RoundNumber, SatOut, Settings, Status, Wish,
};

/// Text as strangers write it, without spaces around it.
fn text() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "=1+1", "'=1", "-", "@x", "a,b", "a;b", "\"", "\"\"x", "a\nb", "a\r\nb", "é ß", "\u{feff}",
        "'", "x y", "#", "０", "P0001", "＝1",
    ]);
    prop_oneof![Just(String::new()), "[a-zA-Z ,;\"'=é\n-]{1,8}", nasty.prop_map(String::from)]
        .prop_map(|text: String| text.trim().to_owned())
}

fn day() -> impl Strategy<Value = Option<NaiveDate>> {
    prop::option::of(
        (0..20_000_u64).prop_map(|days| {
            NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(days)
        }),
    )
}

prop_compose! {
    fn participant(columns: usize)(
        name in text(),
        texts in prop::collection::vec(text(), 3 + columns),
        status in (0..3_u8, day()),
        rhythm in 1..=3_u8,
        days in (day(), day()),
    ) -> Participant {
        let mut participant = Participant::new(ParticipantId::numbered(0), &name, "");
        let [organisation, sector, region, further @ ..] = texts.as_slice() else { panic!() };
        participant.organisation.clone_from(organisation);
        participant.sector.clone_from(sector);
        participant.region.clone_from(region);
        participant.further = further.to_vec();
        participant.status = match status {
            (0, _) => Status::Active,
            (1, until) => Status::Paused { until },
            _ => Status::Left,
        };
        participant.rhythm = Rhythm::new(rhythm).unwrap();
        (participant.joined, participant.left) = days;
        participant
    }
}

fn roster() -> impl Strategy<Value = Roster> {
    let columns = prop::collection::vec("X[A-Z]x,y|X[A-Z]", 0..3);
    columns.prop_flat_map(|columns| {
        let people = prop::collection::vec(participant(columns.len()), 0..9);
        people.prop_map(move |people| {
            let mut roster = Roster::with_further_columns(columns.clone());
            for (number, mut participant) in (1..).zip(people) {
                participant.id = ParticipantId::numbered(number * 7);
                participant.email = format!("p{number}@example.org");
                participant.name = format!("N{}", participant.name).trim().into();
                roster.add(participant).unwrap();
            }
            roster
        })
    })
}

/// A round of these people in an order and with answers that the seed decides.
fn round(number: u32, people: u32, seed: u64, note: &str) -> Round {
    let mut order: Vec<Person> = (0..people).map(Person).collect();
    let mut random = seed | 1;
    let mut next = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (random >> 33) as usize
    };
    order.sort_by_cached_key(|_| next());
    let take = next() % (order.len() + 1);
    let (paired, rest) = order.split_at(take);
    let (pairs, odd) = paired.as_chunks::<2>();
    let mut pairs: Vec<[Option<Person>; 3]> =
        pairs.iter().map(|&[a, b]| [Some(a), Some(b), None]).collect();
    if let Some(last) = pairs.last_mut() {
        last[2] = odd.first().copied();
    }
    let pairs: Vec<Pair> = (1..)
        .zip(pairs)
        .map(|(number, [a, b, c])| {
            let pair = Pair::new(number * 3, a.unwrap(), b.unwrap(), c).unwrap();
            match next() % 3 {
                0 => pair,
                one => pair.led_by([a, b][one - 1].unwrap()),
            }
        })
        .collect();
    let wishes: Vec<Wish> = Wish::all().filter(|_| next() % 2 == 0).collect();
    let head = RoundHead {
        number: RoundNumber::new(number).unwrap(),
        date: "2026-11-02".parse().unwrap(),
        closes: (next() % 2 == 0).then(|| "2026-11-30".parse().unwrap()),
        interval: [None, Some(Interval::Months(2)), Some(Interval::Days(14))][next() % 3],
        answers: Collection::Asked,
        draw: (next() % 2 == 0).then(|| Draw {
            seed: seed ^ (next() as u64) << 40,
            algorithm: note.into(),
            odd: if next() % 2 == 0 { Odd::Trio } else { Odd::SitOut },
            wishes,
        }),
    };
    let out = rest.iter().map(|&person| SatOut { person, why: note.into() }).collect();
    let mut round = Round::new(head, pairs, out).unwrap();
    let mut said: Vec<Response> = round.responses().to_vec();
    for response in &mut said {
        response.answer = Answer::ALL.get(next() % 4).copied();
        response.reason = Reason::ALL.get(next() % 20).copied();
        response.rating = [None, Some(1), Some(5)][next() % 3];
        response.answered_on = [None, Some(head_date(&round))][next() % 2];
        if next() % 2 == 0 {
            response.set_words(note, &note.repeat(2));
        }
    }
    round.respond_all(said).unwrap();
    let everybody: Vec<Person> = round.everybody().collect();
    for out in everybody.chunks(3).take(next() % 3) {
        let (date, joined) = (head_date(&round), everybody[..next() % 2].to_vec());
        let two = everybody.get(..2).and_then(|two| Couple::new(two[0], two[1]));
        let couples: Vec<Couple> = two.into_iter().take(next() % 2).collect();
        round.amended.push(Amendment {
            date,
            out: out.to_vec(),
            joined,
            together: couples.clone(),
            apart: couples,
            seed,
        });
    }
    round
}

fn head_date(round: &Round) -> NaiveDate {
    round.head.date
}

fn programme() -> impl Strategy<Value = Programme> {
    let seeds = prop::collection::vec((any::<u64>(), text(), 1..3_u32), 0..4);
    (roster(), seeds, text()).prop_map(|(roster, seeds, name)| {
        let people = u32::try_from(roster.len()).unwrap();
        let mut number = 0;
        let rounds = seeds.iter().map(|(seed, note, step)| {
            number += step;
            round(number, people, *seed, note)
        });
        let rounds: Vec<_> = rounds.collect();
        let pairs = (1..people).step_by(2).map(|p| Couple::new(Person(p - 1), Person(p)).unwrap());
        let exclusions = pairs.map(|people| Exclusion { people, why: name.clone() }).collect();
        let settings = Settings { name, ..Settings::default() };
        Programme::new(settings, roster, exclusions).with_rounds(rounds)
    })
}

/// As a spreadsheet saves it: byte order mark, CRLF outside of quotes, semicolons.
fn resaved(text: &str) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new();
    let mut writer =
        writer.delimiter(b';').terminator(csv::Terminator::CRLF).from_writer("\u{feff}".into());
    for record in reader.byte_records() {
        writer.write_byte_record(&record.unwrap()).unwrap();
    }
    writer.into_inner().unwrap()
}

#[track_caller]
fn same(read: &Programme, written: &Programme) {
    assert_eq!(read.settings, written.settings);
    assert_eq!(read.roster, written.roster);
    assert_eq!(read.exclusions, written.exclusions);
    assert_eq!(read.rounds(), written.rounds());
}

#[track_caller]
fn read(folder: &Folder) -> Programme {
    let loaded = folder.read().unwrap();
    assert!(loaded.sound().is_ok(), "{:#?}", loaded.findings);
    loaded.programme
}

/// A file without what it says of a change over several rounds.
fn unstamped(text: &str) -> String {
    let Some((before, stamp)) = text.split_once("\n[change]\n") else { return text.into() };
    let rest = stamp.find("\n[[").map_or("", |at| &stamp[at..]);
    format!("{before}{rest}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_programme_survives_writing_reading_and_a_spreadsheet(written in programme()) {
        let temp = tempfile::tempdir().unwrap();
        let folder = quick(temp.path());
        folder.create_here(&written, Memory::default()).unwrap();
        same(&read(&folder), &written);
        let before = files(temp.path());

        let (lock, loaded) = folder.read_to_change("again").unwrap();
        let change = Change {
            settings: Some(written.settings.clone()),
            roster: Some(written.roster.clone()),
            exclusions: Some(written.exclusions.clone()),
            rounds: written.rounds().to_vec(),
            traces: Traces::Forgotten,
            ..Change::default()
        };
        prop_assert_eq!(folder.commit(&loaded, &change, lock).unwrap().files, vec![]);

        for (path, text) in before.iter().filter(|(path, _)| !path.contains("toml")) {
            std::fs::write(temp.path().join(path), resaved(text)).unwrap();
        }
        same(&read(&folder), &written);
        let (lock, loaded) = folder.read_to_change("again").unwrap();
        folder.commit(&loaded, &change, lock).unwrap();
        for (path, text) in files(temp.path()) {
            // The roster is the organiser's own: without a change it stays as they saved it.
            if path != "participants.csv" {
                let before = before.get(&path).cloned();
                prop_assert_eq!(Some(unstamped(&text)), before, "{}", path);
            }
        }
    }

    #[test]
    fn one_changed_cell_changes_one_cell(mut written in programme(), name in text()) {
        prop_assume!(!written.roster.is_empty());
        let temp = tempfile::tempdir().unwrap();
        let folder = quick(temp.path());
        folder.create_here(&written, Memory::default()).unwrap();
        let (lock, loaded) = folder.read_to_change("set").unwrap();
        written.roster.edit(Person(0), |p| p.organisation = name);
        let change = Change { roster: Some(written.roster.clone()), ..Change::default() };
        folder.commit(&loaded, &change, lock).unwrap();
        let once = files(temp.path());
        same(&read(&folder), &written);
        // The same as if it had been written so from the start.
        let temp = tempfile::tempdir().unwrap();
        quick(temp.path()).create_here(&written, Memory::default()).unwrap();
        prop_assert_eq!(&once["participants.csv"], &files(temp.path())["participants.csv"]);
    }
}
