#![no_main]

libfuzzer_sys::fuzz_target!(|input: checks::json::Input<'_>| checks::json::check(&input));
