//! RFC 8878 by ruzstd, which has nothing in common with the C library: what that makes of a frame is
//! compared with it.
//!
//! Both take what is sound, and make the same of it. Where one of them takes more than the other, the
//! difference has a name here, and the input has to show it.

use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::literals::{self, Literals};

/// The largest window of RFC 8878 that every decoder is asked to support.
const LARGEST_WINDOW: u64 = 8 << 20;

/// The most that a block comes to, and the most that it takes (RFC 8878, 3.1.1.2.4), unless the window
/// is smaller.
const LARGEST_BLOCK: u64 = 128 << 10;

/// What ends a frame: an empty block that is the last, and room for a checksum, which ruzstd reads but
/// does not compare.
const END: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

/// The frame header (RFC 8878, 3.1.1.1), without the magic number.
pub(crate) struct Header {
    descriptor: u8,
    window: u64,
    content_size: Option<u64>,
    /// How long it is, with the magic number.
    length: usize,
}

impl Header {
    fn of(frame: &[u8]) -> Option<Self> {
        let descriptor = *frame.get(4)?;
        let is_single_segment = descriptor & 0x20 != 0;
        let dictionary = 5 + usize::from(!is_single_segment);
        let place = dictionary + [0, 1, 2, 4][usize::from(descriptor & 3)];
        let size = [usize::from(is_single_segment), 2, 4, 8][usize::from(descriptor >> 6)];
        let mut bytes = [0; 8];
        bytes[..size].copy_from_slice(frame.get(place..place + size)?);
        // What two bytes say is that much more than what one can.
        let content = u64::from_le_bytes(bytes) + if size == 2 { 256 } else { 0 };
        let window = if is_single_segment {
            content
        } else {
            let base = 1 << (10 + (frame[5] >> 3));
            base + base / 8 * u64::from(frame[5] & 7)
        };
        let content_size = (size > 0).then_some(content);
        Some(Self { descriptor, window, content_size, length: place + size })
    }

    fn largest_block(&self) -> u64 {
        self.window.min(LARGEST_BLOCK)
    }
}

pub(crate) enum Block<'a> {
    /// Bytes as they are, or one that is repeated.
    Plain,
    Compressed(&'a [u8]),
}

/// The header and the blocks of a frame that has not ended. None if it does not stop behind a block.
pub(crate) fn blocks(frame: &[u8]) -> Option<(Header, Vec<(Block<'_>, usize)>)> {
    let header = Header::of(frame)?;
    let mut blocks = Vec::new();
    let mut at = header.length;
    while at < frame.len() {
        let head = frame.get(at..at + 3)?;
        let head = u32::from_le_bytes([head[0], head[1], head[2], 0]);
        let kind = head >> 1 & 3;
        let length = if kind == 1 { 1 } else { (head >> 3) as usize };
        let content = frame.get(at + 3..at + 3 + length)?;
        if head & 1 == 1 || kind == 3 {
            return None;
        }
        at += 3 + length;
        let block = if kind == 2 { Block::Compressed(content) } else { Block::Plain };
        blocks.push((block, at));
    }
    Some((header, blocks))
}

/// Why a frame is none.
#[derive(Debug)]
pub(crate) enum Refused {
    Damaged(#[allow(dead_code)] FrameDecoderError),
    Ended,
    TooLarge,
}

/// How far back a match may reach.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// As far as the window, and what came of its own block.
    Window,
    /// As far as there is anything.
    Start,
}

/// What comes of a frame that has not ended, in one go.
pub(crate) fn inflate(frame: &[u8], most: usize) -> Result<Vec<u8>, Refused> {
    inflate_within(frame, most, Reach::Window)
}

fn inflate_within(frame: &[u8], most: usize, reach: Reach) -> Result<Vec<u8>, Refused> {
    let mut decoder = FrameDecoder::new();
    decoder.set_max_window_size(LARGEST_WINDOW);
    let mut input = frame;
    let mut out = Vec::new();
    decoder.init(&mut input).map_err(Refused::Damaged)?;
    while !input.is_empty() {
        let one = BlockDecodingStrategy::UptoBlocks(1);
        if decoder.decode_blocks(&mut input, one).map_err(Refused::Damaged)? {
            return Err(Refused::Ended);
        }
        if reach == Reach::Window {
            // What is in front of the window is gone then.
            decoder.collect_to_writer(&mut out).expect("memory to write to");
        }
        if out.len() > most {
            return Err(Refused::TooLarge);
        }
    }
    let ended = decoder.decode_blocks(&END[..], BlockDecodingStrategy::All);
    assert!(ended.is_ok_and(|ended| ended), "a block without anything in it");
    decoder.collect_to_writer(&mut out).expect("memory to write to");
    if out.len() > most { Err(Refused::TooLarge) } else { Ok(out) }
}

/// What the C library makes of a frame that has not ended is what ruzstd makes of it: the same bytes, or
/// none.
pub(crate) fn compare(frame: &[u8], most: usize, by_zstd: Option<&[u8]>) {
    let by_ruzstd = inflate(frame, most);
    match (by_zstd, &by_ruzstd) {
        (Some(theirs), Ok(out)) if theirs == out => {}
        (None, Err(_)) => {}
        (Some(theirs), _) => {
            let why = taken_by_zstd_alone(frame, most, theirs);
            assert!(why.is_some(), "not what ruzstd says: {:?}", by_ruzstd.map(|out| out.len()));
        }
        (None, Ok(out)) => {
            let why = taken_by_ruzstd_alone(frame, out);
            assert!(why.is_some(), "ruzstd reads {} bytes of it", out.len());
        }
    }
}

/// What zstd takes and ruzstd does not, or takes for something else.
#[derive(Debug)]
enum ByZstd {
    /// The codes of literals do not end where their bytes do, or are too few or too many. zstd decodes
    /// as many as it needs and does not look further, where the processor lets it do so fast; ruzstd
    /// counts those of four streams together.
    Literals,
    /// A match from in front of the window, of which zstd has kept more than it has to.
    BeyondWindow,
}

fn taken_by_zstd_alone(frame: &[u8], most: usize, theirs: &[u8]) -> Option<ByZstd> {
    let (_, blocks) = blocks(frame)?;
    if !literals::are_sound(&literals::all(&blocks)) {
        return Some(ByZstd::Literals);
    }
    let from_anywhere = inflate_within(frame, most, Reach::Start);
    from_anywhere.is_ok_and(|out| out == theirs).then_some(ByZstd::BeyondWindow)
}

/// What ruzstd takes and zstd does not. All of it breaks RFC 8878, but for the last.
#[derive(Debug)]
enum ByRuzstd {
    /// A bit of the frame header that has to be zero (3.1.1.1.1.4).
    ReservedBit,
    /// More came than the header says that there is (3.1.1.1.4).
    ContentSize,
    /// A compressed block that is larger than blocks may be, or comes to more (3.1.1.2.4). ruzstd
    /// knows this of other blocks, and does not count the literals behind the last match.
    BlockSize,
    /// Bits of the modes of sequences that have to be zero (3.1.1.3.2.1).
    ReservedModes,
    /// As [`ByZstd::Literals`].
    Literals,
    /// A tree of codes (4.2.1) of which none is as long as its weights allow: zstd demands at least two.
    Tree,
}

fn taken_by_ruzstd_alone(frame: &[u8], out: &[u8]) -> Option<ByRuzstd> {
    let (header, blocks) = blocks(frame)?;
    if header.descriptor & 8 != 0 {
        return Some(ByRuzstd::ReservedBit);
    }
    if header.content_size.is_some_and(|size| out.len() as u64 > size) {
        return Some(ByRuzstd::ContentSize);
    }
    let mut before = 0;
    for (block, end) in &blocks {
        let Ok(out) = inflate(&frame[..*end], out.len()) else { return None };
        let taken = if let Block::Compressed(content) = block { content.len() } else { 0 };
        if taken.max(out.len() - before) as u64 > header.largest_block() {
            return Some(ByRuzstd::BlockSize);
        }
        before = out.len();
    }
    let literals = literals::all(&blocks);
    if literals.iter().any(|literals| literals.modes.is_some_and(|modes| modes & 3 != 0)) {
        return Some(ByRuzstd::ReservedModes);
    }
    if !literals::are_sound(&literals) {
        return Some(ByRuzstd::Literals);
    }
    literals.iter().any(Literals::has_tree).then_some(ByRuzstd::Tree)
}
