//! What stops a command that reads or changes a programme folder.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::paths::SETTINGS;
use crate::text::shell_word;
use crate::text::words::{count, nearest};

/// Why a folder could not be read or changed. Broken cells are not errors but
/// [`Finding`](crate::domain::Finding)s.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no programme here.
    #[error("`{}` is not a programme folder: it has no `unmentor.toml`", .0.display())]
    NoProgramme(PathBuf),
    /// A programme folder has lost its settings file.
    #[error("`{}` is missing", .0.display())]
    SettingsMissing(PathBuf),
    /// `init` where a roster stands that it cannot take as it is.
    #[error("`{}` is there already, and cannot be taken for the roster as it is", .0.display())]
    RosterThere(PathBuf),
    /// A file was saved between reading and the change that rests on it; nothing was changed.
    #[error("`{}` was saved by somebody while this command was at work", .0.display())]
    Saved(PathBuf),
    /// `init` where a programme is already.
    #[error("`{}` is a programme folder already", .0.display())]
    AlreadyThere(PathBuf),
    /// The folder was written by a later version.
    #[error("`{}` has format {format}, and this version reads formats up to 1", file.display())]
    LaterFormat {
        /// The settings file.
        file: PathBuf,
        /// The format it names.
        format: i64,
    },
    /// Another run holds the lock; the text says who, as far as it is known.
    #[error("another run is changing this programme{0}")]
    Busy(String),
    /// On this file system two commands could not keep out of each other's way.
    #[error(
        "`{}` is on a file system without locks, so nothing is changed there: two commands at \
         once could spoil each other's work", .0.display()
    )]
    NoLocks(PathBuf),
    /// The folder has findings that lose meaning, so nothing may be changed.
    #[error("the programme folder has {} that must be mended first", count(*.0, "problem"))]
    Unsound(usize),
    /// A file that is a link cannot be replaced without breaking the link.
    #[error("`{}` is a link, and a change would put a plain file in its place", .0.display())]
    Link(PathBuf),
    /// A pipe, a device or a folder stands where the program keeps a plain file.
    #[error("`{}` is not a plain file", .0.display())]
    NotPlain(PathBuf),
    /// A folder stands where a file belongs.
    #[error("`{}` is a folder, and a file belongs there", .0.display())]
    AFolder(PathBuf),
    /// A file stands where a folder belongs.
    #[error("`{}` is a file, and a folder belongs there", .0.display())]
    AFile(PathBuf),
    /// Somebody saved a file before a change was finished: it was taken back, and is set aside.
    #[error(
        "{} was saved by somebody before a change was finished; theirs stays, and what the change \
         would have brought lies in `{}`", named(files), aside.display()
    )]
    Refused {
        /// What they saved, within the programme folder.
        files: Vec<String>,
        /// The folder with what was refused.
        aside: PathBuf,
    },
    /// A change waits that the program may not finish by itself.
    #[error("a change is waiting that cannot be finished unasked: {cause}")]
    Unsettled {
        /// Why not.
        cause: String,
        /// Whether all of it is there, so that it could be finished.
        whole: bool,
    },
    /// There is no change to take back.
    #[error("there is no change to take back")]
    NothingToUndo,
    /// Nothing was taken back that could be brought back.
    #[error("there is no change to bring back")]
    NothingToRedo,
    /// The record of a change under `.unmentor` cannot be understood.
    #[error("`{}` cannot be understood: {cause}", file.display())]
    Record {
        /// The record.
        file: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// The operating system refused; nothing was changed.
    #[error("cannot {doing} `{}`: {}", path.display(), in_words(cause))]
    Disk {
        /// What was attempted, such as `read`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The reason given.
        #[source]
        cause: io::Error,
    },
    /// The change was decided, but could not be carried out to its end; the next command does that.
    #[error("the change is recorded but not finished: {0}")]
    Unfinished(#[source] Box<StoreError>),
}

/// What to type where there is no programme.
fn elsewhere(place: &Path) -> String {
    below(place).map_or_else(
        || {
            "`unmentor init` makes one; or name another folder with -C DIR; `unmentor demo` makes \
             one to play with"
                .into()
        },
        |folder| {
            let folder = shell_word(&folder.display().to_string());
            format!("there is one below: unmentor -C {folder}")
        },
    )
}

/// The programme folder right below a place, if there is exactly one.
fn below(place: &Path) -> Option<PathBuf> {
    let inside = std::fs::read_dir(place).ok()?.filter_map(Result::ok);
    let mut folders = inside.filter(|entry| entry.path().join(SETTINGS).is_file());
    let found = folders.next()?;
    folders.next().is_none().then(|| found.path())
}

impl StoreError {
    /// What to do or to type, when something can be said.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoProgramme(place) => elsewhere(place),
            Self::AlreadyThere(_) => "choose another folder: unmentor init DIR".into(),
            Self::LaterFormat { .. } => "install a later version of unmentor".into(),
            Self::Busy(_) => "try again when it has finished".into(),
            Self::NoLocks(_) => {
                "reading works; to change it, copy the folder to a disk of this computer, and copy \
                 it back"
                    .into()
            }
            Self::Unsound(_) => "unmentor check".into(),
            Self::Link(_) => "put the file itself in the place of the link".into(),
            Self::NotPlain(_) | Self::AFolder(_) | Self::AFile(_) => "move it elsewhere".into(),
            Self::Refused { .. } => {
                "the folder is in order; compare the two, and type the command again".into()
            }
            Self::Unsettled { whole: false, .. } => {
                "unmentor check --settle drop   (takes it back and sets it aside)".into()
            }
            Self::Unsettled { whole: true, .. } => {
                "unmentor check --settle finish   (carries it out; `drop` takes it back and sets \
                 it aside)"
                    .into()
            }
            Self::Unfinished(_) => {
                "remove the cause; the next command finishes the change by itself".into()
            }
            Self::NothingToUndo => {
                "the changes of this program are kept from its first one on, but not `init`, \
                 and none from before `participants forget`"
                    .into()
            }
            Self::NothingToRedo => {
                "it brings back what `unmentor undo` took back, until the next change is made".into()
            }
            Self::SettingsMissing(_) => {
                "bring it back from a copy; or `unmentor init` writes one with the usual settings and \
                 leaves everything else as it is"
                    .into()
            }
            Self::RosterThere(_) => {
                "give it another name, such as signup.csv, and import it: \
                 unmentor init --participants signup.csv"
                    .into()
            }
            Self::Saved(_) => "nothing was changed; type the command again".into(),
            Self::Record { .. } => {
                "copy the folder to be safe, then delete `.unmentor`: nothing is lost by it but \
                 the undo copies"
                    .into()
            }
            Self::Disk { path, cause, .. } => remedy(cause, path),
        })
    }

    /// For `map_err`: what was attempted, on what.
    pub(super) fn on<'a>(
        doing: &'static str,
        path: &'a Path,
    ) -> impl FnOnce(io::Error) -> Self + use<'a> {
        move |cause| Self::Disk { doing, path: path.into(), cause }
    }
}

/// The cause that an operating system gives, without its number.
pub fn in_words(cause: &io::Error) -> String {
    let words = match cause.kind() {
        _ if is_loop(cause) => "the link leads back to itself".into(),
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "you may not do that here".into(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".into(),
        io::ErrorKind::ReadOnlyFilesystem => "nothing can be written to this disk".into(),
        io::ErrorKind::IsADirectory => "it is a folder, not a file".into(),
        io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder".into(),
        _ => cause.to_string(),
    };
    words.split(" (os error").next().unwrap_or(&words).to_owned()
}

/// Links that lead in a circle have no kind of their own yet.
fn is_loop(cause: &io::Error) -> bool {
    cause.to_string().contains("levels of symbolic links")
}

/// What to do when the operating system refused something on a path.
pub fn remedy(cause: &io::Error, path: &Path) -> String {
    match cause.kind() {
        _ if is_loop(cause) => "name the file itself, or make the link anew: ls -l".into(),
        io::ErrorKind::NotFound => match neighbour(path) {
            Some(near) => format!("did you mean `{}`?", near.display()),
            None => "look at the spelling: ls".into(),
        },
        io::ErrorKind::PermissionDenied => {
            format!("see who may: ls -ld {}", shell_word(&path.display().to_string()))
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "make room on the disk (see: df -h), then type the command again".into()
        }
        io::ErrorKind::ReadOnlyFilesystem => "copy the folder to a disk of your own".into(),
        io::ErrorKind::IsADirectory => "name a file".into(),
        io::ErrorKind::NotADirectory => "name a file in a folder".into(),
        _ => "try again; if it goes on, copy the folder to another disk while you can".into(),
    }
}

/// What stands beside a path that leads nowhere and has nearly its name.
fn neighbour(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?;
    let looked = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(looked).ok()?.filter_map(Result::ok);
    let mut names: Vec<_> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    let near = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(folder.join(near))
}

fn named(files: &[String]) -> String {
    match files {
        [one] => format!("`{one}`"),
        [first, more @ ..] => format!("`{first}` (and {} more)", more.len()),
        [] => "a file".into(),
    }
}
