#![no_main]

libfuzzer_sys::fuzz_target!(|input: checks::etf::Input<'_>| checks::etf::check(&input));
