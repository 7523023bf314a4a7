//! Visitors that take the name of a variant and leave what it holds.

use std::fmt;

use gatewire::DecodeErrorKind as Kind;
use gatewire::{etf, json};
use serde::de::{EnumAccess, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The name of a variant, whose content is read as null if `READS`.
#[derive(Debug, PartialEq)]
struct Name<const READS: bool>(String);

impl<'de, const READS: bool> Deserialize<'de> for Name<READS> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor<const READS: bool>;

        impl<'de, const READS: bool> Visitor<'de> for NameVisitor<READS> {
            type Value = Name<READS>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a variant")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
                let (name, content) = access.variant()?;
                if READS {
                    content.unit_variant()?;
                }
                Ok(Name(name))
            }
        }

        deserializer.deserialize_enum("Name", &[], NameVisitor)
    }
}

type Pair<const READS: bool> = (Name<READS>, String);

#[test]
fn content_that_was_left_is_an_error_and_not_the_next_value() {
    let text = r#"[{"a":null},"b"]"#;
    // {#{<<"a">> => nil}, <<"b">>}
    let term = b"\x83h\x02t\0\0\0\x01m\0\0\0\x01aw\x03nilm\0\0\0\x01b";
    let expected = (Name("a".to_owned()), "b".to_owned());
    let read: Pair<true> = json::from_slice(&mut text.as_bytes().to_vec()).unwrap();
    assert_eq!(read, expected);
    assert_eq!(etf::from_slice::<Pair<true>>(term).unwrap(), expected);

    assert!(serde_json::from_str::<Pair<false>>(text).is_err());
    let error = json::from_slice::<Pair<false>>(&mut text.as_bytes().to_vec()).unwrap_err();
    assert_eq!(error.kind(), Kind::WrongLength);
    let error = etf::from_slice::<Pair<false>>(term).unwrap_err();
    assert_eq!(error.kind(), Kind::WrongLength);

    // The content has the type of the value behind it.
    let mut text = br#"[{"a":"b"},3]"#.to_vec();
    let error = json::from_slice::<Pair<false>>(&mut text).unwrap_err();
    assert_eq!(error.kind(), Kind::WrongLength);
}
