//! `gatewire term`, run as a process.

use crate::tool::{Folder, Run, command, run, run_on_stdin};

fn hex(arguments: &[&str]) -> Run {
    let mut command = command(&["term"]);
    command.args(arguments).output().unwrap().into()
}

const MAP: &str =
    "8374000000026d000000026f706101770164 6c0000000277036e696c6e0800ffffffffffffff0f6a";

#[test]
fn a_term_is_printed_in_erlang_syntax_or_as_json() {
    let run = hex(&["--hex", MAP]);
    let indented = "#{
    <<\"op\">> => 1,
    d => [
        nil,
        1152921504606846975
    ]
}
";
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), indented, ""));
    let run = hex(&["--compact", "--hex", MAP]);
    assert_eq!(run.stdout, "#{<<111,112>> => 1,d => [nil,1152921504606846975]}\n");
    let run = hex(&["--json", "--hex", MAP]);
    assert_eq!(run.stdout, "{\"op\":1,\"d\":[null,\"1152921504606846975\"]}\n");
}

#[test]
fn terms_come_from_files_stdin_and_hex() {
    let folder = Folder::new();
    let path = folder.file("a.etf", b"\x83h\x01w\x01a");
    assert_eq!(run(&["term", "--compact"], &path).stdout, "{a}\n");
    let from_stdin: Run = run_on_stdin(&["term", "-"], b"\x83a\x07").into();
    assert_eq!((from_stdin.code, from_stdin.stdout.as_str()), (Some(0), "7\n"));
    assert_eq!(hex(&["--hex", "83", "61:0A"]).stdout, "10\n");
    let compressed = "835000000002789c4b64040000c50063";
    assert_eq!(hex(&["--hex", compressed]).stdout, "1\n");
}

#[test]
fn errors_name_the_byte() {
    let run = hex(&["--hex", "8368 02 6101 77 01 e9"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(run.stderr, "error: the term: cannot read the data: invalid atom at byte 5\n");

    let run = hex(&["--compact", "--hex", "8361 01 00 00"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), "1\n"));
    assert!(run.stderr.contains("at byte 3 (2 of them)"), "{}", run.stderr);

    let run = hex(&["--json", "--hex", "836801 58770161000000010000000200000003"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("(88) at byte 3"), "{}", run.stderr);

    assert_eq!(hex(&["--hex", "8361zz"]).code, Some(1));
    assert_eq!(hex(&["--hex", "836"]).code, Some(1));
    let run = hex(&["--max-message-size", "10", "--hex", "83507fffffff789c4b64040000c50063"]);
    assert_eq!(run.code, Some(1));
}

#[test]
fn wrong_usage_and_missing_files_are_2() {
    assert_eq!(hex(&[]).code, Some(2));
    assert_eq!(hex(&["a.etf", "--hex", "8361"]).code, Some(2));
    assert_eq!(hex(&["--json", "--compact", "--hex", "836101"]).code, Some(2));
    let folder = Folder::new();
    assert_eq!(run(&["term"], &folder.0.join("missing")).code, Some(2));
}

#[test]
fn nothing_of_a_term_reaches_the_terminal_as_it_is() {
    let folder = Folder::new();
    let hidden = "\u{1b}\u{7f}\u{85}\u{9b}\u{61c}\u{200e}\u{2028}\u{202e}\u{2066}\u{feff}";
    let sized = |tag: &[u8], text: &str| [tag, &[text.len() as u8], text.as_bytes()].concat();
    let binary = |text: &str| sized(b"m\0\0\0", text);
    let atom = sized(b"w", hidden);
    let latin = b"s\x03a\x9b\x7f".to_vec();
    // Text, a binary that is none, atoms of both kinds, and a pid of a node of that name.
    let terms = [
        binary(hidden),
        binary(&hidden[1..]),
        binary("\u{202e}é"),
        b"m\0\0\0\x02\x9b\x7f".to_vec(),
        atom.clone(),
        latin,
        [b"X".as_slice(), &atom, &[0; 12]].concat(),
    ];
    let is_hidden = |c: char| c != '\n' && (c.is_control() || hidden.contains(c));
    for term in &terms {
        let path = folder.file("a.etf", &[b"\x83l\0\0\0\x01".as_slice(), term, b"j"].concat());
        for mode in [&["term"][..], &["term", "--compact"], &["term", "--json"]] {
            let run = run(mode, &path);
            // Of a pid and of bytes that are no text there is no JSON.
            assert!(run.code == Some(0) || mode.contains(&"--json"), "{run:?}");
            assert!(!run.stdout.contains(is_hidden), "{mode:?}: {:?}", run.stdout);
            assert!(!run.stderr.contains(is_hidden), "{mode:?}: {:?}", run.stderr);
        }
    }
    // The JSON says the same.
    let path = folder.file("a.etf", &[b"\x83".as_slice(), &binary(hidden)].concat());
    let text = run(&["term", "--json"], &path).stdout;
    assert_eq!(serde_json::from_str::<String>(&text).unwrap(), hidden);
}
