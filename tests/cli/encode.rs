//! `gatewire encode`.

use gatewire::{Decoder, Encoding, RequestGuildMembers, Snowflake};
use serde_json::{Value, json};

use crate::tool::{Folder, Run, command, run, run_on_stdin};

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
    assert_eq!(run.stderr, "error: cannot send: 50 bytes are more than allowed (limit 49)\n");

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
        let expected = format!("error: cannot send: `{field}` ");
        assert!(run.stderr.starts_with(&expected), "{}", run.stderr);
        assert!(!run.stderr.contains("hunter2"), "{}", run.stderr);
    }
}

#[test]
fn what_is_no_payload() {
    for (payload, said) in [
        ("", "standard input is empty"),
        (" \n", "standard input is empty"),
        ("{", "cannot read"),
        ("[]", "not an object"),
        (r#"{"d":null}"#, "`op`"),
        (r#"{"op":1,"d":null}{}"#, "cannot read"),
        (r#"{"op":1,"d":"hunter2"}"#, "`d`"),
        (r#"{"op":2}"#, "`d`"),
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

/// Each command with all its fields, as Discord documents them.
fn commands() -> Vec<Value> {
    let presence = json!({
        "since": 91879201,
        "activities": [{"name": "a", "type": 1, "url": "https://twitch.tv/example", "state": "b"}],
        "status": "dnd",
        "afk": false,
    });
    vec![
        json!({"op": 1, "d": 251}),
        json!({"op": 2, "d": {
            "token": "made.up.token",
            "properties": {"os": "a", "browser": "b", "device": "c"},
            "compress": false,
            "large_threshold": 250,
            "shard": [0, 1],
            "presence": presence,
            "intents": 513,
            "capabilities": 32768,
        }}),
        json!({"op": 2, "d": {
            "token": "made.up.token",
            "properties": {"$os": "a", "$browser": "b", "$device": "c"},
            "intents": 0,
        }}),
        json!({"op": 3, "d": presence}),
        json!({"op": 4, "d": {
            "guild_id": "5", "channel_id": "6", "self_mute": true, "self_deaf": false,
        }}),
        json!({"op": 6, "d": {"token": "made.up.token", "session_id": "b", "seq": 7}}),
        json!({"op": 8, "d": {
            "guild_id": "5", "query": "a", "limit": 9, "presences": true, "nonce": "b",
        }}),
        json!({"op": 8, "d": {"guild_id": "5", "user_ids": ["6", "7"]}}),
        json!({"op": 31, "d": {"guild_ids": ["5", "6"]}}),
        json!({"op": 43, "d": {"guild_id": "5", "fields": ["status"]}}),
    ]
}

/// What may be left out, and what is null then.
const OPTIONAL: [&str; 13] = [
    "d.compress",
    "d.large_threshold",
    "d.shard",
    "d.presence",
    "d.capabilities",
    "d.activities[0].url",
    "d.activities[0].state",
    "d.presence.activities[0].url",
    "d.presence.activities[0].state",
    "d.presences",
    "d.nonce",
    "d.query",
    "d.user_ids",
];
const NULLABLE: [&str; 4] = ["d", "d.since", "d.presence.since", "d.channel_id"];

/// The paths of all that is in a value, as errors name them.
fn paths(path: &str, value: &Value, all: &mut Vec<String>) {
    all.push(path.to_owned());
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| paths(&format!("{path}.{name}"), value, all));
        }
        Value::Array(values) => {
            let numbered = values.iter().enumerate();
            numbered.for_each(|(index, value)| paths(&format!("{path}[{index}]"), value, all));
        }
        _ => {}
    }
}

/// A path's parent, and its name or index there.
fn place<'v>(command: &'v mut Value, path: &str) -> (&'v mut Value, String) {
    let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    (command.pointer_mut(parent).unwrap(), name.to_owned())
}

fn with(command: &Value, path: &str, value: Value) -> String {
    let mut command = command.clone();
    let (parent, name) = place(&mut command, path);
    match parent {
        Value::Array(values) => values[name.parse::<usize>().unwrap()] = value,
        parent => parent[name] = value,
    }
    command.to_string()
}

fn without(command: &Value, path: &str) -> String {
    let mut command = command.clone();
    let (parent, name) = place(&mut command, path);
    parent.as_object_mut().unwrap().remove(&name);
    command.to_string()
}

/// Encodes a payload in both encodings, which say the same. The run is that of JSON.
fn encode_both(payload: &str) -> Run {
    let run = encode(&[payload]);
    let etf = encode(&["--encoding=etf", "--hex", payload]);
    assert_eq!((run.code, &run.stderr), (etf.code, &etf.stderr), "{payload}");
    if run.code == Some(0) {
        let mut decoder = Decoder::new(Encoding::Etf, gatewire::Compression::None);
        let (mut text, term) = (Vec::new(), bytes(&etf.stdout));
        decoder.decode(&term).unwrap().unwrap().write_json(&mut text).unwrap();
        let with_text =
            |text: &[u8]| super::with_ids_as_text(serde_json::from_slice(text).unwrap());
        assert_eq!(with_text(&text), with_text(run.stdout.as_bytes()), "{payload}");
    }
    run
}

fn assert_refused(payload: &str, path: &str, why: &str) {
    let run = encode_both(payload);
    assert_eq!((run.code, &*run.stdout), (Some(1), ""), "{payload}: {}", run.stderr);
    assert!(run.stderr.starts_with("error: ") && run.stderr.contains(why), "{}", run.stderr);
    // The keys with a dollar sign are other names of the same fields.
    let name = path.rsplit('.').next().unwrap().trim_start_matches('$');
    let names = [format!("`{path}`"), format!("`{name}` in "), format!("`{name}` is missing")];
    let is_named = names.iter().any(|name| run.stderr.contains(name));
    assert!(is_named, "{path} of {payload}: {}", run.stderr);
}

#[test]
fn fields_that_have_to_be_there() {
    for command in commands() {
        assert_eq!(encode_both(&command.to_string()).code, Some(0), "{command}");
        let mut all = Vec::new();
        paths("d", &command["d"], &mut all);
        for path in all.iter().filter(|path| !path.ends_with(']')) {
            let payload = without(&command, path);
            let is_null = NULLABLE.contains(&path.as_str()) && (path != "d" || command["op"] == 1);
            if is_null {
                let run = encode_both(&payload);
                assert_eq!(run.code, Some(0), "{payload}: {}", run.stderr);
                let sent: Value = serde_json::from_str(&run.stdout).unwrap();
                assert_eq!(sent.to_string(), with(&sent, path, Value::Null));
                assert_eq!(without(&sent, path), payload);
            } else if path == "d.query" || path == "d.user_ids" {
                assert_refused(&payload, "d.query", "missing");
            } else if OPTIONAL.contains(&path.as_str()) {
                let run = encode_both(&payload);
                assert_eq!(run.code, Some(0), "{payload}: {}", run.stderr);
                let sent: Value = serde_json::from_str(&run.stdout).unwrap();
                assert_eq!(sent.to_string(), payload);
            } else {
                assert_refused(&payload, path, if path == "d" { "" } else { "missing" });
            }
        }
    }
}

#[test]
fn other_types_than_the_documented_ones_are_refused() {
    for command in commands() {
        let mut all = Vec::new();
        paths("d", &command["d"], &mut all);
        for path in &all {
            let (parent, name) = {
                let mut command = command.clone();
                let (parent, name) = place(&mut command, path);
                (parent.clone(), name)
            };
            let value = match &parent {
                Value::Array(values) => &values[name.parse::<usize>().unwrap()],
                parent => &parent[name],
            };
            let is_id =
                path.contains("guild_id") || path.contains("_ids") || path == "d.channel_id";
            let mut others = vec![json!(true), json!(1.5), json!({"a": 1}), json!([[]])];
            match value {
                Value::Number(number) => {
                    others.extend([json!(number.to_string()), json!(number.as_f64())]);
                }
                Value::Bool(value) => {
                    others.extend([json!(value.to_string()), json!(u8::from(*value))]);
                    others.remove(0);
                }
                Value::String(_) if !is_id => others.push(json!(5)),
                Value::Array(_) => drop(others.remove(3)),
                Value::Object(_) => drop(others.remove(2)),
                _ => {}
            }
            if !NULLABLE.contains(&path.as_str()) || path == "d" && command["op"] != 1 {
                others.push(Value::Null);
            }
            for other in others {
                assert_refused(&with(&command, path, other), path, "");
            }
        }
    }
}

#[test]
fn fields_that_are_wrong_are_named_all_at_once() {
    let run = encode(&[
        r#"{"op":3,"d":{"since":"91879201","activities":[{"name":"x","type":"0"}],"status":"online","afk":false}}"#,
    ]);
    assert_eq!((run.code, &*run.stdout), (Some(1), ""));
    let expected = "error: cannot send: `d.since` is text, where Discord documents an integer; \
        `d.activities[0].type` is text, where Discord documents an integer\n";
    assert_eq!(run.stderr, expected);

    let activity = r#"{"name":"x","type":"0"}"#;
    let payload = format!(
        r#"{{"op":3,"d":{{"activities":[{}],"status":"online","afk":false}}}}"#,
        [activity; 1000].join(",")
    );
    let run = encode(&[&payload]);
    assert!(run.stderr.ends_with("; and 990 more\n"), "{}", run.stderr);

    let key = "a".repeat(1000);
    let run =
        encode(&[&format!(r#"{{"op":31,"d":{{"guild_ids":[],"{key}":null,"\u202e":null}}}}"#)]);
    assert!(run.code == Some(1) && run.stderr.len() < 300, "{}", run.stderr);
    assert!(run.stderr.contains(r"`d.\u{202e}` is null"), "{}", run.stderr);

    for op in [r#""3""#, "3.5", "null"] {
        let run = encode(&[&format!(r#"{{"op":{op},"d":null}}"#)]);
        assert!(run.code == Some(1) && run.stderr.contains("`op`"), "{}", run.stderr);
    }
}

#[test]
fn fields_that_are_not_documented_stay() {
    let payload = r#"{"op":4,"d":{"x":[{"guild_id":"5","y":null}],"guild_id":5,"self_mute":false,"flags":"2","self_deaf":false}}"#;
    let run = encode_both(payload);
    let expected = payload
        .replace(r#""guild_id":5"#, r#""guild_id":"5""#)
        .replace("false}}", r#"false,"channel_id":null}}"#);
    assert_eq!((run.code, run.stdout), (Some(0), expected));
    assert_eq!(encode_both(r#"{"op":99,"d":{"a":null,"b":"1"}}"#).code, Some(0));
    // One id stands for a list of one.
    let run = encode_both(r#"{"op":8,"d":{"guild_id":"5","user_ids":6}}"#);
    assert_eq!(run.stdout, r#"{"op":8,"d":{"guild_id":"5","user_ids":"6"}}"#);
}

#[test]
fn payloads_come_from_files_too() {
    let folder = Folder::new();
    let payload = r#"{"op":11,"d":null}"#;
    let path = folder.file("payload.json", format!("\n {payload}\n").as_bytes());
    let from_file = run(&["encode"], &path);
    assert_eq!((from_file.code, &*from_file.stdout), (Some(0), payload));
    // White space and brackets begin a payload, whatever is there.
    folder.file("{}", payload.as_bytes());
    let here = |input: &str| -> Run {
        command(&["encode", input]).current_dir(&folder.0).output().unwrap().into()
    };
    assert_eq!(here("./{}").stdout, payload);
    assert!(here("{}").stderr.contains("`op`"));
    assert!(here("[]").stderr.contains("not an object"));
    assert_eq!(here("\n {\"op\":11}").stdout, payload);

    let damaged = run(&["encode"], &folder.file("bad.json", br#"{"op":4,"d":{}}"#));
    assert_eq!(damaged.code, Some(1));
    assert!(damaged.stderr.contains("bad.json: cannot read the data"), "{}", damaged.stderr);
    for bytes in [b"".as_slice(), b" \n"] {
        let empty = run(&["encode"], &folder.file("empty.json", bytes));
        assert_eq!(empty.code, Some(1));
        assert!(empty.stderr.ends_with("empty.json is empty\n"), "{}", empty.stderr);
    }
    let missing = run(&["encode"], &folder.0.join("missing.json"));
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.contains("missing.json: "), "{}", missing.stderr);
    assert_eq!(run(&["encode"], &folder.0).code, Some(2));
    let help = encode(&["--help"]).stdout;
    assert!(help.contains("PAYLOAD|FILE") && help.contains("./NAME"), "{help}");
}

#[test]
fn inputs_without_anything_are_named() {
    let empty = encode(&[""]);
    assert_eq!((empty.code, &*empty.stdout), (Some(2), ""));
    assert!(empty.stderr.contains("'[PAYLOAD|FILE]'"), "{}", empty.stderr);
    let blank = encode(&["  "]);
    assert_eq!((blank.code, &*blank.stderr), (Some(1), "error: the payload is empty\n"));
    for arguments in [&["encode"][..], &["encode", "-"]] {
        let run = Run::from(run_on_stdin(arguments, b""));
        assert_eq!((run.code, &*run.stderr), (Some(1), "error: standard input is empty\n"));
    }
}

/// In a pipe goes the message itself, to be sent; its length is what the limit is for.
#[test]
fn a_pipe_gets_the_bytes_of_the_message() {
    let payload = "{\"op\":99,\"d\":\"\u{9b}\u{7f}\u{202e}\"}";
    let run = encode(&["--limit", &payload.len().to_string(), payload]);
    assert_eq!((run.code, &*run.stdout), (Some(0), payload));
}

/// What the command writes to a terminal.
#[cfg(unix)]
fn on_terminal(arguments: &[&str]) -> String {
    use std::fs::{File, OpenOptions};
    use std::io::Read;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let name = ptsname(&terminal, Vec::new()).unwrap().into_string().unwrap();
    let end = OpenOptions::new().read(true).write(true).open(name).unwrap();
    let status = {
        let mut command = command(&["encode"]);
        command.args(arguments).stdout(end).status().unwrap()
    };
    assert_eq!(status.code(), Some(0));
    // A terminal whose other end is closed has no end of file on Linux, but an error.
    let (mut shown, mut terminal) = (Vec::new(), File::from(terminal));
    let _ = terminal.read_to_end(&mut shown);
    String::from_utf8(shown).unwrap()
}

#[cfg(unix)]
#[test]
fn a_terminal_gets_nothing_that_it_acts_on() {
    let text = "\u{9b}\u{7f}\u{202e}\u{2028}é";
    let payload = format!(r#"{{"op":99,"d":"{text}"}}"#);
    let shown = on_terminal(&[&payload]);
    let line = shown.strip_suffix("\r\n").expect("a line");
    assert_eq!(line, r#"{"op":99,"d":"\u009b\u007f\u202e\u2028é"}"#);
    assert_eq!(serde_json::from_str::<Value>(line).unwrap()["d"], text);
    let shown = on_terminal(&["--encoding", "etf", &payload]);
    assert!(shown.starts_with("8374000000026d000000026f706163"), "{shown}");
}
