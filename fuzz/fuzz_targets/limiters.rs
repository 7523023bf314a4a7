#![no_main]

libfuzzer_sys::fuzz_target!(|input: checks::limiters::Input<'_>| checks::limiters::check(&input));
