//! Keys of an event's object in any order, with keys between them that no field has, and keys that stand
//! twice: the event is the same, or it is an error, wherever the usual order ends.

use gatewire::{Compression, DecodeErrorKind, Decoder, Encoding, etf, json};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Value, json as value, to_value};

/// An object whose keys come in this order.
#[derive(Clone)]
struct Ordered(Vec<(&'static str, Value)>);

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Payload<'p> {
    t: &'static str,
    s: u64,
    op: u8,
    d: &'p Ordered,
}

const ENCODINGS: [Encoding; 2] = [Encoding::Json, Encoding::Etf];

fn read(encoding: Encoding, data: &Ordered) -> Result<Value, DecodeErrorKind> {
    let payload = Payload { t: "VOICE_STATE_UPDATE", s: 1, op: 0, d: data };
    let message = match encoding {
        Encoding::Etf => etf::to_vec(&payload),
        _ => json::to_vec(&payload),
    };
    let mut decoder = Decoder::new(encoding, Compression::None);
    let message = message.unwrap();
    let frame = decoder.decode(&message).unwrap().unwrap();
    frame.event().map(|event| to_value(&event).unwrap()).map_err(|error| error.kind())
}

/// A voice state in the order of JSON from Discord.
fn voice_state() -> Ordered {
    let user = value!({"id": "5", "username": "quiet", "discriminator": "0", "avatar": null});
    let member = value!({
        "user": user, "roles": ["11", "12"], "joined_at": "2024-05-06T07:08:09.101112+00:00",
        "deaf": false, "mute": true, "flags": 2, "nick": "a \"nick\"", "avatar": null,
    });
    Ordered(vec![
        ("user_id", value!("5")),
        ("suppress", value!(false)),
        ("session_id", value!("of some letters")),
        ("self_video", value!(true)),
        ("self_mute", value!(false)),
        ("self_deaf", value!(true)),
        ("request_to_speak_timestamp", value!(null)),
        ("mute", value!(false)),
        ("member", member),
        ("deaf", value!(true)),
        ("channel_id", value!("900000000000000007")),
        ("guild_id", value!("9")),
    ])
}

/// The same in the usual order of either encoding.
fn usual(encoding: Encoding) -> Ordered {
    let mut data = voice_state();
    if encoding == Encoding::Etf {
        data.0.sort_by_key(|(key, _)| *key);
    }
    data
}

#[test]
fn in_any_order() {
    for encoding in ENCODINGS {
        let data = usual(encoding);
        let expected = read(encoding, &data).unwrap();
        for (key, value) in &data.0 {
            // The timestamp is null, and the member has fields that were left out.
            if *key != "member" {
                assert_eq!(&expected[*key], value, "{key}");
            }
        }
        for first in 0..data.0.len() {
            let mut turned = data.clone();
            turned.0.rotate_left(first);
            assert_eq!(read(encoding, &turned).as_ref(), Ok(&expected));
            turned.0.reverse();
            assert_eq!(read(encoding, &turned).as_ref(), Ok(&expected));
            for second in 0..first {
                let mut swapped = data.clone();
                swapped.0.swap(first, second);
                assert_eq!(read(encoding, &swapped).as_ref(), Ok(&expected));
            }
        }
    }
}

#[test]
fn with_keys_of_no_field_between_them() {
    let unknown = [value!(null), value!([{"a": [1, "]"]}]), value!({"user_id": "6", "b": {}})];
    for encoding in ENCODINGS {
        let data = usual(encoding);
        let expected = read(encoding, &data).unwrap();
        for place in 0..=data.0.len() {
            for unknown in &unknown {
                let mut more = data.clone();
                more.0.insert(place, ("no_field", unknown.clone()));
                assert_eq!(read(encoding, &more).as_ref(), Ok(&expected));
                more.0.insert(place, ("another", unknown.clone()));
                more.0.push(("the_last", unknown.clone()));
                assert_eq!(read(encoding, &more).as_ref(), Ok(&expected));
            }
        }
    }
}

#[test]
fn twice() {
    for encoding in ENCODINGS {
        let data = usual(encoding);
        for (key, value) in &data.0 {
            for place in 0..=data.0.len() {
                let mut more = data.clone();
                more.0.insert(place, (key, value.clone()));
                assert_eq!(read(encoding, &more), Err(DecodeErrorKind::DuplicateField), "{key}");
                more.0.insert(place, ("no_field", value.clone()));
                assert_eq!(read(encoding, &more), Err(DecodeErrorKind::DuplicateField), "{key}");
            }
        }
    }
}

#[test]
fn with_white_space() {
    let data = usual(Encoding::Json);
    let expected = read(Encoding::Json, &data).unwrap();
    let text = serde_json::to_string_pretty(&data).unwrap();
    let spaced = text
        .replace(':', " : ")
        .replace(',', " ,\t")
        .replace("2024-05-06T07 : 08 : 09", "2024-05-06T07:08:09")
        .replace("+00 : 00", "+00:00");
    for text in [text, spaced] {
        let message = format!("{{\"t\":\"VOICE_STATE_UPDATE\",\"s\":1,\"op\":0,\"d\": {text} }}");
        let mut decoder = Decoder::new(Encoding::Json, Compression::None);
        let frame = decoder.decode(message.as_bytes()).unwrap().unwrap();
        assert_eq!(to_value(frame.event().unwrap()).unwrap(), expected);
    }
}
