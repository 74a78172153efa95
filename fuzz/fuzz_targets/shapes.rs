//! The shapes that only some sheets have: headings over two lines, choices with a column each, a row
//! for each pair, past rounds with answers, the file of a coffee roulette.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unmentor::intake::Options;
use unmentor_fuzz::{options, sheet, take_feedback, take_history, take_people};

const BEGINNINGS: [&str; 8] = [
    "Email,Did you meet?,,\n,Yes,No,Not yet\n",
    "Email,Did you meet? [Yes],Did you meet? [No]\n",
    "Person A,Person B,Person C,Round,Outcome,Reason\n",
    "Round,Date,A,B,C,Person 4,Unpaired,Met?,Reason\n",
    "Month,Name,Partner 1,Partner 2,Met?\n",
    "Section,Data\nEmails,\"a@x.example\"\nPairing History\nEmail,Paired With\n",
    "Respondent ID,Email Address,Your details,,\n,,Name,Company,Email Address\n",
    "",
];

fuzz_target!(|input: &[u8]| {
    let Some((&last, rows)) = input.split_last() else { return };
    let beginning = BEGINNINGS[usize::from(last) % BEGINNINGS.len()];
    let date = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).filter(|_| last >= 128);
    let options = Options { date, partial: last % 16 >= 8, ..options() };
    let sheet = sheet(&[beginning.as_bytes(), rows].concat());
    take_people(&sheet, &options);
    take_history(&sheet, &options);
    take_feedback(&sheet, &options);
});
