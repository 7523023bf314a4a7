//! Unions in each other, each with its tag behind what is in it: whoever looks for the tag first may
//! not step over what is innermost as often as it lies deep.

use gatewire::DEFAULT_MAX_DEPTH;

use super::attack::{Attack, LARGEST, Look, Outcome, etf, json, one};
use super::{event_with, event_with_term};
use crate::common::term::{atom, float, list, map, small};

/// How much there is of it. Without optimisation less will do.
const SIZE: usize = if cfg!(debug_assertions) { LARGEST / 8 } else { LARGEST - 100_000 };

/// A float as older versions of Erlang write it.
fn float_as_text() -> Vec<u8> {
    let mut term = b"c1.50000000000000000000e+00".to_vec();
    term.resize(32, 0);
    term
}

/// What takes long to be stepped over: in JSON, as a term, and how many bytes of it are in each
/// component at the top.
fn fillers() -> [(&'static str, Vec<u8>, usize); 5] {
    [
        ("1e5", float(1e5), SIZE),
        ("1e-400", float_as_text(), SIZE),
        (r#""\n\u00e9""#, atom("é"), SIZE),
        ("1e5", float_as_text(), 1000),
        ("1", small(1), 200),
    ]
}

/// The payload, `d` and the lists at both ends take a level each, and each component two.
const LEVELS: usize = (DEFAULT_MAX_DEPTH - 6) / 2;

fn component_of_json(filler: &str, size: usize) -> String {
    let fillers = vec![filler; size / (filler.len() + 1)].join(",");
    let innermost = format!(r#"{{"x":[{fillers}],"components":[],"type":17}}"#);
    // With an escape behind all of it, which is replaced while the tag is looked for.
    let innermost = format!(r#"{{"components":[{innermost}],"\u0061":1,"type":17}}"#);
    (1..LEVELS)
        .fold(innermost, |inner, _| format!(r#"{{"components":[{inner}],"\u0061":1,"type":17}}"#))
}

fn component_of_term(filler: &[u8], size: usize) -> Vec<u8> {
    let component = |entries: &[(&str, &[u8])]| {
        let entries = entries.iter().map(|(key, value)| (atom(key), value.to_vec()));
        map(&entries.collect::<Vec<_>>())
    };
    let fillers = list(&vec![filler.to_vec(); size / filler.len()]);
    let (none, tag) = (list(&[]), small(17));
    let innermost = component(&[("x", &fillers), ("components", &none), ("type", &tag)]);
    (0..LEVELS)
        .fold(innermost, |inner, _| component(&[("components", &list(&[inner])), ("type", &tag)]))
}

pub(crate) fn tags_behind() -> Vec<Attack> {
    let rows = fillers().into_iter().flat_map(|(text, term, size)| {
        let name = format!("tags behind {size} bytes of {text}");
        let in_json = json(name.clone(), move || {
            let component = component_of_json(text, size);
            let components = vec![component.as_str(); (SIZE / component.len()).max(1)].join(",");
            one(event_with("MESSAGE_CREATE", "components", &format!("[{components}]")))
        });
        let as_term = etf(name, move || {
            let component = component_of_term(&term, size);
            let components = vec![component.clone(); (SIZE / component.len()).max(1)];
            one(event_with_term("MESSAGE_CREATE", "components", &list(&components)))
        });
        [in_json, as_term]
    });
    // What an event may take, for the components.
    rows.map(|row| row.expect(Look::Event, Outcome::Accepted).memory(33 * LARGEST)).collect()
}
