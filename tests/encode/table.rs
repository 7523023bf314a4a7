//! Commands are packed as Discord's erlpacks do: `tests/etf/erlpack.txt`, which Python made, and
//! `tests/etf/erlpack_javascript.txt` have each of them.

use std::collections::HashMap;
use std::fmt::Debug;

use gatewire::{
    Command, EncodeError, Encoder, Encoding, Opcode, RequestSoundboardSounds, Snowflake,
};
use serde::Deserialize;

use super::commands::{self, Check};

const PYTHON: &str = include_str!("../etf/erlpack.txt");
const JAVASCRIPT: &str = include_str!("../etf/erlpack_javascript.txt");

struct Table {
    rows: HashMap<&'static str, &'static str>,
    encoder: Encoder,
    /// Whether ids are text, as `data` has them.
    has_text_ids: bool,
}

impl Table {
    fn new(table: &'static str, encoder: Encoder, has_text_ids: bool) -> Self {
        let rows = table.lines().map(|row| row.split_once('\t').expect("two columns")).collect();
        Self { rows, encoder, has_text_ids }
    }
}

impl Check for Table {
    fn check<C>(&mut self, command: C, data: &str)
    where
        C: Command + Deserialize<'static> + PartialEq + Debug,
    {
        let op = command.opcode().0;
        let data = if self.has_text_ids { data.to_owned() } else { with_integers(data) };
        let text = format!(r#"{{"op":{op},"d":{data}}}"#);
        let term = self.encoder.encode(&command).unwrap();
        let term: String = term.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(Some(&term.as_str()), self.rows.get(&*text), "{text}");
    }
}

/// The same with integers for ids: text that is nothing but digits.
fn with_integers(data: &str) -> String {
    let mut parts: Vec<_> = data.split('"').map(String::from).collect();
    let mut index = 1;
    while index < parts.len() {
        match parts[index].parse::<u64>() {
            Ok(_) => {
                let id = parts.remove(index);
                let behind = parts.remove(index);
                parts[index - 1] += &(id + &behind);
            }
            Err(_) => index += 1,
        }
    }
    parts.join("\"")
}

#[test]
fn every_command() {
    commands::each(&mut Table::new(PYTHON, Encoder::new(Encoding::Etf), false));
}

#[test]
fn every_command_as_javascript_packs_it() {
    let encoder = Encoder::new(Encoding::Etf).javascript(true);
    commands::each(&mut Table::new(JAVASCRIPT, encoder, true));
}

#[test]
fn json_is_the_same_for_javascript() {
    let id = Snowflake::new(41771983444115456);
    let data = (id, 1_u64 << 40, 1.0);
    let message = Encoder::new(Encoding::Json).encode_payload(Opcode(99), &data).unwrap();
    let mut encoder = Encoder::new(Encoding::Json).javascript(true);
    assert_eq!(encoder.encode_payload(Opcode(99), &data).unwrap(), message);
    let mut encoder = Encoder::new(Encoding::Etf).javascript(true).javascript(false);
    let term = Encoder::new(Encoding::Etf).encode_payload(Opcode(99), &data).unwrap();
    assert_eq!(encoder.encode_payload(Opcode(99), &data).unwrap(), term);
}

/// Parts are as many as fit with text for ids, which takes more room.
#[test]
fn parts_fit_with_the_ids_of_javascript() {
    let ids = (0..1000).map(|n| Snowflake::new(1_104_217_733_921_538_129 + n));
    let request = RequestSoundboardSounds::new(ids);
    let mut encoder = Encoder::new(Encoding::Etf).javascript(true);
    assert!(matches!(encoder.encode(&request), Err(EncodeError::TooLarge { .. })));
    let parts: Vec<_> = request.split(&encoder).collect();
    let sizes: Vec<_> = parts.iter().map(|part| encoder.encode(part).unwrap().len()).collect();
    // An id takes 24 bytes.
    let (last, others) = sizes.split_last().unwrap();
    assert!(others.iter().all(|size| (4096 - 24 + 1..=4096).contains(size)), "{sizes:?}");
    assert!(*last <= 4096);
    assert_eq!(parts.iter().map(|part| part.guild_ids.len()).sum::<usize>(), 1000);
}
