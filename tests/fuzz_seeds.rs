//! What the fuzz targets check, over their seeds: as they are, cut short, and with bytes changed.
//!
//! A finding of a longer run becomes a test of its own, and its input may become a seed. The other
//! seeds are written anew by
//!
//! ```text
//! cargo test --all-features --test fuzz_seeds -- --ignored
//! ```

#[path = "../src/cli/capture.rs"]
#[allow(dead_code)]
mod capture;
#[path = "../fuzz/checks/mod.rs"]
#[allow(unreachable_pub)]
mod checks;
mod common;

mod fuzz_seeds {
    pub(crate) mod made;
    mod payloads;
}

use std::fs;
use std::path::PathBuf;

use arbitrary::{Arbitrary, Unstructured};
use common::Random;

/// The folder with the seeds of a target.
fn folder(target: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "fuzz", "seeds", target].iter().collect()
}

/// The seeds of a target, by name.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let mut seeds = Vec::new();
    for entry in fs::read_dir(folder(target)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        seeds.push((name, fs::read(path).unwrap()));
    }
    seeds.sort();
    seeds
}

/// How many changed inputs are made of a seed.
const CHANGED: usize = 24;

#[allow(clippy::print_stdout)]
fn run<'s, I: Arbitrary<'s>>(seeds: &'s [(String, Vec<u8>)], check: fn(&I)) {
    assert!(seeds.len() >= 3, "hardly any seeds");
    for (name, seed) in seeds {
        // A test that fails shows the last one.
        println!("{name}");
        let input = I::arbitrary(&mut Unstructured::new(seed));
        check(&input.unwrap_or_else(|error| panic!("{name} is no input: {error}")));
    }
}

/// Inputs that are near a seed, the same in every run.
fn changed(seeds: &[(String, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    let mut changed = Vec::new();
    for (name, seed) in seeds {
        let mut random = Random(seed.len() as u64);
        for number in 0..CHANGED {
            let mut input = seed.clone();
            if number % 3 == 0 {
                input.truncate(random.below(seed.len()));
            }
            for _ in 0..number % 4 {
                let place = random.below(seed.len());
                if let Some(byte) = input.get_mut(place) {
                    *byte = match random.below(3) {
                        0 => random.next() as u8,
                        1 => *byte ^ (1 << random.below(8)),
                        _ => seed[random.below(seed.len())],
                    };
                }
            }
            changed.push((format!("{name}, changed {number}"), input));
        }
    }
    changed
}

#[allow(clippy::print_stdout)]
fn run_changed<'s, I: Arbitrary<'s>>(inputs: &'s [(String, Vec<u8>)], check: fn(&I)) {
    for (name, input) in inputs {
        println!("{name}: {}", input.escape_ascii());
        if let Ok(input) = I::arbitrary(&mut Unstructured::new(input)) {
            check(&input);
        }
    }
}

macro_rules! targets {
    ($($target:ident)*) => {
        const TARGETS: &[&str] = &[$(stringify!($target)),*];

        $(
            #[test]
            fn $target() {
                let seeds = seeds(stringify!($target));
                run(&seeds, checks::$target::check);
                run_changed(&changed(&seeds), checks::$target::check);
            }
        )*
    };
}

targets! {
    decompress
    detection
    envelope
    json
    etf
    events
    encoder
    limiters
    connection
}

#[test]
fn every_target_is_here() {
    let manifest = include_str!("../fuzz/Cargo.toml");
    let all: Vec<&str> = manifest
        .lines()
        .filter_map(|line| line.strip_prefix("path = \"fuzz_targets/")?.strip_suffix(".rs\""))
        .collect();
    assert_eq!(all, TARGETS);
}

#[test]
fn seeds_are_small() {
    let sizes = TARGETS.iter().flat_map(|target| seeds(target)).map(|(_, seed)| seed.len());
    let size: usize = sizes.sum();
    assert!(size < 250_000, "{size} bytes");
}
