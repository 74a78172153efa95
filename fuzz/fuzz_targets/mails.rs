//! Mailboxes, and replies to a question that is open.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unmentor_fuzz::{options, question, take_mails};

fuzz_target!(|input: &[u8]| {
    let Some((first, rest)) = input.split_first() else { return };
    let head = format!("From x\nFrom: nia@west.example\nSubject: Re: {}\n", question());
    let mailbox = match first % 3 {
        0 => rest.to_vec(),
        1 => [head.as_bytes(), rest].concat(),
        _ => [head.as_bytes(), b"Content-Type: text/html\n\n", rest].concat(),
    };
    take_mails(&mailbox, &options());
});
