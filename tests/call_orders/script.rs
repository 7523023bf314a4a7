//! Visitors that do what a script says, and write down what they are told.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

/// What visitors were told: text as it was lent, so that whoever writes to it later is found out.
#[derive(Default)]
pub(crate) struct Trace<'de>(RefCell<Vec<Cow<'de, str>>>);

impl<'de> Trace<'de> {
    fn note(&self, what: impl Into<Cow<'de, str>>) {
        self.0.borrow_mut().push(what.into());
    }

    pub(crate) fn take(&self) -> Vec<Cow<'de, str>> {
        self.0.take()
    }

    fn result<T, E>(&self, result: Result<T, E>) {
        self.note(if result.is_ok() { "ok" } else { "error" });
    }
}

/// What a visitor does after its script.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
    /// It returns what it has.
    Stops,
    /// It reads what is left, and then the same.
    Drains,
    Fails,
}

/// What the list or map is asked for as.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    Any,
    Map,
    Struct,
    Seq,
    Tuple,
    Option,
    Newtype,
}

/// What a visitor does, an operation a letter.
///
/// | letter | reads |
/// |---|---|
/// | `K` | a key |
/// | `k` | a key, and refuses it |
/// | `q` | a key that is to be a number |
/// | `i` | a key of any kind, and ignores it |
/// | `V` | a value or element |
/// | `v` | the same, and refuses it once it was read |
/// | `m` | a boolean |
/// | `u` | nothing, and refuses the value |
/// | `o` | nothing, and says that it did |
/// | `n` | the first entry of a list or map, and refuses that |
/// | `h` | the first entry of a list or map, and is content with it |
/// | `s` | nothing, and asks how many there are |
#[derive(Clone, Copy)]
pub(crate) struct Script<'s> {
    pub(crate) operations: &'s [u8],
    pub(crate) end: End,
    pub(crate) way: Way,
}

impl fmt::Debug for Script<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations = String::from_utf8_lossy(self.operations);
        write!(f, "`{operations}` {:?} by {:?}", self.end, self.way)
    }
}

/// Reads a list or map as its script says. Other values are noted as they are.
#[derive(Clone, Copy)]
pub(crate) struct Run<'s, 'de> {
    script: Script<'s>,
    trace: &'s Trace<'de>,
}

impl<'de> DeserializeSeed<'de> for Run<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.script.way {
            Way::Any => deserializer.deserialize_any(self),
            Way::Map => deserializer.deserialize_map(self),
            Way::Struct => deserializer.deserialize_struct("Struct", &["a", "b", "c"], self),
            Way::Seq => deserializer.deserialize_seq(self),
            Way::Tuple => deserializer.deserialize_tuple(3, self),
            Way::Option => deserializer.deserialize_option(self),
            Way::Newtype => deserializer.deserialize_newtype_struct("Newtype", self),
        }
    }
}

macro_rules! note_scalars {
    ($($method:ident($type:ty))*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<(), E> {
            self.trace.note(format!("{value:?}"));
            Ok(())
        }
    )*};
}

impl<'de> Run<'_, 'de> {
    fn is_key(operation: u8) -> bool {
        b"Kkqi".contains(&operation)
    }

    fn finish<E: Error>(self) -> Result<(), E> {
        match self.script.end {
            End::Fails => Err(E::custom("the script ends so")),
            _ => Ok(()),
        }
    }
}

impl<'de> Visitor<'de> for Run<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    note_scalars!(visit_bool(bool) visit_u64(u64) visit_i64(i64) visit_f64(f64));

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.trace.note(text.to_owned());
        Ok(())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.trace.note(text);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.trace.note("null");
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        self.script.way = Way::Any;
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        self.visit_some(inner)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let trace = self.trace;
        trace.note("{");
        for &operation in self.script.operations {
            if operation == b's' {
                map.size_hint();
            } else if Self::is_key(operation) {
                match map.next_key_seed(Seed { operation, trace }) {
                    Ok(Some(())) => trace.note("key"),
                    Ok(None) => trace.note("end"),
                    Err(_) => trace.note("error"),
                }
            } else {
                trace.result(map.next_value_seed(Seed { operation, trace }));
            }
        }
        if matches!(self.script.end, End::Drains) {
            while map.next_key_seed(Seed { operation: b'K', trace })?.is_some() {
                map.next_value_seed(Seed { operation: b'V', trace })?;
            }
        }
        self.finish()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let trace = self.trace;
        trace.note("[");
        for &operation in self.script.operations {
            if operation == b's' {
                list.size_hint();
                continue;
            }
            match list.next_element_seed(Seed { operation, trace }) {
                Ok(Some(())) => trace.note("element"),
                Ok(None) => trace.note("end"),
                Err(_) => trace.note("error"),
            }
        }
        if matches!(self.script.end, End::Drains) {
            while list.next_element_seed(Seed { operation: b'V', trace })?.is_some() {}
        }
        self.finish()
    }
}

/// Reads a key or value as an operation says.
struct Seed<'s, 'de> {
    operation: u8,
    trace: &'s Trace<'de>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let nested = |end, operations| {
            let script = Script { operations, end, way: Way::Any };
            Run { script, trace: self.trace }
        };
        match self.operation {
            b'K' | b'V' => nested(End::Drains, b"").deserialize(deserializer),
            b'k' | b'v' => {
                nested(End::Drains, b"").deserialize(deserializer)?;
                Err(D::Error::custom("not this one"))
            }
            b'q' => {
                let number: u32 = serde::Deserialize::deserialize(deserializer)?;
                self.trace.note(number.to_string());
                Ok(())
            }
            b'i' => deserializer.deserialize_ignored_any(IgnoredAny).map(drop),
            b'm' => serde::Deserialize::deserialize(deserializer).map(|_: bool| ()),
            b'u' => Err(D::Error::custom("not read")),
            b'o' => Ok(()),
            // A map takes both operations for one entry, a list the first two elements.
            b'n' => nested(End::Fails, b"KV").deserialize(deserializer),
            b'h' => nested(End::Stops, b"KV").deserialize(deserializer),
            other => panic!("no operation {other}"),
        }
    }
}

/// What lies around the list or map that the script is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outer {
    None,
    /// The first element of a list.
    List,
    /// The first entry of a map.
    Map,
    /// The same, whose error is the document's.
    MapThatFails,
    /// What a variant holds, which its visitor reads on after an error, or fails with it.
    Variant,
    VariantThatFails,
}

impl Outer {
    pub(crate) const ALL: [Self; 5] =
        [Self::List, Self::Map, Self::MapThatFails, Self::Variant, Self::VariantThatFails];

    pub(crate) fn around(self, text: &str) -> String {
        match self {
            Self::None => text.to_owned(),
            Self::List => format!(r#"[ {text} , "t\n" , {{"k\u0041":{text}}}]"#),
            Self::Map | Self::MapThatFails => {
                format!(r#"{{"a": {text} ,"b" : "t\t}}", "c" :[{text}]}}"#)
            }
            Self::Variant | Self::VariantThatFails => {
                format!(r#"{{"a":{{ "Holds\u0041" : {text} }} ,"b":"t\t","c":[{text}]}}"#)
            }
        }
    }

    pub(crate) fn seed<'s, 'de>(
        self,
        script: Script<'s>,
        trace: &'s Trace<'de>,
    ) -> InOuter<'s, 'de> {
        InOuter { outer: self, run: Run { script, trace } }
    }
}

/// Reads what lies around, the first entry by the script, and goes on after its error.
pub(crate) struct InOuter<'s, 'de> {
    outer: Outer,
    run: Run<'s, 'de>,
}

impl<'de> DeserializeSeed<'de> for InOuter<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.outer {
            Outer::None => self.run.deserialize(deserializer),
            Outer::List => deserializer.deserialize_seq(self),
            _ => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for InOuter<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what lies around")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let trace = self.run.trace;
        trace.result(list.next_element_seed(self.run));
        while list.next_element_seed(Seed { operation: b'V', trace })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let trace = self.run.trace;
        map.next_key_seed(Seed { operation: b'K', trace })?;
        let result = match self.outer {
            Outer::Variant => map.next_value_seed(InVariant { run: self.run, goes_on: true }),
            Outer::VariantThatFails => {
                map.next_value_seed(InVariant { run: self.run, goes_on: false })
            }
            _ => map.next_value_seed(self.run),
        };
        match result {
            Err(error) if matches!(self.outer, Outer::MapThatFails) => return Err(error),
            result => trace.result(result),
        }
        while map.next_key_seed(Seed { operation: b'K', trace })?.is_some() {
            map.next_value_seed(Seed { operation: b'V', trace })?;
        }
        Ok(())
    }
}

struct InVariant<'s, 'de> {
    run: Run<'s, 'de>,
    goes_on: bool,
}

impl<'de> DeserializeSeed<'de> for InVariant<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_enum("Enum", &["HoldsA"], self)
    }
}

impl<'de> Visitor<'de> for InVariant<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a variant")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<(), A::Error> {
        let trace = self.run.trace;
        let ((), content) = variant.variant_seed(Seed { operation: b'K', trace })?;
        let result = match self.run.script.way {
            Way::Struct => content.struct_variant(&["a", "b", "c"], self.run),
            Way::Tuple => content.tuple_variant(3, self.run),
            _ => content.newtype_variant_seed(self.run),
        };
        match result {
            Err(error) if !self.goes_on => Err(error),
            result => {
                trace.result(result);
                Ok(())
            }
        }
    }
}

/// Reads `d` of a payload with a seed, and ignores the rest.
pub(crate) struct InPayload<S>(pub(crate) S);

impl<'de, S: DeserializeSeed<'de, Value = ()>> DeserializeSeed<'de> for InPayload<S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: DeserializeSeed<'de, Value = ()>> Visitor<'de> for InPayload<S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a payload")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seed = Some(self.0);
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match seed.take_if(|_| key == "d") {
                Some(seed) => map.next_value_seed(seed)?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}
