//! A whole connection: sound payloads and any bytes, cut in two, with new connections in between.
//! One decoder takes them by `decode` and one by `push`; both tell the same.

use arbitrary::{Arbitrary, Result, Unstructured};
use gatewire::encode::Compressor;
use gatewire::{Compression, DecodeError, Decoder, Encoding, Stage};

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
    limit: usize,
    by_decode: Decoder,
    by_push: Decoder,
    compressor: Compressor,
    /// Why no more messages are taken.
    lost: Option<String>,
}

impl Connection {
    fn new(input: &Input<'_>) -> Self {
        let Input { encoding, transport, limit, .. } = *input;
        let builder = Decoder::builder(encoding, transport);
        let builder = builder.max_message_size(limit).shrink_above(limit / 4);
        Self {
            encoding,
            limit,
            by_decode: builder.clone().build(),
            by_push: builder.build(),
            compressor: Compressor::new(transport),
            lost: None,
        }
    }

    fn play(&mut self, operation: &Operation<'_>) {
        match operation {
            Operation::Message(bytes) => self.take(bytes),
            Operation::Payload { payload, cut } => self.take_in_two(payload, *cut),
            Operation::Data { data, cut } => {
                self.take_in_two(&enveloped(data, self.encoding), *cut)
            }
            Operation::Damaged { data, place, byte } => {
                let mut message = self.compress(&enveloped(data, self.encoding));
                let place = *place % message.len();
                message[place] = *byte;
                self.take(&message);
            }
            Operation::Reset => {
                self.by_decode.reset();
                self.by_push.reset();
                self.compressor.reset();
                self.lost = None;
            }
            Operation::Shrink => {
                self.by_decode.shrink();
                self.by_push.shrink();
            }
        }
    }

    fn compress(&mut self, payload: &[u8]) -> Vec<u8> {
        let mut message = Vec::new();
        self.compressor.compress(payload, &mut message).expect("there is memory");
        message
    }

    fn take_in_two(&mut self, payload: &[u8], cut: usize) {
        let message = self.compress(payload);
        let (start, end) = message.split_at(cut.min(message.len()));
        self.take(start);
        self.take(end);
    }

    fn take(&mut self, message: &[u8]) {
        let pushed = self.by_push.push(message);
        self.by_push.shrink();
        let lent = self.by_push.frame();
        assert_eq!(matches!(pushed, Ok(true)), lent.is_some());
        let taken = self.by_decode.decode(message);
        let lost = match (taken, pushed) {
            (Ok(Some(taken)), Ok(true)) => {
                let lent = lent.expect("a whole frame");
                assert!(taken.bytes().len() <= self.limit);
                assert_eq!(taken.bytes(), lent.bytes());
                let payload = frame::check(taken, self.encoding);
                assert_eq!(frame::check(lent, self.encoding), payload);
                None
            }
            (Ok(None), Ok(false)) => None,
            (Err(error), Err(other)) => {
                assert_eq!(shown(&error), shown(&other));
                assert_ne!(error.stage(), Stage::Data, "nothing is read yet");
                error.is_fatal().then(|| shown(&error))
            }
            (taken, pushed) => panic!("{taken:?} by `decode`, {pushed:?} by `push`"),
        };
        assert!(self.by_push.frame().is_none(), "a frame is lent once");
        if self.lost.is_some() {
            assert_eq!(lost, self.lost, "a lost connection stays lost in the same way");
        }
        self.lost = lost;
        assert_eq!(self.by_decode.stats(), self.by_push.stats());
    }
}

fn shown(error: &DecodeError) -> String {
    format!("{error} {error:?}")
}
