//! RFC 1950 and RFC 1951 bit by bit, slow and plain: what inflaters are compared with.
//!
//! Verdicts are those of zlib, which refuses codes that are not complete where RFC 1951 says nothing.

/// How a stream ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// All input was used, in the middle of the stream.
    InputUsed,
    /// The stream ended after so many bytes.
    Ended(usize),
}

/// Why a stream is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// So many bytes were looked at, in part or all of them, until it was found to be damaged.
    Damaged(usize),
    /// Cut short, followed by anything, larger than allowed, or with a header that is not allowed.
    Otherwise,
}

/// What a stream is without its header and its checksum (RFC 1951).
pub(crate) fn deflate(input: &[u8], most: usize) -> Result<(Vec<u8>, End), Refused> {
    let mut bits = Bits { input, used: 0 };
    let mut out = Vec::new();
    match blocks(&mut bits, &mut out, most) {
        Ok(()) => Ok((out, End::Ended(bits.used.div_ceil(8)))),
        Err(Stop::InputUsed) => Ok((out, End::InputUsed)),
        Err(Stop::Damaged) => Err(Refused::Damaged(bits.used.div_ceil(8))),
        Err(Stop::TooLarge) => Err(Refused::Otherwise),
    }
}

/// What a whole stream is (RFC 1950).
pub(crate) fn zlib(input: &[u8], most: usize) -> Result<Vec<u8>, Refused> {
    let Some(rest) = input.get(2..).filter(|_| is_zlib(input) && input[1] & 0x20 == 0) else {
        return Err(Refused::Otherwise);
    };
    let moved = |refused| match refused {
        Refused::Damaged(at) => Refused::Damaged(2 + at),
        Refused::Otherwise => Refused::Otherwise,
    };
    let (out, End::Ended(used)) = deflate(rest, most).map_err(moved)? else {
        return Err(Refused::Otherwise);
    };
    match rest[used..].split_first_chunk() {
        // It is looked at as a whole.
        Some((sum, _)) if *sum != adler32(&out).to_be_bytes() => {
            Err(Refused::Damaged(2 + used + sum.len()))
        }
        Some((_, [])) => Ok(out),
        _ => Err(Refused::Otherwise),
    }
}

/// Whether the first two bytes are a header (RFC 1950, 2.2), one that asks for a dictionary as well.
pub(crate) fn is_zlib(input: &[u8]) -> bool {
    let [cmf, flags, ..] = input else { return false };
    let is_deflate = cmf % 16 == 8 && cmf / 16 <= 7;
    is_deflate && (u32::from(*cmf) * 256 + u32::from(*flags)) % 31 == 0
}

pub(crate) fn adler32(bytes: &[u8]) -> u32 {
    let (mut low, mut high) = (1, 0);
    for byte in bytes {
        low = (low + u32::from(*byte)) % 65521;
        high = (high + low) % 65521;
    }
    high << 16 | low
}

enum Stop {
    InputUsed,
    Damaged,
    TooLarge,
}

struct Bits<'a> {
    input: &'a [u8],
    /// In bits.
    used: usize,
}

impl Bits<'_> {
    fn bit(&mut self) -> Result<usize, Stop> {
        let byte = *self.input.get(self.used / 8).ok_or(Stop::InputUsed)?;
        let bit = byte >> (self.used % 8) & 1;
        self.used += 1;
        Ok(bit.into())
    }

    fn number(&mut self, bits: u32) -> Result<usize, Stop> {
        (0..bits).try_fold(0, |number, place| Ok(number | self.bit()? << place))
    }
}

/// A Huffman code: how many codes of each length there are, and the symbols in the order of theirs.
struct Code {
    counts: [usize; 16],
    symbols: Vec<usize>,
    longest: usize,
}

impl Code {
    fn new(lengths: &[usize]) -> Self {
        let of_length = |length: usize| {
            let symbols = lengths.iter().enumerate().filter(move |(_, own)| **own == length);
            symbols.map(|(symbol, _)| symbol)
        };
        let symbols: Vec<usize> = (1..16).flat_map(of_length).collect();
        let counts: [usize; 16] = std::array::from_fn(|length| match length {
            0 => 0,
            _ => of_length(length).count(),
        });
        let longest = counts.iter().rposition(|count| *count > 0).unwrap_or(0);
        Self { counts, symbols, longest }
    }

    /// Whether there is a symbol for all that can come; negative if there are more.
    fn left(&self) -> i32 {
        (1..16).fold(1, |left, length| 2 * left - self.counts[length] as i32)
    }

    /// Complete, or of one code of one bit or none at all.
    fn is_allowed(&self) -> bool {
        let left = self.left();
        left == 0 || left > 0 && self.longest <= 1
    }

    fn symbol(&self, bits: &mut Bits<'_>) -> Result<usize, Stop> {
        let (mut code, mut first, mut index) = (0, 0, 0);
        for length in 1..=self.longest.max(1) {
            code = code << 1 | bits.bit()?;
            let count = self.counts[length];
            if code < first + count {
                return Ok(self.symbols[index + code - first]);
            }
            index += count;
            first = (first + count) << 1;
        }
        Err(Stop::Damaged)
    }
}

fn blocks(bits: &mut Bits<'_>, out: &mut Vec<u8>, most: usize) -> Result<(), Stop> {
    loop {
        let is_last = bits.bit()? == 1;
        match bits.number(2)? {
            0 => stored(bits, out, most)?,
            1 => {
                let lengths = (0..288).map(|symbol| match symbol {
                    0..=143 => 8,
                    144..=255 => 9,
                    256..=279 => 7,
                    _ => 8,
                });
                let literals = Code::new(&lengths.collect::<Vec<_>>());
                compressed(bits, out, most, &literals, &Code::new(&[5; 32]))?;
            }
            2 => {
                let (literals, distances) = codes(bits)?;
                compressed(bits, out, most, &literals, &distances)?;
            }
            _ => return Err(Stop::Damaged),
        }
        if is_last {
            return Ok(());
        }
    }
}

fn push(out: &mut Vec<u8>, byte: u8, most: usize) -> Result<(), Stop> {
    if out.len() == most {
        return Err(Stop::TooLarge);
    }
    out.push(byte);
    Ok(())
}

fn stored(bits: &mut Bits<'_>, out: &mut Vec<u8>, most: usize) -> Result<(), Stop> {
    bits.used = bits.used.next_multiple_of(8);
    let length = bits.number(16)?;
    if bits.number(16)? != length ^ 0xffff {
        return Err(Stop::Damaged);
    }
    (0..length).try_for_each(|_| {
        let byte = bits.number(8)? as u8;
        push(out, byte, most)
    })
}

/// The codes that a block brings along.
fn codes(bits: &mut Bits<'_>) -> Result<(Code, Code), Stop> {
    const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    let literals = 257 + bits.number(5)?;
    let distances = 1 + bits.number(5)?;
    let count = 4 + bits.number(4)?;
    if literals > 286 || distances > 30 {
        return Err(Stop::Damaged);
    }
    let mut lengths = [0; 19];
    for place in &ORDER[..count] {
        lengths[*place] = bits.number(3)?;
    }
    let code = Code::new(&lengths);
    if lengths == [0; 19] {
        // Of no code at all zlib makes one of a bit, which stands for a length of 0 whatever it is, and
        // misses the end of the block when it has all lengths.
        (0..literals + distances).try_for_each(|_| bits.bit().map(drop))?;
        return Err(Stop::Damaged);
    }
    if code.left() != 0 {
        return Err(Stop::Damaged);
    }
    let mut lengths = Vec::new();
    while lengths.len() < literals + distances {
        let (length, times) = match code.symbol(bits)? {
            16 => {
                let times = 3 + bits.number(2)?;
                (*lengths.last().ok_or(Stop::Damaged)?, times)
            }
            17 => (0, 3 + bits.number(3)?),
            18 => (0, 11 + bits.number(7)?),
            length => (length, 1),
        };
        lengths.extend(std::iter::repeat_n(length, times));
    }
    // Without an end no block is one.
    if lengths.len() > literals + distances || lengths[256] == 0 {
        return Err(Stop::Damaged);
    }
    let (literals, distances) = lengths.split_at(literals);
    let (literals, distances) = (Code::new(literals), Code::new(distances));
    match literals.is_allowed() && distances.is_allowed() {
        true => Ok((literals, distances)),
        false => Err(Stop::Damaged),
    }
}

fn compressed(
    bits: &mut Bits<'_>,
    out: &mut Vec<u8>,
    most: usize,
    literals: &Code,
    distances: &Code,
) -> Result<(), Stop> {
    loop {
        let length = match literals.symbol(bits)? {
            256 => return Ok(()),
            literal @ 0..256 => {
                push(out, literal as u8, most)?;
                continue;
            }
            symbol @ 257..265 => symbol - 254,
            symbol @ 265..285 => {
                let extra = (symbol - 261) / 4;
                3 + ((4 + (symbol - 265) % 4) << extra) + bits.number(extra as u32)?
            }
            285 => 258,
            _ => return Err(Stop::Damaged),
        };
        let distance = match distances.symbol(bits)? {
            symbol @ 0..4 => 1 + symbol,
            symbol @ 4..30 => {
                let extra = symbol / 2 - 1;
                1 + ((2 + symbol % 2) << extra) + bits.number(extra as u32)?
            }
            _ => return Err(Stop::Damaged),
        };
        let start = out.len().checked_sub(distance).ok_or(Stop::Damaged)?;
        for place in start..start + length {
            push(out, out[place], most)?;
        }
    }
}
