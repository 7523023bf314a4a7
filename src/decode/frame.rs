//! One payload of the Gateway: its envelope read, its data still to be read.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::DeserializeSeed;

use crate::de::TextMemory;
use crate::model::{EventKind, EventKinds, Opcode};
use crate::{DecodeError, DecodeErrorKind, Encoding, Mismatches, Scratch, Stage};
use crate::{etf, json};

use super::envelope::{self, Data, Envelope, Extent, Name};
use super::{Event, Options, OwnedFrame};
#[cfg(feature = "simd-json")]
use super::{JsonEngine, simd};

/// A payload of the Gateway, lent by a [`Decoder`](super::Decoder).
///
/// Opcode, sequence and event name are known; `d` has not been parsed. Reading it consumes the
/// frame, as what is read lends from the decoder; [`reborrow`](Self::reborrow) reads it once more.
///
/// In the form that Discord sends, they are read from where it has them: in front of `d` in JSON,
/// behind it in ETF. What is on the other side is looked at when `d` is read, or by
/// [`validate`](Self::validate): a payload of ETF that only ends as if it had an envelope there is
/// then refused ([`AmbiguousEnvelope`](DecodeErrorKind::AmbiguousEnvelope)).
///
/// `data`, `payload` and `payload_seed` treat ETF as if it were JSON, so that models written for
/// JSON work: integers beyond 2⁵³ reach `deserialize_any` as decimal text, and map keys are text.
///
/// ```
/// use gatewire::{Compression, Decoder, Encoding};
/// use serde::Deserialize;
///
/// #[derive(Deserialize)]
/// struct Typing<'a> {
///     user_id: &'a str,
/// }
///
/// let mut decoder = Decoder::new(Encoding::Json, Compression::None);
/// let message = br#"{"t":"TYPING_START","s":7,"op":0,"d":{"user_id":"80351110224678912"}}"#;
/// let frame = decoder.decode(message)?.expect("a plain message is a whole frame");
/// assert_eq!(frame.event_name(), Some("TYPING_START"));
/// let typing: Typing<'_> = frame.data()?;
/// assert_eq!(typing.user_id, "80351110224678912");
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
pub struct Frame<'a> {
    pub(super) encoding: Encoding,
    pub(super) envelope: Envelope,
    pub(super) name: Option<&'a str>,
    pub(super) payload: &'a [u8],
    pub(super) scratch: &'a mut Scratch,
    pub(super) options: Options,
}

/// What a frame is made of.
pub(super) struct Parts<'a> {
    pub(super) encoding: Encoding,
    pub(super) envelope: Envelope,
    pub(super) payload: &'a [u8],
    pub(super) scratch: &'a mut Scratch,
    pub(super) options: Options,
}

impl<'a> Frame<'a> {
    #[inline]
    pub(super) fn new(
        encoding: Encoding,
        envelope: Envelope,
        unknown_name: &'a str,
        payload: &'a [u8],
        scratch: &'a mut Scratch,
        options: Options,
    ) -> Self {
        let name = match envelope.name {
            Name::None => None,
            Name::Known(kind) => kind.name(),
            Name::Unknown => Some(unknown_name),
        };
        Self { encoding, envelope, name, payload, scratch, options }
    }

    /// The opcode (`op`).
    #[inline]
    pub fn opcode(&self) -> Opcode {
        self.envelope.opcode
    }

    /// The sequence number (`s`), which only events have.
    #[inline]
    pub fn sequence(&self) -> Option<u64> {
        self.envelope.sequence
    }

    /// The event's name (`t`), which only events have.
    ///
    /// It outlives the frame, so it can go into a seed that consumes the frame.
    #[inline]
    pub fn event_name(&self) -> Option<&'a str> {
        self.name
    }

    /// The kind of the event or, where this is none, of the operation.
    #[inline]
    pub fn kind(&self) -> EventKind {
        self.envelope.kind()
    }

    /// The inflated payload as it came: JSON text, or an ETF term with its version byte.
    ///
    /// Reading does not change it, and it outlives the frame: it can be kept to be logged after a read
    /// that fails.
    #[inline]
    pub fn bytes(&self) -> &'a [u8] {
        self.payload
    }

    /// The same frame, to be read without giving this one away: as another type, or once more.
    ///
    /// What was read from it lends from it, so that it has to go before the frame is read again.
    ///
    /// ```
    /// use gatewire::{Compression, Decoder, Encoding};
    ///
    /// let mut decoder = Decoder::new(Encoding::Json, Compression::None);
    /// let message = br#"{"t":"TYPING_START","s":7,"op":0,"d":{"user_id":"80351110224678912"}}"#;
    /// let mut frame = decoder.decode(message)?.expect("a plain message is a whole frame");
    /// if frame.reborrow().event().is_err() {
    ///     let data: serde_json::Value = frame.data()?;
    ///     assert_eq!(data["user_id"], "80351110224678912");
    /// }
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    pub fn reborrow(&mut self) -> Frame<'_> {
        Frame {
            encoding: self.encoding,
            envelope: self.envelope.clone(),
            name: self.name,
            payload: self.payload,
            scratch: self.scratch,
            options: self.options,
        }
    }

    /// The same frame, to be read with other working memory.
    pub(super) fn read_with<'s>(&self, scratch: &'s mut Scratch) -> Frame<'s>
    where
        'a: 's,
    {
        Frame {
            encoding: self.encoding,
            envelope: self.envelope.clone(),
            name: self.name,
            payload: self.payload,
            scratch,
            options: self.options,
        }
    }

    /// Checks that the whole frame is well formed and that none of `op`, `s`, `t` and `d` stands
    /// twice.
    ///
    /// Nothing is built, so containers may nest [`MAX_SKIP_DEPTH`](crate::MAX_SKIP_DEPTH) deep.
    /// Reading any part of the frame checks the same.
    ///
    /// # Errors
    ///
    /// What is wrong, and at which byte.
    pub fn validate(&self) -> Result<(), DecodeError> {
        self.whole_envelope().map(drop)
    }

    /// Reads the frame into the struct that its kind has, or [`Event::Unknown`].
    ///
    /// A value that does not fit (of the wrong type, null, missing, out of range) costs the smallest part
    /// around it that may be left out: an optional field or a list is absent, an element of a list is
    /// left out, a required list is empty. [`event_with`](Self::event_with) says what was left out. Fields
    /// whose absence says something are not left out; they cost the object. A decoder that is
    /// [strict](crate::DecoderBuilder::strict) leaves out nothing.
    ///
    /// # Errors
    ///
    /// What is wrong with the payload, or which value does not fit that the event cannot be without.
    pub fn event(self) -> Result<Event<'a>, DecodeError> {
        self.read_event(None)
    }

    /// As [`event`](Self::event), and says what did not fit.
    ///
    /// # Errors
    ///
    /// Those of [`event`](Self::event).
    pub fn event_with(self, mismatches: &mut Mismatches) -> Result<Event<'a>, DecodeError> {
        mismatches.clear();
        self.read_event(Some(mismatches))
    }

    #[inline]
    fn read_event(self, mismatches: Option<&mut Mismatches>) -> Result<Event<'a>, DecodeError> {
        #[cfg(feature = "simd-json")]
        if self.is_for_simd_json() {
            return simd::read_event(self, mismatches);
        }
        Event::read(self, mismatches)
    }

    /// Whether simd-json is to read the payload.
    #[cfg(feature = "simd-json")]
    fn is_for_simd_json(&self) -> bool {
        self.encoding == Encoding::Json && self.options.json_engine == JsonEngine::SimdJson
    }

    /// Reads the frame as [`event`](Self::event) does if its [`kind`](Self::kind) is one of these,
    /// and returns `None` for the others.
    ///
    /// The others' data is not looked at: what is wrong with it goes unnoticed, unless
    /// [`validate`](Self::validate) is called first.
    ///
    /// # Errors
    ///
    /// Those of [`event`](Self::event), for the kinds that are read.
    ///
    /// ```
    /// use gatewire::{Compression, Decoder, Encoding, Event, EventKind, EventKinds};
    ///
    /// const WANTED: EventKinds =
    ///     EventKinds::new().with(EventKind::GuildDelete).with(EventKind::MessageDelete);
    ///
    /// let messages: [&[u8]; 2] = [
    ///     br#"{"t":"TYPING_START","s":7,"op":0,"d":{"user_id":"80351110224678912"}}"#,
    ///     br#"{"t":"GUILD_DELETE","s":8,"op":0,"d":{"id":"41771983423143937"}}"#,
    /// ];
    /// let mut decoder = Decoder::new(Encoding::Json, Compression::None);
    /// for message in messages {
    ///     let frame = decoder.decode(message)?.expect("a plain message is a whole frame");
    ///     let name = frame.event_name();
    ///     match frame.event_in(WANTED)? {
    ///         Some(Event::GuildDelete(guild)) => assert_eq!(guild.id.value(), 41771983423143937),
    ///         Some(other) => println!("{:?}", other.kind()),
    ///         None => assert_eq!(name, Some("TYPING_START")),
    ///     }
    /// }
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    pub fn event_in(self, kinds: EventKinds) -> Result<Option<Event<'a>>, DecodeError> {
        if kinds.contains(self.kind()) { self.event().map(Some) } else { Ok(None) }
    }

    /// Reads `d` into any type; an absent one reads as null.
    ///
    /// # Errors
    ///
    /// What is wrong with the payload, or where `d` is not of that type.
    pub fn data<T: Deserialize<'a>>(self) -> Result<T, DecodeError> {
        #[cfg(feature = "simd-json")]
        if self.is_for_simd_json() {
            return simd::read_data(self);
        }
        match self.encoding {
            Encoding::Json => self.into_text().read_data(PhantomData),
            Encoding::Etf => self.read_etf_data(PhantomData),
        }
    }

    /// The frame, taken apart for a generated reader.
    pub(super) fn into_parts(self) -> Parts<'a> {
        Parts {
            encoding: self.encoding,
            envelope: self.envelope,
            payload: self.payload,
            scratch: self.scratch,
            options: self.options,
        }
    }

    /// Reads the whole payload, `op`, `s`, `t` and `d`, into any type.
    ///
    /// # Errors
    ///
    /// What is wrong with the payload, or where it is not of that type.
    pub fn payload<T: Deserialize<'a>>(self) -> Result<T, DecodeError> {
        #[cfg(feature = "simd-json")]
        if self.is_for_simd_json() {
            return simd::read_payload(self);
        }
        self.payload_seed(PhantomData)
    }

    /// As [`payload`](Self::payload), with a seed: for models that need to know the opcode or
    /// the event's name before they read.
    ///
    /// Make the seed in a statement of its own. The frame is moved into this call before the call's
    /// arguments are evaluated, so a seed among them cannot ask the frame for anything. The
    /// [event's name](Self::event_name) outlives the frame, so the seed may keep it.
    ///
    /// With the models of twilight-model 0.18:
    ///
    /// ```
    /// use gatewire::{DecodeError, Frame};
    /// use twilight_model::gateway::event::{GatewayEvent, GatewayEventDeserializer};
    ///
    /// fn read(frame: Frame<'_>) -> Result<GatewayEvent, DecodeError> {
    ///     let seed = GatewayEventDeserializer::new(frame.opcode().0, frame.event_name());
    ///     frame.payload_seed(seed)
    /// }
    /// # use gatewire::{Compression, Decoder, Encoding};
    /// # let message = br#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#;
    /// # let mut decoder = Decoder::new(Encoding::Json, Compression::None);
    /// # let event = read(decoder.decode(message)?.expect("a whole frame"))?;
    /// # assert!(matches!(event, GatewayEvent::Hello(hello) if hello.heartbeat_interval == 41250));
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    ///
    /// In one statement it does not compile:
    ///
    /// ```compile_fail,E0382
    /// # use gatewire::{DecodeError, Frame};
    /// # use twilight_model::gateway::event::{GatewayEvent, GatewayEventDeserializer as Seed};
    /// # fn read(frame: Frame<'_>) -> Result<GatewayEvent, DecodeError> {
    /// frame.payload_seed(Seed::new(frame.opcode().0, frame.event_name()))
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// What is wrong with the payload, or where it is not what the seed reads.
    pub fn payload_seed<S: DeserializeSeed<'a>>(self, seed: S) -> Result<S::Value, DecodeError> {
        match self.encoding {
            Encoding::Json => self.into_text().read_payload(seed),
            Encoding::Etf => {
                self.validate()?;
                let max_depth = self.options.max_depth();
                let mut deserializer = etf::Deserializer::from_slice(self.payload)?
                    .json_compatible(true)
                    .max_depth(max_depth);
                let value = seed.deserialize(&mut deserializer)?;
                deserializer.end()?;
                Ok(value)
            }
        }
    }

    /// Appends the payload as one line of compact JSON, whatever it came as.
    ///
    /// JSON loses its white space and nothing else. Of ETF, integers beyond 2⁵³ become decimal
    /// strings, as the Gateway writes ids in JSON; atoms become text, `nil` becomes null.
    ///
    /// # Errors
    ///
    /// What is wrong with the payload, or what has no counterpart in JSON; `out` is then as
    /// before.
    pub fn write_json(self, out: &mut Vec<u8>) -> Result<(), DecodeError> {
        self.validate()?;
        match self.encoding {
            Encoding::Json => {
                json::write_compact(self.bytes(), out);
                Ok(())
            }
            Encoding::Etf => {
                let mut reader = etf::Reader::new(self.bytes());
                reader.version()?;
                etf::write_json(&mut reader, out)
            }
        }
    }

    /// As [`write_json`](Self::write_json), for `d` alone.
    pub(crate) fn write_data_json(self, out: &mut Vec<u8>) -> Result<(), DecodeError> {
        let Data::Found(data) = self.whole_envelope()?.data else {
            out.extend_from_slice(b"null");
            return Ok(());
        };
        match self.encoding {
            Encoding::Json => {
                json::write_compact(&self.bytes()[data], out);
                Ok(())
            }
            Encoding::Etf => etf::write_json(&mut etf::Reader::at(self.bytes(), data.start), out),
        }
    }

    /// A copy that can be kept, sent to other threads, and read any number of times.
    pub fn to_owned(&self) -> OwnedFrame {
        OwnedFrame::new(self.encoding, &self.envelope, self.name, self.bytes(), self.options)
    }

    /// The envelope, read to the payload's end.
    fn whole_envelope(&self) -> Result<Envelope, DecodeError> {
        read_whole(self.encoding, &self.envelope, self.bytes())
    }

    /// The frame, taken apart for serde over JSON.
    fn into_text(self) -> TextParts<'a> {
        let Self { envelope, payload, scratch, options, .. } = self;
        let memory = scratch.begin_text(payload.len());
        TextParts { envelope, payload, memory, max_depth: options.max_depth() }
    }

    fn read_etf_data<S: DeserializeSeed<'a>>(self, seed: S) -> Result<S::Value, DecodeError> {
        let data = match &self.envelope.data {
            Data::Until(data) => data.clone(),
            _ => match self.whole_envelope()?.data {
                Data::Found(data) => data,
                _ => {
                    // The atom `nil`, which is what an absent `d` means.
                    let null = etf::from_slice_seed(seed, &[131, 119, 3, b'n', b'i', b'l']);
                    return null.map_err(DecodeError::of_absent_data);
                }
            },
        };
        let payload = self.payload;
        let reader = etf::Reader::at(payload, data.start);
        let mut deserializer = etf::Deserializer::from_reader(reader)
            .json_compatible(true)
            .max_depth(self.options.max_depth());
        let mut result = seed.deserialize(&mut deserializer);
        let is_read = !deserializer.is_broken() && deserializer.position() == data.end;
        if result.is_err() || !is_read {
            // What is wrong with the payload comes before what is wrong with its values.
            read_whole(self.encoding, &self.envelope, payload)?;
            if result.is_ok() {
                let kind = DecodeErrorKind::TrailingData;
                result = Err(DecodeError::data(kind, deserializer.position()));
            }
        }
        result.map_err(|error| error.at(data.start).in_field("d"))
    }
}

/// A frame of JSON for serde.
pub(super) struct TextParts<'a> {
    pub(super) envelope: Envelope,
    pub(super) payload: &'a [u8],
    pub(super) memory: TextMemory<'a>,
    pub(super) max_depth: usize,
}

impl<'a> TextParts<'a> {
    pub(super) fn read_data<S: DeserializeSeed<'a>>(
        self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        let (start, is_key) = match &self.envelope.data {
            Data::Absent => {
                return self
                    .values("null", 0)
                    .only_value(|values| seed.deserialize(values))
                    .map_err(DecodeError::of_absent_data);
            }
            Data::Found(data) | Data::Until(data) => (data.start, false),
            // What comes before `d` is known.
            Data::From(key) => (*key, true),
        };
        let text = json::text(self.payload)?;
        let mut values = self.values(text, start);
        if is_key {
            return read_from_key(values, seed);
        }
        let result = seed.deserialize(&mut values);
        values.verdict(result).map_err(|error| error.at(start).in_field("d"))
    }

    pub(super) fn read_payload<S: DeserializeSeed<'a>>(
        self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        let text = json::text(self.payload)?;
        let key = match self.envelope.data {
            Data::From(key) => Some(key),
            _ => None,
        };
        let mut values = self.values(text, 0);
        let result = values.only_value(|values| seed.deserialize(values));
        // Nobody looked at what follows `d`. The text is right, so that `d` need only be stepped over.
        if let Some(key) = key.filter(|_| values.is_whole()) {
            let mut reader = values.reader().at(key);
            reader.key().and_then(|_| reader.jump())?;
            read_behind(&mut reader)?;
        }
        result
    }

    /// The values of a text, from a place on.
    fn values(self, text: &'a str, start: usize) -> json::Values<'a, 'a> {
        let (arena, buffer) = self.memory;
        let lender = json::Lender::Text { text, arena, buffer };
        json::Values::new(text, start, lender, self.max_depth)
    }
}

/// Reads a payload to its end, whose envelope is known as far as it is needed to tell frames apart.
pub(super) fn read_whole(
    encoding: Encoding,
    known: &Envelope,
    payload: &[u8],
) -> Result<Envelope, DecodeError> {
    if !matches!(known.data, Data::From(_) | Data::Until(_)) {
        return Ok(known.clone());
    }
    let whole = match encoding {
        Encoding::Json => envelope::read_json(payload, Extent::Whole),
        Encoding::Etf => envelope::read_etf(payload, Extent::Whole),
    }?;
    match &known.data {
        // Seen from its end, the payload is another than from its start.
        Data::Until(data) if whole.data != Data::Found(data.clone()) => {
            let kind = DecodeErrorKind::AmbiguousEnvelope;
            Err(DecodeError::new(Stage::Envelope, kind).at(data.end))
        }
        _ => Ok(whole),
    }
}

/// Reads `d` where a payload's text begins with its key, and what follows it.
fn read_from_key<'a, S: DeserializeSeed<'a>>(
    mut values: json::Values<'a, 'a>,
    seed: S,
) -> Result<S::Value, DecodeError> {
    values.take_key()?;
    let start = values.start();
    let result = seed.deserialize(&mut values);
    let mut reader = values.reader();
    if result.is_err() || values.is_broken() {
        // What is wrong with the payload comes before what is wrong with its values.
        reader = reader.at(start);
        reader.skip_value(1)?;
    }
    read_behind(&mut reader)?;
    values.verdict(result).map_err(|error| error.at(start).in_field("d"))
}

/// The keys of the envelope, of which none may stand twice.
pub(super) const KEYS: [&str; 4] = ["t", "s", "op", "d"];

/// Reads what follows the last of them to the payload's end.
pub(super) fn read_behind(reader: &mut json::Reader<'_>) -> Result<(), DecodeError> {
    let mut duplicate = None;
    reader.skip_whitespace();
    while reader.take(b',') {
        reader.skip_whitespace();
        let at = reader.position();
        let key = reader.key()?;
        if KEYS.iter().any(|known| key.is(known)) {
            duplicate.get_or_insert(at);
        }
        reader.skip_value(1)?;
        reader.skip_whitespace();
    }
    if !reader.take(b'}') {
        return Err(reader.unexpected());
    }
    reader.end()?;
    match duplicate {
        Some(at) => {
            let kind = DecodeErrorKind::DuplicateEnvelopeKey;
            Err(DecodeError::new(Stage::Envelope, kind).at(at))
        }
        None => Ok(()),
    }
}

impl fmt::Debug for Frame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame")
            .field("opcode", &self.opcode())
            .field("sequence", &self.sequence())
            .field("event_name", &self.event_name())
            .field("bytes", &self.bytes().len())
            .finish_non_exhaustive()
    }
}
