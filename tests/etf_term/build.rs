//! Terms that are made, not read.

use gatewire::etf::Term;
use gatewire::{DecodeErrorKind as Kind, MAX_SKIP_DEPTH};

#[test]
fn each_kind_is_made_and_read_again() {
    let none: [&Term<'_>; 0] = [];
    for (term, text) in [
        (Term::atom("ok"), "ok"),
        (Term::atom("é€"), "'é\\x{20AC}'"),
        (Ok(Term::integer(255)), "255"),
        (Ok(Term::integer(u64::MAX)), "18446744073709551615"),
        (Ok(Term::integer(i128::MIN)), "-170141183460469231731687303715884105728"),
        (Term::float(1.5), "1.5"),
        (Term::binary(b"\xff"), "<<255>>"),
        (Term::list(none), "[]"),
        (Term::tuple(none), "{}"),
        (Term::map([]), "#{}"),
        (Term::list([&Term::integer(1), &Term::list(none).unwrap()]), "[1,[]]"),
        (Term::tuple([&Term::atom("a").unwrap()]), "{a}"),
        (Term::map([(&Term::integer(2), &Term::integer(3))]), "#{2 => 3}"),
    ] {
        let term = term.unwrap();
        assert_eq!(term.to_string(), text);
        assert_eq!(Term::decode(&term.encode()).unwrap(), term);
        let inside = Term::list([&term, &term]).unwrap();
        assert_eq!(inside.to_string(), format!("[{text},{text}]"));
        assert_eq!(inside.at(1).unwrap(), term.as_ref());
    }
}

#[test]
fn nothing_is_made_that_could_not_be_read() {
    let kind = |result: Result<Term<'_>, gatewire::DecodeError>| result.unwrap_err().kind();
    assert_eq!(kind(Term::atom(&"a".repeat(256))), Kind::InvalidAtom);
    assert_eq!(kind(Term::atom(&"a".repeat(1 << 16))), Kind::InvalidAtom);
    assert_eq!(kind(Term::float(f64::NAN)), Kind::InvalidNumber);
    let one = Term::integer(1);
    assert_eq!(kind(Term::map([(&one, &one), (&one, &one)])), Kind::DuplicateKey);

    let mut term = Term::integer(1);
    for _ in 0..MAX_SKIP_DEPTH {
        term = Term::tuple([&term]).unwrap();
    }
    assert_eq!(kind(Term::tuple([&term])), Kind::DepthExceeded);
}
