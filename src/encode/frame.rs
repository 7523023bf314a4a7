//! What the Gateway sends, written.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::etf::{self, Atom};
use crate::model::{Opcode, ServerEvent};
use crate::{EncodeError, Encoding, json};

/// The envelope of a payload that the Gateway sends: all but its data.
///
/// ```
/// use gatewire::Opcode;
/// use gatewire::encode::Envelope;
///
/// let envelope = Envelope::dispatch(7, "TYPING_START");
/// assert_eq!((envelope.op, envelope.sequence), (Opcode::DISPATCH, Some(7)));
/// assert_eq!(Envelope::operation(Opcode::HELLO).event_name, None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// `op`: what the payload is.
    pub op: Opcode,
    /// `s`: the number of an event; null otherwise.
    pub sequence: Option<u64>,
    /// `t`: the name of an event; null otherwise.
    pub event_name: Option<&'a str>,
}

impl<'a> Envelope<'a> {
    /// Of an event.
    pub const fn dispatch(sequence: u64, event_name: &'a str) -> Self {
        let (sequence, event_name) = (Some(sequence), Some(event_name));
        Self { op: Opcode::DISPATCH, sequence, event_name }
    }

    /// Of an operation that is no event: Hello, Reconnect, Invalid Session, a heartbeat's request
    /// or acknowledgement.
    pub const fn operation(op: Opcode) -> Self {
        Self { op, sequence: None, event_name: None }
    }
}

/// Writes payloads as the Gateway does: the counterpart of what a [`Frame`](crate::Frame) reads.
///
/// It is for the sending side of a connection to a client: proxies, tests, servers that stand in
/// for the Gateway. What goes to the Gateway is an [`Encoder`](crate::Encoder)'s. A
/// [`Compressor`](super::Compressor) makes messages of payloads.
///
/// All four keys are there, null where they have no value: `t`, `s`, `op`, `d` in JSON, and `d`,
/// `op`, `s`, `t` in ETF, which is the order of Discord's own payloads. In ETF they are atoms, and so
/// are the name of the event and the nulls of the envelope; a name that is `nil`, `null`, `true` or
/// `false`, or makes no atom, is a binary, so that it is read back as it was. The data is as
/// [`json::to_vec`](crate::json::to_vec) and [`etf::to_vec`](crate::etf::to_vec) write it, so that
/// its keys are binaries; [`Atom`] and [`SmallIntegers`](crate::etf::SmallIntegers) are for what
/// Discord writes otherwise.
///
/// ```
/// use gatewire::encode::{Envelope, FrameWriter};
/// use gatewire::{Encoding, Opcode};
///
/// #[derive(serde::Serialize)]
/// struct Hello {
///     heartbeat_interval: u64,
/// }
///
/// let writer = FrameWriter::new(Encoding::Json);
/// let mut payload = Vec::new();
/// let hello = Envelope::operation(Opcode::HELLO);
/// writer.write(hello, &Hello { heartbeat_interval: 41250 }, &mut payload)?;
/// assert_eq!(payload, br#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#);
///
/// let writer = FrameWriter::new(Encoding::Etf);
/// payload.clear();
/// writer.write(Envelope::dispatch(1, "RESUMED"), &(), &mut payload)?;
/// assert_eq!(payload, b"\x83t\0\0\0\x04\
///     d\0\x01ds\x03nil\
///     d\0\x02opa\0\
///     d\0\x01sa\x01\
///     d\0\x01td\0\x07RESUMED");
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct FrameWriter {
    encoding: Encoding,
    atom_keys: bool,
}

impl FrameWriter {
    /// For connections of that encoding.
    pub const fn new(encoding: Encoding) -> Self {
        Self { encoding, atom_keys: true }
    }

    /// Sets whether the envelope's keys are atoms in ETF, as Discord's are and they are by
    /// default. Otherwise they are binaries, like all others that this crate writes.
    ///
    /// ```
    /// use gatewire::encode::{Envelope, FrameWriter};
    /// use gatewire::{Encoding, Opcode};
    ///
    /// let writer = FrameWriter::new(Encoding::Etf).with_atom_keys(false);
    /// let mut payload = Vec::new();
    /// writer.write(Envelope::operation(Opcode::RECONNECT), &(), &mut payload)?;
    /// assert!(payload.starts_with(b"\x83t\0\0\0\x04m\0\0\0\x01d"));
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    #[must_use]
    pub const fn with_atom_keys(self, atom_keys: bool) -> Self {
        Self { atom_keys, ..self }
    }

    /// Appends a payload with any data.
    ///
    /// Data that came in the other encoding can be read into a [`Value`](crate::Value) and written
    /// from there. Ids are text in JSON, and text stays text in ETF.
    ///
    /// ```
    /// use gatewire::encode::{Envelope, FrameWriter};
    /// use gatewire::{Compression, Decoder, Encoding, Value};
    ///
    /// let mut decoder = Decoder::new(Encoding::Json, Compression::None);
    /// let message = br#"{"t":"TYPING_START","s":7,"op":0,"d":{"timestamp":1420070400}}"#;
    /// let frame = decoder.decode(message)?.expect("a plain message is a whole frame");
    /// let envelope = Envelope {
    ///     op: frame.opcode(),
    ///     sequence: frame.sequence(),
    ///     event_name: frame.event_name(),
    /// };
    /// let mut payload = Vec::new();
    /// FrameWriter::new(Encoding::Etf).write(envelope, &frame.data::<Value<'_>>()?, &mut payload)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`json::to_vec`](crate::json::to_vec) and [`etf::to_vec`](crate::etf::to_vec); `out` is
    /// then what it was before.
    pub fn write<T: Serialize + ?Sized>(
        &self,
        envelope: Envelope<'_>,
        data: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), EncodeError> {
        match self.encoding {
            Encoding::Json => json::to_writer(out, &JsonFrame { envelope, data }),
            Encoding::Etf => {
                etf::to_writer(out, &EtfFrame { envelope, data, atom_keys: self.atom_keys })
            }
        }
    }

    /// Appends an [`Event`](crate::Event), or another [`ServerEvent`]. An operation takes no sequence.
    ///
    /// ```
    /// use gatewire::encode::FrameWriter;
    /// use gatewire::{Encoding, Event};
    ///
    /// let mut payload = Vec::new();
    /// FrameWriter::new(Encoding::Json).write_event(7, &Event::Reconnect, &mut payload)?;
    /// assert_eq!(payload, br#"{"t":null,"s":null,"op":7,"d":null}"#);
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn write_event<E: ServerEvent + ?Sized>(
        &self,
        sequence: u64,
        event: &E,
        out: &mut Vec<u8>,
    ) -> Result<(), EncodeError> {
        self.write(Envelope::of(sequence, event), event, out)
    }
}

impl<'a> Envelope<'a> {
    fn of<E: ServerEvent + ?Sized>(sequence: u64, event: &'a E) -> Self {
        match event.opcode() {
            Opcode::DISPATCH => Self {
                op: Opcode::DISPATCH,
                sequence: Some(sequence),
                event_name: event.event_name(),
            },
            operation => Self::operation(operation),
        }
    }
}

/// In the order of Discord's JSON.
struct JsonFrame<'a, T: ?Sized> {
    envelope: Envelope<'a>,
    data: &'a T,
}

impl<T: Serialize + ?Sized> Serialize for JsonFrame<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut frame = serializer.serialize_struct("Frame", 4)?;
        frame.serialize_field("t", &self.envelope.event_name)?;
        frame.serialize_field("s", &self.envelope.sequence)?;
        frame.serialize_field("op", &self.envelope.op)?;
        frame.serialize_field("d", self.data)?;
        frame.end()
    }
}

/// In the order of Discord's ETF, which is Erlang's.
struct EtfFrame<'a, T: ?Sized> {
    envelope: Envelope<'a>,
    data: &'a T,
    atom_keys: bool,
}

impl<T: Serialize + ?Sized> EtfFrame<'_, T> {
    fn entry<M: SerializeMap, V: Serialize + ?Sized>(
        &self,
        map: &mut M,
        key: &'static str,
        value: &V,
    ) -> Result<(), M::Error> {
        match self.atom_keys {
            true => map.serialize_entry(&Atom(key), value),
            false => map.serialize_entry(key, value),
        }
    }
}

impl<T: Serialize + ?Sized> Serialize for EtfFrame<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut frame = serializer.serialize_map(Some(4))?;
        self.entry(&mut frame, "d", self.data)?;
        self.entry(&mut frame, "op", &self.envelope.op)?;
        match self.envelope.sequence {
            Some(sequence) => self.entry(&mut frame, "s", &sequence)?,
            None => self.entry(&mut frame, "s", &Atom("nil"))?,
        }
        match self.envelope.event_name {
            // As atoms these are values, and would not be read back as names.
            Some(name @ ("nil" | "null" | "true" | "false")) => {
                self.entry(&mut frame, "t", name)?
            }
            name => self.entry(&mut frame, "t", &Atom(name.unwrap_or("nil")))?,
        }
        frame.end()
    }
}
