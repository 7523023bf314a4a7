//! A whole connection: sound payloads and any bytes, cut in two, with new connections in between.
//! One decoder takes them by `decode` and one by `push`; both tell the same.

use arbitrary::{Arbitrary, Result, Unstructured};
use gatewire::encode::Compressor;
use gatewire::{Compression, DecodeError, DecodeErrorKind as Kind, Decoder, Encoding, Stage};

use super::{frame, options};

#[derive(Debug)]
pub struct Input<'a> {
    encoding: Encoding,
    transport: Compression,
    limit: usize,
    operations: Vec<Operation<'a>>,
}

#[derive(Debug)]
enum Operation<'a> {
    /// A message off the wire.
    Message(&'a [u8]),
    /// A payload, compressed and cut at that byte.
    Payload {
        payload: &'a [u8],
        cut: usize,
    },
    /// The same with a sound envelope around that `d`.
    Data {
        data: &'a [u8],
        cut: usize,
    },
    /// A sound payload, one of whose bytes is changed once it is compressed.
    Damaged {
        data: &'a [u8],
        place: usize,
        byte: u8,
    },
    Reset,
    Shrink,
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        let encoding = options::encoding(input)?;
        let transport = options::transport(input)?;
        let limit = options::message_limit(input)?;
        let mut operations = Vec::new();
        while !input.is_empty() && operations.len() < 64 {
            operations.push(Operation::arbitrary(input)?);
        }
        Ok(Self { encoding, transport, limit, operations })
    }
}

impl<'a> Arbitrary<'a> for Operation<'a> {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        Ok(match input.arbitrary::<u8>()? % 6 {
            0 => {
                let cut = input.arbitrary::<u16>()?.into();
                Self::Data { data: options::bytes(input)?, cut }
            }
            1 => {
                let cut = input.arbitrary::<u16>()?.into();
                Self::Payload { payload: options::bytes(input)?, cut }
            }
            2 => Self::Message(options::bytes(input)?),
            3 => Self::Reset,
            4 => Self::Shrink,
            _ => Self::Damaged {
                place: input.arbitrary::<u16>()?.into(),
                byte: input.arbitrary()?,
                data: options::bytes(input)?,
            },
        })
    }
}

fn enveloped(data: &[u8], encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Etf => {
            let rest = b"d\0\x02opa\0d\0\x01sa\x07d\0\x01td\0\x0cTYPING_START";
            [b"\x83t\0\0\0\x04d\0\x01d", data, rest].concat()
        }
        _ => [br#"{"t":"TYPING_START","s":7,"op":0,"d":"#, data, b"}"].concat(),
    }
}

pub fn check(input: &Input<'_>) {
    let mut connection = Connection::new(input);
    for operation in &input.operations {
        connection.play(operation);
    }
    // Whatever came before, the next connection works.
    connection.play(&Operation::Reset);
    let data: &[u8] = if input.encoding == Encoding::Etf { b"j" } else { b"[]" };
    let payload = enveloped(data, input.encoding);
    if payload.len() <= input.limit {
        let message = connection.compress(&payload);
        let taken = connection.by_decode.decode(&message);
        let frame = taken.unwrap_or_else(|error| panic!("{error}")).expect("a whole payload");
        assert_eq!((frame.bytes(), frame.sequence()), (&payload[..], Some(7)));
    }
}

struct Connection {
    encoding: Encoding,
    transport: Compression,
    limit: usize,
    by_decode: Decoder,
    by_push: Decoder,
    compressor: Compressor,
    /// Why no more messages are taken.
    lost: Option<String>,
    /// Whether the decoders had nothing but what the compressor wrote, all of it, where a payload
    /// refers back to what came before.
    is_in_step: bool,
    /// Whether the last payload ended too early, so that its rest is skipped.
    is_cut_short: bool,
}

/// What came of a message.
enum Taken {
    /// A payload.
    Frame(Vec<u8>),
    Waits,
    Refused(DecodeError),
}

impl Connection {
    fn new(input: &Input<'_>) -> Self {
        let Input { encoding, transport, limit, .. } = *input;
        let builder = Decoder::builder(encoding, transport);
        let builder = builder.max_message_size(limit).shrink_above(limit / 4);
        Self {
            encoding,
            transport,
            limit,
            by_decode: builder.clone().build(),
            by_push: builder.build(),
            compressor: Compressor::new(transport),
            lost: None,
            is_in_step: true,
            is_cut_short: false,
        }
    }

    fn play(&mut self, operation: &Operation<'_>) {
        match operation {
            Operation::Message(bytes) => {
                self.take(bytes);
                self.is_in_step &= !self.has_context();
            }
            Operation::Payload { payload, cut } => self.take_in_two(payload, *cut),
            Operation::Data { data, cut } => {
                self.take_in_two(&enveloped(data, self.encoding), *cut)
            }
            Operation::Damaged { data, place, byte } => {
                let mut message = self.compress(&enveloped(data, self.encoding));
                let place = *place % message.len();
                message[place] = *byte;
                self.take(&message);
                self.is_in_step &= !self.has_context();
            }
            Operation::Reset => {
                self.by_decode.reset();
                self.by_push.reset();
                self.compressor.reset();
                self.lost = None;
                self.is_in_step = true;
                self.is_cut_short = false;
            }
            Operation::Shrink => {
                self.by_decode.shrink();
                self.by_push.shrink();
            }
        }
    }

    fn has_context(&self) -> bool {
        !matches!(self.transport, Compression::None | Compression::ZlibPayload)
    }

    fn compress(&mut self, payload: &[u8]) -> Vec<u8> {
        let mut message = Vec::new();
        self.compressor.compress(payload, &mut message).expect("there is memory");
        message
    }

    fn take_in_two(&mut self, payload: &[u8], cut: usize) {
        let message = self.compress(payload);
        let (start, end) = message.split_at(cut.min(message.len()));
        let was_sound = self.is_in_step && self.lost.is_none();
        let may_skip = self.is_cut_short;
        let first = self.take(start);
        // An empty message says nothing, whether it waits or is refused; bytes that end like a whole
        // message are taken for one.
        let is_alone = start.is_empty() || matches!(first, Taken::Waits);
        let second = self.take(end);
        if !was_sound || may_skip {
            return;
        }
        if end.is_empty() {
            self.check_taken(&first, payload, message.len());
        } else if is_alone {
            self.check_taken(&second, payload, message.len());
        }
    }

    /// Checks what came of a payload that was sent whole, in so many bytes.
    fn check_taken(&self, taken: &Taken, payload: &[u8], size: usize) {
        // No payload is empty, so nothing is sent for one that is. What is a compressed term comes
        // inflated.
        if payload.is_empty() || self.encoding == Encoding::Etf && payload.starts_with(&[131, 80]) {
            return;
        }
        match taken {
            Taken::Frame(bytes) => assert_eq!(bytes, payload, "another payload than was sent"),
            Taken::Waits => panic!("{} waits", payload.escape_ascii()),
            Taken::Refused(error) if error.stage() == Stage::Envelope => {}
            Taken::Refused(error) => {
                let is_too_large = payload.len().max(size) > self.limit;
                assert!(error.kind() == Kind::MessageTooLarge && is_too_large, "{error}");
            }
        }
    }

    fn take(&mut self, message: &[u8]) -> Taken {
        let pushed = self.by_push.push(message);
        self.by_push.shrink();
        let lent = self.by_push.frame();
        assert_eq!(matches!(pushed, Ok(true)), lent.is_some());
        let taken = self.by_decode.decode(message);
        let (result, lost) = match (taken, pushed) {
            (Ok(Some(taken)), Ok(true)) => {
                let lent = lent.expect("a whole frame");
                assert!(taken.bytes().len() <= self.limit);
                assert_eq!(taken.bytes(), lent.bytes());
                self.is_cut_short = false;
                let bytes = taken.bytes().to_vec();
                let payload = frame::check(taken, self.encoding);
                assert_eq!(frame::check(lent, self.encoding), payload);
                (Taken::Frame(bytes), None)
            }
            (Ok(None), Ok(false)) => (Taken::Waits, None),
            (Err(error), Err(other)) => {
                assert_eq!(shown(&error), shown(&other));
                assert_ne!(error.stage(), Stage::Data, "nothing is read yet");
                let lost = error.is_fatal().then(|| shown(&error));
                self.is_cut_short |= self.transport == Compression::ZlibStream
                    && matches!(
                        error.kind(),
                        Kind::UnexpectedEnd | Kind::InvalidLength | Kind::Syntax
                    );
                (Taken::Refused(error), lost)
            }
            (taken, pushed) => panic!("{taken:?} by `decode`, {pushed:?} by `push`"),
        };
        assert!(self.by_push.frame().is_none(), "a frame is lent once");
        if self.lost.is_some() {
            assert_eq!(lost, self.lost, "a lost connection stays lost in the same way");
        }
        self.lost = lost;
        assert_eq!(self.by_decode.stats(), self.by_push.stats());
        result
    }
}

fn shown(error: &DecodeError) -> String {
    format!("{error} {error:?}")
}
