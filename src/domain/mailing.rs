//! What the organiser chose for messages.

use std::fmt::Write;

/// The settings of messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailing {
    /// Who sends, and whom answers reach.
    pub organiser: Option<Mailbox>,
    /// The form that asks whether people met.
    pub feedback_url: Option<FormLink>,
    /// The form that asks who is in next time.
    pub this_month_url: Option<FormLink>,
    /// Columns of the roster that partners see of each other, by their headings.
    pub show: Vec<String>,
    /// In which language people are written to, unless their own row says otherwise.
    pub language: Language,
    /// The command that takes a message, as it is typed.
    pub command: Option<String>,
    /// Thousandths of a second between two messages.
    pub pause_ms: u32,
    /// Seconds after which a command that has not ended counts as unknown.
    pub timeout_seconds: u32,
}

impl Default for Mailing {
    fn default() -> Self {
        Self {
            organiser: None,
            feedback_url: None,
            this_month_url: None,
            show: vec!["organisation".into()],
            language: Language::English,
            command: None,
            pause_ms: 2_500,
            timeout_seconds: 600,
        }
    }
}

/// In which language somebody is written to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Welsh.
    Welsh,
    /// Both in one message, Welsh first.
    Both,
}

impl Language {
    /// The word in the settings and in the roster.
    pub fn word(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
            Self::Both => "both",
        }
    }

    /// Reads the word, or the name of the language.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.trim().to_lowercase().as_str() {
            "en" | "english" | "saesneg" => Some(Self::English),
            "cy" | "welsh" | "cymraeg" => Some(Self::Welsh),
            "both" | "bilingual" | "dwyieithog" => Some(Self::Both),
            _ => None,
        }
    }
}

/// A name and an address: `Ada Penhale <ada@north.example>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The name; may be empty.
    pub name: String,
    /// The address.
    pub address: String,
}

impl Mailbox {
    /// Reads it; the name may be missing, or stand in quotes.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>') {
            Some(rest) => rest.rsplit_once('<')?,
            None => ("", text),
        };
        let name = name.trim();
        let quoted = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
        let name = quoted.unwrap_or(name).to_owned();
        let address = address.trim().to_owned();
        let sound = email_address::EmailAddress::is_valid(&address) && address.is_ascii();
        (sound && !name.chars().any(char::is_control)).then_some(Self { name, address })
    }

    /// The part of the address behind the `@`.
    pub fn domain(&self) -> &str {
        self.address.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl std::fmt::Display for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.name[..] {
            "" => f.write_str(&self.address),
            name => write!(f, "{name} <{}>", self.address),
        }
    }
}

/// What a form's link can be filled with.
pub const FILLED: [&str; 7] = ["pair", "person", "round", "email", "name", "first_name", "partner"];

/// A link to a form, with places to be filled for each person: `https://…?pair={pair}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormLink(String);

impl FormLink {
    /// The longest link, filled or not: longer ones are cut somewhere on their way.
    pub const LONGEST: usize = 1800;

    /// Reads it; `Err` says what is wrong with it and what to write instead.
    pub fn parse(text: &str) -> Result<Self, [String; 2]> {
        let text = text.trim();
        let open = text.replace("%7B", "{").replace("%7b", "{");
        let open = open.replace("%7D", "}").replace("%7d", "}");
        let wrong = |what: &str, hint: String| Err([what.to_owned(), hint]);
        if !open.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://")) {
            return wrong("a form is reached by https only", "begin the link with https://".into());
        }
        if open.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"\\".contains(c)) {
            return wrong(
                "a link has no spaces, quotes or brackets",
                "copy it from the form again".into(),
            );
        }
        if open.len() > Self::LONGEST {
            return wrong(
                "the link is longer than 1,800 characters",
                "use the short link of the form".into(),
            );
        }
        let link = Self(open);
        let known = FILLED.map(|name| format!("{{{name}}}")).join(", ");
        for part in link.parts() {
            match part {
                Part::Text(text) if text.contains(['{', '}']) => {
                    return wrong(
                        "a brace in the link has no partner",
                        format!("what can fill a link: {known}"),
                    );
                }
                Part::Place(name) if !FILLED.contains(&name) => {
                    let what = format!("`{{{name}}}` is not something that can fill a link");
                    return wrong(&what, format!("what can fill a link: {known}"));
                }
                _ => {}
            }
        }
        Ok(link)
    }

    /// The link as it stands in the settings.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The link for one person; `value` says what stands for each of [`FILLED`].
    pub fn filled(&self, value: impl Fn(&str) -> String) -> String {
        let mut filled = String::new();
        for part in self.parts() {
            match part {
                Part::Text(text) => filled += text,
                Part::Place(name) => filled += &percent(&value(name)),
            }
        }
        filled
    }

    fn parts(&self) -> Vec<Part<'_>> {
        let (mut parts, mut rest) = (Vec::new(), self.0.as_str());
        while let Some((before, behind)) = rest.split_once('{') {
            let Some((name, after)) = behind.split_once('}') else { break };
            parts.extend([Part::Text(before), Part::Place(name)]);
            rest = after;
        }
        parts.push(Part::Text(rest));
        parts
    }
}

enum Part<'a> {
    Text(&'a str),
    Place(&'a str),
}

/// A text as a part of a link (RFC 3986, section 2): everything but letters, digits and `-._~` as
/// percent signs and hexadecimal digits.
pub fn percent(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => drop(write!(encoded, "%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_has_an_address_and_perhaps_a_name() {
        for (text, name, address) in [
            ("Ada Penhale <ada@north.example>", "Ada Penhale", "ada@north.example"),
            ("\"Penhale, Ada\" <ada@north.example>", "Penhale, Ada", "ada@north.example"),
            ("ada@north.example", "", "ada@north.example"),
            ("<ada@north.example>", "", "ada@north.example"),
        ] {
            let read = Mailbox::parse(text).unwrap();
            assert_eq!((read.name.as_str(), read.address.as_str()), (name, address));
        }
        for bad in ["Ada", "Ada <ada>", "Ada\nBcc: x <a@b.example>", "Ada ada@north.example", ""] {
            assert_eq!(Mailbox::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_form_link_is_filled_for_each_person() {
        let link = FormLink::parse("https://f.example/?p=%7Bpair%7D&n={name}#{person}").unwrap();
        let filled = link.filled(|name| format!("{name} é&"));
        assert_eq!(
            filled,
            "https://f.example/?p=pair%20%C3%A9%26&n=name%20%C3%A9%26#person%20%C3%A9%26"
        );
    }

    #[test]
    fn a_bad_form_link_says_what_is_wrong() {
        let long = format!("https://f.example/{}", "x".repeat(1800));
        for (link, what) in [
            ("http://f.example/", "https only"),
            ("f.example", "https only"),
            ("https://f.example/ x", "no spaces"),
            ("https://f.example/{pear}", "`{pear}`"),
            ("https://f.example/{pair", "no partner"),
            ("https://f.example/pair}", "no partner"),
            (long.as_str(), "1,800"),
        ] {
            let [message, _] = FormLink::parse(link).unwrap_err();
            assert!(message.contains(what), "{link}: {message}");
        }
    }
}
