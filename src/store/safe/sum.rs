//! Checksums of what stands, or is to stand, at a path.

use std::ffi::OsStr;
use std::fmt::{self, Display};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::disk::Kind;
use super::tree::{Content, Tree};
use crate::store::error::StoreError;

/// The first half of a SHA-256: two contents that differ never have the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum([u8; 16]);

impl Sum {
    /// The sum of a file or folder that is to stand somewhere.
    pub fn of(content: &Content) -> Self {
        match content {
            Content::File(bytes) => Self::of_file(bytes),
            Content::Folder(inside) => {
                Self::of_folder(inside.iter().map(|(name, one)| (name.as_os_str(), Self::of(one))))
            }
        }
    }

    /// The sum of what stands at a path, or `None`. A link has a sum of its own, whatever it leads
    /// to, and is not followed.
    pub fn at(tree: Tree<'_>, path: &Path) -> Result<Option<Self>, StoreError> {
        Ok(match tree.kind(path)? {
            None => None,
            Some(Kind::Link | Kind::Other) => Some(Self::over(Sha256::new_with_prefix("other\n"))),
            Some(Kind::File) => tree.read(path)?.map(|bytes| Self::of_file(&bytes)),
            Some(Kind::Folder) => {
                let mut inside = Vec::new();
                for name in tree.list(path)? {
                    if let Some(sum) = Self::at(tree, &path.join(&name))? {
                        inside.push((name, sum));
                    }
                }
                Some(Self::of_folder(inside.iter().map(|(name, sum)| (name.as_os_str(), *sum))))
            }
        })
    }

    /// Reads what [`Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let sum = Self(u128::from_str_radix(text, 16).ok()?.to_be_bytes());
        (sum.to_string() == text).then_some(sum)
    }

    fn of_file(bytes: &[u8]) -> Self {
        Self::over(Sha256::new_with_prefix("file\n").chain_update(bytes))
    }

    fn of_folder<'a>(inside: impl Iterator<Item = (&'a OsStr, Self)>) -> Self {
        let mut all = Sha256::new_with_prefix("folder\n");
        for (name, sum) in inside {
            all.update(format!("{} ", name.len()));
            all.update(name.as_encoded_bytes());
            all.update(format!(" {sum}\n"));
        }
        Self::over(all)
    }

    fn over(hash: Sha256) -> Self {
        let mut half = [0; 16];
        half.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
        Self(half)
    }
}

impl Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}
