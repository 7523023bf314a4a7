//! Commands are packed as Discord's erlpack does: `tests/etf/erlpack.txt` has each of them.

use std::collections::HashMap;
use std::fmt::Debug;

use gatewire::{Command, Encoder, Encoding};
use serde::Deserialize;

use super::commands::{self, Check};

const TABLE: &str = include_str!("../etf/erlpack.txt");

struct Table {
    rows: HashMap<&'static str, &'static str>,
    encoder: Encoder,
}

impl Check for Table {
    fn check<C>(&mut self, command: C, data: &str)
    where
        C: Command + Deserialize<'static> + PartialEq + Debug,
    {
        let op = command.opcode().0;
        let text = format!(r#"{{"op":{op},"d":{}}}"#, with_integers(data));
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
    let rows = TABLE.lines().map(|row| row.split_once('\t').expect("two columns")).collect();
    commands::each(&mut Table { rows, encoder: Encoder::new(Encoding::Etf) });
}
