//! How the columns of a file are declared: once, with their headings, so that none is forgotten.

/// Declares an enum of columns with their headings.
macro_rules! columns {
    (
        $(#[doc = $what:literal])+ $name:ident
        $($(#[doc = $meaning:literal])+ $column:ident = $word:literal,)+
    ) => {
        $(#[doc = $what])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[doc = $meaning])+ $column,)+
        }

        impl $name {
            /// Their headings, in the order in which a new file has them.
            pub const WORDS: [&'static str; [$($word),+].len()] = [$($word),+];

            /// All of them, in the same order.
            pub const ALL: [Self; Self::WORDS.len()] = [$(Self::$column),+];

            /// The heading.
            pub const fn word(self) -> &'static str {
                Self::WORDS[self.position()]
            }

            /// The position among all of them, from 0.
            pub const fn position(self) -> usize {
                self as usize
            }
        }

        impl From<$name> for usize {
            fn from(column: $name) -> Self {
                column.position()
            }
        }
    };
}
