#![no_main]

libfuzzer_sys::fuzz_target!(|input: checks::decompress::Input<'_>| checks::decompress::check(
    &input
));
