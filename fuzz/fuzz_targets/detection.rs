#![no_main]

libfuzzer_sys::fuzz_target!(|input: checks::detection::Input<'_>| checks::detection::check(&input));
