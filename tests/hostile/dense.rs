//! What is wrong, or unusual, as often as it can be for its bytes: each of it may cost next to nothing.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use gatewire::etf::Term;
use gatewire::model::Component;
use gatewire::{DecodeErrorKind, Value};

use super::attack::{Attack, LARGEST, Look, Outcome, SLOWNESS, etf, json, one};
use super::{event_with, event_with_term};
use crate::common::allocator::measure;
use crate::common::clock::Clock;
use crate::common::term::{atom_as, big, binary, int, list, map, small, tagged};

/// How much there is of it. Without optimisation less will do.
const SIZE: usize = if cfg!(debug_assertions) { LARGEST / 8 } else { LARGEST - 10_000 };

/// What reading may take. It takes less than 40 ns for each byte on a machine that does nothing else.
const TIME: Duration = Duration::from_nanos(80 * SIZE as u64);

const NIL: [u8; 1] = [106];

fn repeated(element: &str) -> String {
    vec![element; SIZE / (element.len() + 1)].join(",")
}

fn term_list(element: &[u8]) -> Vec<u8> {
    let count = SIZE / element.len();
    [tagged(108, count, &element.repeat(count)), NIL.to_vec()].concat()
}

/// Keys with an escape, none of which the envelope has, before `d` and after it.
pub(crate) fn escaped_keys() -> Vec<Attack> {
    let keys = [r#""\u0078":0"#, r#""\n":0"#, r#""\u006fpp":0"#, r#""\ud83d\ude00":0"#];
    let rows = keys.into_iter().flat_map(|entry| {
        let before = json(format!("{entry} before `d`"), move || {
            one(format!(r#"{{"s":null,"op":11,{},"d":null}}"#, repeated(entry)))
        });
        let behind = json(format!("{entry} after `d`"), move || {
            one(format!(r#"{{"t":null,"s":null,"op":11,"d":null,{}}}"#, repeated(entry)))
        });
        [before, behind]
    });
    let looks = [Look::Envelope, Look::Validate, Look::Ignored, Look::Event];
    rows.map(|row| row.expect_all(looks, Outcome::Accepted).memory(LARGEST).within(TIME)).collect()
}

/// Lists out of which elements of another type are left, full of these.
pub(crate) fn mismatches() -> Vec<Attack> {
    let texts = ["[]", "{}", "0", "-1", "null", "true", "1.5", r#""""#, r#""\n""#, "[[],[]]"];
    let of_json = texts.into_iter().flat_map(|element| {
        let ids = json(format!("ids that are {element}"), move || {
            one(event_with("PRESENCE_UPDATE", "roles", &format!("[{}]", repeated(element))))
        });
        let labels = json(format!("labels that are {element}"), move || {
            let activities = format!(r#"[{{"buttons":[{}]}}]"#, repeated(element));
            one(event_with("PRESENCE_UPDATE", "activities", &activities))
        });
        [ids, labels]
    });
    let terms = [
        NIL.to_vec(),
        tagged(116, 0, &[]),
        vec![104, 0],
        small(0),
        int(-1),
        big(true, &[0xff; 9]),
        atom_as(115, ""),
        atom_as(115, "nil"),
        binary(""),
        tagged(109, 1, &[0xff]),
        list(&[NIL.to_vec(), NIL.to_vec()]),
    ];
    let of_terms = terms.into_iter().flat_map(|element| {
        let (id, label) = (element.clone(), element);
        let ids = etf(format!("ids that are {id:?}"), move || {
            one(event_with_term("PRESENCE_UPDATE", "roles", &term_list(&id)))
        });
        let labels = etf(format!("labels that are {label:?}"), move || {
            let activity = map(&[(binary("buttons"), term_list(&label))]);
            one(event_with_term("PRESENCE_UPDATE", "activities", &list(&[activity])))
        });
        [ids, labels]
    });
    let rows = of_json.chain(of_terms);
    // What an event may take.
    rows.map(|row| {
        row.expect(Look::Event, Outcome::Accepted).memory((4 << 20) + 32 * LARGEST).within(TIME)
    })
    .collect()
}

/// Lists that go on in their tails, an element at a time: no header says how many there are.
pub(crate) fn lists_that_go_on() -> Vec<Attack> {
    // Values, ids and texts. So many objects would need more memory than an event may take.
    let fields = ["GUILD_CREATE guild_hashes", "PRESENCE_UPDATE roles", "READY _trace"];
    let elements = [small(1), list(&[small(0)]), NIL.to_vec(), binary("1"), tagged(116, 0, &[])];
    let rows = fields.into_iter().flat_map(|field| {
        elements.clone().map(|element| {
            etf(format!("{field} that go on with {element:?}"), move || {
                let (name, field) = field.split_once(' ').unwrap();
                let cell = [&tagged(108, 1, &[])[..], &element].concat();
                let term = [cell.repeat(SIZE / cell.len()), NIL.to_vec()].concat();
                one(event_with_term(name, field, &term))
            })
        })
    });
    rows.map(|row| {
        row.expect(Look::Event, Outcome::Accepted).memory((4 << 20) + 32 * LARGEST).within(TIME)
    })
    .collect()
}

/// Maps with as many keys as there can be, in no order, so that those are searched for that stand
/// twice.
pub(crate) fn keys_in_no_order() -> Vec<Attack> {
    let scattered = |number: usize| number * 7_777_777 % 10_000_000;
    let of_json = json("entries in no order", move || {
        let mut text = String::from("{\"\":0");
        for number in 0..SIZE / 12 {
            text.push_str(&format!(",\"{}\":0", scattered(number)));
        }
        one(event_with("PRESENCE_UPDATE", "broadcast", &(text + "}")))
    });
    let of_one = json("entries of one key", move || {
        one(event_with("PRESENCE_UPDATE", "broadcast", &format!("{{{}}}", repeated("\"\":0"))))
    });
    let of_terms = etf("entries in no order", move || {
        let count = SIZE / 6;
        let mut entries = Vec::new();
        for number in 0..count {
            entries.extend(int(scattered(number) as i32));
            entries.extend(NIL);
        }
        one(event_with_term("PRESENCE_UPDATE", "broadcast", &tagged(116, count, &entries)))
    });
    let rows = [of_json, of_one, of_terms].into_iter();
    rows.map(|row| {
        row.expect(Look::Event, Outcome::Accepted).memory((4 << 20) + 32 * LARGEST).within(TIME)
    })
    .collect()
}

/// Values of any type, as large as a payload may be: built, or left out where they take too much.
pub(crate) fn large_values() -> Vec<Attack> {
    let of_json = ["0", "[]", "{}", r#""""#].into_iter().map(|element| {
        json(format!("a value of {element}"), move || {
            one(event_with("PRESENCE_UPDATE", "broadcast", &format!("[{}]", repeated(element))))
        })
    });
    let of_terms = [NIL.to_vec(), tagged(116, 0, &[]), small(0)].into_iter().map(|element| {
        etf(format!("a value of {element:?}"), move || {
            one(event_with_term("PRESENCE_UPDATE", "broadcast", &term_list(&element)))
        })
    });
    let rows = of_json.chain(of_terms);
    rows.map(|row| {
        let row = row.expect(Look::Event, Outcome::Accepted);
        row.memory((4 << 20) + 32 * LARGEST).within(TIME)
    })
    .collect()
}

/// Text of one character that has to be copied.
pub(crate) fn copied_text() -> Vec<Attack> {
    let row = etf("labels of Latin-1", || {
        let activity = map(&[(binary("buttons"), term_list(&[115, 1, 0xe9]))]);
        one(event_with_term("PRESENCE_UPDATE", "activities", &list(&[activity])))
    });
    let row = row.expect(Look::Event, Outcome::Accepted).memory((4 << 20) + 32 * LARGEST);
    vec![row.within(TIME)]
}

/// Values in each other as deep as they may be, again and again, in a component of no known type: with an
/// escape after all of it, which is replaced while the type is looked for.
pub(crate) fn nested_values() -> Vec<Attack> {
    let rows = ["", r#","\u0061":1"#].into_iter().flat_map(|late| {
        [("[", "]"), (r#"{"":"#, "}")].map(|(open, close)| {
            json(format!("{open} in each other, {late:?} after it"), move || {
                let nested = format!("{}0{}", open.repeat(25), close.repeat(25));
                let component = format!(r#"[{{"x":[{}]{late}}}]"#, repeated(&nested));
                one(event_with("MESSAGE_CREATE", "components", &component))
            })
        })
    });
    rows.map(|row| {
        let row = row.expect(Look::Event, Outcome::Accepted);
        row.memory((4 << 20) + 32 * LARGEST).within(TIME)
    })
    .collect()
}

/// A component in so many others, with something in the innermost, of which there is much.
fn component(levels: usize) -> String {
    let filler = vec!["[0]"; 1000].join(",");
    let innermost = format!(r#"{{"x":[{filler}],"type":250}}"#);
    (0..levels).fold(innermost, |inner, _| format!(r#"{{"components":[{inner}],"type":17}}"#))
}

/// Another reader cannot go back, so that what is read twice is kept in between: once, however many
/// unions lie in each other.
#[test]
fn unions_of_other_readers_are_kept_once() {
    let [few, many] = [2, 10].map(|levels| {
        let text = component(levels);
        let read = || serde_json::from_str::<Component<'_>>(&text).map(drop);
        let (result, usage) = measure(read);
        result.unwrap();
        usage
    });
    assert!(many.allocations < few.allocations + 500, "{few:?}, {many:?}");
    assert!(many.peak < few.peak + 50_000, "{few:?}, {many:?}");
}

/// A term that is a map of as many keys as there can be, in no order; its last key is another or the
/// first once more.
fn map_in_no_order(last: i32) -> Vec<u8> {
    let count = SIZE / 7;
    let mut entries = Vec::with_capacity(SIZE);
    for number in 1..count {
        // Each key has a byte in front of the number, and so has none in common with another.
        entries.extend(int((number * 7_777_777 % 10_000_000 + 1) as i32));
        entries.extend(NIL);
    }
    entries.extend(int(last));
    entries.extend(NIL);
    [&[131][..], &tagged(116, count, &entries)].concat()
}

#[test]
fn terms_with_keys_in_no_order_are_read_and_compared_in_time() {
    let (bytes, other) = (map_in_no_order(0), map_in_no_order(-1));
    // Of each byte of as many terms.
    let in_time = |what: &str, terms: usize, work: &mut dyn FnMut()| {
        let longest = TIME * SLOWNESS * terms as u32;
        // What else the machine does takes its part of the caches.
        let least = (0..3).map(|_| {
            let clock = Clock::start();
            let ((), usage) = measure(&mut *work);
            assert!(usage.peak < (4 << 20) + 32 * terms * bytes.len(), "{what}: {usage:?}");
            clock.elapsed()
        });
        let elapsed = least.min().unwrap_or_default();
        assert!(elapsed < longest, "{what}: {elapsed:?}, not {longest:?}");
    };
    let (term, other) = (Term::decode(&bytes).unwrap(), Term::decode(&other).unwrap());
    let hash = |term: &Term<'_>| {
        let mut hasher = DefaultHasher::new();
        term.hash(&mut hasher);
        hasher.finish()
    };
    in_time("decode", 1, &mut || drop(Term::decode(&bytes).unwrap()));
    let mut hashes = Vec::new();
    for _ in 0..2 {
        in_time("hash", 1, &mut || hashes.push(hash(&term)));
    }
    assert_eq!(hashes[0], hashes[1]);
    in_time("compare", 2, &mut || assert_ne!(term, other));
    let twice = map_in_no_order(7_777_778);
    in_time("a key that stands twice", 1, &mut || {
        let error = Term::decode(&twice).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::DuplicateKey);
        assert_eq!(error.offset(), Some(twice.len() - 6));
    });
}

/// Values in each other whose keys differ in their order at each level: compared once at each, not
/// twice.
#[test]
fn values_of_other_orders_are_compared_once() {
    let nested = |innermost: &str, is_reversed: bool| {
        (0..30).fold(innermost.to_owned(), |inner, _| match is_reversed {
            false => format!(r#"{{"a":{inner},"b":1,"c":2}}"#),
            true => format!(r#"{{"a":{inner},"c":2,"b":1}}"#),
        })
    };
    let [left, same, other] = [nested("0", false), nested("0", true), nested("9", true)];
    let [mut left, mut same, mut other] = [left, same, other].map(String::into_bytes);
    let left: Value<'_> = gatewire::json::from_slice(&mut left).unwrap();
    assert_eq!(left, gatewire::json::from_slice::<Value<'_>>(&mut same).unwrap());
    assert_ne!(left, gatewire::json::from_slice::<Value<'_>>(&mut other).unwrap());
}
