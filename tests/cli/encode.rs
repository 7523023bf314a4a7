//! `gatewire encode`.

use gatewire::{Decoder, Encoding, RequestGuildMembers, Snowflake};

use crate::tool::{Run, command, run_on_stdin};

fn encode(arguments: &[&str]) -> Run {
    command(&["encode"]).args(arguments).output().unwrap().into()
}

fn bytes(hex: &str) -> Vec<u8> {
    let hex = hex.strip_suffix('\n').expect("a line");
    let digits = hex.as_bytes().chunks(2).map(|two| str::from_utf8(two).unwrap());
    digits.map(|two| u8::from_str_radix(two, 16).unwrap()).collect()
}

const REQUEST: &str =
    r#"{"op":8,"d":{"guild_id":"41771983444115456","user_ids":["80351110224678912",7],"x":"8"}}"#;

#[test]
fn json_is_compact() {
    let run = encode(&["{ \"d\" : null, \"op\" : 1 }"]);
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (Some(0), r#"{"op":1,"d":null}"#, ""));
    // Ids are text in JSON, whatever they were given as; the rest is left.
    let run = encode(&[REQUEST]);
    assert_eq!(run.stdout, REQUEST.replace(",7]", ",\"7\"]"));
    let run = encode(&["--encoding", "json", "--hex", r#"{"op":11}"#]);
    assert_eq!(run.stdout, "7b226f70223a31312c2264223a6e756c6c7d\n");
}

#[test]
fn ids_are_integers_in_etf() {
    let run = encode(&["--encoding", "etf", "--hex", REQUEST]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let term = bytes(&run.stdout);
    let mut decoder = Decoder::new(Encoding::Etf, gatewire::Compression::None);
    let frame = decoder.decode(&term).unwrap().unwrap();
    let ids = [80351110224678912, 7].map(Snowflake::new);
    let expected = RequestGuildMembers::by_ids(Snowflake::new(41771983444115456), ids);
    assert_eq!(frame.data::<RequestGuildMembers<'_>>().unwrap(), expected);
    let contains = |part: &[u8]| term.windows(part.len()).any(|window| window == part);
    assert!(contains(b"guild_idn\x07\0\0\0\xc0\xca\x65\x67\x94"), "{term:x?}");
    assert!(contains(b"user_idsl\0\0\0\x02n\x08\0"));
    assert!(contains(b"a\x07j"));
    assert!(contains(b"m\0\0\0\x01xm\0\0\0\x018"), "other text stays text");

    // The same bytes, raw.
    let output = run_on_stdin(&["encode", "--encoding", "etf"], REQUEST.as_bytes());
    assert_eq!((output.status.code(), output.stdout), (Some(0), term));
}

#[test]
fn every_command() {
    for (payload, id) in [
        (
            r#"{"op":4,"d":{"guild_id":"5","channel_id":"6","self_mute":false,"self_deaf":false}}"#,
            true,
        ),
        (r#"{"op":31,"d":{"guild_ids":["5","6"]}}"#, true),
        (r#"{"op":43,"d":{"guild_id":"5","fields":["status"]}}"#, true),
        (
            r#"{"op":2,"d":{"token":"5","properties":{"os":"5","browser":"a","device":"a"},"intents":1}}"#,
            false,
        ),
        (r#"{"op":3,"d":{"since":null,"activities":[],"status":"dnd","afk":false}}"#, false),
        (r#"{"op":6,"d":{"token":"5","session_id":"5","seq":1}}"#, false),
        (r#"{"op":99,"d":{"guild_id":"5"}}"#, false),
    ] {
        for arguments in [&["encode", "-"][..], &["encode"]] {
            let output = run_on_stdin(arguments, format!("\n{payload}\n").as_bytes());
            assert_eq!(output.status.code(), Some(0), "{payload}: {:?}", output.stderr);
            assert_eq!(String::from_utf8(output.stdout).unwrap(), payload);
        }
        let run = encode(&["--encoding=etf", "--hex", payload]);
        let term = bytes(&run.stdout);
        assert_eq!(term.windows(2).any(|window| window == b"a\x05"), id, "{payload}");
    }
}

#[test]
fn the_limit() {
    let payload = r#"{"op":8,"d":{"guild_id":"1","query":"","limit":0}}"#;
    let run = encode(&["--limit", "50", payload]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let run = encode(&["--limit", "49", payload]);
    assert_eq!((run.code, &*run.stdout), (Some(2), ""));
    assert_eq!(run.stderr, "gatewire: cannot send: 50 bytes are more than allowed (limit 49)\n");

    let long = |length| format!(r#"{{"op":99,"d":"{}"}}"#, "a".repeat(length));
    assert_eq!(encode(&[&long(4080)]).code, Some(0));
    let run = encode(&[&long(4081)]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("4097") && run.stderr.contains("4096"), "{}", run.stderr);
    assert_eq!(encode(&["--encoding", "etf", &long(4080)]).code, Some(2));
}

#[test]
fn rules_are_checked_before_the_limit() {
    for (payload, field) in [
        (r#"{"op":8,"d":{"guild_id":"1"}}"#, "query"),
        (r#"{"op":8,"d":{"guild_id":"1","query":"a","limit":101}}"#, "limit"),
        (
            r#"{"op":2,"d":{"token":"hunter2","properties":{"os":"","browser":"","device":""},"intents":1,"shard":[2,2]}}"#,
            "shard",
        ),
        (
            r#"{"op":3,"d":{"since":null,"activities":[{"name":"a","type":0,"url":"hunter2"}],"status":"dnd","afk":false}}"#,
            "activities.url",
        ),
    ] {
        let run = encode(&["--limit", "1", payload]);
        assert_eq!((run.code, &*run.stdout), (Some(1), ""), "{}", run.stderr);
        let expected = format!("gatewire: cannot send: `{field}` ");
        assert!(run.stderr.starts_with(&expected), "{}", run.stderr);
        assert!(!run.stderr.contains("hunter2"), "{}", run.stderr);
    }
}

#[test]
fn what_is_no_payload() {
    for (payload, said) in [
        ("", "cannot read"),
        ("{", "cannot read"),
        ("[]", "not an object"),
        (r#"{"d":null}"#, "`op`"),
        (r#"{"op":1,"d":null}{}"#, "cannot read"),
        (r#"{"op":1,"d":"hunter2"}"#, "`d`"),
        (r#"{"op":8,"d":{"guild_id":"hunter2","query":"","limit":0}}"#, "d.guild_id"),
        (r#"{"op":31,"d":{"guild_ids":[1,"x"]}}"#, "d.guild_ids[1]"),
        (r#"{"op":6,"d":{"token":"hunter2","seq":1}}"#, "session_id"),
        (
            r#"{"op":3,"d":{"since":null,"activities":null,"status":"dnd","afk":false}}"#,
            "d.activities",
        ),
    ] {
        let output = run_on_stdin(&["encode"], payload.as_bytes());
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{payload}: {stderr}");
        assert!(output.stdout.is_empty());
        assert!(stderr.contains(said), "{payload}: {stderr}");
        assert!(!stderr.contains("hunter2") && !stderr.contains('\u{1b}'), "{stderr}");
    }
    for wrong in [&["--limit", "x", "{}"][..], &["--encoding", "xml", "{}"], &["{}", "{}"]] {
        assert_eq!(encode(wrong).code, Some(2));
    }
    let help = encode(&["--help"]);
    assert!(help.code == Some(0) && help.stdout.contains("Exit codes"), "{}", help.stdout);
}
