//! Searches in 64 bytes of JSON text at once, on machines that have AVX2.

/// What is seen of a text at once: a block of 64 bytes, and as much of the next one as a word takes.
pub(super) type Window = [u8; WINDOW];
pub(super) const WINDOW: usize = 72;

/// The bytes of a block by kind, a bit for each. Strings are not told from what is outside of them.
#[derive(Debug, PartialEq)]
pub(super) struct Masks {
    /// `{}[]:,`, and two control characters.
    pub(super) markers: u64,
    /// Of the markers, `{}[]`. Of other bytes, any.
    pub(super) brackets: u64,
    /// Of the markers, `{[:`. Of other bytes, any.
    pub(super) opening: u64,
    pub(super) digits: u64,
    /// Where a number of digits may begin: at all digits but a zero before another digit. And where `null`,
    /// `true` or `false` begins that a marker follows.
    pub(super) starts: u64,
}

/// The instructions of a machine.
pub(super) trait Kernel: Copy {
    /// Where a byte is.
    fn equal(self, window: &Window, byte: u8) -> u64;

    /// Where the control characters are.
    fn controls(self, window: &Window) -> u64;

    /// Whether there is a control character or a backslash.
    fn has_special(self, window: &Window) -> bool;

    /// Where there is what may follow a backslash by itself.
    fn short_escapes(self, window: &Window) -> u64;

    fn masks(self, window: &Window) -> Masks;

    /// The length of the blocks before the first one that has a quote, a backslash or a control character.
    fn plain_blocks(self, bytes: &[u8]) -> usize;

    /// For each bit, whether it and those below are odd in number.
    fn parity(self, bits: u64) -> u64;
}

#[cfg(target_arch = "x86_64")]
pub(super) use avx2::Avx2;
#[cfg(not(target_arch = "x86_64"))]
pub(super) use none::Avx2;

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod avx2 {
    use std::arch::x86_64::*;

    use super::{Kernel, Masks, Window};
    use crate::scan::container::{State, find_end_of_string};

    /// Proof that the machine has AVX2, BMI1, BMI2 and PCLMULQDQ.
    #[derive(Clone, Copy)]
    pub(in crate::scan) struct Avx2(());

    impl Avx2 {
        #[inline]
        pub(in crate::scan) fn detected() -> Option<Self> {
            let has_all = is_x86_feature_detected!("avx2")
                && is_x86_feature_detected!("bmi1")
                && is_x86_feature_detected!("bmi2")
                && is_x86_feature_detected!("pclmulqdq");
            has_all.then_some(Self(()))
        }

        #[inline]
        pub(in crate::scan) fn end_of_container(
            self,
            state: State<'_>,
            at: usize,
        ) -> Option<usize> {
            // SAFETY: there is an `Avx2` only where the machine has all of this.
            unsafe { end_of_container(self, state, at) }
        }

        #[inline]
        pub(in crate::scan) fn all_plain_blocks(self, bytes: &[u8]) -> usize {
            // SAFETY: there is an `Avx2` only where the machine has all of this.
            unsafe { all_plain_blocks(bytes) }
        }

        #[inline]
        pub(in crate::scan) fn end_of_string(
            self,
            text: &[u8],
            at: usize,
            escape: fn(&[u8]) -> Option<usize>,
        ) -> Option<(usize, bool)> {
            // SAFETY: there is an `Avx2` only where the machine has all of this.
            unsafe { end_of_string(self, text, at, escape) }
        }
    }

    // These are compiled into `end_of_container`, whose instructions they may use.
    impl Kernel for Avx2 {
        #[inline(always)]
        fn equal(self, window: &Window, byte: u8) -> u64 {
            // SAFETY: there is an `Avx2` only where the machine has all of this.
            unsafe { bits_equal(window, byte) }
        }

        #[inline(always)]
        fn controls(self, window: &Window) -> u64 {
            // SAFETY: there is an `Avx2` only where the machine has all of this.
            unsafe { bits_of_controls(window) }
        }

        #[inline(always)]
        fn has_special(self, window: &Window) -> bool {
            // SAFETY: there is an `Avx2` only where the machine has all of this.
            unsafe { has_special(window) }
        }

        #[inline(always)]
        fn short_escapes(self, window: &Window) -> u64 {
            // SAFETY: there is an `Avx2` only where the machine has all of this.
            unsafe { bits_of_short_escapes(window) }
        }

        #[inline(always)]
        fn plain_blocks(self, bytes: &[u8]) -> usize {
            // SAFETY: there is an `Avx2` only where the machine has all of this.
            unsafe { plain_blocks(bytes) }
        }

        #[inline(always)]
        fn masks(self, window: &Window) -> Masks {
            // SAFETY: there is an `Avx2` only where the machine has all of this.
            unsafe { masks(window) }
        }

        #[inline(always)]
        fn parity(self, bits: u64) -> u64 {
            // SAFETY: there is an `Avx2` only where the machine has all of this.
            unsafe { parity(bits) }
        }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,pclmulqdq")]
    fn end_of_container(kernel: Avx2, state: State<'_>, at: usize) -> Option<usize> {
        state.run(kernel, at)
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,pclmulqdq")]
    fn end_of_string(
        kernel: Avx2,
        text: &[u8],
        at: usize,
        escape: fn(&[u8]) -> Option<usize>,
    ) -> Option<(usize, bool)> {
        find_end_of_string(kernel, text, at, escape)
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,pclmulqdq")]
    fn all_plain_blocks(bytes: &[u8]) -> usize {
        plain_blocks(bytes)
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn plain_blocks(bytes: &[u8]) -> usize {
        let (blocks, _) = bytes.as_chunks::<64>();
        let is_plain = |block: &&[u8; 64]| {
            let [low, high] = [load(*block, 0), load(*block, 32)];
            let quotes = _mm256_or_si256(equal(low, b'"'), equal(high, b'"'));
            let special = _mm256_or_si256(special(low), special(high));
            _mm256_movemask_epi8(_mm256_or_si256(quotes, special)) == 0
        };
        64 * blocks.iter().take_while(is_plain).count()
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn load(bytes: &[u8], at: usize) -> __m256i {
        let Some(bytes) = bytes[at..].first_chunk::<32>() else { return _mm256_setzero_si256() };
        // SAFETY: there are 32 bytes, and the load may be unaligned.
        unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
    }

    /// The same table for both halves of a register.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn table(table: &[u8; 16]) -> __m256i {
        // SAFETY: there are sixteen bytes, and the load may be unaligned.
        let table = unsafe { _mm_loadu_si128(table.as_ptr().cast()) };
        _mm256_broadcastsi128_si256(table)
    }

    /// The highest bits of 64 bytes.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn bits(low: __m256i, high: __m256i) -> u64 {
        let low = _mm256_movemask_epi8(low) as u32;
        let high = _mm256_movemask_epi8(high) as u32;
        u64::from(low) | u64::from(high) << 32
    }

    #[inline]
    #[target_feature(enable = "pclmulqdq")]
    fn parity(bits: u64) -> u64 {
        // Multiplied by all ones without carries, a bit is the sum of itself and those below.
        let bits = _mm_set_epi64x(0, bits as i64);
        _mm_cvtsi128_si64(_mm_clmulepi64_si128(bits, _mm_set1_epi8(-1), 0)) as u64
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn equal(bytes: __m256i, byte: u8) -> __m256i {
        _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte as i8))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn controls(bytes: __m256i) -> __m256i {
        _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1f)), bytes)
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn special(bytes: __m256i) -> __m256i {
        _mm256_or_si256(controls(bytes), equal(bytes, b'\\'))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn markers(bytes: __m256i) -> __m256i {
        // By the low four bits. Square brackets differ from curly ones in the bit that is set here.
        static MARKERS: [u8; 16] = *b"\0\0\0\0\0\0\0\0\0\0:{,}\0\0";
        let folded = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
        _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table(&MARKERS), bytes), folded)
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn digits(bytes: __m256i) -> __m256i {
        // Moved so that digits are the largest of the signed numbers.
        let moved = _mm256_add_epi8(bytes, _mm256_set1_epi8(0x7f - b'9' as i8));
        _mm256_cmpgt_epi8(moved, _mm256_set1_epi8(0x7f - 10))
    }

    /// Where a word begins that a marker follows.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn words(window: &Window, at: usize) -> __m256i {
        // By the low four bits of a word's first letter: that letter and those after it.
        const fn letters(null: u8, r#true: u8, r#false: u8) -> [u8; 16] {
            let mut table = [0xff; 16];
            (table[0xe], table[0x4], table[0x6]) = (null, r#true, r#false);
            table
        }
        static FIRST: [u8; 16] = letters(b'n', b't', b'f');
        static SECOND: [u8; 16] = letters(b'u', b'r', b'a');
        static THIRD: [u8; 16] = letters(b'l', b'u', b'l');
        static FOURTH: [u8; 16] = letters(b'l', b'e', b's');

        let [first, fifth] = [load(window, at), load(window, at + 4)];
        let follows = |letters, place| {
            let expected = _mm256_shuffle_epi8(table(letters), first);
            _mm256_cmpeq_epi8(expected, load(window, at + place))
        };
        let front = _mm256_and_si256(follows(&FIRST, 0), follows(&SECOND, 1));
        let back = _mm256_and_si256(follows(&THIRD, 2), follows(&FOURTH, 3));
        let end_of_false = _mm256_and_si256(equal(fifth, b'e'), markers(load(window, at + 5)));
        let end = _mm256_blendv_epi8(markers(fifth), end_of_false, equal(first, b'f'));
        _mm256_and_si256(_mm256_and_si256(front, back), end)
    }

    /// Where a word or a number of digits may begin.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn starts(window: &Window, at: usize) -> __m256i {
        let first = load(window, at);
        let leading_zeros = _mm256_and_si256(equal(first, b'0'), digits(load(window, at + 1)));
        _mm256_or_si256(_mm256_andnot_si256(leading_zeros, digits(first)), words(window, at))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn bits_equal(window: &Window, byte: u8) -> u64 {
        bits(equal(load(window, 0), byte), equal(load(window, 32), byte))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn bits_of_controls(window: &Window) -> u64 {
        bits(controls(load(window, 0)), controls(load(window, 32)))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn has_special(window: &Window) -> bool {
        let found = _mm256_or_si256(special(load(window, 0)), special(load(window, 32)));
        _mm256_movemask_epi8(found) != 0
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn short_escapes(bytes: __m256i) -> __m256i {
        // By the low four bits. The first entry is one that no zero byte equals.
        static LETTERS: [u8; 16] = *b"\xff\0r\0t\0f\0\0\0\0\0\\\0n\0";
        static OTHERS: [u8; 16] = *b"\xff\0b\0\0\0\0\0\0\0\0\0\0\0\0/";
        let [letters, others] = [&LETTERS, &OTHERS]
            .map(|expected| _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table(expected), bytes), bytes));
        let found = _mm256_or_si256(letters, others);
        _mm256_or_si256(found, equal(bytes, b'"'))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn bits_of_short_escapes(window: &Window) -> u64 {
        bits(short_escapes(load(window, 0)), short_escapes(load(window, 32)))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn masks(window: &Window) -> Masks {
        let [low, high] = [load(window, 0), load(window, 32)];
        // A marker is a bracket if bit 6 is set, and bit 1 tells `{[:` from `]},`.
        Masks {
            markers: bits(markers(low), markers(high)),
            brackets: bits(_mm256_slli_epi16(low, 1), _mm256_slli_epi16(high, 1)),
            opening: bits(_mm256_slli_epi16(low, 6), _mm256_slli_epi16(high, 6)),
            digits: bits(digits(low), digits(high)),
            starts: bits(starts(window, 0), starts(window, 32)),
        }
    }
}

#[cfg(not(target_arch = "x86_64"))]
mod none {
    use crate::scan::container::State;

    /// No other machine has it.
    #[derive(Clone, Copy)]
    pub(in crate::scan) enum Avx2 {}

    impl Avx2 {
        pub(in crate::scan) fn detected() -> Option<Self> {
            None
        }

        pub(in crate::scan) fn end_of_container(self, _: State<'_>, _: usize) -> Option<usize> {
            match self {}
        }

        pub(in crate::scan) fn all_plain_blocks(self, _: &[u8]) -> usize {
            match self {}
        }

        pub(in crate::scan) fn end_of_string(
            self,
            _: &[u8],
            _: usize,
            _: fn(&[u8]) -> Option<usize>,
        ) -> Option<(usize, bool)> {
            match self {}
        }
    }
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::*;
    use crate::scan::STEP;

    /// The same, byte by byte.
    #[derive(Clone, Copy)]
    struct Bytewise;

    fn bits(is: impl Fn(usize) -> bool) -> u64 {
        (0..64).fold(0, |bits, place| bits | u64::from(is(place)) << place)
    }

    fn is_special(byte: u8) -> bool {
        byte < 0x20 || byte == b'\\'
    }

    /// Control-L and control-Z are taken for a comma and a colon. Whoever asks looks for control characters.
    fn is_marker(byte: u8) -> bool {
        matches!(byte, b'{' | b'}' | b'[' | b']' | b':' | b',' | 0x0c | 0x1a)
    }

    fn may_start(rest: &[u8]) -> bool {
        let is_word = |word: &[u8]| rest.starts_with(word) && is_marker(rest[word.len()]);
        match rest {
            [b'0', b'0'..=b'9', ..] => false,
            [b'0'..=b'9', ..] => true,
            _ => is_word(b"null") || is_word(b"true") || is_word(b"false"),
        }
    }

    impl Kernel for Bytewise {
        fn equal(self, window: &Window, byte: u8) -> u64 {
            bits(|place| window[place] == byte)
        }

        fn controls(self, window: &Window) -> u64 {
            bits(|place| window[place] < 0x20)
        }

        fn has_special(self, window: &Window) -> bool {
            window[..64].iter().any(|&byte| is_special(byte))
        }

        fn short_escapes(self, window: &Window) -> u64 {
            bits(|place| br#""\/bfnrt"#.contains(&window[place]))
        }

        fn masks(self, window: &Window) -> Masks {
            Masks {
                markers: bits(|place| is_marker(window[place])),
                brackets: bits(|place| window[place] & 0x40 != 0),
                opening: bits(|place| window[place] & 2 != 0),
                digits: bits(|place| window[place].is_ascii_digit()),
                starts: bits(|place| may_start(&window[place..])),
            }
        }

        fn plain_blocks(self, bytes: &[u8]) -> usize {
            let ends = |byte: &u8| is_special(*byte) || *byte == b'"';
            bytes.iter().position(ends).unwrap_or(bytes.len()) / 64 * 64
        }

        fn parity(self, bits: u64) -> u64 {
            self::bits(|place| (bits << (63 - place)).count_ones() % 2 == 1)
        }
    }

    /// Compares all that is found in a window.
    #[track_caller]
    fn agrees(kernel: Avx2, window: &Window) {
        let shown = window.escape_ascii();
        assert_eq!(kernel.masks(window), Bytewise.masks(window), "{shown}");
        assert_eq!(kernel.controls(window), Bytewise.controls(window), "{shown}");
        assert_eq!(kernel.has_special(window), Bytewise.has_special(window), "{shown}");
        assert_eq!(kernel.short_escapes(window), Bytewise.short_escapes(window), "{shown}");
        for byte in *b"\"\\" {
            assert_eq!(kernel.equal(window, byte), Bytewise.equal(window, byte), "{shown}");
        }
        assert_eq!(kernel.all_plain_blocks(window), Bytewise.plain_blocks(window), "{shown}");
    }

    /// None where nothing can be compared, which is said.
    fn kernel() -> Option<Avx2> {
        let kernel = Avx2::detected();
        if kernel.is_none() {
            eprintln!("this machine has no AVX2, so that it is not tested");
        }
        kernel
    }

    #[test]
    fn every_byte_at_every_place() {
        let Some(kernel) = kernel() else { return };
        for place in (0..WINDOW).step_by(STEP) {
            for byte in (0..=u8::MAX).step_by(STEP) {
                for around in b"a0\x7f\xff,".iter().copied().step_by(STEP) {
                    let mut window = [around; WINDOW];
                    window[place] = byte;
                    agrees(kernel, &window);
                }
            }
        }
    }

    #[test]
    fn words_and_numbers_at_every_place() {
        let Some(kernel) = kernel() else { return };
        let runs = [
            "null", "true", "false", "nul", "tru", "fals", "falsy", "nulL", "trux", "faloe",
            "falst", "~ull", "Tull", "trle", "nuul", "0", "00", "01", "10", "0.5", "-0", "9", "90",
        ];
        for run in runs {
            for end in [",", "]", "}", ":", " ", "\"", "x", "0", ""].into_iter().step_by(STEP) {
                for front in (0..64).step_by(STEP) {
                    for around in [b',', b' ', b'n'].into_iter().step_by(STEP) {
                        let mut window = [around; WINDOW];
                        let text = format!("{run}{end}");
                        for (byte, text) in window[front..].iter_mut().zip(text.bytes()) {
                            *byte = text;
                        }
                        agrees(kernel, &window);
                    }
                }
            }
        }
    }

    #[test]
    fn each_byte_of_a_word_replaced() {
        let Some(kernel) = kernel() else { return };
        for word in ["null,", "true]", "false}"] {
            for place in (0..word.len()).step_by(STEP.min(3)) {
                for byte in (0..=u8::MAX).step_by(STEP) {
                    for front in (0..64).step_by(31 * STEP) {
                        let mut window = [b','; WINDOW];
                        window[front..front + word.len()].copy_from_slice(word.as_bytes());
                        window[front + place] = byte;
                        agrees(kernel, &window);
                    }
                }
            }
        }
    }

    #[test]
    fn parities() {
        let Some(kernel) = kernel() else { return };
        for low in 0..64 {
            for high in (low..64).step_by(STEP) {
                for bits in [1 << low, 1 << low | 1 << high, u64::MAX << low >> (high - low)] {
                    assert_eq!(kernel.parity(bits), Bytewise.parity(bits), "{bits:b}");
                }
            }
        }
    }

    #[test]
    fn blocks_of_any_number() {
        let Some(kernel) = kernel() else { return };
        for length in (0..300).step_by(STEP) {
            let mut bytes = vec![b'a'; length];
            assert_eq!(kernel.all_plain_blocks(&bytes), length / 64 * 64);
            for place in (0..length).step_by(STEP) {
                for byte in [b'"', b'\\', 0, 0x1f, 0x20, 0x7f, 0xff] {
                    bytes[place] = byte;
                    assert_eq!(kernel.all_plain_blocks(&bytes), Bytewise.plain_blocks(&bytes));
                }
                bytes[place] = b'a';
            }
        }
    }
}
