//! Keys of maps that stand twice, first among as many as there can be.

use std::time::Duration;

use gatewire::etf::Term;
use gatewire::{DecodeErrorKind as Kind, Stage};

use super::attack::{Attack, LARGEST, Look, Outcome, etf, one};
use crate::common::term::{
    atom_as, big, binary, float, int, map, payload, small, tagged, tuple, versioned,
};

/// How much there is of it. Without optimisation less will do.
const SIZE: usize = if cfg!(debug_assertions) { LARGEST / 16 } else { LARGEST - 10_000 };

/// What reading a term may take. It takes less than 40 ns for each byte on a machine that does nothing
/// else.
const TIME: Duration = Duration::from_nanos(80 * SIZE as u64);

/// Of a payload: the version, the map's head and the key `d`, then the head of the map that is `d`.
const BEFORE: usize = 1 + 5 + 3 + 5;

const NIL: [u8; 1] = [106];

/// The same number for the same place, in an order that looks random.
fn scattered(place: usize) -> u32 {
    (place as u32).wrapping_mul(0x9e37_79b1)
}

/// `FLOAT_EXT` of an integral number.
fn old_float(value: f64) -> Vec<u8> {
    let mut term = vec![99];
    term.extend(format!("{value:.20e}").replace('e', "e+").bytes());
    term.resize(32, 0);
    term
}

/// One key in two forms, by a number, of a kind of which there are many.
type Forms = fn(u32) -> [Vec<u8>; 2];

fn integer(number: u32) -> [Vec<u8>; 2] {
    let number = number as i32;
    [int(number), big(number < 0, &number.unsigned_abs().to_le_bytes())]
}

fn kinds() -> [(&'static str, Forms); 8] {
    [
        ("integers", integer),
        ("large integers", |number| {
            let magnitude = [&number.to_le_bytes()[..], &[1; 9]].concat();
            [big(false, &magnitude), big(false, &[&magnitude[..], &[0, 0]].concat())]
        }),
        ("atoms", |number| {
            [atom_as(119, &format!("{number:x}")), atom_as(100, &format!("{number:x}"))]
        }),
        ("binaries", |number| {
            let bytes = number.to_le_bytes();
            let bits = [&[77, 0, 0, 0, 4, 8][..], &bytes].concat();
            [[&[109, 0, 0, 0, 4][..], &bytes].concat(), bits]
        }),
        ("floats", |number| [float(f64::from(number)), float(f64::from(number))]),
        ("tuples", |number| integer(number).map(|form| tuple(&[form]))),
        ("maps", |number| {
            let entries = [int(number as i32), atom_as(119, "")].map(|key| (key, NIL.to_vec()));
            [map(&entries), map(&[entries[1].clone(), entries[0].clone()])]
        }),
        ("maps in each other", |number| {
            let inner = map(&[(int(number as i32), NIL.to_vec())]);
            let key = map(&[(inner, NIL.to_vec())]);
            [key.clone(), key]
        }),
    ]
}

fn refused(name: String, entries: impl Fn() -> (Vec<u8>, usize, usize) + 'static) -> Attack {
    let message = move || {
        let (entries, count, _) = entries();
        payload(&tagged(116, count, &entries), 0, None, None)
    };
    etf(name, move || one(message()))
        .memory(16 * LARGEST + (128 << 10))
        .within(TIME)
        .expect(Look::Term, Outcome::Refused(Stage::Data, Kind::DuplicateKey))
}

/// Keys that are all the same, and keys of which the last two are, in two forms.
pub(crate) fn keys() -> Vec<Attack> {
    let few = [
        ("empty lists", NIL.to_vec()),
        ("small integers", small(7)),
        ("empty tuples", vec![104, 0]),
        ("empty integers", vec![110, 0, 0]),
        ("atoms of no text", atom_as(119, "")),
        ("binaries of no text", binary("")),
        ("floats as text", old_float(1.0)),
    ];
    let same = few.into_iter().map(|(name, key)| {
        let entry = [key, NIL.to_vec()].concat();
        let length = entry.len();
        let count = SIZE / length;
        refused(format!("{name} that are all the same"), move || (entry.repeat(count), count, 0))
            .at(move |_| BEFORE + length)
    });
    let last = kinds().into_iter().map(|(name, forms)| {
        let entries = move || {
            let (mut entries, mut count, mut place) = (Vec::new(), 0, 0);
            while entries.len() < SIZE {
                let [usual, other] = forms(scattered(count));
                entries.extend([usual, NIL.to_vec()].concat());
                count += 1;
                if entries.len() >= SIZE {
                    place = entries.len();
                    entries.extend([other, NIL.to_vec()].concat());
                    count += 1;
                }
            }
            (entries, count, place)
        };
        let (_, _, place) = entries();
        refused(format!("{name} of which the last two are the same"), entries)
            .at(move |_| BEFORE + place)
            .within(TIME)
    });
    same.chain(last).collect()
}

/// Wherever two keys stand, the second is found, and it is where the error is.
#[test]
fn the_second_of_two_keys_is_found_wherever_it_stands() {
    const COUNT: usize = 20_000;
    let places = [0, 1023, 1024, 16_383, 16_384, COUNT - 1];
    for (name, forms) in kinds() {
        let keys: Vec<_> = (0..COUNT).map(|place| forms(scattered(place))[0].clone()).collect();
        assert!(Term::decode(&term_of(&keys)).is_ok(), "{name}");
        for (index, first) in places.iter().enumerate() {
            for second in &places[index + 1..] {
                let mut keys = keys.clone();
                keys[*second] = forms(scattered(*first))[1].clone();
                let offset = 6 + keys[..*second].iter().map(|key| key.len() + 1).sum::<usize>();
                let error = Term::decode(&term_of(&keys)).expect_err(name);
                let found = (error.kind(), error.offset());
                assert_eq!(found, (Kind::DuplicateKey, Some(offset)), "{name}: {first}, {second}");
            }
        }
    }
}

/// A map with these keys.
fn term_of(keys: &[Vec<u8>]) -> Vec<u8> {
    let entries: Vec<u8> = keys.iter().flat_map(|key| [&key[..], &NIL].concat()).collect();
    versioned(&tagged(116, keys.len(), &entries))
}
