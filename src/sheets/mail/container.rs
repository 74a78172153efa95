//! What kind of file somebody has handed over.

/// A file with mail in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// One message.
    Message,
    /// One message as Apple Mail keeps it: its length in front, a list of properties behind.
    OfApple,
    /// A mailbox with many messages.
    Mailbox,
}

/// A file of mail that is not read, and what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// What it is.
    pub what: &'static str,
    /// What to do.
    pub instead: &'static str,
}

/// Kinds of file that other programs write, with their endings and how they begin.
const OTHERS: [(&[&str], &[u8], Refused); 3] = [
    (
        &["pst", "ost"],
        b"!BDN",
        Refused {
            what: "a whole mail store of Outlook, which only Outlook can read",
            instead: "in Outlook on the web or new Outlook, open each reply and choose Download; \
                      or drag the replies into a folder of Thunderbird and import that",
        },
    ),
    (
        &["msg", "oft"],
        b"\xD0\xCF\x11\xE0",
        Refused {
            what: "a message in Outlook's own format",
            instead: "save it as .eml: in new Outlook or Outlook on the web, Download as EML; \
                      or drag it into Thunderbird and save it there",
        },
    ),
    (
        &["olm", "tnef", "dbx"],
        b"\x78\x9F\x3E\x22",
        Refused {
            what: "a mail store of another program, which only that program can read",
            instead: "export the replies from it as .eml or .mbox",
        },
    ),
];

/// What a file is, by its name and its beginning; `None` when it is no mail as far as these tell.
pub fn container(name: &str, beginning: &[u8]) -> Option<Result<Container, Refused>> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_mail = matches!(ending, "eml" | "emlx" | "mbox" | "mbx" | "mboxrd" | "mboxo")
        || (name == "mbox" && !beginning.is_empty());
    for (endings, start, refused) in OTHERS {
        // An old workbook begins like a message of Outlook.
        let begins = is_mail && beginning.starts_with(start);
        if endings.contains(&ending) || begins {
            return Some(Err(refused));
        }
    }
    let text = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
    let first = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let first = first.trim_ascii();
    let is_mailbox = first.starts_with(b"From ") && text.len() > first.len();
    let counts = !first.is_empty() && first.iter().all(u8::is_ascii_digit);
    match ending {
        _ if is_mailbox => Some(Ok(Container::Mailbox)),
        "eml" | "emlx" if counts => Some(Ok(Container::OfApple)),
        "eml" | "emlx" => Some(Ok(Container::Message)),
        _ if is_mail => Some(Ok(Container::Mailbox)),
        _ => None,
    }
}

/// Whether a sheet is mail as classic Outlook exports a folder.
pub fn is_outlooks_sheet(bytes: &[u8]) -> bool {
    let heading = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let heading = String::from_utf8_lossy(heading.get(..2048).unwrap_or(heading));
    heading.contains("From: (Address)") || heading.contains("From: (Name)")
}

/// The message of a file of Apple Mail, without what stands around it.
pub fn message_of_apple(file: &[u8]) -> &[u8] {
    let Some(end) = file.iter().position(|&byte| byte == b'\n') else { return file };
    let (count, rest) = file.split_at(end + 1);
    let count = str::from_utf8(count).ok().and_then(|count| count.trim().parse().ok());
    count.and_then(|count: usize| rest.get(..count)).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name_and_its_beginning() {
        let is = |name: &str, beginning: &str| container(name, beginning.as_bytes());
        assert_eq!(is("a.EML", "Subject: x"), Some(Ok(Container::Message)));
        assert_eq!(is("a.emlx", "120   \nSubject: x"), Some(Ok(Container::OfApple)));
        assert_eq!(is("INBOX.mbox/mbox", "From a@b\n"), Some(Ok(Container::Mailbox)));
        assert_eq!(is("Inbox", "From - Thu\nX-Mozilla"), Some(Ok(Container::Mailbox)));
        assert_eq!(is("a.eml", "From a@b Thu\nSubject: x"), Some(Ok(Container::Mailbox)));
        assert!(matches!(is("a.msg", ""), Some(Err(_))) && matches!(is("b.PST", ""), Some(Err(_))));
        assert_eq!((is("a.csv", "From,To\n"), is("old.xls", "\u{d0}")), (None, None));
    }

    #[test]
    fn of_apples_file_only_the_message_is_read() {
        assert_eq!(message_of_apple(b"5 \nhello<plist>"), b"hello");
        assert_eq!(message_of_apple(b"99\nhello"), b"hello");
        assert_eq!(message_of_apple(b"hello"), b"hello");
    }
}
