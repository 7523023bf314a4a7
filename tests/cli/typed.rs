//! `gatewire inspect --typed`.

use std::path::Path;

use crate::capture::Compression;
use crate::tool::*;

const WRONG_AUTHOR: &str =
    r#"{"t":"MESSAGE_CREATE","s":3,"op":0,"d":{"id":"1","channel_id":"2","author":{"id":{}}}}"#;
/// All that every message has.
const MESSAGE: &str = r#"{"t":"MESSAGE_CREATE","s":1,"op":0,"d":{"id":"1","channel_id":"2","author":{"id":"3","username":"u","avatar":null},"content":"","timestamp":"2021-03-04T05:06:07+00:00","edited_timestamp":null,"tts":false,"mention_everyone":false,"mentions":[],"mention_roles":[],"attachments":[],"embeds":[],"pinned":false,"type":0}}"#;
const DELETED: &str = r#"{"t":"GUILD_DELETE","s":4,"op":0,"d":{"id":"41771983423143937"}}"#;
const NEW: &str = r#"{"t":"SOMETHING_NEW","s":5,"op":0,"d":{"secret":"hunter2"}}"#;

fn typed(payloads: &[&str], arguments: &[&str]) -> Run {
    let folder = Folder::new();
    let path = folder.file("a.gwcap", &pack(&[payloads], Compression::ZlibStream));
    run(&[&["inspect", "--typed"], arguments].concat(), &path)
}

/// The tables and the totals, each as its lines.
fn parts(run: &Run) -> Vec<Vec<&str>> {
    run.stdout.trim_end().split("\n\n").map(|part| part.lines().collect()).collect()
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

#[test]
fn the_bundled_session_decodes() {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    for name in ["session.json.zstd-stream.gwcap", "session.etf.zlib-stream.gwcap"] {
        let run = run(&["inspect", "--typed"], &testdata.join(name));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{name}: {}", run.stdout);
        let parts = parts(&run);
        let [events, totals] = &parts[..] else { panic!("{name}: {}", run.stdout) };
        assert_eq!(words(events[0]), ["event", "count", "decoded", "partial", "unknown", "failed"]);
        let number = |text: &str| text.replace(',', "").parse::<u64>().unwrap();
        let mut sums = [0; 5];
        for row in &events[1..] {
            let cells = words(row);
            let numbers = cells[cells.len() - 5..].iter().map(|cell| number(cell));
            sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
        }
        let [count, decoded, partial, unknown, failed] = sums;
        assert_eq!((decoded + unknown, partial, failed), (count, 0, 0), "{name}");
        let line = words(totals[0]);
        assert_eq!((number(line[0]), line[1]), (decoded, "decoded,"));
        assert_eq!(line[2..4], ["0", "partial,"]);
        assert_eq!((number(line[4]), &line[5..]), (unknown, &["unknown,", "0", "failed"][..]));
        assert_eq!(number(words(totals[1])[0]), count, "all frames of {name} are counted");
        assert!(decoded > 2000, "{decoded}");
    }
}

#[test]
fn a_wrong_type_is_reported_with_its_path_and_byte() {
    let run = typed(&[HELLO, WRONG_AUTHOR, DELETED, DELETED], &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let parts = parts(&run);
    let [events, mistakes, totals] = &parts[..] else { panic!("{}", run.stdout) };
    let expected = [
        "event           count  decoded  partial  unknown  failed",
        "GUILD_DELETE        2        2        0        0       0",
        "10 HELLO            1        1        0        0       0",
        "MESSAGE_CREATE      1        0        0        0       1",
    ];
    assert_eq!(events[..], expected);
    assert_eq!(mistakes.len(), 2);
    assert_eq!(mistakes[0], "frame  count  event           error");
    assert!(mistakes[1].starts_with("    2      1  MESSAGE_CREATE  cannot read the data: "));
    let place = WRONG_AUTHOR.find("{}").unwrap();
    let end = format!(" in `d.author.id` at byte {place}");
    assert!(mistakes[1].ends_with(&end), "{}", mistakes[1]);
    assert_eq!(totals[0], "3 decoded, 0 partial, 0 unknown, 1 failed");
    assert!(totals[1].starts_with("4 frames in 4 messages on 1 connection"), "{}", totals[1]);
}

#[test]
fn an_unknown_event_is_no_failure() {
    let operation = r#"{"op":99,"d":[1]}"#;
    let run = typed(&[NEW, ACK, operation, NEW], &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let parts = parts(&run);
    let [events, totals] = &parts[..] else { panic!("{}", run.stdout) };
    let rows: Vec<_> = events[1..].iter().map(|row| words(row)).collect();
    assert_eq!(rows[0], ["SOMETHING_NEW", "2", "0", "0", "2", "0"]);
    assert_eq!(rows[1], ["11", "HEARTBEAT_ACK", "1", "1", "0", "0", "0"]);
    assert_eq!(rows[2], ["99", "1", "0", "0", "1", "0"]);
    assert_eq!(totals[0], "1 decoded, 0 partial, 3 unknown, 0 failed");
    assert!(!run.stdout.contains("hunter2"));
}

#[test]
fn the_same_mistake_is_listed_once() {
    // In another element of a list it is the same, in another field or event it is not.
    let message = |roles: &str| {
        MESSAGE.replace(r#""mention_roles":[]"#, &format!(r#""mention_roles":{roles}"#))
    };
    let wrong = [message("[{}]"), message(r#"["1","2",{}]"#), message(r#"{"0":"1"}"#)];
    let deleted = r#"{"t":"GUILD_DELETE","s":4,"op":0,"d":{"id":[]}}"#;
    let [first, third, none] = wrong.each_ref().map(String::as_str);
    let run = typed(&[HELLO, first, deleted, third, deleted, none, third], &[]);
    assert_eq!(run.code, Some(1));
    let parts = parts(&run);
    let rows: Vec<_> = parts[1][1..].iter().map(|row| words(row)).collect();
    let starts: Vec<_> = rows.iter().map(|row| &row[..3]).collect();
    let expected =
        [["2", "3", "MESSAGE_CREATE"], ["3", "2", "GUILD_DELETE"], ["6", "1", "MESSAGE_CREATE"]];
    assert_eq!(starts, expected, "{}", run.stdout);
    assert!(parts[1][1].contains("`d.mention_roles[0]`"), "{}", parts[1][1]);
    assert_eq!(parts[2][0], "1 decoded, 4 partial, 0 unknown, 2 failed");
}

#[test]
fn events_are_filtered() {
    let payloads = [HELLO, WRONG_AUTHOR, DELETED, NEW];
    let others = typed(&payloads, &["--event", "GUILD_DELETE", "--event", "HELLO"]);
    assert_eq!(others.code, Some(0), "{others:?}");
    assert!(
        others
            .stdout
            .contains("\n2 decoded, 0 partial, 0 unknown, 0 failed\n4 frames in 4 messages")
    );
    let wrong = typed(&payloads, &["--event", "MESSAGE_CREATE"]);
    assert_eq!(wrong.code, Some(1));
    assert!(
        wrong.stdout.contains("\n0 decoded, 0 partial, 0 unknown, 1 failed\n"),
        "{}",
        wrong.stdout
    );
    let none = typed(&payloads, &["--event", "READY"]);
    assert_eq!(none.code, Some(0));
    assert!(
        none.stdout.starts_with("0 decoded, 0 partial, 0 unknown, 0 failed\n"),
        "{}",
        none.stdout
    );
}

#[test]
fn other_views_are_refused() {
    for other in ["--json", "--summary"] {
        let run = typed(&[HELLO], &[other]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains("cannot be used with"), "{}", run.stderr);
    }
}

/// Damage is no question of types: it is told as in every other view.
#[test]
fn damage_is_reported_on_stderr() {
    let broken = r#"{"t":"GUILD_DELETE","s":1,"op":0,"d":{"id":truth}}"#;
    for event in ["GUILD_DELETE", "READY"] {
        let stopped = typed(&[HELLO, broken, WRONG_AUTHOR], &["--event", event]);
        assert_eq!(stopped.code, Some(1));
        assert!(stopped.stderr.contains(": frame 2 at byte "), "{}", stopped.stderr);
        assert!(stopped.stdout.contains("0 failed\n"), "{}", stopped.stdout);
    }
    let going = typed(&[HELLO, broken, WRONG_AUTHOR, DELETED], &["--keep-going"]);
    assert_eq!(going.code, Some(1));
    assert_eq!(going.stderr.lines().count(), 1);
    assert!(
        going.stdout.contains("\n2 decoded, 0 partial, 0 unknown, 1 failed\n"),
        "{}",
        going.stdout
    );
    let last = "\n1 damaged frame, 0 messages skipped behind them\n";
    assert!(going.stdout.ends_with(last), "{}", going.stdout);
}

#[test]
fn nothing_off_the_wire_reaches_the_terminal_but_names() {
    let text = r#""\u001b[31mzebra""#;
    let payloads = [
        format!(r#"{{"t":{text},"s":1,"op":0,"d":{{{text}:{text}}}}}"#),
        format!(r#"{{"t":"GUILD_DELETE","s":2,"op":0,"d":{{"id":{text},{text}:1}}}}"#),
        format!(r#"{{"t":"GUILD_DELETE","s":3,"op":0,"d":{text}}}"#),
        format!(r#"{{"t":"VOICE_STATE_UPDATE","s":4,"op":0,"d":{{"session_id":[{text}]}}}}"#),
    ];
    let payloads = payloads.each_ref().map(String::as_str);
    let run = typed(&payloads, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    // Piped, there is no colour either.
    let is_plain = |character: char| matches!(character, ' '..='~' | '\n');
    assert!(run.stdout.chars().all(is_plain), "{}", run.stdout);
    let shown: Vec<_> = run.stdout.match_indices("zebra").collect();
    assert_eq!(shown.len(), 1, "{}", run.stdout);
    assert!(run.stdout.contains("\\u{1b}[31mzebra "), "{}", run.stdout);
}

#[test]
fn many_mistakes_are_told_apart_up_to_a_bound() {
    // Messages that were replied to, and forwarded in turn: each depth is another field.
    let data = MESSAGE.find(r#"{"id":"1""#).unwrap();
    let open = &MESSAGE[data..MESSAGE.len() - 2];
    let inside = |depth: usize, end: &str| {
        let around = format!(r#"{open},"referenced_message":"#).repeat(depth);
        format!("{}{around}{open},{end}{}", &MESSAGE[..data], "}".repeat(depth + 2))
    };
    let ends = [
        r#""position":{}"#,
        r#""activity":7"#,
        r#""application":7"#,
        r#""components":{}"#,
        r#""stickers":{}"#,
        r#""poll":[]"#,
    ];
    let payloads: Vec<String> =
        (0..25).flat_map(|depth| ends.map(|end| inside(depth, end))).collect();
    let payloads: Vec<&str> = payloads.iter().map(String::as_str).collect();
    let run = typed(&payloads, &[]);
    assert_eq!(run.code, Some(1));
    let parts = parts(&run);
    // A heading, a hundred mistakes, and what is left.
    assert_eq!(parts[1].len(), 1 + 100 + 1, "{}", run.stdout);
    assert_eq!(parts[2][0], "0 decoded, 150 partial, 0 unknown, 0 failed");
    assert!(parts[1][101].starts_with("and "), "{}", parts[1][101]);
}
