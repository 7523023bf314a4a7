//! The literals of zstd's blocks (RFC 8878, 3.1.1.3.1): whether their codes end where they have to.
//!
//! Neither zstd nor ruzstd looks at all of it, so each stream is put four times into a block by itself,
//! of which ruzstd does: where each stream ends, and how many literals there are of all four.

use super::zstd::{self, Block};

/// What stands in front of the sequences of a compressed block.
pub(crate) struct Literals<'a> {
    kind: Kind,
    /// How many there are.
    count: usize,
    /// The codes, in one stream or four, behind the tree if there is one.
    codes: &'a [u8],
    streams: usize,
    /// The byte with the modes of the sequences, if there are any.
    pub(crate) modes: Option<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// They stand there as they are, or one stands for all.
    Plain,
    WithTree,
    /// The tree is that of a block before.
    Treeless,
}

impl<'a> Literals<'a> {
    /// None if they do not fit into the block.
    pub(crate) fn of(block: &'a [u8]) -> Option<Self> {
        let first = *block.first()?;
        let mut bytes = [0; 8];
        let known = block.len().min(5);
        bytes[..known].copy_from_slice(&block[..known]);
        let bits = |from: u32, count: u32| {
            (u64::from_le_bytes(bytes) >> from & ((1 << count) - 1)) as usize
        };
        let format = first >> 2 & 3;
        let is_compressed = first & 2 != 0;
        let (head, count, length) = match (is_compressed, format) {
            (false, 0 | 2) => (1, bits(3, 5), None),
            (false, 1) => (2, bits(4, 12), None),
            (false, _) => (3, bits(4, 20), None),
            (true, 0 | 1) => (3, bits(4, 10), Some(bits(14, 10))),
            (true, 2) => (4, bits(4, 14), Some(bits(18, 14))),
            (true, _) => (5, bits(4, 18), Some(bits(22, 18))),
        };
        let kind = match first & 3 {
            0 | 1 => Kind::Plain,
            2 => Kind::WithTree,
            _ => Kind::Treeless,
        };
        let repeats = first & 3 == 1;
        let end = head + length.unwrap_or(if repeats { 1 } else { count });
        let codes = block.get(head..end)?;
        let modes = match *block.get(end)? {
            0 => None,
            1..128 => block.get(end + 1),
            128..255 => block.get(end + 2),
            255 => block.get(end + 3),
        };
        let streams = if format == 0 { 1 } else { 4 };
        Some(Self { kind, count, codes, streams, modes: modes.copied() })
    }

    pub(crate) fn has_tree(&self) -> bool {
        self.kind == Kind::WithTree
    }

    /// The tree and what is behind it.
    fn split(&self) -> Option<(&'a [u8], &'a [u8])> {
        // Weights are compressed to so many bytes, or there are so many of half a byte.
        let length = match *self.codes.first()? {
            length @ 0..128 => usize::from(length),
            count => usize::from(count - 127).div_ceil(2),
        };
        self.codes.split_at_checked(1 + length)
    }

    /// Each stream, with how many literals it has.
    fn streams(&self, codes: &'a [u8]) -> Option<Vec<(&'a [u8], usize)>> {
        if self.streams == 1 {
            return Some(vec![(codes, self.count)]);
        }
        let (lengths, mut rest) = codes.split_first_chunk::<6>()?;
        let each = self.count.div_ceil(4);
        let mut streams = Vec::new();
        for length in lengths.chunks(2) {
            let length = usize::from(length[0]) | usize::from(length[1]) << 8;
            let (stream, behind) = rest.split_at_checked(length)?;
            streams.push((stream, each));
            rest = behind;
        }
        streams.push((rest, self.count.checked_sub(3 * each)?));
        Some(streams)
    }
}

/// Those of all blocks that have any.
pub(crate) fn all<'a>(blocks: &[(Block<'a>, usize)]) -> Vec<Literals<'a>> {
    let of_block = |block: &Block<'a>| match *block {
        Block::Compressed(content) => Literals::of(content),
        Block::Plain => None,
    };
    blocks.iter().filter_map(|(block, _)| of_block(block)).collect()
}

/// Whether all codes of a frame's literals end where they have to, and are as many as they have to be.
pub(crate) fn are_sound(literals: &[Literals<'_>]) -> bool {
    let mut tree: &[u8] = &[];
    for literals in literals {
        let codes = match literals.kind {
            Kind::Plain => continue,
            Kind::Treeless => literals.codes,
            Kind::WithTree => {
                let Some((own, codes)) = literals.split() else { return false };
                tree = own;
                codes
            }
        };
        let streams = literals.streams(codes).unwrap_or_default();
        let is_sound = |(stream, count): &(&[u8], usize)| has(tree, stream, *count);
        if streams.is_empty() || !streams.iter().all(is_sound) {
            return false;
        }
    }
    true
}

/// Whether a stream is of so many literals.
fn has(tree: &[u8], stream: &[u8], count: usize) -> bool {
    let length = tree.len() + 6 + 4 * stream.len();
    // zstd has no streams of nothing.
    if count == 0 || 4 * count >= 1 << 18 || length >= 1 << 17 {
        return false;
    }
    // The literals are of the kind with a tree, in four streams, and both sizes have 18 bits.
    let head = 2 | 3 << 2 | (4 * count as u64) << 4 | (length as u64) << 22;
    let lengths = (stream.len() as u16).to_le_bytes().repeat(3);
    let no_sequences = [0];
    let streams = stream.repeat(4);
    let block = [&head.to_le_bytes()[..5], tree, &lengths, &streams, &no_sequences].concat();
    let block_head = (block.len() as u32) << 3 | 2 << 1;
    // A frame with a window of a megabyte.
    let frame = [0x28, 0xb5, 0x2f, 0xfd, 0, 0x50];
    let frame = [&frame[..], &block_head.to_le_bytes()[..3], &block].concat();
    zstd::inflate(&frame, usize::MAX).is_ok_and(|out| out.len() == 4 * count)
}
