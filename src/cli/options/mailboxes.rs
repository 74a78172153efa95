//! Mail as people hand it over: a message, a mailbox, a folder of either.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::cli::failure::{Exit, Failure};
use crate::domain::Place;
use crate::intake::Replies;
use crate::sheets::mail::{self, Container, KEPT, Mail, Refused};

/// So much of a file shows what it is.
const BEGINNING: u64 = 4096;
/// Nobody keeps mail in deeper folders.
const DEEPEST: usize = 12;

/// The files of mail among what was named.
#[derive(Debug, Default)]
pub struct Mailboxes {
    files: Vec<(PathBuf, Container)>,
    refused: Vec<(PathBuf, Refused)>,
}

impl Mailboxes {
    /// The mail in what was named; `None` when it is no mail but sheets.
    pub fn find(places: &[PathBuf]) -> Result<Option<Self>, Failure> {
        let mut found = Self::default();
        let mut sheets = Vec::new();
        for place in places {
            if place == Path::new("-") {
                sheets.push(place);
            } else if place.is_dir() {
                found.look_into(place, 0)?;
                if found.files.is_empty() && found.refused.is_empty() {
                    let message = format!("there is no mail in {}", place.display());
                    let hint = "save the replies into it as .eml or .mbox, or name another folder";
                    return Err(Failure::new(Exit::Data, message).hint(hint));
                }
            } else {
                match kind(place)? {
                    Some(Ok(container)) => found.files.push((place.clone(), container)),
                    Some(Err(Refused { what, instead })) => {
                        let message = format!("{} is {what}", place.display());
                        return Err(Failure::new(Exit::Data, message).hint(instead));
                    }
                    None => sheets.push(place),
                }
            }
        }
        let has_mail = !found.files.is_empty() || !found.refused.is_empty();
        match sheets[..] {
            [] => Ok(Some(found)),
            [sheet, ..] if has_mail => {
                let message = format!("{} is not mail, and the rest is", sheet.display());
                let hint = "import mail and sheets one after the other";
                Err(Failure::new(Exit::Usage, message).hint(hint))
            }
            _ => Ok(None),
        }
    }

    fn look_into(&mut self, folder: &Path, depth: usize) -> Result<(), Failure> {
        let on = |cause: &io::Error| Failure::on_file("read", folder, cause);
        let entries = fs::read_dir(folder).map_err(|cause| on(&cause))?;
        let mut entries: Vec<_> =
            entries.collect::<Result<Vec<_>, _>>().map_err(|cause| on(&cause))?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            // A link is not followed: it may lead anywhere, or round and round.
            let kind_of = entry.file_type().map_err(|cause| on(&cause))?;
            let path = entry.path();
            if kind_of.is_dir() && depth < DEEPEST {
                self.look_into(&path, depth + 1)?;
            } else if kind_of.is_file() {
                match kind(&path)? {
                    Some(Ok(container)) => self.files.push((path, container)),
                    Some(Err(refused)) => self.refused.push((path, refused)),
                    None => {}
                }
            }
        }
        Ok(())
    }

    /// Hands every mail over, one after the other.
    pub fn read(&self, replies: &mut Replies<'_>) -> Result<(), Failure> {
        for (path, Refused { what, instead }) in &self.refused {
            replies.unread(Place::file(path.display().to_string()), what, instead);
        }
        for (path, container) in &self.files {
            let on = |cause: io::Error| Failure::on_file("read", path, &cause);
            let file = File::open(path).map_err(on)?;
            let name = path.display().to_string();
            match container {
                Container::Mailbox => {
                    let mut input = BufReader::with_capacity(1 << 16, file);
                    let input: &mut dyn BufRead = &mut input;
                    mail::each(input, |line, bytes| -> io::Result<()> {
                        replies.take(Place::line(&name, line), Mail::parse(bytes).as_ref());
                        Ok(())
                    })
                    .map_err(on)?;
                }
                Container::Message | Container::OfApple => {
                    let mut bytes = Vec::new();
                    file.take(KEPT as u64).read_to_end(&mut bytes).map_err(on)?;
                    let is_apples = *container == Container::OfApple;
                    let message = if is_apples { mail::message_of_apple(&bytes) } else { &bytes };
                    replies.take(Place::file(&name), Mail::parse(message).as_ref());
                }
            }
        }
        Ok(())
    }
}

fn kind(path: &Path) -> Result<Option<Result<Container, Refused>>, Failure> {
    let mut beginning = Vec::new();
    File::open(path)
        .and_then(|file| file.take(BEGINNING).read_to_end(&mut beginning))
        .map_err(|cause| Failure::on_file("read", path, &cause))?;
    Ok(mail::container(&path.to_string_lossy(), &beginning))
}
