//! A decoder that has seen its largest message allocates nothing more, and gives memory back.

mod common;

use common::allocator::{Counting, measure};
use common::term::{atom, binary, int, map, of_json, payload, unsigned, versioned};
use common::{ZlibSession, zlib};
use gatewire::{Compression, Decoder, Encoding, EventKind, Scratch, Snowflake};
use serde::Deserialize;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[derive(Deserialize)]
struct Borrowed<'a> {
    id: Snowflake,
    content: &'a str,
    numbers: [u16; 3],
    #[serde(borrow)]
    author: Author<'a>,
}

#[derive(Deserialize)]
struct Author<'a> {
    name: &'a str,
    bot: Option<bool>,
}

const NAMES: [&str; 4] = ["MESSAGE_CREATE", "SOMETHING_NEW", "TYPING_START", "SOMETHING_OLD"];

/// Payloads of several sizes, with names that are known and names that are not.
fn payloads(encoding: Encoding) -> Vec<Vec<u8>> {
    let payload_of = |index: usize, name: &str| {
        let content = r#"a "quoted" line, é☃ "#.repeat(1 + 100 * index);
        let data = serde_json::json!({
            "id": "80351110224678912", "content": content, "numbers": [1, 256, 65_535],
            "author": {"name": "someone", "bot": null, "unknown": [{}, [], 1.5]},
        });
        if encoding == Encoding::Json {
            let text = format!(r#"{{"t":"{name}","s":{index},"op":0,"d":{data}}}"#);
            return text.into_bytes();
        }
        let mut data = of_json(&data);
        if index == 0 {
            data = map(&[
                (atom("id"), unsigned(80_351_110_224_678_912)),
                (atom("content"), binary("short")),
                (atom("numbers"), vec![107, 0, 3, 1, 2, 3]),
                (binary("author"), map(&[(atom("name"), atom("someone"))])),
            ]);
        }
        if index.is_multiple_of(3) {
            return payload(&data, 0, Some(index as u32), Some(name));
        }
        let entries = [
            (binary("t"), atom(name)),
            (atom("s"), int(index as i32)),
            (atom("op"), int(0)),
            (atom("d"), data),
        ];
        versioned(&map(&entries))
    };
    (0..8).map(|index| payload_of(index, NAMES[index % NAMES.len()])).collect()
}

/// The WebSocket messages of a connection; `split` cuts each in two where that may be.
fn messages(encoding: Encoding, compression: Compression, split: bool) -> Vec<Vec<u8>> {
    let payloads = payloads(encoding);
    match compression {
        Compression::None => payloads,
        Compression::ZlibPayload => payloads
            .iter()
            .enumerate()
            .map(|(index, payload)| if index % 3 == 0 { payload.clone() } else { zlib(payload, 6) })
            .collect(),
        Compression::ZlibStream => {
            let mut session = ZlibSession::new(6, 15);
            let messages = payloads.iter().map(|payload| session.message(payload));
            match split {
                false => messages.collect(),
                true => messages
                    .flat_map(|message| {
                        let (first, second) = message.split_at(message.len() / 2);
                        [first.to_vec(), second.to_vec()]
                    })
                    .collect(),
            }
        }
        #[cfg(feature = "zstd")]
        Compression::ZstdStream => zstd(&payloads),
        _ => unreachable!("no other is tested"),
    }
}

#[cfg(feature = "zstd")]
fn zstd(payloads: &[Vec<u8>]) -> Vec<Vec<u8>> {
    use zstd_safe::{CCtx, InBuffer, OutBuffer, zstd_sys::ZSTD_EndDirective};
    let mut context = CCtx::create();
    let mut message_of = |payload: &Vec<u8>| {
        let mut message = Vec::with_capacity(payload.len() + 1024);
        let mut input = InBuffer::around(payload);
        let output = &mut OutBuffer::around(&mut message);
        let flush = ZSTD_EndDirective::ZSTD_e_flush;
        assert_eq!(context.compress_stream2(output, &mut input, flush).unwrap(), 0);
        message
    };
    payloads.iter().map(&mut message_of).collect()
}

fn transports() -> Vec<(Encoding, Compression, bool)> {
    let mut transports = Vec::new();
    for encoding in [Encoding::Json, Encoding::Etf] {
        transports.extend([
            (encoding, Compression::None, false),
            (encoding, Compression::ZlibPayload, false),
            (encoding, Compression::ZlibStream, false),
            (encoding, Compression::ZlibStream, true),
            #[cfg(feature = "zstd")]
            (encoding, Compression::ZstdStream, false),
        ]);
    }
    transports
}

/// Runs a connection twice, the second time measured, and returns how often memory was asked for.
fn allocations(
    (encoding, compression, split): (Encoding, Compression, bool),
    mut read: impl FnMut(&mut Decoder, &[u8]) -> usize,
) -> usize {
    let messages = messages(encoding, compression, split);
    let mut decoder = common::decoder(encoding, compression);
    let mut pass = |decoder: &mut Decoder| {
        let frames: usize = messages.iter().map(|message| read(decoder, message)).sum();
        assert_eq!(frames, 8, "{encoding:?} {compression:?}");
        decoder.reset();
    };
    pass(&mut decoder);
    measure(|| pass(&mut decoder)).1.allocations
}

#[test]
fn the_envelope_allocates_nothing() {
    for transport in transports() {
        let decoded = allocations(transport, |decoder, message| {
            let frame = decoder.decode(message).unwrap();
            usize::from(frame.is_some_and(|frame| {
                assert!(NAMES.contains(&frame.event_name().unwrap()));
                frame.sequence().is_some_and(|sequence| sequence < 8) && frame.opcode().0 == 0
            }))
        });
        assert_eq!(decoded, 0, "{transport:?}");
        let pushed = allocations(transport, |decoder, message| {
            decoder.push(message).unwrap();
            usize::from(decoder.frame().is_some_and(|frame| {
                let is_known =
                    matches!(frame.event_name(), Some("MESSAGE_CREATE" | "TYPING_START"));
                assert_eq!(frame.kind() != EventKind::Unknown, is_known);
                true
            }))
        });
        assert_eq!(pushed, 0, "{transport:?}");
    }
}

#[test]
fn borrowed_data_allocates_nothing() {
    for transport in transports() {
        let decoded = allocations(transport, |decoder, message| {
            let Some(frame) = decoder.decode(message).unwrap() else { return 0 };
            let data: Borrowed<'_> = frame.data().unwrap();
            assert_eq!(data.id, Snowflake::new(80_351_110_224_678_912));
            assert!(!data.content.is_empty() && data.author.bot.is_none());
            assert_eq!((data.author.name, data.numbers[0]), ("someone", 1));
            1
        });
        assert_eq!(decoded, 0, "{transport:?}");
    }
}

#[test]
fn checking_a_frame_and_reading_its_payload_allocates_nothing() {
    #[derive(Deserialize)]
    struct Payload<'a> {
        op: u8,
        t: Option<&'a str>,
    }
    for transport in transports() {
        let decoded = allocations(transport, |decoder, message| {
            let Some(frame) = decoder.decode(message).unwrap() else { return 0 };
            frame.validate().unwrap();
            let payload: Payload<'_> = frame.payload().unwrap();
            assert!(payload.op == 0 && payload.t.is_some_and(|name| NAMES.contains(&name)));
            1
        });
        assert_eq!(decoded, 0, "{transport:?}");
    }
}

#[test]
fn owned_frames_read_with_one_scratch_allocate_nothing() {
    for encoding in [Encoding::Json, Encoding::Etf] {
        let mut decoder = common::decoder(encoding, Compression::None);
        let frames: Vec<_> = payloads(encoding)
            .iter()
            .map(|message| decoder.decode(message).unwrap().unwrap().to_owned())
            .collect();
        let mut scratch = Scratch::new();
        let mut read_all = || {
            for frame in &frames {
                let data: Borrowed<'_> = frame.data(&mut scratch).unwrap();
                assert_eq!(data.author.name, "someone");
            }
        };
        read_all();
        assert_eq!(measure(read_all).1.allocations, 0, "{encoding:?}");
    }
}

/// A payload of two megabytes and one of a few bytes.
fn large_and_small(encoding: Encoding) -> [Vec<u8>; 2] {
    [1_000_000, 4].map(|length| {
        let text = "x".repeat(length);
        match encoding {
            Encoding::Json => {
                format!(r#"{{"t":"{text}","s":1,"op":0,"d":["{text}"]}}"#).into_bytes()
            }
            _ => versioned(&map(&[
                (atom("t"), binary(&text)),
                (atom("s"), int(1)),
                (atom("op"), int(0)),
                (atom("d"), binary(&text)),
            ])),
        }
    })
}

/// How a payload gets to the decoder: through which call, and deflated or not.
type Way = Box<dyn Fn(&mut Decoder, &mut ZlibSession, &[u8])>;

/// All the ways of a transport.
fn ways(compression: Compression) -> Vec<Way> {
    type Make = fn(&mut ZlibSession, &[u8]) -> Vec<u8>;
    let make: Vec<Make> = match compression {
        Compression::ZlibStream => vec![|session, payload| session.message(payload)],
        Compression::ZlibPayload => {
            vec![|_, payload| zlib(payload, 0), |_, payload| payload.to_vec()]
        }
        _ => vec![|_, payload| payload.to_vec()],
    };
    let mut ways: Vec<Way> = Vec::new();
    for make in make {
        ways.push(Box::new(move |decoder, session, payload| {
            let message = make(session, payload);
            let frame = decoder.decode(&message).unwrap().unwrap();
            frame.data::<serde::de::IgnoredAny>().unwrap();
        }));
        ways.push(Box::new(move |decoder, session, payload| {
            let message = make(session, payload);
            assert!(decoder.push(&message[..]).unwrap());
            decoder.frame().unwrap().data::<serde::de::IgnoredAny>().unwrap();
        }));
        if compression == Compression::ZlibStream {
            ways.push(Box::new(move |decoder, session, payload| {
                let message = make(session, payload);
                let (first, second) = message.split_at(message.len() - 2);
                assert!(!decoder.push(first).unwrap());
                assert!(decoder.push(second).unwrap());
            }));
        }
    }
    ways
}

#[test]
fn memory_is_given_back_when_it_is_asked_for_and_after_small_messages() {
    for (encoding, compression, _) in transports()
        .into_iter()
        .filter(|(_, compression, split)| !split && format!("{compression:?}") != "ZstdStream")
    {
        let [large, small] = large_and_small(encoding);
        let count = ways(compression).len();
        for (with_large, with_small) in (0..count * count).map(|n| (n / count, n % count)) {
            let ways = ways(compression);
            let mut session = ZlibSession::new(0, 15);
            let mut decoder = common::decoder(encoding, compression);
            let what = format!("{encoding:?} {compression:?}, {with_large} then {with_small}");
            ways[with_small](&mut decoder, &mut session, &small);
            let mut kept = 0;
            let mut step = |work: &mut dyn FnMut()| {
                kept += measure(work).1.kept;
                kept
            };
            step(&mut || ways[with_large](&mut decoder, &mut session, &large));
            let held = step(&mut || {
                decoder.frame();
                decoder.shrink();
            });
            assert!(held < 1_000_000, "{what}: {held} after shrink");
            step(&mut || ways[with_large](&mut decoder, &mut session, &large));
            let held = step(&mut || {
                for _ in 0..65 {
                    ways[with_small](&mut decoder, &mut session, &small);
                }
            });
            assert!(held < 1_000_000, "{what}: {held} after small messages");
        }
    }
}

/// A value takes more memory than its text, so a text below the bound can swell what is above it.
#[test]
fn many_small_values_take_no_more_memory_than_their_text() {
    let zeros = vec!["0"; 60_000].join(",");
    let text = format!(r#"{{"t":null,"s":null,"op":0,"d":[{zeros}]}}"#);
    assert!(text.len() < 128 << 10);
    let mut decoder = common::decoder(Encoding::Json, Compression::None);
    let frame = decoder.decode(text.as_bytes()).unwrap().unwrap().to_owned();
    let (mut scratch, usage) = measure(|| {
        let mut scratch = Scratch::new();
        frame.data::<serde::de::IgnoredAny>(&mut scratch).unwrap();
        scratch
    });
    // The payload is read where it is.
    assert_eq!((usage.peak, usage.allocations), (0, 0), "{usage:?}");
    let (values, usage) = measure(|| frame.data::<Vec<u8>>(&mut scratch).unwrap().len());
    assert_eq!((values, usage.kept), (60_000, 0), "{usage:?}");
    scratch.shrink(0);
}

/// Giving memory back between the pieces would copy all that waits, again and again.
#[test]
fn pieces_of_a_large_payload_move_it_seldom() {
    let [large, _] = large_and_small(Encoding::Json);
    let message = ZlibSession::new(0, 15).message(&large);
    let (first, rest) = message.split_at(1_000_000);
    let mut decoder = common::decoder(Encoding::Json, Compression::ZlibStream);
    assert!(!decoder.push(first).unwrap());
    let (_, usage) = measure(|| {
        for piece in rest[..100_000].chunks(10) {
            assert!(!decoder.push(piece).unwrap());
        }
    });
    assert!(usage.allocations <= 2, "{usage:?}");
    assert!(decoder.push(&rest[100_000..]).unwrap());
    assert_eq!(decoder.frame().unwrap().bytes(), large);
}

#[test]
fn a_frame_that_waits_survives_a_shrink() {
    let [large, _] = large_and_small(Encoding::Json);
    let mut decoder = common::decoder(Encoding::Json, Compression::None);
    assert!(decoder.push(&large).unwrap());
    decoder.shrink();
    let frame = decoder.frame().unwrap();
    assert_eq!(frame.event_name().map(str::len), Some(1_000_000));
    assert_eq!(frame.data::<[String; 1]>().unwrap()[0].len(), 1_000_000);
}
