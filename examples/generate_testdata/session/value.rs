//! A payload as Discord holds it, before it is written as JSON or as ETF.
//!
//! The tree knows what only one of the two formats shows: that a number is an id (text in JSON)
//! and that a text is an atom (in ETF).

use std::borrow::Cow;
use std::cmp::Ordering;

/// A snowflake.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Id(pub(crate) u64);

#[derive(Clone)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Integer(i64),
    Id(Id),
    Float(f64),
    Text(Cow<'static, str>),
    /// Text that JSON shows with `\u` escapes only, so that both ways of writing it occur.
    EscapedText(Cow<'static, str>),
    /// Text that is an atom in ETF.
    Atom(&'static str),
    List(Vec<Value>),
    Object(Object),
}

/// What the keys of an object are in ETF.
#[derive(Clone, Copy)]
pub(crate) enum Keys {
    Binaries,
    Atoms,
}

#[derive(Clone)]
pub(crate) struct Object {
    pub(crate) keys: Keys,
    fields: Vec<Field>,
}

#[derive(Clone)]
pub(crate) struct Field {
    pub(crate) key: Cow<'static, str>,
    pub(crate) value: Value,
    appended: bool,
}

impl Object {
    pub(crate) fn new(keys: Keys) -> Self {
        Self { keys, fields: Vec::new() }
    }

    /// Adds a field, unless the value is [`Absent`].
    pub(crate) fn with(self, key: impl Into<Cow<'static, str>>, value: impl IntoField) -> Self {
        self.field(key.into(), value.into_field(), false)
    }

    /// Adds a field that JSON shows behind all others, as it does `guild_id` in many events.
    pub(crate) fn append(self, key: impl Into<Cow<'static, str>>, value: impl IntoField) -> Self {
        self.field(key.into(), value.into_field(), true)
    }

    /// Adds all fields of another object.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.fields.extend(other.fields);
        self
    }

    /// Puts another value in the place of a field's, or adds the field.
    pub(crate) fn replace(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        match self.fields.iter_mut().find(|field| field.key == key) {
            Some(field) => {
                field.value = value.into();
                self
            }
            None => self.with(key, value.into()),
        }
    }

    /// Takes a field out.
    pub(crate) fn without(mut self, key: &str) -> Self {
        self.fields.retain(|field| field.key != key);
        self
    }

    /// Whether the field is that atom.
    pub(crate) fn is(&self, key: &str, atom: &str) -> bool {
        let is_atom = |field: &Field| matches!(field.value, Value::Atom(text) if text == atom);
        self.fields.iter().any(|field| field.key == key && is_atom(field))
    }

    /// The same fields, with atoms for keys.
    pub(crate) fn with_atom_keys(self) -> Self {
        Self { keys: Keys::Atoms, ..self }
    }

    fn field(mut self, key: Cow<'static, str>, value: Option<Value>, appended: bool) -> Self {
        self.fields.extend(value.map(|value| Field { key, value, appended }));
        self
    }

    /// The fields in the order of ETF: up to 32 keys Erlang sorts, more it spreads by their hash.
    pub(crate) fn etf_order(&self) -> Vec<&Field> {
        const SORTED: usize = 32;
        let mut fields: Vec<&Field> = self.fields.iter().collect();
        if fields.len() <= SORTED {
            fields.sort_by(|a, b| a.key.cmp(&b.key));
        } else {
            fields.sort_by_key(|field| spread(&field.key));
        }
        fields
    }

    /// The fields in the order of JSON: the other way round, appended ones behind.
    pub(crate) fn json_order(&self) -> Vec<&Field> {
        let mut fields = self.etf_order();
        fields.reverse();
        fields.sort_by(|a, b| match (a.appended, b.appended) {
            (false, true) => Ordering::Less,
            (true, false) => Ordering::Greater,
            _ => Ordering::Equal,
        });
        fields
    }
}

/// FNV-1a: any fixed order will do for large maps, as long as it is not the alphabet's.
fn spread(key: &str) -> u32 {
    key.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// `object! { "key": value, … }`: an object with binaries for keys.
///
/// A `None` is null; [`Absent`] around it leaves the key out.
macro_rules! object {
    ($($key:literal: $value:expr),* $(,)?) => {
        $crate::session::value::Object::new($crate::session::value::Keys::Binaries)
            $(.with($key, $value))*
    };
}
pub(crate) use object;

/// What may stand behind a key. `None` leaves the field out.
pub(crate) trait IntoField {
    fn into_field(self) -> Option<Value>;
}

impl<T: Into<Value>> IntoField for T {
    fn into_field(self) -> Option<Value> {
        Some(self.into())
    }
}

/// An optional field: the key is missing where there is no value.
pub(crate) struct Absent<T>(pub(crate) Option<T>);

impl<T: Into<Value>> IntoField for Absent<T> {
    fn into_field(self) -> Option<Value> {
        self.0.map(Into::into)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::Integer(value as i64)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<Id> for Value {
    fn from(value: Id) -> Self {
        Self::Id(value)
    }
}

impl From<&'static str> for Value {
    fn from(value: &'static str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

impl From<Object> for Value {
    fn from(value: Object) -> Self {
        Self::Object(value)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(value: Vec<T>) -> Self {
        Self::List(value.into_iter().map(Into::into).collect())
    }
}
