//! An empty folder in which the real program runs, with nothing of the tester's environment.

use std::fs::{self, Permissions};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The day on which all tests take place unless they say otherwise.
pub const TODAY: &str = "2026-06-01";

/// A temporary folder that is gone after the test.
pub struct Folder(TempDir);

/// What a run said.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A folder with the sample programme of five rounds in it.
    pub fn with_demo() -> Self {
        static DEMO: OnceLock<Vec<Kept>> = OnceLock::new();
        let demo = DEMO.get_or_init(|| {
            let folder = Self::new();
            folder.run("demo .").ok();
            folder.kept()
        });
        Self::of(demo)
    }

    /// Another folder with the same in it.
    pub fn copy(&self) -> Self {
        Self::of(&self.kept())
    }

    fn kept(&self) -> Vec<Kept> {
        let mut all = Vec::new();
        keep(self.path(), self.path(), &mut all);
        all
    }

    fn of(kept: &[Kept]) -> Self {
        let folder = Self::new();
        for (name, mode, bytes) in kept {
            let path = folder.path().join(name);
            match bytes {
                Some(bytes) => fs::write(&path, bytes).unwrap(),
                None => fs::create_dir(&path).unwrap(),
            }
            fs::set_permissions(&path, mode.clone()).unwrap();
        }
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs a command line; words are split at spaces, except within double quotes.
    pub fn run(&self, line: &str) -> Said {
        self.run_words(&words(line))
    }

    /// What a command line writes as JSON.
    pub fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.run(line).ok()).unwrap()
    }

    /// Runs a command line on another day.
    pub fn run_on(&self, day: &str, line: &str) -> Said {
        self.run_words_on(day, &words(line))
    }

    pub fn run_words(&self, words: &[String]) -> Said {
        self.started(TODAY, "", words)
    }

    fn run_words_on(&self, day: &str, words: &[String]) -> Said {
        self.started(day, "", words)
    }

    /// Runs a command line in a folder within.
    pub fn run_in(&self, below: &str, line: &str) -> Said {
        self.started(TODAY, below, &words(line))
    }

    /// Runs a command line on a day, for so many columns.
    pub fn run_at(&self, width: usize, day: &str, line: &str) -> Said {
        self.started_with(&[("COLUMNS", width.to_string())], day, "", &words(line))
    }

    fn started(&self, day: &str, below: &str, words: &[String]) -> Said {
        self.started_with(&[], day, below, words)
    }

    fn started_with(
        &self,
        environment: &[(&str, String)],
        day: &str,
        below: &str,
        words: &[String],
    ) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_unmentor"))
            .args(["--today", day])
            .args(words)
            .current_dir(self.path().join(below))
            .env_clear()
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Said {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    /// Changes one file by hand, as an organiser or an accident would.
    pub fn edit(&self, name: &str, change: impl FnOnce(String) -> String) {
        let text = self.read(name);
        let changed = change(text.clone());
        assert_ne!(text, changed, "the edit of {name} changes nothing");
        self.write(name, changed);
    }

    /// Every file with its bytes, apart from what belongs to the program alone.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut all = Vec::new();
        collect(self.path(), self.path(), &mut all);
        all.retain(|(name, _)| !name.starts_with(".unmentor"));
        all.sort();
        all
    }

    /// Every file that has a text in it, in whatever case, the program's own ones included.
    pub fn traces(&self, text: &str) -> Vec<PathBuf> {
        let text = text.to_lowercase();
        let mut all = Vec::new();
        collect(self.path(), self.path(), &mut all);
        let has = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase().contains(&text);
        all.into_iter().filter(|(_, bytes)| has(bytes)).map(|(name, _)| name).collect()
    }
}

/// An example that was built along with the tests.
pub fn example(name: &str) -> Command {
    let tests = std::env::current_exe().unwrap();
    let target = tests.parent().and_then(Path::parent).unwrap();
    let mut command = Command::new(target.join("examples").join(name));
    command.env_clear();
    command
}

/// What stands in a folder: its name, who may read it, and its bytes unless it is a folder itself.
type Kept = (PathBuf, Permissions, Option<Vec<u8>>);

/// All that stands in a folder, each folder before its files.
fn keep(root: &Path, folder: &Path, all: &mut Vec<Kept>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_path_buf();
        let bytes = path.is_file().then(|| fs::read(&path).unwrap());
        all.push((name, path.metadata().unwrap().permissions(), bytes));
        if path.is_dir() {
            keep(root, &path, all);
        }
    }
}

fn collect(root: &Path, folder: &Path, all: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_path_buf();
        if path.is_dir() {
            collect(root, &path, all);
        } else {
            all.push((name, fs::read(&path).unwrap()));
        }
    }
}

fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

impl Said {
    /// It worked; what it said on standard output.
    pub fn ok(self) -> String {
        assert_eq!(self.code, 0, "{self:#?}");
        self.out
    }

    /// It refused with an exit code, without data; what it said on standard error.
    pub fn refused(self, code: i32) -> String {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{self:#?}");
        self.err
    }
}
