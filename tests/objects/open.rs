//! Sets of numbers, words and bits, of which the unknown are kept.

use std::collections::HashSet;

use gatewire::model::{ChannelType, ComponentType, EmbedType, MessageFlags, Permissions, TeamRole};
use gatewire::{DecodeErrorKind as Kind, Snowflake};
use proptest::prelude::{any, prop_assert_eq, proptest};
use serde_json::json as value;

use crate::common::error_of;
use crate::common::term::{ATOMS, atom_as, big, binary, float, int, small, unsigned, versioned};

fn of_json<T: for<'de> serde::Deserialize<'de>>(text: &str) -> Result<T, gatewire::DecodeError> {
    gatewire::json::from_slice(&mut text.as_bytes().to_vec())
}

fn of_term<T: for<'de> serde::Deserialize<'de>>(term: &[u8]) -> Result<T, gatewire::DecodeError> {
    gatewire::etf::from_slice(&versioned(term))
}

/// The lowest 64 bits of a decimal number, by division of its digits.
fn low_bits(decimal: &str) -> u64 {
    let mut digits: Vec<u8> = decimal.bytes().map(|byte| byte - b'0').collect();
    let mut bits = 0;
    for place in 0..64 {
        let mut rest = 0;
        for digit in &mut digits {
            let value = rest * 10 + *digit;
            (*digit, rest) = (value / 2, value % 2);
        }
        bits |= u64::from(rest) << place;
    }
    bits
}

#[track_caller]
fn check_text(decimal: &str) {
    let expected = Permissions::from_bits_retain(low_bits(decimal));
    let quoted = format!("\"{decimal}\"");
    assert_eq!(of_json::<Permissions>(&quoted).ok(), Some(expected), "{decimal}");
    assert_eq!(of_term::<Permissions>(&binary(decimal)).ok(), Some(expected), "{decimal}");
    assert_eq!(serde_json::from_str::<Permissions>(&quoted).ok(), Some(expected), "{decimal}");
}

#[test]
fn of_permissions_beyond_64_bits_the_lowest_are_kept() {
    assert_eq!(low_bits("18446744073709551624"), 8);
    for decimal in [
        "0",
        "8",
        "00000000000000000000000000000008",
        "9007199254740993",
        "18446744073709551615",
        "18446744073709551616",
        "18446744073709551624",
        "36893488147419103231",
        "340282366920938463463374607431768211455",
        "340282366920938463463374607431768211456",
        "1461501637330902918203684832716283019655932542983",
    ] {
        check_text(decimal);
    }
    check_text(&"9".repeat(300));
    check_text(&format!("1{}8", "0".repeat(64)));
    check_text(&"1234567890".repeat(500));
    let all: Permissions = of_json("\"18446744073709551615\"").unwrap();
    assert_eq!(all.bits(), u64::MAX);
    assert_eq!(serde_json::to_string(&all).unwrap(), "\"18446744073709551615\"");
    assert!(all.contains(Permissions::KICK_MEMBERS));
}

#[test]
fn permissions_are_integers_too() {
    let bits = |bits| Some(Permissions::from_bits_retain(bits));
    assert_eq!(of_json::<Permissions>("8").ok(), bits(8));
    assert_eq!(of_json::<Permissions>("18446744073709551615").ok(), bits(u64::MAX));
    assert_eq!(of_term::<Permissions>(&small(8)).ok(), bits(8));
    assert_eq!(of_term::<Permissions>(&int(1 << 30)).ok(), bits(1 << 30));
    assert_eq!(of_term::<Permissions>(&unsigned(u64::MAX)).ok(), bits(u64::MAX));
    for length in 1..=16 {
        let mut magnitude = vec![0; length];
        magnitude[0] = 9;
        magnitude[length - 1] |= 0x80;
        let mut low = [0; 8];
        low[..length.min(8)].copy_from_slice(&magnitude[..length.min(8)]);
        let read = of_term::<Permissions>(&big(false, &magnitude));
        assert_eq!(read.ok(), bits(u64::from_le_bytes(low)), "{length}");
    }
}

#[test]
fn what_is_no_set_of_bits_is_an_error() {
    for text in ["\"\"", "\"-1\"", "\"+1\"", "\" 1\"", "\"1 \"", "\"0x8\"", "\"1.0\"", "\"1e3\""] {
        assert_eq!(error_of(of_json::<Permissions>(text)).kind(), Kind::InvalidValue, "{text}");
    }
    assert_eq!(error_of(of_json::<Permissions>("-1")).kind(), Kind::InvalidValue);
    assert_eq!(error_of(of_term::<Permissions>(&int(-1))).kind(), Kind::InvalidValue);
    for text in ["1.5", "1e300", "null", "true", "[]", "{}"] {
        assert_eq!(error_of(of_json::<Permissions>(text)).kind(), Kind::InvalidType, "{text}");
    }
    assert_eq!(error_of(of_term::<Permissions>(&float(0.5))).kind(), Kind::InvalidType);
    assert_eq!(of_json::<Permissions>("8.0").ok(), of_term::<Permissions>(&float(8.0)).ok());
    assert_eq!(of_json::<Permissions>("8.0").unwrap(), Permissions::ADMINISTRATOR);
    assert!(of_term::<Permissions>(&big(true, &[1; 9])).is_err());
}

proptest! {
    #[test]
    fn permissions_of_128_bits(bits in any::<u128>(), shift in 0_u32..128) {
        let bits = bits >> shift;
        let expected = Permissions::from_bits_retain(bits as u64);
        prop_assert_eq!(of_json::<Permissions>(&format!("\"{bits}\"")).unwrap(), expected);
        let term = big(false, &bits.to_le_bytes());
        prop_assert_eq!(of_term::<Permissions>(&term).unwrap(), expected);
        prop_assert_eq!(low_bits(&bits.to_string()), bits as u64);
    }
}

#[test]
fn flags_keep_bits_without_a_name() {
    for bits in [0, 1, 1 << 40, 1 << 63, u64::MAX] {
        let flags: MessageFlags = of_json(&bits.to_string()).unwrap();
        assert_eq!(flags.bits(), bits);
        assert_eq!(of_term::<MessageFlags>(&unsigned(bits)).ok(), Some(flags));
        assert_eq!(of_json::<MessageFlags>(&format!("\"{bits}\"")).ok(), Some(flags));
        assert_eq!(serde_json::to_value(flags).unwrap(), value!(bits));
    }
    assert!(MessageFlags::from_bits_retain(5).contains(MessageFlags::CROSSPOSTED));
    assert_eq!(
        error_of(of_json::<MessageFlags>("18446744073709551616")).kind(),
        Kind::InvalidType,
        "as a float, which JSON makes of it"
    );
}

#[test]
fn numbers_show_their_name_or_themselves() {
    assert_eq!(ChannelType::GUILD_TEXT.to_string(), "GUILD_TEXT");
    assert_eq!(format!("{:?}", ChannelType::GUILD_TEXT), "ChannelType::GUILD_TEXT");
    assert_eq!(ChannelType(9999).to_string(), "9999");
    assert_eq!(format!("{:?}", ChannelType(9999)), "ChannelType(9999)");
    assert_eq!(ChannelType(9999).name(), None);
    assert_eq!(ComponentType::CONTAINER.name(), Some("CONTAINER"));
    assert_eq!(u64::from(ComponentType::CONTAINER), 17);
    assert_eq!(ComponentType::from(17), ComponentType::CONTAINER);
    for number in [0, 17, 18, 1 << 40, u64::MAX] {
        let read: ComponentType = of_json(&number.to_string()).unwrap();
        assert_eq!(read, ComponentType(number));
        assert_eq!(of_term::<ComponentType>(&unsigned(number)).ok(), Some(read));
        assert_eq!(serde_json::to_value(read).unwrap(), value!(number));
        assert_eq!(gatewire::etf::to_vec(&read).ok(), gatewire::etf::to_vec(&number).ok());
    }
    for text in ["-1", "\"x\"", "\"+1\"", "\"\""] {
        assert_eq!(error_of(of_json::<ComponentType>(text)).kind(), Kind::InvalidValue, "{text}");
    }
    for text in ["1.5", "true", "null", "[]"] {
        assert_eq!(error_of(of_json::<ComponentType>(text)).kind(), Kind::InvalidType, "{text}");
    }
}

#[test]
fn words_show_themselves() {
    assert_eq!(EmbedType::RICH.to_string(), "rich");
    assert_eq!(format!("{:?}", EmbedType::RICH), "EmbedType::RICH");
    assert_eq!(EmbedType::RICH.name(), Some("RICH"));
    assert_eq!(EmbedType::RICH.as_str(), "rich");
    assert_eq!(EmbedType::RICH, "rich");
    assert_eq!(EmbedType::RICH, *"rich");
    assert_ne!(EmbedType::RICH, "RICH");
    assert_eq!(TeamRole::READ_ONLY, "read_only");
    assert_eq!(EmbedType::RICH.as_ref(), "rich");
    for word in ["", "Rich", "rich ", "é", "something_new"] {
        let unknown = EmbedType::from(word);
        assert_eq!((unknown.name(), unknown.as_str()), (None, word));
        assert_eq!(unknown, word);
        assert_eq!(unknown.to_string(), word);
        assert_eq!(format!("{unknown:?}"), format!("EmbedType({word:?})"));
        assert_eq!(EmbedType::from(word.to_owned()), unknown);
        let mut text = value!(word).to_string().into_bytes();
        let read: EmbedType<'_> = gatewire::json::from_slice(&mut text).unwrap();
        assert_eq!(read, unknown);
        assert_eq!(serde_json::to_value(&read).unwrap(), value!(word));
        let term = versioned(&binary(word));
        let read: EmbedType<'_> = gatewire::etf::from_slice(&term).unwrap();
        assert_eq!(read, unknown);
    }
    for tag in ATOMS {
        let term = versioned(&atom_as(tag, "rich"));
        assert_eq!(gatewire::etf::from_slice::<EmbedType<'_>>(&term).ok(), Some(EmbedType::RICH));
    }
    let set: HashSet<EmbedType<'_>> =
        [EmbedType::RICH, "rich".into(), "x".into()].into_iter().collect();
    assert_eq!(set.len(), 2);
    for text in ["1", "null", "true", "[]"] {
        let result = gatewire::json::from_slice::<EmbedType<'_>>(&mut text.as_bytes().to_vec())
            .map(|word| word.to_string());
        assert_eq!(error_of(result).kind(), Kind::InvalidType, "{text}");
    }
}

#[test]
fn ids_of_every_form() {
    for id in [0, 1, 255, 256, 1 << 53, (1 << 53) + 1, u64::MAX] {
        let expected = Some(Snowflake::new(id));
        assert_eq!(of_json::<Snowflake>(&format!("\"{id}\"")).ok(), expected);
        assert_eq!(of_json::<Snowflake>(&id.to_string()).ok(), expected);
        assert_eq!(of_term::<Snowflake>(&unsigned(id)).ok(), expected);
        assert_eq!(of_term::<Snowflake>(&binary(&id.to_string())).ok(), expected);
    }
    assert!(of_term::<Snowflake>(&big(false, &[0, 0, 0, 0, 0, 0, 0, 0, 1])).is_err());
    assert!(of_term::<Snowflake>(&int(-1)).is_err());
}
