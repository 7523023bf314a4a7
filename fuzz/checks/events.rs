//! Events of any kind with any data: nothing panics, what JSON and ETF say of the same data is the same
//! event, and a strict read is what serde_json makes of the same structs.

use arbitrary::{Arbitrary, Result, Unstructured};
use gatewire::encode::{Envelope, FrameWriter};
use gatewire::model::GuildCreate;
use gatewire::{
    Compression, DecodeError, DecodeErrorKind as Kind, Decoder, Encoding, Event, EventKind,
    EventKinds, Opcode,
};
use serde_json::Value;

use super::kinds::by_serde_json;
use super::options;
use super::tree::Tree;

#[derive(Debug)]
pub struct Input<'a> {
    encoding: Encoding,
    kind: EventKind,
    /// In JSON, or a term without the version byte.
    data: &'a [u8],
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        let encoding = options::encoding(input)?;
        let kinds: Vec<EventKind> = EventKinds::ALL.iter().collect();
        let kind = *input.choose(&kinds)?;
        Ok(Self { encoding, kind, data: input.bytes(input.len())? })
    }
}

fn envelope(kind: EventKind) -> Envelope<'static> {
    match (kind, kind.name()) {
        (_, Some(name)) => Envelope::dispatch(7, name),
        (EventKind::Hello, _) => Envelope::operation(Opcode::HELLO),
        (EventKind::HeartbeatRequest, _) => Envelope::operation(Opcode::HEARTBEAT),
        (EventKind::Reconnect, _) => Envelope::operation(Opcode::RECONNECT),
        (EventKind::InvalidSession, _) => Envelope::operation(Opcode::INVALID_SESSION),
        (EventKind::HeartbeatAck, _) => Envelope::operation(Opcode::HEARTBEAT_ACK),
        _ => Envelope::dispatch(7, "AN_EVENT_OF_TOMORROW"),
    }
}

/// The payload, with `d` as it is given.
fn payload(encoding: Encoding, kind: EventKind, data: &[u8]) -> Vec<u8> {
    let mut payload = Vec::new();
    let writer = FrameWriter::new(encoding);
    writer.write(envelope(kind), &(), &mut payload).expect("nothing that cannot be written");
    let (front, null, back) = match encoding {
        Encoding::Etf => (10, 5, payload.len()),
        _ => (payload.len() - 5, 4, payload.len()),
    };
    [&payload[..front], data, &payload[front + null..back]].concat()
}

fn read<T>(
    encoding: Encoding,
    payload: &[u8],
    look: impl FnOnce(Event<'_>) -> T,
) -> std::result::Result<T, DecodeError> {
    let mut decoder = Decoder::new(encoding, Compression::None);
    decoder.decode(payload)?.expect("a plain message is a frame").event().map(look)
}

/// What an event is when it is written. One that is not known may be a term that JSON has no word for.
fn written(event: Event<'_>) -> Option<Value> {
    let _ = format!("{event:?}");
    match serde_json::to_string(&event) {
        Ok(text) => Some(serde_json::from_str(&text).expect("events are JSON")),
        Err(error) => {
            assert!(matches!(event, Event::Unknown(_)), "{error}: events can be written");
            None
        }
    }
}

pub fn check(input: &Input<'_>) {
    let Input { encoding, kind, data } = *input;
    let bytes = payload(encoding, kind, data);
    let event = match read(encoding, &bytes, written) {
        Ok(None) => return,
        Ok(Some(event)) => Ok(event),
        Err(error) => Err(error),
    };
    if let Ok(event) = &event {
        check_again(encoding, kind, &bytes, event);
    }
    if encoding == Encoding::Json {
        check_strictly(kind, data, &bytes);
        #[cfg(feature = "simd-json")]
        check_engines(&bytes);
    }

    let mut decoder = Decoder::new(encoding, Compression::None);
    let Ok(Some(frame)) = decoder.decode(&bytes) else { return };
    assert_eq!(frame.kind(), kind);
    let other = match encoding {
        Encoding::Etf => Encoding::Json,
        _ => Encoding::Etf,
    };
    // As it would have come in the other encoding, keys that stand twice included.
    let Ok(tree) = frame.data::<Tree>() else { return };
    let mut bytes = Vec::new();
    let transcoded = FrameWriter::new(other).write(envelope(kind), &tree, &mut bytes);
    transcoded.expect("it nests no deeper than what was read");
    let transcoded = read(other, &bytes, written);
    match (event, transcoded) {
        (Ok(event), Ok(Some(transcoded))) => assert_eq!(alike(event), alike(transcoded)),
        (Ok(_), Ok(None)) => panic!("written of one encoding alone"),
        (Err(_), Err(_)) => {}
        (Ok(_), Err(error)) | (Err(error), Ok(_)) => {
            // Memory is counted by the bytes of the payload.
            assert_eq!(error.kind(), Kind::MemoryExceeded, "{error} in one encoding alone");
        }
    }
}

/// A strict read says what serde_json says that reads the same structs by their serde traits.
fn check_strictly(kind: EventKind, data: &[u8], bytes: &[u8]) {
    let mut decoder = Decoder::builder(Encoding::Json, Compression::None).strict(true).build();
    let Ok(Some(frame)) = decoder.decode(bytes) else { return };
    // What else than the struct is wrong with the payload, serde_json is not asked about.
    if frame.validate().is_err() {
        return;
    }
    let Some(by_serde) = by_serde_json(kind, data) else { return };
    let strict = match frame.event() {
        // What is there besides makes no difference to these, and a reader that cannot go back refuses it.
        Ok(Event::GuildCreate(guild)) if !is_available(&guild) => return,
        Ok(Event::Resumed(_)) => return,
        Ok(event) => Ok(written(event).expect("it has a struct")),
        Err(error) => Err(error),
    };
    match (strict, by_serde) {
        (Ok(strict), Ok(by_serde)) => assert_eq!(strict, by_serde),
        (Err(_), Err(_)) => {}
        // A union is built as a value first where its tag cannot be looked for, which keeps the last of two.
        (Err(error), Ok(_)) => assert!(
            matches!(
                error.kind(),
                Kind::DuplicateField | Kind::DepthExceeded | Kind::MemoryExceeded
            ),
            "serde_json reads it: {error}"
        ),
        (Ok(_), Err(error)) => panic!("serde_json does not read it: {error}"),
    }
}

/// Both engines say the same of a payload: of its event, of what does not fit, and of its data.
#[cfg(feature = "simd-json")]
fn check_engines(bytes: &[u8]) {
    use gatewire::{JsonEngine, Mismatches};

    let said = |engine: JsonEngine, is_strict: bool| {
        let builder = Decoder::builder(Encoding::Json, Compression::None);
        let mut decoder = builder.json_engine(engine).strict(is_strict).build();
        let mut frame = decoder.decode(bytes)?.expect("a plain message is a frame");
        let mut mismatches = Mismatches::new();
        let event = frame.reborrow().event_with(&mut mismatches).map(|event| format!("{event:?}"));
        let data = frame.data::<Tree>().map(|data| format!("{data:?}"));
        Ok::<_, DecodeError>(format!("{event:?} {mismatches:?} {data:?}"))
    };
    for is_strict in [false, true] {
        let [ours, theirs] =
            [JsonEngine::Gatewire, JsonEngine::SimdJson].map(|engine| said(engine, is_strict));
        assert_eq!(ours.ok(), theirs.ok());
    }
}

fn is_available(guild: &GuildCreate<'_>) -> bool {
    matches!(guild, GuildCreate::Available(_))
}

/// What is written of an event is read as the same.
fn check_again(encoding: Encoding, kind: EventKind, bytes: &[u8], event: &Value) {
    for other in [Encoding::Json, Encoding::Etf] {
        let mut again = Vec::new();
        let writer = FrameWriter::new(other);
        read(encoding, bytes, |event| writer.write(envelope(kind), &event, &mut again))
            .expect("read before")
            .expect("events can be written");
        let again = read(other, &again, written).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(again.map(alike), Some(alike(event.clone())));
    }
}

/// Of integers beyond 2^53 terms do not say whether they were text, so that they are text here.
fn alike(value: Value) -> Value {
    const EXACT: u64 = 1 << 53;

    match value {
        Value::Number(number) => {
            let magnitude = match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => number,
                (_, Some(number)) => number.unsigned_abs(),
                _ => 0,
            };
            match magnitude > EXACT {
                true => Value::String(number.to_string()),
                false => Value::Number(number),
            }
        }
        Value::Array(elements) => Value::Array(elements.into_iter().map(alike).collect()),
        Value::Object(entries) => {
            Value::Object(entries.into_iter().map(|(key, value)| (key, alike(value))).collect())
        }
        other => other,
    }
}
