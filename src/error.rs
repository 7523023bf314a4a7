//! What can be wrong with bytes off the wire, told without repeating any of them, and with bytes
//! that are to go there.

use std::fmt::{self, Write as _};
use std::sync::OnceLock;

/// Why a message, a frame or a value could not be read.
///
/// An error says at which [`stage`](Self::stage) reading stopped, at which byte
/// ([`offset`](Self::offset)), in which field ([`path`](Self::path)) where these are known, and
/// what was wrong ([`kind`](Self::kind)). It never holds text off the wire, so it may be logged
/// as it is: keys that are not fields of the struct being read show as `*`, and what a model's
/// own `Deserialize` says through [`serde::de::Error::custom`] is not kept. What it expects
/// ([`serde::de::Visitor::expecting`]) is shown, so a visitor must not put text off the wire there.
///
/// ```
/// use gatewire::{Compression, DecodeErrorKind, Decoder, Encoding};
///
/// #[derive(serde::Deserialize, Debug)]
/// struct Hello {
///     #[allow(dead_code)]
///     heartbeat_interval: u64,
/// }
///
/// let mut decoder = Decoder::new(Encoding::Json, Compression::None);
/// let message = br#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":"soon"}}"#;
/// let frame = decoder.decode(message)?.expect("a plain message is a whole frame");
/// let error = frame.data::<Hello>().unwrap_err();
/// assert_eq!(error.kind(), DecodeErrorKind::InvalidType);
/// assert_eq!(error.path(), Some("d.heartbeat_interval"));
/// assert_eq!(error.offset(), Some(53));
/// assert!(!error.is_fatal());
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
pub struct DecodeError {
    // One pointer wide, so that `Result<T, DecodeError>` costs the readers nothing.
    inner: Box<Inner>,
}

#[derive(Clone)]
struct Inner {
    kind: DecodeErrorKind,
    stage: Stage,
    offset: Option<usize>,
    /// What leads to the value: a level adds its own in no time, and errors that are dropped pay for no
    /// text.
    segments: Segments,
    /// The same as text, once it was asked for.
    path: OnceLock<Box<str>>,
    detail: Detail,
    /// What the visitor expects, where the detail shows it.
    expected: Expected,
    fatal: bool,
}

/// A step of a path.
#[derive(Clone, Copy)]
enum Segment {
    Field(&'static str),
    /// A key off the wire.
    Key,
    Element(usize),
}

/// What a kind alone does not say. Only types and names that a program was written with.
#[derive(Clone)]
enum Detail {
    None,
    Mismatch { found: &'static str },
    Expected,
    Name(&'static str),
    Limit(usize),
    Tag(u8),
    Hint(&'static str),
}

/// What a visitor expects, in its words.
///
/// Kept in place where it is short, as most are: a list may hold an error in every byte, and each is
/// dropped. It is written where it stays, since to move it takes longer than to write it.
#[derive(Clone)]
enum Expected {
    Short { bytes: [u8; SHORT], length: u8 },
    Long(String),
}

/// So many bytes are short.
const SHORT: usize = 46;

impl Expected {
    const NOTHING: Self = Self::Short { bytes: [0; SHORT], length: 0 };

    fn as_str(&self) -> &str {
        match self {
            Self::Short { bytes, length } => {
                bytes.get(..usize::from(*length)).and_then(|text| str::from_utf8(text).ok())
            }
            Self::Long(text) => Some(&text[..]),
        }
        .unwrap_or_default()
    }
}

impl fmt::Write for Expected {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self {
            Self::Short { bytes, length } => {
                let start = usize::from(*length);
                match bytes.get_mut(start..start + text.len()) {
                    Some(place) => {
                        place.copy_from_slice(text.as_bytes());
                        *length += text.len() as u8;
                    }
                    None => *self = Self::Long([self.as_str(), text].concat()),
                }
            }
            Self::Long(long) => long.push_str(text),
        }
        Ok(())
    }
}

/// The steps of a path, from the innermost on. The first few are kept in place.
#[derive(Clone)]
struct Segments {
    first: [Segment; FEW],
    length: usize,
    more: Vec<Segment>,
}

/// So many segments are few.
const FEW: usize = 2;

impl Segments {
    const NONE: Self = Self { first: [Segment::Key; FEW], length: 0, more: Vec::new() };

    fn push(&mut self, segment: Segment) {
        match self.first.get_mut(self.length) {
            Some(place) => *place = segment,
            None => self.more.push(segment),
        }
        self.length += 1;
    }

    /// The path as text.
    fn to_path(&self) -> String {
        let mut path = String::new();
        let first = &self.first[..self.length.min(FEW)];
        for segment in self.more.iter().rev().chain(first.iter().rev()) {
            if !path.is_empty() && !matches!(segment, Segment::Element(_)) {
                path.push('.');
            }
            match segment {
                Segment::Field(name) => path.push_str(name),
                Segment::Key => path.push('*'),
                // A `String` takes all that is written to it.
                Segment::Element(index) => drop(write!(path, "[{index}]")),
            }
        }
        path
    }
}

/// The part of the decoder that an error comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Inflating; offsets count bytes of the WebSocket message (or of the messages that make up
    /// the frame, one after the other).
    Decompress,
    /// Reading `op`, `s`, `t` and finding `d`; offsets count bytes of the inflated payload.
    Envelope,
    /// Reading values: JSON or ETF syntax, and the types that the caller asked for; offsets count
    /// bytes of the inflated payload.
    Data,
}

/// What was wrong. [`DecodeError::kind`] returns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The first bytes of a compressed stream are no header of its format (RFC 1950 §2.2, RFC
    /// 8878 §3.1).
    InvalidHeader,
    /// The header of the stream asks for a preset dictionary (FDICT of RFC 1950, Dictionary_ID of RFC
    /// 8878); the Gateway has none.
    DictionaryRequired,
    /// A zstd frame asks for a larger window than `max_window_size` of
    /// [`DecoderBuilder`](crate::DecoderBuilder) allows, 8 MiB by default.
    WindowTooLarge,
    /// The compressed data is damaged.
    ///
    /// Of a zlib stream, the offset is that of the first byte that was not looked at: what is wrong ends
    /// in front of it. Of a zstd frame, it is that of the block in which something is wrong, or 0 if that
    /// is the header of the frame. Neither depends on how the payload was cut into messages, nor on
    /// what was inflated before.
    ///
    /// Damage may also come to other bytes and no error: streams that last have no checksum.
    CorruptStream,
    /// The inflated bytes do not have the checksum that a payload ends with, an Adler-32, or the one that
    /// a zstd frame ends with.
    ///
    /// Of a `zlib-stream` it is verified only if the stream ended with its first payload.
    ///
    /// The offset is that of the byte behind the Adler-32; of a zstd frame, that of its last block.
    ChecksumMismatch,
    /// A compressed payload ends before its stream does.
    TruncatedPayload,
    /// Bytes follow the end of a compressed payload. After the end of a stream that lasts as long as
    /// the connection, that is [`StreamEnded`](Self::StreamEnded).
    TrailingCompressedData,
    /// A stream that lasts as long as the connection has ended: with an earlier message, whose payload
    /// was read, or with this one, which has no payload or has bytes after the end. A whole zlib stream
    /// in the first message means that the server does payload compression; the text of the error says
    /// so.
    ///
    /// The offset is 0 if an earlier message ended the stream, and else where it ended: after the last
    /// block of a zlib stream, or after a zstd frame.
    StreamEnded,
    /// A message added nothing to the stream: no payload came of it. Over `zstd-stream`, also a message
    /// that does not end where a block does, so that there is more of its payload.
    NoProgress,
    /// The payload, or the compressed bytes of one that comes in several messages, exceed
    /// [`max_message_size`](crate::DecoderBuilder::max_message_size).
    MessageTooLarge,

    /// The bytes end inside a value.
    UnexpectedEnd,
    /// A byte that JSON does not allow where it stands (RFC 8259).
    Syntax,
    /// Text that is not UTF-8.
    InvalidUtf8,
    /// A JSON escape sequence that stands for no character, lone surrogates included.
    InvalidEscape,
    /// A number out of the range of its type, or not written as the format demands.
    InvalidNumber,
    /// More containers inside each other than
    /// [`max_depth`](crate::DecoderBuilder::max_depth) allows where values are built, or than
    /// [`MAX_SKIP_DEPTH`](crate::MAX_SKIP_DEPTH) where they are stepped over.
    DepthExceeded,
    /// Bytes follow the end of the value.
    TrailingData,
    /// An ETF term does not begin with the version byte, 131.
    InvalidVersion,
    /// A tag byte that the External Term Format does not define, or that has no counterpart in
    /// serde's data model.
    UnsupportedTag,
    /// A compressed term (tag 80) where it was not inflated before.
    CompressedTerm,
    /// An atom that stands in the atom cache of a connection between Erlang nodes (tag 82), which
    /// no payload comes with.
    AtomCacheReference,
    /// An atom that is too long or not text.
    InvalidAtom,
    /// A bit string whose last byte has no bits or over eight.
    InvalidBitString,
    /// A pid, port, reference or function with fields that Erlang does not allow in one.
    InvalidIdentifier,
    /// A map of a term has a key twice.
    DuplicateKey,
    /// A list with a tail other than `[]`, which no serde type can hold.
    ImproperList,
    /// A length or count that the bytes left cannot fill.
    InvalidLength,
    /// The structs of the frame would take more memory than 4 MiB and 32 bytes for each byte of the
    /// payload.
    MemoryExceeded,
    /// An integer of over 1 KiB where decimal text was asked for.
    IntegerTooLong,
    /// A `serde_json::value::RawValue`, which is JSON text, was asked for where the payload is ETF.
    RawValueInEtf,

    /// The payload is not a JSON object or an ETF map.
    NotAnObject,
    /// The payload has no `op`.
    MissingOpcode,
    /// `op` is not an integer from 0 to 255.
    InvalidOpcode,
    /// `s` is neither null nor an integer that fits `u64`.
    InvalidSequence,
    /// `t` is neither null nor text.
    InvalidEventName,
    /// One of `op`, `s`, `t` and `d` stands twice in the payload.
    DuplicateEnvelopeKey,
    /// An ETF payload ends in what looks like its envelope and is not.
    AmbiguousEnvelope,

    /// A value of another type than the one asked for.
    InvalidType,
    /// A value of the right type that the type asked for cannot hold.
    InvalidValue,
    /// A list or map with another number of entries than the type asked for has.
    WrongLength,
    /// An enum's variant that the type asked for does not have.
    UnknownVariant,
    /// A field that the type asked for does not have and does not skip.
    UnknownField,
    /// A field that the type asked for needs is absent.
    MissingField,
    /// A field stands twice.
    DuplicateField,
    /// The type being read refused the value for a reason of its own.
    Refused,
}

impl DecodeErrorKind {
    fn text(self) -> &'static str {
        match self {
            Self::InvalidHeader => "not the header of a compressed stream",
            Self::DictionaryRequired => "the stream asks for a preset dictionary",
            Self::WindowTooLarge => "the stream asks for too large a window",
            Self::CorruptStream => "corrupt compressed data",
            Self::ChecksumMismatch => "the checksum does not match",
            Self::TruncatedPayload => "the compressed payload is cut short",
            Self::TrailingCompressedData => "bytes after the end of the compressed payload",
            Self::StreamEnded => "the compressed stream ended while the connection lasts",
            Self::NoProgress => "the message adds nothing to the compressed stream",
            Self::MessageTooLarge => "the message is larger than allowed",
            Self::UnexpectedEnd => "the bytes end inside a value",
            Self::Syntax => "not valid JSON",
            Self::InvalidUtf8 => "text that is not UTF-8",
            Self::InvalidEscape => "invalid escape sequence",
            Self::InvalidNumber => "invalid number",
            Self::DepthExceeded => "nested deeper than allowed",
            Self::TrailingData => "bytes after the end of the value",
            Self::InvalidVersion => "not an external term: the version byte 131 is missing",
            Self::UnsupportedTag => "unsupported ETF tag",
            Self::CompressedTerm => "a compressed ETF term (tag 80) that was not inflated before",
            Self::AtomCacheReference => "a reference to an atom cache (tag 82)",
            Self::InvalidAtom => "invalid atom",
            Self::InvalidBitString => "invalid bit string",
            Self::InvalidIdentifier => "invalid pid, port, reference or function",
            Self::DuplicateKey => "a key of a map stands twice",
            Self::ImproperList => "a list with a tail",
            Self::InvalidLength => "a length that the remaining bytes cannot fill",
            Self::MemoryExceeded => "the structs would take more memory than the payload may",
            Self::IntegerTooLong => "an integer too long for decimal text",
            Self::RawValueInEtf => "raw JSON was asked for, but the payload is ETF",
            Self::NotAnObject => "the payload is not an object",
            Self::MissingOpcode => "the payload has no `op`",
            Self::InvalidOpcode => "`op` is not an integer from 0 to 255",
            Self::InvalidSequence => "`s` is neither null nor an unsigned integer",
            Self::InvalidEventName => "`t` is neither null nor text",
            Self::AmbiguousEnvelope => "the payload ends in what only looks like its envelope",
            Self::DuplicateEnvelopeKey => "a key of the envelope stands twice",
            Self::InvalidType => "invalid type",
            Self::InvalidValue => "invalid value",
            Self::WrongLength => "wrong number of entries",
            Self::UnknownVariant => "unknown variant",
            Self::UnknownField => "unknown field",
            Self::MissingField => "missing field",
            Self::DuplicateField => "duplicate field",
            Self::Refused => "the value was refused by the type being read",
        }
    }
}

impl DecodeError {
    /// What was wrong.
    pub fn kind(&self) -> DecodeErrorKind {
        self.inner.kind
    }

    /// The part of the decoder that stopped.
    pub fn stage(&self) -> Stage {
        self.inner.stage
    }

    /// The byte at which reading stopped, from 0, where it is known; [`Stage`] says of what.
    pub fn offset(&self) -> Option<usize> {
        self.inner.offset
    }

    /// The field at which reading stopped, such as `d.member.joined_at` or `d.roles[3].id`, where
    /// it is known. A key that is not a field of the struct being read shows as `*`.
    pub fn path(&self) -> Option<&str> {
        let inner = &*self.inner;
        if inner.segments.length == 0 {
            return None;
        }
        Some(inner.path.get_or_init(|| inner.segments.to_path().into()))
    }

    /// Whether the connection has to be reopened.
    ///
    /// True when the compression context of the connection is lost. Every later call on the
    /// decoder fails in the same way until [`Decoder::reset`](crate::Decoder::reset). After any
    /// other error the next message can be read as if nothing had happened.
    pub fn is_fatal(&self) -> bool {
        self.inner.fatal
    }
}

/// How the readers make and complete errors.
impl DecodeError {
    #[cold]
    pub(crate) fn new(stage: Stage, kind: DecodeErrorKind) -> Self {
        let inner = Inner {
            kind,
            stage,
            offset: None,
            segments: Segments::NONE,
            path: OnceLock::new(),
            detail: Detail::None,
            expected: Expected::NOTHING,
            fatal: false,
        };
        Self { inner: Box::new(inner) }
    }

    /// An error of [`Stage::Data`] at a byte of the payload.
    #[cold]
    pub(crate) fn data(kind: DecodeErrorKind, offset: usize) -> Self {
        Self::new(Stage::Data, kind).at(offset)
    }

    /// Names the byte, unless a deeper layer named it already.
    #[cold]
    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.place(offset);
        self
    }

    /// As [`at`](Self::at), where it is.
    #[cold]
    pub(crate) fn place(&mut self, offset: usize) {
        self.inner.offset.get_or_insert(offset);
    }

    /// Turns the offset into another measure.
    #[cold]
    pub(crate) fn map_offset(mut self, map: impl FnOnce(usize) -> Option<usize>) -> Self {
        self.inner.offset = self.inner.offset.and_then(map);
        self
    }

    /// Counts the offset from `bytes` further ahead.
    #[cold]
    pub(crate) fn moved(self, bytes: usize) -> Self {
        self.map_offset(|offset| Some(offset + bytes))
    }

    /// Moves the stage, for readers that serve two.
    #[cold]
    pub(crate) fn in_stage(mut self, stage: Stage) -> Self {
        self.inner.stage = stage;
        self
    }

    #[cold]
    pub(crate) fn with_limit(mut self, limit: usize) -> Self {
        self.inner.detail = Detail::Limit(limit);
        self
    }

    #[cold]
    pub(crate) fn with_tag(mut self, tag: u8) -> Self {
        self.inner.detail = Detail::Tag(tag);
        self
    }

    #[cold]
    pub(crate) fn with_hint(mut self, hint: &'static str) -> Self {
        self.inner.detail = Detail::Hint(hint);
        self
    }

    #[cold]
    pub(crate) fn fatal(mut self) -> Self {
        self.inner.fatal = true;
        self
    }

    /// Forgets the offset, of a value that stands nowhere in the payload.
    #[cold]
    pub(crate) fn without_offset(self) -> Self {
        self.map_offset(|_| None)
    }

    /// Says that the value stands nowhere in the payload: `d` is absent and reads as null.
    #[cold]
    pub(crate) fn of_absent_data(self) -> Self {
        self.map_offset(|_| None).in_field("d")
    }

    /// Puts the struct field that led here in front of the path.
    #[cold]
    pub(crate) fn in_field(self, name: &'static str) -> Self {
        self.within(Segment::Field(name))
    }

    /// Puts a key off the wire in front of the path, without its text.
    #[cold]
    pub(crate) fn in_key(self) -> Self {
        self.within(Segment::Key)
    }

    /// Puts a list's index in front of the path.
    #[cold]
    pub(crate) fn in_element(self, index: usize) -> Self {
        self.within(Segment::Element(index))
    }

    fn within(mut self, segment: Segment) -> Self {
        self.inner.segments.push(segment);
        // Text that was asked for before lacks this.
        if self.inner.path.get().is_some() {
            self.inner.path = OnceLock::new();
        }
        self
    }

    #[cold]
    fn with_detail(kind: DecodeErrorKind, detail: Detail) -> Self {
        let mut error = Self::new(Stage::Data, kind);
        error.inner.detail = detail;
        error
    }

    /// A value of the right type that the type asked for cannot hold.
    #[cold]
    pub(crate) fn unfit(found: &'static str, expected: &dyn fmt::Display) -> Self {
        Self::expecting(DecodeErrorKind::InvalidValue, Detail::Mismatch { found }, expected)
    }

    /// A list with another number of elements than the type asked for has.
    #[cold]
    pub(crate) fn wrong_length(expected: &dyn fmt::Display) -> Self {
        Self::expecting(DecodeErrorKind::WrongLength, Detail::Expected, expected)
    }

    /// A value of another type than the one asked for, named in serde's words.
    #[cold]
    pub(crate) fn mismatch(found: &'static str, expected: &dyn fmt::Display) -> Self {
        Self::expecting(DecodeErrorKind::InvalidType, Detail::Mismatch { found }, expected)
    }

    fn expecting(kind: DecodeErrorKind, detail: Detail, expected: &dyn fmt::Display) -> Self {
        let mut error = Self::with_detail(kind, detail);
        // What does not end in an error of its own is written whole.
        let _ = write!(error.inner.expected, "{expected}");
        error
    }
}

/// What was found, by type alone: [`serde::de::Unexpected`] would print the value itself.
fn type_name(found: serde::de::Unexpected<'_>) -> &'static str {
    use serde::de::Unexpected as Found;
    match found {
        Found::Bool(_) => "a boolean",
        Found::Unsigned(_) | Found::Signed(_) => "an integer",
        Found::Float(_) => "a float",
        Found::Char(_) | Found::Str(_) => "text",
        Found::Bytes(_) => "bytes",
        Found::Unit | Found::Option => "null",
        Found::Seq => "a list",
        Found::Map => "a map",
        _ => "another type",
    }
}

impl serde::de::Error for DecodeError {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        // The message may quote the value, so it goes no further.
        Self::new(Stage::Data, DecodeErrorKind::Refused)
    }

    fn invalid_type(found: serde::de::Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        Self::mismatch(type_name(found), &expected)
    }

    fn invalid_value(found: serde::de::Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        Self::unfit(type_name(found), &expected)
    }

    fn invalid_length(_length: usize, expected: &dyn serde::de::Expected) -> Self {
        Self::wrong_length(&expected)
    }

    fn unknown_variant(_variant: &str, _expected: &'static [&'static str]) -> Self {
        Self::new(Stage::Data, DecodeErrorKind::UnknownVariant)
    }

    fn unknown_field(_field: &str, _expected: &'static [&'static str]) -> Self {
        Self::new(Stage::Data, DecodeErrorKind::UnknownField)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::with_detail(DecodeErrorKind::MissingField, Detail::Name(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::with_detail(DecodeErrorKind::DuplicateField, Detail::Name(field))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.inner;
        f.write_str(match inner.stage {
            Stage::Decompress => "cannot decompress: ",
            Stage::Envelope => "cannot read the envelope: ",
            Stage::Data => "cannot read the data: ",
        })?;
        f.write_str(inner.kind.text())?;
        match &inner.detail {
            Detail::None => {}
            Detail::Mismatch { found } => {
                write!(f, ": {found}, expected {}", inner.expected.as_str())?;
            }
            Detail::Expected => write!(f, ", expected {}", inner.expected.as_str())?,
            Detail::Name(name) => write!(f, " `{name}`")?,
            Detail::Limit(limit) => write!(f, " (limit {limit})")?,
            Detail::Tag(tag) => write!(f, " ({tag})")?,
            Detail::Hint(hint) => write!(f, ": {hint}")?,
        }
        if let Some(path) = self.path() {
            write!(f, " in `{path}`")?;
        }
        if let Some(offset) = inner.offset {
            write!(f, " at byte {offset}")?;
        }
        if inner.fatal {
            f.write_str("; the connection's context is lost until the decoder is reset")?;
        }
        Ok(())
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("kind", &self.inner.kind)
            .field("stage", &self.inner.stage)
            .field("offset", &self.inner.offset)
            .field("path", &self.path())
            .field("fatal", &self.inner.fatal)
            .finish()
    }
}

impl Clone for DecodeError {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone() }
    }
}

impl std::error::Error for DecodeError {}

/// Why a payload could not be made into bytes for the wire.
///
/// It holds nothing of the payload, so it may be logged as it is: what a value's own `Serialize`
/// says through [`serde::ser::Error::custom`] is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EncodeError {
    /// The compression context cannot go on; the connection's stream is lost.
    Compression,
    /// A key of a map that is neither text, an integer nor a boolean.
    UnsupportedKey,
    /// A float that is infinite or not a number.
    NotFinite,
    /// An integer that JavaScript has no number for, where
    /// [its rules](crate::etf::Serializer::javascript) are asked for: as a float it would be another.
    NotExact,
    /// More containers inside each other than `limit`.
    TooDeep {
        /// [`MAX_BUILD_DEPTH`](crate::MAX_BUILD_DEPTH).
        limit: usize,
    },
    /// Text, bytes, a list or a map whose length does not fit the 32 bits that ETF has for it.
    TooLong,
    /// A payload that the Gateway would not take, since it is larger than the
    /// [encoder](crate::Encoder)'s limit.
    TooLarge {
        /// The whole payload's size, in bytes.
        size: usize,
        /// The most that it may be, in bytes.
        limit: usize,
    },
    /// A command that breaks a rule of Discord's documentation.
    Invalid {
        /// The field of `d`, such as `presence.activities.url`.
        field: &'static str,
        /// What is wrong with it, to be read behind the field's name.
        reason: &'static str,
    },
    /// The value being written refused for a reason of its own.
    Refused,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Compression => {
                "cannot compress: the connection's context is lost until the compressor is reset"
            }
            Self::UnsupportedKey => {
                "cannot encode: a key that is neither text, an integer nor a boolean"
            }
            Self::NotFinite => "cannot encode: a float that is infinite or not a number",
            Self::NotExact => "cannot encode: an integer that is not exact as a JavaScript number",
            Self::TooDeep { limit } => {
                return write!(f, "cannot encode: nested deeper than allowed (limit {limit})");
            }
            Self::TooLong => "cannot encode: a length that does not fit 32 bits",
            Self::TooLarge { size, limit } => {
                return write!(
                    f,
                    "cannot send: {size} bytes are more than allowed (limit {limit})"
                );
            }
            Self::Invalid { field, reason } => {
                return write!(f, "cannot send: `{field}` {reason}");
            }
            Self::Refused => "cannot encode: the value refused to be written",
        })
    }
}

impl std::error::Error for EncodeError {}

impl serde::ser::Error for EncodeError {
    /// Without the message, which may quote what is secret.
    #[cold]
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self::Refused
    }
}
