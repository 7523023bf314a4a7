//! A row of the table: what is sent, what is done with it, and what has to come of it.

use std::fmt;
use std::time::Duration;

use gatewire::encode::Compressor;
use gatewire::etf::term::Term;
use gatewire::{
    Compression, DecodeError, DecodeErrorKind as Kind, Decoder, Encoding, Event, Stage,
};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::common;
use crate::common::allocator::measure;
use crate::common::clock::Clock;
use crate::common::term::{SMALL_ATOM_EXT, SMALL_ATOM_UTF8_EXT, atom, int, map, payload};

/// The largest payload that a decoder takes by default.
pub(crate) const LARGEST: usize = 16 << 20;

/// The messages of a connection. All but the last are no attack.
pub(crate) type Messages = Vec<Vec<u8>>;

/// What is done with the frame that the last message completes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// Nothing: the envelope was read.
    Envelope,
    Validate,
    /// `d` is read and dropped.
    Ignored,
    /// `d` is read as a `String`, which is the caller's own memory.
    Text,
    Event,
    /// It is written as JSON, to a vector that is the caller's own memory.
    Json,
    /// `d` is read as a map whose keys are floats, and dropped.
    FloatKeys,
    /// `d` is read by visitors that take lists and maps alone, and go on after each error.
    Lenient,
    /// The whole payload is read as a value of `serde_json`, which is the caller's own memory.
    Values,
    /// The message is read as a term.
    Term,
    /// As a term, it is printed to the caller's own memory.
    Printed,
    /// As a term, it is compared with one of the same value and other bytes.
    Compared,
}

/// What is read as a map whose keys are floats. None is kept.
struct FloatKeys;

impl<'de> Deserialize<'de> for FloatKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self)
    }
}

impl<'de> Visitor<'de> for FloatKeys {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map whose keys are floats")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<f64, IgnoredAny>()?.is_some() {}
        Ok(self)
    }
}

/// Lists and maps, of which a visitor drops each error of a key, a value or an element.
struct Lenient;

impl<'de> Deserialize<'de> for Lenient {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Lenient {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or a map")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self, A::Error> {
        while !matches!(list.next_element::<Self>(), Ok(None)) {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while !matches!(map.next_key::<Self>(), Ok(None)) {
            let _ = map.next_value::<Self>();
        }
        Ok(self)
    }
}

/// All that build nothing whose size depends on the frame.
pub(crate) const BUILDING_NOTHING: [Look; 2] = [Look::Validate, Look::Ignored];

#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// There is nothing wrong with it.
    Accepted,
    /// It is taken for a part of a payload.
    Waits,
    /// This error; the next message is read as if nothing had happened.
    Refused(Stage, Kind),
    /// This error of the stage `Decompress`; nothing is read until the decoder is reset.
    Lost(Kind),
}

/// What has to come of a connection, by its last message.
type Verdict = Box<dyn Fn(&[u8]) -> Outcome>;

/// Which byte an error has to name, by the last message.
type Place = Box<dyn Fn(&[u8]) -> Option<usize>>;

/// Bounds on time hold for a release; without optimisation twenty times as long is no hang yet.
pub(crate) const SLOWNESS: u32 = if cfg!(debug_assertions) { 20 } else { 1 };

/// What a decoder takes beside its payloads: the context of zlib.
const CONTEXT: usize = 100_000;

/// What an error, an envelope and an event without lists take, with what a decoder keeps to read events.
const LITTLE: usize = 24_000;

/// What is left after `shrink`, beside the context.
const KEPT: usize = 1_000;

pub(crate) struct Attack {
    name: String,
    encoding: Encoding,
    compression: Compression,
    limit: usize,
    /// Connections to which the row applies, made when it is its turn.
    input: Box<dyn Fn() -> Vec<Messages>>,
    expected: Vec<(Look, Verdict)>,
    place: Option<Place>,
    memory: usize,
    time: Duration,
}

/// A row whose messages are JSON; plain, with the default limits, within a second and in little
/// memory, unless it says otherwise.
pub(crate) fn json(name: impl Into<String>, input: impl Fn() -> Vec<Messages> + 'static) -> Attack {
    Attack {
        name: name.into(),
        encoding: Encoding::Json,
        compression: Compression::None,
        limit: LARGEST,
        input: Box::new(input),
        expected: Vec::new(),
        place: None,
        memory: 0,
        time: Duration::from_secs(1),
    }
}

/// As [`json`], for terms.
pub(crate) fn etf(name: impl Into<String>, input: impl Fn() -> Vec<Messages> + 'static) -> Attack {
    Attack { encoding: Encoding::Etf, ..json(name, input) }
}

/// A connection of one message.
pub(crate) fn one(message: impl Into<Vec<u8>>) -> Vec<Messages> {
    vec![vec![message.into()]]
}

/// Connections of one message each.
pub(crate) fn each<M: Into<Vec<u8>>>(messages: impl IntoIterator<Item = M>) -> Vec<Messages> {
    messages.into_iter().map(|message| vec![message.into()]).collect()
}

/// Where bytes stand first.
pub(crate) fn place_of(message: &[u8], bytes: &[u8]) -> usize {
    let place = message.windows(bytes.len()).position(|window| window == bytes);
    place.expect("they stand somewhere")
}

impl Attack {
    pub(crate) fn over(mut self, compression: Compression) -> Self {
        self.compression = compression;
        self
    }

    /// The decoder's `max_message_size`.
    pub(crate) fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// How much memory it may take at a time, beside what any message takes.
    pub(crate) fn memory(mut self, bytes: usize) -> Self {
        self.memory = bytes;
        self
    }

    pub(crate) fn within(mut self, time: Duration) -> Self {
        self.time = time;
        self
    }

    pub(crate) fn expect(self, look: Look, outcome: Outcome) -> Self {
        self.expect_each(look, move |_| outcome)
    }

    /// As [`expect`](Self::expect), where it depends on the input.
    pub(crate) fn expect_each(
        mut self,
        look: Look,
        verdict: impl Fn(&[u8]) -> Outcome + 'static,
    ) -> Self {
        self.expected.push((look, Box::new(verdict)));
        self
    }

    pub(crate) fn expect_all(
        self,
        looks: impl IntoIterator<Item = Look>,
        outcome: Outcome,
    ) -> Self {
        looks.into_iter().fold(self, |attack, look| attack.expect(look, outcome))
    }

    /// All errors of the row name this byte, which is found in the last message.
    pub(crate) fn at(self, place: impl Fn(&[u8]) -> usize + 'static) -> Self {
        self.at_by(move |message| Some(place(message)))
    }

    /// As [`at`](Self::at), where the last message ends.
    pub(crate) fn at_end(self) -> Self {
        self.at(<[u8]>::len)
    }

    /// No error of the row names a byte.
    pub(crate) fn nowhere(self) -> Self {
        self.at_by(|_| None)
    }

    /// As [`at`](Self::at), where some of the errors name none.
    pub(crate) fn at_by(mut self, place: impl Fn(&[u8]) -> Option<usize> + 'static) -> Self {
        self.place = Some(Box::new(place));
        self
    }

    /// Whoever reads values of JSON finds it at the stage `Data`; whoever steps over it, and reads
    /// terms, where `d` is looked for.
    pub(crate) fn refused_when_read(
        self,
        looks: impl IntoIterator<Item = Look>,
        kind: Kind,
    ) -> Self {
        looks.into_iter().fold(self, |attack, look| {
            let stage = match (attack.encoding, look) {
                (Encoding::Json, Look::Ignored | Look::Text | Look::Event) => Stage::Data,
                _ => Stage::Envelope,
            };
            attack.expect(look, Outcome::Refused(stage, kind))
        })
    }

    /// It does not get as far as to be looked at.
    pub(crate) fn refused(self, stage: Stage, kind: Kind) -> Self {
        self.expect(Look::Envelope, Outcome::Refused(stage, kind))
    }

    /// As [`refused`](Self::refused), and the connection with it.
    pub(crate) fn lost(self, kind: Kind) -> Self {
        self.expect(Look::Envelope, Outcome::Lost(kind))
    }

    fn decoder(&self) -> Decoder {
        common::builder(self.encoding, self.compression).max_message_size(self.limit).build()
    }

    /// A message that begins a connection as they do.
    fn ordinary(&self) -> Vec<u8> {
        let hello = match self.encoding {
            Encoding::Json => {
                br#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#.to_vec()
            }
            _ => payload(&map(&[(atom("heartbeat_interval"), int(41_250))]), 10, None, None),
        };
        let mut message = Vec::new();
        Compressor::new(self.compression).compress(&hello, &mut message).unwrap();
        message
    }

    fn assert_ordinary(&self, decoder: &mut Decoder) -> Result<(), String> {
        let message = self.ordinary();
        match decoder.decode(&message).map(|frame| frame.expect("a frame").event()) {
            Ok(Ok(Event::Hello(hello))) if hello.heartbeat_interval == 41_250 => Ok(()),
            other => Err(format!("an ordinary message then is {other:?}")),
        }
    }

    /// Plays the row with every look at it, and with the first by the other way to a frame as well.
    /// What does not hold is added to a list.
    fn check(&self, wrong: &mut Vec<String>) {
        assert!(!self.expected.is_empty(), "{} expects nothing", self.name);
        let inputs = (self.input)();
        for (number, messages) in inputs.iter().enumerate() {
            let last = messages.last().expect("a message");
            for (index, (look, verdict)) in self.expected.iter().enumerate() {
                let (look, outcome) = (*look, verdict(last));
                for by_push in [false, true].into_iter().take(if index == 0 { 2 } else { 1 }) {
                    if let Err(what) = self.check_one(messages, look, outcome, by_push) {
                        let way = if by_push { "push" } else { "decode" };
                        wrong.push(format!(
                            "{}, input {number}, {look:?}, {way}: {what}",
                            self.name
                        ));
                    }
                }
            }
        }
    }

    fn check_one(
        &self,
        messages: &Messages,
        look: Look,
        outcome: Outcome,
        by_push: bool,
    ) -> Result<(), String> {
        let start = Clock::start();
        let ((result, mut decoder), usage) = measure(|| {
            let mut decoder = self.decoder();
            (play(&mut decoder, messages, look, by_push), decoder)
        });
        let elapsed = start.elapsed();

        match (&result, outcome) {
            (Ok(true), Outcome::Accepted) | (Ok(false), Outcome::Waits) => {}
            (Err(error), Outcome::Refused(stage, kind))
                if (error.stage(), error.kind()) == (stage, kind) && !error.is_fatal() => {}
            (Err(error), Outcome::Lost(kind))
                if (error.stage(), error.kind()) == (Stage::Decompress, kind)
                    && error.is_fatal() => {}
            (result, outcome) => return Err(format!("{result:?}, not {outcome:?}")),
        }
        if let (Err(error), Some(place)) = (&result, &self.place) {
            let place = place(messages.last().expect("a message"));
            if error.offset() != place {
                return Err(format!("{error:?} at {:?}, not {place:?}", error.offset()));
            }
        }

        let is_compressed = self.compression != Compression::None;
        // What `push` is given is copied where nothing comes of it by itself.
        let copy = if by_push { messages.last().map_or(0, Vec::len) } else { 0 };
        let engine = match self.encoding {
            Encoding::Json => common::engine_memory(decoder.stats().bytes_out as usize),
            _ => 0,
        };
        let allowed =
            self.memory + LITTLE + copy + engine + if is_compressed { CONTEXT } else { 0 };
        if usage.peak > allowed {
            return Err(format!("{} bytes of memory, not {allowed}", usage.peak));
        }
        let longest = self.time * SLOWNESS;
        if elapsed > longest {
            return Err(format!("{elapsed:?}, not {longest:?}"));
        }

        // What is lost stays lost; what is not goes on, where the decoder has no context that this
        // message were not a part of.
        let has_context = !matches!(self.compression, Compression::None | Compression::ZlibPayload);
        let (next, after) = measure(|| match outcome {
            Outcome::Lost(kind) => match decoder.decode(&self.ordinary()) {
                Err(error) if error.is_fatal() && error.kind() == kind => Ok(()),
                other => Err(format!("the next message is {:?}", other.map(drop))),
            },
            _ if !has_context => self.assert_ordinary(&mut decoder),
            _ => Ok(()),
        });
        next?;
        let ((), shrunk) = measure(|| decoder.shrink());
        let kept = usage.kept + after.kept + shrunk.kept;
        if !matches!(outcome, Outcome::Waits) && kept > (KEPT + CONTEXT) as isize {
            return Err(format!("{kept} bytes are kept"));
        }
        decoder.reset();
        self.assert_ordinary(&mut decoder)
    }
}

/// Takes the messages. Whether the last one completed a frame.
fn play(
    decoder: &mut Decoder,
    messages: &Messages,
    look: Look,
    by_push: bool,
) -> Result<bool, DecodeError> {
    let (last, first) = messages.split_last().expect("a message");
    for message in first {
        decoder.decode(message).expect("only the last message is an attack");
    }
    let frame = match by_push {
        true => decoder.push(last)?.then(|| decoder.frame().expect("it was said to be there")),
        false => decoder.decode(last)?,
    };
    let Some(frame) = frame else { return Ok(false) };
    match look {
        Look::Envelope => {}
        Look::Validate => frame.validate()?,
        Look::Ignored => drop(frame.data::<IgnoredAny>()?),
        Look::Text => drop(frame.data::<String>()?),
        Look::Event => drop(frame.event()?),
        Look::Json => frame.write_json(&mut Vec::new())?,
        Look::FloatKeys => {
            frame.data::<FloatKeys>()?;
        }
        Look::Lenient => {
            frame.data::<Lenient>()?;
        }
        Look::Values => drop(frame.payload::<Value>()?),
        Look::Term => drop(Term::decode(last)?),
        Look::Printed => drop(Term::decode(last)?.to_string()),
        Look::Compared => {
            let mut other = last.clone();
            assert_eq!(other[6], SMALL_ATOM_UTF8_EXT, "the tag of the first key");
            other[6] = SMALL_ATOM_EXT;
            assert!(Term::decode(last)? == Term::decode(&other)?);
        }
    }
    Ok(true)
}

/// Plays all rows, then says what does not hold.
#[track_caller]
pub(crate) fn check(attacks: &[Attack]) {
    let mut wrong = Vec::new();
    attacks.iter().for_each(|attack| attack.check(&mut wrong));
    let count = wrong.len();
    wrong.truncate(50);
    assert!(wrong.is_empty(), "{count} do not hold\n{}", wrong.join("\n"));
}
