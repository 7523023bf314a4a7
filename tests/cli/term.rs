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
    assert_eq!(run.stderr, "gatewire: the term: cannot read the data: invalid atom at byte 5\n");

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
