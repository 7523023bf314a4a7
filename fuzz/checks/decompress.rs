//! Decompression: messages of a connection, whole, cut anywhere or damaged. What comes of each is
//! what others say that inflate the whole connection at once: slowly for zlib, and by ruzstd for zstd.

use arbitrary::{Arbitrary, Result, Unstructured};
use gatewire::{Compression, DecodeError, DecodeErrorKind, Decoder, Encoding, Stage};

use super::inflate::{self, End};
#[cfg(feature = "zstd")]
use super::zstd;
use super::{options, pack};

/// Messages as on the wire, or payloads of which messages are made first.
#[derive(Debug)]
pub struct Input<'a> {
    transport: Compression,
    limit: usize,
    /// Level and bits of the window.
    packed: Option<(u32, u8)>,
    /// How many bytes the first pieces have; then again from the first.
    sizes: Vec<u16>,
    bytes: &'a [u8],
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        let transport = options::transport(input)?;
        let limit = options::message_limit(input)?;
        let packed = match input.arbitrary::<u8>()? {
            0 => None,
            // Windows of 8 bits are none that zlib makes.
            packed => Some((u32::from(packed) % 10, 9 + packed / 10 % 7)),
        };
        let count = input.arbitrary::<u8>()? % 16;
        let sizes = (0..count).map(|_| input.arbitrary()).collect::<Result<_>>()?;
        Ok(Self { transport, limit, packed, sizes, bytes: input.bytes(input.len())? })
    }
}

/// Cuts bytes into pieces.
fn cut<'b>(mut bytes: &'b [u8], sizes: &[u16]) -> Vec<&'b [u8]> {
    let mut pieces = Vec::new();
    let mut sizes = sizes.iter().cycle();
    // Sizes may be zero, and each piece takes as long as all before it.
    while let (Some(size), 0..32) = (sizes.next(), pieces.len()) {
        let (piece, rest) = bytes.split_at(bytes.len().min(usize::from(*size)));
        pieces.push(piece);
        bytes = rest;
        if bytes.is_empty() {
            return pieces;
        }
    }
    pieces.push(bytes);
    pieces
}

/// A payload whose envelope is read whatever stands in it.
fn payload(data: &[u8]) -> Vec<u8> {
    [br#"{"t":null,"s":null,"op":0,"d":"#, data, b"}"].concat()
}

pub fn check(input: &Input<'_>) {
    let Input { transport, limit, ref sizes, bytes, .. } = *input;
    let mut connection = Connection::new(transport, limit);
    let builder = Decoder::builder(Encoding::Json, transport);
    let mut decoder = builder.max_message_size(limit).build();
    let Some((level, window_bits)) = input.packed else {
        cut(bytes, sizes).into_iter().for_each(|piece| take(&mut connection, &mut decoder, piece));
        return;
    };
    let payloads: Vec<_> = cut(bytes, sizes).into_iter().map(payload).collect();
    let messages = pack::messages(transport, level, window_bits, &payloads);
    for (message, payload) in messages.iter().zip(&payloads) {
        let was_lost = connection.is_lost;
        let taken = connection.take(message);
        if payload.len() <= limit && !was_lost {
            assert_eq!(taken, Taken::Payload(payload.clone()), "the slow way reads it back");
        }
        compare(&mut connection, &mut decoder, message, &taken);
    }
    // A new connection, cut elsewhere.
    decoder.reset();
    let mut connection = Connection::new(transport, limit);
    for piece in cut(&messages.concat(), sizes) {
        take(&mut connection, &mut decoder, piece);
    }
}

fn take(connection: &mut Connection, decoder: &mut Decoder, message: &[u8]) {
    let taken = connection.take(message);
    compare(connection, decoder, message, &taken);
}

/// What a message comes to.
#[derive(Debug, PartialEq)]
enum Taken {
    Payload(Vec<u8>),
    Part,
    Refused { is_fatal: bool },
}

fn compare(connection: &mut Connection, decoder: &mut Decoder, message: &[u8], expected: &Taken) {
    let before = decoder.stats();
    let result = decoder.decode(message).map(|frame| frame.map(|frame| frame.bytes().to_vec()));
    let after = decoder.stats();
    assert_eq!(after.messages - before.messages, 1);
    assert_eq!(after.bytes_in - before.bytes_in, message.len() as u64);
    let inflated = match expected {
        Taken::Payload(payload) => payload.len() as u64,
        _ => 0,
    };
    assert_eq!(after.bytes_out - before.bytes_out, inflated, "{expected:?} and {result:?}");
    match (expected, &result) {
        (Taken::Payload(payload), Ok(Some(bytes))) => {
            assert_eq!(bytes, payload);
            connection.is_cut_short = false;
        }
        // The rest of a payload that was refused.
        (Taken::Payload(payload), Ok(None)) => {
            assert!(connection.is_cut_short, "{} is skipped", payload.escape_ascii());
            assert!(payload.trim_ascii_start().first().is_some_and(|byte| *byte != b'{'));
        }
        // No envelope, whatever it was inflated from.
        (Taken::Payload(payload), Err(error)) => {
            assert!(error.stage() == Stage::Envelope && !error.is_fatal(), "{error}");
            let mut plain = Decoder::new(Encoding::Json, Compression::None);
            let plain = plain.decode(payload).map(drop).expect_err("read if it is not compressed");
            assert_eq!((plain.kind(), plain.offset()), (error.kind(), error.offset()));
            assert!(!connection.is_cut_short || error.kind() != DecodeErrorKind::NotAnObject);
            connection.is_cut_short = connection.transport == Compression::ZlibStream
                && matches!(
                    error.kind(),
                    DecodeErrorKind::UnexpectedEnd
                        | DecodeErrorKind::InvalidLength
                        | DecodeErrorKind::Syntax
                );
        }
        (Taken::Part, Ok(None)) => {}
        (Taken::Refused { is_fatal }, Err(error)) => {
            assert_eq!(
                (error.stage(), error.is_fatal()),
                (Stage::Decompress, *is_fatal),
                "{error}"
            );
            connection.compare_place(error);
        }
        _ => panic!("{expected:?} and {result:?}"),
    }
}

/// What a connection has received, inflated anew from its start for each message.
struct Connection {
    transport: Compression,
    limit: usize,
    /// All that was inflated.
    stream: Vec<u8>,
    /// How much came of that.
    length: usize,
    /// What waits for the rest of its payload.
    waiting: Vec<u8>,
    is_lost: bool,
    /// The stream has ended: the next message is refused.
    has_ended: bool,
    /// The last payload ended too early, so its rest may follow.
    is_cut_short: bool,
    /// Where a stream of zlib was found to be damaged, counted from where the payload begins.
    damaged: Option<usize>,
    /// Where the last message begins that was looked at.
    message: usize,
}

impl Connection {
    fn new(transport: Compression, limit: usize) -> Self {
        let (stream, waiting) = (Vec::new(), Vec::new());
        Self {
            transport,
            limit,
            stream,
            length: 0,
            waiting,
            is_lost: false,
            has_ended: false,
            is_cut_short: false,
            damaged: None,
            message: 0,
        }
    }

    fn take(&mut self, message: &[u8]) -> Taken {
        let is_fatal = !matches!(self.transport, Compression::None | Compression::ZlibPayload);
        if !self.is_lost {
            self.damaged = None;
            self.message = self.stream.len();
        }
        let taken = match self.transport {
            _ if self.is_lost || self.has_ended => None,
            Compression::ZlibPayload if inflate::is_zlib(message) => {
                let inflated = inflate::zlib(message, self.limit);
                self.or_damaged(inflated, 0).map(Taken::Payload)
            }
            Compression::ZlibStream => self.take_of_stream(message),
            #[cfg(feature = "zstd")]
            Compression::ZstdStream => self.take_of_frame(message),
            _ => (message.len() <= self.limit).then(|| Taken::Payload(message.to_vec())),
        };
        self.is_lost = is_fatal && taken.is_none();
        taken.unwrap_or(Taken::Refused { is_fatal })
    }

    fn take_of_stream(&mut self, message: &[u8]) -> Option<Taken> {
        let is_alone = self.waiting.is_empty();
        self.waiting.extend_from_slice(message);
        let is_flushed = self.waiting.ends_with(&[0, 0, 0xff, 0xff]);
        // What waits is bounded.
        if !(is_alone && is_flushed) && self.waiting.len() > self.limit {
            return None;
        }
        let start = [&self.stream[..], &self.waiting].concat();
        let asks_for_dictionary = start.get(1).is_some_and(|flags| flags & 0x20 != 0);
        if start.len() >= 2 && (!inflate::is_zlib(&start) || asks_for_dictionary) {
            return None;
        }
        let Some(data) = start.get(2..) else { return Some(Taken::Part) };
        let before = self.stream.len();
        let inflated = inflate::deflate(data, self.length + self.limit);
        // The header is a part of the first payload's bytes, and is not inflated.
        let (out, end) = self.or_damaged(inflated, before as isize - 2)?;
        if let End::Ended(used) = end {
            match data[used..].len() {
                _ if out.len() == self.length => return None,
                0..4 => return Some(Taken::Part),
                4 => {}
                _ => return None,
            }
            // The checksum is that of all payloads, and is looked at if there is one alone.
            if self.length == 0 && data[used..] != inflate::adler32(&out).to_be_bytes() {
                self.damaged = Some(start.len());
                return None;
            }
            self.has_ended = true;
        } else if !is_flushed {
            return Some(Taken::Part);
        }
        self.stream.append(&mut self.waiting);
        self.payload(&out)
    }

    /// Keeps where a stream is damaged that was read from so many bytes in front of the payload.
    fn or_damaged<T>(&mut self, inflated: Result<T, inflate::Refused>, ahead: isize) -> Option<T> {
        if let Err(inflate::Refused::Damaged(at)) = inflated {
            self.damaged = at.checked_add_signed(-ahead);
        }
        inflated.ok()
    }

    /// What is damaged is so where the error says.
    fn compare_place(&self, error: &DecodeError) {
        let is_damaged = matches!(
            error.kind(),
            DecodeErrorKind::CorruptStream | DecodeErrorKind::ChecksumMismatch
        );
        match self.transport {
            // Without, gatewire may have found damage behind what is too large.
            Compression::ZlibPayload | Compression::ZlibStream if self.damaged.is_some() => {
                assert!(is_damaged, "{error} and {:?}", self.damaged);
                assert_eq!(error.offset(), self.damaged);
            }
            #[cfg(feature = "zstd")]
            Compression::ZstdStream if is_damaged => {
                // All in front of it is sound, and it is a block that begins there, or the header.
                let at = self.message + error.offset().expect("a place");
                let before = &self.stream[..at];
                let is_sound = zstd::blocks(before).is_some()
                    && zstd_in_one_go(before, self.length + self.limit).is_some();
                assert!(at == 0 || is_sound, "not a block in front of {at}");
            }
            _ => {}
        }
    }

    /// What is new of all that came of the stream so far.
    fn payload(&mut self, out: &[u8]) -> Option<Taken> {
        let payload = &out[self.length..];
        self.length = out.len();
        (!payload.is_empty()).then(|| Taken::Payload(payload.to_vec()))
    }

    #[cfg(feature = "zstd")]
    fn take_of_frame(&mut self, message: &[u8]) -> Option<Taken> {
        if message.is_empty() {
            return Some(Taken::Part);
        }
        self.stream.extend_from_slice(message);
        if !self.stream.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            return None;
        }
        let most = self.length + self.limit;
        let (out, end) = zstd_in_one_go(&self.stream, most).unzip();
        if let Some(End::Ended(used)) = end {
            zstd::compare(&self.stream, most, None);
            self.has_ended = used == self.stream.len();
            return out.filter(|_| self.has_ended).and_then(|out| self.payload(&out));
        }
        // A message ends with a block.
        let is_whole = zstd::blocks(&self.stream).is_some();
        let out = out.filter(|_| is_whole);
        zstd::compare(&self.stream, most, out.as_deref());
        self.payload(&out?)
    }
}

/// What zstd makes of a frame, and where it ended.
#[cfg(feature = "zstd")]
fn zstd_in_one_go(frame: &[u8], most: usize) -> Option<(Vec<u8>, End)> {
    use zstd_safe::{DCtx, DParameter, InBuffer, OutBuffer};

    let mut context = DCtx::create();
    // The largest window of RFC 8878 that every decoder is asked to support.
    context.set_parameter(DParameter::WindowLogMax(23)).expect("a parameter of zstd");
    let mut out = Vec::with_capacity(most + 1);
    let mut input = InBuffer::around(frame);
    let mut output = OutBuffer::around(&mut out);
    loop {
        let before = (input.pos(), output.pos());
        let hint = context.decompress_stream(&mut output, &mut input).ok()?;
        if output.pos() > most {
            return None;
        }
        if hint == 0 {
            let end = End::Ended(input.pos());
            return Some((out, end));
        }
        if (input.pos(), output.pos()) == before {
            // All that it wants is the header of another block.
            return (hint == 3).then_some((out, End::InputUsed));
        }
    }
}
