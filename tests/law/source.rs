//! The code of `src` as the law reads it: without comments, without unit tests, with every path
//! written out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of `src`.
pub struct Source {
    /// Below `src`, with slashes.
    pub path: String,
    /// The text as it is.
    pub text: String,
    /// The text without comments and unit tests; lines and columns stay.
    pub code: String,
    /// The same without what stands between quotes.
    pub bare: String,
    /// The unit tests.
    pub tests: String,
}

/// A path of the code, such as `crate::domain::Pair`, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    /// As it was written, groups taken apart.
    pub written: Vec<String>,
    /// From the root: starts with `crate`, or with whatever it was written with.
    pub full: Vec<String>,
    /// It was in a `use`.
    pub imported: bool,
    /// The name under which it was imported.
    pub name: Option<String>,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let (mut code, mut bare) = without_comments(text);
        let mut tests = String::new();
        for (from, to) in test_modules(&bare) {
            tests += &text[from..to];
            blank(&mut code, from, to);
            blank(&mut bare, from, to);
        }
        let whole = |bytes| String::from_utf8(bytes).unwrap();
        let (code, bare) = (whole(code), whole(bare));
        Self { path: path.into(), text: text.into(), code, bare, tests }
    }

    /// The room: `store` of `store/lock.rs`, empty for `main.rs` and `lib.rs`.
    pub fn room(&self) -> &str {
        self.path.split_once('/').map_or("", |(room, _)| room)
    }

    /// The path of the module: `crate`, `store`, `lock`.
    pub fn module(&self) -> Vec<String> {
        let path = self.path.trim_end_matches(".rs");
        let path = path.trim_end_matches("/mod").trim_end_matches("lib");
        let parts = path.split('/').filter(|part| !part.is_empty());
        ["crate"].into_iter().chain(parts).map(str::to_owned).collect()
    }

    /// The lines of code with their numbers.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.code.lines()).filter(|(_, line)| !line.trim().is_empty())
    }

    /// Every path with `::` in it.
    pub fn named(&self) -> Vec<Named> {
        let mut reader = Reader::new(&self.bare, self.module());
        reader.read();
        reader.found
    }

    /// Every function with its first line and its length.
    pub fn functions(&self) -> Vec<(String, usize, usize)> {
        let tokens = tokens(&self.bare);
        let mut all = Vec::new();
        for (at, pair) in tokens.windows(2).enumerate().filter(|(_, pair)| pair[0].1 == "fn") {
            let body = tokens[at..].iter().position(|token| matches!(token.1, "{" | ";"));
            let Some(body) = body.filter(|&body| tokens[at + body].1 == "{") else { continue };
            let end = closing(&tokens, at + body);
            all.push((pair[1].1.into(), pair[0].0, tokens[end].0 - pair[0].0 + 1));
        }
        all
    }
}

/// The files of `src`, but those that only tests have.
pub fn sources() -> Vec<Source> {
    all_sources().0
}

/// The files of `src`, and those that only tests have.
pub fn all_sources() -> (Vec<Source>, Vec<Source>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let read = |file: &PathBuf| {
        let path = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        Source::new(&path, &fs::read_to_string(file).unwrap())
    };
    let all: Vec<_> = files.iter().map(read).collect();
    let tests: BTreeSet<_> = all.iter().flat_map(test_files).collect();
    all.into_iter().partition(|source| !tests.iter().any(|test| source.module().starts_with(test)))
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// The modules of files behind `#[cfg(test)] mod name;`.
fn test_files(source: &Source) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for (at, _) in source.bare.match_indices("#[cfg(test)]") {
        let rest = tokens(&source.bare[at + "#[cfg(test)]".len()..]);
        let words: Vec<_> = rest.iter().take(6).map(|token| token.1).collect();
        let Some(word) = words.iter().position(|&word| word == "mod") else { continue };
        if words.get(word + 2) == Some(&";") && !words[..word].contains(&";") {
            let mut module = source.module();
            module.push(words[word + 1].to_owned());
            all.push(module);
        }
    }
    all
}

/// The bytes of every `#[cfg(test)] mod name { … }`.
fn test_modules(bare: &[u8]) -> Vec<(usize, usize)> {
    let text = std::str::from_utf8(bare).unwrap();
    let mut all = Vec::new();
    for (at, attribute) in text.match_indices("#[cfg(test)]") {
        let rest = &text[at + attribute.len()..];
        let is_module = rest.trim_start().strip_prefix("mod ").is_some_and(|rest| {
            rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_')
                .trim_start()
                .starts_with('{')
        });
        if !is_module {
            continue;
        }
        let mut depth = 0;
        let end = rest.bytes().position(|byte| {
            depth += i32::from(byte == b'{') - i32::from(byte == b'}');
            byte == b'}' && depth == 0
        });
        all.push((at, at + attribute.len() + end.map_or(rest.len(), |end| end + 1)));
    }
    all
}

fn blank(text: &mut [u8], from: usize, to: usize) {
    for byte in &mut text[from..to] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// The code without comments, and without comments and the insides of quotes.
fn without_comments(text: &str) -> (Vec<u8>, Vec<u8>) {
    let (mut code, mut bare) = (text.as_bytes().to_vec(), text.as_bytes().to_vec());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let before = at.checked_sub(1).map(|before| text.as_bytes()[before]);
        let within_word = before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let (length, quoted) = piece(rest, within_word);
        match quoted {
            Some(true) => blank(&mut bare, at + 1, at + length - 1),
            Some(false) => {
                blank(&mut code, at, at + length);
                blank(&mut bare, at, at + length);
            }
            None => {}
        }
        at += length;
    }
    (code, bare)
}

/// How long the next piece is, and whether it is something quoted, a comment or neither.
fn piece(rest: &str, within_word: bool) -> (usize, Option<bool>) {
    let to = |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at);
    if rest.starts_with("//") {
        return (to("\n", 0), Some(false));
    }
    if rest.starts_with("/*") {
        return ((to("*/", 2) + 2).min(rest.len()), Some(false));
    }
    let raw = rest.strip_prefix('r').or_else(|| rest.strip_prefix("br"));
    if let Some(raw) = raw.filter(|_| !within_word) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let start = rest.len() - raw.len() + hashes + 1;
            return (to(&end, start) + end.len(), Some(true));
        }
    }
    let mut letters = rest.chars();
    match letters.next() {
        Some('"') => (until(rest, '"'), Some(true)),
        // A letter in quotes, not a lifetime.
        Some('\'') => match (letters.next(), letters.next()) {
            (Some('\\'), _) => (until(rest, '\''), Some(true)),
            (Some(one), Some('\'')) => (one.len_utf8() + 2, Some(true)),
            _ => (1, None),
        },
        Some(one) => (one.len_utf8(), None),
        None => (0, None),
    }
}

/// The length up to the closing quote, which no backslash precedes.
fn until(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        if !escaped && letter == quote {
            return at + 1;
        }
        escaped = !escaped && letter == '\\';
    }
    rest.len()
}

/// Words, `::` and single signs, each with its line.
fn tokens(bare: &str) -> Vec<(usize, &str)> {
    let (mut all, mut line, mut at) = (Vec::new(), 1, 0);
    while let Some(first) = bare[at..].chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = if is_word(first) {
            bare[at..].find(|c| !is_word(c)).unwrap_or(bare.len() - at)
        } else if bare[at..].starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() {
            all.push((line, &bare[at..at + length]));
        }
        line += usize::from(first == '\n');
        at += length;
    }
    all
}

/// Where the brace that opens at a place is closed.
fn closing(tokens: &[(usize, &str)], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        depth += i32::from(token.1 == "{") - i32::from(token.1 == "}");
        if depth == 0 {
            return at;
        }
    }
    tokens.len() - 1
}

struct Reader<'t> {
    tokens: Vec<(usize, &'t str)>,
    at: usize,
    /// The modules around, each with the depth of its brace.
    modules: Vec<(Vec<String>, usize)>,
    found: Vec<Named>,
}

impl<'t> Reader<'t> {
    fn new(bare: &'t str, module: Vec<String>) -> Self {
        let found = Vec::new();
        Self { tokens: tokens(bare), at: 0, modules: vec![(module, 0)], found }
    }

    fn word(&self, ahead: usize) -> &'t str {
        self.tokens.get(self.at + ahead).map_or("", |token| token.1)
    }

    fn read(&mut self) {
        let mut depth = 0;
        while self.at < self.tokens.len() {
            match self.word(0) {
                "mod" if self.word(2) == "{" => {
                    let mut module = self.modules.last().unwrap().0.clone();
                    module.push(self.word(1).to_owned());
                    self.modules.push((module, depth + 1));
                    self.at += 2;
                }
                "{" => (depth, self.at) = (depth + 1, self.at + 1),
                "}" => {
                    if self.modules.len() > 1 && self.modules.last().unwrap().1 == depth {
                        self.modules.pop();
                    }
                    (depth, self.at) = (depth.saturating_sub(1), self.at + 1);
                }
                "use" => {
                    self.at += 1;
                    self.tree(&[], true);
                }
                word if is_name(word) && self.word(1) == "::" => self.tree(&[], false),
                _ => self.at += 1,
            }
        }
    }

    /// A path, or in an import a whole tree of them.
    fn tree(&mut self, before: &[String], imported: bool) {
        let mut path = before.to_vec();
        let line = self.tokens.get(self.at).map_or(0, |token| token.0);
        loop {
            let word = self.word(0);
            if word == "{" && imported {
                self.at += 1;
                while !matches!(self.word(0), "}" | "") {
                    self.tree(&path, imported);
                    self.at += usize::from(self.word(0) == ",");
                }
                self.at += 1;
                return;
            }
            if is_name(word) || word == "*" && imported {
                path.push(word.to_owned());
                self.at += 1;
            } else if word != "::" {
                break;
            }
            if self.word(0) != "::" {
                break;
            }
            self.at += 1;
        }
        let mut name = path.last().filter(|_| imported).cloned();
        if imported && self.word(0) == "as" {
            name = Some(self.word(1).to_owned());
            self.at += 2;
        }
        if before.is_empty() && path.is_empty() {
            self.at += 1;
            return;
        }
        let full = self.full(&path);
        self.found.push(Named { line, written: path, full, imported, name });
    }

    fn full(&self, path: &[String]) -> Vec<String> {
        let mut full = match path[0].as_str() {
            "super" | "self" => self.modules.last().unwrap().0.clone(),
            _ => return path.to_vec(),
        };
        let mut rest = path;
        while let [first, more @ ..] = rest {
            match first.as_str() {
                "super" if full.len() > 1 => _ = full.pop(),
                "super" | "self" => {}
                _ => break,
            }
            rest = more;
        }
        full.extend_from_slice(rest);
        full
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
