//! What a message is, told by its content: plain, compressed, or a compressed term. Whichever it is,
//! the frame is the one of the plain payload.

use arbitrary::{Arbitrary, Result, Unstructured};
use gatewire::{Compression, DecodeErrorKind as Kind, Decoder, Encoding, Stage, etf};

use super::{inflate, options, pack};

#[derive(Debug)]
pub struct Input<'a> {
    encoding: Encoding,
    limit: usize,
    wrapped: Wrapped,
    bytes: &'a [u8],
}

#[derive(Clone, Copy, Debug)]
enum Wrapped {
    /// The bytes are the message.
    No,
    /// The message is compressed.
    Payload,
    /// It is a compressed term.
    Term,
    /// It is a compressed term that is compressed.
    Both,
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        use Wrapped::{Both, No, Payload, Term};
        Ok(Self {
            encoding: options::encoding(input)?,
            limit: options::message_limit(input)?,
            wrapped: *input.choose(&[No, Payload, Term, Both])?,
            bytes: input.bytes(input.len())?,
        })
    }
}

/// As `term_to_binary(Term, [compressed])` has it.
fn compressed_term(term: &[u8]) -> Vec<u8> {
    let rest = term.get(1..).unwrap_or_default();
    [&[131, 80], &(rest.len() as u32).to_be_bytes()[..], &pack::zlib(rest, 6, 15)].concat()
}

/// All that is known of a frame before it is read, or of what is wrong.
type Verdict = std::result::Result<Option<Known>, (Stage, Kind, Option<usize>)>;

type Known = (u8, Option<u64>, Option<String>, Vec<u8>);

fn decode(encoding: Encoding, compression: Compression, limit: usize, message: &[u8]) -> Verdict {
    let builder = Decoder::builder(encoding, compression);
    let mut decoder = builder.max_message_size(limit).build();
    let frame = decoder.decode(message).map_err(|error| {
        assert!(!error.is_fatal());
        (error.stage(), error.kind(), error.offset())
    })?;
    Ok(frame.map(|frame| {
        let name = frame.event_name().map(str::to_owned);
        (frame.opcode().0, frame.sequence(), name, frame.bytes().to_vec())
    }))
}

pub fn check(input: &Input<'_>) {
    let Input { encoding, limit, wrapped, bytes } = *input;
    let message = match wrapped {
        Wrapped::No => bytes.to_vec(),
        Wrapped::Payload => pack::zlib(bytes, 1, 15),
        Wrapped::Term => compressed_term(bytes),
        Wrapped::Both => pack::zlib(&compressed_term(bytes), 9, 15),
    };
    let verdict = decode(encoding, Compression::ZlibPayload, limit, &message);

    let asks_for_dictionary = message.get(1).is_some_and(|flags| flags & 0x20 != 0);
    let payload = match inflate::is_zlib(&message) {
        true if asks_for_dictionary => {
            assert_eq!(verdict, Err((Stage::Decompress, Kind::DictionaryRequired, Some(1))));
            return;
        }
        true => match inflate::zlib(&message, limit) {
            Ok(payload) => payload,
            Err(refused) => {
                assert!(matches!(verdict, Err((Stage::Decompress, ..))), "{verdict:?}");
                if let inflate::Refused::Damaged(at) = refused {
                    assert!(
                        matches!(verdict, Err((.., place)) if place == Some(at)),
                        "{verdict:?}"
                    );
                }
                return;
            }
        },
        false => message.clone(),
    };
    // As if it had never been compressed.
    assert_eq!(verdict, decode(encoding, Compression::None, limit, &payload));
    if inflate::is_zlib(&message) {
        let plain = decode(encoding, Compression::None, limit, &message);
        assert!(plain.is_err(), "no payload begins as compressed ones do");
    }
    if encoding == Encoding::Etf && payload.len() <= limit {
        check_term(&payload, limit, &verdict);
    }
}

fn check_term(payload: &[u8], limit: usize, verdict: &Verdict) {
    let expected = match payload {
        [131, 80, a, b, c, d, data @ ..] => {
            let size = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
            let term = inflate::zlib(data, size.min(limit)).ok().filter(|term| term.len() == size);
            term.filter(|_| size < limit).map(|term| [&[131], &term[..]].concat())
        }
        [131, 80, ..] => None,
        _ => Some(payload.to_vec()),
    };
    let inflated = etf::inflate(payload, limit);
    assert_eq!(inflated.as_deref().ok(), expected.as_deref());
    match (verdict, &inflated) {
        (Ok(Some((.., bytes))), Ok(inflated)) => assert_eq!(bytes[..], inflated[..]),
        (Err((stage, ..)), Ok(_)) => assert_eq!(*stage, Stage::Envelope),
        (Err((stage, ..)), Err(error)) => assert_eq!(*stage, error.stage()),
        _ => panic!("{verdict:?} and {inflated:?}"),
    }
}
