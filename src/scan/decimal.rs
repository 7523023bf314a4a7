//! Decimal numbers.

/// A decimal number of 1 to 20 digits and nothing else; leading zeros are legal.
#[inline]
pub(crate) fn decimal(text: &[u8]) -> Option<u64> {
    let (mut value, mut rest) = (0_u64, text);
    // An id has 17 to 20 digits: two rounds of eight, and a few more.
    while let Some((eight, behind)) = rest.split_first_chunk() {
        value = value.checked_mul(100_000_000)?.checked_add(parse_eight(*eight)?)?;
        rest = behind;
    }
    for &digit in rest {
        let digit = digit.wrapping_sub(b'0');
        value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
        (digit < 10).then_some(())?;
    }
    (1..=20).contains(&text.len()).then_some(value)
}

/// Eight decimal digits at once: neighbours are joined to numbers of two, four and eight digits.
#[inline]
fn parse_eight(digits: [u8; 8]) -> Option<u64> {
    const HIGH_HALVES: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let text = u64::from_le_bytes(digits);
    // A digit is 0x30 to 0x39: its high half is 3, and still is when 6 is added.
    let with_six = text.wrapping_add(0x0606_0606_0606_0606);
    if text & HIGH_HALVES != ZEROS || with_six & HIGH_HALVES != ZEROS {
        return None;
    }
    let ones = text - ZEROS;
    let twos = (ones.wrapping_mul(10) + (ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (twos.wrapping_mul(100) + (twos >> 16)) & 0x0000_ffff_0000_ffff;
    Some((fours.wrapping_mul(10_000) + (fours >> 32)) & 0xffff_ffff)
}
