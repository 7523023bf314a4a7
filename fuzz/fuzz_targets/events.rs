#![no_main]

libfuzzer_sys::fuzz_target!(|input: checks::events::Input<'_>| checks::events::check(&input));
