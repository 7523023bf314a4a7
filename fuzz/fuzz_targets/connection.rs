#![no_main]

libfuzzer_sys::fuzz_target!(|input: checks::connection::Input<'_>| checks::connection::check(
    &input
));
