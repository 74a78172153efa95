//! What stops a command that reads or changes a programme folder.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a folder could not be read or changed. Broken cells are not errors but
/// [`Finding`](crate::domain::Finding)s.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no programme here.
    #[error("`{}` is not a programme folder: it has no `unmentor.toml`", .0.display())]
    NoProgramme(PathBuf),
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
    /// The folder has findings that lose meaning, so nothing may be changed.
    #[error("the programme folder has {} that must be mended first", problems(*.0))]
    Unsound(usize),
    /// A file that is a link cannot be replaced without breaking the link.
    #[error("`{}` is a link, and a change would put a plain file in its place", .0.display())]
    Link(PathBuf),
    /// There is no change to take back.
    #[error("there is no change to take back")]
    NothingToUndo,
    /// The record of a change under `.unmentor` cannot be understood.
    #[error("`{}` cannot be understood: {cause}", file.display())]
    Record {
        /// The record.
        file: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// The operating system refused; nothing was changed.
    #[error("cannot {doing} `{}`: {cause}", path.display())]
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

impl StoreError {
    /// What to do or to type, when something can be said.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoProgramme(_) => {
                "unmentor init makes one; or name the folder with -C DIR".into()
            }
            Self::AlreadyThere(_) => "choose another folder: unmentor init DIR".into(),
            Self::LaterFormat { .. } => "install a later version of unmentor".into(),
            Self::Busy(_) => "try again when it has finished".into(),
            Self::Unsound(_) => "unmentor check".into(),
            Self::Link(_) => "put the file itself in the place of the link".into(),
            Self::Unfinished(_) => {
                "remove the cause; the next command finishes the change by itself".into()
            }
            Self::NothingToUndo => {
                "the changes of this program are kept from its first one on, but not `init`, \
                 and none from before `participants forget`"
                    .into()
            }
            Self::Record { .. } | Self::Disk { .. } => return None,
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

fn problems(count: usize) -> String {
    if count == 1 { "1 problem".into() } else { format!("{count} problems") }
}
