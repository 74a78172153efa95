//! What holds for every mailbox, whatever stands in it.

use std::io;

use proptest::prelude::*;
use unmentor::domain::message::SentLog;
use unmentor::domain::token::Token;
use unmentor::domain::{Person, Place, Programme};
use unmentor::intake::{Options, Refused, Replies, Taken};
use unmentor::sheets::mail::{Mail, each};

use super::programme;
use crate::support::programmes::day;

fn taken(programme: &Programme, options: &Options, mailbox: &[u8]) -> Result<Taken, Refused> {
    let log = SentLog::default();
    let mut replies = Replies::new(programme, &log, None, options);
    let take = |line, bytes: &[u8]| -> io::Result<()> {
        replies.take(Place::line("m.mbox", line), Mail::parse(bytes).as_ref());
        Ok(())
    };
    each(&mut &mailbox[..], take).unwrap();
    replies.finish()
}

/// The token by which people of round 2 are asked.
fn token(programme: &Programme, person: u32) -> String {
    let round = &programme.rounds()[1];
    Token::met(&programme.roster, round, round.pair_of(Person(person)).unwrap()).to_string()
}

/// A mailbox with every kind of message.
fn mailbox(programme: &Programme) -> String {
    let (one, two) = (token(programme, 0), token(programme, 1));
    format!(
        "From x\nFrom: <eabha@north.example>\nSubject: Re: Did you meet? {one}\nMessage-ID: <1@x>\n\
         Date: Mon, 2 Mar 2026 10:00:00 +0000\n\nYes, great chat\n\nOn 1 March 2026 Ada wrote:\n> x\n\n\
         From x\nFrom: jo@north.example\nSubject: =?utf-8?Q?AW=3A?= {two}\nContent-Type: multipart/alternative;\n \
         boundary=b\n\n--b\nContent-Type: text/plain; format=flowed; delsp=yes\n\nNo, \nno time\n--b\n\
         Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>No=2C no&nbsp;time</p>\
         <div id=3D\"divRplyFwdMsg\">{two}<blockquote>no</blockquote>\n--b--\n\n\
         From x\nFrom: MAILER-DAEMON@x\nContent-Type: multipart/report; report-type=delivery-status; boundary=c\n\n\
         --c\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; nia@west.example\nAction: failed\n--c--\n\n\
         From x\nFrom: pat@east.example\nSubject: Automatic reply: {two}\nAuto-Submitted: auto-replied\n\nYes\n\n\
         From x\nX-Mozilla-Status: 0009\nFrom: pat@east.example\nSubject: {two}\n\nYes\n"
    )
}

#[test]
fn the_mailbox_of_the_properties_says_what_it_should() {
    let programme = programme();
    let options = Options::on(day("2026-05-01"));
    let taken = taken(&programme, &options, mailbox(&programme).as_bytes()).unwrap();
    assert_eq!((taken.tally.rows, taken.tally.new), (2, 2), "{:#?}", taken.tally);
    let kinds: Vec<_> = taken.tally.noted.iter().map(|one| one.kind.name()).collect();
    assert_eq!(kinds, ["bounced", "automatic-reply"]);
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None, cases: 400, ..ProptestConfig::default()
    })]

    #[test]
    fn a_mutated_mailbox_is_accounted_for_and_no_news_the_second_time(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6, any::<u8>()), 1..30)
    ) {
        let programme = programme();
        let mut bytes = mailbox(&programme).into_bytes();
        for (at, how, byte) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.drain(at..(at + usize::from(byte)).min(bytes.len() - 1))),
                3 => bytes.insert(at, b'\n'),
                4 => {
                    let end = (at + usize::from(byte)).min(bytes.len());
                    let copy = bytes[at..end].to_vec();
                    bytes.splice(at..at, copy);
                }
                _ => bytes.insert(at, b"<>=?&;:@[]"[usize::from(byte) % 10]),
            }
        }
        let options = Options::on(day("2026-05-01"));
        if let Ok(Taken { rounds, tally, .. }) = taken(&programme, &options, &bytes) {
            let used = tally.new + tally.changed + tally.unchanged;
            prop_assert_eq!(tally.rows, used + tally.rows_set_aside(), "{:#?}", tally);
            let mut after = programme.clone();
            after.put_rounds(rounds);
            let mut again = options.clone();
            again.past.memory.sheets = tally.memory;
            if let Ok(Taken { tally, .. }) = taken(&after, &again, &bytes) {
                prop_assert_eq!((tally.new, tally.changed), (0, 0), "{:#?}", tally);
            }
        }
    }
}
