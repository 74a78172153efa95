//! What a mail program shows of HTML, as text: a line for each line, `> ` in front of what is quoted.

use mail_parser::decoders::html::html_to_text;

/// Stands where a mail program begins the quotation in a way that no text shows.
pub const CUT: &str = "________________________________";

/// Elements of which nothing is shown.
const HIDDEN: [&str; 6] = ["head", "style", "script", "title", "template", "noscript"];
/// Elements that have no end.
const VOID: [&str; 8] = ["br", "hr", "img", "input", "meta", "link", "wbr", "col"];
/// Elements that stand on lines of their own.
const BLOCKS: [&str; 20] = [
    "address",
    "blockquote",
    "body",
    "center",
    "div",
    "dl",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tr",
    "ul",
];
/// What mail programs call the line above a quotation, or the quotation.
const QUOTED: [&str; 5] =
    ["gmail_attr", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "zmail_extra"];
/// By what Outlook's quotation is known: ids, and the line above the sender.
const CUTS: [&str; 7] = [
    "divrplyfwdmsg",
    "appendonsend",
    "mail-editor-reference-message-container",
    "olk_src_body_section",
    "border-top:solid#e1e1e1",
    "border-top:solid#b5c4df",
    "outlookmessageheader",
];
/// Nobody nests deeper; what is deeper is read as if it stood at this depth.
const DEEPEST: usize = 500;

/// An element that is open.
struct Open {
    name: String,
    is_quoted: bool,
    is_hidden: bool,
}

#[derive(Default)]
struct Shown {
    text: String,
    open: Vec<Open>,
    quoted: usize,
    hidden: usize,
    /// White space was seen since the last word of the line.
    space: bool,
}

/// The text.
pub fn text(html: &str) -> String {
    let mut shown = Shown::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (words, tag) = rest.split_at(at);
        shown.words(words);
        rest = if let Some(comment) = tag.strip_prefix("<!--") {
            comment.find("-->").map_or("", |end| &comment[end + 3..])
        } else if let Some(end) = tag.find('>') {
            shown.tag(&tag[1..end]);
            &tag[end + 1..]
        } else {
            ""
        };
    }
    shown.words(rest);
    shown.text
}

impl Shown {
    fn words(&mut self, words: &str) {
        if self.hidden > 0 {
            return;
        }
        let mut rest = words;
        while let Some(c) = rest.chars().next() {
            let entity = (c == '&').then(|| rest.bytes().take(12).position(|byte| byte == b';'));
            let length = entity.flatten().map_or(c.len_utf8(), |end| end + 1);
            let (one, behind) = rest.split_at(length);
            rest = behind;
            if c != '&' || length == 1 {
                self.character(c);
            } else if one.eq_ignore_ascii_case("&nbsp;") {
                self.character(' ');
            } else {
                html_to_text(one).chars().for_each(|c| self.character(c));
            }
        }
    }

    fn character(&mut self, c: char) {
        if c.is_whitespace() {
            self.space = true;
            return;
        }
        let at_start = self.text.is_empty() || self.text.ends_with('\n');
        if at_start {
            if self.quoted > 0 {
                self.text.push_str("> ");
            }
        } else if self.space {
            self.text.push(' ');
        }
        self.space = false;
        self.text.push(c);
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.space = false;
    }

    fn tag(&mut self, tag: &str) {
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let (name, attributes) = name.split_at(end);
        let name = name.to_ascii_lowercase();
        if name == "br" {
            self.text.push('\n');
            self.space = false;
            return;
        }
        if BLOCKS.contains(&name.as_str()) {
            self.line();
            if name == "p" && closes {
                self.text.push('\n');
            }
        }
        if closes {
            self.close(&name);
        } else if !VOID.contains(&name.as_str()) && !attributes.ends_with('/') {
            self.open(name, attributes);
        }
    }

    fn open(&mut self, name: String, attributes: &str) {
        let words = attributes.to_ascii_lowercase();
        let close: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        if self.hidden == 0 && self.quoted == 0 && CUTS.iter().any(|cut| close.contains(cut)) {
            self.line();
            self.text.push_str(CUT);
            self.text.push('\n');
        }
        let is_quoted = name == "blockquote" || QUOTED.iter().any(|sign| words.contains(sign));
        let invisible = close.contains("display:none") || close.contains("font-size:0p");
        let is_hidden = HIDDEN.contains(&name.as_str()) || invisible;
        if self.open.len() >= DEEPEST {
            return;
        }
        if is_quoted {
            self.line();
        }
        self.quoted += usize::from(is_quoted);
        self.hidden += usize::from(is_hidden);
        self.open.push(Open { name, is_quoted, is_hidden });
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        for open in self.open.drain(at..) {
            self.quoted -= usize::from(open.is_quoted);
            self.hidden -= usize::from(open.is_hidden);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_told_from_what_is_quoted_or_hidden() {
        for (html, expected) in [
            ("<p>Yes</p><p>D&eacute;j&agrave; &amp; vu</p>", "Yes\n\nDéjà & vu\n\n"),
            ("Yes<br>\n  two   words<div>x</div>", "Yes\ntwo words\nx\n"),
            ("a<blockquote><div>b</div>c</blockquote>d", "a\n> b\n> c\nd"),
            ("<style>p{}</style><!-- no -->Yes<span style='display: none'>No</span>", "Yes"),
            (
                "Yes<div id=\"divRplyFwdMsg\">From: x</div>",
                "Yes\n________________________________\nFrom: x\n",
            ),
            ("<div class='gmail_attr'>On x wrote:<br></div>y", "> On x wrote:\ny"),
            ("a & b &unknown; <b", "a & b &unknown; "),
            ("</blockquote>x</p", "x"),
        ] {
            assert_eq!(text(html).trim_end(), expected.trim_end(), "{html}");
        }
        assert!(text(&"<div>".repeat(100_000)).is_empty());
    }
}
