//! Names and values: an object in JSON, a row in CSV. Each kind of row has one list of them.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::domain::RoundNumber;
use crate::report::Share;
use crate::text::{clean, defuse};

/// Names with their values, in order.
#[derive(Default)]
pub struct Fields<'a>(pub Vec<(Cow<'static, str>, Value<'a>)>);

/// Rows of the same kind, made one by one: there may be a million.
pub type Rows<'a> = Box<dyn Iterator<Item = Fields<'a>> + 'a>;

/// What stands under a name.
pub enum Value<'a> {
    /// Nothing: `null`, an empty cell.
    Missing,
    /// A whole number.
    Count(usize),
    /// A number with a fraction.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A text, cleaned.
    Text(Cow<'a, str>),
    /// A share with its limits: an object, three columns.
    Share(Share),
    /// Fields within a field; only JSON has them.
    Fields(Fields<'a>),
    /// Rows within a field; only JSON has them.
    Rows(Box<dyn Fn() -> Rows<'a> + 'a>),
    /// Whatever else JSON can hold, and CSV cannot.
    Nested(serde_json::Value),
}

/// Fields as they are written down: `fields! { "round": number, "met": counts.met }`.
macro_rules! fields {
    ($($name:literal: $value:expr),* $(,)?) => {
        $crate::render::fields::Fields(vec![
            $((std::borrow::Cow::Borrowed($name), $crate::render::fields::Value::from($value))),*
        ])
    };
}
pub(super) use fields;

impl Fields<'_> {
    /// These, then others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Only the fields with these names, in this order.
    #[must_use]
    pub fn pick(mut self, names: &[&str]) -> Self {
        let mut take = |wanted: &&str| {
            let at = self.0.iter().position(|(name, _)| name == wanted)?;
            Some(self.0.swap_remove(at))
        };
        Self(names.iter().filter_map(&mut take).collect())
    }

    /// All but the fields with these names.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.0.retain(|(name, _)| !names.contains(&&**name));
        self
    }

    /// What each field is called in a row of CSV, and what stands there.
    pub fn cells(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        self.0.iter().flat_map(|(name, value)| {
            let parts = match value {
                Value::Share(share) => {
                    vec![("", share.rate), ("_low", share.low), ("_high", share.high)]
                }
                _ => Vec::new(),
            };
            let own = parts.is_empty().then(|| (Cow::Borrowed(&**name), value.cell()));
            let parts = parts.into_iter().map(move |(ending, number)| {
                let cell = number.map_or(Cow::Borrowed(""), |number| number.to_string().into());
                (format!("{name}{ending}").into(), cell)
            });
            own.into_iter().chain(parts)
        })
    }
}

impl Value<'_> {
    fn cell(&self) -> Cow<'_, str> {
        match self {
            Self::Missing | Self::Share(_) | Self::Fields(_) | Self::Rows(_) | Self::Nested(_) => {
                Cow::Borrowed("")
            }
            Self::Count(count) => count.to_string().into(),
            Self::Number(number) => number.to_string().into(),
            Self::Flag(flag) => flag.to_string().into(),
            Self::Text(text) => defuse(&clean(text)).into_owned().into(),
        }
    }
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (&**name, value)))
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Missing => serializer.serialize_none(),
            Self::Count(count) => count.serialize(serializer),
            Self::Number(number) => number.serialize(serializer),
            Self::Flag(flag) => flag.serialize(serializer),
            Self::Text(text) => text.serialize(serializer),
            Self::Share(share) => share_json(*share).serialize(serializer),
            Self::Fields(fields) => fields.serialize(serializer),
            Self::Rows(rows) => serializer.collect_seq(rows()),
            Self::Nested(value) => value.serialize(serializer),
        }
    }
}

/// A share with its limits, as JSON has it.
pub fn share_json(share: Share) -> serde_json::Value {
    let Share { k, n, rate, low, high } = share;
    serde_json::json!({"k": k, "n": n, "rate": rate, "low": low, "high": high})
}

/// Each kind of figure becomes a value.
macro_rules! values {
    ($($kind:ty: $one:ident => $value:expr;)+) => {
        $(impl<'a> From<$kind> for Value<'a> {
            fn from($one: $kind) -> Self {
                $value
            }
        })+
    };
}

values! {
    usize: count => Self::Count(count);
    u32: count => Self::Count(count as usize);
    RoundNumber: number => Self::Count(number.get() as usize);
    f64: number => Self::Number(number);
    bool: flag => Self::Flag(flag);
    &'a str: text => Self::Text(text.into());
    String: text => Self::Text(text.into());
    Cow<'a, str>: text => Self::Text(text);
    Share: share => Self::Share(share);
    Fields<'a>: fields => Self::Fields(fields);
    serde_json::Value: value => Self::Nested(value);
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}
