//! A presence promises nothing: whatever one of its fields holds, the others are as they were.

mod common;

use common::documents::Order;
use common::events::{
    assert_reads_as, errors, full, objects, read_json, read_term, with, without, written,
};
use common::protocol::{Table, Type};
use common::term;
use gatewire::DecodeErrorKind as Kind;
use proptest::collection::{btree_map, vec};
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json as value};

const NAME: &str = "PRESENCE_UPDATE";

/// A value of any shape; the last few are terms alone.
#[derive(Clone, Debug)]
enum Shape {
    Null,
    Bool(bool),
    Unsigned(u64),
    Negative(i64),
    Float(f64),
    Text(String),
    List(Vec<Shape>),
    Map(Vec<(String, Shape)>),
    Tuple(Vec<Shape>),
    /// An integer of any size, the lowest byte first.
    Big(bool, Vec<u8>),
    Atom(String),
    /// STRING_EXT.
    Bytes(Vec<u8>),
}

impl Shape {
    /// The JSON that this is, or that the term stands for.
    fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Unsigned(value) => (*value).into(),
            Self::Negative(value) => (*value).into(),
            Self::Float(value) => (*value).into(),
            Self::Text(text) => text.as_str().into(),
            Self::List(elements) | Self::Tuple(elements) => {
                elements.iter().map(Self::to_json).collect()
            }
            Self::Map(entries) => Value::Object(
                entries.iter().map(|(key, value)| (key.clone(), value.to_json())).collect(),
            ),
            Self::Big(negative, magnitude) => {
                let text = decimal(*negative, magnitude);
                let small = text.parse::<i64>().ok();
                match small.filter(|small| small.unsigned_abs() <= 1 << 53) {
                    Some(small) => small.into(),
                    None => text.into(),
                }
            }
            Self::Atom(text) => match text.as_str() {
                "nil" | "null" => Value::Null,
                "true" => true.into(),
                "false" => false.into(),
                _ => text.as_str().into(),
            },
            Self::Bytes(bytes) => bytes.iter().copied().collect(),
        }
    }

    fn to_term(&self) -> Vec<u8> {
        let all = |elements: &[Self]| elements.iter().map(Self::to_term).collect::<Vec<_>>();
        match self {
            Self::List(elements) => term::list(&all(elements)),
            Self::Tuple(elements) => term::tuple(&all(elements)),
            Self::Map(entries) => {
                let entry = |(key, value): &(String, Self)| (term::binary(key), value.to_term());
                term::map(&entries.iter().map(entry).collect::<Vec<_>>())
            }
            Self::Big(negative, magnitude) => term::big(*negative, magnitude),
            Self::Atom(text) => term::atom(text),
            Self::Bytes(bytes) => {
                [&[107], &u16::try_from(bytes.len()).unwrap().to_be_bytes()[..], bytes].concat()
            }
            _ => term::of_json(&self.to_json()),
        }
    }
}

/// Decimal text, by long division.
fn decimal(negative: bool, magnitude: &[u8]) -> String {
    let mut rest = magnitude.to_vec();
    let mut digits = Vec::new();
    while rest.iter().any(|byte| *byte != 0) {
        let mut carry = 0_u32;
        for byte in rest.iter_mut().rev() {
            carry = carry << 8 | u32::from(*byte);
            *byte = (carry / 10) as u8;
            carry %= 10;
        }
        digits.push(char::from(b'0' + carry as u8));
    }
    if digits.is_empty() {
        return "0".to_owned();
    }
    let sign = if negative { "-" } else { "" };
    sign.chars().chain(digits.into_iter().rev()).collect()
}

/// What a field is read as, by the table alone; none where the value does not fit.
fn fitting(table: &Table, kind: &Type, name: &str, shape: &Shape) -> Option<Value> {
    // The JSON that an integer beyond 2^53 stands for is text, but an event reads it as it is.
    let number = match shape {
        Shape::Unsigned(value) => Some(i128::from(*value)),
        Shape::Negative(value) => Some(i128::from(*value)),
        Shape::Big(negative, magnitude) => decimal(*negative, magnitude).parse().ok(),
        Shape::Text(text) | Shape::Atom(text) if !text.starts_with('+') => text.parse().ok(),
        Shape::Float(value) if value.fract() == 0.0 => Some(*value as i128),
        _ => None,
    };
    let is_text = matches!(shape, Shape::Text(_) | Shape::Atom(_));
    let in_range = |from: i128, to: i128| number.filter(|number| (from..=to).contains(number));
    let json = shape.to_json();
    match kind {
        Type::Any => (!json.is_null()).then_some(json),
        Type::Text | Type::Hash | Type::Word => (is_text && json.is_string()).then_some(json),
        Type::Bool => json.is_boolean().then_some(json),
        Type::Id => {
            let is_id = !is_text
                || json.as_str().is_some_and(|text| {
                    (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
                });
            in_range(0, u64::MAX.into()).filter(|_| is_id).map(|id| id.to_string().into())
        }
        // Integers of 64 bits, which is what both encodings have.
        Type::Int if name == "size" => {
            let number = in_range(i64::MIN.into(), u64::MAX.into());
            number.map(|number| serde_json::from_str(&number.to_string()).expect("a number"))
        }
        Type::Int if name == "accent_color" => {
            in_range(0, u32::MAX.into()).map(|number| value!(number as u32))
        }
        Type::Int | Type::Number(_) | Type::Bits => {
            in_range(0, u64::MAX.into()).map(|number| value!(number as u64))
        }
        Type::Time => (is_text && json == TIME).then_some(json),
        Type::List(kind, _) => {
            let elements = match shape {
                Shape::List(elements) | Shape::Tuple(elements) => elements.clone(),
                Shape::Bytes(bytes) => {
                    bytes.iter().map(|byte| Shape::Unsigned((*byte).into())).collect()
                }
                _ => return None,
            };
            let fitting = |element| fitting(table, kind, name, element);
            // Without one of its numbers a size would be another; elsewhere an element is no more
            // than a field.
            match name {
                "size" => elements.iter().map(fitting).collect(),
                _ => Some(elements.iter().filter_map(fitting).collect()),
            }
        }
        Type::Object(object) => {
            let Shape::Map(entries) = shape else { return None };
            let fields = entries.iter().filter_map(|(key, shape)| {
                let field = table.field(object, key)?;
                Some((key.clone(), fitting(table, &field.kind, key, shape)?))
            });
            Some(Value::Object(fields.collect()))
        }
        _ => unreachable!("a presence has none of {kind:?}"),
    }
}

const TIME: &str = "2021-03-04T05:06:07+00:00";

fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        "[a-zé☃\" ]{0,8}",
        "[0-9]{1,21}",
        "-[0-9]{1,18}",
        Just(TIME.to_owned()),
        Just("18446744073709551615".to_owned()),
        Just("2021-13-04T05:06:07Z".to_owned()),
    ]
}

fn shapes(is_term: bool) -> impl Strategy<Value = Shape> {
    let json = prop_oneof![
        Just(Shape::Null),
        any::<bool>().prop_map(Shape::Bool),
        // Larger ones are another thing to a term: see `Shape::Big`.
        any::<u64>().prop_map(move |value| Shape::Unsigned(if is_term {
            value >> 11
        } else {
            value
        })),
        (0..300_u64).prop_map(Shape::Unsigned),
        (if is_term { -(1 << 53) } else { i64::MIN }..0).prop_map(Shape::Negative),
        (-1000_i32..1000).prop_map(|value| Shape::Float(f64::from(value) + 0.5)),
        (-1000_i32..1_000_000).prop_map(|value| Shape::Float(f64::from(value))),
        text().prop_map(Shape::Text),
    ];
    let term = prop_oneof![
        (any::<bool>(), vec(any::<u8>(), 0..40)).prop_map(|(sign, bytes)| Shape::Big(sign, bytes)),
        (any::<bool>(), vec(any::<u8>(), 0..9)).prop_map(|(sign, bytes)| Shape::Big(sign, bytes)),
        prop_oneof!["[a-z]{0,8}", "[0-9]{1,6}", Just("nil".to_owned()), Just("true".to_owned())]
            .prop_map(Shape::Atom),
        vec(any::<u8>(), 0..6).prop_map(Shape::Bytes),
    ];
    let leaf = match is_term {
        true => prop_oneof![json, term].boxed(),
        false => json.boxed(),
    };
    leaf.prop_recursive(3, 24, 5, move |inner| {
        let keys = prop_oneof!["[a-z]{1,3}", "name|id|type|start|asset|tag|desktop|size|url|state"];
        let entries = btree_map(keys, inner.clone(), 0..5);
        let map = entries.prop_map(|entries| Shape::Map(entries.into_iter().collect()));
        let list = vec(inner, 0..5);
        match is_term {
            true => {
                prop_oneof![map, list.clone().prop_map(Shape::List), list.prop_map(Shape::Tuple)]
                    .boxed()
            }
            false => prop_oneof![map, list.prop_map(Shape::List)].boxed(),
        }
    })
}

/// Takes fields that are null out of all objects: whether they are read as null or as absent is
/// for the coverage tests to say.
fn without_nulls(value: &mut Value) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(without_nulls),
        Value::Object(entries) => {
            entries.retain(|_, value| !value.is_null());
            entries.values_mut().for_each(without_nulls);
        }
        _ => {}
    }
}

/// All fields of a full presence at all levels, but the user and its id: where, and of which type.
fn fields<'t>(table: &'t Table, presence: &Value) -> Vec<(String, &'static str, &'t Type)> {
    let mut all = Vec::new();
    for (pointer, object) in objects(table, NAME, presence) {
        for field in table.fields(object) {
            let pointer = format!("{pointer}/{}", field.name);
            let is_there = presence.pointer(&pointer).is_some();
            if is_there && pointer != "/user" && pointer != "/user/id" {
                all.push((pointer, field.name, &field.kind));
            }
        }
    }
    assert!(all.len() > 110, "{} fields", all.len());
    all
}

fn check(is_term: bool) {
    let table = Table::read();
    let presence = full(NAME);
    let fields = fields(&table, &presence);
    let config = Config { cases: 1024, failure_persistence: None, ..Config::default() };
    let result =
        TestRunner::new(config).run(&(0..fields.len(), shapes(is_term)), |(field, shape)| {
            let (pointer, name, kind) = &fields[field];
            let read = match is_term {
                true => {
                    let term = term::of_json_with(&presence, pointer, &shape.to_term());
                    read_term(NAME, &term, written)
                }
                false => read_json(NAME, &with(&presence, pointer, shape.to_json()), written),
            };
            let mut read = read.unwrap_or_else(|error| panic!("{pointer}: {error}"));
            let mut expected = match fitting(&table, kind, name, &shape) {
                Some(fitting) => with(&presence, pointer, fitting),
                None => without(&presence, pointer),
            };
            without_nulls(&mut read);
            without_nulls(&mut expected);
            if read != expected {
                // Which neighbours are lost is what one wants to know.
                let lost: Vec<_> = fields
                    .iter()
                    .map(|(pointer, ..)| pointer)
                    .filter(|pointer| read.pointer(pointer) != expected.pointer(pointer))
                    .collect();
                panic!("{pointer} is {shape:?}; these differ: {lost:?}");
            }
            Ok(())
        });
    result.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn one_field_of_any_shape_in_json() {
    check(false);
}

#[test]
fn one_field_of_any_shape_in_a_term() {
    check(true);
}

#[test]
fn every_field_of_every_simple_shape() {
    let table = Table::read();
    let presence = full(NAME);
    let shapes = [
        Shape::Null,
        Shape::Bool(true),
        Shape::Unsigned(7),
        Shape::Negative(-7),
        Shape::Float(0.5),
        Shape::Float(7.0),
        Shape::Text("text".to_owned()),
        Shape::List(vec![Shape::Null]),
        Shape::Map(Vec::new()),
        Shape::Tuple(vec![Shape::Bool(false)]),
        Shape::Big(true, vec![7; 20]),
        Shape::Atom("atom".to_owned()),
        Shape::Bytes(vec![1, 2]),
    ];
    let mut wrong = Vec::new();
    for (pointer, name, kind) in fields(&table, &presence) {
        for (index, shape) in shapes.iter().enumerate() {
            let mut expected = match fitting(&table, kind, name, shape) {
                Some(fitting) => with(&presence, &pointer, fitting),
                None => without(&presence, &pointer),
            };
            without_nulls(&mut expected);
            let term = term::of_json_with(&presence, &pointer, &shape.to_term());
            let mut reads = vec![read_term(NAME, &term, written).unwrap()];
            if index < 9 {
                let data = with(&presence, &pointer, shape.to_json());
                reads.push(read_json(NAME, &data, written).unwrap());
            }
            reads.iter_mut().for_each(without_nulls);
            if reads.iter().any(|read| *read != expected) {
                wrong.push(format!("{pointer} as {shape:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} fields lose more than themselves\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn one_element_of_another_type_is_left_out() {
    let presence = full(NAME);
    for pointer in ["/activities", "/roles", "/activities/0/buttons"] {
        let good = presence.pointer(pointer).unwrap().as_array().unwrap();
        for bad in [value!(true), value!(-7), value!([[]]), value!(null)] {
            for place in 0..=good.len() {
                let mut elements = good.clone();
                elements.insert(place, bad.clone());
                let data = with(&presence, pointer, elements.into());
                assert_reads_as(NAME, &data, &presence);
            }
        }
    }
}

#[test]
fn the_id_of_the_user_is_required() {
    let presence = full(NAME);
    for id in [
        value!(null),
        value!(true),
        value!(-1),
        value!(0.5),
        value!("a"),
        value!(""),
        value!("18446744073709551616"),
        value!([7]),
        value!({"id": "7"}),
    ] {
        for error in errors(NAME, &with(&presence, "/user/id", id.clone())) {
            assert!(matches!(error.kind(), Kind::InvalidType | Kind::InvalidValue), "{error}");
            assert_eq!(error.path(), Some("d.user.id"), "{id}");
        }
    }
    for error in errors(NAME, &without(&presence, "/user/id")) {
        assert_eq!((error.kind(), error.path()), (Kind::MissingField, Some("d.user")));
    }
    for error in errors(NAME, &without(&presence, "/user")) {
        assert_eq!((error.kind(), error.path()), (Kind::MissingField, Some("d")));
    }
    for user in [value!(null), value!("7"), value!([]), value!(7)] {
        for error in errors(NAME, &with(&presence, "/user", user)) {
            assert_eq!((error.kind(), error.path()), (Kind::InvalidType, Some("d.user")));
        }
    }
    let tuple = term::of_json_with(&presence, "/user/id", &term::tuple(&[term::small(7)]));
    let error = read_term(NAME, &tuple, written).unwrap_err();
    assert_eq!((error.kind(), error.path()), (Kind::InvalidType, Some("d.user.id")));
}

#[test]
fn a_broken_frame_is_no_lenient_one() {
    // What is not JSON at all, or not a term, is not a value of another type.
    let presence = full(NAME);
    let text = String::from_utf8(common::documents::json_frame(NAME, &presence, Order::Ascending));
    let text = text.unwrap().replace(r#""sync_id":""#, r#""sync_id":@""#);
    let mut decoder = common::json();
    let read = decoder.decode(text.as_bytes()).and_then(|frame| frame.unwrap().event().map(drop));
    assert_eq!(read.unwrap_err().kind(), Kind::Syntax);
    let term = term::of_json_with(&presence, "/activities/0/sync_id", &[255]);
    assert_eq!(read_term(NAME, &term, written).unwrap_err().kind(), Kind::UnsupportedTag);
}
