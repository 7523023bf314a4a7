//! Terms damaged at random, beside what erltf makes of them.

use std::cell::Cell;
use std::panic::catch_unwind;

use gatewire::etf::Term;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::table::{Row, rows};
use crate::as_erltf::{Faults, faults, is_same};

/// Whether this is a term that erltf reads as well. It has to be the same then, and has to be read
/// unless erltf is known to be wrong about it.
fn compare(bytes: &[u8]) -> Result<bool, TestCaseError> {
    let Ok(term) = Term::decode(bytes) else { return Ok(false) };
    let theirs = catch_unwind(|| erltf::decode(bytes));
    let is_read = matches!(&theirs, Ok(Ok(theirs)) if is_same(term.as_ref(), theirs));
    // Neither may a fault be named that makes no difference.
    let faults = faults(bytes);
    prop_assert_eq!(is_read, !faults.any(), "{}: {:?}, {:?}", term, theirs, faults);
    Ok(is_read)
}

#[test]
fn erltf_reads_the_table() {
    let (mut compared, mut count) = (0, 0);
    for Row { new, old, text, .. } in rows() {
        for bytes in [&new, &old] {
            compared += usize::from(compare(bytes).unwrap_or_else(|e| panic!("{text}: {e}")));
            count += 1;
        }
        // What Erlang writes today meets few of the faults.
        let Faults { latin_1, float_text, empty_lists, empty_bits, .. } = faults(&new);
        assert!(!(latin_1 || float_text || empty_lists || empty_bits), "{text}");
    }
    assert!(compared * 5 > count * 4, "{compared} of {count}");
}

/// Erlang reads it as an empty binary: a row of `tests/etf/odd.txt` has that. So the mask is needed,
/// and hides no fault of this library.
#[test]
fn erltf_alone_refuses_a_bit_string_of_no_bits() {
    let bytes = [131, 77, 0, 0, 0, 0, 0];
    assert!(erltf::decode(&bytes).is_err());
    let term = Term::decode(&bytes).unwrap();
    assert!(faults(&bytes).empty_bits);
    assert_eq!(term.encode(), [131, 109, 0, 0, 0, 0]);
}

fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let rows: Vec<Vec<u8>> =
        rows().into_iter().flat_map(|row| [row.new, row.old]).filter(|b| b.len() < 200).collect();
    let change = (any::<prop::sample::Index>(), any::<u8>());
    let changes = prop::collection::vec(change, 0..3);
    (prop::sample::select(rows), changes).prop_map(|(mut bytes, changes)| {
        for (place, byte) in changes {
            let place = 1 + place.index(bytes.len() - 1);
            bytes[place] = byte;
        }
        bytes
    })
}

#[test]
fn erltf_reads_what_is_read_here() {
    const CASES: u32 = 4096;
    let config = ProptestConfig { cases: CASES, ..ProptestConfig::with_source_file(file!()) };
    let compared = Cell::new(0);
    let test = |bytes: Vec<u8>| {
        compared.set(compared.get() + u32::from(compare(&bytes)?));
        Ok(())
    };
    TestRunner::new(config).run(&damaged(), test).unwrap_or_else(|error| panic!("{error}"));
    // A third of them are not damaged, and damage to the rest often leaves a term.
    assert!(compared.get() > CASES / 3, "{compared:?} of {CASES}");
}
