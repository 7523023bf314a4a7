//! Terms as bytes, in the form that Erlang writes.

use super::head::{Head, head};
use super::identifier::{Export, Fun, Pid, Port, Reference};
use super::{Atom, BitString, Integer, Term, TermRef};
use crate::etf::integer::Integer as Wire;
use crate::etf::reader::Reader;
use crate::etf::tag::*;
use crate::etf::walk::{Next, Walk};

/// How atoms are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AtomEncoding {
    /// In UTF-8, with the tags 119 and 118, as Erlang does since OTP 26 and with
    /// `{minor_version, 2}` before.
    #[default]
    Utf8,
    /// In Latin-1 with the tag 100 where all characters are in it, as Erlang did up to OTP 25 with
    /// `{minor_version, 1}`, and in UTF-8 otherwise.
    Latin1,
}

impl Term<'_> {
    /// Writes the term, version byte included, as [`TermRef::encode`] does.
    pub fn encode(&self) -> Vec<u8> {
        self.as_ref().encode()
    }

    /// Writes the term, version byte included, as [`TermRef::encode_with`] does.
    pub fn encode_with(&self, atoms: AtomEncoding) -> Vec<u8> {
        self.as_ref().encode_with(atoms)
    }
}

impl TermRef<'_> {
    /// Writes the term, version byte included, in the one form that Erlang gives it: each part with
    /// the tag that it takes the fewest bytes with, the entries of maps in the order that they
    /// have.
    ///
    /// ```
    /// use gatewire::etf::Term;
    ///
    /// // An integer of more bytes than it needs, a list of bytes, an atom of the oldest tag.
    /// let term = Term::decode(b"\x83h\x03n\x02\0\x07\0l\0\0\0\x02a\x01a\x02jd\0\x02ok")?;
    /// assert_eq!(term.encode(), b"\x83h\x03a\x07k\0\x02\x01\x02w\x02ok");
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    pub fn encode(self) -> Vec<u8> {
        self.encode_with(AtomEncoding::default())
    }

    /// As [`encode`](Self::encode), with a choice of how atoms are written.
    pub fn encode_with(self, atoms: AtomEncoding) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes.len() + 1);
        out.push(VERSION);
        Writer { out, atoms }.term(self)
    }
}

struct Writer {
    out: Vec<u8>,
    atoms: AtomEncoding,
}

/// A container whose header is completed at its end.
struct Open {
    /// Where its tag stands.
    start: usize,
    kind: Kind,
}

enum Kind {
    /// With the elements so far, and whether all of them are integers of a byte.
    List {
        count: usize,
        are_bytes: bool,
    },
    /// Which has its tail.
    ImproperList {
        count: usize,
    },
    /// Which has a size, whereas maps and tuples are written at once.
    Fun,
    Other,
}

/// The most bytes that a `STRING_EXT` holds.
const MAX_STRING: usize = 0xffff;

/// The bytes of a list's header.
const LIST_HEADER: usize = 5;

impl Writer {
    fn term(mut self, term: TermRef<'_>) -> Vec<u8> {
        let mut reader = Reader::new(term.bytes);
        let mut walk = Walk::new(Open { start: 0, kind: Kind::Other });
        // It was checked, so that nothing fails.
        while let Ok(next) = walk.next(&mut reader) {
            let kind = &mut walk.own().kind;
            match (next, &mut *kind) {
                (Next::End, _) => match walk.leave() {
                    Some(open) => {
                        self.close(&open);
                        continue;
                    }
                    None => break,
                },
                (Next::Bytes(bytes), Kind::List { count, .. }) => {
                    *count += bytes.len();
                    self.out.extend(bytes.iter().flat_map(|byte| [SMALL_INTEGER_EXT, *byte]));
                    continue;
                }
                (Next::Tail, Kind::List { count, .. }) => {
                    *kind = Kind::ImproperList { count: *count };
                }
                _ => {}
            }
            let Ok(head) = head(&mut reader) else { break };
            if let Kind::List { count, are_bytes } = kind {
                *count += 1;
                *are_bytes &= matches!(&head, Head::Integer(value) if byte(*value).is_some());
            }
            let contents = head.contents();
            if contents.count == 0 {
                self.scalar(&head);
            } else if walk.enter(0, contents, self.open(&head)).is_err() {
                break;
            }
        }
        self.out
    }

    fn open(&mut self, head: &Head<'_>) -> Open {
        let start = self.out.len();
        let kind = match head {
            Head::List(_) => {
                self.length(LIST_EXT, 0);
                Kind::List { count: 0, are_bytes: true }
            }
            Head::Map(count) => {
                self.length(MAP_EXT, *count);
                Kind::Other
            }
            Head::Fun(fun) => {
                self.fun(fun);
                Kind::Fun
            }
            head => {
                self.tuple(head.contents().count);
                Kind::Other
            }
        };
        Open { start, kind }
    }

    fn close(&mut self, &Open { start, ref kind }: &Open) {
        match *kind {
            Kind::List { count, are_bytes: true } if count <= MAX_STRING => {
                // Each element has two bytes, of which the second one is its value.
                for index in 0..count {
                    self.out[start + 3 + index] = self.out[start + LIST_HEADER + 2 * index + 1];
                }
                self.out.truncate(start + 3 + count);
                let [high, low] = (count as u16).to_be_bytes();
                self.out[start..start + 3].copy_from_slice(&[STRING_EXT, high, low]);
            }
            Kind::List { count, .. } => {
                self.patch(start, count);
                self.out.push(NIL_EXT);
            }
            Kind::ImproperList { count } => self.patch(start, count),
            Kind::Fun => self.fun_size(start),
            Kind::Other => {}
        }
    }

    fn scalar(&mut self, head: &Head<'_>) {
        match head {
            Head::Atom(atom) => self.atom(atom),
            Head::Integer(value) => self.integer(*value),
            Head::Float(value) => {
                self.out.push(NEW_FLOAT_EXT);
                self.out.extend_from_slice(&value.to_be_bytes());
            }
            Head::Binary(bytes) => self.bytes(BINARY_EXT, bytes),
            Head::BitString(bits) => self.bit_string(*bits),
            Head::Nil | Head::List(_) => self.out.push(NIL_EXT),
            Head::String(bytes) => {
                // Its length came in 16 bits.
                let [high, low] = (bytes.len() as u16).to_be_bytes();
                self.out.extend_from_slice(&[STRING_EXT, high, low]);
                self.out.extend_from_slice(bytes);
            }
            Head::Tuple(count) => self.tuple(*count),
            Head::Map(count) => self.length(MAP_EXT, *count),
            Head::Pid(pid) => self.pid(pid),
            Head::Port(port) => self.port(port),
            Head::Reference(reference) => self.reference(reference),
            Head::Export(export) => self.export(export),
            Head::Fun(fun) => {
                let start = self.out.len();
                self.fun(fun);
                self.fun_size(start);
            }
        }
    }

    /// A tag and a length. Those of a term fit, since all of it has less than 4 GiB.
    fn length(&mut self, tag: u8, length: usize) {
        self.out.push(tag);
        self.word(length as u32);
    }

    fn word(&mut self, word: u32) {
        self.out.extend_from_slice(&word.to_be_bytes());
    }

    fn patch(&mut self, start: usize, length: usize) {
        self.out[start + 1..start + LIST_HEADER].copy_from_slice(&(length as u32).to_be_bytes());
    }

    fn bytes(&mut self, tag: u8, bytes: &[u8]) {
        self.length(tag, bytes.len());
        self.out.extend_from_slice(bytes);
    }

    fn tuple(&mut self, count: usize) {
        match u8::try_from(count) {
            Ok(count) => self.out.extend_from_slice(&[SMALL_TUPLE_EXT, count]),
            Err(_) => self.length(LARGE_TUPLE_EXT, count),
        }
    }

    fn atom(&mut self, atom: &Atom<'_>) {
        let text = atom.as_str();
        if self.atoms == AtomEncoding::Latin1 && text.chars().all(|c| u8::try_from(c).is_ok()) {
            // At most 255 characters, of a byte each.
            let [high, low] = (text.chars().count() as u16).to_be_bytes();
            self.out.extend_from_slice(&[ATOM_EXT, high, low]);
            self.out.extend(text.chars().map(|c| c as u8));
            return;
        }
        match u8::try_from(text.len()) {
            Ok(length) => self.out.extend_from_slice(&[SMALL_ATOM_UTF8_EXT, length]),
            Err(_) => {
                // At most 255 characters, of four bytes each.
                let [high, low] = (text.len() as u16).to_be_bytes();
                self.out.extend_from_slice(&[ATOM_UTF8_EXT, high, low]);
            }
        }
        self.out.extend_from_slice(text.as_bytes());
    }

    fn integer(&mut self, value: Integer<'_>) {
        if let Some(value) = value.as_i64().and_then(|value| i32::try_from(value).ok()) {
            self.small(value);
            return;
        }
        let magnitude = value.magnitude();
        match u8::try_from(magnitude.len()) {
            Ok(length) => self.out.extend_from_slice(&[SMALL_BIG_EXT, length]),
            Err(_) => self.length(LARGE_BIG_EXT, magnitude.len()),
        }
        self.out.push(u8::from(value.is_negative()));
        self.out.extend_from_slice(&magnitude);
    }

    fn small(&mut self, value: i32) {
        match u8::try_from(value) {
            Ok(byte) => self.out.extend_from_slice(&[SMALL_INTEGER_EXT, byte]),
            Err(_) => {
                self.out.push(INTEGER_EXT);
                self.word(value as u32);
            }
        }
    }

    fn bit_string(&mut self, bits: BitString<'_>) {
        let (whole, last) = bits.parts();
        if bits.last_bits == 8 {
            return self.bytes(BINARY_EXT, bits.bytes);
        }
        self.length(BIT_BINARY_EXT, bits.bytes.len());
        self.out.push(bits.last_bits);
        self.out.extend_from_slice(whole);
        self.out.push(last << (8 - bits.last_bits));
    }

    fn pid(&mut self, pid: &Pid<'_>) {
        self.out.push(NEW_PID_EXT);
        self.atom(&pid.node);
        for word in [pid.id, pid.serial, pid.creation] {
            self.word(word);
        }
    }

    fn port(&mut self, port: &Port<'_>) {
        /// The most that Erlang writes without the tag of OTP 24.
        const MAX_SHORT: u64 = 0x0fff_ffff;

        if port.id > MAX_SHORT {
            self.out.push(V4_PORT_EXT);
            self.atom(&port.node);
            self.out.extend_from_slice(&port.id.to_be_bytes());
        } else {
            self.out.push(NEW_PORT_EXT);
            self.atom(&port.node);
            self.word(port.id as u32);
        }
        self.word(port.creation);
    }

    fn reference(&mut self, reference: &Reference<'_>) {
        let [high, low] = (reference.id().len() as u16).to_be_bytes();
        self.out.extend_from_slice(&[NEWER_REFERENCE_EXT, high, low]);
        self.atom(&reference.node);
        self.word(reference.creation);
        self.out.extend_from_slice(reference.words);
    }

    fn export(&mut self, export: &Export<'_>) {
        self.out.push(EXPORT_EXT);
        self.atom(&export.module);
        self.atom(&export.function);
        self.integer(Integer::new(Wire::Unsigned(u64::from(export.arity))));
    }

    fn fun(&mut self, fun: &Fun<'_>) {
        let free = fun.free as u32;
        match fun.new {
            Some(new) => {
                self.length(NEW_FUN_EXT, 0);
                self.out.push(new.arity);
                self.out.extend_from_slice(new.uniq);
                self.word(new.index);
                self.word(free);
                self.atom(&fun.module);
                self.small(fun.old_index);
                self.small(fun.old_uniq);
                self.pid(&fun.pid);
            }
            None => {
                self.length(FUN_EXT, fun.free);
                self.pid(&fun.pid);
                self.atom(&fun.module);
                self.small(fun.old_index);
                self.small(fun.old_uniq);
            }
        }
    }

    /// Completes the size of a function, which counts itself but not the tag.
    fn fun_size(&mut self, start: usize) {
        if self.out[start] == NEW_FUN_EXT {
            self.patch(start, self.out.len() - start - 1);
        }
    }
}

/// The value, if it is one of a `STRING_EXT`.
fn byte(value: Integer<'_>) -> Option<u8> {
    value.as_u64().and_then(|value| u8::try_from(value).ok())
}
