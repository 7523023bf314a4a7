//! Which bytes are beyond ASCII, thirty-two at a time.

/// A bit for each byte, the first one's the lowest: set where it is above `0x7f`.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
#[allow(unsafe_code)]
pub(super) fn high_bits(bytes: &[u8; 32]) -> u32 {
    use std::arch::x86_64::{__m128i, _mm_loadu_si128, _mm_movemask_epi8};

    let first = bytes.as_ptr().cast::<__m128i>();
    // SAFETY: `bytes` has sixteen bytes from here on.
    let low = unsafe { _mm_loadu_si128(first) };
    // SAFETY: sixteen bytes on, `bytes` has as many again.
    let second = unsafe { first.add(1) };
    // SAFETY: which are these.
    let high = unsafe { _mm_loadu_si128(second) };
    // SAFETY: every x86-64 has SSE2.
    let low = unsafe { _mm_movemask_epi8(low) };
    // SAFETY: as above.
    let high = unsafe { _mm_movemask_epi8(high) };
    low as u32 | (high as u32) << 16
}

#[cfg(not(target_arch = "x86_64"))]
pub(super) use scalar as high_bits;

/// As `high_bits`, on any machine.
#[cfg(any(test, not(target_arch = "x86_64")))]
#[inline(always)]
pub(super) fn scalar(bytes: &[u8; 32]) -> u32 {
    /// Brings the lowest bits of eight bytes together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;

    let (words, _) = bytes.as_chunks::<8>();
    words.iter().rev().fold(0, |bits, word| {
        let high = u64::from_le_bytes(*word) >> 7 & 0x0101_0101_0101_0101;
        bits << 8 | (high.wrapping_mul(GATHER) >> 56) as u32
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::STEP;

    #[test]
    fn every_byte_at_every_place() {
        for around in [0, 0x7f, 0x80, 0xff] {
            for place in (0..32).step_by(STEP) {
                for byte in (0..=u8::MAX).step_by(STEP) {
                    let mut bytes = [around; 32];
                    bytes[place] = byte;
                    let bits = bytes.iter().map(|byte| u32::from(byte >> 7));
                    let expected = bits.rev().fold(0, |bits, bit| bits << 1 | bit);
                    assert_eq!(high_bits(&bytes), expected, "{bytes:x?}");
                    assert_eq!(scalar(&bytes), expected, "{bytes:x?}");
                }
            }
        }
    }
}
