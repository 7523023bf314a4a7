//! Terms as Erlang prints them.

use std::fmt::{self, Write as _};

use super::head::{Head, head};
use super::identifier::{Export, Fun, Pid, Port, Reference};
use super::{BitString, Term, TermRef};
use crate::etf::reader::Reader;
use crate::etf::walk::{Next, Walk};
use crate::float::Shortest;

impl fmt::Display for Term<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.as_ref(), f)
    }
}

/// As it prints.
impl fmt::Debug for Term<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.as_ref(), f)
    }
}

/// As it prints.
impl fmt::Debug for TermRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for TermRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_indented = f.alternate();
        let walk = Walk::new(Open { is_first: true, end: "" });
        Printer { f, walk, is_indented }.term(*self)
    }
}

/// Containers inside each other for which lines are indented: far more can nest, and a line each of as
/// many blanks would be thousands of times the size of the term.
const MAX_INDENT: usize = 32;

struct Printer<'f, 'b> {
    f: &'f mut fmt::Formatter<'b>,
    walk: Walk<Open>,
    is_indented: bool,
}

/// A container that is open: whether the next term is the first in it, and what closes it.
struct Open {
    is_first: bool,
    end: &'static str,
}

impl Printer<'_, '_> {
    fn term(mut self, term: TermRef<'_>) -> fmt::Result {
        let mut reader = Reader::new(term.bytes);
        // It was checked, so that nothing of it fails.
        while let Ok(next) = self.walk.next(&mut reader) {
            match next {
                Next::Value => self.f.write_str(" => ")?,
                Next::Tail => self.separate("|")?,
                Next::Key | Next::Element => self.separate(",")?,
                Next::Bytes(bytes) => {
                    for byte in bytes {
                        self.separate(",")?;
                        write!(self.f, "{byte}")?;
                    }
                    continue;
                }
                Next::End => match self.walk.leave() {
                    Some(open) => {
                        self.break_line()?;
                        self.f.write_str(open.end)?;
                        continue;
                    }
                    None => break,
                },
            }
            let Ok(head) = head(&mut reader) else { break };
            let contents = head.contents();
            let (start, end) = match head {
                // It shows nothing of its environment.
                Head::Fun(_) => {
                    self.scalar(&head)?;
                    for _ in 0..contents.count {
                        let _ = reader.skip();
                    }
                    continue;
                }
                _ if contents.count == 0 => {
                    self.scalar(&head)?;
                    continue;
                }
                Head::Map(_) => ("#{", "}"),
                Head::List(_) => ("[", "]"),
                _ => ("{", "}"),
            };
            self.f.write_str(start)?;
            if self.walk.enter(0, contents, Open { is_first: true, end }).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Writes what stands in front of a term in a container, but for the value of a key.
    fn separate(&mut self, separator: &str) -> fmt::Result {
        if self.walk.depth() == 0 {
            return Ok(());
        }
        let is_first = std::mem::take(&mut self.walk.own().is_first);
        if separator == "|" {
            self.break_line()?;
            return self.f.write_str(separator);
        }
        if !is_first {
            self.f.write_str(separator)?;
        }
        self.break_line()
    }

    /// Begins a line, if there are several.
    fn break_line(&mut self) -> fmt::Result {
        if !self.is_indented {
            return Ok(());
        }
        self.f.write_char('\n')?;
        (0..self.walk.depth().min(MAX_INDENT)).try_for_each(|_| self.f.write_str("    "))
    }

    fn scalar(&mut self, head: &Head<'_>) -> fmt::Result {
        match head {
            Head::Atom(atom) => write_atom(self.f, atom.as_str()),
            Head::Integer(value) => fmt::Display::fmt(value, self.f),
            Head::Float(value) => write_float(self.f, *value),
            Head::Binary(bytes) => match printable(bytes).filter(|_| self.is_indented) {
                Some(text) => write_text(self.f, text),
                None => write_bytes(self.f, ("<<", ">>"), bytes),
            },
            Head::BitString(bits) => write_bits(self.f, *bits),
            Head::Nil | Head::List(_) => self.f.write_str("[]"),
            Head::String(bytes) => write_bytes(self.f, ("[", "]"), bytes),
            Head::Tuple(_) => self.f.write_str("{}"),
            Head::Map(_) => self.f.write_str("#{}"),
            Head::Pid(pid) => write_pid(self.f, pid),
            Head::Port(port) => write_port(self.f, port),
            Head::Reference(reference) => write_reference(self.f, reference),
            Head::Export(Export { module, function, arity }) => {
                write!(self.f, "fun {module}:{function}/{arity}")
            }
            Head::Fun(fun) => write_fun(self.f, fun),
        }
    }
}

fn write_pid(f: &mut fmt::Formatter<'_>, Pid { node, id, serial, .. }: &Pid<'_>) -> fmt::Result {
    write!(f, "<{node}.{id}.{serial}>")
}

fn write_port(f: &mut fmt::Formatter<'_>, Port { node, id, .. }: &Port<'_>) -> fmt::Result {
    write!(f, "#Port<{node}.{id}>")
}

/// With the words of the id from the last to the first.
fn write_reference(f: &mut fmt::Formatter<'_>, reference: &Reference<'_>) -> fmt::Result {
    write!(f, "#Ref<{}", reference.node)?;
    let words = reference.words.as_chunks::<4>().0.iter().rev();
    words.map(|word| u32::from_be_bytes(*word)).try_for_each(|word| write!(f, ".{word}"))?;
    f.write_char('>')
}

fn write_fun(f: &mut fmt::Formatter<'_>, fun: &Fun<'_>) -> fmt::Result {
    write!(f, "#Fun<{}.{}.{}>", fun.module, fun.old_index, fun.old_uniq)
}

fn write_bytes(f: &mut fmt::Formatter<'_>, ends: (&str, &str), bytes: &[u8]) -> fmt::Result {
    f.write_str(ends.0)?;
    for (index, byte) in bytes.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        write!(f, "{comma}{byte}")?;
    }
    f.write_str(ends.1)
}

fn write_bits(f: &mut fmt::Formatter<'_>, bits: BitString<'_>) -> fmt::Result {
    if bits.last_bits == 8 {
        return write_bytes(f, ("<<", ">>"), bits.bytes);
    }
    let (whole, last) = bits.parts();
    let end = if whole.is_empty() { "" } else { "," };
    write_bytes(f, ("<<", end), whole)?;
    write!(f, "{last}:{}>>", bits.last_bits)
}

/// The text of a binary, if it is some, and none of it does things to a terminal.
fn printable(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let is_printable = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    (!text.is_empty() && text.chars().all(is_printable)).then_some(text)
}

/// A binary as text, as it can be written in Erlang.
fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("<<\"")?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            // What the terminal would reorder or hide stays a number.
            c if !c.is_ascii() && !c.is_alphanumeric() && c.escape_debug().count() > 1 => {
                write!(f, "\\x{{{:X}}}", u32::from(c))?;
            }
            c if u32::from(c) > 0xff => f.write_char(c)?,
            c => write_character(f, c)?,
        }
    }
    f.write_str(if text.is_ascii() { "\">>" } else { "\"/utf8>>" })
}

/// The words that mean something else without quotes.
const RESERVED: [&str; 27] = [
    "after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case",
    "catch", "cond", "div", "end", "fun", "if", "let", "not", "of", "or", "orelse", "receive",
    "rem", "try", "when", "xor",
];

/// Prints an atom as `~w` does.
pub(super) fn write_atom(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let is_small = |c: char| matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ');
    let is_name = |c: char| {
        is_small(c) || matches!(c, 'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | '0'..='9' | '_' | '@')
    };
    if text.starts_with(is_small) && text.chars().all(is_name) && !RESERVED.contains(&text) {
        return f.write_str(text);
    }
    f.write_char('\'')?;
    for c in text.chars() {
        match c {
            '\'' => f.write_str("\\'")?,
            c if u32::from(c) > 0xff => write!(f, "\\x{{{:X}}}", u32::from(c))?,
            c => write_character(f, c)?,
        }
    }
    f.write_char('\'')
}

/// A character of Latin-1 between quotes.
fn write_character(f: &mut fmt::Formatter<'_>, c: char) -> fmt::Result {
    match c {
        '\\' => f.write_str("\\\\"),
        ' '..='~' | '\u{a0}'..='\u{ff}' => f.write_char(c),
        '\n' => f.write_str("\\n"),
        '\r' => f.write_str("\\r"),
        '\t' => f.write_str("\\t"),
        '\u{b}' => f.write_str("\\v"),
        '\u{8}' => f.write_str("\\b"),
        '\u{c}' => f.write_str("\\f"),
        '\u{1b}' => f.write_str("\\e"),
        '\u{7f}' => f.write_str("\\d"),
        c => write!(f, "\\{:03o}", u32::from(c)),
    }
}

/// The shortest digits that mean the float, with an exponent where that is shorter, and from 2^53.
fn write_float(f: &mut fmt::Formatter<'_>, value: f64) -> fmt::Result {
    const EXACT: f64 = (1u64 << 53) as f64;

    if value == 0.0 {
        return f.write_str(if value.is_sign_negative() { "-0.0" } else { "0.0" });
    }
    let shortest = Shortest::new(value);
    let (digits, place) = (shortest.digits(), shortest.place);
    if value < 0.0 {
        f.write_char('-')?;
    }
    let (exponent, count) = (place - 1, digits.len() as i32);
    let mut buffer = itoa::Buffer::new();
    let exponent = buffer.format(exponent);
    let cost = exponent.len() as i32 + if count == 1 { 3 } else { 2 };
    let is_plain = if place <= 0 {
        2 - place <= cost
    } else {
        value.abs() < EXACT && (place < count || place - count + 2 <= cost)
    };
    if !is_plain {
        let (first, rest) = digits.split_at(1);
        let rest = if rest.is_empty() { "0" } else { rest };
        write_all(f, [first, ".", rest, "e", exponent])
    } else if place <= 0 {
        f.write_str("0.")?;
        write_zeros(f, -place)?;
        f.write_str(digits)
    } else if place < count {
        let (whole, fraction) = digits.split_at(place as usize);
        write_all(f, [whole, ".", fraction])
    } else {
        f.write_str(digits)?;
        write_zeros(f, place - count)?;
        f.write_str(".0")
    }
}

/// As `write!` would, which takes several times as long as to find the digits.
fn write_all<const N: usize>(f: &mut fmt::Formatter<'_>, pieces: [&str; N]) -> fmt::Result {
    pieces.into_iter().try_for_each(|piece| f.write_str(piece))
}

fn write_zeros(f: &mut fmt::Formatter<'_>, count: i32) -> fmt::Result {
    (0..count).try_for_each(|_| f.write_char('0'))
}
