//! Where errors say that they are: paths and bytes, against a writer that notes them down.

mod common;

use std::collections::BTreeMap;

use common::term::{atom, binary, float, int, list, map, payload, small, tagged, unsigned};
use common::{Random, assert_error, error_of, etf, json};
use gatewire::{DecodeErrorKind as Kind, Snowflake, Stage};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Root {
    number: u64,
    text: String,
    flag: bool,
    nested: Nested,
    items: Vec<Nested>,
    by_name: BTreeMap<String, Nested>,
    optional: Option<Nested>,
    pair: (u64, String),
    kind: Variant,
    matrix: Vec<Vec<i8>>,
    ratio: f64,
    external: External,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Nested {
    id: Snowflake,
    deeper: Option<Deeper>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Deeper {
    count: u8,
    names: Vec<String>,
}

#[derive(Debug, Deserialize)]
enum Variant {
    First,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
enum External {
    Holds(Deeper),
}

/// A document, with what each scalar is replaced by to make it wrong.
enum Node {
    Number(i64),
    Float(f64),
    Text(&'static str),
    /// A variant's name: other text is as wrong as another type.
    Name(&'static str),
    True,
    List(Vec<Node>),
    /// Keys, and how the path names them.
    Map(Vec<(&'static str, &'static str, Node)>),
}

use Node::{Float, List, Map, Name, Number, Text, True};

fn deeper() -> Node {
    Map(vec![
        ("count", "count", Number(200)),
        ("names", "names", List(vec![Text("é\"\\\n☃"), Text("😀"), Text("")])),
    ])
}

fn nested() -> Node {
    Map(vec![("id", "id", Number(80_351_110_224_678_912)), ("deeper", "deeper", deeper())])
}

fn document() -> Node {
    let unknown = || {
        let content = vec![("a\"b", "*", List(vec![])), ("", "*", Map(vec![]))];
        Map([content, vec![("x", "*", List(vec![List(vec![Map(vec![])]), deeper()]))]]
            .into_iter()
            .flatten()
            .collect())
    };
    Map(vec![
        ("before\"☃", "?", unknown()),
        ("number", "number", Number(5)),
        ("text", "text", Text("\"quoted\" \\ 😀 } ] , :")),
        ("flag", "flag", True),
        ("empty", "?", List(vec![])),
        ("nested", "nested", nested()),
        ("between", "?", unknown()),
        ("items", "items", List(vec![nested(), Map(vec![("id", "id", Number(1))]), nested()])),
        ("by_name", "by_name", Map(vec![("a key", "*", nested()), ("ключ\n", "*", nested())])),
        ("optional", "optional", nested()),
        ("pair", "pair", List(vec![Number(1), Text("two")])),
        ("kind", "kind", Name("First")),
        ("matrix", "matrix", List(vec![List(vec![]), List(vec![Number(-1), Number(2)])])),
        ("ratio", "ratio", Float(0.5)),
        ("external", "external", Map(vec![("Holds", "Holds", deeper())])),
        ("behind", "?", unknown()),
    ])
}

/// Writes a document, notes where each scalar begins, and makes one of them wrong.
struct Writer {
    out: Vec<u8>,
    random: Random,
    path: String,
    /// The scalars of known fields, in their order: path and place.
    scalars: Vec<(String, usize)>,
    unknown: usize,
    wrong: Option<usize>,
    with_containers: bool,
}

impl Writer {
    fn new(start: Vec<u8>, seed: u64, wrong: Option<usize>) -> Self {
        Self {
            out: start,
            random: Random(seed),
            path: "d".to_owned(),
            scalars: Vec::new(),
            unknown: 0,
            wrong,
            with_containers: seed % 2 == 1,
        }
    }

    /// Notes a scalar; true if it is the one to be made wrong.
    fn scalar(&mut self) -> bool {
        if self.unknown > 0 {
            return false;
        }
        self.scalars.push((self.path.clone(), self.out.len()));
        self.wrong == Some(self.scalars.len() - 1)
    }

    fn inside(&mut self, segment: &str, write: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.unknown += usize::from(segment == "?");
        self.path += segment;
        write(self);
        self.path.truncate(length);
        self.unknown -= usize::from(segment == "?");
    }

    fn space(&mut self) {
        for _ in 0..self.random.below(3) {
            let space = b" \n\t\r"[self.random.below(4)];
            self.out.push(space);
        }
    }

    fn json_text(&mut self, text: &str) {
        let mut written = serde_json::to_string(text).unwrap();
        if self.random.below(2) == 0 {
            // As Discord writes it: everything beyond ASCII escaped.
            written = written
                .chars()
                .map(|c| match c.is_ascii() {
                    true => c.to_string(),
                    false => {
                        c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{u:04x}")).collect()
                    }
                })
                .collect();
        }
        self.out.extend_from_slice(written.as_bytes());
    }

    fn json(&mut self, node: &Node) {
        self.space();
        match node {
            List(elements) => {
                self.out.push(b'[');
                for (index, element) in elements.iter().enumerate() {
                    if index > 0 {
                        self.out.push(b',');
                    }
                    self.inside(&format!("[{index}]"), |writer| writer.json(element));
                }
                self.space();
                self.out.push(b']');
            }
            Map(entries) => {
                self.out.push(b'{');
                for (index, (key, segment, value)) in entries.iter().enumerate() {
                    if index > 0 {
                        self.out.push(b',');
                    }
                    self.space();
                    self.json_text(key);
                    self.space();
                    self.out.push(b':');
                    let segment = if *segment == "?" { "?" } else { &format!(".{segment}") };
                    self.inside(segment, |writer| writer.json(value));
                }
                self.space();
                self.out.push(b'}');
            }
            scalar => {
                let wrong = self.scalar();
                match (scalar, wrong) {
                    (_, true) if self.with_containers => {
                        self.out.extend_from_slice(b"[ {\"a\":1} ]")
                    }
                    (Text(_) | True, true) => self.out.extend_from_slice(b"17"),
                    (Name(_), true) => self.json_text("Second☃"),
                    (_, true) => self.json_text("no☃number"),
                    (Text(text) | Name(text), _) => self.json_text(text),
                    (other, _) => {
                        let written = match other {
                            Number(number) if number.abs() > 1 << 53 => format!("\"{number}\""),
                            Number(number) => number.to_string(),
                            Float(float) => format!("{float:?}"),
                            _ => "true".to_owned(),
                        };
                        self.out.extend_from_slice(written.as_bytes());
                    }
                }
            }
        }
        self.space();
    }

    fn etf(&mut self, node: &Node) {
        match node {
            List(elements) if elements.is_empty() => self.out.push(106),
            List(elements) => {
                self.out.extend(tagged(108, elements.len(), &[]));
                for (index, element) in elements.iter().enumerate() {
                    self.inside(&format!("[{index}]"), |writer| writer.etf(element));
                }
                self.out.push(106);
            }
            Map(entries) => {
                self.out.extend(tagged(116, entries.len(), &[]));
                for (key, segment, value) in entries {
                    let as_atom = self.random.below(2) == 0;
                    self.out.extend(if as_atom { atom(key) } else { binary(key) });
                    let segment = if *segment == "?" { "?" } else { &format!(".{segment}") };
                    self.inside(segment, |writer| writer.etf(value));
                }
            }
            scalar => {
                let wrong = self.scalar();
                let term = match (scalar, wrong) {
                    (_, true) if self.with_containers => list(&[map(&[(small(1), small(2))])]),
                    (Text(_) | True, true) => small(17),
                    (Name(_), true) => binary("Second☃"),
                    (_, true) => binary("no☃number"),
                    (Text(text) | Name(text), _) => binary(text),
                    (Number(number), _) => match u64::try_from(*number) {
                        Ok(number) => unsigned(number),
                        Err(_) => int(*number as i32),
                    },
                    (Float(value), _) => float(*value),
                    _ => atom("true"),
                };
                self.out.extend(term);
            }
        }
    }
}

const JSON_HEAD: &[u8] = br#"{"t":"X","s":1,"op":0,"d":"#;

fn json_document(seed: u64, wrong: Option<usize>) -> Writer {
    let mut writer = Writer::new(JSON_HEAD.to_vec(), seed, wrong);
    writer.json(&document());
    writer.out.push(b'}');
    writer
}

fn etf_document(seed: u64, wrong: Option<usize>) -> Writer {
    // `d` stands first, behind the version, the map's header and its key.
    let start = payload(&[], 0, Some(1), Some("X"));
    let (head, tail) = start.split_at(1 + 5 + 3);
    let mut writer = Writer::new(head.to_vec(), seed, wrong);
    writer.etf(&document());
    writer.out.extend_from_slice(tail);
    writer
}

#[test]
fn each_scalar_of_a_wrong_type_is_named_to_the_byte() {
    for (mut decoder, write) in
        [(json(), json_document as fn(u64, Option<usize>) -> Writer), (etf(), etf_document)]
    {
        for seed in 0..20 {
            let right = write(seed, None);
            decoder.decode(&right.out).unwrap().unwrap().data::<Root>().unwrap();
            assert!(right.scalars.len() > 40);
            for wrong in 0..right.scalars.len() {
                let written = write(seed, Some(wrong));
                let (path, offset) = &written.scalars[wrong];
                let frame = decoder.decode(&written.out).unwrap().unwrap();
                let owned = frame.to_owned();
                let error = error_of(frame.data::<Root>());
                let text = String::from_utf8_lossy(&written.out);
                assert_eq!(error.path(), Some(&path[..]), "{text}");
                assert_eq!(error.offset(), Some(*offset), "{path} in {text}");
                assert_eq!((error.stage(), error.is_fatal()), (Stage::Data, false));
                let expected = match (&path[..], written.with_containers) {
                    ("d.kind", false) => Kind::UnknownVariant,
                    (path, false) if path.ends_with(".id") => Kind::InvalidValue,
                    _ => Kind::InvalidType,
                };
                assert_eq!(error.kind(), expected, "{path}: {error}");
                let again = error_of(owned.data::<Root>(&mut gatewire::Scratch::new()));
                assert_eq!(again.to_string(), error.to_string());
            }
        }
    }
}

#[test]
fn numbers_out_of_range_are_invalid_values_at_their_place() {
    #[derive(Debug, Deserialize)]
    struct Small {
        #[allow(dead_code)]
        a: Vec<u8>,
    }
    for (number, term) in [("256", int(256)), ("-1", int(-1)), ("4294967296", unsigned(1 << 32))] {
        let text = format!(r#"{{"op":0,"d":{{"x":"\u00e9","a":[1, {number}]}}}}"#);
        let mut decoder = json();
        let frame = decoder.decode(text.as_bytes()).unwrap().unwrap();
        let error = assert_error(frame.data::<Small>(), Stage::Data, Kind::InvalidValue);
        assert_eq!((error.path(), error.offset()), (Some("d.a[1]"), text.find(number)));

        let message = payload(&map(&[(atom("a"), list(&[small(1), term.clone()]))]), 0, None, None);
        let mut decoder = etf();
        let frame = decoder.decode(&message).unwrap().unwrap();
        let error = assert_error(frame.data::<Small>(), Stage::Data, Kind::InvalidValue);
        let place = message.windows(term.len()).position(|window| window == term);
        assert_eq!((error.path(), error.offset()), (Some("d.a[1]"), place));
    }
}

#[test]
fn an_element_of_a_string_ext_is_named() {
    let message = payload(&map(&[(atom("a"), vec![107, 0, 3, 1, 2, 200])]), 0, None, None);
    #[derive(Debug, Deserialize)]
    struct Signed {
        #[allow(dead_code)]
        a: Vec<i8>,
    }
    let mut decoder = etf();
    let frame = decoder.decode(&message).unwrap().unwrap();
    let error = assert_error(frame.data::<Signed>(), Stage::Data, Kind::InvalidValue);
    let place = message.iter().position(|byte| *byte == 200);
    assert_eq!((error.path(), error.offset()), (Some("d.a[2]"), place));
}

#[test]
fn what_is_missing_or_double_is_named_by_its_struct() {
    let cases = [
        (r#"{"count":1}"#, Kind::MissingField, Some("d.list[1]")),
        (r#"{"count":1,"names":[],"count":2}"#, Kind::DuplicateField, Some("d.list[1]")),
        (r#"{"count":1,"names":[],"other":[{"count":1}]}"#, Kind::InvalidType, None),
    ];
    #[derive(Debug, Deserialize)]
    struct Holder {
        #[allow(dead_code)]
        list: Vec<Option<Deeper>>,
    }
    for (object, kind, path) in cases {
        let text =
            format!("{}{{\"list\":[null,  {object}]}}}}", str::from_utf8(JSON_HEAD).unwrap());
        let mut decoder = json();
        let result = decoder.decode(text.as_bytes()).unwrap().unwrap().data::<Holder>();
        match path {
            Some(path) => {
                let error = assert_error(result, Stage::Data, kind);
                assert_eq!(error.path(), Some(path));
                assert_eq!(error.offset(), text.find(object));
            }
            None => drop(result.unwrap()),
        }
    }
    let entries =
        [(atom("count"), small(1)), (binary("names"), list(&[])), (binary("count"), small(2))];
    for (count, kind) in [(1, Kind::MissingField), (3, Kind::DuplicateField)] {
        let object = map(&entries[..count]);
        let elements = list(&[atom("nil"), object.clone()]);
        let message = payload(&map(&[(atom("list"), elements)]), 0, None, None);
        let mut decoder = etf();
        let result = decoder.decode(&message).unwrap().unwrap().data::<Holder>();
        let error = assert_error(result, Stage::Data, kind);
        assert_eq!(error.path(), Some("d.list[1]"));
        let place = message.windows(object.len()).position(|window| window == object);
        assert_eq!(error.offset(), place);
    }
}

#[test]
fn a_payload_that_is_read_whole_has_paths_from_its_top() {
    #[derive(Debug, Deserialize)]
    struct Whole {
        #[allow(dead_code)]
        d: Deeper,
    }
    let text = br#" {"op":0,"d":{"names":["a",null],"count":1}}"#;
    let mut decoder = json();
    let result = decoder.decode(text).unwrap().unwrap().payload::<Whole>();
    let error = assert_error(result, Stage::Data, Kind::InvalidType);
    assert_eq!((error.path(), error.offset()), (Some("d.names[1]"), Some(27)));
    let result = decoder.decode(text).unwrap().unwrap().payload::<Vec<u8>>();
    let error = assert_error(result, Stage::Data, Kind::InvalidType);
    assert_eq!((error.path(), error.offset()), (None, Some(1)));

    let message = payload(&map(&[(atom("names"), list(&[atom("nil")]))]), 0, None, None);
    let mut decoder = etf();
    let result = decoder.decode(&message).unwrap().unwrap().payload::<Whole>();
    let error = assert_error(result, Stage::Data, Kind::InvalidType);
    assert_eq!(error.path(), Some("d.names[0]"));
    let result = decoder.decode(&message).unwrap().unwrap().payload::<Vec<u8>>();
    let error = assert_error(result, Stage::Data, Kind::InvalidType);
    assert_eq!((error.path(), error.offset()), (None, Some(1)));
}

#[test]
fn json_alone_names_bytes_too() {
    let text = "  {\"a\\u00e9\": [1, \"two\"]}";
    let offset = text.find("\"two\"");
    type Numbers = BTreeMap<String, Vec<u8>>;
    let mut bytes = text.as_bytes().to_vec();
    let error = error_of(gatewire::json::from_slice::<Numbers>(&mut bytes));
    assert_eq!((error.path(), error.offset()), (Some("*[1]"), offset));
    let mut bytes = text.as_bytes().to_vec();
    let mut deserializer = gatewire::json::Deserializer::from_slice(&mut bytes).unwrap();
    let error = error_of(Numbers::deserialize(&mut deserializer));
    assert_eq!((error.path(), error.offset()), (Some("*[1]"), offset));
    let mut bytes = text.as_bytes().to_vec();
    let error = error_of(gatewire::json::from_slice::<u8>(&mut bytes));
    assert_eq!((error.path(), error.offset()), (None, Some(2)));
}
