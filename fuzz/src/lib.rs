//! What the fuzz targets share: a programme to read sheets against, and what must hold of every
//! sheet whatever stands in it.

use std::io;
use std::sync::LazyLock;

use unmentor::domain::message::SentLog;
use unmentor::domain::token::Token;
use unmentor::domain::{Finding, Place, Programme, Roster, Settings};
use unmentor::intake::{Options, Refused, Replies, Sheet, Taken, Tally, feedback, history, signup};
use unmentor::sheets::mail::{Mail, each};
use unmentor::text::shown;

/// The people and rounds of the corpus in `tests/intake/sheets`.
const PEOPLE: &str = "id,name,email,joined
P0001,Éabha de Búrca,eabha@north.example,2025-12-01
P0002,Jo Smith,jo@north.example,2025-12-01
P0003,Jo Smith,jo.smith@south.example,2025-12-01
P0004,Caoimhe O’Shea,oshea@south.example,2025-12-01
P0005,Łukasz Żak,lukasz@east.example,2025-12-01
P0006,Pat Hughes-Wray,pat@east.example,2025-12-01
P0007,Nia Rhys,nia@west.example,2025-12-01
P0008,Sam Sullivan,sam@west.example,2025-12-01
P0009,Kim Gone,kim@west.example,2025-12-01
";
const PAST: &str = "round,date,interval_months,a,b,c
1,2026-01-05,1,P0002,P0003,
1,2026-01-05,1,P0005,P0006,
1,2026-01-05,1,P0007,P0008,
1,2026-01-05,1,P0009,,
2,2026-02-02,1,P0002,P0005,
2,2026-02-02,1,P0003,P0006,P0007
2,2026-02-02,1,P0008,P0009,
";

/// The programme that sheets are read against.
pub static PROGRAMME: LazyLock<Programme> = LazyLock::new(|| {
    let options = options();
    let roster = signup(&sheet(PEOPLE.as_bytes()), &Roster::default(), &options).unwrap().0;
    let mut programme = Programme::new(Settings::default(), roster, vec![]);
    programme.put_rounds(history(&sheet(PAST.as_bytes()), &programme, &options).unwrap().0);
    programme
});

/// A sheet of some bytes.
pub fn sheet(bytes: &[u8]) -> Sheet {
    Sheet { name: "s.csv".into(), bytes: bytes.to_vec() }
}

/// Everything by guess, on the day of the corpus.
pub fn options() -> Options {
    Options::on(chrono::NaiveDate::from_ymd_opt(2026, 5, 1).unwrap())
}

/// Takes a sign-up sheet in; what came in is not news the second time.
pub fn take_people(sheet: &Sheet, options: &Options) {
    let Some((roster, tally)) = checked(signup(sheet, &PROGRAMME.roster, options)) else { return };
    // Rows that were set aside may become readable once the others are there.
    if tally.set_aside.is_empty() {
        let (again, tally) = signup(sheet, &roster, options).expect("it was taken in before");
        assert_eq!((tally.new, tally.changed), (0, 0), "{:#?}", tally.noted);
        assert!(again == roster);
    }
}

/// Takes past rounds in; what came in is not news the second time.
pub fn take_history(sheet: &Sheet, options: &Options) {
    let Some((rounds, _)) = checked(history(sheet, &PROGRAMME, options)) else { return };
    let mut programme = PROGRAMME.clone();
    programme.put_rounds(rounds);
    let (rounds, tally) = history(sheet, &programme, options).expect("it was taken in before");
    assert_eq!((rounds.len(), tally.new, tally.changed), (0, 0, 0));
}

/// Takes feedback in; what came in is not news the second time.
pub fn take_feedback(sheet: &Sheet, options: &Options) {
    let sheets = std::slice::from_ref(sheet);
    let Some((rounds, _)) = checked(feedback(sheets, &PROGRAMME, None, options)) else { return };
    let mut programme = PROGRAMME.clone();
    for round in rounds {
        let there = programme.round(round.number()).is_some();
        assert!(there, "answers change only rounds that are there");
        programme.put_round(round);
    }
    let (rounds, tally) = feedback(sheets, &programme, None, options).expect("it went in before");
    assert_eq!((rounds.len(), tally.new, tally.changed), (0, 0, 0), "{:#?}", tally.noted);
}

/// The token by which Nia is asked about round 2.
pub fn question() -> String {
    let round = &PROGRAMME.rounds()[1];
    let pair = round.pairs().iter().find(|pair| pair.members().len() == 3).unwrap();
    Token::met(&PROGRAMME.roster, round, pair).to_string()
}

/// Takes a mailbox in; what came in is not news the second time.
pub fn take_mails(mailbox: &[u8], options: &Options) {
    let take = |programme: &Programme, options: &Options| {
        let log = SentLog::default();
        let mut replies = Replies::new(programme, &log, None, options);
        each(&mut &mailbox[..], |line, bytes| -> io::Result<()> {
            replies.take(Place::line("m.mbox", line), Mail::parse(bytes).as_ref());
            Ok(())
        })
        .unwrap();
        replies.take(Place::file("m.eml"), Mail::parse(mailbox).as_ref());
        checked(replies.finish().map(|Taken { rounds, roster, tally }| ((rounds, roster), tally)))
    };
    let Some(((rounds, roster), tally)) = take(&PROGRAMME, options) else { return };
    assert!(roster.is_none_or(|roster| roster.len() == PROGRAMME.roster.len()));
    let mut programme = PROGRAMME.clone();
    programme.put_rounds(rounds);
    let mut again = options.clone();
    again.past.memory.sheets = tally.memory;
    if let Some((_, tally)) = take(&programme, &again) {
        assert_eq!((tally.new, tally.changed), (0, 0), "{:#?}", tally.noted);
    }
}

/// Every row is accounted for, or the sheet is refused with a reason; and nothing that is said
/// could play tricks on a terminal.
fn checked<T>(result: Result<(T, Tally), Refused>) -> Option<(T, Tally)> {
    match result {
        Err(Refused(findings)) => {
            assert!(!findings.is_empty());
            findings.iter().for_each(harmless);
            None
        }
        Ok((value, tally)) => {
            let used = tally.new + tally.changed + tally.unchanged;
            assert_eq!(tally.rows, used + tally.rows_set_aside(), "{tally:#?}");
            tally.set_aside.iter().chain(tally.noted.iter()).for_each(harmless);
            for line in &tally.assumed {
                assert!(shown(line).eq(line.chars()), "{line:?}");
            }
            Some((value, tally))
        }
    }
}

fn harmless(finding: &Finding) {
    let Finding { place, message, excerpt, hint, .. } = finding;
    let excerpt = excerpt.as_deref().unwrap_or_default();
    let hint = hint.as_deref().unwrap_or_default();
    for text in [&place.to_string(), message.as_str(), excerpt, hint] {
        assert!(shown(text).eq(text.chars()), "{text:?}");
    }
}
