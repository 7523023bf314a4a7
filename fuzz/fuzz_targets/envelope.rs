#![no_main]

libfuzzer_sys::fuzz_target!(|input: checks::envelope::Input<'_>| checks::envelope::check(&input));
