//! Terms as the types of a model.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use gatewire::etf::{Deserializer, from_slice, from_slice_seed};
use gatewire::{DecodeError, DecodeErrorKind as Kind};
use serde::Deserialize;
use serde::de::{IgnoredAny, Visitor};
use serde_json::json;

use super::terms::{bytes, compatible};

#[test]
fn integers_of_every_width() {
    assert_eq!(from_slice::<u8>(&bytes("61ff")).unwrap(), 255);
    assert_eq!(from_slice::<i8>(&bytes("62ffffff80")).unwrap(), -128);
    assert_eq!(from_slice::<u64>(&bytes("6e0800ffffffffffffffff")).unwrap(), u64::MAX);
    assert_eq!(from_slice::<i64>(&bytes("6e08010000000000000080")).unwrap(), i64::MIN);
    assert_eq!(from_slice::<i128>(&bytes("6e08010100000000000080")).unwrap(), -(1 << 63) - 1);
    let most = "6e1000ffffffffffffffffffffffffffffffff";
    assert_eq!(from_slice::<u128>(&bytes(most)).unwrap(), u128::MAX);
    let least = "6e100100000000000000000000000000000080";
    assert_eq!(from_slice::<i128>(&bytes(least)).unwrap(), i128::MIN);

    let kind = |error: DecodeError| error.kind();
    assert_eq!(from_slice::<u8>(&bytes("6200000100")).map_err(kind), Err(Kind::InvalidValue));
    assert_eq!(from_slice::<u64>(&bytes("62ffffffff")).map_err(kind), Err(Kind::InvalidValue));
    assert_eq!(from_slice::<u64>(&bytes("6d0000000131")).map_err(kind), Err(Kind::InvalidType));
    let beyond = "6e11000000000000000000000000000000000001";
    assert_eq!(from_slice::<u128>(&bytes(beyond)).map_err(kind), Err(Kind::InvalidNumber));
    let below = "6e100101000000000000000000000000000080";
    assert_eq!(from_slice::<i128>(&bytes(below)).map_err(kind), Err(Kind::InvalidNumber));
}

#[test]
fn hints_for_integers_get_integers_in_both_views() {
    let term = bytes("6e0800ffffffffffffffff");
    assert_eq!(compatible::<u64>(&term).unwrap(), u64::MAX);
    assert_eq!(compatible::<i128>(&term).unwrap(), i128::from(u64::MAX));
    assert_eq!(compatible::<f64>(&term).unwrap(), u64::MAX as f64);
    assert_eq!(compatible::<String>(&term).unwrap(), "18446744073709551615");
    // Natively text is text, and so it is in JSON up to 2^53.
    assert_eq!(from_slice::<String>(&term).unwrap_err().kind(), Kind::InvalidType);
    let small = bytes("6105");
    assert_eq!(compatible::<String>(&small).unwrap_err().kind(), Kind::InvalidType);
}

#[test]
fn floats_take_integers() {
    assert_eq!(from_slice::<f64>(&bytes("463ff8000000000000")).unwrap(), 1.5);
    assert_eq!(from_slice::<f32>(&bytes("6105")).unwrap(), 5.0);
    assert_eq!(from_slice::<f64>(&bytes("62ffffffff")).unwrap(), -1.0);
    let large = "6e0900000000000000000001";
    assert_eq!(from_slice::<f64>(&bytes(large)).unwrap(), 18446744073709551616.0);
}

#[test]
fn text_is_borrowed_where_the_bytes_allow() {
    let term = bytes("6d00000002c3a9");
    assert!(term.as_ptr_range().contains(&from_slice::<&str>(&term).unwrap().as_ptr()));
    let term = bytes("73026869");
    assert!(term.as_ptr_range().contains(&from_slice::<&str>(&term).unwrap().as_ptr()));
    assert_eq!(from_slice::<String>(&bytes("7301e9")).unwrap(), "é");
    assert_eq!(from_slice::<&str>(&bytes("7301e9")).unwrap_err().kind(), Kind::InvalidType);
    assert_eq!(from_slice::<char>(&bytes("7702c3a9")).unwrap(), 'é');
}

/// Takes bytes only as bytes.
#[derive(Debug, PartialEq)]
struct Bytes<'a>(&'a [u8]);

impl<'de> Deserialize<'de> for Bytes<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowed;
        impl<'de> Visitor<'de> for Borrowed {
            type Value = Bytes<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }
            fn visit_borrowed_bytes<E>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
                Ok(Bytes(bytes))
            }
        }
        deserializer.deserialize_bytes(Borrowed)
    }
}

#[test]
fn bytes_come_from_binaries_and_small_integers() {
    assert_eq!(from_slice::<Bytes<'_>>(&bytes("6d00000002ff00")).unwrap(), Bytes(&[255, 0]));
    assert_eq!(from_slice::<Bytes<'_>>(&bytes("6b0002ff00")).unwrap(), Bytes(&[255, 0]));
    assert_eq!(from_slice::<Bytes<'_>>(&bytes("6a")).unwrap(), Bytes(&[]));
    assert_eq!(from_slice::<Bytes<'_>>(&bytes("6101")).unwrap_err().kind(), Kind::InvalidType);
    assert_eq!(from_slice::<Vec<u8>>(&bytes("6b0002ff00")).unwrap(), [255, 0]);
}

#[test]
fn elements_of_strings_are_whatever_integers_are() {
    #[derive(Deserialize, Debug, PartialEq)]
    struct Newtype(u16);
    let term = bytes("6b0002ff00");
    assert_eq!(from_slice::<Vec<Option<u64>>>(&term).unwrap(), [Some(255), Some(0)]);
    assert_eq!(from_slice::<Vec<Newtype>>(&term).unwrap(), [Newtype(255), Newtype(0)]);
    assert_eq!(from_slice::<Vec<f64>>(&term).unwrap(), [255.0, 0.0]);
    assert_eq!(from_slice::<(IgnoredAny, i8)>(&term).unwrap().1, 0);
    let error = from_slice::<Vec<bool>>(&term).unwrap_err();
    assert_eq!((error.kind(), error.path()), (Kind::InvalidType, Some("[0]")));
    assert_eq!(error.offset(), Some(4));
}

#[test]
fn nothing_is_none_and_unit() {
    for hex in ["77036e696c", "6400046e756c6c", "6c0000000073036e696c"] {
        let term = bytes(hex);
        assert_eq!(from_slice::<Option<u8>>(&term).unwrap(), None);
        from_slice::<()>(&term).unwrap();
        assert_eq!(from_slice::<&str>(&term).unwrap_err().kind(), Kind::InvalidType);
    }
    assert_eq!(from_slice::<Option<&str>>(&bytes("6d000000036e696c")).unwrap(), Some("nil"));
    assert_eq!(from_slice::<Option<&str>>(&bytes("77046e696c65")).unwrap(), Some("nile"));
    assert!(from_slice::<bool>(&bytes("770474727565")).unwrap());
    assert_eq!(
        from_slice::<bool>(&bytes("6d0000000474727565")).unwrap_err().kind(),
        Kind::InvalidType
    );
}

#[derive(Deserialize, Debug, PartialEq)]
struct User<'a> {
    id: u64,
    #[serde(borrow)]
    name: Cow<'a, str>,
    nick: Option<&'a str>,
    #[serde(default)]
    bot: bool,
}

/// `#{id => 2^63, <<"name">> => <<"example">>, nick => nil, unknown => [{}]}`
const USER: &str = "7400000004 77026964 6e08000000000000000080 6d000000046e616d65 \
                    6d000000076578616d706c65 64 0004 6e69636b 77036e696c \
                    7707756e6b6e6f776e 6c0000000168006a";

#[test]
fn structs_are_maps_with_keys_of_atoms_or_binaries() {
    let user = User { id: 1 << 63, name: "example".into(), nick: None, bot: false };
    let term = bytes(USER);
    assert_eq!(from_slice::<User<'_>>(&term).unwrap(), user);
    // Or lists of the fields in their order, as for serde_json.
    let term =
        bytes("68046e08000000000000000080 6d000000076578616d706c65 77036e696c 770566616c7365");
    assert_eq!(from_slice::<User<'_>>(&term).unwrap(), user);
}

#[test]
fn a_field_twice_is_an_error_whatever_its_key_is() {
    let term = bytes("7400000002 77026964 6101 6d000000026964 6102");
    let error = from_slice::<User<'_>>(&term).unwrap_err();
    assert_eq!(error.kind(), Kind::DuplicateField);
    assert_eq!(error.offset(), Some(1));
}

#[test]
fn fixed_lengths_are_kept() {
    let term = bytes("6b0003010203");
    assert_eq!(from_slice::<[u8; 3]>(&term).unwrap(), [1, 2, 3]);
    for error in [
        from_slice::<(u8, u8)>(&term).unwrap_err(),
        from_slice::<[u8; 4]>(&term).unwrap_err(),
        from_slice::<(u8,)>(&bytes("6c00000002610161026a")).unwrap_err(),
        from_slice::<(u8,)>(&bytes("6c0000000161016c0000000161026a")).unwrap_err(),
        from_slice::<(u8,)>(&bytes("680261016102")).unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.offset()), (Kind::WrongLength, Some(1)));
    }
}

#[test]
fn keys_of_maps_have_text_and_numbers() {
    let term = bytes("7400000002 61076101 6d000000013861 02");
    let numbers: BTreeMap<u64, u8> = from_slice(&term).unwrap();
    assert_eq!(numbers, [(7, 1), (8, 2)].into());
    let text: BTreeMap<String, u8> = from_slice(&term).unwrap();
    assert_eq!(text, [("7".into(), 1), ("8".into(), 2)].into());

    let flags: BTreeMap<bool, u8> = from_slice(&bytes("7400000001 7704747275656101")).unwrap();
    assert_eq!(flags, [(true, 1)].into());
    let signed: BTreeMap<i128, u8> = from_slice(&bytes("7400000001 6d000000022d386101")).unwrap();
    assert_eq!(signed, [(-8, 1)].into());
    for text in ["3038", "2b38", "2d30", "", "382e"] {
        let term = format!("74000000016d{:08x}{text}6101", text.len() / 2);
        let error = from_slice::<HashMap<i64, u8>>(&bytes(&term)).unwrap_err();
        assert_eq!(error.kind(), Kind::InvalidType, "{text}");
    }

    // A key that JSON cannot write.
    let term = bytes("7400000001 6802610161026103");
    let tuples: HashMap<(u8, u8), u8> = from_slice(&term).unwrap();
    assert_eq!(tuples, [((1, 2), 3)].into());
    let error = compatible::<HashMap<(u8, u8), u8>>(&term).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (Kind::InvalidType, Some(6)));
    let error = compatible::<serde_json::Value>(&term).unwrap_err();
    assert_eq!(error.kind(), Kind::InvalidType);
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Shape {
    Point,
    Round(u8),
    Box(u8, u8),
    Named { sides: u8 },
    Nil,
}

#[test]
fn variants_are_text_or_maps_of_one_entry() {
    let read = |hex: &str| from_slice::<Shape>(&bytes(hex)).map_err(|error| error.kind());
    assert_eq!(read("7705706f696e74"), Ok(Shape::Point));
    assert_eq!(read("6d00000005706f696e74"), Ok(Shape::Point));
    assert_eq!(read("77036e696c"), Ok(Shape::Nil));
    assert_eq!(read("7400000001 7705726f756e64 6105"), Ok(Shape::Round(5)));
    assert_eq!(read("7400000001 7703626f78 680261016102"), Ok(Shape::Box(1, 2)));
    let named = "7400000001 77056e616d6564 7400000001 77057369646573 6103";
    assert_eq!(read(named), Ok(Shape::Named { sides: 3 }));
    assert_eq!(read("7400000001 7705706f696e74 77036e696c"), Ok(Shape::Point));

    assert_eq!(read("77056f74686572"), Err(Kind::UnknownVariant));
    assert_eq!(read("7705726f756e64"), Err(Kind::InvalidType));
    assert_eq!(read("6100"), Err(Kind::InvalidType));
    assert_eq!(read("7400000000"), Err(Kind::WrongLength));
    assert_eq!(read("7400000002 7705726f756e64 6105 7703626f78 6105"), Err(Kind::WrongLength));
    let error = from_slice::<Shape>(&bytes("7400000001 7705726f756e64 6a")).unwrap_err();
    assert_eq!((error.path(), error.offset()), (Some("round"), Some(13)));
}

#[test]
fn a_marked_newtype_gets_the_integer_in_both_views() {
    #[derive(Debug, PartialEq, Eq, Hash)]
    struct Id(u64);
    impl<'de> Deserialize<'de> for Id {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Integer;
            impl<'de> Visitor<'de> for Integer {
                type Value = Id;
                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("an id")
                }
                fn visit_u64<E>(self, value: u64) -> Result<Id, E> {
                    Ok(Id(value))
                }
                fn visit_borrowed_str<E: serde::de::Error>(self, text: &str) -> Result<Id, E> {
                    text.parse().map(Id).map_err(E::custom)
                }
                fn visit_newtype_struct<D: serde::Deserializer<'de>>(
                    self,
                    id: D,
                ) -> Result<Id, D::Error> {
                    id.deserialize_any(self)
                }
            }
            deserializer.deserialize_newtype_struct("$gatewire::Snowflake", Integer)
        }
    }
    for term in [bytes("6e0800ffffffffffffffff"), bytes(&format!("6d00000014{}", hex(u64::MAX)))] {
        assert_eq!(from_slice::<Id>(&term).unwrap(), Id(u64::MAX));
        assert_eq!(compatible::<Id>(&term).unwrap(), Id(u64::MAX));
    }
    assert_eq!(from_slice::<Vec<Id>>(&bytes("6b000105")).unwrap(), [Id(5)]);
    let keys = compatible::<HashMap<Id, u8>>(&bytes("7400000002 61056101 6d0000000136 6102"));
    assert_eq!(keys.unwrap(), [(Id(5), 1), (Id(6), 2)].into());
    assert_eq!(from_slice::<Id>(&bytes("62ffffffff")).unwrap_err().kind(), Kind::InvalidType);
}

fn hex(number: u64) -> String {
    number.to_string().bytes().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn several_values_may_be_read_with_seeds_and_by_hand() {
    let seed = std::marker::PhantomData::<Vec<u8>>;
    assert_eq!(from_slice_seed(seed, &bytes("6b00020102")).unwrap(), [1, 2]);
    let term = bytes("61016102");
    let mut deserializer = Deserializer::from_slice(&term).unwrap();
    assert_eq!(u8::deserialize(&mut deserializer).unwrap(), 1);
    assert_eq!(deserializer.end().unwrap_err().offset(), Some(3));
    assert_eq!(u8::deserialize(&mut deserializer).unwrap(), 2);
    deserializer.end().unwrap();
}

#[test]
fn flattened_and_untagged_models_read() {
    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(untagged)]
    enum Either {
        Number(u64),
        Text(String),
    }
    #[derive(Deserialize, Debug, PartialEq)]
    struct Outer {
        id: Either,
        #[serde(flatten)]
        rest: HashMap<String, serde_json::Value>,
    }
    let outer: Outer = compatible(&bytes(USER)).unwrap();
    assert_eq!(outer.id, Either::Text("9223372036854775808".into()));
    assert_eq!(outer.rest["name"], json!("example"));
    assert_eq!(outer.rest["unknown"], json!([[]]));
    let outer: Outer = from_slice(&bytes(USER)).unwrap();
    assert_eq!(outer.id, Either::Number(1 << 63));
}
