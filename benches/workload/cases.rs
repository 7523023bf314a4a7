//! The ways to read the messages that are compared, each a pass over all of them.

use std::hint::black_box;

use gatewire::{Compression, Decoder, Encoding, EventKind, Text};
use serde::de::{Deserialize, IgnoredAny};
use serde_json::value::RawValue;

use super::inflated::Inflated;
use super::model::{Message, Model, Payload, Presence, RawPayload};
use super::{Event, Stream, total};

/// One way to read messages.
pub(crate) struct Case<'a> {
    pub(crate) name: &'static str,
    /// Reads every message once.
    pub(crate) pass: Box<dyn FnMut() + 'a>,
    /// How many bytes a pass reads, after inflation.
    pub(crate) bytes: usize,
    /// What its time should be at most, relative to the first case.
    pub(crate) target: Option<f64>,
    /// Whether it should allocate nothing once it has seen all messages.
    pub(crate) is_without_allocations: bool,
    /// Whether it runs on threads of its own.
    pub(crate) is_on_threads: bool,
}

impl<'a> Case<'a> {
    pub(super) fn new(name: &'static str, bytes: usize, pass: impl FnMut() + 'a) -> Self {
        Self {
            name,
            pass: Box::new(pass),
            bytes,
            target: None,
            is_without_allocations: false,
            is_on_threads: false,
        }
    }

    pub(super) fn at_most(self, target: f64) -> Self {
        Self { target: Some(target), ..self }
    }

    pub(super) fn without_allocations(self) -> Self {
        Self { is_without_allocations: true, ..self }
    }

    pub(super) fn on_threads(self) -> Self {
        Self { is_on_threads: true, ..self }
    }
}

/// simd-json with its working memory. It writes to the text, so it needs a copy.
#[derive(Default)]
pub(super) struct SimdJson {
    text: Vec<u8>,
    buffers: simd_json::Buffers,
}

impl SimdJson {
    pub(super) fn read<'a, T: Deserialize<'a>>(
        &'a mut self,
        message: &[u8],
    ) -> simd_json::Result<T> {
        self.text.clear();
        self.text.extend_from_slice(message);
        simd_json::serde::from_slice_with_buffers(&mut self.text, &mut self.buffers)
    }
}

/// A way to read a stream's messages with a decoder.
pub(super) type ReadAll = fn(&mut Decoder, &[Vec<u8>]);

/// An event's messages, not compressed. The first case is what the others are relative to.
pub(crate) fn plain<M: Model>(event: &Event) -> Vec<Case<'_>> {
    let json = |name, read: ReadAll| decoding(name, Encoding::Json, &event.json, read);
    let etf = |name, read: ReadAll| decoding(name, Encoding::Etf, &event.etf, read);
    let mut cases = peers::<M>(&event.json);
    cases.extend([
        json("gatewire JSON, data::<T>", read_data::<M>).at_most(0.49),
        json("gatewire JSON, IgnoredAny", read_ignored),
        json("gatewire JSON, envelope only", read_envelope),
        etf("gatewire ETF, data::<T>", read_data::<M>).at_most(0.29),
        etf("gatewire ETF, IgnoredAny", read_ignored),
        etf("gatewire ETF, envelope only", read_envelope),
    ]);
    cases
}

/// What reads JSON into the same structs today.
fn peers<M: Model>(messages: &[Vec<u8>]) -> Vec<Case<'_>> {
    let bytes = total(messages);
    let texts: Vec<_> = messages.iter().map(|m| str::from_utf8(m).unwrap()).collect();
    let mut simd_json = SimdJson::default();
    vec![
        Case::new("serde_json from_slice", bytes, move || {
            for message in messages {
                let payload: Payload<'_, M::Of<'_>> = serde_json::from_slice(message).unwrap();
                black_box(&payload);
            }
        }),
        Case::new("serde_json from_str", bytes, move || {
            for message in &texts {
                let payload: Payload<'_, M::Of<'_>> = serde_json::from_str(message).unwrap();
                black_box(&payload);
            }
        }),
        Case::new("serde_json from_slice, IgnoredAny", bytes, move || {
            for message in messages {
                let payload: Payload<'_, IgnoredAny> = serde_json::from_slice(message).unwrap();
                black_box(&payload);
            }
        }),
        Case::new("sonic-rs from_slice", bytes, move || {
            for message in messages {
                let payload: Payload<'_, M::Of<'_>> = sonic_rs::from_slice(message).unwrap();
                black_box(&payload);
            }
        }),
        Case::new("simd-json, buffers reused", bytes, move || {
            for message in messages {
                let payload: Payload<'_, M::Of<'_>> = simd_json.read(message).unwrap();
                black_box(&payload);
            }
        }),
    ]
}

pub(super) fn decoding<'a>(
    name: &'static str,
    encoding: Encoding,
    messages: &'a [Vec<u8>],
    read: ReadAll,
) -> Case<'a> {
    let mut decoder = Decoder::new(encoding, Compression::None);
    Case::new(name, total(messages), move || read(&mut decoder, messages))
}

/// The envelope alone, of JSON.
pub(crate) fn envelope(messages: &[Vec<u8>]) -> Vec<Case<'_>> {
    let raw = Case::new("serde_json {op, s, t, d: &RawValue}", total(messages), move || {
        for message in messages {
            let payload: RawPayload<'_> = serde_json::from_slice(message).unwrap();
            black_box(&payload);
        }
    });
    let ours = decoding("gatewire JSON, envelope only", Encoding::Json, messages, read_envelope);
    vec![raw, ours.at_most(0.10)]
}

/// An event's messages over `zlib-stream`.
pub(crate) fn streamed<M: Model>(encoding: Encoding, stream: &Stream) -> Vec<Case<'_>> {
    let mut cases = vec![inflating(stream)];
    if encoding == Encoding::Json {
        cases.push(serde_json_streamed::<M>(stream));
    }
    let [decode, data] = match encoding {
        Encoding::Etf => ["gatewire ETF, envelope only", "gatewire ETF"],
        _ => ["gatewire JSON, envelope only", "gatewire JSON"],
    };
    let data = decoding_stream(data, encoding, stream, read_data::<M>);
    cases.push(decoding_stream(decode, encoding, stream, read_envelope));
    cases.push(if encoding == Encoding::Json { data.at_most(1.85) } else { data });
    cases
}

/// A whole session over `zlib-stream`, of which only the two events are read.
pub(crate) fn session(encoding: Encoding, stream: &Stream) -> Vec<Case<'_>> {
    let mut cases = vec![inflating(stream)];
    let name = match encoding {
        Encoding::Etf => "gatewire ETF",
        _ => "gatewire JSON",
    };
    let ours = decoding_stream(name, encoding, stream, read_two_events);
    if encoding == Encoding::Json {
        cases.push(serde_json_session(stream));
        cases.push(ours.at_most(1.85));
    } else {
        cases.push(ours);
    }
    cases
}

fn inflating(stream: &Stream) -> Case<'_> {
    let mut inflated = Inflated::new();
    Case::new("zlib-rs alone", stream.bytes, move || inflated.all(stream))
}

fn serde_json_streamed<M: Model>(stream: &Stream) -> Case<'_> {
    let mut inflated = Inflated::new();
    Case::new("zlib-rs, then serde_json", stream.bytes, move || {
        inflated.each_payload(stream, |payload| {
            let payload: Payload<'_, M::Of<'_>> = serde_json::from_slice(payload).unwrap();
            black_box(&payload);
        });
    })
}

fn serde_json_session(stream: &Stream) -> Case<'_> {
    fn read(data: &RawValue, event: Option<&str>) {
        match event {
            Some("MESSAGE_CREATE") => {
                let data: Message<'_> = serde_json::from_str(data.get()).unwrap();
                black_box(&data);
            }
            Some("PRESENCE_UPDATE") => {
                let data: Presence<'_> = serde_json::from_str(data.get()).unwrap();
                black_box(&data);
            }
            _ => {}
        }
    }
    let mut inflated = Inflated::new();
    Case::new("zlib-rs, then serde_json by way of &RawValue", stream.bytes, move || {
        inflated.each_payload(stream, |payload| {
            let payload: RawPayload<'_> = serde_json::from_slice(payload).unwrap();
            if let Some(data) = payload.d {
                read(data, payload.t);
            }
            black_box(&payload);
        });
    })
}

fn decoding_stream<'a>(
    name: &'static str,
    encoding: Encoding,
    stream: &'a Stream,
    read: ReadAll,
) -> Case<'a> {
    let mut decoder = Decoder::new(encoding, Compression::ZlibStream);
    Case::new(name, stream.bytes, move || {
        for connection in &stream.connections {
            decoder.reset();
            read(&mut decoder, connection);
        }
    })
}

fn read_envelope(decoder: &mut Decoder, messages: &[Vec<u8>]) {
    for message in messages {
        let frame = decoder.decode(message).unwrap().unwrap();
        black_box((frame.opcode(), frame.sequence(), frame.event_name()));
    }
}

fn read_ignored(decoder: &mut Decoder, messages: &[Vec<u8>]) {
    for message in messages {
        let frame = decoder.decode(message).unwrap().unwrap();
        black_box((frame.opcode(), frame.sequence(), frame.event_name()));
        black_box(&frame.data::<IgnoredAny>().unwrap());
    }
}

fn read_data<M: Model>(decoder: &mut Decoder, messages: &[Vec<u8>]) {
    for message in messages {
        let frame = decoder.decode(message).unwrap().unwrap();
        black_box((frame.opcode(), frame.sequence(), frame.event_name()));
        let data: M::Of<'_> = frame.data().unwrap();
        black_box(&data);
    }
}

fn read_two_events(decoder: &mut Decoder, messages: &[Vec<u8>]) {
    for message in messages {
        let Some(frame) = decoder.decode(message).unwrap() else { continue };
        black_box((frame.opcode(), frame.sequence(), frame.event_name()));
        match frame.kind() {
            EventKind::MessageCreate => {
                let data: Message<'_> = frame.data().unwrap();
                black_box(&data);
            }
            EventKind::PresenceUpdate => {
                let data: Presence<'_> = frame.data().unwrap();
                black_box(&data);
            }
            _ => {}
        }
    }
}

/// Panics unless every reader sees the same values in an event's messages.
pub(crate) fn agree<M: Model>(event: &Event) {
    let mut json_decoder = Decoder::new(Encoding::Json, Compression::None);
    let mut etf_decoder = Decoder::new(Encoding::Etf, Compression::None);
    let mut simd_json = SimdJson::default();
    for (json, etf) in event.json.iter().zip(&event.etf) {
        let expected: Payload<'_, M::Of<'_>> = serde_json::from_slice(json).unwrap();
        let read: Payload<'_, M::Of<'_>> = simd_json.read(json).unwrap();
        assert!(read == expected, "simd-json reads {read:?}, not {expected:?}");
        let read: Payload<'_, M::Of<'_>> = sonic_rs::from_slice(json).unwrap();
        assert!(read == expected, "sonic-rs reads {read:?}, not {expected:?}");
        let raw: RawPayload<'_> = serde_json::from_slice(json).unwrap();
        assert_eq!((raw.op, raw.s, raw.t), (expected.op, expected.s, expected.t.as_deref()));
        for (decoder, message) in [(&mut json_decoder, json), (&mut etf_decoder, etf)] {
            let frame = decoder.decode(message).unwrap().unwrap();
            let payload = Payload {
                op: frame.opcode().0,
                s: frame.sequence(),
                t: frame.event_name().map(Text::from),
                d: frame.data::<M::Of<'_>>().unwrap(),
            };
            assert!(payload == expected, "gatewire reads {payload:?}, not {expected:?}");
        }
    }
}

/// Panics unless the decoder inflates a stream to what zlib-rs does.
pub(crate) fn agree_on_stream(encoding: Encoding, stream: &Stream) {
    let mut expected = Vec::new();
    Inflated::new().each_payload(stream, |payload| expected.push(payload.to_vec()));
    let mut decoder = Decoder::new(encoding, Compression::ZlibStream);
    let mut expected = expected.iter();
    for connection in &stream.connections {
        decoder.reset();
        for message in connection {
            if let Some(frame) = decoder.decode(message).unwrap() {
                assert!(expected.next().is_some_and(|payload| payload == frame.bytes()));
            }
        }
    }
    assert_eq!(expected.len(), 0, "a payload is missing");
}

/// Panics unless both readers of envelopes agree.
pub(crate) fn agree_on_envelopes(messages: &[Vec<u8>]) {
    let mut decoder = Decoder::new(Encoding::Json, Compression::None);
    for message in messages {
        let raw: RawPayload<'_> = serde_json::from_slice(message).unwrap();
        let frame = decoder.decode(message).unwrap().unwrap();
        let ours = (frame.opcode().0, frame.sequence(), frame.event_name());
        assert_eq!(ours, (raw.op, raw.s, raw.t));
        frame.validate().unwrap();
    }
}
