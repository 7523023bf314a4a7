//! Hostile input: a table of attacks, with the error that each has to be, the memory and the time
//! that it may take, and a decoder that works again afterwards.
//!
//! Each function of the modules has rows of one kind. A row that is accepted is there for its bounds.

#[path = "hostile/attack.rs"]
mod attack;
#[path = "hostile/bounds.rs"]
mod bounds;
mod common;
#[path = "hostile/dense.rs"]
mod dense;
#[path = "hostile/dropped.rs"]
mod dropped;
#[path = "hostile/memory.rs"]
mod memory;
#[path = "hostile/nested.rs"]
mod nested;
#[path = "hostile/numbers.rs"]
mod numbers;
#[cfg(feature = "zstd")]
#[path = "hostile/resident.rs"]
mod resident;
#[path = "hostile/terms.rs"]
mod terms;
#[path = "hostile/text.rs"]
mod text;
#[path = "hostile/transport.rs"]
mod transport;
#[path = "hostile/twins.rs"]
mod twins;
#[path = "hostile/unions.rs"]
mod unions;
#[path = "hostile/values.rs"]
mod values;
#[cfg(feature = "zstd")]
#[path = "hostile/zstd.rs"]
mod zstd;

use attack::check;
use common::allocator::Counting;
use common::documents::{Order, json_frame, term_frame};
use common::events::least;
use common::term::of_json;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What stands for what is to be put there.
const MARK: u64 = 77_777_777_777;

/// An event with the fields that it needs, and with JSON text in one of them.
fn event_with(name: &str, field: &str, text: &str) -> Vec<u8> {
    let mut document = least(name);
    document[field] = MARK.into();
    let frame = json_frame(name, &document, Order::Descending);
    String::from_utf8(frame).unwrap().replace(&MARK.to_string(), text).into_bytes()
}

/// The same as a term.
fn event_with_term(name: &str, field: &str, term: &[u8]) -> Vec<u8> {
    let mut document = least(name);
    document[field] = MARK.into();
    let frame = term_frame(name, &of_json(&document));
    let mark = of_json(&MARK.into());
    let at = frame.windows(mark.len()).position(|bytes| bytes == mark).unwrap();
    [&frame[..at], term, &frame[at + mark.len()..]].concat()
}

/// A test for each group of rows, so that they run side by side.
macro_rules! groups {
    ($($name:ident: $module:ident::$rows:ident;)*) => {$(
        #[test]
        fn $name() {
            check(&$module::$rows());
        }
    )*};
}

groups! {
    bombs: transport::bombs;
    compressed_terms_that_lie: transport::lies;
    headers_of_streams: transport::headers;
    streams_that_end: transport::ends;
    suffixes_inside_data: transport::suffixes;
    short_and_cut_messages: transport::short;
    nesting_in_json: text::nesting;
    keys_in_json: text::keys;
    envelope_keys_twice_in_json: text::duplicates;
    numbers_in_json: text::numbers;
    hard_numbers_in_json: numbers::in_json;
    lone_surrogates: text::surrogates;
    what_is_no_utf8_in_json: text::utf8;
    nul_in_json: text::nul;
    lists_in_json: text::lists;
    nesting_in_terms: terms::nesting;
    lengths_that_lie: terms::claims;
    keys_in_terms: terms::keys;
    atoms_and_binaries_of_the_same_text: terms::twins;
    integers_in_terms: terms::integers;
    hard_numbers_in_terms: numbers::in_terms;
    text_in_terms: terms::text;
    lists_in_terms: terms::lists;
    unions_in_each_other: unions::tags_behind;
    envelope_keys_with_escapes: dense::escaped_keys;
    lists_full_of_mismatches: dense::mismatches;
    lists_that_go_on_in_tails: dense::lists_that_go_on;
    maps_with_keys_in_no_order: dense::keys_in_no_order;
    values_in_each_other: dense::nested_values;
    text_that_is_copied: dense::copied_text;
    values_as_large_as_can_be: dense::large_values;
    keys_that_stand_twice: twins::keys;
    errors_that_are_dropped: dropped::errors;
}

#[cfg(feature = "zstd")]
#[test]
fn zstd_streams() {
    check(&zstd::attacks());
}
