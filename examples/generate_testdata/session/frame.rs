//! One Gateway payload, in either encoding.

use gatewire::encode::{Envelope, FrameWriter};
use gatewire::{Encoding, Opcode};

use super::value::{Object, Value};
use super::written::{Written, with_escapes};

/// What an event function makes: the name that goes into `t`, and `d`.
pub(crate) struct Event {
    pub(crate) name: &'static str,
    pub(crate) data: Value,
}

impl Event {
    pub(crate) fn new(name: &'static str, data: Object) -> Self {
        Self { name, data: Value::Object(data) }
    }
}

/// The envelope with its four fields.
pub(crate) struct Frame {
    pub(crate) op: u8,
    pub(crate) sequence: Option<u64>,
    pub(crate) name: Option<&'static str>,
    pub(crate) data: Value,
}

impl Frame {
    pub(crate) fn dispatch(sequence: u64, event: Event) -> Self {
        Self { op: 0, sequence: Some(sequence), name: Some(event.name), data: event.data }
    }

    /// A payload that is no event: Hello, the heartbeat's acknowledgement, Reconnect.
    pub(crate) fn control(op: u8, data: impl Into<Value>) -> Self {
        Self { op, sequence: None, name: None, data: data.into() }
    }

    pub(crate) fn json(&self) -> Vec<u8> {
        with_escapes(self.write(Encoding::Json))
    }

    pub(crate) fn etf(&self) -> Vec<u8> {
        self.write(Encoding::Etf)
    }

    fn write(&self, encoding: Encoding) -> Vec<u8> {
        let envelope =
            Envelope { op: Opcode(self.op), sequence: self.sequence, event_name: self.name };
        let mut out = Vec::new();
        FrameWriter::new(encoding)
            .write(envelope, &Written(&self.data, encoding), &mut out)
            .expect("the session holds nothing that cannot be written");
        out
    }
}
