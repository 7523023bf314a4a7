//! What the table of Erlang does not have: indented terms and long integers.

use gatewire::etf::Term;

use super::table::bytes;

fn term(hex: &str) -> Term<'static> {
    Term::decode(&bytes(hex)).unwrap().into_owned()
}

#[test]
fn indented() {
    let map = term(
        "837400000003 77026f70 6101 770164 6c00000002 6d00000003c3a922 6d00000002ff00 6103 \
         770178 680274000000006a",
    );
    let expected = "#{
    op => 1,
    d => [
        <<\"é\\\"\"/utf8>>,
        <<255,0>>
        |3
    ],
    x => {
        #{},
        []
    }
}";
    assert_eq!(format!("{map:#}"), expected);
    assert_eq!(map.to_string(), "#{op => 1,d => [<<195,169,34>>,<<255,0>>|3],x => {#{},[]}}");
    assert_eq!(format!("{map:?}"), map.to_string());
}

#[test]
fn text_that_a_terminal_would_act_upon_stays_bytes() {
    for text in ["\u{1b}[2J", "\u{9b}2J", "a\u{7}"] {
        let shown = format!("{:#}", Term::binary(text.as_bytes()).unwrap());
        assert!(shown.starts_with("<<") && !shown.contains('"'), "{shown}");
    }
    let shown = format!("{:#}", Term::binary("a\u{202e}b".as_bytes()).unwrap());
    assert!(shown.is_ascii(), "{shown}");
    assert_eq!(format!("{:#}", Term::binary(b"a\\\n").unwrap()), r#"<<"a\\\n">>"#);
    assert_eq!(format!("{:#}", Term::binary(b"").unwrap()), "<<>>");
}

#[test]
fn integers_over_a_kilobyte_are_hexadecimal() {
    let integer = |length: u32, sign: u8| {
        let mut bytes = vec![131, 111];
        bytes.extend(length.to_be_bytes());
        bytes.push(sign);
        bytes.extend(std::iter::repeat_n(0, length as usize - 1));
        bytes.push(10);
        Term::decode(&bytes).unwrap().into_owned()
    };
    assert_eq!(integer(1025, 1).to_string(), format!("-16#A{}", "00".repeat(1024)));
    let decimal = integer(1024, 0).to_string();
    assert!(decimal.len() > 2400 && decimal.bytes().all(|byte| byte.is_ascii_digit()));
    let long = integer(10_000_000, 0);
    assert_eq!(long.to_string().len(), 20_000_002);
    assert_eq!(Term::decode(&long.encode()).unwrap(), long);
}
