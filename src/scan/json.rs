//! Searches in JSON text: sixteen bytes at once for the end of a string, 64 for what is counted.

/// Where in sixteen bytes a string's plain text ends: at a quote, a backslash or a control
/// character.
#[inline(always)]
pub(crate) fn end_of_plain(chunk: &[u8; 16]) -> Option<usize> {
    let found = kernel::ends(chunk);
    (found != 0).then(|| found.trailing_zeros() as usize)
}

/// How many commas stand between the entries of a list or object, and where its closing bracket
/// does, from what follows its opening one.
///
/// Of what is no JSON both may be any numbers up to that of the bytes.
pub(crate) fn commas_and_end(bytes: &[u8]) -> (usize, usize) {
    let mut count = Count::default();
    let (blocks, rest) = bytes.as_chunks();
    for (number, block) in blocks.iter().enumerate() {
        if let Some(place) = count.add(block) {
            return (count.commas, number * 64 + place);
        }
    }
    let mut last = [b' '; 64];
    last[..rest.len()].copy_from_slice(rest);
    let end = count.add(&last).map_or(bytes.len(), |place| blocks.len() * 64 + place);
    (count.commas, end)
}

/// Of 64 bytes, a bit for each that is one of these.
struct Block {
    quotes: u64,
    backslashes: u64,
    commas: u64,
    opening: u64,
    closing: u64,
}

/// What is known of a container whose entries are counted.
#[derive(Default)]
struct Count {
    /// Between its own entries.
    commas: usize,
    /// Containers that are open in it.
    depth: usize,
    /// All bits, where a string goes on in the next block.
    in_string: u64,
    /// One, where the next block's first byte is escaped.
    is_escaped: u64,
}

impl Count {
    /// Takes the next bytes. Returns where among them the container ends.
    #[inline(always)]
    fn add(&mut self, bytes: &[u8; 64]) -> Option<usize> {
        let block = kernel::block(bytes);
        let mut quotes = block.quotes;
        if block.backslashes | self.is_escaped != 0 {
            quotes &= !self.escaped(block.backslashes);
        }
        let text = in_strings(quotes) ^ self.in_string;
        self.in_string = ((text as i64) >> 63) as u64;
        let commas = block.commas & !text;
        let opening = block.opening & !text;
        let mut brackets = opening | (block.closing & !text);
        // The bytes behind the last bracket that was looked at.
        let mut behind = u64::MAX;
        while brackets != 0 {
            let bracket = brackets & brackets.wrapping_neg();
            if self.depth == 0 {
                self.commas += (commas & behind & (bracket - 1)).count_ones() as usize;
            }
            behind = !((bracket - 1) | bracket);
            match self.depth {
                _ if opening & bracket != 0 => self.depth += 1,
                0 => return Some(bracket.trailing_zeros() as usize),
                _ => self.depth -= 1,
            }
            brackets ^= bracket;
        }
        if self.depth == 0 {
            self.commas += (commas & behind).count_ones() as usize;
        }
        None
    }

    /// The bytes that a backslash stands before which is not escaped itself.
    fn escaped(&mut self, backslashes: u64) -> u64 {
        const EVEN: u64 = 0x5555_5555_5555_5555;
        let backslashes = backslashes & !self.is_escaped;
        let follows = backslashes << 1 | self.is_escaped;
        // A run that begins at an odd place is carried to the place behind it by the addition.
        let odd_starts = backslashes & !EVEN & !follows;
        let (runs, goes_on) = odd_starts.overflowing_add(backslashes);
        self.is_escaped = u64::from(goes_on);
        (EVEN ^ (runs << 1)) & follows
    }
}

/// From each first quote to before the second: each bit says of how many before it, and of itself,
/// whether they are odd.
#[inline(always)]
fn in_strings(quotes: u64) -> u64 {
    let mut text = quotes;
    for shift in [1, 2, 4, 8, 16, 32] {
        text ^= text << shift;
    }
    text
}

/// With SSE2, which every x86-64 has.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod kernel {
    use std::arch::x86_64::*;

    use super::Block;

    #[inline(always)]
    pub(super) fn ends(chunk: &[u8; 16]) -> u64 {
        // SAFETY: every x86-64 has SSE2.
        unsafe { ends_with_sse2(chunk) }
    }

    #[inline(always)]
    pub(super) fn block(bytes: &[u8; 64]) -> Block {
        // SAFETY: every x86-64 has SSE2.
        unsafe { block_with_sse2(bytes) }
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn load(bytes: &[u8; 16]) -> __m128i {
        // SAFETY: there are sixteen bytes, and the load may be unaligned.
        unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) }
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn equal(bytes: __m128i, byte: u8) -> __m128i {
        _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte as i8))
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn bits(found: __m128i) -> u64 {
        // Sixteen bits, so that no sign is spread.
        _mm_movemask_epi8(found) as u64
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn ends_with_sse2(chunk: &[u8; 16]) -> u64 {
        let bytes = load(chunk);
        let controls = equal(_mm_subs_epu8(bytes, _mm_set1_epi8(0x1f)), 0);
        bits(_mm_or_si128(_mm_or_si128(equal(bytes, b'"'), equal(bytes, b'\\')), controls))
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn block_with_sse2(bytes: &[u8; 64]) -> Block {
        let mut block = Block { quotes: 0, backslashes: 0, commas: 0, opening: 0, closing: 0 };
        for (number, bytes) in bytes.as_chunks().0.iter().enumerate() {
            let (place, bytes) = (16 * number, load(bytes));
            // Square brackets differ from curly ones in this bit.
            let brackets = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
            block.quotes |= bits(equal(bytes, b'"')) << place;
            block.backslashes |= bits(equal(bytes, b'\\')) << place;
            block.commas |= bits(equal(bytes, b',')) << place;
            block.opening |= bits(equal(brackets, b'{')) << place;
            block.closing |= bits(equal(brackets, b'}')) << place;
        }
        block
    }
}

/// In words of eight bytes, for all other machines.
#[cfg(any(test, not(target_arch = "x86_64")))]
#[cfg_attr(target_arch = "x86_64", allow(dead_code))]
mod portable {
    use super::Block;
    use crate::scan::short::equal;

    #[inline(always)]
    fn load(bytes: &[u8], place: usize) -> u64 {
        bytes[place..].first_chunk().map_or(0, |word| u64::from_le_bytes(*word))
    }

    /// The high bits of eight bytes, next to each other.
    #[inline(always)]
    fn bits(found: u64) -> u64 {
        (found >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }

    #[inline(always)]
    pub(super) fn ends(chunk: &[u8; 16]) -> u64 {
        let half = |place| {
            let word = load(chunk, place);
            // The high three bits of a control character are zero.
            let controls = equal(0, word & 0xe0e0_e0e0_e0e0_e0e0);
            bits(equal(b'"', word) | equal(b'\\', word) | controls) << place
        };
        half(0) | half(8)
    }

    #[inline(always)]
    pub(super) fn block(bytes: &[u8; 64]) -> Block {
        let mut block = Block { quotes: 0, backslashes: 0, commas: 0, opening: 0, closing: 0 };
        for place in (0..64).step_by(8) {
            let word = load(bytes, place);
            let brackets = word | 0x2020_2020_2020_2020;
            block.quotes |= bits(equal(b'"', word)) << place;
            block.backslashes |= bits(equal(b'\\', word)) << place;
            block.commas |= bits(equal(b',', word)) << place;
            block.opening |= bits(equal(b'{', brackets)) << place;
            block.closing |= bits(equal(b'}', brackets)) << place;
        }
        block
    }
}

#[cfg(not(target_arch = "x86_64"))]
use portable as kernel;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::STEP;

    #[test]
    fn every_byte_at_every_place_of_sixteen() {
        for place in (0..16).step_by(STEP) {
            for byte in (0..=u8::MAX).step_by(STEP) {
                for around in [b'a', 0x20, 0x7f, 0xff] {
                    let mut chunk = [around; 16];
                    chunk[place] = byte;
                    let ends = matches!(byte, b'"' | b'\\' | 0..0x20);
                    assert_eq!(end_of_plain(&chunk), ends.then_some(place), "{byte} at {place}");
                    assert_eq!(portable::ends(&chunk), kernel::ends(&chunk));
                }
            }
        }
    }

    #[test]
    fn every_byte_at_every_place_of_a_block() {
        let masks = |block: Block| {
            [block.quotes, block.backslashes, block.commas, block.opening, block.closing]
        };
        for place in (0..64).step_by(STEP) {
            for byte in (0..=u8::MAX).step_by(STEP) {
                let mut bytes = [b'a'; 64];
                bytes[place] = byte;
                let bit = |of: &[u8]| u64::from(of.contains(&byte)) << place;
                let expected = [bit(b"\""), bit(b"\\"), bit(b","), bit(b"{["), bit(b"}]")];
                assert_eq!(masks(kernel::block(&bytes)), expected, "{byte} at {place}");
                assert_eq!(masks(portable::block(&bytes)), expected, "{byte} at {place}");
            }
        }
    }

    /// The same, byte by byte.
    fn counted(bytes: &[u8]) -> (usize, usize) {
        let (mut commas, mut depth, mut in_string, mut position) = (0, 0_usize, false, 0_usize);
        while let Some(&byte) = bytes.get(position) {
            match byte {
                b'"' => in_string = !in_string,
                b'\\' => position += 1,
                _ if in_string => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth == 0 => break,
                b'}' | b']' => depth -= 1,
                b',' => commas += usize::from(depth == 0),
                _ => {}
            }
            position += 1;
        }
        (commas, position.min(bytes.len()))
    }

    #[test]
    fn counts_as_one_who_counts_byte_by_byte() {
        let pieces = [
            "1,",
            "\"a\",",
            "\"\\\"\",",
            "\"\\\\\",",
            "[1,2],",
            "{\"a\":[{}]},",
            "[],",
            "\"],\",",
            "\"\\\\\\\\\\\"},\",",
            " ,",
            "\"\u{e9}\",",
        ];
        for first in pieces {
            for second in pieces.into_iter().step_by(STEP) {
                for front in (0..70).step_by(STEP) {
                    let mut text = format!("{:front$}{first}", "");
                    for _ in 0..9 {
                        text.push_str(second);
                        text.push_str(first);
                    }
                    for end in ["0]", "0],1,2", "{}}", "", "\"", "[", "\\"] {
                        let bytes = [text.as_bytes(), end.as_bytes()].concat();
                        assert_eq!(commas_and_end(&bytes), counted(&bytes), "{text}{end}");
                    }
                }
            }
        }
    }
}
