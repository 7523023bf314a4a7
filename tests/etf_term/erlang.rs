//! What is written here, read by Erlang, where there is one.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use gatewire::etf::Term;
use gatewire::etf::term::AtomEncoding;

use super::table::rows;

/// Asks Erlang which pairs of terms are the same.
pub(super) fn ask(pairs: &[(Vec<u8>, Vec<u8>)]) -> Option<Vec<bool>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/etf/same.escript");
    let mut command = Command::new("escript");
    command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let Ok(mut child) = command.spawn() else {
        // Not by `eprintln`, which nobody sees of a test that passes.
        let _ = std::io::stderr().write_all(b"SKIPPED: there is no `escript` of Erlang to ask\n");
        return None;
    };
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let lines: String =
        pairs.iter().map(|(one, two)| format!("{} {}\n", hex(one), hex(two))).collect();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let answers: Vec<bool> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| line == "true").collect();
    assert_eq!(answers.len(), pairs.len(), "Erlang answers each question");
    Some(answers)
}

#[test]
fn erlang_reads_what_is_written() {
    let mut pairs = Vec::new();
    for row in rows() {
        let term = Term::decode(&row.old).unwrap();
        for atoms in [AtomEncoding::Utf8, AtomEncoding::Latin1] {
            pairs.push((row.new.clone(), term.encode_with(atoms)));
        }
    }
    if let Some(answers) = ask(&pairs) {
        for ((one, two), answer) in pairs.iter().zip(answers) {
            assert!(answer, "{one:02x?} {two:02x?}");
        }
    }
}
