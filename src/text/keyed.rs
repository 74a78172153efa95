//! Keyed hashes: by them the same text is known again, and nothing is known without the key.
//!
//! SipHash-2-4 by Aumasson and Bernstein (2012), which is made for short texts and a secret key:
//! a sheet has a dozen of them in each row.

use std::hash::Hasher;

use siphasher::sip::SipHasher24;

/// A random key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Key(pub [u8; 16]);

/// What is kept of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u64);

impl Key {
    /// The mark of a text that is made of parts.
    pub fn mark(&self, parts: &[&str]) -> Mark {
        let mut hash = SipHasher24::new_with_key(&self.0);
        for part in parts {
            hash.write(&(part.len() as u64).to_le_bytes());
            hash.write(part.as_bytes());
        }
        Mark(hash.finish() >> 16)
    }

    /// The key in hexadecimal digits.
    pub fn to_hex(self) -> String {
        format!("{:032x}", u128::from_be_bytes(self.0))
    }

    /// Reads it back.
    pub fn from_hex(text: &str) -> Option<Self> {
        let whole = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        whole.then(|| u128::from_str_radix(text, 16).ok().map(|n| Self(n.to_be_bytes())))?
    }
}

impl Mark {
    /// The mark in hexadecimal digits.
    pub fn to_hex(self) -> String {
        format!("{:012x}", self.0)
    }

    /// Reads it back.
    pub fn from_hex(text: &str) -> Option<Self> {
        let whole = text.len() == 12 && text.bytes().all(|b| b.is_ascii_hexdigit());
        whole.then(|| u64::from_str_radix(text, 16).ok().map(Self))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_depend_on_key_and_parts_and_read_back() {
        let (key, other) = (Key([7; 16]), Key([8; 16]));
        let mark = key.mark(&["ann", "north"]);
        assert_eq!(key.mark(&["ann", "north"]), mark);
        assert_ne!(key.mark(&["annn", "orth"]), mark);
        assert_ne!(other.mark(&["ann", "north"]), mark);
        assert_eq!(Mark::from_hex(&mark.to_hex()), Some(mark));
        assert_eq!(Key::from_hex(&key.to_hex()), Some(key));
        assert_eq!((Key::from_hex("07"), Mark::from_hex("+00000000001")), (None, None));
    }
}
