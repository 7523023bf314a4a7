//! Captured traffic and JSONTestSuite, from the folder that `GATEWIRE_CORPUS` names.

mod common;

use std::fs;

use common::corpus::{corpus, files};
use common::{error_of, etf, json};
use gatewire::{
    Compression, DecodeError, DecodeErrorKind as Kind, Encoding, Event, Scratch, Stage,
};
use serde::de::IgnoredAny;
use serde_json::Value;

/// What is shown of an event, or the error's text.
fn told(event: Result<Event<'_>, DecodeError>) -> Result<String, String> {
    event.map(|event| format!("{event:?}")).map_err(|error| error.to_string())
}

fn parsed(text: &[u8]) -> Value {
    serde_json::from_slice(text).unwrap()
}

#[test]
#[ignore = "needs a corpus, which GATEWIRE_CORPUS names"]
fn zlib_captures_inflate_to_the_text_beside_them() {
    let corpus = corpus();
    let read = |name: &str| fs::read(corpus.join("zlib").join(name)).unwrap();
    for name in ["twilight-hello", "zlib-stream-rs-hello"] {
        let message = read(&format!("{name}.zlib"));
        let text = read(&format!("{name}.json"));
        let mut decoder = common::decoder(Encoding::Json, Compression::ZlibStream);
        let frame = decoder.decode(&message).unwrap().unwrap();
        assert_eq!(frame.bytes(), text);
        let Event::Hello(hello) = frame.event().unwrap() else { panic!("{name} is a Hello") };
        assert_eq!(parsed(&text)["d"]["heartbeat_interval"], hello.heartbeat_interval);
        for cut in 0..message.len() {
            decoder.reset();
            assert!(decoder.decode(&message[..cut]).unwrap().is_none());
            let frame = decoder.decode(&message[cut..]).unwrap().unwrap();
            assert_eq!(frame.bytes(), text, "{name} cut at {cut}");
        }
    }
}

#[test]
#[ignore = "needs a corpus, which GATEWIRE_CORPUS names"]
fn the_split_zlib_capture_is_joined() {
    let corpus = corpus();
    let read = |name: &str| fs::read(corpus.join("zlib").join(name)).unwrap();
    let mut decoder = common::decoder(Encoding::Json, Compression::ZlibStream);
    assert!(!decoder.push(&read("zlib-stream-rs-hello.split0.zlib")).unwrap());
    assert!(decoder.frame().is_none());
    assert!(decoder.push(&read("zlib-stream-rs-hello.split1.zlib")).unwrap());
    let frame = decoder.frame().unwrap();
    assert_eq!(frame.bytes(), read("zlib-stream-rs-hello.json"));
    assert_eq!(frame.kind(), gatewire::EventKind::Hello);
}

#[test]
#[ignore = "needs a corpus, which GATEWIRE_CORPUS names"]
fn etf_captures_read_as_the_json_that_they_stand_for() {
    let corpus = corpus();
    for (name, message) in files(&corpus.join("etf"), "etf") {
        let mut decoder = etf();
        let frame = decoder.decode(&message).unwrap().unwrap();
        frame.validate().unwrap();
        assert_eq!(frame.bytes(), message);
        let (opcode, sequence) = (frame.opcode().0, frame.sequence());
        let event_name = frame.event_name().map(str::to_owned);
        let owned = frame.to_owned();
        let mut line = Vec::new();
        frame.write_json(&mut line).unwrap();
        let value = parsed(&line);
        assert_eq!(value["op"], opcode);
        assert_eq!(value["s"].as_u64(), sequence);
        assert_eq!(value["t"].as_str(), event_name.as_deref());

        let data: Value = decoder.decode(&message).unwrap().unwrap().data().unwrap();
        assert_eq!(data, value["d"], "{name}");
        let payload: Value = decoder.decode(&message).unwrap().unwrap().payload().unwrap();
        assert_eq!(payload, value, "{name}");
        // Read as the JSON that was written of it, the event is the same.
        let mut from_json = json();
        let [event, again, third] = [
            format!("{:?}", decoder.decode(&message).unwrap().unwrap().event().unwrap()),
            format!("{:?}", owned.event(&mut Scratch::new()).unwrap()),
            format!("{:?}", from_json.decode(&line).unwrap().unwrap().event().unwrap()),
        ];
        assert_eq!([&event, &event], [&again, &third], "{name}");
        assert!(event.starts_with(if opcode == 10 { "Hello" } else { "MessageCreate" }), "{event}");
        for length in 0..message.len() {
            let cut = &message[..length];
            let read = decoder.decode(cut).and_then(|frame| frame.unwrap().data::<IgnoredAny>());
            let error = error_of(read);
            assert!(!error.is_fatal() && error.offset().is_some_and(|offset| offset <= length));
        }
    }
}

#[test]
#[ignore = "needs a corpus, which GATEWIRE_CORPUS names"]
fn json_captures_read_as_serde_json_reads_them() {
    let corpus = corpus();
    let mut decoder = json();
    let mut scratch = Scratch::new();
    for folder in ["json/discord-payloads", "json/disgord-startup"] {
        for (name, message) in files(&corpus.join(folder), "json") {
            let value = parsed(&message);
            let frame = decoder.decode(&message).unwrap().unwrap();
            assert_eq!(value["op"], frame.opcode().0, "{name}");
            assert_eq!(value["s"].as_u64(), frame.sequence(), "{name}");
            assert_eq!(value["t"].as_str(), frame.event_name(), "{name}");
            frame.validate().unwrap();
            let owned = frame.to_owned();
            assert_eq!(frame.payload::<Value>().unwrap(), value, "{name}");

            let data: Value = decoder.decode(&message).unwrap().unwrap().data().unwrap();
            assert_eq!(data, value["d"], "{name}");
            let mut line = b"before ".to_vec();
            decoder.decode(&message).unwrap().unwrap().write_json(&mut line).unwrap();
            assert_eq!(parsed(line.strip_prefix(b"before ").unwrap()), value, "{name}");
            assert!(line.len() <= 7 + message.len() && !line.contains(&b'\n'));
            let event = decoder.decode(&message).unwrap().unwrap().event();
            assert!(event.is_ok(), "{name}: {event:?}");
            let event = told(event);

            for _ in 0..2 {
                assert_eq!(owned.bytes(), message);
                assert_eq!(value["s"].as_u64(), owned.sequence());
                assert_eq!(value["t"].as_str(), owned.event_name());
                assert_eq!(owned.payload::<Value>(&mut scratch).unwrap(), value, "{name}");
                assert_eq!(owned.data::<Value>(&mut scratch).unwrap(), value["d"], "{name}");
                assert_eq!(told(owned.event(&mut scratch)), event);
            }
            assert!(decoder.push(&message).unwrap());
            assert_eq!(decoder.frame().unwrap().data::<Value>().unwrap(), value["d"]);
        }
    }
}

/// A frame whose `d` is the document, in one of two orders.
fn framed(document: &[u8], d_first: bool) -> Vec<u8> {
    match d_first {
        true => [b"{\"d\":", document, b",\"op\":0,\"s\":null,\"t\":null}"].concat(),
        false => [b"{\"t\":null,\"s\":null,\"op\":0,\"d\":", document, b"}"].concat(),
    }
}

#[test]
#[ignore = "needs a corpus, which GATEWIRE_CORPUS names"]
fn json_test_suite() {
    let corpus = corpus();
    for (name, document) in files(&corpus.join("JSONTestSuite"), "json") {
        let oracle = serde_json::from_slice::<Value>(&document);
        match name.as_bytes()[0] {
            b'y' => assert!(oracle.is_ok(), "{name}"),
            b'n' => assert!(oracle.is_err(), "{name}"),
            _ => {}
        }
        // Serde_json builds 128 levels, and never skips.
        let is_deep = name == "i_structure_500_nested_arrays.json";
        let skipped = gatewire::json::from_slice::<IgnoredAny>(&mut document.clone()).map(drop);
        let built = gatewire::json::from_slice::<Value>(&mut document.clone());
        match &oracle {
            Ok(value) => {
                assert!(skipped.is_ok(), "{name}: {skipped:?}");
                assert_eq!(built.as_ref().unwrap(), value, "{name}");
            }
            Err(_) => {
                assert_eq!(error_of(built).stage(), Stage::Data, "{name}");
                assert_eq!(skipped.is_ok(), is_deep, "{name}");
            }
        }
        for d_first in [false, true] {
            // The envelope trims nothing: what is not one value cannot be `d` either. A document
            // that closes the frame and opens another would be; the suite has none.
            let frame = framed(&document, d_first);
            let mut decoder = json();
            let validated = decoder.decode(&frame).and_then(|frame| frame.unwrap().validate());
            let built = decoder.decode(&frame).and_then(|frame| frame.unwrap().data::<Value>());
            let skipped =
                decoder.decode(&frame).and_then(|frame| frame.unwrap().data::<IgnoredAny>());
            let written =
                decoder.decode(&frame).and_then(|frame| frame.unwrap().write_json(&mut vec![]));
            match &oracle {
                Ok(value) => {
                    assert_eq!(built.as_ref().unwrap(), value, "{name}");
                    assert!(validated.is_ok() && skipped.is_ok() && written.is_ok(), "{name}");
                }
                Err(_) if is_deep => {
                    assert_eq!(error_of(built).kind(), Kind::DepthExceeded);
                    assert!(validated.is_ok() && skipped.is_ok() && written.is_ok(), "{name}");
                }
                Err(_) => {
                    assert!(validated.is_err() && written.is_err(), "{name}");
                    assert!(built.is_err() && skipped.is_err(), "{name}");
                }
            }
        }
    }
}
