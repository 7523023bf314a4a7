//! `gatewire inspect`.

use std::io::Read;
use std::process::Stdio;

use gatewire::encode::Compressor;

use crate::capture::{Compression, Encoding, Header, Writer};
use crate::tool::*;

#[test]
fn inspect_shows_rows_and_a_summary() {
    let folder = Folder::new();
    let path = folder.file("a.gwcap", &pack(&[&SESSION, &SESSION[..1]], Compression::None));
    let run = run(&["inspect"], &path);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let heading = " frame  op                 sequence  event                                      wire     bytes";
    let mut lines = run.stdout.lines();
    assert_eq!(lines.next(), Some(heading));
    // The columns of numbers end where their headings do.
    assert!(lines.take(5).all(|line| line.len() == heading.len()), "{}", run.stdout);
    let rows = run.rows();
    let bytes = |text: &str| text.len().to_string();
    assert_eq!(rows[0], ["1", "10", "HELLO", "-", "-", &bytes(HELLO), &bytes(HELLO)]);
    assert_eq!(rows[1], ["2", "0", "DISPATCH", "1", "READY", &bytes(READY), &bytes(READY)]);
    let typing = bytes(TYPING);
    assert_eq!(rows[2], ["3", "0", "DISPATCH", "2", "TYPING_START", &typing, &typing]);
    assert_eq!(rows[3], ["4", "11", "HEARTBEAT_ACK", "-", "-", "9", "9"]);
    assert_eq!(rows[4][0], "5");

    let summary: Vec<&str> = run.stdout.split("\n\n").nth(1).unwrap().lines().collect();
    let names: Vec<String> =
        summary.iter().map(|line| line[..line.find("  ").unwrap()].to_owned()).collect();
    assert_eq!(names, ["event", "10 HELLO", "TYPING_START", "READY", "11 HEARTBEAT_ACK"]);
    let hello: Vec<&str> = summary[1].split_whitespace().skip(2).collect();
    let all = HELLO.len() * 2 + READY.len() + TYPING.len() + ACK.len();
    let share = format!("{:.1}%", HELLO.len() as f64 * 200.0 / all as f64);
    assert_eq!(hello, ["2", "120", "120", "1.00", &share]);
    assert!(run.stdout.ends_with(&format!(
        "\n\n5 frames in 5 messages on 2 connections (json, plain)\n\
         {all} bytes inflated from {all} on the wire, ratio 1.00\n"
    )));
}

#[test]
fn wire_bytes_are_those_of_all_messages_of_a_frame() {
    let folder = Folder::new();
    let mut message = Vec::new();
    Compressor::new(gatewire::Compression::ZlibStream)
        .compress(TYPING.as_bytes(), &mut message)
        .unwrap();
    let header = Header { encoding: Encoding::Json, compression: Compression::ZlibStream };
    let mut writer = Writer::new(Vec::new(), header).unwrap();
    message.chunks(7).for_each(|part| writer.message(part).unwrap());
    let run = run(&["inspect"], &folder.file("a.gwcap", &writer.finish().unwrap()));
    let wire = message.len().to_string();
    assert_eq!(run.rows()[0][5..], [wire.as_str(), &TYPING.len().to_string()]);
    let messages = message.len().div_ceil(7);
    assert!(run.stdout.contains(&format!("1 frame in {messages} messages on 1 connection")));
}

#[test]
fn events_are_filtered() {
    let folder = Folder::new();
    let path = folder.file("a.gwcap", &pack(&[&SESSION], Compression::ZlibStream));
    let shown = |arguments: &[&str]| {
        let run = run(arguments, &path);
        assert_eq!(run.code, Some(0));
        run.rows().into_iter().map(|row| row[0].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown(&["inspect", "--event", "READY"]), ["2"]);
    assert_eq!(shown(&["inspect", "--event", "TYPING_START", "--event", "HELLO"]), ["1", "3"]);
    assert_eq!(shown(&["inspect", "--event", "ready", "--event", "Hello"]), ["1", "2"]);
    assert!(shown(&["inspect", "--event", "MESSAGE_CREATE"]).is_empty());
    // Only the name of an event that is one counts.
    assert!(shown(&["inspect", "--event", "DISPATCH"]).is_empty());
    let lines = run(&["inspect", "--json", "--event", "READY"], &path);
    assert_eq!(lines.stdout, format!("{READY}\n"));
}

#[test]
fn every_event_can_be_filtered_for() {
    let folder = Folder::new();
    let names: Vec<_> = gatewire::EventKinds::ALL.iter().filter_map(|kind| kind.name()).collect();
    let payload = |name: &&str| format!(r#"{{"t":"{name}","s":1,"op":0,"d":null}}"#);
    let payloads: Vec<_> = names.iter().map(payload).collect();
    let payloads: Vec<_> = payloads.iter().map(String::as_str).collect();
    let path = folder.file("a.gwcap", &pack(&[&payloads], Compression::None));
    let mut arguments = vec!["inspect".to_owned()];
    arguments.extend(names.iter().map(|name| format!("--event={}", name.to_lowercase())));
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let run = run(&arguments, &path);
    let rows = run.rows();
    assert_eq!(rows.len(), names.len());
    for (row, name) in rows.iter().zip(&names) {
        // The longest are cut off.
        let is_shown = match row[4].strip_suffix('…') {
            Some(start) => name.starts_with(start) && start.len() > 30,
            None => row[4] == *name,
        };
        assert!(is_shown, "{}", run.stdout);
    }
}

#[test]
fn unknown_events_are_wrong_usage() {
    let folder = Folder::new();
    let path = folder.file("a.gwcap", &pack(&[&SESSION], Compression::None));
    for (name, similar) in [
        ("mesage_create", "similar names: MESSAGE_CREATE"),
        ("GUILD_MEMBERS_ADD", "GUILD_MEMBER_ADD"),
        ("typingstart", "TYPING_START"),
        ("helo", "HELLO"),
        ("SOMETHING_NEW", "no event and no opcode"),
        ("", "no event and no opcode"),
        ("\u{1b}[31m\u{9b}\u{202e}", "no event and no opcode"),
    ] {
        let run = run(&["inspect", "--event", name], &path);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{name}");
        assert!(run.stderr.starts_with("error: invalid value '"), "{}", run.stderr);
        assert!(run.stderr.contains("--event <NAME>") && run.stderr.contains(similar), "{run:?}");
        assert!(run.stderr.chars().all(|c| matches!(c, ' '..='~' | '\n')), "{}", run.stderr);
    }
}

#[test]
fn json_lines_are_the_payloads() {
    let folder = Folder::new();
    let spaced = "{ \"op\" : 0, \"t\": \"X\",\n \"s\": 5, \"d\": \"a  b\u{9b}\" }";
    let compact = "{\"op\":0,\"t\":\"X\",\"s\":5,\"d\":\"a  b\\u009b\"}";
    let payloads = [HELLO, READY, TYPING, ACK, spaced];
    for compression in Compression::ALL {
        let path = folder.file("a.gwcap", &pack(&[&payloads, &[READY]], compression));
        let run = run(&["inspect", "--json"], &path);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        let expected = [HELLO, READY, TYPING, ACK, compact, READY].join("\n") + "\n";
        assert_eq!(run.stdout, expected, "{compression:?}");
    }
}

#[test]
fn the_summary_can_stand_alone() {
    let folder = Folder::new();
    let path = folder.file("a.gwcap", &pack(&[&SESSION], Compression::None));
    let alone = run(&["inspect", "--summary"], &path);
    let both = run(&["inspect"], &path);
    assert_eq!(both.stdout.split_once("\n\n").unwrap().1, alone.stdout);
    assert_eq!(run(&["inspect", "--summary", "--json"], &path).code, Some(2));
}

#[test]
fn a_reader_that_leaves_early_ends_the_command_quietly() {
    let folder = Folder::new();
    let payloads = vec![TYPING; 20_000];
    let path = folder.file("a.gwcap", &pack(&[&payloads], Compression::None));
    for mode in [&["inspect"][..], &["inspect", "--json"]] {
        let mut command = command(mode);
        let command = command.arg(&path).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 100]).unwrap();
        drop(stdout);
        let run = Run::from(child.wait_with_output().unwrap());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    }
}

#[test]
fn damage_is_reported_behind_what_came_before() {
    let folder = Folder::new();
    for compression in [Compression::ZlibStream, Compression::ZstdStream, Compression::None] {
        let mut file = pack(&[&SESSION, &SESSION], compression);
        let third = offsets(&file)[2];
        file[third + 4..third + 8].fill(0xff);
        let path = folder.file("a.gwcap", &file);

        let stopped = run(&["inspect"], &path);
        assert_eq!(stopped.code, Some(1));
        assert_eq!(stopped.rows().len(), 2, "{compression:?}");
        let place = format!("a.gwcap: frame 3 at byte {third} of the capture: cannot ");
        assert!(stopped.stderr.starts_with("error: "), "{}", stopped.stderr);
        assert!(stopped.stderr.contains(&place), "{}", stopped.stderr);
        assert_eq!(stopped.stderr.lines().count(), 1);

        // Where the context is lost the connection is; a plain message stands alone.
        let going = run(&["inspect", "--keep-going"], &path);
        assert_eq!(going.code, Some(1));
        assert_eq!(going.stderr, stopped.stderr);
        let is_lost = compression != Compression::None;
        assert_eq!(going.rows().len(), if is_lost { 6 } else { 7 });
        let skipped = if is_lost { "1 message" } else { "0 messages" };
        let last = format!("\n1 damaged frame, {skipped} skipped behind them\n");
        assert!(going.stdout.ends_with(&last), "{}", going.stdout);
    }
}

#[test]
fn damage_behind_the_envelope_is_found() {
    let folder = Folder::new();
    let broken = r#"{"t":"X","s":1,"op":0,"d":{"a":truth}}"#;
    let path = folder.file("a.gwcap", &pack(&[&[HELLO, broken, ACK]], Compression::ZlibStream));
    for mode in [&["inspect"][..], &["inspect", "--event", "READY"], &["inspect", "--json"]] {
        let run = run(mode, &path);
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("frame 2 at byte "), "{}", run.stderr);
    }
    let lines = run(&["inspect", "--json", "--keep-going"], &path);
    assert_eq!(lines.code, Some(1));
    assert_eq!(lines.stdout, format!("{HELLO}\n{ACK}\n"));
}

#[test]
fn a_frame_that_is_never_complete_is_reported() {
    let folder = Folder::new();
    let header = Header { encoding: Encoding::Json, compression: Compression::ZlibStream };
    let mut writer = Writer::new(Vec::new(), header).unwrap();
    let mut message = Vec::new();
    let mut compressor = Compressor::new(gatewire::Compression::ZlibStream);
    compressor.compress(HELLO.as_bytes(), &mut message).unwrap();
    writer.message(&message[..20]).unwrap();
    writer.new_connection().unwrap();
    writer.message(&message).unwrap();
    writer.message(&message[..20]).unwrap();
    let path = folder.file("a.gwcap", &writer.finish().unwrap());
    let run = run(&["inspect", "--keep-going"], &path);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.rows().iter().map(|row| row[0]).collect::<Vec<_>>(), ["2"]);
    let messages: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(messages.len(), 2);
    assert!(messages[0].ends_with("the connection ends before the frame is complete"));
    assert!(messages[0].contains("frame 1 at byte 8 ") && messages[1].contains("frame 3 at byte "));
}

#[test]
fn a_file_that_is_cut_or_lies_is_read_up_to_there() {
    let folder = Folder::new();
    let file = pack(&[&SESSION], Compression::None);
    let last = offsets(&file)[3];
    let mut lying = file.clone();
    lying[last..last + 4].copy_from_slice(&u32::MAX.to_be_bytes());
    let mut longer = file.clone();
    longer[last..last + 4].copy_from_slice(&1_000_000_u32.to_be_bytes());
    let packed = gzip(&[&file[..], &[0; 50_000]].concat());
    let cases = [
        (file[..file.len() - 1].to_vec(), 3),
        (file[..last + 2].to_vec(), 3),
        (lying, 3),
        (longer, 3),
        (packed[..packed.len() - 4].to_vec(), 4),
    ];
    for (index, (bytes, rows)) in cases.into_iter().enumerate() {
        let path = folder.file("a.gwcap", &bytes);
        for mode in [&["inspect"][..], &["inspect", "--keep-going"]] {
            let run = run(mode, &path);
            assert_eq!((run.code, run.rows().len()), (Some(1), rows), "case {index}: {run:?}");
            assert_eq!(run.stderr.lines().count(), 1);
            let number = format!("frame {} at byte ", rows + 1);
            assert!(run.stderr.contains(&number), "{}", run.stderr);
            assert!(run.stderr.contains("nothing after it can be read"), "{}", run.stderr);
        }
    }
}

#[test]
fn files_that_cannot_be_opened() {
    let folder = Folder::new();
    let missing = run(&["inspect"], &folder.0.join("missing.gwcap"));
    assert_eq!((missing.code, missing.stdout.as_str()), (Some(2), ""));
    assert!(missing.stderr.contains("missing.gwcap: No such file"), "{}", missing.stderr);
    let directory = run(&["inspect"], &folder.0);
    assert_eq!((directory.code, directory.stdout.as_str()), (Some(2), ""));
    assert!(directory.stderr.contains("directory"), "{}", directory.stderr);
    assert_eq!(command(&["inspect"]).output().unwrap().status.code(), Some(2));
    assert_eq!(command(&["--help"]).output().unwrap().status.code(), Some(0));
}

#[test]
fn files_that_are_no_captures() {
    let folder = Folder::new();
    for bytes in [
        b"".as_slice(),
        b"{\"op\":11}",
        b"GWCP\x09\0\0\0",
        b"\x1f\x8bnot gzip",
        &gzip(b"x"),
        &gzip(b""),
    ] {
        let path = folder.file("a.gwcap", bytes);
        let run = run(&["inspect"], &path);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
        let is_empty = bytes.is_empty() || bytes == gzip(b"");
        let said = if is_empty { "a.gwcap is empty\n" } else { "a.gwcap: " };
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn inputs_without_anything_are_named() {
    for (arguments, name) in [
        (&["inspect", "-"][..], "standard input is empty"),
        (&["transcode", "-", "-"], "standard input is empty"),
        (&["transcode", "-", "there"], "standard input is empty"),
        (&["term", "-"], "standard input is empty"),
        (&["term", "--hex", " :"], "the term is empty"),
    ] {
        let run = Run::from(run_on_stdin(arguments, b""));
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{arguments:?}");
        assert_eq!(run.stderr, format!("error: {name}\n"), "{arguments:?}");
    }
    for (arguments, name) in [
        (&["inspect", ""][..], "<FILE>"),
        (&["transcode", "", "there"], "<INPUT>"),
        (&["transcode", "-", ""], "<OUTPUT>"),
        (&["term", ""], "[FILE]"),
        (&["term", "--hex", ""], "--hex <HEX>"),
    ] {
        let run = Run::from(command(arguments).output().unwrap());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        let expected = format!("error: a value is required for '{name}");
        assert!(run.stderr.starts_with(&expected), "{}", run.stderr);
    }
}

/// Errors of use and of input look the same, and so do they with colours.
#[test]
fn colours_are_as_the_environment_asks() {
    let folder = Folder::new();
    let path = folder.file("a.gwcap", &pack(&[&SESSION], Compression::None));
    let damaged = folder.file("b.gwcap", b"GWCP");
    let coloured = |arguments: &[&str], path: &std::path::Path, variables: &[(&str, &str)]| {
        let mut command = command(arguments);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        let run = command.arg(path).envs(variables.iter().copied()).output().unwrap();
        let run = Run::from(run);
        let has_colour = |text: &str| text.contains('\u{1b}');
        if !run.stderr.is_empty() {
            let error = if has_colour(&run.stderr) {
                "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m "
            } else {
                "error: "
            };
            assert!(run.stderr.starts_with(error), "{:?}", run.stderr);
        }
        has_colour(&run.stdout) || has_colour(&run.stderr)
    };
    for (variables, expected) in [
        (&[][..], false),
        (&[("CLICOLOR", "1")], false),
        (&[("CLICOLOR_FORCE", "1")], true),
        (&[("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0")], true),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
        (&[("CLICOLOR_FORCE", ""), ("CLICOLOR", "0")], false),
    ] {
        assert_eq!(coloured(&["inspect"], &path, variables), expected, "{variables:?}");
        assert_eq!(coloured(&["inspect"], &damaged, variables), expected, "{variables:?}");
        assert_eq!(coloured(&["inspect", "--evnt"], &damaged, variables), expected);
        assert_eq!(coloured(&["inspect", "--event", "x"], &damaged, variables), expected);
        // What a program reads stays as it is.
        assert!(!coloured(&["inspect", "--json"], &path, variables));
    }
}

#[test]
fn gzip_and_standard_input_are_read_alike() {
    let folder = Folder::new();
    let file = pack(&[&SESSION, &SESSION], Compression::ZstdStream);
    let plain = run(&["inspect"], &folder.file("a.gwcap", &file));
    assert_eq!(plain.rows().len(), 8);
    let packed = run(&["inspect"], &folder.file("a.gwcap.gz", &gzip(&file)));
    assert_eq!(packed.stdout, plain.stdout);
    for input in [file.clone(), gzip(&file)] {
        let piped = Run::from(run_on_stdin(&["inspect", "-"], &input));
        assert_eq!((piped.code, piped.stdout.as_str()), (Some(0), plain.stdout.as_str()));
    }
}

#[test]
fn nothing_off_the_wire_reaches_the_terminal_as_it_is() {
    let folder = Folder::new();
    let names = [r"\u001b[2J\u0007evil", "\u{202e}abc\u{9b}", r"a\nb\tc", &"é".repeat(5_000)];
    let payloads = names.map(|name| format!(r#"{{"t":"{name}","s":1,"op":0,"d":null}}"#));
    let payloads = payloads.each_ref().map(String::as_str);
    let path = folder.file("a.gwcap", &pack(&[&payloads], Compression::None));
    let run = run(&["inspect"], &path);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.rows().len(), names.len());
    assert!(run.rows()[0][4].starts_with(r"\u{1b}[2J\u{7}evil"));
    let is_plain = |character: char| matches!(character, ' '..='~' | '\n' | '…');
    assert!(run.stdout.chars().all(is_plain), "{}", run.stdout);
    assert!(run.stdout.lines().all(|line| line.len() < 120));
}

/// Files may have any name where the system allows it.
#[cfg(unix)]
#[test]
fn names_of_files_reach_the_terminal_escaped() {
    let folder = Folder::new();
    let file_name = "a\u{1b}[31m\u{9b}\u{202e}\u{2028}.gwcap";
    let is_plain = |character: char| matches!(character, ' '..='~' | '\n');
    let path = folder.file(file_name, b"GWCP");
    let named = |run: Run| {
        assert!(run.code != Some(0) && run.stderr.chars().all(is_plain), "{}", run.stderr);
        assert!(run.stderr.contains(r"a\u{1b}[31m\u{9b}\u{202e}\u{2028}.gwcap"), "{}", run.stderr);
    };
    for arguments in ["inspect", "term", "encode"] {
        named(crate::tool::run(&[arguments], &path));
    }
    named(transcode(&path, &folder.0.join("there"), &[]));
    named(crate::tool::run(&["inspect"], &path.with_file_name(format!("missing-{file_name}"))));
    let too_many = command(&["inspect", "a"]).arg(file_name).output().unwrap();
    named(too_many.into());
}

/// Always, so that the output does not depend on where it goes.
#[test]
fn json_has_nothing_that_a_terminal_acts_on() {
    let folder = Folder::new();
    let hidden = "\u{7f}\u{80}\u{85}\u{9b}\u{9f}\u{ad}\u{61c}\u{200b}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\
        \u{202e}\u{2060}\u{2066}\u{2069}\u{feff}\u{e0041}";
    let shown = "é漢\u{200d}😀";
    let payload = format!(
        r#"{{"t":"{hidden}{shown}","s":1,"op":0,"d":{{"{hidden}":["\u001b\u009b\n{hidden}","{shown}"]}}}}"#
    );
    let path = folder.file("a.gwcap", &pack(&[&[&payload]], Compression::ZlibStream));
    let etf = folder.0.join("b.gwcap");
    assert_eq!(transcode(&path, &etf, &["--encoding", "etf"]).code, Some(0));
    let expected: serde_json::Value = serde_json::from_str(&payload).unwrap();
    for path in [path, etf] {
        let run = run(&["inspect", "--json"], &path);
        assert_eq!(run.code, Some(0));
        let line = run.stdout.strip_suffix('\n').unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(line).unwrap(), expected);
        let is_hidden = |c: char| c.is_control() || hidden.contains(c);
        assert!(!line.contains(is_hidden) && line.contains(shown), "{line}");
    }
}

#[test]
fn a_damaged_length_ends_the_capture() {
    let folder = Folder::new();
    for compression in Compression::ALL {
        let mut file = pack(&[&SESSION, &SESSION], compression);
        let third = offsets(&file)[2];
        file[third..third + 4].copy_from_slice(&u32::MAX.to_be_bytes());
        let path = folder.file("a.gwcap", &file);
        for mode in [&["inspect"][..], &["--keep-going"], &["--keep-going", "--typed"]] {
            let arguments = [&["inspect"], mode].concat();
            let run = run(if mode[0] == "inspect" { mode } else { &arguments }, &path);
            assert_eq!(run.code, Some(1), "{run:?}");
            let place =
                format!("frame 3 at byte {third} of the capture: the record claims 4294967295 ");
            assert!(run.stderr.contains(&place), "{}", run.stderr);
            let end = "its length is damaged, and nothing after it can be read\n";
            assert!(run.stderr.ends_with(end) && run.stderr.lines().count() == 1, "{run:?}");
        }
        // One byte too many, and the next length is made of other bytes.
        let length =
            u32::from_be_bytes(*pack(&[&SESSION], compression)[third..].first_chunk().unwrap());
        file[third..third + 4].copy_from_slice(&(length + 1).to_be_bytes());
        let run = run(&["inspect", "--keep-going"], &folder.file("a.gwcap", &file));
        assert_eq!(run.code, Some(1));
        let end = "the record's length is damaged and nothing after it can be read\n";
        assert!(run.stderr.ends_with(end), "{run:?}");
    }
}

#[test]
fn a_summary_tells_a_thousand_events_apart_and_no_more() {
    let folder = Folder::new();
    let payloads: Vec<String> =
        (0..1500).map(|number| format!(r#"{{"t":"E{number}","s":1,"op":0}}"#)).collect();
    let payloads: Vec<&str> = payloads.iter().map(String::as_str).collect();
    let path = folder.file("a.gwcap", &pack(&[&payloads], Compression::None));
    let run = run(&["inspect", "--summary"], &path);
    let other = run.stdout.lines().find(|line| line.starts_with("(other events)")).unwrap();
    assert_eq!(other.split_whitespace().nth(2), Some("500"));
    // A heading, a thousand events, the others, an empty line and two of totals.
    assert_eq!(run.stdout.lines().count(), 1 + 1000 + 1 + 1 + 2);
}

#[test]
fn deep_documents_are_refused() {
    let folder = Folder::new();
    let depth = 100_000;
    let deep =
        format!(r#"{{"t":"X","s":1,"op":0,"d":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    let path = folder.file("a.gwcap", &pack(&[&[HELLO, &deep, ACK]], Compression::ZlibStream));
    for mode in [&["inspect"][..], &["inspect", "--json"]] {
        let run = run(mode, &path);
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("frame 2 at byte ") && run.stderr.contains("nested deeper"));
    }
    assert_eq!(run(&["inspect", "--keep-going"], &path).rows().len(), 2);
    let target = folder.0.join("b.gwcap");
    for encoding in ["json", "etf"] {
        let run = transcode(&path, &target, &["--encoding", encoding]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert_eq!(folder.names(), ["a.gwcap"]);
    }
}

#[test]
fn the_message_size_is_bounded() {
    let folder = Folder::new();
    let path = folder.file("a.gwcap", &pack(&[&SESSION], Compression::ZlibStream));
    let run = run(&["inspect", "--max-message-size", "60"], &path);
    assert_eq!((run.code, run.rows().len()), (Some(1), 2));
    assert!(run.stderr.contains("frame 3 ") && run.stderr.contains("limit 60"), "{}", run.stderr);
}
