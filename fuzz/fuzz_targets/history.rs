//! Rows below a header that is understood: past rounds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unmentor::domain::DateOrder;
use unmentor::intake::Options;
use unmentor::sheets;
use unmentor_fuzz::{options, sheet, take_history};

const HEADER: &[u8] = b"Round,Date,Closes,Interval,Pair,A,B,C\n";

fuzz_target!(|input: &[u8]| {
    let Some((last, rows)) = input.split_last() else { return };
    let lenient = last % 2 == 0;
    let dates = lenient.then_some(DateOrder::DayFirst);
    let reading = sheets::Options { dates, ..sheets::Options::default() };
    let options = Options { reading, partial: lenient, ..options() };
    take_history(&sheet(&[HEADER, rows].concat()), &options);
});
