//! Rows below a header that is understood: feedback.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unmentor::domain::DateOrder;
use unmentor::intake::Options;
use unmentor::sheets;
use unmentor_fuzz::{options, sheet, take_feedback};

const HEADER: &[u8] =
    b"Timestamp,Email,Name,Round,Pair,Partner,Did you meet?,Reason,If not why?,Rating,Comment\n";

fuzz_target!(|input: &[u8]| {
    let Some((last, rows)) = input.split_last() else { return };
    let lenient = last % 2 == 0;
    let dates = lenient.then_some(DateOrder::DayFirst);
    let reading = sheets::Options { dates, ..sheets::Options::default() };
    let options = Options { reading, partial: lenient, ..options() };
    take_feedback(&sheet(&[HEADER, rows].concat()), &options);
});
