//! Looking into terms.

use gatewire::etf::Term;
use gatewire::etf::term::{Kind, TermRef};

use super::table::{bytes, rows};

fn owned(hex: &str) -> Term<'static> {
    Term::decode(&bytes(hex)).unwrap().into_owned()
}

#[test]
fn what_is_found_outlives_the_way_to_it() {
    let bytes =
        bytes("837400000001 770161 6802 6d000000026869 74000000016d0000000162 770474727565");
    let term = Term::decode(&bytes).unwrap();
    let (text, flag): (&str, Option<bool>) = {
        let inner = term.get("a").unwrap();
        (inner.at(0).unwrap().as_str().unwrap(), inner.at(1).unwrap().get("b").unwrap().as_bool())
    };
    assert_eq!((text, flag), ("hi", Some(true)));
    assert_eq!(term.get("b").map(|_| ()), None);
    assert_eq!(term.at(0).map(|_| ()), None);
    assert!(bytes.as_ptr_range().contains(&text.as_ptr()), "borrowed from the input");
}

#[test]
fn keys_are_text_or_any_term() {
    let map = owned("8374000000046101 6102 770161 6103 7301e9 6104 6801 6a 6105");
    assert_eq!(map.get("a").and_then(TermRef::as_u64), Some(3));
    assert_eq!(map.get("é").and_then(TermRef::as_u64), Some(4));
    let Kind::Map(entries) = map.kind() else { panic!() };
    assert_eq!((entries.len(), entries.is_empty()), (4, false));
    let at = |hex| entries.get(owned(hex).as_ref()).and_then(TermRef::as_u64);
    assert_eq!(at("836e010001"), Some(2));
    assert_eq!(at("8369000000016b0000"), Some(5));
    assert_eq!(at("836102"), None);
}

#[test]
fn lists_are_one_however_they_came() {
    for hex in [
        "836b0003010203",
        "836c000000036101610261036a",
        "836c0000000161016b00020203",
        "836c0000000161016c0000000161026c0000000161036a",
        "836c000000006c0000000161016c000000006b00020203",
    ] {
        let list = owned(hex);
        let values: Vec<_> =
            list.as_ref().as_list().unwrap().elements().map(|e| e.as_u64().unwrap()).collect();
        assert_eq!(values, [1, 2, 3], "{hex}");
        assert_eq!(list.at(2).and_then(TermRef::as_i64), Some(3));
        assert!(list.at(3).is_none() && list.as_ref().as_list().unwrap().tail().is_none());
        assert_eq!(list.to_string(), "[1,2,3]");
    }
    let improper = owned("836c0000000161016c0000000161026801 6103");
    let list = improper.as_ref().as_list().unwrap();
    assert_eq!(list.elements().count(), 2);
    assert_eq!(list.tail().unwrap().to_string(), "{3}");
    assert!(list.tail().unwrap().at(0).is_some());
    assert!(owned("836a").as_ref().as_list().unwrap().is_empty());
}

#[test]
fn each_kind_has_its_parts() {
    let term = owned("8358770161000000010000000200000003");
    let Kind::Pid(pid) = term.kind() else { panic!() };
    assert_eq!((pid.node.as_str(), pid.id, pid.serial, pid.creation), ("a", 1, 2, 3));
    let term = owned("8378770161000000010000000000000002");
    let Kind::Port(port) = term.kind() else { panic!() };
    assert_eq!((port.id, port.creation), (1 << 32, 2));
    let term = owned("835a0003770161000000090000000100000002 00000003");
    let Kind::Reference(reference) = term.kind() else { panic!() };
    assert_eq!(reference.id().collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(term.to_string(), "#Ref<a.3.2.1>");
    let term = owned("834d00000002 03 01ff");
    let Kind::BitString(bits) = term.kind() else { panic!() };
    assert_eq!((bits.bytes(), bits.last_bits()), (&[1, 255][..], 3));
    let term = owned("8371770161770162620000012c");
    let Kind::Export(export) = term.kind() else { panic!() };
    assert_eq!(export.arity, 300);
    let term = owned(
        "8370 00000000 01 22222222222222222222222222222222 00000007 00000002 770161 6101 6102 \
         587701620000000100000002 00000003 6801 6107 6c000000016101 6a",
    );
    let Kind::Fun(fun) = term.kind() else { panic!() };
    let new = fun.new.unwrap();
    assert_eq!((new.arity, new.index, new.uniq), (1, 7, &[0x22; 16]));
    assert_eq!((fun.module.as_str(), fun.old_index, fun.old_uniq), ("a", 1, 2));
    assert_eq!(fun.pid.node, "b");
    let texts: Vec<_> = fun.free_variables().map(|value| value.to_string()).collect();
    assert_eq!(texts, ["{7}", "[1]"]);
}

#[test]
fn integers_of_any_size() {
    let integer = |hex| {
        let term = owned(hex);
        let found = term.as_ref().as_integer().unwrap();
        (found.as_i64(), found.as_u64(), found.as_i128(), found.as_u128(), found.is_negative())
    };
    assert_eq!(integer("8361ff"), (Some(255), Some(255), Some(255), Some(255), false));
    assert_eq!(integer("8362ffffffff"), (Some(-1), None, Some(-1), None, true));
    let max = Some(u64::MAX);
    assert_eq!(
        integer("836e0800ffffffffffffffff"),
        (None, max, Some(i128::from(u64::MAX)), Some(u128::from(u64::MAX)), false)
    );
    let below = -(1i128 << 64) - 1;
    assert_eq!(integer("836e0901010000000000000001"), (None, None, Some(below), None, true));
    let term = owned("836e1100 0000000000000000000000000000000001");
    let found = term.as_ref().as_integer().unwrap();
    assert_eq!((found.as_u128(), found.magnitude().len()), (None, 17));
    assert_eq!(owned("8362ffffff00").as_ref().as_integer().unwrap().magnitude()[..], [0, 1]);
    assert!(owned("8361 00").as_ref().as_integer().unwrap().magnitude().is_empty());
}

/// Every part of every term is a term of its own, which is the same as the part read by itself.
#[test]
fn parts_are_terms() {
    fn visit(term: TermRef<'_>, depth: usize) -> usize {
        let again = term.encode();
        let alone = Term::decode(&again).unwrap();
        assert_eq!(alone.as_ref(), term);
        assert_eq!(alone.to_string(), term.to_string());
        assert_eq!(term.to_term(), alone);
        if depth > 40 {
            return 1;
        }
        let inside = |terms: &mut dyn Iterator<Item = TermRef<'_>>| {
            terms.map(|term| visit(term, depth + 1)).sum::<usize>()
        };
        1 + match term.kind() {
            Kind::List(list) => {
                inside(&mut list.elements()) + list.tail().map_or(0, |tail| visit(tail, depth + 1))
            }
            Kind::Tuple(tuple) => {
                assert_eq!(tuple.elements().count(), tuple.len());
                inside(&mut tuple.elements())
            }
            Kind::Map(map) => {
                for (key, value) in map.entries() {
                    assert_eq!(map.get(key).unwrap(), value);
                }
                inside(&mut map.entries().flat_map(|(key, value)| [key, value]))
            }
            Kind::Fun(fun) => inside(&mut fun.free_variables()),
            _ => 0,
        }
    }
    let mut count = 0;
    for row in rows().iter().filter(|row| row.new.len() < 600) {
        count += visit(Term::decode(&row.old).unwrap().as_ref(), 0);
    }
    assert!(count > 5000, "{count}");
}
