//! Bytes in any encoding, forced or guessed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unmentor::intake::{Encoding, Options};
use unmentor::sheets;
use unmentor_fuzz::{options, sheet, take_people};

const FORCED: [&str; 10] = [
    "utf-8",
    "windows-1252",
    "macintosh",
    "utf-16le",
    "utf-16be",
    "iso-2022-jp",
    "gb18030",
    "ibm866",
    "cp850",
    "windows-1250",
];

fuzz_target!(|input: &[u8]| {
    let Some((&forced, bytes)) = input.split_last() else { return };
    let encoding = FORCED.get(usize::from(forced)).and_then(|name| Encoding::named(name));
    let reading = sheets::Options { encoding, ..sheets::Options::default() };
    take_people(&sheet(bytes), &Options { reading, partial: true, ..options() });
});
