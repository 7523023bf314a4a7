//! Attacks in JSON.

use std::fmt::Write as _;

use gatewire::{DecodeErrorKind as Kind, Stage};

use super::attack::{
    Attack, BUILDING_NOTHING, LARGEST, Look, Messages, Outcome, each, json, one, place_of,
};
use super::event_with;

const MB: usize = 1_000_000;

/// A payload as the Gateway writes it, whose envelope is read without a look at `d`.
pub(crate) fn last(d: &str) -> String {
    format!(r#"{{"t":null,"s":null,"op":0,"d":{d}}}"#)
}

/// One with `d` in front, which is stepped over to find the envelope.
fn first(d: &str) -> String {
    format!(r#"{{"d":{d},"t":null,"s":null,"op":0}}"#)
}

/// Opened so often, with what is in the middle, and closed as often.
fn nested(open: &str, middle: &str, close: &str, depth: usize) -> String {
    format!("{}{middle}{}", open.repeat(depth), close.repeat(depth))
}

/// Where a container opens that is one too many.
fn too_deep(message: &[u8]) -> usize {
    let mut openings = message.iter().enumerate().filter(|(_, byte)| b"[{".contains(byte));
    openings.nth(gatewire::MAX_SKIP_DEPTH).expect("so many are open").0
}

pub(crate) fn nesting() -> Vec<Attack> {
    const DEPTH: usize = 10_000_000;
    let mut attacks = Vec::new();
    for (name, open, close) in
        [("lists", "[", "]"), ("objects", "{\"\":", "}"), ("both", "[{\"a\":", "}]")]
    {
        attacks.extend([
            json(format!("ten million {name} inside each other"), move || {
                one(last(&nested(open, "0", close, DEPTH)))
            })
            .limit(1 << 30)
            // The copy that is unescaped in place.
            .memory(DEPTH * (open.len() + close.len()))
            .expect(Look::Envelope, Outcome::Accepted)
            .refused_when_read([Look::Validate, Look::Ignored, Look::Json], Kind::DepthExceeded)
            .at(too_deep),
            json(format!("ten million {name} before the envelope"), move || {
                let d = nested(open, "0", close, DEPTH);
                each([first(&d), format!(r#"{{"x":{d},"op":0}}"#), format!(r#"{{"op":{d}}}"#)])
            })
            .limit(1 << 30)
            .refused(Stage::Envelope, Kind::DepthExceeded)
            .at(too_deep),
            json(format!("ten million {name} that are not closed"), move || {
                one(last(&open.repeat(DEPTH)))
            })
            .limit(1 << 30)
            .memory(DEPTH * open.len())
            .expect(Look::Envelope, Outcome::Accepted)
            .refused_when_read(BUILDING_NOTHING, Kind::DepthExceeded)
            .at(too_deep),
        ]);
    }
    attacks.extend([
        json("as deep as may be stepped over", || one(last(&nested("[", "", "]", 1023))))
            .expect_all([Look::Envelope, Look::Validate, Look::Json], Outcome::Accepted),
        json("one deeper", || one(last(&nested("[", "", "]", 1024))))
            .refused_when_read([Look::Validate, Look::Json], Kind::DepthExceeded)
            .at(too_deep),
        json("twenty million lists without a payload around them", || one("[".repeat(20 * MB)))
            .limit(1 << 30)
            .refused(Stage::Envelope, Kind::NotAnObject)
            .at(|_| 0),
        json("ten million lists beyond the default limit", || {
            one(last(&nested("[", "", "]", DEPTH)))
        })
        .refused(Stage::Decompress, Kind::MessageTooLarge)
        .nowhere(),
    ]);
    attacks
}

/// A million entries whose keys begin alike, each behind a comma.
fn million_entries() -> String {
    let mut entries = String::new();
    for number in 0..MB {
        write!(entries, ",\"channel{number:05x}\":0").unwrap();
    }
    entries
}

pub(crate) fn keys() -> Vec<Attack> {
    let long = || "k".repeat(MB);
    vec![
        json("keys and texts of a megabyte", move || {
            let long = long();
            one(format!(r#"{{"{long}":"{long}","d":{{"{long}":"{long}"}},"op":0,"t":"{long}"}}"#))
        })
        // The name, which is kept, and the copy.
        .memory(7 * MB)
        .expect_all(BUILDING_NOTHING, Outcome::Accepted),
        json("an event's name of a megabyte", move || {
            one(format!(r#"{{"t":"{}","s":1,"op":0,"d":{{}}}}"#, long()))
        })
        .memory(MB + MB / 2)
        .expect_all([Look::Envelope, Look::Event], Outcome::Accepted),
        json("a megabyte where an id is expected", move || {
            one(event_with("MESSAGE_CREATE", "id", &format!("\"{}\"", long())))
        })
        .memory(2 * MB)
        .expect(Look::Event, Outcome::Refused(Stage::Data, Kind::InvalidValue))
        .at(|message| place_of(message, b"\"kkk")),
        // Each key begins as a field does that is looked for.
        json("a million keys that begin alike", || {
            one(event_with("MESSAGE_CREATE", "tts", &format!("true{}", million_entries())))
        })
        .limit(2 * LARGEST)
        .memory(2 * LARGEST)
        .expect_all(
            [Look::Envelope, Look::Validate, Look::Ignored, Look::Event],
            Outcome::Accepted,
        ),
        json("a million keys in a value of any type", || {
            let value = format!("{{\"channel\":0{}}}", million_entries());
            one(event_with("GUILD_CREATE", "guild_hashes", &value))
        })
        .limit(2 * LARGEST)
        .memory((4 << 20) + 34 * LARGEST)
        .expect(Look::Event, Outcome::Accepted),
        json("a field that stands a million times", || {
            one(event_with("MESSAGE_CREATE", "tts", &format!("true{}", ",\"tts\":true".repeat(MB))))
        })
        .memory(2 * LARGEST)
        .expect_all(BUILDING_NOTHING, Outcome::Accepted)
        .expect(Look::Event, Outcome::Refused(Stage::Data, Kind::DuplicateField))
        // The object that has it twice.
        .at(|message| place_of(message, b"\"d\":") + 4),
    ]
}

/// `op`, `s`, `t` and `d`, each twice; the second has a mark in front of it.
pub(crate) fn duplicates() -> Vec<Attack> {
    let twice = [
        r#"{"op":0,@"op":1,"d":{},"t":null}"#,
        r#"{"op":0,@"o\u0070":0,"d":{},"t":null}"#,
        r#"{"s":null,@"s":1,"d":{},"op":0}"#,
        r#"{"t":null,@"t":"READY","d":{},"op":0}"#,
        r#"{"d":{},@"d":{},"op":0}"#,
        r#"{"d":{},"op":0,"t":null,@"op":0}"#,
        r#"{"d":{},"op":0,"s":null,"t":null,@"d":{}}"#,
        r#"{"d":{},"op":0,"s":null,"t":null,@"\u0064":{}}"#,
    ];
    let behind = [r#""op":0"#, r#""s":1"#, r#""t":"READY""#, r#""d":{}"#, r#""\u0064":1"#];
    let found = Outcome::Refused(Stage::Envelope, Kind::DuplicateEnvelopeKey);
    let twice = twice.map(|text| {
        json(format!("a key of the envelope twice, {text}"), || one(text.replace('@', "")))
            .refused(Stage::Envelope, Kind::DuplicateEnvelopeKey)
            .at(|_| text.find('@').unwrap())
    });
    let mut attacks = Vec::from(twice);
    attacks.push(
        json("a key of the envelope again behind d", move || {
            each(behind.map(|text| format!(r#"{{"t":null,"s":null,"op":0,"d":{{}},{text}}}"#)))
        })
        .expect(Look::Envelope, Outcome::Accepted)
        .expect_all([Look::Validate, Look::Ignored, Look::Json], found)
        .at(|message| place_of(message, b"{},") + 3),
    );
    attacks
}

pub(crate) fn numbers() -> Vec<Attack> {
    let digits = || "7".repeat(MB);
    let looks = [Look::Validate, Look::Ignored, Look::Json];
    // A number is wrong as a whole.
    let number = |message: &[u8]| place_of(message, b"77");
    vec![
        // Beyond the range of a float, which serde_json refuses as well.
        json("a million digits", move || one(last(&digits())))
            .memory(MB)
            .expect(Look::Envelope, Outcome::Accepted)
            .refused_when_read(looks, Kind::InvalidNumber)
            .at(number),
        json("a million digits behind the point", move || {
            each([last(&format!("0.{}", digits())), last(&format!("0.{}7", "0".repeat(MB)))])
        })
        .memory(4 * MB)
        .expect_all(looks, Outcome::Accepted),
        json("a million digits in the exponent", move || {
            each([last(&format!("1e{}", digits())), last(&format!("-1.5E+{}", digits()))])
        })
        .memory(4 * MB)
        .refused_when_read(looks, Kind::InvalidNumber)
        .at(|message| place_of(message, b"\"d\":") + 4),
        json("a million digits in an exponent below zero", move || {
            one(last(&format!("1e-{}", digits())))
        })
        .memory(4 * MB)
        .expect_all(looks, Outcome::Accepted),
        json("a million digits where numbers are expected", move || {
            let digits = digits();
            each([
                event_with("MESSAGE_CREATE", "type", &digits),
                event_with("MESSAGE_CREATE", "flags", &digits),
                event_with("MESSAGE_CREATE", "id", &digits),
            ])
        })
        .memory(2 * MB)
        .expect(Look::Event, Outcome::Refused(Stage::Data, Kind::InvalidNumber))
        .at(number),
        json("an opcode of a million digits", move || one(format!(r#"{{"op":{}}}"#, digits())))
            .refused(Stage::Envelope, Kind::InvalidNumber)
            .at(number),
        json("a sequence of a million digits", move || {
            one(format!(r#"{{"op":0,"s":{}}}"#, digits()))
        })
        .refused(Stage::Envelope, Kind::InvalidNumber)
        .at(number),
        json("a million zeros in front, which JSON does not have", || one(last(&"0".repeat(MB))))
            .memory(MB)
            .refused_when_read(BUILDING_NOTHING, Kind::Syntax)
            // The second: nothing may stand behind the first.
            .at(|message| place_of(message, b"00") + 1),
    ]
}

pub(crate) fn surrogates() -> Vec<Attack> {
    let lone = [
        r"\ud800",
        r"\udbff",
        r"\udc00",
        r"\udfff",
        r"\ud800\ud800",
        r"\udc00\ud800",
        r"\ud800x",
        r"\ud800\n",
        r"\ud83d\u0041",
        r"\uD83D",
        r"\ud83d\ude0",
        r"\ud83d\\ude00",
    ];
    vec![
        json("lone surrogates in texts and keys of d", move || {
            let d = |escape| [format!("\"{escape}\""), format!("{{\"{escape}\":0}}")];
            each(lone.into_iter().flat_map(d).map(|d| last(&d)))
        })
        .expect(Look::Envelope, Outcome::Accepted)
        .refused_when_read([Look::Validate, Look::Ignored, Look::Json], Kind::InvalidEscape)
        .at(|message| place_of(message, b"\\")),
        json("lone surrogates in the envelope", move || {
            each(lone.into_iter().flat_map(|escape| {
                [
                    format!(r#"{{"op":0,"t":"{escape}"}}"#),
                    format!(r#"{{"op":0,"{escape}":0}}"#),
                    format!(r#"{{"op":0,"x":"{escape}"}}"#),
                    first(&format!("[\"{escape}\"]")),
                ]
            }))
        })
        .refused(Stage::Envelope, Kind::InvalidEscape)
        .at(|message| place_of(message, b"\\")),
        json("a million pairs of surrogates", || {
            one(last(&format!("\"{}\"", r"\ud83d\ude00".repeat(MB))))
        })
        .memory(20 * MB)
        .expect_all([Look::Validate, Look::Text], Outcome::Accepted),
    ]
}

/// Bytes that are no UTF-8: what goes on without a beginning, what ends too early, what could be
/// shorter, surrogates, and what is beyond U+10FFFF.
pub(crate) const NOT_UTF8: [&[u8]; 8] = [
    b"\x80",
    b"\xff",
    b"\xc3",
    b"\xe2\x98",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xf0\x9f\x98",
];

/// Text of over two blocks of 32 bytes.
fn text() -> String {
    format!("{}é☃{}", "a".repeat(40), "b".repeat(36))
}

fn inserted(places: impl Iterator<Item = usize>, bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = text();
    let insert = |place: usize| {
        let (front, back) = text.as_bytes().split_at(place);
        [front, bytes, back].concat()
    };
    places.map(insert).collect()
}

/// Text with bytes put into every place of it, inside its characters too.
pub(crate) fn in_every_place(bytes: &[u8]) -> Vec<Vec<u8>> {
    inserted(0..=text().len(), bytes)
}

/// As [`in_every_place`], where the text stays UTF-8 if the bytes are.
pub(crate) fn between_characters(bytes: &[u8]) -> Vec<Vec<u8>> {
    inserted((0..=text().len()).filter(|place| text().is_char_boundary(*place)), bytes)
}

/// Payloads with such text at a mark.
fn around(template: &str, texts: impl IntoIterator<Item = Vec<u8>>) -> Vec<Messages> {
    let (front, back) = template.split_once('@').unwrap();
    let text = |text: Vec<u8>| [front.as_bytes(), &text, back.as_bytes()].concat();
    each(texts.into_iter().map(text))
}

/// The first byte that is no part of UTF-8, as the standard library has it.
fn not_utf8(message: &[u8]) -> usize {
    str::from_utf8(message).expect_err("it is no UTF-8").valid_up_to()
}

pub(crate) fn utf8() -> Vec<Attack> {
    // Where something is escaped, what follows it is copied.
    let marks = ["@", r"\n@", r"@\n", r"\n@\n"];
    let all = || NOT_UTF8.iter().flat_map(|bytes| in_every_place(bytes));
    let mut attacks = Vec::new();
    for template in [
        r#"{"t":null,"s":null,"op":0,"d":"@"}"#,
        r#"{"t":null,"s":null,"op":0,"d":{"@":0}}"#,
        r#"{"t":null,"s":null,"op":0,"d":0,"x":"@"}"#,
    ] {
        for template in marks.map(|mark| template.replace('@', mark)) {
            let looks = [Look::Validate, Look::Ignored, Look::Json];
            attacks.push(
                json(format!("no UTF-8 in {template}"), move || around(&template, all()))
                    .expect(Look::Envelope, Outcome::Accepted)
                    .refused_when_read(looks, Kind::InvalidUtf8)
                    .at(not_utf8),
            );
        }
    }
    for template in [
        r#"{"d":"@","op":0}"#,
        r#"{"@":0,"op":0}"#,
        r#"{"x":["@"],"op":0,"t":null,"s":null,"d":0}"#,
    ] {
        for template in marks.map(|mark| template.replace('@', mark)) {
            attacks.push(
                json(format!("no UTF-8 in {template}"), move || around(&template, all()))
                    .refused(Stage::Envelope, Kind::InvalidUtf8)
                    .at(not_utf8),
            );
        }
    }
    for template in marks.map(|mark| r#"{"t":"@","s":null,"op":0,"d":0}"#.replace('@', mark)) {
        attacks.push(
            json(format!("no UTF-8 in {template}"), move || around(&template, all()))
                .refused(Stage::Envelope, Kind::InvalidUtf8)
                // A name is refused as a whole.
                .at(|message| place_of(message, b"\"t\":") + 4),
        );
    }
    for template in marks.map(|mark| r#"{"t":null,"s":null,"op":0,"d":"@"}"#.replace('@', mark)) {
        attacks.push(
            json(format!("no UTF-8 in {template}, as text"), move || around(&template, all()))
                .refused_when_read([Look::Text], Kind::InvalidUtf8)
                .at(not_utf8),
        );
    }
    attacks
}

/// NUL bytes, which are text when they are escaped, and nothing JSON has when they are not.
pub(crate) fn nul() -> Vec<Attack> {
    let nul = |message: &[u8]| place_of(message, b"\0");
    vec![
        json("NUL in every place of a text", || {
            around(r#"{"t":null,"s":null,"op":0,"d":"@"}"#, between_characters(b"\0"))
        })
        .expect(Look::Envelope, Outcome::Accepted)
        .refused_when_read([Look::Validate, Look::Ignored, Look::Text], Kind::Syntax)
        .at(nul),
        json("NUL in every place of a name", || {
            around(r#"{"t":"@","op":0,"d":0}"#, between_characters(b"\0"))
        })
        .refused(Stage::Envelope, Kind::Syntax)
        .at(nul),
        json("NUL that is escaped", || {
            around(r#"{"t":"@","s":null,"op":0,"d":"\u0000"}"#, between_characters(br"\u0000"))
        })
        .expect_all([Look::Validate, Look::Text, Look::Event, Look::Json], Outcome::Accepted),
        json("NUL behind a payload", || each([last("0") + "\0", last("0") + "\0\0\0\0"]))
            // The end of a payload is looked at first, and this one does not end in a brace.
            .expect(Look::Validate, Outcome::Refused(Stage::Envelope, Kind::UnexpectedEnd))
            .at_end(),
        json("16 MiB of NUL", || one(vec![0; LARGEST]))
            .refused(Stage::Envelope, Kind::NotAnObject)
            .at(|_| 0),
        json("16 MiB of white space", || one(vec![b' '; LARGEST]))
            .refused(Stage::Envelope, Kind::UnexpectedEnd)
            .at_end(),
    ]
}

/// Lists of the maximal size, which are as many values as can be.
pub(crate) fn lists() -> Vec<Attack> {
    let list = |element: &str, bytes: usize| {
        let count = (bytes - 1000) / (element.len() + 1);
        format!("[{}{element}]", format!("{element},").repeat(count - 1))
    };
    let mut attacks = Vec::new();
    for element in ["0", "{}", "[]", "\"\""] {
        attacks.push(
            json(format!("16 MiB of [{element},{element},…]"), move || {
                one(last(&list(element, LARGEST)))
            })
            .memory(LARGEST)
            .expect_all([Look::Envelope, Look::Validate, Look::Ignored], Outcome::Accepted),
        );
    }
    attacks.extend([
        json("16 MiB of ids", move || {
            one(event_with("MESSAGE_CREATE", "mention_roles", &list("0", LARGEST)))
        })
        .memory(LARGEST + 8 * LARGEST / 2)
        .expect(Look::Event, Outcome::Accepted),
        json("16 MiB of empty embeds", move || {
            one(event_with("MESSAGE_CREATE", "embeds", &list("{}", LARGEST)))
        })
        .memory(33 * LARGEST + (4 << 20))
        .expect(Look::Event, Outcome::Refused(Stage::Data, Kind::MemoryExceeded)),
        json("4 MiB of empty members", move || {
            one(event_with("GUILD_MEMBERS_CHUNK", "members", &list("{}", 4 << 20)))
        })
        .memory(33 * (4 << 20) + (4 << 20))
        .expect(Look::Event, Outcome::Refused(Stage::Data, Kind::MemoryExceeded)),
    ]);
    attacks
}
