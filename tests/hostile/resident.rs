//! The memory that zstd takes, which is C and does not ask the allocator that counts. The kernel
//! keeps the most that a process ever held, so each message is read by a process of its own: this
//! test again, with the message as its standard input. Only Linux tells it in `/proc`.

use std::fs;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use gatewire::{Compression, DecodeErrorKind as Kind, Encoding};
use zstd_safe::zstd_sys::ZSTD_EndDirective;

use super::zstd::message;
use crate::common;

/// Tells the child which limit it has; the name of the test that the child runs.
const LIMIT: &str = "GATEWIRE_TEST_LIMIT";
const CHILD: &str = "resident::child";

const MB: usize = 1 << 20;

/// What the context has beside the window, and what the process touches for the first time: pages of
/// code and of the stack.
const LITTLE: usize = 4 * MB;

/// The most that this process ever held, in bytes.
fn most() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux has it");
    line.trim().strip_suffix(" kB").unwrap().parse::<usize>().unwrap() * 1024
}

#[test]
#[ignore = "what the parent runs, once for each message"]
#[allow(clippy::print_stdout)]
fn child() {
    let Ok(limit) = std::env::var(LIMIT) else { return };
    let mut message = Vec::new();
    std::io::stdin().read_to_end(&mut message).unwrap();
    let builder = common::builder(Encoding::Json, Compression::ZstdStream);
    let before = most();
    let mut decoder = builder.max_message_size(limit.parse().unwrap()).build();
    let kind = decoder.decode(&message).map(drop).map_err(|error| error.kind());
    // On a line of its own, behind what the harness writes.
    println!("\n{kind:?}, {} bytes", most() - before);
}

/// What came of a message in a process of its own, and how much memory it took.
fn read_alone(message: &[u8], limit: usize) -> (String, usize) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([CHILD, "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env(LIMIT, limit.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(message).unwrap();
    let output = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let told =
        output.lines().find_map(|line| line.strip_suffix(" bytes")).expect("the child tells");
    let (result, bytes) = told.split_once(", ").unwrap();
    (result.to_owned(), bytes.parse().unwrap())
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "only Linux tells how much a process ever held")]
fn zstd_takes_no_more_than_a_window_beside_the_payload() {
    let large = [br#"{"op":0,"d":""#, &vec![b'a'; 64 * MB][..]].concat();
    let hello = br#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#;
    let too_large = format!("Err({:?})", Kind::MessageTooLarge);
    for window in [10, 20, 23] {
        let bomb = message(&large, window, ZSTD_EndDirective::ZSTD_e_flush);
        for limit in [1024, MB, 16 * MB] {
            let (result, bytes) = read_alone(&bomb, limit);
            assert_eq!(result, too_large, "window 2^{window}, limit {limit}");
            // The buffer of the payload may have to move when it grows: the old one stands beside it.
            let allowed = (1 << window) + 2 * limit + LITTLE;
            assert!(bytes < allowed, "{bytes} bytes, window 2^{window}, limit {limit}");
            // Where the most is allowed, so much is taken that a count of nothing would show.
            assert!(limit < 16 * MB || bytes > limit / 2, "{bytes} bytes are not all");
        }
    }
    for window in [24, 27] {
        let message = message(hello, window, ZSTD_EndDirective::ZSTD_e_flush);
        let (result, bytes) = read_alone(&message, 16 * MB);
        assert_eq!(result, format!("Err({:?})", Kind::WindowTooLarge));
        assert!(bytes < LITTLE, "{bytes} bytes for a window that is refused");
    }
}
