//! Rows below a header that is understood: a roster or the export of a sign-up form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unmentor::domain::DateOrder;
use unmentor::intake::Options;
use unmentor::sheets;
use unmentor_fuzz::{options, sheet, take_people};

const HEADER: &[u8] =
    b"Timestamp,Id,Name,First name,Last name,Email,Organisation,Status,Until,Rhythm,Joined,Left,Team\n";

fuzz_target!(|input: &[u8]| {
    let Some((last, rows)) = input.split_last() else { return };
    let lenient = last % 2 == 0;
    let dates = lenient.then_some(DateOrder::DayFirst);
    let reading = sheets::Options { dates, ..sheets::Options::default() };
    let options = Options { reading, partial: lenient, ..options() };
    take_people(&sheet(&[HEADER, rows].concat()), &options);
});
