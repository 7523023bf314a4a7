//! Every way to go through a term, beside a slow one: terms that are made up, and of which it is known
//! how they print, what JSON they stand for and how deep they nest, in random forms.

use gatewire::etf::term::{Kind as View, TermRef};
use gatewire::etf::{Term, from_slice};
use gatewire::{
    Compression, DecodeError, DecodeErrorKind as Kind, Decoder, Encoding, Frame, MAX_SKIP_DEPTH,
};
use serde::de::IgnoredAny;

use super::table::{bytes, hash};

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % end
    }

    fn is_once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

#[derive(Clone, Debug)]
enum Model {
    Byte(u8),
    Atom(&'static str),
    Text(&'static str),
    /// A tail is no list, and stands after some element.
    List(Vec<Model>, Option<Box<Model>>),
    Tuple(Vec<Model>),
    /// No two keys are the same.
    Map(Vec<(Model, Model)>),
    Fun(Vec<Model>),
}

use Model::*;

fn terms(random: &mut Random, levels: usize) -> Vec<Model> {
    (0..random.below(4)).map(|_| term(random, levels)).collect()
}

fn term(random: &mut Random, levels: usize) -> Model {
    let kinds = if levels == 0 { 3 } else { 9 };
    match random.below(kinds) {
        0 => Byte(random.below(256) as u8),
        1 => Atom(["ok", "nil", "true"][random.below(3)]),
        2 => Text(["", "a", "some text"][random.below(3)]),
        3 => List((0..random.below(5)).map(|_| Byte(random.below(256) as u8)).collect(), None),
        4 => List(terms(random, levels - 1), None),
        5 => match (terms(random, levels - 1), term(random, levels - 1)) {
            (elements, List(..)) => List(elements, None),
            (elements, tail) if elements.is_empty() => tail,
            (elements, tail) => List(elements, Some(Box::new(tail))),
        },
        6 => Tuple(terms(random, levels - 1)),
        7 => {
            let count = random.below(4) as u8;
            let key = |at: u8, random: &mut Random| match random.below(6) {
                0 => Byte(at),
                1 => Tuple(vec![Byte(at)]),
                2 => List(vec![Byte(at), Byte(at)], None),
                3 => List(vec![Byte(at)], Some(Box::new(Tuple(vec![Byte(1)])))),
                4 => Map(vec![(Byte(at), Byte(at)), (Byte(at + 1), List(vec![], None))]),
                _ => Text(["x", "y", "z"][usize::from(at)]),
            };
            Map((0..count).map(|at| (key(at, random), term(random, levels - 1))).collect())
        }
        _ => Fun(terms(random, levels - 1)),
    }
}

/// A function before its environment, and behind how many terms that has.
const FUN: (&str, &str) = (
    "01 22222222222222222222222222222222 00000001",
    "770161 6101 6102 58 770161 00000001 00000002 00000003",
);

impl Model {
    /// Appends the term in a random form, and returns how deep it nests.
    fn write(&self, random: &mut Random, out: &mut Vec<u8>) -> usize {
        while random.is_once_in(12) {
            out.extend(bytes("6c00000000"));
        }
        match self {
            Byte(value) => match random.below(3) {
                0 => out.extend([97, *value]),
                1 => out.extend([98, 0, 0, 0, *value]),
                _ => out.extend([110, 1, 0, *value]),
            },
            Atom(text) => match random.below(2) {
                0 => out.extend([&[119, text.len() as u8][..], text.as_bytes()].concat()),
                _ => out.extend([&[100, 0, text.len() as u8][..], text.as_bytes()].concat()),
            },
            Text(text) => out.extend([&count(109, text.len())[..], text.as_bytes()].concat()),
            List(elements, tail) => return write_list(elements, tail.as_deref(), random, out),
            Tuple(terms) => {
                match random.below(2) {
                    0 => out.extend([104, terms.len() as u8]),
                    _ => out.extend(count(105, terms.len())),
                }
                return write_all(terms, random, out);
            }
            Map(entries) => {
                let mut entries = entries.clone();
                if !entries.is_empty() {
                    let length = entries.len();
                    entries.rotate_left(random.below(length));
                }
                out.extend(count(116, entries.len()));
                let terms = entries.into_iter().flat_map(|(key, value)| [key, value]);
                return write_all(&terms.collect::<Vec<_>>(), random, out);
            }
            Fun(terms) => {
                out.extend([&count(112, 0)[..], &bytes(FUN.0)].concat());
                out.extend([&count(0, terms.len())[1..], &bytes(FUN.1)].concat());
                return write_all(terms, random, out);
            }
        }
        0
    }

    /// As Erlang prints it.
    fn print(&self) -> String {
        match self {
            Byte(value) => value.to_string(),
            Atom(text) => (*text).to_owned(),
            Text(text) => {
                let bytes: Vec<String> = text.bytes().map(|byte| byte.to_string()).collect();
                format!("<<{}>>", bytes.join(","))
            }
            List(elements, None) => format!("[{}]", joined(elements)),
            List(elements, Some(tail)) => format!("[{}|{}]", joined(elements), tail.print()),
            Tuple(terms) => format!("{{{}}}", joined(terms)),
            Map(entries) => {
                let entry =
                    |(key, value): &(Model, Model)| format!("{} => {}", key.print(), value.print());
                format!("#{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
            }
            Fun(_) => "#Fun<a.1.2>".to_owned(),
        }
    }

    /// The JSON that it stands for, if there is some.
    fn json(&self) -> Option<String> {
        Some(match self {
            Byte(value) => value.to_string(),
            Atom("nil") => "null".to_owned(),
            Atom("true") => "true".to_owned(),
            Atom(text) | Text(text) => format!("\"{text}\""),
            List(terms, None) | Tuple(terms) => {
                let terms = terms.iter().map(Model::json).collect::<Option<Vec<_>>>()?;
                format!("[{}]", terms.join(","))
            }
            Map(entries) => {
                let entry = |(key, value): &(Model, Model)| match key {
                    Byte(key) => Some(format!("\"{key}\":{}", value.json()?)),
                    Text(key) => Some(format!("\"{key}\":{}", value.json()?)),
                    _ => None,
                };
                let entries = entries.iter().map(entry).collect::<Option<Vec<_>>>()?;
                format!("{{{}}}", entries.join(","))
            }
            List(_, Some(_)) | Fun(_) => return None,
        })
    }

    /// In the one form that Erlang gives it.
    fn encode(&self) -> Vec<u8> {
        let all = |terms: &[Model]| terms.iter().flat_map(Model::encode).collect::<Vec<_>>();
        match self {
            Byte(value) => vec![97, *value],
            Atom(text) => [&[119, text.len() as u8][..], text.as_bytes()].concat(),
            Text(text) => [&count(109, text.len())[..], text.as_bytes()].concat(),
            List(elements, None) if elements.is_empty() => vec![106],
            List(elements, None) if values(elements).is_some() => {
                let values = values(elements).unwrap();
                [&[107, 0, values.len() as u8][..], &values].concat()
            }
            List(elements, tail) => {
                let tail = tail.as_ref().map_or(vec![106], |tail| tail.encode());
                [&count(108, elements.len())[..], &all(elements), &tail].concat()
            }
            Tuple(terms) => [&[104, terms.len() as u8][..], &all(terms)].concat(),
            Map(entries) => {
                let terms = entries.iter().flat_map(|(key, value)| [key.clone(), value.clone()]);
                [&count(116, entries.len())[..], &all(&terms.collect::<Vec<_>>())].concat()
            }
            Fun(terms) => {
                let rest = [&count(0, terms.len())[1..], &bytes(FUN.1), &all(terms)].concat();
                let rest = [bytes(FUN.0), rest].concat();
                [&count(112, rest.len() + 4)[..], &rest].concat()
            }
        }
    }
}

fn count(tag: u8, count: usize) -> [u8; 5] {
    let [a, b, c, d] = (count as u32).to_be_bytes();
    [tag, a, b, c, d]
}

fn joined(terms: &[Model]) -> String {
    terms.iter().map(Model::print).collect::<Vec<_>>().join(",")
}

/// Elements that may come as bytes.
fn values(elements: &[Model]) -> Option<Vec<u8>> {
    elements
        .iter()
        .map(|element| if let Byte(value) = element { Some(*value) } else { None })
        .collect()
}

/// A container's level and those in it, which has none if it is empty.
fn write_all(terms: &[Model], random: &mut Random, out: &mut Vec<u8>) -> usize {
    terms.iter().map(|term| 1 + term.write(random, out)).max().unwrap_or(0)
}

/// In one list, or in several of which each is the tail of the one before.
fn write_list(
    elements: &[Model],
    tail: Option<&Model>,
    random: &mut Random,
    out: &mut Vec<u8>,
) -> usize {
    let (mut left, mut depth) = (elements, 0);
    while !left.is_empty() {
        if let (Some(values), None, true) = (values(left), tail, random.is_once_in(2)) {
            out.extend([&[107, 0, values.len() as u8][..], &values].concat());
            return depth;
        }
        let these;
        (these, left) = left.split_at(1 + random.below(left.len()));
        out.extend(count(108, these.len()));
        depth = depth.max(write_all(these, random, out));
        while random.is_once_in(12) {
            out.extend(bytes("6c00000000"));
        }
    }
    match tail {
        Some(tail) => depth.max(1 + tail.write(random, out)),
        None => {
            out.extend(bytes(if random.is_once_in(3) { "6b0000" } else { "6a" }));
            depth
        }
    }
}

/// As the model prints, by what can be looked at.
fn look(term: TermRef<'_>) -> String {
    let all = |terms: &mut dyn Iterator<Item = TermRef<'_>>| {
        terms.map(look).collect::<Vec<_>>().join(",")
    };
    match term.kind() {
        View::List(list) => match list.tail() {
            Some(tail) => format!("[{}|{}]", all(&mut list.elements()), look(tail)),
            None => format!("[{}]", all(&mut list.elements())),
        },
        View::Tuple(tuple) => format!("{{{}}}", all(&mut tuple.elements())),
        View::Map(map) => {
            let entry = |(key, value)| format!("{} => {}", look(key), look(value));
            format!("#{{{}}}", map.entries().map(entry).collect::<Vec<_>>().join(","))
        }
        _ => term.to_string(),
    }
}

fn skip(payload: &[u8]) -> Result<(), DecodeError> {
    from_slice::<IgnoredAny>(payload).map(drop)
}

fn decode(payload: &[u8]) -> Result<(), DecodeError> {
    Term::decode(payload).map(drop)
}

/// What a walk says of a payload: where it fails and how.
fn verdict(result: Result<(), DecodeError>) -> Option<(Kind, usize)> {
    result.err().map(|error| (error.kind(), error.offset().unwrap()))
}

/// The same of a frame of the form that Discord gives it, whose `d` is not read before it is asked for.
fn framed(
    d: &[u8],
    read: impl FnOnce(Frame<'_>) -> Result<(), DecodeError>,
) -> Option<(Kind, usize)> {
    let (start, end) = (bytes("83 74 00000004 64000164"), "6400026f70 6100");
    let end = bytes(&format!("{end} 64000173 6400036e696c 64000174 6400036e696c"));
    let message = [&start[..], d, &end].concat();
    let mut decoder = Decoder::new(Encoding::Etf, Compression::None);
    verdict(read(decoder.decode(&message).unwrap().unwrap()))
}

fn random_terms() -> impl Iterator<Item = (u64, Model)> {
    (0..600).map(|seed| (seed, term(&mut Random(seed), 1 + seed as usize % 5)))
}

#[test]
fn every_walk_sees_the_same_term() {
    let (mut with_json, mut improper) = (0, 0);
    for (seed, model) in random_terms() {
        let random = &mut Random(!seed);
        let (mut first, mut second) = (vec![131, 104, 2], vec![131]);
        model.write(random, &mut first);
        let length = first.len();
        first.extend([97, 7]);
        model.write(random, &mut second);
        assert_eq!(from_slice::<(IgnoredAny, u8)>(&first).unwrap().1, 7, "{model:?}");
        let alone = [&[131], &first[3..]].concat();
        let (term, used) = Term::decode_prefix(&alone).unwrap();
        assert_eq!(used, length - 2, "{model:?}");

        let twin = Term::decode(&second).unwrap();
        assert!(term == twin && hash(&term) == hash(&twin), "{model:?}");
        assert!(twin.at(0).is_none_or(|part| part != term.as_ref()), "{model:?}");
        let changed = Term::tuple([&term, &Term::integer(1)]).unwrap();
        assert!(changed != Term::tuple([&twin, &Term::integer(2)]).unwrap(), "{model:?}");
        assert!(changed == Term::tuple([&twin, &Term::integer(1)]).unwrap(), "{model:?}");

        // In the order of the model.
        let encoded = [&[131][..], &model.encode()].concat();
        let term = Term::decode(&encoded).unwrap();
        assert_eq!(term.encode(), encoded, "{model:?}");
        assert_eq!(term, twin, "{model:?}");
        assert_eq!(term.to_string(), model.print());
        assert_eq!(look(term.as_ref()), model.print());
        let mut json = Vec::new();
        let is_json = term.write_json(&mut json).is_ok();
        assert_eq!(is_json.then_some(json), model.json().map(String::into_bytes), "{model:?}");

        // As it came: maps may be in another order.
        let indented = format!("{twin:#}");
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            letters.sort_unstable();
            letters
        };
        assert_eq!(letters(&look(twin.as_ref())), letters(&model.print()));
        assert_eq!(letters(&twin.to_string()), letters(&model.print()));
        assert_eq!(indented.matches(" => ").count(), model.print().matches(" => ").count());
        with_json += usize::from(is_json);
        improper += usize::from(model.print().contains('|'));
    }
    assert!(with_json > 200 && improper > 50, "{with_json}, {improper}");
}

#[test]
fn every_walk_finds_the_same_depth() {
    for (seed, model) in random_terms() {
        let mut term = Vec::new();
        let depth = model.write(&mut Random(seed), &mut term);
        let mut around = Vec::new();
        while around.len() < MAX_SKIP_DEPTH - depth {
            around.push(if around.len() % 3 == 0 { "6c00000000 6801" } else { "6801" });
        }
        let around = bytes(&around.concat());
        let deepest = [&around[..], &term].concat();
        let payload = [&[131], &deepest[..]].concat();
        assert_eq!(verdict(skip(&payload)), None, "{model:?}");
        assert_eq!(verdict(decode(&payload)), None, "{model:?}");

        let payload = [&[131, 104, 1], &deepest[..]].concat();
        let refused = verdict(skip(&payload));
        assert_eq!(refused.map(|(kind, _)| kind), Some(Kind::DepthExceeded), "{model:?}");
        assert_eq!(verdict(decode(&payload)), refused, "{model:?}");
        // The envelope is a level as well.
        let refused = framed(&deepest, |frame| frame.validate());
        assert_eq!(refused.map(|(kind, _)| kind), Some(Kind::DepthExceeded), "{model:?}");
        if model.json().is_some() {
            assert_eq!(framed(&deepest, |frame| frame.write_json(&mut Vec::new())), refused);
        }
    }
}

/// The tail of an improper list is in it, also where it is stepped over.
#[test]
fn a_container_in_a_tail_is_a_level_deeper() {
    for tail in ["6801", "6900000001", "7400000001 6101", "7400000001"] {
        let is_key = tail == "7400000001";
        let unit = bytes(&format!("6c00000001 6101 {tail}"));
        let end = bytes(if is_key { "6102" } else { "" }).repeat(MAX_SKIP_DEPTH / 2);
        let deepest = [&unit.repeat(MAX_SKIP_DEPTH / 2)[..], &bytes("6101"), &end].concat();
        assert_eq!(verdict(skip(&[&[131], &deepest[..]].concat())), None, "{tail}");
        let payload = [&[131, 104, 1], &deepest[..]].concat();
        let last = 3 + unit.len() * MAX_SKIP_DEPTH / 2 - bytes(tail).len();
        let refused = Some((Kind::DepthExceeded, last));
        assert_eq!(verdict(skip(&payload)), refused, "{tail}");
        if !is_key {
            assert_eq!(verdict(decode(&[&[131], &deepest[..]].concat())), None, "{tail}");
            assert_eq!(verdict(decode(&payload)), refused, "{tail}");
        }
    }
}

/// A term that is damaged is refused for the same reason and at the same place, however deep it
/// stands and whether it is kept or not.
#[test]
fn every_walk_refuses_the_same_at_the_same_place() {
    const AROUND: usize = 20;
    let (mut refused, mut compared) = (0, 0);
    for (seed, model) in random_terms() {
        let random = &mut Random(seed);
        for _ in 0..8 {
            let mut term = Vec::new();
            model.write(random, &mut term);
            match random.below(3) {
                0 => term.truncate(1 + random.below(term.len())),
                1 => {
                    let place = random.below(term.len());
                    term[place] = random.below(256) as u8;
                }
                _ => {
                    // A count that is one too large takes what is behind.
                    let tag = |byte: &u8| matches!(byte, 104 | 105 | 108 | 116);
                    let Some(place) = term.iter().position(tag) else { continue };
                    let place = place + if term[place] == 104 { 1 } else { 4 };
                    let Some(byte) = term.get_mut(place) else { continue };
                    *byte = byte.wrapping_add(1);
                }
            }
            let payload = [&[131], &term[..]].concat();
            let deep = [&[131][..], &[104, 1].repeat(AROUND), &term].concat();
            let shallow = verdict(skip(&payload));
            let moved = shallow.map(|(kind, offset)| (kind, offset + 2 * AROUND));
            assert_eq!(verdict(skip(&deep)), moved, "{payload:?}");
            refused += usize::from(shallow.is_some());
            match verdict(decode(&payload)) {
                // Only what is kept has its keys compared.
                Some((Kind::DuplicateKey | Kind::DepthExceeded, _)) => {}
                kept => {
                    assert_eq!(kept, shallow, "{payload:?}");
                    compared += 1;
                }
            }
        }
    }
    assert!(refused > 1000 && compared > 3000, "{refused}, {compared}");
}
