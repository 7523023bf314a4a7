//! Random numbers and text, the same on every run.

/// SplitMix64: a counter whose bits are mixed.
pub(super) struct Random(u64);

/// Words, between spaces: ASCII, other scripts, and what has to be escaped in JSON.
const PLAIN: &str =
    "anchor basket the of river quietly seven maple go a lantern under tomorrow is why?";
const ELSEWHERE: &str =
    "café naïve über mañana река дом θάλασσα 模型 山と川 다리 주전자 مرحبا ไทย — 😀 🔥🎉 ☃️";
const ESCAPED: &str = "\"so\" one\ntwo C:\\temp \n\n tab\tbed \\o/";

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// True once in so many times.
    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A length from 1 to `most`. Half of all are short.
    pub(super) fn length(&mut self, most: usize) -> usize {
        let shift = self.below(8);
        1 + self.below((most >> shift).max(1))
    }

    /// Text of up to `most` bytes: a quarter has words beyond ASCII, and a sixth has to be escaped.
    pub(super) fn text(&mut self, most: usize) -> String {
        let (is_elsewhere, is_escaped) = (self.one_in(4), self.one_in(6));
        let (length, mut text) = (self.length(most), String::new());
        while text.len() < length {
            if !text.is_empty() {
                text.push(' ');
            }
            let words = match self.below(4) {
                0 if is_escaped => ESCAPED,
                1 | 2 if is_elsewhere => ELSEWHERE,
                _ => PLAIN,
            };
            let place = self.below(words.split(' ').count());
            text.push_str(words.split(' ').nth(place).unwrap());
        }
        let end = (0..=most.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
        text.truncate(end.unwrap_or(0));
        text
    }

    /// Other digits and letters where a text has some.
    pub(super) fn letters(&mut self, text: &str) -> String {
        let other = |letter: char| match letter {
            '0'..='9' => (b'0' + self.below(10) as u8).into(),
            'a'..='z' => (b'a' + self.below(26) as u8).into(),
            'A'..='Z' => (b'A' + self.below(26) as u8).into(),
            letter => letter,
        };
        text.chars().map(other).collect()
    }
}
