//! Every order in which a visitor may ask for keys and values, over both encodings, against serde_json
//! and against a slow reader of trees.
//!
//! A script says what a visitor does with a list or map, an operation a letter. What it is told is
//! written down, errors included, and it goes on after those. Wherever serde_json accepts the document
//! then, both encodings were told the same. Elsewhere they agree with the reader of trees, which differs
//! from serde_json in two things: it finds the end of a list or map whose visitor gave up, and of a key
//! out of which no number could be read. serde_json loses its place in both, and refuses the document.

mod common;
#[path = "call_orders/script.rs"]
mod script;
#[path = "call_orders/tree.rs"]
mod tree;

use std::borrow::Cow;

use common::term::{atom, map, of_json};
use gatewire::{Compression, Encoding};
use script::{End, InPayload, Outer, Script, Trace, Way};
use serde::de::DeserializeSeed;
use serde_json::Value;

/// What came of a script: what its visitor was told, and whether the document was accepted.
type Told = (bool, String);

fn told<T, E>(trace: &Trace<'_>, result: Result<T, E>) -> Told {
    let told: Vec<Cow<'_, str>> = trace.take();
    (result.is_ok(), told.join(" "))
}

/// A document in the forms in which it is read. Its keys are in order, as the trees have them.
struct Document {
    text: String,
    tree: Value,
    term: Vec<u8>,
}

impl Document {
    fn new(text: String) -> Self {
        let tree: Value = serde_json::from_str(&text).unwrap();
        let term = [vec![131], of_json(&tree)].concat();
        Self { text, tree, term }
    }

    fn by_serde_json(&self, outer: Outer, script: Script<'_>) -> Told {
        let trace = Trace::default();
        let mut deserializer = serde_json::Deserializer::from_str(&self.text);
        let result = outer.seed(script, &trace).deserialize(&mut deserializer);
        let result = result.and_then(|()| deserializer.end());
        told(&trace, result)
    }

    fn by_tree(&self, outer: Outer, script: Script<'_>) -> Told {
        let trace = Trace::default();
        let result = outer.seed(script, &trace).deserialize(tree::Tree(&self.tree));
        told(&trace, result)
    }

    fn by_json(&self, outer: Outer, script: Script<'_>) -> Told {
        let mut text = self.text.clone().into_bytes();
        let trace = Trace::default();
        let mut deserializer = gatewire::json::Deserializer::from_slice(&mut text).unwrap();
        let result = outer.seed(script, &trace).deserialize(&mut deserializer);
        told(&trace, result)
    }

    fn by_etf(&self, outer: Outer, script: Script<'_>) -> Told {
        let trace = Trace::default();
        let deserializer = gatewire::etf::Deserializer::from_slice(&self.term).unwrap();
        let mut deserializer = deserializer.json_compatible(true);
        let result = outer.seed(script, &trace).deserialize(&mut deserializer);
        let result = result.and_then(|()| deserializer.end());
        told(&trace, result)
    }

    /// As `d` of a frame.
    fn by_frame(&self, encoding: Encoding, outer: Outer, script: Script<'_>) -> Told {
        let message = match encoding {
            Encoding::Json => format!(r#"{{"op":0,"d":{},"x":"\n"}}"#, self.text).into_bytes(),
            _ => {
                let entries = [(atom("op"), vec![97, 0]), (atom("d"), self.term[1..].to_vec())];
                [vec![131], map(&entries)].concat()
            }
        };
        let mut decoder = common::decoder(encoding, Compression::None);
        let frame = decoder.decode(&message).unwrap().unwrap();
        let trace = Trace::default();
        let result = frame.payload_seed(InPayload(outer.seed(script, &trace)));
        told(&trace, result)
    }

    #[track_caller]
    fn check(&self, outer: Outer, script: Script<'_>, counts: &mut Counts) {
        let expected = self.by_tree(outer, script);
        let by_serde_json = self.by_serde_json(outer, script);
        let ways = [self.by_json(outer, script), self.by_etf(outer, script)];
        for (name, told) in ["JSON", "ETF"].into_iter().zip(ways) {
            assert_eq!(told, expected, "{name}, {script:?}, {outer:?}: {}", self.text);
        }
        counts.all += 1;
        counts.accepted += usize::from(expected.0);
        if by_serde_json.0 {
            counts.by_serde_json += 1;
            assert_eq!(by_serde_json, expected, "{script:?}, {outer:?}: {}", self.text);
        }
        if counts.all.is_multiple_of(16) {
            for encoding in [Encoding::Json, Encoding::Etf] {
                let told = self.by_frame(encoding, outer, script);
                assert_eq!(told, expected, "{encoding:?}, {script:?}, {outer:?}: {}", self.text);
            }
        }
    }
}

/// How many scripts there were, and how many were accepted: a table of refusals would tell nothing.
#[derive(Debug, Default)]
struct Counts {
    all: usize,
    accepted: usize,
    by_serde_json: usize,
}

const MAPS: [&str; 4] = [
    "{}",
    r#"{"a":1}"#,
    r#" { "a" : "x\n" , "b" : {"c":[1,{"d":2}],"e":"y\u00e9"} , "f" : null , "g\t" : -7 } "#,
    r#"{"1":[1,"two",{"b":"\u2603"},{}],"k\n":"esc\"aped }","z":{"y":{},"z":[]}}"#,
];

const LISTS: [&str; 4] = [
    "[]",
    "[1]",
    r#" [ "x\n" , {"c":[1,{"d":2}],"e":"y\u00e9"} , null , "]" ] "#,
    r#"[[1,"two",{"b":"\u2603"},[]],"esc\"aped ]",{"y":{},"z":[[]]},1.5]"#,
];

/// Calls with each word of at most so many of the letters.
fn words(letters: &[u8], length: usize, mut check: impl FnMut(&[u8])) {
    let mut word = Vec::new();
    loop {
        check(&word);
        // The next of the same length, or the first of the next one.
        let mut place = word.len();
        while place > 0 && word[place - 1] == letters[letters.len() - 1] {
            place -= 1;
        }
        match place.checked_sub(1) {
            Some(last) => {
                let index = letters.iter().position(|letter| *letter == word[last]).unwrap();
                word[last] = letters[index + 1];
                word[place..].fill(letters[0]);
            }
            None if word.len() == length => return,
            None => word = vec![letters[0]; word.len() + 1],
        }
    }
}

const ENDS: [End; 3] = [End::Stops, End::Drains, End::Fails];

fn check_words(texts: &[&str], letters: &[u8], length: usize) -> Counts {
    let documents: Vec<_> = texts.iter().map(|text| Document::new((*text).to_owned())).collect();
    let mut counts = Counts::default();
    words(letters, length, |operations| {
        for end in ENDS {
            let script = Script { operations, end, way: Way::Any };
            documents.iter().for_each(|doc| doc.check(Outer::None, script, &mut counts));
        }
    });
    counts
}

#[track_caller]
fn assert_told_much(counts: &Counts) {
    assert!(counts.by_serde_json * 20 > counts.all, "{counts:?}");
    assert!(counts.accepted < counts.all, "{counts:?}");
}

#[test]
fn keys_and_values_in_every_order() {
    let counts = check_words(&MAPS, b"KkVv", 6);
    assert_told_much(&counts);
    // None of these lets serde_json lose its place.
    assert_eq!(counts.accepted, counts.by_serde_json);
}

#[test]
fn every_operation_on_a_map() {
    assert_told_much(&check_words(&MAPS, b"KkqiVvmunhs", 3));
}

#[test]
fn every_operation_on_a_list() {
    assert_told_much(&check_words(&LISTS, b"Vvmunhs", 4));
}

/// The same inside of other values, which are read on after what the script left of it.
#[test]
fn every_place_that_a_list_or_map_may_have() {
    let mut counts = Counts::default();
    let maps = [Way::Any, Way::Map, Way::Struct, Way::Option, Way::Newtype];
    let lists = [Way::Any, Way::Seq, Way::Tuple, Way::Struct, Way::Option, Way::Newtype];
    let kinds: [(&[&str], &[u8], &[Way]); 2] =
        [(&MAPS, b"KkVvn", &maps), (&LISTS, b"Vvmn", &lists)];
    for (texts, letters, ways) in kinds {
        for outer in Outer::ALL {
            let documents: Vec<_> =
                texts.iter().map(|text| Document::new(outer.around(text))).collect();
            words(letters, 3, |operations| {
                for (end, &way) in
                    ENDS.iter().flat_map(|end| ways.iter().map(move |way| (end, way)))
                {
                    let script = Script { operations, end: *end, way };
                    documents.iter().for_each(|doc| doc.check(outer, script, &mut counts));
                }
            });
        }
    }
    assert_told_much(&counts);
}

/// A seed that succeeds and reads nothing is no reader of values: what it left is in the way of all that
/// comes after it, as it is in serde_json.
#[test]
fn values_that_were_not_read_are_not_accepted() {
    for text in MAPS.into_iter().chain(LISTS) {
        let document = Document::new(text.to_owned());
        if document.tree.as_object().is_some_and(|map| map.is_empty())
            || document.tree.as_array().is_some_and(|list| list.is_empty())
        {
            continue;
        }
        words(b"KVo", 4, |operations| {
            let script = Script { operations, end: End::Drains, way: Way::Any };
            let is_list = document.tree.is_array();
            let first_value = if is_list { 0 } else { 1 };
            if operations.get(first_value) != Some(&b'o') || (!is_list && operations[0] != b'K') {
                return;
            }
            for told in [
                document.by_serde_json(Outer::None, script),
                document.by_json(Outer::None, script),
                document.by_etf(Outer::None, script),
                document.by_frame(Encoding::Json, Outer::None, script),
                document.by_frame(Encoding::Etf, Outer::None, script),
            ] {
                assert!(!told.0, "{script:?}: {text}");
            }
        });
    }
}
