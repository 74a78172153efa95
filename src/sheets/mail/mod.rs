//! Mailboxes become mails: who wrote, when, in answer to what, and the text that is shown.
//!
//! | step | file |
//! |---|---|
//! | a file -> what kind of file it is | `container` |
//! | a mailbox -> messages | `split` |
//! | a message -> a [`Mail`] | this one |
//! | HTML -> the text that is shown | `html` |
//!
//! No attachment is looked at, and no link is followed. What the text means is not known here.

mod container;
mod html;
mod split;

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use mail_parser::{Address, DateTime, HeaderName, Message, MessageParser, MimeHeaders, PartType};

pub use container::{Container, Refused, container, is_outlooks_sheet, message_of_apple};
pub use html::CUT;
pub use split::{KEPT, each};

/// So many bytes of a message are looked through for addresses.
const LOOKED_THROUGH: usize = 256 << 10;

/// The headers by which machines say that no person wrote, as [`Mail::sign`] knows them.
const SIGNS: [&str; 11] = [
    "auto-submitted",
    "x-autoreply",
    "x-autorespond",
    "x-auto-response-suppress",
    "precedence",
    "list-id",
    "return-path",
    "x-apple-action",
    "x-failed-recipients",
    "x-ms-exchange-message-is-ndr",
    "x-ms-exchange-generated-message-source",
];

/// A message as far as it matters whether it is an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail<'a> {
    /// The Message-ID, without its angle brackets; may be empty.
    pub id: String,
    /// The Message-IDs of In-Reply-To.
    pub in_reply_to: Vec<String>,
    /// Those of References, the oldest first.
    pub references: Vec<String>,
    /// The addresses of From, in lower case.
    pub from: Vec<String>,
    /// One line.
    pub subject: String,
    /// When it was written.
    pub time: Option<Moment>,
    /// The text, where there is one.
    pub plain: Option<String>,
    /// What the HTML shows, where there is some.
    pub html: Option<String>,
    /// What kind of report it is, such as `delivery-status`; or that it is about a calendar.
    pub report: Option<String>,
    signs: Vec<(&'static str, String)>,
    raw: &'a [u8],
}

/// A moment, by the clock on the writer's wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day there.
    pub day: NaiveDate,
    /// The moment in universal time, to tell earlier from later.
    pub utc: NaiveDateTime,
}

impl<'a> Mail<'a> {
    /// Reads a message; `None` when it has no header that could be one of a mail.
    pub fn parse(raw: &'a [u8]) -> Option<Self> {
        let raw = raw.get(..KEPT).unwrap_or(raw);
        let message = MessageParser::new().parse(raw)?;
        let all = |name: HeaderName<'static>| -> Vec<String> {
            let values = message.header_values(name);
            let ids = values.flat_map(|value| value.as_text_list().unwrap_or_default().to_vec());
            ids.map(Cow::into_owned).collect()
        };
        let from: Vec<_> = message
            .header_values(HeaderName::From)
            .filter_map(|value| value.as_address())
            .flat_map(Address::iter)
            .map(|one| one.address.as_deref().unwrap_or_default().trim().to_lowercase())
            .collect();
        if from.is_empty() && message.subject().is_none() && message.message_id().is_none() {
            return None;
        }
        let bodies = message.text_bodies();
        let plain = bodies.filter_map(|part| match &part.body {
            PartType::Text(text) => Some(unflowed(part, text)),
            _ => None,
        });
        let plain = joined(plain);
        let shown = message.html_bodies().filter_map(|part| match &part.body {
            PartType::Html(text) => Some(html::text(text)),
            _ => None,
        });
        let html = joined(shown);
        Some(Self {
            id: message.message_id().unwrap_or_default().to_owned(),
            in_reply_to: all(HeaderName::InReplyTo),
            references: all(HeaderName::References),
            from,
            subject: message.subject().unwrap_or_default().to_owned(),
            time: message.date().and_then(moment),
            plain,
            html,
            report: report(&message),
            signs: signs(&message),
            raw,
        })
    }

    /// What a header says by which machines say that no person wrote, in lower case.
    pub fn sign(&self, name: &str) -> Option<&str> {
        self.signs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The message as it came.
    pub fn source(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.raw.get(..LOOKED_THROUGH).unwrap_or(self.raw))
    }

    /// Everything in it that looks like an address, in lower case.
    pub fn addresses(&self) -> Vec<String> {
        let source = self.source();
        let texts = [Some(source.as_ref()), self.plain.as_deref(), self.html.as_deref()];
        let is_part = |c: char| c.is_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(c);
        let mut all: Vec<String> = Vec::new();
        for text in texts.into_iter().flatten() {
            let words = text.split(|c| !is_part(c)).filter(|word| word.contains('@'));
            let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
            // `rfc822;a@b` was parted at its semicolon, `=a@b=` of a list that encodes at nothing.
            all.extend(words.filter(|word| word.len() < 255).map(str::to_lowercase));
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The values of a field of a report on delivery, such as `Action`.
    pub fn fields(&self, name: &str) -> Vec<String> {
        let source = self.source();
        let values = source.lines().filter_map(|line| {
            let (field, value) = line.split_once(':')?;
            field.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_lowercase())
        });
        values.collect()
    }
}

fn joined(texts: impl Iterator<Item = String>) -> Option<String> {
    let all: Vec<_> = texts.filter(|text| !text.trim().is_empty()).collect();
    (!all.is_empty()).then(|| all.join("\n"))
}

/// A text whose lines a program has broken softly, with its lines whole (RFC 3676).
fn unflowed(part: &mail_parser::MessagePart<'_>, text: &str) -> String {
    let kind = part.content_type();
    let says = |name: &str, value: &str| {
        let said = kind.and_then(|kind| kind.attribute(name));
        said.is_some_and(|said| said.eq_ignore_ascii_case(value))
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !says("format", "flowed") {
        return text;
    }
    let mut whole = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches('\n');
        let is_soft = bare.ends_with(' ') && bare != "-- " && !bare.starts_with('>');
        let bare = if is_soft && says("delsp", "yes") { &bare[..bare.len() - 1] } else { bare };
        whole.push_str(if is_soft { bare } else { line });
    }
    whole
}

fn moment(date: &DateTime) -> Option<Moment> {
    let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())?;
    let local =
        day.and_hms_opt(date.hour.into(), date.minute.into(), date.second.min(59).into())?;
    let minutes = i64::from(date.tz_hour) * 60 + i64::from(date.tz_minute);
    let minutes = if date.tz_before_gmt { -minutes } else { minutes };
    Some(Moment { day, utc: local.checked_sub_signed(TimeDelta::try_minutes(minutes)?)? })
}

fn signs(message: &Message<'_>) -> Vec<(&'static str, String)> {
    let named = message.headers_raw().filter_map(|(name, value)| {
        let known = SIGNS.iter().find(|known| known.eq_ignore_ascii_case(name.trim()))?;
        Some((*known, value.trim().to_lowercase()))
    });
    named.collect()
}

fn report(message: &Message<'_>) -> Option<String> {
    let kind = message.content_type()?;
    if kind.ctype().eq_ignore_ascii_case("multipart")
        && kind.subtype().is_some_and(|sub| sub.eq_ignore_ascii_case("report"))
    {
        return Some(kind.attribute("report-type").unwrap_or("report").to_lowercase());
    }
    let is_calendar = |part: &mail_parser::MessagePart<'_>| {
        let kind = part.content_type();
        kind.is_some_and(|kind| {
            let sub = kind.subtype().unwrap_or_default();
            kind.ctype().eq_ignore_ascii_case("text") && sub.eq_ignore_ascii_case("calendar")
        })
    };
    message.parts.iter().any(is_calendar).then(|| "calendar".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_says_who_wrote_when_and_in_answer_to_what() {
        let raw = "From: \"a@b.example\" <Ada@North.example>\r\nSubject: =?utf-8?Q?D=C3=A9j=C3=A0?=\r\n\
                   In-Reply-To: <x@y>\r\nReferences: <w@y>\r\n <x@y>\r\nMessage-ID: <z@y>\r\n\
                   Date: Thu, 26 Nov 2026 23:30:00 -0500\r\nPrecedence: Bulk\r\n\
                   Content-Type: text/plain; format=flowed\r\n\r\nYes, \r\nwe met\r\nB\r\n";
        let mail = Mail::parse(raw.as_bytes()).unwrap();
        assert_eq!(mail.from, ["ada@north.example"]);
        assert_eq!((mail.subject.as_str(), mail.id.as_str()), ("Déjà", "z@y"));
        assert_eq!(
            (&mail.in_reply_to[..], &mail.references[..]),
            (&["x@y".into()][..], &["w@y".into(), "x@y".into()][..])
        );
        let time = mail.time.unwrap();
        assert_eq!(
            (time.day.to_string(), time.utc.to_string()),
            ("2026-11-26".into(), "2026-11-27 04:30:00".into())
        );
        assert_eq!(mail.plain.as_deref(), Some("Yes, we met\nB\n"));
        assert_eq!((mail.sign("precedence"), mail.sign("list-id")), (Some("bulk"), None));
        assert_eq!(Mail::parse(b"no mail"), None);
        assert_eq!(Mail::parse(b""), None);
    }
}
