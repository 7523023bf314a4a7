//! The seeds, made of `testdata` and of terms that Erlang wrote. Options stand in front, in the order
//! in which a target's input reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use flate2::FlushCompress;
use gatewire::{Encoding, EventKind, EventKinds};
use zstd_safe::zstd_sys::ZSTD_EndDirective;
use zstd_safe::{CCtx, InBuffer, OutBuffer};

use super::payloads::{data, events, messages};
use crate::common::term::{atom, binary, int, list, map, payload, small, unsigned};
use crate::common::{self, Random, ZlibSession};
use crate::{TARGETS, folder};

#[test]
#[ignore = "writes the seeds"]
fn write() {
    for target in TARGETS {
        let folder = folder(target);
        fs::create_dir_all(&folder).unwrap();
        for (name, seed) in seeds(target) {
            fs::write(folder.join(name), seed).unwrap();
        }
    }
}

/// Names and contents.
type Seeds = Vec<(String, Vec<u8>)>;

fn seeds(target: &str) -> Seeds {
    match target {
        "decompress" => decompress(),
        "detection" => detection(),
        "envelope" => envelope(),
        "json" => json(),
        "etf" => etf(),
        "events" => every_event(),
        "encoder" => encoder(),
        "limiters" => limiters(),
        "connection" => connection(),
        _ => panic!("{target} has no seeds"),
    }
}

const ENCODINGS: [(u8, &str, Encoding); 2] =
    [(0, "json", Encoding::Json), (1, "etf", Encoding::Etf)];

const TRANSPORTS: [&str; 4] =
    ["plain.gwcap.gz", "zlib-payload.gwcap.gz", "zlib-stream.gwcap", "zstd-stream.gwcap"];

/// So many pieces, and their sizes.
fn sizes(sizes: &[usize]) -> Vec<u8> {
    let mut bytes = vec![u8::try_from(sizes.len()).unwrap()];
    bytes.extend(sizes.iter().flat_map(|size| u16::try_from(*size).unwrap().to_le_bytes()));
    bytes
}

/// Bytes behind their number.
fn counted(bytes: &[u8]) -> Vec<u8> {
    [&u16::try_from(bytes.len()).unwrap().to_le_bytes(), bytes].concat()
}

fn decompress() -> Seeds {
    let mut seeds = Vec::new();
    let text = data(&small_event(Encoding::Json, "MESSAGE_UPDATE"), Encoding::Json);
    for (transport, file) in (0..).zip(TRANSPORTS) {
        let name = file.split('.').next().unwrap();
        let messages = messages(&format!("session.json.{file}"));
        let first = match name {
            "zlib-payload" => {
                messages.iter().filter(|message| message[0] == 0x78).take(1).collect()
            }
            _ => messages.iter().take(2).collect::<Vec<_>>(),
        };
        let wire: Vec<u8> = first.iter().flat_map(|message| &message[..]).copied().collect();
        let lengths: Vec<usize> = first.iter().map(|message| message.len()).collect();
        let options = [transport, 0, 0];
        seeds.push((name.to_owned(), [&options, &sizes(&lengths)[..], &wire].concat()));
        seeds.push((
            format!("{name}-in-pieces"),
            [&options, &sizes(&[90, 7, 200])[..], &wire].concat(),
        ));
        for (level, limit) in [(6, 0), (1, 1), (49, 2)] {
            let options = [transport, limit, level];
            let seed = [&options, &sizes(&[60, 130])[..], &text].concat();
            seeds.push((format!("{name}-packed-{level}"), seed));
        }
    }
    // The stream ends with its second message; a third follows.
    for (transport, name, end) in ended_streams() {
        let lengths: Vec<usize> = end.iter().map(Vec::len).collect();
        for (suffix, cuts) in [("", &lengths[..]), ("-in-pieces", &[25, 7, 60])] {
            let seed = [&[transport, 0, 0], &sizes(cuts)[..], &end.concat()].concat();
            seeds.push((format!("{name}-ended{suffix}"), seed));
        }
    }
    seeds
}

/// Connections of both streams, which end with their second payload, or with their first.
fn ended_streams() -> Vec<(u8, &'static str, Vec<Vec<u8>>)> {
    let payloads = [&br#"{"op":11,"d":null}"#[..], br#"{"op":11,"d":"null"}"#];
    let mut zlib = ZlibSession::new(6, 15);
    let zlib = vec![
        zlib.message(payloads[0]),
        zlib.flushed(payloads[1], FlushCompress::Finish),
        payloads[0].to_vec(),
    ];
    let alone = vec![common::zlib(payloads[1], 6), common::zlib(payloads[0], 6)];
    let mut zstd = CCtx::create();
    let mut flushed = |payload: &[u8], end| {
        let mut message = Vec::with_capacity(zstd_safe::compress_bound(payload.len()) + 1024);
        let output = &mut OutBuffer::around(&mut message);
        let left = zstd.compress_stream2(output, &mut InBuffer::around(payload), end);
        assert_eq!(left, Ok(0));
        message
    };
    let zstd = vec![
        flushed(payloads[0], ZSTD_EndDirective::ZSTD_e_flush),
        flushed(payloads[1], ZSTD_EndDirective::ZSTD_e_end),
        payloads[0].to_vec(),
    ];
    vec![(2, "zlib-stream", zlib), (2, "zlib-stream-of-one", alone), (3, "zstd-stream", zstd)]
}

/// The shortest of an event.
fn small_event(encoding: Encoding, name: &str) -> gatewire::OwnedFrame {
    let frames = events(encoding).into_iter().filter(|frame| frame.event_name() == Some(name));
    frames.min_by_key(|frame| frame.bytes().len()).unwrap()
}

fn detection() -> Seeds {
    let mut seeds = Vec::new();
    for (encoding, name, format) in ENCODINGS {
        let frame = small_event(format, "TYPING_START");
        let wrapped: &[&str] = match format {
            Encoding::Etf => &["plain", "payload", "term", "both"],
            _ => &["plain", "payload"],
        };
        for (number, how) in (0..).zip(wrapped) {
            let seed = [&[encoding, 0, number], frame.bytes()].concat();
            seeds.push((format!("{name}-{how}"), seed));
        }
    }
    let packed = messages("session.json.zlib-payload.gwcap.gz");
    let packed = packed.iter().find(|message| message[0] == 0x78).unwrap();
    seeds.push(("json-compressed".to_owned(), [&[0, 0, 0], &packed[..]].concat()));
    let compressed = terms().find(|term| term[1] == 80).unwrap();
    seeds.push(("compressed-term".to_owned(), [&[1, 0, 0], &compressed[..]].concat()));
    seeds
}

fn envelope() -> Seeds {
    let texts = [
        r#"{"t":"MESSAGE_CREATE","s":17,"op":0,"d":{"a":[1,-2.5e3,null],"é":"\u00e9\"\\","b":{}}}"#,
        r#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250,"_trace":["[\"a\"]"]}}"#,
        r#"{"d":[[],{"op":1}],"x":"y","op":0,"s":18446744073709551615,"t":"\u0052EADY"}"#,
        r#" {"op" : 11 , "d" : true} "#,
        r#"{"op":0,"t":"AN_EVENT_OF_TOMORROW","s":1,"d":"\ud83d\ude00☃"}"#,
        r#"{"op":9,"d":false,"d":true}"#,
        r#"{"\u006fp":1,"s":1.0,"t":true}"#,
    ];
    let mut seeds: Seeds = texts
        .iter()
        .enumerate()
        .map(|(number, text)| (format!("json-{number}"), [b"\0", text.as_bytes()].concat()))
        .collect();
    let hello = map(&[(atom("heartbeat_interval"), int(41_250))]);
    let numbers = list(&[small(1), unsigned(1 << 60), vec![107, 0, 2, 1, 2]]);
    let others = map(&[
        (binary("s"), atom("null")),
        (small(1), list(&[])),
        (atom("op"), unsigned(7)),
        (binary("t"), binary("RESUMED")),
    ]);
    for (number, term) in [
        payload(&hello, 10, None, None),
        payload(&numbers, 0, Some(7), Some("GUILD_DELETE")),
        [&[131], &others[..]].concat(),
        small_event(Encoding::Etf, "GUILD_ROLE_DELETE").bytes().to_vec(),
        small_event(Encoding::Etf, "GUILD_BAN_ADD").bytes().to_vec(),
    ]
    .iter()
    .enumerate()
    {
        seeds.push((format!("etf-{number}"), [b"\x01", &term[..]].concat()));
    }
    seeds
}

fn json() -> Seeds {
    let texts = [
        r#"{"text":"a\n\u00e9😀","letter":"é","small":255,"signed":-9223372036854775808,
            "unsigned":18446744073709551615,"float":1.5e-7,"flag":true,"list":[-1,0,32767],
            "pair":[7,"b"],"map":{"x":null,"y":[{}]},"numbers":{"-1":true,"20":false},
            "choice":{"Struct":{"a":1}},"inner":{"choice":"Unit","float":-0.0}}"#,
        r#"[0,-0,1e0,1E+2,0.1,123456789012345678901234567890,5e-324,1.7976931348623157e308]"#,
        r#"["\u0041\ud83d\ude00","\"\\\/\b\f\n\r\t","é☃😀",""]"#,
        r#"[[[[[[[[{"a":[{"b":[{}]}]}]]]]]]]]"#,
        " [ true , false , null , { } , [ ] ] \n",
        r#"{"choice":{"Newtype":3},"inner":{"choice":{"Tuple":[1,2]}},"choice":null}"#,
    ];
    let mut seeds: Seeds = texts
        .iter()
        .enumerate()
        .map(|(number, text)| (format!("text-{number}"), [b"\0", text.as_bytes()].concat()))
        .collect();
    for name in ["INTERACTION_CREATE", "MESSAGE_REACTION_ADD", "PRESENCE_UPDATE"] {
        let text = data(&small_event(Encoding::Json, name), Encoding::Json);
        seeds.push((name.to_lowercase(), [b"\x01", &text[..]].concat()));
    }
    seeds
}

/// Terms as Erlang wrote them.
fn terms() -> impl Iterator<Item = Vec<u8>> {
    let lines = include_str!("../etf/terms.txt").lines();
    lines.flat_map(|line| line.split('\t').take(3).filter_map(bytes))
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    (0..hex.len() / 2)
        .map(|place| u8::from_str_radix(hex.get(2 * place..2 * place + 2)?, 16).ok())
        .collect::<Option<Vec<u8>>>()
        .filter(|bytes| !bytes.is_empty())
}

fn etf() -> Seeds {
    let mut seeds = Seeds::new();
    let mut lengths: BTreeMap<u8, BTreeSet<usize>> = BTreeMap::new();
    for term in terms().filter(|term| term.len() < 300) {
        // A few of each tag, of different lengths.
        let lengths = lengths.entry(term[1]).or_default();
        if lengths.len() < 4 && lengths.insert(term.len()) {
            seeds.push((format!("tag-{}-of-{}-bytes", term[1], term.len()), term));
        }
    }
    for name in ["MESSAGE_CREATE", "GUILD_MEMBER_ADD", "INTERACTION_CREATE"] {
        let frame = small_event(Encoding::Etf, name);
        seeds.push((name.to_lowercase(), frame.bytes().to_vec()));
    }
    seeds
}

/// The shortest of each event, and the longest of some, in one encoding or both.
fn every_event() -> Seeds {
    const WHOLE: [&str; 6] = [
        "GUILD_CREATE",
        "INTERACTION_CREATE",
        "MESSAGE_CREATE",
        "PRESENCE_UPDATE",
        "GUILD_AUDIT_LOG_ENTRY_CREATE",
        "READY",
    ];

    let mut seeds = Seeds::new();
    let kinds: Vec<EventKind> = EventKinds::ALL.iter().collect();
    for (encoding, name, format) in ENCODINGS {
        let mut of_kind: BTreeMap<usize, Vec<Vec<u8>>> = BTreeMap::new();
        for frame in events(format) {
            let place = kinds.iter().position(|kind| *kind == frame.kind()).unwrap();
            of_kind.entry(place).or_default().push(data(&frame, format));
        }
        for (place, mut all) in of_kind {
            all.sort_by_key(Vec::len);
            let event = kinds[place].name().map_or_else(
                || format!("{:?}", kinds[place]).to_lowercase(),
                |name| name.to_lowercase(),
            );
            let place = u8::try_from(place).unwrap();
            let seed = |data: &[u8]| [&[encoding, place], data].concat();
            // Of every other event a term, and of the rest text.
            if place % 2 == encoding && all[0].len() < 2000 {
                seeds.push((format!("{event}-{name}"), seed(&all[0])));
            }
            let whole = all.iter().rev().find(|data| data.len() < 8000);
            if let Some(whole) = whole.filter(|_| WHOLE.contains(&&*event.to_uppercase())) {
                seeds.push((format!("{event}-whole-{name}"), seed(whole)));
            }
        }
    }
    seeds
}

fn text(text: &str) -> Vec<u8> {
    [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat()
}

fn encoder() -> Seeds {
    let id = 41_771_983_444_115_456_u64.to_le_bytes();
    let ids = [&[200][..], &id, &1_000_003_u64.to_le_bytes()].concat();
    let presence =
        [&[0, 1][..], &text("a game"), &[2, 1], &1_420_070_400_000_u64.to_le_bytes(), &[1]]
            .concat();
    let commands: [(&str, Vec<u8>); 10] = [
        ("heartbeat", [&[0, 1][..], &251_u64.to_le_bytes()].concat()),
        ("resume", [&[1][..], &text("made-up"), &text("session"), &7_u64.to_le_bytes()].concat()),
        (
            "identify",
            [&[2][..], &text("made-up"), &513_u64.to_le_bytes(), &text("gatewire")].concat(),
        ),
        ("presence", [&[3], &presence[..]].concat()),
        (
            "request-by-query",
            [&[4][..], &id, &[3], &text("né"), &9_u64.to_le_bytes(), &text("n")].concat(),
        ),
        ("request-by-ids", [&[4][..], &id, &[14], &ids, &text("nonce")].concat()),
        ("sounds", [&[5], &ids[..]].concat()),
        ("voice", [&[6][..], &id, &id, &[7], &id].concat()),
        ("any", [&[8, 99][..], &counted(br#"{"a":[1,-2.5,"\n",null,{"b":[]}]}"#)].concat()),
        ("channel-info", [&[9][..], &id, &[3, 0, 1, 2], &text("topic\n")].concat()),
    ];
    let options = [&[1, 0, 1, 1, 120, 1, 3, 4, 1], &presence[..]].concat();
    let mut seeds = Seeds::new();
    for (encoding, name, _) in ENCODINGS {
        for (limit, (command, bytes)) in (0..).zip(&commands) {
            let rest = if *command == "identify" { &options[..] } else { &[] };
            let seed = [&[encoding, limit % 3], &bytes[..], rest].concat();
            seeds.push((format!("{name}-{command}"), seed));
        }
        let all: Vec<u8> = commands.iter().flat_map(|(_, bytes)| bytes).copied().collect();
        seeds.push((format!("{name}-all"), [&[encoding, 0], &all[..]].concat()));
    }
    seeds
}

fn limiters() -> Seeds {
    let mut random = Random(7);
    let seed = |number| {
        let options: [u8; 13] = match number {
            // As Discord's are in small.
            0 => [7, 12, 2, 2, 5, 0, 7, 0, 5, 1, 9, 5, 20],
            1 => [3, 15, 7, 0, 3, 1, 1, 3, 2, 3, 2, 0, 0],
            _ => std::array::from_fn(|_| random.next() as u8),
        };
        let steps = (0..200).map(|place| match place % 2 {
            0 => random.next() as u8,
            _ => (random.below(32) as u8).wrapping_sub(8),
        });
        (format!("steps-{number}"), options.into_iter().chain(steps).collect())
    };
    (0..6).map(seed).collect()
}

fn connection() -> Seeds {
    let mut seeds = Seeds::new();
    for (encoding, format, kind) in ENCODINGS {
        let [typing, role] =
            ["TYPING_START", "GUILD_ROLE_CREATE"].map(|name| small_event(kind, name));
        let (data, role) = (data(&typing, kind), data(&role, kind));
        for (transport, file) in (0..).zip(TRANSPORTS) {
            let name = file.split('.').next().unwrap();
            let first = &messages(&format!("session.{format}.{file}"))[0];
            let operations = [
                [&[0, 20, 0][..], &counted(&data)].concat(),
                [&[1, 255, 255][..], &counted(typing.bytes())].concat(),
                [&[0, 3, 0][..], &counted(&role)].concat(),
                vec![4],
                [&[5, 40, 0, b'{'][..], &counted(&data)].concat(),
                [&[0, 1, 0][..], &counted(&data)].concat(),
                vec![3],
                [&[2][..], &counted(first)].concat(),
                [&[2][..], &counted(b"no message")].concat(),
            ];
            let seed = [&[encoding, transport, 0], &operations.concat()[..]].concat();
            seeds.push((format!("{format}-{name}"), seed));
        }
    }
    seeds
}
