//! What simd-json works with, kept from frame to frame: a copy of the text, its buffers and the tape.

use std::mem;

use simd_json::{Buffers, INPUT_PADDING, Node, Tape, fill_tape_padded};

use crate::limits::MAX_BUILD_DEPTH;

/// So much is kept where a payload has to be read once more, in bytes: little beside what every frame may
/// take.
const KEPT: usize = 16 << 10;

/// Deeper payloads are left to the other reader. The envelope is around what is built.
const MAX_DEPTH: usize = MAX_BUILD_DEPTH + 1;

/// What each open container takes inside simd-json, in bytes, with what its list of them may have grown by.
const OPEN: usize = 48;

/// The memory of simd-json.
pub(crate) struct TapeMemory {
    /// The text, which simd-json writes to, and the padding that it needs.
    copy: Vec<u8>,
    /// Empty between reads.
    tape: Tape<'static>,
    buffers: Option<Grown>,
}

/// simd-json's buffers, and what they have grown for.
struct Grown {
    buffers: Buffers,
    /// The longest text, in bytes.
    text: usize,
    /// The most places in a text at which something begins or ends.
    places: usize,
}

impl Default for TapeMemory {
    fn default() -> Self {
        Self { copy: Vec::new(), tape: Tape(Vec::new()), buffers: None }
    }
}

impl Grown {
    fn new(text: usize) -> Self {
        Self { buffers: Buffers::with_max_depth(0, MAX_DEPTH), text, places: 0 }
    }

    /// The most that they take, in bytes: the text once more for its escapes, and four bytes for each place
    /// in a list that doubles.
    fn size(&self) -> usize {
        self.text + 4 * (self.text / 8).max(2 * self.places + 128) + OPEN * MAX_DEPTH
    }
}

/// A text that simd-json has read.
pub(crate) struct Filled<'s> {
    pub(crate) nodes: Vec<Node<'s>>,
    /// How much all of it takes, in bytes.
    pub(crate) size: usize,
    tape: &'s mut Tape<'static>,
    buffers: &'s mut Option<Grown>,
}

impl TapeMemory {
    /// How large the payloads may have been that it has grown for.
    pub(crate) fn capacity(&self) -> usize {
        self.copy.capacity()
    }

    /// Gives all of it back if it has grown for larger payloads than this.
    pub(crate) fn shrink(&mut self, above: usize) {
        if self.copy.capacity() > above {
            *self = Self::default();
        }
    }

    /// Gives it back, but for a little: the payload is read by another reader.
    #[cold]
    pub(crate) fn release(&mut self) {
        let buffers = self.buffers.as_ref().map_or(0, Grown::size);
        if self.copy.capacity() + size_of_nodes(&self.tape.0) + buffers > KEPT {
            *self = Self::default();
        }
    }

    /// Has a text read, with room for so many places from the start. None if simd-json refuses it.
    pub(crate) fn fill(&mut self, text: &[u8], places: usize) -> Option<Filled<'_>> {
        let Self { copy, tape, buffers } = self;
        let padded = text.len() + INPUT_PADDING;
        copy.clear();
        // What is too small is given back before there is more.
        if copy.capacity() < padded {
            *copy = Vec::new();
            copy.reserve_exact(padded);
        }
        if buffers.as_ref().is_none_or(|grown| grown.text < text.len()) {
            *buffers = Some(Grown::new(text.len()));
        }
        if tape.0.capacity() < places {
            *tape = Tape(Vec::new());
            tape.0.reserve_exact(places);
        }
        copy.extend_from_slice(text);
        copy.resize(padded, b' ');
        let grown = buffers.as_mut()?;
        let mut filled = mem::replace(tape, Tape(Vec::new())).reset();
        let result = fill_tape_padded(copy, text.len(), &mut grown.buffers, &mut filled);
        grown.places = grown.places.max(grown.buffers.structural_indexes().len());
        let size = padded + grown.size() + size_of_nodes(&filled.0);
        let filled = Filled { nodes: filled.0, size, tape, buffers };
        match result {
            Ok(()) => Some(filled),
            Err(_) => {
                filled.release();
                None
            }
        }
    }
}

impl Filled<'_> {
    /// Keeps the memory for the next text.
    pub(crate) fn keep(self) {
        *self.tape = Tape(self.nodes).reset();
    }

    /// As [`keep`](Self::keep), unless it is much: the text is read by another reader.
    #[cold]
    pub(crate) fn release(self) {
        match self.size > KEPT {
            true => *self.buffers = None,
            false => self.keep(),
        }
    }
}

fn size_of_nodes(nodes: &Vec<Node<'_>>) -> usize {
    nodes.capacity() * size_of::<Node<'_>>()
}
