//! One Gateway payload, in either encoding.

use super::value::{Object, Value};
use super::{etf, json};

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

    /// Compact, in the order that captures show: `t`, `s`, `op`, `d`.
    pub(crate) fn json(&self) -> Vec<u8> {
        let mut out = String::from("{\"t\":");
        json::write(&self.name_value(), &mut out);
        out.push_str(",\"s\":");
        json::write(&self.sequence_value(), &mut out);
        out.push_str(",\"op\":");
        json::write(&Value::Integer(self.op.into()), &mut out);
        out.push_str(",\"d\":");
        json::write(&self.data, &mut out);
        out.push('}');
        out.into_bytes()
    }

    /// The envelope's keys are atoms, sorted: `d`, `op`, `s`, `t`.
    pub(crate) fn etf(&self) -> Vec<u8> {
        let mut out = vec![etf::VERSION];
        etf::write_map(4, &mut out);
        etf::write_atom("d", &mut out);
        etf::write(&self.data, &mut out);
        etf::write_atom("op", &mut out);
        etf::write(&Value::Integer(self.op.into()), &mut out);
        etf::write_atom("s", &mut out);
        etf::write(&self.sequence_value(), &mut out);
        etf::write_atom("t", &mut out);
        etf::write(&self.name_value(), &mut out);
        out
    }

    fn name_value(&self) -> Value {
        self.name.map_or(Value::Null, Value::Atom)
    }

    fn sequence_value(&self) -> Value {
        self.sequence.map_or(Value::Null, |sequence| Value::Integer(sequence as i64))
    }
}
