//! How much memory the system holds for decoders that wait: it is read from `/proc`, which only
//! Linux has.
//!
//! Memory that one decoder gives back is used again by the next, so each figure is taken in a process
//! of its own: this test again, with the messages as its standard input. That process has done
//! nothing else. Programs that have freed large blocks before may see more, as glibc then no longer
//! gives smaller blocks back to the system; its variable `MALLOC_MMAP_THRESHOLD_` prevents that.

#[path = "../src/cli/capture.rs"]
#[allow(dead_code)]
mod capture;

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use capture::{Reader, Record};
use gatewire::encode::Compressor;
use gatewire::{Compression, Decoder, Encoding};

const DECODERS: usize = 2_000;

const KB: usize = 1 << 10;

/// Tells the child which transport the messages are of, and when to shrink.
const CASE: &str = "GATEWIRE_TEST_CASE";

/// When decoders are shrunk.
#[derive(Clone, Copy, Debug, PartialEq)]
enum When {
    /// Each as soon as it has read, before the next is made.
    AtOnce,
    /// Each after all have read.
    AtTheEnd,
    /// By themselves: after the messages come small ones, 64 of which are in a row whatever else was.
    ByThemselves,
    /// Not at all.
    Never,
}

const WHENS: [When; 4] = [When::AtOnce, When::AtTheEnd, When::ByThemselves, When::Never];

fn transports() -> Vec<Compression> {
    vec![
        Compression::ZlibStream,
        #[cfg(feature = "zstd")]
        Compression::ZstdStream,
    ]
}

/// The memory of this process that is in RAM, in bytes.
fn resident() -> usize {
    let rollup = fs::read_to_string("/proc/self/smaps_rollup").unwrap();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Rss:")).expect("Linux has it");
    line.trim().strip_suffix(" kB").unwrap().parse::<usize>().unwrap() * 1024
}

#[test]
#[ignore = "what the parent runs, once for each case"]
#[allow(clippy::print_stdout)]
fn child() {
    let Ok(case) = std::env::var(CASE) else { return };
    let is_case =
        |compression: &Compression, when: When| case == format!("{compression:?} {when:?}");
    let (compression, when) = transports()
        .into_iter()
        .flat_map(|compression| WHENS.map(|when| (compression, when)))
        .find(|(compression, when)| is_case(compression, *when))
        .unwrap();
    let mut input = Vec::with_capacity(100_000);
    std::io::stdin().read_to_end(&mut input).unwrap();
    let mut messages = Vec::new();
    let mut rest = &input[..];
    while let Some((length, after)) = rest.split_first_chunk() {
        let (message, after) = after.split_at(u32::from_le_bytes(*length) as usize);
        messages.push(message);
        rest = after;
    }

    let mut decoders = Vec::with_capacity(DECODERS);
    let before = resident();
    for _ in 0..DECODERS {
        let mut decoder = Decoder::new(Encoding::Json, compression);
        for message in &messages {
            // Events would leave gaps in the heap, which are not the decoder's.
            decoder.decode(message).unwrap();
        }
        if when == When::AtOnce {
            decoder.shrink();
        }
        decoders.push(decoder);
    }
    if when == When::AtTheEnd {
        decoders.iter_mut().for_each(Decoder::shrink);
    }
    let each = (resident() - before) / DECODERS;
    // On a line of its own, after what the harness writes.
    println!("\n{each} bytes");
}

/// What a decoder takes that has read the messages, in bytes.
#[allow(clippy::print_stdout)]
fn taken(messages: &[Vec<u8>], compression: Compression, when: When) -> usize {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["child", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env(CASE, format!("{compression:?} {when:?}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = Vec::new();
    for message in messages {
        input.extend_from_slice(&u32::try_from(message.len()).unwrap().to_le_bytes());
        input.extend_from_slice(message);
    }
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let told = output.lines().find_map(|line| line.strip_suffix(" bytes"));
    let each = told.expect("the child tells").parse().unwrap();
    println!("{compression:?}, shrunk {when:?}: {} KiB", each / KB);
    each
}

/// The payloads with which the bundled session begins, to the first that has over 100 KB, and that.
fn session() -> (Vec<Vec<u8>>, Vec<u8>) {
    let name = "testdata/session.json.zlib-stream.gwcap";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut reader = Reader::new(File::open(path).unwrap()).unwrap();
    let mut decoder = Decoder::new(Encoding::Json, Compression::ZlibStream);
    let (mut payloads, mut message) = (Vec::new(), Vec::new());
    loop {
        match reader.next_record(&mut message).unwrap().expect("the session is longer") {
            Record::NewConnection => {}
            Record::Message => {
                let Some(frame) = decoder.decode(&message).unwrap() else { continue };
                let payload = frame.bytes().to_vec();
                if payload.len() > 100_000 {
                    return (payloads, payload);
                }
                payloads.push(payload);
            }
        }
    }
}

const HEARTBEAT_ACK: &[u8] = br#"{"t":null,"s":null,"op":11,"d":null}"#;

/// A payload with as much text of a guild, and a small one.
fn part_of_guild(guild: &[u8], length: usize) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(&guild[guild.len() - length..]);
    let text = serde_json::to_string(&text).unwrap();
    let payload = format!(r#"{{"t":"SOMETHING_NEW","s":1,"op":0,"d":{text}}}"#);
    vec![payload.into_bytes(), HEARTBEAT_ACK.to_vec()]
}

fn compressed(payloads: &[Vec<u8>], compression: Compression) -> Vec<Vec<u8>> {
    let mut compressor = Compressor::new(compression);
    let message_of = |payload: &Vec<u8>| {
        let mut message = Vec::new();
        compressor.compress(payload, &mut message).unwrap();
        message
    };
    payloads.iter().map(message_of).collect()
}

#[test]
#[allow(clippy::print_stdout)]
fn idle_decoders_hold_little_more_than_their_context() {
    if !cfg!(target_os = "linux") {
        println!("skipped: only Linux tells how much memory of a process is in RAM");
        return;
    }
    let (session, guild) = session();
    let small = vec![HEARTBEAT_ACK.to_vec(); 127];
    for compression in transports() {
        // The window of zstd keeps all that came, up to its 2 MiB.
        let (most, large) = match compression {
            Compression::ZlibStream => (52 * KB, part_of_guild(&guild, 60_000)),
            _ => (110 * KB, part_of_guild(&guild, 35_000)),
        };
        let mut at_once = 0;
        for payloads in [&session, &large] {
            let size: usize = payloads.iter().map(Vec::len).sum();
            let messages = compressed(payloads, compression);
            for when in [When::AtTheEnd, When::AtOnce] {
                let each = taken(&messages, compression, when);
                assert!(each <= most, "{compression:?}, {size} bytes, {when:?}: {each} bytes");
                // A count of nothing would show.
                assert!(each > 32 * KB, "{compression:?}, {size} bytes, {when:?}: {each} bytes");
                at_once = each;
            }
            let messages = compressed(&[&payloads[..], &small].concat(), compression);
            let each = taken(&messages, compression, When::ByThemselves);
            assert!(each <= most, "{compression:?}, {size} bytes, by itself: {each} bytes");
        }
        // It is `shrink` that does it.
        let messages = compressed(&large, compression);
        let each = taken(&messages, compression, When::Never);
        assert!(each > at_once + 20 * KB, "{each} bytes, not many more than {at_once}");
    }
}
