//! serde over a tape, as [`Values`](crate::json::Values) is serde over a text.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::de::{
    self, DeserializeSeed, Deserializer as _, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use simd_json::{Node, StaticNode};

use super::length;
use super::number::number;
use crate::de::number::parse_id;
use crate::json::de::Key;
use crate::json::number::Number;
use crate::{DecodeError, DecodeErrorKind, Stage, marker};

/// Reads the value at a place of a tape. None if the text is to be read instead: for any error, as a visitor
/// may go on after one, and for what only the text tells.
pub(crate) fn read<'de, S: DeserializeSeed<'de>>(
    nodes: &[Node<'de>],
    position: usize,
    max_depth: usize,
    seed: S,
) -> Option<S::Value> {
    let mut values = TapeValues { nodes, position, depth: max_depth, has_given_up: false };
    let value = values.value(seed).ok()?;
    (!values.has_given_up).then_some(value)
}

/// The values of a tape. Each read takes one and stops after it.
struct TapeValues<'t, 'de> {
    nodes: &'t [Node<'de>],
    position: usize,
    /// How many more containers may be entered.
    depth: usize,
    /// Whether anything was an error. Nothing is read from then on.
    has_given_up: bool,
}

impl<'t, 'de> TapeValues<'t, 'de> {
    /// Ends the read.
    #[cold]
    #[inline(never)]
    fn give_up(&mut self) -> DecodeError {
        self.has_given_up = true;
        DecodeError::new(Stage::Data, DecodeErrorKind::Refused)
    }

    /// The next node. A tape has one wherever one is asked for, unless the read has ended.
    #[inline(always)]
    fn node(&self) -> Node<'de> {
        self.nodes.get(self.position).copied().unwrap_or(Node::Static(StaticNode::Null))
    }

    #[inline(always)]
    fn step(&mut self) {
        self.position += 1;
    }

    #[inline(always)]
    fn enter(&mut self) -> Result<(), DecodeError> {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                self.step();
                Ok(())
            }
            None => Err(self.give_up()),
        }
    }

    /// A whole value. All reading ends if a seed fails, or leaves a part of it.
    #[inline]
    fn value<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, DecodeError> {
        let end = self.position + length(self.node());
        match seed.deserialize(&mut *self) {
            Ok(value) if self.position == end => Ok(value),
            _ => Err(self.give_up()),
        }
    }

    #[inline]
    fn list<V: Visitor<'de>>(&mut self, left: usize, visitor: V) -> Result<V::Value, DecodeError> {
        self.enter()?;
        let mut elements = Elements { values: self, left };
        let result = visitor.visit_seq(&mut elements);
        let left = elements.left;
        self.leave(result, left)
    }

    #[inline]
    fn object<V: Visitor<'de>>(
        &mut self,
        left: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.enter()?;
        let mut entries = Entries { values: self, left, is_value_next: false };
        let result = visitor.visit_map(&mut entries);
        let left = entries.left + usize::from(entries.is_value_next);
        self.leave(result, left)
    }

    /// Out of a container of which so many entries were not read.
    #[inline(always)]
    fn leave<T>(&mut self, result: Result<T, DecodeError>, left: usize) -> Result<T, DecodeError> {
        self.depth += 1;
        match result {
            Ok(value) if left == 0 => Ok(value),
            _ => Err(self.give_up()),
        }
    }

    fn number<V: Visitor<'de>>(
        &mut self,
        node: StaticNode,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match number(node) {
            Some(number) => {
                self.step();
                number.visit(visitor)
            }
            None => Err(self.give_up()),
        }
    }

    /// A value that is not what was asked for.
    #[inline(never)]
    fn other<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_any(visitor)
    }
}

macro_rules! deserialize_as {
    ($read:ident: $($method:ident)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            self.$read(visitor)
        }
    )*};
}

// What each method visits is what the reader of text visits.
impl<'de> de::Deserializer<'de> for &mut TapeValues<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::String(text) => {
                self.step();
                visitor.visit_borrowed_str(text)
            }
            Node::Object { len, .. } => self.object(len, visitor),
            Node::Array { len, .. } => self.list(len, visitor),
            Node::Static(StaticNode::Null) => {
                self.step();
                visitor.visit_unit()
            }
            Node::Static(StaticNode::Bool(value)) => {
                self.step();
                visitor.visit_bool(value)
            }
            Node::Static(node) => self.number(node, visitor),
        }
    }

    deserialize_as!(deserialize_u64: deserialize_u8 deserialize_u16 deserialize_u32);
    deserialize_as!(deserialize_u64: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64);
    deserialize_as!(deserialize_str: deserialize_string);
    deserialize_as!(deserialize_bytes: deserialize_byte_buf);

    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::String(text) => {
                self.step();
                visitor.visit_borrowed_str(text)
            }
            _ => self.other(visitor),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::Static(StaticNode::Null) => {
                self.step();
                visitor.visit_unit()
            }
            _ => Err(self.give_up()),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_unit(visitor)
    }

    #[inline]
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::Static(StaticNode::Bool(value)) => {
                self.step();
                visitor.visit_bool(value)
            }
            _ => Err(self.give_up()),
        }
    }

    #[inline]
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::Static(StaticNode::U64(number)) => {
                self.step();
                visitor.visit_u64(number)
            }
            _ => self.other(visitor),
        }
    }

    // What was rounded to the larger type first may be off by one in the last place.
    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::Static(node) if matches!(number(node), Some(Number::Float(_))) => {
                Err(self.give_up())
            }
            _ => self.other(visitor),
        }
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::Array { len, .. } => self.list(len, visitor),
            _ => Err(self.give_up()),
        }
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::Static(StaticNode::Null) => {
                self.step();
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::Object { len, .. } => self.object(len, visitor),
            _ => Err(self.give_up()),
        }
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::Object { len, .. } => self.object(len, visitor),
            Node::Array { len, .. } => self.list(len, visitor),
            _ => Err(self.give_up()),
        }
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match (name, self.node()) {
            (marker::INTEGER, Node::String(text)) if is_usual_id(text) => {
                match parse_id(text.as_bytes()) {
                    Some(id) => {
                        self.step();
                        visitor.visit_u64(id)
                    }
                    None => visitor.visit_newtype_struct(self),
                }
            }
            (marker::INTEGER, _) => visitor.visit_newtype_struct(self),
            // The structs of this crate, and text as it came.
            (name, _) if name.starts_with('$') => Err(self.give_up()),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::String(text) => {
                self.step();
                visitor.visit_enum(text.into_deserializer())
            }
            Node::Object { len: 1, .. } => {
                self.enter()?;
                let key = self.position;
                let result = visitor.visit_enum(Variant { values: self });
                // A visitor may take the variant and leave what it holds.
                let left = usize::from(self.position <= key + 1);
                self.leave(result, left)
            }
            _ => Err(self.give_up()),
        }
    }

    #[inline]
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node() {
            Node::String(text) => {
                self.step();
                visitor.visit_borrowed_bytes(text.as_bytes())
            }
            _ => self.other(visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match name.starts_with('$') {
            true => Err(self.give_up()),
            false => self.deserialize_seq(visitor),
        }
    }

    #[inline]
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.position += length(self.node());
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i128 u128 f64 char identifier
    }
}

/// Whether text is an id in its usual form, which the reader of text visits as a number.
fn is_usual_id(text: &str) -> bool {
    (16..=19).contains(&text.len())
}

struct Elements<'v, 't, 'de> {
    values: &'v mut TapeValues<'t, 'de>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Elements<'_, '_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        match self.left.checked_sub(1) {
            Some(left) if !self.values.has_given_up => {
                self.left = left;
                self.values.value(seed).map(Some)
            }
            _ => Ok(None),
        }
    }
}

struct Entries<'v, 't, 'de> {
    values: &'v mut TapeValues<'t, 'de>,
    left: usize,
    is_value_next: bool,
}

impl<'de> MapAccess<'de> for Entries<'_, '_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        if self.is_value_next && !self.values.has_given_up {
            return Err(self.values.give_up());
        }
        match self.left.checked_sub(1) {
            Some(left) if !self.values.has_given_up => {
                self.left = left;
                self.is_value_next = true;
                self.values.key(seed).map(Some)
            }
            _ => Ok(None),
        }
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        if !self.is_value_next || self.values.has_given_up {
            return Err(self.values.give_up());
        }
        self.is_value_next = false;
        self.values.value(seed)
    }
}

impl<'de> TapeValues<'_, 'de> {
    /// A key. A type may read a number or a boolean from its text.
    #[inline]
    fn key<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, DecodeError> {
        let Node::String(key) = self.node() else { return Err(self.give_up()) };
        self.step();
        match seed.deserialize(Key { text: Cow::Borrowed(key), number: None }) {
            Ok(key) => Ok(key),
            Err(_) => Err(self.give_up()),
        }
    }
}

/// The one entry of an object that stands for a variant and what it holds.
struct Variant<'v, 't, 'de> {
    values: &'v mut TapeValues<'t, 'de>,
}

impl<'de> EnumAccess<'de> for Variant<'_, '_, 'de> {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self), DecodeError> {
        let variant = self.values.key(seed)?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_, 'de> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        self.values.value(PhantomData)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        self.values.value(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.values.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.values.deserialize_struct("", fields, visitor)
    }
}
