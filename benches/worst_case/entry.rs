//! Every way into the library that takes bytes, or what was read of them.

use std::fmt::{self, Write};
use std::hash::{BuildHasher, RandomState};

use cpu_time::ThreadTime;
use gatewire::encode::{Compressor, FrameWriter};
use gatewire::etf::Term;
use gatewire::model::{Interaction, Message};
use gatewire::{
    Compression, Decoder, Encoder, Encoding, Event, Frame, Mismatches, Opcode, Scratch, Value, etf,
    json,
};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;

use crate::common::allocator::measure;
use crate::common::term;
use crate::types::{Lenient, Tree, Untyped};

/// How often each of two is run that are compared.
const RUNS: usize = 3;

/// The most that was measured, over several runs the least of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) nanoseconds: f64,
    /// The most bytes that were held at a time.
    pub(crate) peak: usize,
}

/// Measures the part of a run that counts. A run without such a part does not apply to the input.
#[derive(Default)]
pub(crate) struct Meter(Option<Cost>);

impl Meter {
    /// Runs what counts, by the time that the processor spent on it. What comes of it is dropped later:
    /// that is work of its own, which its own entries measure.
    fn run<T>(&mut self, work: impl FnOnce() -> T) {
        let (time, usage) = measure(|| {
            let start = ThreadTime::now();
            let result = work();
            let time = start.elapsed();
            drop(result);
            time
        });
        self.0 = Some(Cost { nanoseconds: time.as_nanos() as f64, peak: usage.peak });
    }

    /// As [`run`](Self::run), for what fills a type of another crate: the time that serde_json takes to
    /// fill it from the same JSON is not the library's. Of a term, that is the JSON which `write_json`
    /// makes of it.
    ///
    /// Both run in turn, so that both find memory as the other left it, and of each the least counts:
    /// what another program slows down would otherwise be taken from the other's time.
    fn run_beyond<T: DeserializeOwned>(&mut self, json: &[u8], mut work: impl FnMut() -> bool) {
        let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..RUNS {
            let mut is_read = false;
            self.run(|| is_read = work());
            // What is refused is measured with types that keep nothing.
            self.0 = self.0.filter(|_| is_read);
            let Some(cost) = self.0 else { return };
            ours = ours.min(cost.nanoseconds);
            let start = ThreadTime::now();
            drop(serde_json::from_slice::<T>(json));
            theirs = theirs.min(start.elapsed().as_nanos() as f64);
        }
        if let Some(cost) = &mut self.0 {
            cost.nanoseconds = (ours - theirs).max(0.0);
        }
    }
}

pub(crate) struct Entry {
    pub(crate) name: &'static str,
    encodings: &'static [Encoding],
    /// Whether its memory is the library's own, and not that of a type of the caller's.
    pub(crate) is_memory_bounded: bool,
    run: fn(Encoding, &[u8], &mut Meter),
}

impl Entry {
    pub(crate) fn is_of(&self, encoding: Encoding) -> bool {
        self.encodings.contains(&encoding)
    }

    /// What one run costs; none if the input does not get as far.
    pub(crate) fn cost(&self, encoding: Encoding, payload: &[u8]) -> Option<Cost> {
        let mut meter = Meter::default();
        (self.run)(encoding, payload, &mut meter);
        meter.0
    }
}

/// More than any document has, with what is in front of it.
const LIMIT: usize = 32 << 20;

fn decoder(encoding: Encoding) -> Decoder {
    Decoder::builder(encoding, Compression::None).max_message_size(LIMIT).build()
}

fn framed(encoding: Encoding, payload: &[u8], then: impl FnOnce(Frame<'_>)) {
    if let Ok(Some(frame)) = decoder(encoding).decode(payload) {
        then(frame);
    }
}

fn event(encoding: Encoding, payload: &[u8], then: impl FnOnce(Event<'_>)) {
    framed(encoding, payload, |frame| {
        if let Ok(event) = frame.event() {
            then(event);
        }
    });
}

/// The payload as JSON; nothing where it has none.
fn json_of(encoding: Encoding, payload: &[u8]) -> Vec<u8> {
    if encoding == Encoding::Json {
        return payload.to_vec();
    }
    let mut json = Vec::new();
    // Keys may stand twice there, other than in a term.
    framed(encoding, payload, |frame| drop(frame.write_json(&mut json)));
    json
}

fn value(encoding: Encoding, payload: &[u8], then: impl FnOnce(Value<'_>)) {
    framed(encoding, payload, |frame| {
        if let Ok(value) = frame.payload::<Value<'_>>() {
            then(value);
        }
    });
}

fn term(payload: &[u8], then: impl FnOnce(Term<'_>)) {
    if let Ok(term) = Term::decode(payload) {
        then(term);
    }
}

/// Text that goes nowhere.
struct Nowhere;

impl Write for Nowhere {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        std::hint::black_box(text);
        Ok(())
    }
}

fn print(value: impl fmt::Display) {
    write!(Nowhere, "{value}").expect("text goes nowhere");
}

fn print_debug(value: impl fmt::Debug) {
    write!(Nowhere, "{value:?}").expect("text goes nowhere");
}

/// The text of `d`, for what reads that alone.
fn data(payload: &[u8], then: impl FnOnce(&str)) {
    #[derive(Deserialize)]
    struct Payload<'a> {
        #[serde(borrow)]
        d: &'a RawValue,
    }
    if let Ok(payload) = serde_json::from_slice::<Payload<'_>>(payload) {
        then(payload.d.get());
    }
}

/// The same of a term.
fn data_term(payload: &[u8], then: impl FnOnce(&[u8])) {
    term(payload, |term| {
        if let Some(data) = term.get("d") {
            then(&data.encode());
        }
    });
}

/// Reads the message that carries a payload, for each byte that it inflates to.
fn inflated(compression: Compression, encoding: Encoding, payload: &[u8], meter: &mut Meter) {
    let mut message = Vec::new();
    Compressor::new(compression).compress(payload, &mut message).expect("it fits in memory");
    let mut decoder = Decoder::builder(encoding, compression).max_message_size(LIMIT).build();
    meter.run(|| decoder.decode(&message));
}

/// A term as `term_to_binary(Term, [compressed])` makes it.
fn compressed(payload: &[u8]) -> Option<Vec<u8>> {
    let term = payload.strip_prefix(&[131])?;
    let size = u32::try_from(term.len()).expect("terms have less than 4 GiB").to_be_bytes();
    let mut message = [&[131, 80][..], &size].concat();
    let mut data = Vec::new();
    let mut compressor = Compressor::new(Compression::ZlibPayload);
    compressor.compress(term, &mut data).expect("it fits in memory");
    message.append(&mut data);
    Some(message)
}

/// Reads a term with options of the deserializer.
fn deserialized<T: for<'de> Deserialize<'de>>(
    payload: &[u8],
    meter: &mut Meter,
    options: fn(etf::Deserializer<'_>) -> etf::Deserializer<'_>,
) {
    if let Ok(deserializer) = etf::Deserializer::from_slice(payload) {
        let mut deserializer = options(deserializer);
        meter.run(|| T::deserialize(&mut deserializer).map(drop).and(deserializer.end()));
    }
}

const BOTH: &[Encoding] = &[Encoding::Json, Encoding::Etf];
const JSON: &[Encoding] = &[Encoding::Json];
const ETF: &[Encoding] = &[Encoding::Etf];

macro_rules! entries {
    ($($(#[$meta:meta])* $name:literal $encodings:ident $bounded:literal $run:expr;)*) => {
        pub(crate) static ENTRIES: &[Entry] = &[$($(#[$meta])* Entry {
            name: $name,
            encodings: $encodings,
            is_memory_bounded: $bounded,
            run: $run,
        },)*];
    };
}

entries! {
    "decode" BOTH true |encoding, payload, meter| {
        let mut decoder = decoder(encoding);
        meter.run(|| decoder.decode(payload));
    };
    "decode, zlib-stream" BOTH true |encoding, payload, meter| {
        inflated(Compression::ZlibStream, encoding, payload, meter);
    };
    "decode, zlib payload" BOTH true |encoding, payload, meter| {
        inflated(Compression::ZlibPayload, encoding, payload, meter);
    };
    #[cfg(feature = "zstd")]
    "decode, zstd-stream" BOTH true |encoding, payload, meter| {
        inflated(Compression::ZstdStream, encoding, payload, meter);
    };
    "decode, a compressed term" ETF true |encoding, payload, meter| {
        if let Some(message) = compressed(payload) {
            let mut decoder = decoder(encoding);
            meter.run(|| decoder.decode(&message));
        }
    };
    "push, frame" BOTH true |encoding, payload, meter| {
        let mut decoder = decoder(encoding);
        meter.run(|| decoder.push(payload).map(|_| decoder.frame().is_some()));
    };
    "validate" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| meter.run(|| frame.validate()));
    };
    "event" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| {
            let mut mismatches = Mismatches::new();
            meter.run(|| frame.event_with(&mut mismatches));
        });
    };
    "event, strictly" BOTH true |encoding, payload, meter| {
        let builder = Decoder::builder(encoding, Compression::None).max_message_size(LIMIT);
        if let Ok(Some(frame)) = builder.strict(true).build().decode(payload) {
            meter.run(|| frame.event());
        }
    };
    "event, refused" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| {
            let mut is_refused = false;
            meter.run(|| {
                if let Err(error) = frame.event() {
                    is_refused = true;
                    print(&error);
                    print_debug(&error);
                }
            });
            // What is read is another row.
            if !is_refused {
                meter.0 = None;
            }
        });
    };
    "event, printed" BOTH true |encoding, payload, meter| {
        event(encoding, payload, |event| meter.run(|| print_debug(&event)));
    };
    "FrameWriter::write_event" BOTH false |encoding, payload, meter| {
        event(encoding, payload, |event| meter.run(|| {
            let mut out = Vec::new();
            FrameWriter::new(encoding).write_event(1, &event, &mut out).map(|()| out)
        }));
    };
    "Encoder::encode_payload" BOTH false |encoding, payload, meter| {
        event(encoding, payload, |event| {
            let mut encoder = Encoder::new(encoding).with_limit(8 * LIMIT);
            meter.run(|| encoder.encode_payload(Opcode::DISPATCH, &event));
        });
    };
    "Message, cloned" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| {
            if let Ok(message) = frame.data::<Message<'_>>() {
                meter.run(|| message.clone());
            }
        });
    };
    "Message, dropped" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| {
            if let Ok(message) = frame.data::<Message<'_>>() {
                meter.run(|| drop(message));
            }
        });
    };
    "Message, compared" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| {
            if let Ok(message) = frame.data::<Message<'_>>() {
                let other = message.clone();
                meter.run(|| message == other);
            }
        });
    };
    "event, as JSON" BOTH false |encoding, payload, meter| {
        event(encoding, payload, |event| meter.run(|| json::to_vec(&event)));
    };
    "event, as ETF" BOTH false |encoding, payload, meter| {
        event(encoding, payload, |event| meter.run(|| etf::to_vec(&event)));
    };
    "data::<IgnoredAny>" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| meter.run(|| frame.data::<IgnoredAny>()));
    };
    "data::<serde_json::Value>" BOTH false |encoding, payload, meter| {
        let json = json_of(encoding, payload);
        framed(encoding, payload, |mut frame| {
            meter.run_beyond::<serde_json::Value>(&json, || frame.reborrow().data::<serde_json::Value>().is_ok());
        });
    };
    "data, a lenient type" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| meter.run(|| frame.data::<Lenient>()));
    };
    "data, a type in itself" BOTH false |encoding, payload, meter| {
        #[derive(Deserialize)]
        struct Payload {
            #[allow(dead_code)]
            d: Tree,
        }

        let json = json_of(encoding, payload);
        framed(encoding, payload, |mut frame| {
            meter.run_beyond::<Payload>(&json, || frame.reborrow().data::<Tree>().is_ok());
        });
    };
    "data, an untyped Term" ETF true |encoding, payload, meter| {
        framed(encoding, payload, |frame| meter.run(|| frame.data::<Term<'_>>()));
    };
    "payload::<IgnoredAny>" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| meter.run(|| frame.payload::<IgnoredAny>()));
    };
    "payload::<serde_json::Value>" BOTH false |encoding, payload, meter| {
        let json = json_of(encoding, payload);
        framed(encoding, payload, |mut frame| {
            meter.run_beyond::<serde_json::Value>(&json, || frame.reborrow().payload::<serde_json::Value>().is_ok());
        });
    };
    "payload::<Value>" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| meter.run(|| frame.payload::<Value<'_>>()));
    };
    "Value::read::<serde_json::Value>" BOTH false |encoding, payload, meter| {
        let json = json_of(encoding, payload);
        value(encoding, payload, |value| {
            let mut values = vec![value; RUNS];
            meter.run_beyond::<serde_json::Value>(&json, || {
                values.pop().is_some_and(|value| value.read::<serde_json::Value>().is_ok())
            });
        });
    };
    "Value::read::<Value>" BOTH true |encoding, payload, meter| {
        value(encoding, payload, |value| meter.run(|| value.read::<Value<'_>>()));
    };
    "Value::read::<Message>" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| {
            if let Ok(value) = frame.data::<Value<'_>>() {
                meter.run(|| value.read::<Message<'_>>());
            }
        });
    };
    "Value, cloned" BOTH true |encoding, payload, meter| {
        value(encoding, payload, |value| meter.run(|| value.clone()));
    };
    "Value, dropped" BOTH true |encoding, payload, meter| {
        value(encoding, payload, |value| meter.run(|| drop(value)));
    };
    "Value, compared" BOTH true |encoding, payload, meter| {
        value(encoding, payload, |value| {
            let other = value.clone();
            meter.run(|| value == other);
        });
    };
    "Value, printed" BOTH true |encoding, payload, meter| {
        value(encoding, payload, |value| meter.run(|| print_debug(&value)));
    };
    "Value, as JSON" BOTH false |encoding, payload, meter| {
        value(encoding, payload, |value| meter.run(|| json::to_vec(&value)));
    };
    "Value, as ETF" BOTH false |encoding, payload, meter| {
        value(encoding, payload, |value| meter.run(|| etf::to_vec(&value)));
    };
    "write_json" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| meter.run(|| {
            let mut out = Vec::new();
            frame.write_json(&mut out).map(|()| out)
        }));
    };
    "to_owned" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| meter.run(|| frame.to_owned()));
    };
    "OwnedFrame, cloned" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| {
            let frame = frame.to_owned();
            meter.run(|| frame.clone());
        });
    };
    "OwnedFrame::event" BOTH true |encoding, payload, meter| {
        framed(encoding, payload, |frame| {
            let frame = frame.to_owned();
            meter.run(|| {
                let mut scratch = Scratch::new();
                frame.event(&mut scratch).map(drop)
            });
        });
    };
    "json::from_slice::<IgnoredAny>" JSON true |_, payload, meter| {
        let mut text = payload.to_vec();
        meter.run(|| json::from_slice::<IgnoredAny>(&mut text));
    };
    "json::from_slice::<Value>" JSON true |_, payload, meter| {
        let mut text = payload.to_vec();
        meter.run(|| json::from_slice::<Value<'_>>(&mut text));
    };
    "json::from_slice::<serde_json::Value>" JSON false |_, payload, meter| {
        let mut texts = vec![payload.to_vec(); RUNS];
        meter.run_beyond::<serde_json::Value>(payload, || {
            let text = texts.pop();
            text.is_some_and(|mut text| json::from_slice::<serde_json::Value>(&mut text).is_ok())
        });
    };
    "serde_json, Value" JSON true |_, payload, meter| {
        meter.run(|| serde_json::from_slice::<Value<'_>>(payload));
    };
    "serde_json, Message" JSON true |_, payload, meter| {
        data(payload, |text| meter.run(|| serde_json::from_str::<Message<'_>>(text)));
    };
    "serde_json, Interaction" JSON true |_, payload, meter| {
        data(payload, |text| meter.run(|| serde_json::from_str::<Interaction<'_>>(text)));
    };
    "json::from_slice::<Message>" JSON true |_, payload, meter| {
        data(payload, |text| {
            let mut text = text.as_bytes().to_vec();
            meter.run(|| json::from_slice::<Message<'_>>(&mut text));
        });
    };
    "json::from_slice::<Interaction>" JSON true |_, payload, meter| {
        data(payload, |text| {
            let mut text = text.as_bytes().to_vec();
            meter.run(|| json::from_slice::<Interaction<'_>>(&mut text));
        });
    };
    "json::from_slice_in::<Value>" JSON true |_, payload, meter| {
        let mut scratch = Scratch::new();
        meter.run(|| json::from_slice_in::<Value<'_>>(payload, &mut scratch));
    };
    "json::from_slice, any type" JSON true |_, payload, meter| {
        let mut text = payload.to_vec();
        meter.run(|| json::from_slice::<Untyped>(&mut text));
    };
    "etf::from_slice::<Message>" ETF true |_, payload, meter| {
        data_term(payload, |term| meter.run(|| etf::from_slice::<Message<'_>>(term)));
    };
    "etf::from_slice::<Interaction>" ETF true |_, payload, meter| {
        data_term(payload, |term| meter.run(|| etf::from_slice::<Interaction<'_>>(term)));
    };
    "etf::Deserializer, any type" ETF true |_, payload, meter| {
        deserialized::<Untyped>(payload, meter, |deserializer| deserializer);
    };
    "etf::Deserializer, json_compatible" ETF true |_, payload, meter| {
        deserialized::<Untyped>(payload, meter, |deserializer| deserializer.json_compatible(true));
    };
    "etf::Deserializer, long_integers_as_text" ETF true |_, payload, meter| {
        deserialized::<Untyped>(payload, meter, |deserializer| {
            deserializer.long_integers_as_text(true)
        });
    };
    "etf::Deserializer, a lenient type" ETF true |_, payload, meter| {
        deserialized::<Lenient>(payload, meter, |deserializer| {
            deserializer.long_integers_as_text(true)
        });
    };
    "etf::inflate" ETF true |_, payload, meter| {
        if let Some(message) = compressed(payload) {
            meter.run(|| etf::inflate(&message, LIMIT).map(|term| term.len()));
        }
    };
    "etf::from_slice::<IgnoredAny>" ETF true |_, payload, meter| {
        meter.run(|| etf::from_slice::<IgnoredAny>(payload));
    };
    "etf::from_slice::<Value>" ETF true |_, payload, meter| {
        meter.run(|| etf::from_slice::<Value<'_>>(payload));
    };
    "etf::from_slice::<serde_json::Value>" ETF false |_, payload, meter| {
        // It need be no frame, and becomes one for the sake of its JSON.
        let term = payload.get(1..).unwrap_or_default().to_vec();
        let map = term::map(&[(term::atom("op"), term::small(1)), (term::atom("d"), term)]);
        let frame = [&[131], map.as_slice()].concat();
        let json = json_of(Encoding::Etf, &frame);
        meter.run_beyond::<serde_json::Value>(&json, || etf::from_slice::<serde_json::Value>(payload).is_ok());
    };
    "Term::decode" ETF true |_, payload, meter| {
        meter.run(|| Term::decode(payload));
    };
    "etf::from_slice::<Term>" ETF true |_, payload, meter| {
        meter.run(|| etf::from_slice::<Term<'_>>(payload));
    };
    "Term, printed" ETF true |_, payload, meter| {
        term(payload, |term| meter.run(|| print(&term)));
    };
    "Term, compared" ETF true |_, payload, meter| {
        term(payload, |term| {
            // Different in their last elements, so that all else is compared.
            let pair = |last: u8| Term::list([&term, &Term::integer(last)]).ok();
            let (Some(one), Some(other)) = (pair(1), pair(2)) else { return };
            meter.run(|| one == other);
            // For each byte of both.
            if let Some(cost) = &mut meter.0 {
                cost.nanoseconds /= 2.0;
            }
        });
    };
    "Term, hashed" ETF true |_, payload, meter| {
        term(payload, |term| meter.run(|| RandomState::new().hash_one(&term)));
    };
    "Term::get" ETF true |_, payload, meter| {
        term(payload, |term| meter.run(|| term.get("nothing").is_some()));
    };
    "Term::at" ETF true |_, payload, meter| {
        term(payload, |term| meter.run(|| term.at(usize::MAX).is_some()));
    };
    "Term::list, tuple and map" ETF true |_, payload, meter| {
        term(payload, |term| meter.run(|| {
            let list = Term::list([&term])?;
            let tuple = Term::tuple([&term])?;
            // What is made of it stands for as many bytes.
            drop((list, tuple));
            Term::map([(&Term::integer(1), &term)])
        }));
        if let Some(cost) = &mut meter.0 {
            cost.nanoseconds /= 3.0;
        }
    };
    "Term::to_owned" ETF true |_, payload, meter| {
        term(payload, |term| meter.run(|| term.to_owned()));
    };
    "Term::encode" ETF true |_, payload, meter| {
        term(payload, |term| meter.run(|| term.encode()));
    };
    "Term, serialized as ETF" ETF false |_, payload, meter| {
        term(payload, |term| meter.run(|| etf::to_vec(&term)));
    };
    "Term::write_json" ETF true |_, payload, meter| {
        term(payload, |term| meter.run(|| {
            let mut out = Vec::new();
            term.write_json(&mut out).map(|()| out)
        }));
    };
    "Term, serialized as JSON" ETF true |_, payload, meter| {
        term(payload, |term| meter.run(|| json::to_vec(&term)));
    };
    "Term, read as Value" ETF true |_, payload, meter| {
        term(payload, |term| meter.run(|| Value::deserialize(&mut term.as_ref().deserializer())));
    };
}
