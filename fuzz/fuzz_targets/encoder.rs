#![no_main]

libfuzzer_sys::fuzz_target!(|input: checks::encoder::Input<'_>| checks::encoder::check(&input));
