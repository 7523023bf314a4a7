//! serde over a tape of JSON nodes.

mod access;
mod key;

use serde::de::{self, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use simd_json::{Buffers, Node, StaticNode};

use crate::budget::{BOXED, Budget, MAP_ENTRY};
use crate::marker;
use crate::{DEFAULT_MAX_DEPTH, DecodeError, DecodeErrorKind, Stage};

use self::access::{Enum, List, Object, Reads};
use super::parser;

/// A serde deserializer over one JSON text.
///
/// ```
/// use serde::Deserialize;
///
/// let mut text = b"[1, 2.5, null]".to_vec();
/// let mut deserializer = gatewire::json::Deserializer::from_slice(&mut text)?;
/// let numbers = Vec::<Option<f64>>::deserialize(&mut deserializer)?;
/// assert_eq!(numbers, [Some(1.0), Some(2.5), None]);
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
pub struct Deserializer<'de> {
    nodes: Vec<Node<'de>>,
    buffers: Buffers,
    max_depth: usize,
}

impl<'de> Deserializer<'de> {
    /// Parses the text, unescaping its strings in place.
    ///
    /// # Errors
    ///
    /// When the text is not one JSON value, or is nested deeper than
    /// [`MAX_SKIP_DEPTH`](crate::MAX_SKIP_DEPTH).
    pub fn from_slice(text: &'de mut [u8]) -> Result<Self, DecodeError> {
        let (nodes, buffers) = parser::parse_once(text)?;
        Ok(Self { nodes, buffers, max_depth: DEFAULT_MAX_DEPTH })
    }

    /// Sets how many containers may nest where values are built; 32 by default, at most
    /// [`MAX_BUILD_DEPTH`](crate::MAX_BUILD_DEPTH).
    pub fn max_depth(mut self, containers: usize) -> Self {
        self.max_depth = containers.min(crate::MAX_BUILD_DEPTH);
        self
    }

    /// Reads the one value there is. An error of the cursor counts nodes, which become bytes here.
    fn read<T>(
        &self,
        read: impl FnOnce(&mut Cursor<'_, 'de>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        read(&mut Cursor::new(&self.nodes, self.max_depth))
            .map_err(|error| parser::locate(error.at(0), &self.nodes, &self.buffers))
    }
}

impl<'de> de::Deserializer<'de> for &mut Deserializer<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.read(|cursor| cursor.deserialize_any(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.read(|cursor| cursor.deserialize_option(visitor))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.read(|cursor| cursor.deserialize_struct(name, fields, visitor))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.read(|cursor| cursor.deserialize_enum(name, variants, visitor))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.read(|cursor| cursor.deserialize_newtype_struct(name, visitor))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.read(|cursor| cursor.deserialize_tuple_struct(name, length, visitor))
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.read(|cursor| cursor.deserialize_bytes(visitor))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_bytes(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string unit unit_struct seq
        tuple map identifier ignored_any
    }
}

/// A place on a tape. Each read takes one value and leaves the cursor behind it.
///
/// Errors count nodes, not bytes: whoever has the tape's source turns one into the other.
pub(crate) struct Cursor<'t, 'de> {
    rest: std::slice::Iter<'t, Node<'de>>,
    nodes: &'t [Node<'de>],
    /// How many more containers may be entered.
    depth: usize,
    max_depth: usize,
    budget: Budget,
}

/// What a value may take in memory, in bytes.
const BYTES_A_NODE: usize = 256;

impl<'t, 'de> Cursor<'t, 'de> {
    pub(crate) fn new(nodes: &'t [Node<'de>], max_depth: usize) -> Self {
        let budget = Budget::new(nodes.len(), BYTES_A_NODE);
        Self { rest: nodes.iter(), nodes, depth: max_depth, max_depth, budget }
    }

    /// The number of the next node.
    pub(crate) fn position(&self) -> usize {
        self.position_with(self.rest.len())
    }

    fn position_with(&self, left: usize) -> usize {
        self.nodes.len() - left
    }

    /// Goes to a node that was seen before.
    pub(crate) fn seek(&mut self, node: usize) {
        self.rest = self.nodes.get(node..).unwrap_or_default().iter();
    }

    #[inline]
    fn peek(&self) -> Result<&'t Node<'de>, DecodeError> {
        self.rest.as_slice().first().ok_or_else(end_of_tape)
    }

    #[inline]
    pub(crate) fn next(&mut self) -> Result<&'t Node<'de>, DecodeError> {
        self.rest.next().ok_or_else(end_of_tape)
    }

    /// Steps over a whole value.
    #[inline]
    pub(crate) fn skip(&mut self) -> Result<(), DecodeError> {
        if let Node::Array { count, .. } | Node::Object { count, .. } = *self.next()? {
            self.rest = self.rest.as_slice().get(count..).unwrap_or_default().iter();
        }
        Ok(())
    }

    fn enter(&mut self) -> Result<(), DecodeError> {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(DecodeError::new(Stage::Data, DecodeErrorKind::DepthExceeded)
                .with_limit(self.max_depth)),
        }
    }

    fn visit_list<V: Visitor<'de>>(
        &mut self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.enter()?;
        let nodes = self.rest.as_slice();
        let mut list = List { cursor: self, nodes, first: 0, length, left: length };
        let result = visitor.visit_seq(&mut list);
        let left = list.left;
        self.depth += 1;
        let value = result?;
        if left == 0 { Ok(value) } else { Err(unread_entries(length)) }
    }

    fn visit_object<V: Visitor<'de>>(
        &mut self,
        length: usize,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.enter()?;
        let nodes = self.rest.as_slice();
        let mut object = Object { cursor: self, nodes, left: length, fields };
        let result = visitor.visit_map(&mut object);
        let left = object.left;
        self.depth += 1;
        let value = result?;
        if left == 0 { Ok(value) } else { Err(unread_entries(length)) }
    }
}

impl<'de> Cursor<'_, 'de> {
    /// A value that is not what was asked for, or not in its usual form.
    #[inline(never)]
    fn other<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        de::Deserializer::deserialize_any(self, visitor)
    }
}

#[cold]
fn end_of_tape() -> DecodeError {
    DecodeError::new(Stage::Data, DecodeErrorKind::UnexpectedEnd)
}

#[cold]
fn unread_entries(length: usize) -> DecodeError {
    de::Error::invalid_length(length, &"fewer entries")
}

macro_rules! deserialize_as {
    ($read:ident: $($method:ident)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            self.$read(visitor)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for &mut Cursor<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match *self.next()? {
            Node::String(text) => visitor.visit_borrowed_str(text),
            Node::Static(StaticNode::Null) => visitor.visit_unit(),
            Node::Static(StaticNode::Bool(value)) => visitor.visit_bool(value),
            Node::Static(StaticNode::U64(number)) => visitor.visit_u64(number),
            // simd-json drops the sign of `-0`, the one way to get a signed zero.
            Node::Static(StaticNode::I64(0)) => visitor.visit_f64(-0.0),
            Node::Static(StaticNode::I64(number)) => visitor.visit_i64(number),
            // The conversion matters to builds in which another crate wants simd-json's
            // `ordered-float`, the last arm where one wants its `128bit`.
            #[allow(clippy::useless_conversion)]
            Node::Static(StaticNode::F64(number)) => visitor.visit_f64(number.into()),
            Node::Array { len, .. } => self.visit_list(len, visitor),
            Node::Object { len, .. } => self.visit_object(len, &[], visitor),
            #[allow(unreachable_patterns)]
            _ => Err(DecodeError::new(Stage::Data, DecodeErrorKind::InvalidNumber)),
        }
    }

    // The hints below save a look at what the node is not; a value of another type is left to
    // `deserialize_any`, whose visit says so.

    deserialize_as!(deserialize_str: deserialize_string);
    deserialize_as!(deserialize_u64: deserialize_u8 deserialize_u16 deserialize_u32);

    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match *self.peek()? {
            Node::String(text) => {
                self.rest.next();
                visitor.visit_borrowed_str(text)
            }
            _ => self.other(visitor),
        }
    }

    #[inline]
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match *self.peek()? {
            Node::Static(StaticNode::Bool(value)) => {
                self.rest.next();
                visitor.visit_bool(value)
            }
            _ => self.other(visitor),
        }
    }

    #[inline]
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match *self.peek()? {
            Node::Static(StaticNode::U64(number)) => {
                self.rest.next();
                visitor.visit_u64(number)
            }
            _ => self.other(visitor),
        }
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match *self.peek()? {
            Node::Array { len, .. } => {
                self.rest.next();
                self.visit_list(len, visitor)
            }
            _ => self.other(visitor),
        }
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if let Node::Static(StaticNode::Null) = self.peek()? {
            self.rest.next();
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match *self.peek()? {
            Node::Object { len, .. } => {
                self.rest.next();
                self.visit_object(len, fields, visitor)
            }
            _ => self.other(visitor),
        }
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match name {
            marker::INTEGER => self.deserialize_str(visitor),
            marker::REREAD => visitor.visit_seq(Reads::new(self)),
            marker::BOXED => {
                self.budget.charge(1, BOXED)?;
                visitor.visit_newtype_struct(self)
            }
            marker::MAP => {
                if let Node::Object { len, .. } = *self.peek()? {
                    self.budget.charge(len, MAP_ENTRY)?;
                }
                visitor.visit_newtype_struct(self)
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match *self.next()? {
            Node::String(variant) => visitor.visit_enum(variant.into_deserializer()),
            Node::Object { len: 1, count } => {
                self.enter()?;
                let nodes = self.rest.as_slice();
                let behind = nodes.len().saturating_sub(count);
                let entry = Object { cursor: self, nodes, left: 1, fields: variants };
                let result = visitor.visit_enum(Enum { entry });
                self.depth += 1;
                let value = result?;
                // A visitor may take the variant and leave what it holds, which would be read next.
                if self.rest.len() == behind { Ok(value) } else { Err(unread_entries(1)) }
            }
            Node::Object { .. } => {
                Err(de::Error::invalid_value(Unexpected::Map, &"map with a single key"))
            }
            _ => Err(DecodeError::mismatch("another type", &"a variant's name or a map")),
        }
    }

    #[inline]
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match *self.peek()? {
            Node::String(text) => {
                self.rest.next();
                visitor.visit_borrowed_bytes(text.as_bytes())
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_bytes(visitor)
    }

    #[inline]
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if let (marker::LIST, Node::Array { len, .. }) = (name, *self.peek()?) {
            self.budget.charge(len, length)?;
            return visitor.visit_newtype_struct(self);
        }
        self.deserialize_seq(visitor)
    }

    #[inline]
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char unit unit_struct tuple map identifier
    }
}
