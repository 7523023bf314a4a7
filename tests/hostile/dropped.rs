//! Errors that a visitor drops and goes on after: as many as there can be.

use std::time::Duration;

use super::attack::{Attack, LARGEST, Look, Outcome, etf, json, one};
use crate::common::term::{atom, binary, payload, small, tagged};

/// How much there is of it. Without optimisation less will do.
const SIZE: usize = if cfg!(debug_assertions) { LARGEST / 8 } else { LARGEST - 10_000 };

/// What reading may take. It takes less than 40 ns for each byte on a machine that does nothing else.
const TIME: Duration = Duration::from_nanos(80 * SIZE as u64);

fn repeated(element: &str) -> String {
    vec![element; SIZE / (element.len() + 1)].join(",")
}

fn accepted(row: Attack) -> Attack {
    // Of JSON a frame holds a copy.
    row.memory(LARGEST).within(TIME).expect(Look::Lenient, Outcome::Accepted)
}

pub(crate) fn errors() -> Vec<Attack> {
    let json_lists = ["0", "null", r#""""#].into_iter().map(|element| {
        json(format!("elements {element}"), move || {
            one(format!(r#"{{"op":0,"d":[{}]}}"#, repeated(element)))
        })
    });
    let json_maps = [r#""":0"#, r#""k":[0]"#].into_iter().map(|entry| {
        json(format!("entries {entry}"), move || {
            one(format!(r#"{{"op":0,"d":{{{}}}}}"#, repeated(entry)))
        })
    });
    let terms = [small(0), atom("nil"), binary("")].into_iter().map(|element| {
        etf(format!("elements {element:?}"), move || {
            let count = SIZE / element.len();
            let list = [&tagged(108, count, &element.repeat(count))[..], &[106]].concat();
            one(payload(&list, 0, None, None))
        })
    });
    let maps = [vec![106, 97, 0], vec![97, 0, 97, 0]].into_iter().map(|entry| {
        etf(format!("entries {entry:?}"), move || {
            let count = SIZE / entry.len();
            one(payload(&tagged(116, count, &entry.repeat(count)), 0, None, None))
        })
    });
    let strings = etf("bytes", || {
        let string = [&[107, 0xff, 0xff][..], &[0; 0xffff]].concat();
        let count = SIZE / string.len();
        let list = [&tagged(108, count, &string.repeat(count))[..], &[106]].concat();
        one(payload(&list, 0, None, None))
    });
    let rows = json_lists.chain(json_maps).chain(terms).chain(maps).map(accepted);
    rows.chain([accepted(strings).within(TIME)]).collect()
}
