//! simd-json behind our own errors and bounds: text in, a tape of nodes out.

use simd_json::{Buffers, ErrorType, INPUT_PADDING, Node, Tape};

use crate::{DecodeError, DecodeErrorKind, MAX_SKIP_DEPTH, Stage};

use super::skip;

/// The working memory of simd-json, kept from text to text.
pub(crate) struct Parser {
    buffers: Buffers,
    // Empty between two calls; only its allocation is kept.
    tape: Tape<'static>,
    /// The longest text since the memory was last given back, in bytes.
    longest: usize,
}

/// How many bytes [`pad`] appends.
pub(crate) const PADDING: usize = INPUT_PADDING;

/// Appends what [`Parser::parse`] wants to find behind a text.
pub(crate) fn pad(text: &mut Vec<u8>) {
    // Doubled, as vectors grow, a large text would take twice its size for these few bytes.
    text.reserve_exact(PADDING);
    text.extend_from_slice(&[b' '; PADDING]);
}

impl Parser {
    pub(crate) fn new() -> Self {
        Self { buffers: buffers(), tape: Tape(Vec::new()), longest: 0 }
    }

    /// Parses the first `length` bytes of `padded` and hands the nodes to `read`.
    ///
    /// An error of `read` counts nodes as its offset, which becomes the byte where that node
    /// begins.
    pub(crate) fn parse<'de, T>(
        &mut self,
        padded: &'de mut [u8],
        length: usize,
        read: impl FnOnce(&[Node<'de>]) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        if length > self.longest {
            // Begun anew, the memory is as large as this text needs; grown, it could be twice that.
            *self = Self { longest: length, ..Self::new() };
        }
        check_depth(&padded[..length])?;
        let mut tape: Tape<'de> = std::mem::replace(&mut self.tape, Tape(Vec::new())).reset();
        if let Err(error) =
            simd_json::fill_tape_padded(padded, length, &mut self.buffers, &mut tape)
        {
            // What is no JSON has no claim to the memory that it took.
            *self = Self::new();
            return Err(syntax_error(&error));
        }
        let result = read(&tape.0).map_err(|error| locate(error, &tape.0, &self.buffers));
        self.tape = tape.reset();
        result
    }

    /// Gives the memory back when a text has swollen it above so many bytes: a long one, or a
    /// short one of many values, each of which takes more memory than text.
    pub(crate) fn shrink(&mut self, above: usize) {
        let nodes = self.tape.0.capacity() * size_of::<Node<'_>>();
        if self.longest.max(nodes) > above {
            *self = Self::new();
        }
    }
}

fn buffers() -> Buffers {
    Buffers::with_max_depth(0, MAX_SKIP_DEPTH)
}

/// A tape that owns its memory, for a single text of any slice.
pub(super) fn parse_once<'de>(
    text: &'de mut [u8],
) -> Result<(Vec<Node<'de>>, Buffers), DecodeError> {
    check_depth(text)?;
    let mut buffers = buffers();
    let mut tape = Tape(Vec::new());
    simd_json::fill_tape(text, &mut buffers, &mut tape).map_err(|error| syntax_error(&error))?;
    Ok((tape.0, buffers))
}

/// Longer texts are looked at before they are parsed: simd-json finds out about depth itself, but
/// only after it has reserved memory for each bracket.
const SHORT_TEXT: usize = 16 << 10;

/// Real payloads have an opening bracket in 50 to 100 bytes.
const BYTES_A_BRACKET: usize = 16;

/// Refuses text that is nested too deep before much memory is spent on its brackets.
///
/// A text with fewer opening brackets than levels allowed is shallow enough, whatever else it
/// holds. Of others, those are walked that are mostly brackets: where these are few for the text's
/// length, as in any real payload, so is the memory that simd-json takes for them.
fn check_depth(text: &[u8]) -> Result<(), DecodeError> {
    if text.len() <= SHORT_TEXT {
        return Ok(());
    }
    let opening = |chunk: &[u8]| {
        // Bytes of a chunk this long are counted in bytes, which vectorises.
        chunk.iter().map(|&byte| u8::from(byte | 0x20 == b'{')).sum::<u8>() as usize
    };
    let count: usize = text.chunks(255).map(opening).sum();
    let is_mostly_brackets = count > text.len() / BYTES_A_BRACKET;
    if count > MAX_SKIP_DEPTH && is_mostly_brackets { skip::check_depth(text) } else { Ok(()) }
}

/// What simd-json found wrong, without the words it has for it.
#[cold]
fn syntax_error(error: &simd_json::Error) -> DecodeError {
    use DecodeErrorKind as Kind;
    let kind = match error.error() {
        ErrorType::InvalidUtf8 => Kind::InvalidUtf8,
        ErrorType::InvalidEscape
        | ErrorType::InvalidUnicodeEscape
        | ErrorType::InvalidUnicodeCodepoint => Kind::InvalidEscape,
        ErrorType::InvalidNumber | ErrorType::InvalidExponent => Kind::InvalidNumber,
        ErrorType::DepthLimitExceeded => {
            return DecodeError::data(Kind::DepthExceeded, error.index())
                .with_limit(MAX_SKIP_DEPTH);
        }
        ErrorType::Eof => Kind::UnexpectedEnd,
        ErrorType::InputTooLarge => Kind::MessageTooLarge,
        _ => Kind::Syntax,
    };
    // Its first pass and its string reader do not say where they stopped.
    match error.index() {
        0 => DecodeError::new(Stage::Data, kind),
        index => DecodeError::data(kind, index),
    }
}

/// Turns an error's offset from a node's number into the byte where that node begins.
#[cold]
pub(super) fn locate(error: DecodeError, nodes: &[Node<'_>], buffers: &Buffers) -> DecodeError {
    error.map_offset(|node| byte_of_node(nodes, buffers.structural_indexes(), node))
}

/// The byte where a node begins, from the places of all brackets, commas, colons and values.
///
/// Each node stands at one such place, and a comma, colon or closing bracket follows each that
/// is complete; an empty container has a closing bracket of its own besides.
fn byte_of_node(nodes: &[Node<'_>], places: &[u32], node: usize) -> Option<usize> {
    let mut place = 2 * node;
    for (index, before) in nodes.get(..node)?.iter().enumerate() {
        if let Node::Array { count, .. } | Node::Object { count, .. } = *before {
            if count == 0 {
                place += 1;
            } else if index + count >= node {
                place -= 1;
            }
        }
    }
    places.get(place).map(|&byte| byte as usize)
}
