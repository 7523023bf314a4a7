//! Terms as those of eetf and back.

use gatewire::etf::Term;
use gatewire::etf::term::{Kind, TermRef};
use gatewire::{DecodeErrorKind, EncodeError, MAX_BUILD_DEPTH};

use super::table::{bytes, rows};
use crate::as_erltf::faults;

/// Whether there is such a term in one.
fn has(term: &Term<'_>, wanted: impl Fn(&Kind<'_>) -> bool) -> bool {
    let mut left = vec![term.as_ref()];
    while let Some(term) = left.pop() {
        let kind = term.kind();
        match &kind {
            _ if wanted(&kind) => return true,
            Kind::List(list) => {
                left.extend(list.elements());
                left.extend(list.tail());
            }
            Kind::Tuple(tuple) => left.extend(tuple.elements()),
            Kind::Map(map) => left.extend(map.entries().flat_map(|(key, value)| [key, value])),
            Kind::Fun(fun) => left.extend(fun.free_variables()),
            _ => {}
        }
    }
    false
}

/// Functions by name take 255 arguments at most.
fn has_many_arguments(term: &Term<'_>) -> bool {
    has(term, |kind| matches!(kind, Kind::Export(export) if export.arity > 255))
}

/// A list of integers below 256 is written as bytes, negative ones too.
fn has_negative_bytes(term: &Term<'_>) -> bool {
    has(term, |kind| {
        let Kind::List(list) = kind else { return false };
        let byte = |element: TermRef<'_>| {
            let value = element.as_i64().and_then(|value| i32::try_from(value).ok());
            value.filter(|value| *value < 256)
        };
        list.tail().is_none()
            && list.elements().all(|element| byte(element).is_some())
            && list.elements().any(|element| byte(element).is_some_and(i32::is_negative))
    })
}

#[test]
fn terms_survive_eetf() {
    let mut count = 0;
    for row in rows() {
        let term = Term::decode(&row.old).unwrap();
        let theirs = match eetf::Term::try_from(&term) {
            Ok(theirs) => theirs,
            Err(error) => {
                assert!(error == EncodeError::Refused, "{}: {error}", row.text);
                continue;
            }
        };
        assert_eq!(Term::try_from(&theirs).unwrap(), term, "{}", row.text);
        // And what eetf writes of it by itself is the term.
        let mut written = Vec::new();
        theirs.encode(&mut written).unwrap();
        let is_same = Term::decode(&written).unwrap() == term;
        assert_eq!(is_same, !has_negative_bytes(&term), "{}", row.text);
        count += 1;
    }
    assert!(count + 5 > rows().len(), "{count}");
}

/// What eetf decodes by itself is the same, but for what it is known to get wrong.
#[test]
fn eetf_reads_the_same() {
    let mut count = 0;
    for row in rows() {
        for bytes in [&row.new, &row.old] {
            let term = Term::decode(bytes).unwrap();
            let theirs = eetf::Term::decode(&bytes[..]);
            let is_same =
                theirs.is_ok_and(|theirs| Term::try_from(&theirs).is_ok_and(|read| read == term));
            // Latin-1 is taken for UTF-8, as erltf does.
            let is_refused = faults(bytes).latin_1 || has_many_arguments(&term);
            assert_eq!(is_same, !is_refused, "{}", row.text);
            count += usize::from(is_same);
        }
    }
    assert!(count > 4000, "{count}");
}

#[test]
fn old_functions_too() {
    let bytes = bytes("8375 00000001 587701610000000100000002 00000003 770161 6101 6102 6107");
    let term = Term::decode(&bytes).unwrap();
    let theirs = eetf::Term::try_from(term.as_ref()).unwrap();
    assert!(matches!(theirs, eetf::Term::InternalFun(_)));
    assert_eq!(Term::try_from(&theirs).unwrap(), term);
}

#[test]
fn what_cannot_be_is_an_error() {
    let nested = |depth| [&[131][..], &[104, 1].repeat(depth), &[106]].concat();
    assert!(eetf::Term::try_from(&Term::decode(&nested(MAX_BUILD_DEPTH)).unwrap()).is_ok());
    let deep = nested(MAX_BUILD_DEPTH + 1);
    let error = eetf::Term::try_from(&Term::decode(&deep).unwrap()).unwrap_err();
    assert_eq!(error, EncodeError::TooDeep { limit: MAX_BUILD_DEPTH });

    let kind = |term: eetf::Term| Term::try_from(&term).unwrap_err().kind();
    assert_eq!(kind(eetf::Atom::from("a".repeat(256)).into()), DecodeErrorKind::InvalidAtom);
    assert_eq!(kind(eetf::Float { value: f64::NAN }.into()), DecodeErrorKind::InvalidNumber);
    assert_eq!(kind(eetf::BitBinary::from((vec![1], 0)).into()), DecodeErrorKind::InvalidBitString);
    let mut theirs = eetf::Term::from(eetf::Tuple::nil());
    for _ in 0..=MAX_BUILD_DEPTH {
        theirs = eetf::Tuple::from(vec![theirs]).into();
    }
    assert_eq!(kind(theirs), DecodeErrorKind::DepthExceeded);
}

/// The bits of the last byte are its lower ones there: `<<5:3>>` and not `<<160>>` of which 3 count.
#[test]
fn last_bits_are_the_lower_ones() {
    for (hex, theirs) in [
        ("834d 00000001 03 a0", (vec![5], 3)),
        ("834d 00000001 03 bf", (vec![5], 3)),
        ("834d 00000002 07 ff fe", (vec![255, 127], 7)),
        ("834d 00000001 01 80", (vec![1], 1)),
    ] {
        let bytes = bytes(hex);
        let term = Term::decode(&bytes).unwrap();
        let theirs = eetf::Term::from(eetf::BitBinary::from(theirs));
        assert_eq!(eetf::Term::try_from(&term).unwrap(), theirs, "{hex}");
        assert_eq!(Term::try_from(&theirs).unwrap(), term, "{hex}");
    }
    // Bytes of which all bits count are a binary, and what stands above the bits is not looked at.
    for (bytes, bits, hex) in [
        (vec![], 0, "6d00000000"),
        (vec![97], 8, "6d0000000161"),
        (vec![0xfd], 3, "4d0000000103a0"),
    ] {
        let theirs = eetf::Term::from(eetf::BitBinary::from((bytes, bits)));
        let term = super::table::bytes(&format!("83{hex}"));
        assert_eq!(Term::try_from(&theirs).unwrap(), Term::decode(&term).unwrap(), "{hex}");
    }
    let theirs = eetf::Term::from(eetf::BitBinary::from((vec![1], 9)));
    assert_eq!(Term::try_from(&theirs).unwrap_err().kind(), DecodeErrorKind::InvalidBitString);
}

#[test]
fn byte_lists_are_lists() {
    let bytes: Vec<u8> = (0..70_000).map(|index| index as u8).collect();
    let theirs = eetf::Term::from(eetf::ByteList { bytes: bytes.clone() });
    let term = Term::try_from(&theirs).unwrap();
    let elements = term.as_ref().as_list().unwrap().elements();
    assert!(elements.map(|element| element.as_u64().unwrap() as u8).eq(bytes));
    assert!(Term::try_from(&eetf::Term::from(eetf::ByteList { bytes: Vec::new() })).is_ok());
}
