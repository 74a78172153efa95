//! Any bytes as each of the three kinds of sheet.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unmentor_fuzz::{options, sheet, take_feedback, take_history, take_people};

fuzz_target!(|bytes: &[u8]| {
    let (sheet, options) = (sheet(bytes), options());
    take_people(&sheet, &options);
    take_history(&sheet, &options);
    take_feedback(&sheet, &options);
});
