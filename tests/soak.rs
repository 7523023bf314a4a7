//! Millions of messages through one decoder for each transport, all of them at once: what is read
//! stays what a plain decode of the same payload reads, memory stays where it is, and so does speed.
//!
//! It takes minutes, so it is ignored unless it is asked for:
//!
//! ```sh
//! GATEWIRE_SOAK=1000000 cargo test --release --all-features --test soak -- --ignored --nocapture
//! ```
//!
//! `GATEWIRE_SOAK` is how many messages each decoder takes, 100 000 unless it is set.

#[path = "../src/cli/capture.rs"]
#[allow(dead_code)]
mod capture;
mod common;

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use capture::{Reader, Record};
use common::Random;
use common::allocator::{Counting, measure};
use common::clock::Clock;
use gatewire::encode::Compressor;
use gatewire::{Compression, Decoder, Encoding, EventKind, Frame};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const FLUSH_SUFFIX: [u8; 4] = [0x00, 0x00, 0xff, 0xff];

/// Messages are cut in other places in each round of a cycle, and in the same ones in each cycle.
const ROUNDS: u64 = 8;

/// Cycles after which a decoder has all the memory that it is going to have.
const WARM_UP: usize = 2;

/// One event in so many is compared as a whole, for that takes longer than to read it.
const COMPARED: u64 = 16;

/// The last cycles may take so many times as long as the first. Machines have other things to do,
/// so this is for what gets worse and worse, not for what is a little slower.
const DRIFT: f64 = 1.5;

/// What a frame has to be.
struct Expected {
    payload: Vec<u8>,
    kind: EventKind,
    /// As the crate writes it.
    event: String,
}

/// A WebSocket message, or a new connection.
enum Step {
    Message(Vec<u8>),
    Reconnect,
}

fn open(name: &str) -> Reader<File> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(name);
    Reader::new(File::open(path).unwrap()).unwrap()
}

fn steps(name: &str) -> Vec<Step> {
    let (mut reader, mut message) = (open(name), Vec::new());
    let mut steps = Vec::new();
    while let Some(record) = reader.next_record(&mut message).unwrap() {
        steps.push(match record {
            Record::NewConnection => Step::Reconnect,
            Record::Message => Step::Message(message.clone()),
        });
    }
    steps
}

/// The payloads of a capture.
fn payloads(encoding: Encoding, compression: Compression, name: &str) -> Vec<Vec<u8>> {
    let mut decoder = common::decoder(encoding, compression);
    let mut payloads = Vec::new();
    for step in steps(name) {
        match step {
            Step::Reconnect => decoder.reset(),
            Step::Message(message) => {
                payloads
                    .extend(decoder.decode(&message).unwrap().map(|frame| frame.bytes().to_vec()));
            }
        }
    }
    payloads
}

fn written(frame: Frame<'_>) -> String {
    serde_json::to_string(&frame.event().unwrap()).unwrap()
}

/// What a decoder makes of each payload that has seen no other.
fn plain(encoding: Encoding, payload: Vec<u8>) -> Expected {
    let mut decoder = common::decoder(encoding, Compression::None);
    let frame = decoder.decode(&payload).unwrap().unwrap();
    let kind = frame.kind();
    let event = written(frame);
    Expected { payload, kind, event }
}

/// The session and every event, over one transport.
struct Script {
    encoding: Encoding,
    compression: Compression,
    steps: Vec<Step>,
    expected: Arc<Vec<Expected>>,
}

fn scripts() -> Vec<Script> {
    let transports = [
        (Compression::None, "plain.gwcap.gz"),
        (Compression::ZlibPayload, "zlib-payload.gwcap.gz"),
        (Compression::ZlibStream, "zlib-stream.gwcap"),
        #[cfg(feature = "zstd")]
        (Compression::ZstdStream, "zstd-stream.gwcap"),
    ];
    let mut scripts = Vec::new();
    for (encoding, name) in [(Encoding::Json, "json"), (Encoding::Etf, "etf")] {
        let session =
            payloads(encoding, Compression::None, &format!("session.{name}.plain.gwcap.gz"));
        let events = payloads(
            encoding,
            Compression::ZlibStream,
            &format!("events.{name}.zlib-stream.gwcap"),
        );
        let expected = session.into_iter().chain(events.iter().cloned());
        let expected =
            Arc::new(expected.map(|payload| plain(encoding, payload)).collect::<Vec<_>>());
        let kinds: BTreeSet<_> = expected.iter().map(|frame| format!("{:?}", frame.kind)).collect();
        assert!(kinds.len() >= 111, "{} kinds of events", kinds.len());
        for (compression, file) in transports {
            let mut steps = steps(&format!("session.{name}.{file}"));
            steps.push(Step::Reconnect);
            let mut compressor = Compressor::new(compression);
            steps.extend(events.iter().map(|payload| {
                let mut message = Vec::new();
                compressor.compress(payload, &mut message).unwrap();
                Step::Message(message)
            }));
            steps.push(Step::Reconnect);
            let expected = Arc::clone(&expected);
            scripts.push(Script { encoding, compression, steps, expected });
        }
    }
    scripts
}

/// A message in up to four pieces. What ends as a flush does would be taken for one.
fn pieces<'a>(message: &'a [u8], random: &mut Random) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    let mut rest = message;
    for _ in 0..random.below(4) {
        let (piece, behind) = rest.split_at(random.below(rest.len() + 1));
        let seen = &message[..message.len() - behind.len()];
        if !seen.ends_with(&FLUSH_SUFFIX) {
            pieces.push(piece);
            rest = behind;
        }
    }
    pieces.push(rest);
    pieces
}

impl Script {
    /// Plays it once through a decoder that may have seen any number of messages.
    fn play(&self, decoder: &mut Decoder, round: u64) {
        let mut random = Random(round);
        let mut frames = 0;
        let mut check = |frame: Frame<'_>| {
            let expected = &self.expected[frames];
            assert!(frame.bytes() == expected.payload, "frame {frames}");
            assert_eq!(frame.kind(), expected.kind, "frame {frames}");
            if (frames as u64 + round).is_multiple_of(COMPARED) {
                assert_eq!(written(frame), expected.event, "frame {frames}");
            } else {
                assert_eq!(frame.event().unwrap().kind(), expected.kind, "frame {frames}");
            }
            frames += 1;
        };
        let has_context = !matches!(self.compression, Compression::None | Compression::ZlibPayload);
        for step in &self.steps {
            let is_damage_harmless = !has_context && random.below(50) == 0;
            if is_damage_harmless || matches!(step, Step::Reconnect) {
                // A block of a type that neither zlib nor zstd has.
                let damage = [&[random.next() as u8 | 0x86; 40][..], &FLUSH_SUFFIX].concat();
                assert!(decoder.decode(&damage).is_err());
            }
            let Step::Message(message) = step else {
                decoder.reset();
                continue;
            };
            let pieces = match self.compression {
                Compression::ZlibStream => pieces(message, &mut random),
                _ => vec![&message[..]],
            };
            let by_push = random.below(2) == 0;
            for piece in pieces {
                if by_push {
                    if decoder.push(piece).unwrap() {
                        check(decoder.frame().unwrap());
                    }
                } else if let Some(frame) = decoder.decode(piece).unwrap() {
                    check(frame);
                }
            }
        }
        assert_eq!(frames, self.expected.len());
    }

    /// Plays cycle after cycle; counts itself in when the memory has to stay where it is.
    fn soak(&self, messages: u64, warm: &AtomicUsize) -> Soaked {
        let mut decoder = common::decoder(self.encoding, self.compression);
        let (mut times, mut peaks) = (Vec::new(), Vec::new());
        for cycle in 0.. {
            if cycle == WARM_UP {
                warm.fetch_add(1, Ordering::Relaxed);
            }
            let clock = Clock::start();
            let ((), usage) = measure(|| {
                (0..ROUNDS).for_each(|round| self.play(&mut decoder, round));
            });
            if cycle >= WARM_UP {
                times.push(clock.elapsed());
                assert_eq!(usage.kept, 0, "cycle {cycle} of {self}");
                peaks.push(usage.peak);
                if decoder.stats().messages >= messages {
                    break;
                }
            }
        }
        assert!(peaks.iter().all(|peak| *peak == peaks[0]), "{self}: {peaks:?}");
        Soaked { decoder, times, peak: peaks[0] }
    }
}

impl std::fmt::Display for Script {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}, {:?}", self.encoding, self.compression)
    }
}

struct Soaked {
    /// With all that it holds.
    decoder: Decoder,
    /// Of each cycle.
    times: Vec<Duration>,
    peak: usize,
}

impl Soaked {
    /// How many times as long the cycles of the last tenth take as those of the first.
    fn drift(&self) -> f64 {
        let tenth = self.times.len().div_ceil(10);
        let median = |times: &[Duration]| {
            let mut times = times.to_vec();
            times.sort();
            times[times.len() / 2].as_secs_f64()
        };
        median(&self.times[self.times.len() - tenth..]) / median(&self.times[..tenth])
    }
}

/// Bytes of the process that are in memory, those of zstd among them, which the allocator above does
/// not see; none where the system does not tell.
fn resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<usize>().ok()? << 10)
}

#[test]
#[ignore = "takes minutes; its first lines say how to run it"]
#[allow(clippy::print_stdout)]
fn millions_of_messages() {
    let messages = match std::env::var("GATEWIRE_SOAK") {
        Ok(messages) => messages.parse().expect("GATEWIRE_SOAK is a number of messages"),
        Err(_) => 100_000,
    };
    let scripts = scripts();
    let warm = AtomicUsize::new(0);
    let start = Instant::now();
    let (soaked, before, after) = thread::scope(|scope| {
        let threads: Vec<_> =
            scripts.iter().map(|script| scope.spawn(|| script.soak(messages, &warm))).collect();
        let mut before = None;
        while !threads.iter().all(|thread| thread.is_finished()) {
            if before.is_none() && warm.load(Ordering::Relaxed) == threads.len() {
                before = resident();
            }
            thread::sleep(Duration::from_millis(20));
        }
        let after = resident();
        let soaked: Vec<Soaked> =
            threads.into_iter().map(|thread| thread.join().expect("a decoder failed")).collect();
        (soaked, before, after)
    });
    let elapsed = start.elapsed();
    let (mut total, mut bytes_in, mut bytes_out, mut slower) = (0, 0, 0, Vec::new());
    for (script, soaked) in scripts.iter().zip(&soaked) {
        let (stats, drift) = (soaked.decoder.stats(), soaked.drift());
        println!(
            "{script}: {} messages, {} bytes, {} inflated; at most {} bytes of memory beside what is \
             kept; the last tenth takes {drift:.2} times as long as the first",
            stats.messages, stats.bytes_in, stats.bytes_out, soaked.peak,
        );
        total += stats.messages;
        bytes_in += stats.bytes_in;
        bytes_out += stats.bytes_out;
        if drift > DRIFT {
            slower.push(format!("{script}: {drift:.2}"));
        }
    }
    println!(
        "{total} messages, {bytes_in} bytes, {bytes_out} inflated, on {} threads in {elapsed:?}",
        scripts.len(),
    );
    if let (Some(before), Some(after)) = (before, after) {
        println!("{before} bytes in memory after the warm-up, {after} at the end");
        assert!(after < before + before / 4 + (16 << 20), "{before} bytes became {after}");
    }
    assert!(slower.is_empty(), "slower and slower: {}", slower.join("; "));
}
