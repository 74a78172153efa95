//! Questions of a programme, and replies to them.

use serde_json::Value;

use crate::support::folder::Folder;

/// A question of a programme, to be answered.
pub struct Asked {
    pub to: String,
    pub id: String,
    pub subject: String,
    pub text: String,
    pub message_id: String,
    pub pair: String,
}

/// Everybody who would be asked by a kind of message.
pub fn asked(folder: &Folder, kind: &str) -> Vec<Asked> {
    let list = folder.json(&format!("mail {kind} --json"));
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let one = |one: &Value| Asked {
        to: text(&one["to"][0], "email"),
        id: text(&one["to"][0], "id"),
        subject: text(one, "subject"),
        text: text(one, "text"),
        message_id: text(one, "message_id"),
        pair: text(one, "pair"),
    };
    list.as_array().unwrap().iter().map(one).collect()
}

impl Asked {
    /// A reply as most programs write it, on a day and at an hour of May.
    pub fn reply(&self, when: &str, words: &str) -> String {
        let quoted = format!("> {}\n", self.text.trim_end().replace('\n', "\n> "));
        format!(
            "From: <{}>\nTo: coffee@north.example\nSubject: Re: {}\nDate: {when} +0000\n\
             Message-ID: <{}.{when}@mail.example>\nIn-Reply-To: <{}>\n\
             Content-Type: text/plain; charset=utf-8\n\n{words}\n\n\
             On Fri, 15 May 2026 at 09:00, Ada Penhale <coffee@north.example> wrote:\n{quoted}",
            self.to,
            self.subject,
            self.id,
            self.message_id.trim_matches(['<', '>']),
        )
    }
}
