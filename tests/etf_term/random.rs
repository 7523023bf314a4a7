//! Terms damaged at random, beside what erltf makes of them.

use std::panic::catch_unwind;

use gatewire::etf::Term;
use proptest::prelude::*;

use super::table::{Row, rows};
use crate::as_erltf::{Faults, faults, is_same};

fn compare(bytes: &[u8]) -> Result<bool, TestCaseError> {
    let Ok(term) = Term::decode(bytes) else { return Ok(false) };
    let is_masked = faults(bytes, &term).any();
    let theirs = catch_unwind(|| erltf::decode(bytes));
    match theirs {
        Ok(Ok(theirs)) => {
            prop_assert!(is_masked || is_same(term.as_ref(), &theirs), "{term} and {theirs:?}");
        }
        other => prop_assert!(is_masked, "{term}: {other:?}"),
    }
    Ok(!is_masked)
}

#[test]
fn erltf_reads_the_table() {
    let mut compared = 0;
    for Row { new, old, text, .. } in rows() {
        for bytes in [&new, &old] {
            compared += u32::from(compare(bytes).unwrap_or_else(|e| panic!("{text}: {e}")));
        }
        // What Erlang writes needs few of the masks.
        let term = Term::decode(&new).unwrap();
        let Faults { keys, arity, fun, port, .. } = faults(&new, &term);
        let theirs = erltf::decode(&new);
        let is_same = theirs.is_ok_and(|theirs| is_same(term.as_ref(), &theirs));
        assert!(is_same || keys || arity || fun || port, "{text}");
    }
    assert!(compared > 2500, "{compared}");
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn erltf_reads_what_is_read_here(bytes in damaged()) {
        compare(&bytes)?;
    }
}
