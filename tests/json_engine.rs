//! Both engines that read JSON say the same of everything: events, mismatches, errors, and values of other
//! types. And simd-json is what reads usual payloads.

#[path = "common/captures.rs"]
#[allow(dead_code)]
mod captures;
mod common;
#[path = "json_engine/memory.rs"]
mod memory;
#[path = "json_engine/types.rs"]
mod types;

use std::cell::Cell;

use captures::each_frame;
use common::documents::{Maker, Order, Variant, json_frame};
use common::protocol::Table;
use common::{Random, allocator::Counting};
use gatewire::{
    Compression, DecodeError, Decoder, Encoding, Frame, JsonEngine, Mismatches, Scratch,
};
use serde::de::{Deserialize, Deserializer};
use serde_json::Value;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Without optimisation less will do.
const IS_SLOW: bool = cfg!(debug_assertions);

/// How much JSON is read of the changed documents that one document is made into.
const BYTES_A_DOCUMENT: usize = if IS_SLOW { 20_000 } else { 300_000 };

/// How many of the documents are read that an event has with every field.
const CHOICES: usize = if IS_SLOW { 1 } else { 4 };

const ENGINES: [JsonEngine; 2] = [JsonEngine::Gatewire, JsonEngine::SimdJson];

fn decoder(engine: JsonEngine, is_strict: bool) -> Decoder {
    let builder = Decoder::builder(Encoding::Json, Compression::None);
    builder.json_engine(engine).strict(is_strict).build()
}

/// All that is said of a mismatch or an error.
fn told(error: &DecodeError) -> String {
    format!("{error} {error:?}")
}

/// What each kind of read makes of a frame, errors included.
fn verdicts(decoder: &mut Decoder, message: &[u8]) -> Vec<String> {
    let before = decoder.stats().mismatches;
    let mut frame = match decoder.decode(message) {
        Ok(frame) => frame.expect("a plain message is a frame"),
        Err(error) => return vec![told(&error)],
    };
    let said = |result: Result<String, DecodeError>| result.unwrap_or_else(|error| told(&error));
    let bytes = frame.bytes();
    let mut mismatches = Mismatches::new();
    let event = frame.reborrow().event_with(&mut mismatches).map(|event| {
        let json = serde_json::to_string(&event).map_err(|error| error.to_string());
        format!("{event:?} {json:?}")
    });
    let lost: Vec<String> = mismatches.kept().iter().map(told).collect();
    let lost = format!("{lost:?} {} {}", mismatches.total(), mismatches.elements());
    let shown = |value: Value| format!("{value:?}");
    let mut all = vec![
        said(event),
        lost,
        said(frame.reborrow().event().map(|event| format!("{event:?}"))),
        said(frame.reborrow().data().map(shown)),
        said(frame.reborrow().payload().map(shown)),
        said(frame.reborrow().payload_seed(std::marker::PhantomData).map(shown)),
    ];
    let owned = frame.to_owned();
    let mut scratch = Scratch::new();
    all.push(said(owned.event(&mut scratch).map(|event| format!("{event:?}"))));
    all.push(said(owned.data(&mut scratch).map(shown)));
    all.push(scratch.mismatches().to_string());
    assert_eq!(bytes, message, "the payload is as it was");
    all.push((decoder.stats().mismatches - before).to_string());
    all
}

/// Decoders of both engines, lenient and strict.
struct Pairs([[Decoder; 2]; 2]);

impl Pairs {
    fn new() -> Self {
        Self([false, true].map(|is_strict| ENGINES.map(|engine| decoder(engine, is_strict))))
    }

    /// Checks that both engines say the same of a message.
    #[track_caller]
    fn check(&mut self, message: &[u8]) {
        for [gatewire, simd_json] in &mut self.0 {
            let (ours, theirs) = (verdicts(gatewire, message), verdicts(simd_json, message));
            if ours != theirs {
                let differ = ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs);
                panic!("{}\n{differ:#?}", message.escape_ascii());
            }
        }
    }
}

#[test]
fn captured_frames() {
    let mut pairs = Pairs::new();
    let mut number = 0;
    each_frame(Encoding::Json, |_, _, json| {
        // A part of the session will do, which repeats itself.
        if !IS_SLOW || number % 7 == 0 || json.len() < 2000 && number % 3 == 0 {
            pairs.check(json);
        }
        number += 1;
    });
}

/// The documents of all events.
fn each_document(mut look: impl FnMut(&str, &Value)) {
    let table = Table::read();
    for event in &table.events {
        for kind in &event.data {
            for variant in [Variant::Full, Variant::Null, Variant::Absent] {
                let choices = if variant == Variant::Full { CHOICES } else { 1 };
                for choice in 0..choices {
                    let document = Maker::new(&table, variant, choice).make(kind).to_json();
                    look(event.name, &document);
                }
            }
        }
    }
}

#[test]
fn documents_of_every_event() {
    let mut pairs = Pairs::new();
    each_document(|name, document| {
        for order in [Order::Descending, Order::Ascending] {
            pairs.check(&json_frame(name, document, order));
        }
    });
}

/// The pointers of all values of a document.
fn pointers(value: &Value, pointer: &str, found: &mut Vec<String>) {
    found.push(pointer.to_owned());
    match value {
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                pointers(element, &format!("{pointer}/{index}"), found);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                pointers(value, &format!("{pointer}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// Text that may stand for a value, and that readers may treat in different ways.
const ODD: [&str; 24] = [
    "null",
    "true",
    "0",
    "-0",
    "-7",
    "1.0",
    "1e2",
    "0.1",
    "1.7976931348623157e309",
    "4.9406564584124654e-324",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "-9223372036854775809",
    "12345678901234567890.5",
    "\"\"",
    "\"12\"",
    "\"a\\u0000\\ud83d\\ude00\\n\"",
    "\"\\ud800\"",
    "[]",
    "[5]",
    "{}",
    "{\"id\":\"1\",\"id\":\"2\"}",
    "01",
];

#[test]
fn odd_values_in_every_place() {
    const MARK: &str = "mark_7777";

    let mut pairs = Pairs::new();
    let mut random = Random(20_261_130);
    let mut count = 0;
    each_document(|name, document| {
        let mut all = Vec::new();
        pointers(document, "", &mut all);
        // A part of the places, so that a document of a megabyte takes no longer than a short one.
        let size = document.to_string().len();
        for _ in 0..(BYTES_A_DOCUMENT / size).clamp(1, 64) {
            let pointer = &all[random.below(all.len())];
            let mut changed = document.clone();
            *changed.pointer_mut(pointer).expect("found there") = MARK.into();
            let frame = String::from_utf8(json_frame(name, &changed, Order::Descending)).unwrap();
            let odd = ODD[random.below(ODD.len())];
            pairs.check(frame.replace(&format!("\"{MARK}\""), odd).as_bytes());
            count += 1;
        }
    });
    assert!(count > 1_000, "{count}");
}

const TEXTS: [&str; 7] = [
    r#"{"t":"MESSAGE_CREATE","s":17,"op":0,"d":{"id":"1","a":[1,-2.5e3,null],"é":"\u00e9\"\\"}}"#,
    r#"{"t":"TYPING_START","s":7,"op":0,"d":{"channel_id":"41771983423143937","user_id":"80351110224678912","timestamp":1420070400}}"#,
    r#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250,"_trace":["[\"a\"]"]}}"#,
    r#"{"d":[[],{"op":1}],"x":"y","op":0,"s":18446744073709551615,"t":"\u0052EADY"}"#,
    r#" {"op" : 11 , "d" : true} "#,
    r#"{"op":0,"t":"NEW","s":1,"d":"\ud83d\ude00☃"}"#,
    r#"{"t":"GUILD_DELETE","s":7,"op":0,"d":{"id":"41771983423143937","unavailable":true},"e":[{}]}"#,
];

#[test]
fn damaged_payloads() {
    let mut pairs = Pairs::new();
    for text in TEXTS {
        for at in 0..text.len() {
            pairs.check(&text.as_bytes()[..at]);
            for byte in b"\"\\{}[]:,019-.eE+tfnu \x00\x1f\x7f\x80\xc3\xff" {
                let mut damaged = text.as_bytes().to_vec();
                damaged[at] = *byte;
                pairs.check(&damaged);
                damaged.insert(at, *byte);
                pairs.check(&damaged);
            }
        }
    }
}

#[test]
fn what_follows_the_data() {
    let mut pairs = Pairs::new();
    let front = r#"{"t":"GUILD_DELETE","s":7,"op":0,"d":{"id":"41771983423143937"}"#;
    let ends = [
        "}",
        " } ",
        ",\"x\":{}}",
        ",\"d\":{}}",
        ",\"\\u0064\":{}}",
        ",\"op\":0}",
        ",\"t\":null}",
        ",\"s\":1}",
        ",\"x\":1,\"x\":2}",
        ",\"x\":01}",
        ",}",
        "",
        "}}",
        "}x",
        "} {}",
        "]",
    ];
    for end in ends {
        pairs.check(format!("{front}{end}").as_bytes());
    }
    for envelope in ["{\"op\":0,\"t\":\"RESUMED\",\"s\":1}", "{\"op\":7}", "{\"op\":9,\"d\":null}"]
    {
        pairs.check(envelope.as_bytes());
    }
}

/// Text that is JSON in most cases.
fn random_json(random: &mut Random, depth: usize, out: &mut String) {
    let space = ["", "", "", " ", "\n\t"][random.below(5)];
    out.push_str(space);
    match random.below(if depth == 0 { 8 } else { 12 }) {
        0 => out.push_str(match random.below(60) {
            0 => "nul",
            1 => "True",
            other => ["null", "true", "false"][other % 3],
        }),
        1..4 => random_number(random, out),
        4..8 => random_text(random, out),
        8 | 9 => {
            out.push('[');
            for index in 0..random.below(4) {
                out.push_str(if index > 0 { "," } else { "" });
                random_json(random, depth - 1, out);
            }
            out.push(']');
        }
        _ => {
            out.push('{');
            for index in 0..random.below(4) {
                out.push_str(if index > 0 { "," } else { "" });
                random_text(random, out);
                out.push(':');
                random_json(random, depth - 1, out);
            }
            out.push('}');
        }
    }
    out.push_str(space);
}

fn random_number(random: &mut Random, out: &mut String) {
    let digits = |random: &mut Random, out: &mut String| {
        for _ in 0..=random.below(22) {
            out.push(char::from(b'0' + random.below(10) as u8));
        }
    };
    out.push_str(if random.below(3) == 0 { "-" } else { "" });
    match random.below(4) {
        0 => out.push('0'),
        1 => out.push_str(&random.next().to_string()),
        _ => digits(random, out),
    }
    if random.below(2) == 0 {
        out.push('.');
        digits(random, out);
    }
    if random.below(3) == 0 {
        out.push_str(["e", "E", "e-", "E+"][random.below(4)]);
        out.push_str(&random.below(340).to_string());
    }
}

fn random_text(random: &mut Random, out: &mut String) {
    out.push('"');
    for _ in 0..random.below(12) {
        let pieces = [
            "a",
            "b",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u0041",
            "\\ud83d\\ude00",
            "☃",
            "é",
            " ",
            "op",
            "\\ud800",
            "\\x",
            ".5",
            "1e9",
            "{",
            "[,:]",
        ];
        // The wrong ones are rare.
        let usual = random.below(40) > 0;
        let piece = pieces[random.below(pieces.len())];
        if !usual || !matches!(piece, "\\ud800" | "\\x") {
            out.push_str(piece);
        }
    }
    out.push('"');
}

#[test]
fn random_texts() {
    let mut pairs = Pairs::new();
    let mut random = Random(20_260_701);
    let mut accepted = 0;
    for _ in 0..if IS_SLOW { 10_000 } else { 300_000 } {
        let mut text = String::from("{\"op\":0,\"t\":\"NEW\",\"s\":1,\"d\":");
        random_json(&mut random, 4, &mut text);
        text.push('}');
        pairs.check(text.as_bytes());
        accepted += usize::from(serde_json::from_str::<Value>(&text).is_ok());
    }
    assert!(accepted > 5_000, "most are JSON: {accepted}");
}

thread_local! {
    static READS: Cell<usize> = const { Cell::new(0) };
}

/// A value that counts how often one is asked for.
struct Counted;

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        READS.set(READS.get() + 1);
        Value::deserialize(deserializer).map(|_| Self)
    }
}

/// How often a payload is read for one value.
fn reads(frame: Frame<'_>) -> usize {
    READS.set(0);
    frame.data::<Counted>().map(drop).unwrap();
    READS.get()
}

#[test]
fn usual_payloads_are_read_once() {
    let mut simd_json = decoder(JsonEngine::SimdJson, false);
    each_frame(Encoding::Json, |name, _, json| {
        let frame = simd_json.decode(json).unwrap().unwrap();
        assert_eq!(reads(frame), 1, "{name}");
    });
    let table = Table::read();
    let kind = &table.event("GUILD_MEMBERS_CHUNK").expect("an event of the table").data[0];
    let mut chunk = Maker::new(&table, Variant::Full, 0).make(kind).to_json();
    let members = chunk["members"].as_array_mut().expect("a list");
    *members = members.iter().cycle().take(2000).cloned().collect();
    let message = json_frame("GUILD_MEMBERS_CHUNK", &chunk, Order::Descending);
    assert!(message.len() > 1_000_000, "{}", message.len());
    assert_eq!(reads(simd_json.decode(&message).unwrap().unwrap()), 1, "a large payload");
}

/// Where simd-json differs from this crate's reader, or could pass a bound, and why the payload is then
/// read by the latter.
#[test]
fn what_simd_json_alone_would_treat_differently() {
    let nested = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let differences = [
        ("-0", "it is the integer 0, and a float here"),
        ("[18446744073709551616]", "integers beyond 64 bits are refused, and floats here"),
        ("[-9223372036854775809]", "so are those below"),
        ("0.1234567890123456789012345", "its time is not bounded by its length"),
        ("1234567890123456789012e-3", "nor is the time of this one"),
    ];
    let mut simd_json = decoder(JsonEngine::SimdJson, false);
    let mut pairs = Pairs::new();
    for (value, reason) in differences {
        let message = format!("{{\"op\":0,\"t\":\"NEW\",\"s\":1,\"d\":{value}}}");
        pairs.check(message.as_bytes());
        let frame = simd_json.decode(message.as_bytes()).unwrap().unwrap();
        // simd-json refuses the last four, or does not see them; the first is read twice.
        assert_eq!(reads(frame), if value == "-0" { 2 } else { 1 }, "{value}: {reason}");
    }
    // It takes 1024 containers by default; what is built here may have 32, and what is skipped 1024.
    pairs.check(format!("{{\"op\":0,\"t\":\"NEW\",\"s\":1,\"d\":{nested}}}").as_bytes());
    let skipped = format!("{{\"x\":{nested},\"id\":\"1\"}}");
    pairs.check(format!("{{\"op\":0,\"t\":\"GUILD_DELETE\",\"s\":1,\"d\":{skipped}}}").as_bytes());
}
