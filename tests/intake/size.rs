//! Large sheets come in, and large refusals end. How long they take is the benchmark's work.

use chrono::NaiveDate;
use unmentor::domain::{Programme, Roster, Settings};
use unmentor::intake::{Options, Refused, Sheet, feedback, history, signup};

const PEOPLE: usize = 4_000;

fn sheet(text: String) -> Sheet {
    Sheet { name: "large.csv".into(), bytes: text.into() }
}

#[test]
fn thousands_of_people_come_in_and_are_refused() {
    let options = Options::on(NaiveDate::from_ymd_opt(2026, 5, 1).unwrap());
    let mut people = String::from("Timestamp,Name,Email,Team\n");
    let mut broken = people.clone();
    let mut past = String::from("round,date,a,b\n");
    let mut said = String::from("Timestamp,Email,Partner,Did you meet?\n");
    let mut strangers = said.clone();
    let name = |n: usize| format!("Person {} of Team {n}", n * 7919 % PEOPLE);
    for n in 0..PEOPLE {
        people += &format!("28/03/2026,{},person{n}@x.example,t{}\n", name(n), n % 9);
        broken += &format!("28/03/2026,{},person{n}@x,t{}\n", name(n), n % 9);
        said += &format!("28/04/2026,person{n}@x.example,{},Yes\n", name(n ^ 1));
        strangers += &format!("28/04/2026,persom{n}@x.example,{},Yes\n", name(n ^ 1));
    }
    for n in (0..PEOPLE).step_by(2) {
        past += &format!("1,2026-04-01,person{n}@x.example,{}\n", name(n + 1));
    }
    let empty = Roster::default();
    let (roster, _) = signup(&sheet(people.clone()), &empty, &options).unwrap();
    assert_eq!(roster.len(), PEOPLE);
    signup(&sheet(people), &roster, &options).unwrap();
    signup(&sheet(broken), &roster, &options).unwrap_err();
    let mut programme = Programme::new(Settings::default(), roster, vec![]);
    let (rounds, _) = history(&sheet(past), &programme, &options).unwrap();
    programme.put_rounds(rounds);
    let (_, tally) = feedback(&[sheet(said)], &programme, None, &options).unwrap();
    assert_eq!(tally.new, PEOPLE);
    let Refused(findings) = feedback(&[sheet(strangers)], &programme, None, &options).unwrap_err();
    assert_eq!(findings.len(), PEOPLE);
    let quotes = "name,email\n".to_owned() + &"\"a\n".repeat(100_000);
    signup(&sheet(quotes), &empty, &options).unwrap_err();
    let quote = "name,email\n\"".to_owned() + &"a,b\n".repeat(500_000);
    signup(&sheet(quote), &empty, &options).unwrap_err();
}

#[test]
fn a_sheet_with_too_many_problems_is_not_read_on() {
    let mut options = Options::on(NaiveDate::from_ymd_opt(2026, 5, 1).unwrap());
    options.reading.limits.problems = 3;
    let broken = |rows: usize| sheet("name,email\n".to_owned() + &"Ann,ann\n".repeat(rows));
    let problems = |rows| signup(&broken(rows), &Roster::default(), &options).unwrap_err().0;
    assert!(
        problems(3).iter().all(|finding| finding.kind.name() == "bad-address"),
        "{:?}",
        problems(3)
    );
    let four = problems(4);
    let last = (four.len(), four[3].kind.name(), four[3].place.line);
    assert_eq!(last, (4, "too-many-problems", Some(5)));
    let shared = |rows: usize| {
        let row = |n| format!("Person {n},a@x.example\n");
        sheet("name,email\n".to_owned() + &(0..=rows).map(row).collect::<String>())
    };
    let taken = |sheet| signup(&sheet, &Roster::default(), &options);
    let last = |refused: Refused| refused.0.last().unwrap().kind.name();
    assert_eq!(last(taken(shared(3)).unwrap_err()), "address-of-two");
    assert_eq!(last(taken(shared(4)).unwrap_err()), "too-many-problems");
    let ragged = |rows| sheet("name,email\n".to_owned() + &"Ann\n".repeat(rows));
    assert_eq!(last(taken(ragged(3)).unwrap_err()), "ragged-row");
    assert_eq!(last(taken(ragged(4)).unwrap_err()), "too-many-problems");
    // Also where single rows may be set aside.
    options.partial = true;
    let taken = |sheet| signup(&sheet, &Roster::default(), &options);
    assert_eq!(taken(broken(3)).unwrap().1.rows_set_aside(), 3);
    assert_eq!(last(taken(broken(4)).unwrap_err()), "too-many-problems");
    let strangers = |rows| sheet("email,round,answer\n".to_owned() + &"x,1,yes\n".repeat(rows));
    let said = |rows| feedback(&[strangers(rows)], &Programme::default(), None, &options);
    assert_eq!(last(said(3).unwrap_err()), "unknown-round");
    assert_eq!(last(said(4).unwrap_err()), "too-many-problems");
    let programme = Programme::default();
    let past = |rows: usize| sheet("round,date,a,b\n".to_owned() + &"1,soon,x,y\n".repeat(rows));
    let refused = history(&past(9), &programme, &options).unwrap_err();
    assert!(refused.0.len() <= 7, "{refused:?}");
    assert_eq!(last(refused), "too-many-problems");
}
