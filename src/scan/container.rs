//! The end of a long JSON container, with everything in it checked, 64 bytes at a time.
//!
//! Each kind of byte is a mask with one bit for each byte of a block. A string is the bits between two
//! quotes, and what may follow what is a shift. Only brackets are looked at one by one. Escape sequences and
//! numbers that are more than digits go to functions of the caller. What is not certainly right is left to
//! the caller, who reads it byte by byte and says what is wrong.

use super::wide::{Avx2, Kernel, Masks, WINDOW, Window};

/// What is rare, and read elsewhere.
#[derive(Clone, Copy)]
pub(crate) struct Rare {
    /// The length of the escape sequence that the bytes begin with.
    pub(crate) escape: fn(&[u8]) -> Option<usize>,
    /// The place after the number that begins at a place of a text.
    pub(crate) number: fn(&[u8], usize) -> Option<usize>,
}

/// The containers that are open.
#[derive(Clone, Copy)]
pub(crate) struct Open {
    /// A bit for each, the innermost in the lowest: set for an object.
    pub(crate) objects: u64,
    pub(crate) depth: u32,
}

/// How many containers may be open at once.
pub(crate) const MAX_OPEN: u32 = u64::BITS;

/// The place after the outermost open container, from a comma in the innermost one.
///
/// `None` if anything up to there is wrong or unusual (white space outside of strings, deep nesting), and on
/// machines without AVX2. The text need not be UTF-8; that is checked elsewhere.
#[inline]
pub(crate) fn end_of_container(text: &[u8], at: usize, open: Open, rare: Rare) -> Option<usize> {
    Avx2::detected()?.end_of_container(State::new(text, open, rare), at)
}

/// The length of the blocks of 64 bytes before the first one that has a quote, a backslash or a control
/// character. Zero on machines without AVX2.
#[inline]
pub(crate) fn plain_blocks(bytes: &[u8]) -> usize {
    Avx2::detected().map_or(0, |kernel| kernel.all_plain_blocks(bytes))
}

/// The place of the quote that closes a long string, from a place in it on, and whether there are escape
/// sequences before it.
///
/// `None` if anything up to there is wrong, and on machines without AVX2.
#[inline]
pub(crate) fn end_of_string(
    text: &[u8],
    at: usize,
    escape: fn(&[u8]) -> Option<usize>,
) -> Option<(usize, bool)> {
    Avx2::detected()?.end_of_string(text, at, escape)
}

#[inline(always)]
pub(super) fn find_end_of_string<K: Kernel>(
    kernel: K,
    text: &[u8],
    mut at: usize,
    escape: fn(&[u8]) -> Option<usize>,
) -> Option<(usize, bool)> {
    let (mut escapes, mut has_escapes) = (Escapes::default(), false);
    let mut last;
    loop {
        if escapes.is_first == 0 {
            at += kernel.plain_blocks(text.get(at..)?);
        }
        let rest = text.get(at..)?;
        let window = match rest.first_chunk() {
            Some(window) => window,
            None => {
                last = [b'"'; WINDOW];
                last[..rest.len()].copy_from_slice(rest);
                &last
            }
        };
        let mut quotes = kernel.equal(window, b'"');
        let is_rare = kernel.has_special(window) | (escapes.is_first != 0);
        if is_rare {
            let escaped = escapes.take(kernel, window);
            quotes &= !escaped;
            let before = (quotes & quotes.wrapping_neg()).wrapping_sub(1);
            if !escapes.are_right(before, text, at, escape) {
                return None;
            }
            has_escapes |= escaped & before != 0;
        }
        if quotes != 0 {
            let end = at + quotes.trailing_zeros() as usize;
            return (end < text.len()).then_some((end, has_escapes));
        }
        at += STEP;
    }
}

/// How far it is from one block to the next. The first byte of a block is the last one of the block before, so
/// that each pair of neighbours is in one block.
const STEP: usize = 63;

/// The first byte of a block, which was checked in the block before.
const FIRST: u64 = 1;

/// What is known of a container up to a block.
pub(super) struct State<'t> {
    text: &'t [u8],
    rare: Rare,
    open: Open,
    /// All bits if the block begins in a string.
    in_string: u64,
    escapes: Escapes,
    /// One if a comma or an opening bracket came that no marker followed yet.
    entry: u64,
}

enum Step {
    Next,
    /// The block is part of a string, which may be long.
    Plain,
    End(usize),
    Irregular,
}

impl<'t> State<'t> {
    pub(super) fn new(text: &'t [u8], open: Open, rare: Rare) -> Self {
        Self { text, rare, open, in_string: 0, escapes: Escapes::default(), entry: 0 }
    }

    /// Goes from a comma to the end of the outermost container.
    #[inline(always)]
    pub(super) fn run<K: Kernel>(mut self, kernel: K, mut at: usize) -> Option<usize> {
        let mut last;
        loop {
            let rest = self.text.get(at..)?;
            let window = match rest.first_chunk() {
                Some(window) => window,
                None => {
                    // Brackets after the text close no container in it.
                    last = [b'}'; WINDOW];
                    last[..rest.len()].copy_from_slice(rest);
                    &last
                }
            };
            match self.step(kernel, window, at) {
                Step::Next => at += STEP,
                // What is stepped over here is in a string, as is the first byte after it.
                Step::Plain => {
                    at += STEP + kernel.plain_blocks(rest.get(STEP..).unwrap_or_default());
                }
                Step::End(end) => return (end <= self.text.len()).then_some(end),
                Step::Irregular => return None,
            }
        }
    }

    #[inline(always)]
    fn step<K: Kernel>(&mut self, kernel: K, window: &Window, at: usize) -> Step {
        let mut quotes = kernel.equal(window, b'"');
        let is_rare = kernel.has_special(window) | (self.escapes.is_first != 0);
        // One test for all of it, because a block begins in a string as often as not.
        if (quotes == 0) & !is_rare & (self.in_string != 0) {
            return Step::Plain;
        }
        if is_rare {
            quotes &= !self.escapes.take(kernel, window);
        }
        let strings = kernel.parity(quotes) ^ self.in_string;
        let tokens = Tokens::of(&kernel.masks(window), quotes, strings, self.entry);
        // Whether the last byte but one is in a string, which is the last one before the next block.
        self.in_string = ((strings << 1) as i64 >> 63) as u64;
        self.entry = tokens.entry;
        self.brackets(&tokens, window, is_rare, at)
    }

    /// Goes into containers and out of them, and gives the verdict on a block.
    #[inline(always)]
    fn brackets(&mut self, tokens: &Tokens, window: &Window, is_rare: bool, at: usize) -> Step {
        let Open { mut objects, mut depth } = self.open;
        let misplaced = |objects: u64| {
            let in_object = (objects & 1).wrapping_neg();
            tokens.of_lists & in_object | tokens.of_objects & !in_object
        };
        let mut errors = tokens.errors;
        let mut brackets = tokens.brackets;
        let mut passed = 0;
        while brackets != 0 {
            let bracket = brackets & brackets.wrapping_neg();
            let through = bracket ^ (bracket - 1);
            errors |= misplaced(objects) & through & !passed;
            passed = through;
            let place = brackets.trailing_zeros() as usize;
            // Curly ones differ from square ones in this bit.
            let is_curly = u64::from(window[place % 64] >> 5 & 1);
            if tokens.opening & bracket != 0 {
                if depth == MAX_OPEN {
                    return Step::Irregular;
                }
                objects = objects << 1 | is_curly;
                depth += 1;
            } else {
                if objects & 1 != is_curly {
                    errors |= bracket;
                }
                objects >>= 1;
                depth -= 1;
                if depth == 0 {
                    let is_right = errors & through == 0
                        && self.is_regular(tokens.odd & through, is_rare, through, at);
                    return if is_right { Step::End(at + place + 1) } else { Step::Irregular };
                }
            }
            brackets &= brackets - 1;
        }
        errors |= misplaced(objects) & !passed;
        self.open = Open { objects, depth };
        match errors == 0 && self.is_regular(tokens.odd, is_rare, u64::MAX, at) {
            true => Step::Next,
            false => Step::Irregular,
        }
    }

    /// Whether everything rare is right in a part of a block.
    #[inline(always)]
    fn is_regular(&mut self, odd: u64, is_rare: bool, part: u64, at: usize) -> bool {
        (!is_rare || self.escapes.are_right(part, self.text, at, self.rare.escape))
            && (odd == 0 || self.are_scalars(odd, at))
    }

    /// Whether each run in which something odd is at one of the places is a word or a number.
    #[cold]
    #[inline(never)]
    fn are_scalars(&self, mut odd: u64, at: usize) -> bool {
        while odd != 0 {
            let place = at + odd.trailing_zeros() as usize;
            let before = self.text.get(..place).unwrap_or_default();
            let start = before.iter().rposition(|&byte| !is_run(byte)).map_or(0, |last| last + 1);
            let rest = self.text.get(start..).unwrap_or_default();
            let length = rest.iter().position(|&byte| !is_run(byte)).unwrap_or(rest.len());
            let end = start + length;
            let is_word = matches!(&rest[..length], b"null" | b"true" | b"false");
            if !is_word && (self.rare.number)(self.text, start) != Some(end) {
                return false;
            }
            // The rest of the run is right as well.
            let passed =
                u32::try_from(end - at).ok().and_then(|passed| u64::MAX.checked_shl(passed));
            odd &= passed.unwrap_or(0);
        }
        true
    }
}

/// Whether a byte outside of strings belongs to a run: to a word or a number, or to what is neither.
fn is_run(byte: u8) -> bool {
    !matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b':' | b',')
}

/// Escape sequences and control characters.
#[derive(Default)]
struct Escapes {
    /// One if the first byte of the next block is escaped.
    is_first: u64,
    /// Of the last block that has any: escaped bytes that may not be escaped, or only if more follows, and
    /// the control characters.
    unusual: u64,
    controls: u64,
    /// The place after the last escape sequence that was checked.
    passed: usize,
}

impl Escapes {
    /// Takes a block that has any. Returns which bytes are escaped.
    #[inline(always)]
    fn take<K: Kernel>(&mut self, kernel: K, window: &Window) -> u64 {
        const EVEN: u64 = 0x5555_5555_5555_5555;
        let backslashes = kernel.equal(window, b'\\') & !self.is_first;
        let follows = backslashes << 1 | self.is_first;
        // The addition carries a run that begins at an odd place to the place after it.
        let odd_starts = backslashes & !EVEN & !follows;
        let runs = odd_starts.wrapping_add(backslashes);
        let escaped = (EVEN ^ (runs << 1)) & follows;
        self.is_first = escaped >> 63;
        self.unusual = escaped & !kernel.short_escapes(window);
        self.controls = kernel.controls(window);
        escaped
    }

    /// Whether those in a part of the block are right.
    #[inline(always)]
    fn are_right(
        &mut self,
        part: u64,
        text: &[u8],
        at: usize,
        escape: fn(&[u8]) -> Option<usize>,
    ) -> bool {
        self.controls & part == 0
            && (self.unusual & part == 0 || self.are_escapes(self.unusual & part, text, at, escape))
    }

    #[cold]
    #[inline(never)]
    fn are_escapes(
        &mut self,
        mut unusual: u64,
        text: &[u8],
        at: usize,
        escape: fn(&[u8]) -> Option<usize>,
    ) -> bool {
        while unusual != 0 {
            let place = at + unusual.trailing_zeros() as usize - 1;
            unusual &= unusual - 1;
            if place >= self.passed {
                let Some(length) = escape(text.get(place..).unwrap_or_default()) else {
                    return false;
                };
                self.passed = place + length;
            }
        }
        true
    }
}

/// What is outside of the strings of a block.
struct Tokens {
    brackets: u64,
    opening: u64,
    /// Markers that may only be in lists, and only in objects.
    of_lists: u64,
    of_objects: u64,
    /// What is in its place nowhere.
    errors: u64,
    /// Where a run is neither a word nor digits.
    odd: u64,
    /// For the next block.
    entry: u64,
}

impl Tokens {
    #[inline(always)]
    fn of(masks: &Masks, quotes: u64, strings: u64, entry: u64) -> Self {
        let markers = masks.markers & !strings;
        let brackets = markers & masks.brackets;
        let opening = brackets & masks.opening;
        let closing = brackets ^ opening;
        let colons = markers & !masks.brackets & masks.opening;
        // A value follows each opening bracket, comma and colon.
        let openers = markers ^ closing;

        let runs = !(strings | quotes | markers);
        let after_run = runs << 1;
        let starts = runs & !after_run;
        let digits = runs & masks.digits;
        let odd = (runs & !masks.digits & digits << 1) | (starts & !masks.starts);

        let values = (quotes & strings) | opening | starts;
        let empty = closing & opening << 1;
        let mut errors = (openers << 1 ^ values) & !empty | colons & after_run;

        // The first marker of each entry, which is a colon in objects and nowhere else. The addition carries
        // a bit over what is between two markers.
        let entries = openers ^ colons;
        let (sum, goes_on) = (entries << 1 | entry).overflowing_add(!markers);
        let firsts = sum & markers;
        errors |= colons & !firsts;
        if runs == u64::MAX {
            // A number may be so long that it is out of range.
            errors = u64::MAX;
        }
        Self {
            brackets: brackets & !FIRST,
            opening,
            of_lists: firsts & !colons & !empty,
            of_objects: firsts & colons,
            errors: errors & !FIRST,
            odd: odd & !FIRST,
            entry: u64::from(goes_on),
        }
    }
}
