//! One term of any kind, short of the terms in it.

use super::identifier::{Export, Fun, Pid, Port, Reference};
use super::{Atom, BitString, Integer};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::etf::reader::{Reader, count};
use crate::etf::tag::*;
use crate::etf::walk::Contents;

/// A scalar, an empty container, or how many terms follow in a container.
#[derive(Clone, Debug)]
pub(in crate::etf) enum Head<'a> {
    Atom(Atom<'a>),
    Integer(Integer<'a>),
    Float(f64),
    Binary(&'a [u8]),
    BitString(BitString<'a>),
    /// The list of no elements.
    Nil,
    /// A list of small integers, not empty.
    String(&'a [u8]),
    /// Elements, of which there are some, and a tail behind them.
    List(usize),
    Tuple(usize),
    /// Pairs.
    Map(usize),
    Pid(Pid<'a>),
    Port(Port<'a>),
    Reference(Reference<'a>),
    Export(Export<'a>),
    /// Its free variables follow.
    Fun(Fun<'a>),
}

impl Head<'_> {
    /// What follows.
    #[inline]
    pub(in crate::etf) fn contents(&self) -> Contents {
        match self {
            Self::List(count) => Contents::list(*count),
            Self::Tuple(count) => Contents::terms(*count),
            Self::Map(count) => Contents::pairs(*count),
            Self::Fun(fun) => Contents::terms(fun.free),
            _ => Contents::NONE,
        }
    }
}

/// Reads a term of any kind, short of those in it.
pub(in crate::etf) fn head<'a>(reader: &mut Reader<'a>) -> Result<Head<'a>, DecodeError> {
    Ok(match reader.peek_tag()? {
        BINARY_EXT => Head::Binary(reader.binary()?),
        ATOM_EXT | SMALL_ATOM_EXT | ATOM_UTF8_EXT | SMALL_ATOM_UTF8_EXT => {
            Head::Atom(Atom::new(reader.atom()?))
        }
        SMALL_INTEGER_EXT | INTEGER_EXT | SMALL_BIG_EXT | LARGE_BIG_EXT => {
            Head::Integer(Integer::new(reader.read_integer()?))
        }
        NEW_FLOAT_EXT | FLOAT_EXT => Head::Float(reader.float()?),
        MAP_EXT => Head::Map(reader.read_map_header()?),
        NIL_EXT => {
            reader.rest = &reader.rest[1..];
            Head::Nil
        }
        STRING_EXT => match reader.string()? {
            [] => Head::Nil,
            bytes => Head::String(bytes),
        },
        tag @ (SMALL_TUPLE_EXT | LARGE_TUPLE_EXT | LIST_EXT) => {
            // A list of no elements is its tail, which the tag is of then.
            let count = reader.read_sequence_header()?.count();
            if tag == LIST_EXT { Head::List(count) } else { Head::Tuple(count) }
        }
        BIT_BINARY_EXT => Head::BitString(bit_string(reader)?),
        _ => return unusual(reader),
    })
}

/// What no message of the Gateway holds.
#[inline(never)]
fn unusual<'a>(reader: &mut Reader<'a>) -> Result<Head<'a>, DecodeError> {
    Ok(match reader.peek_tag()? {
        PID_EXT | NEW_PID_EXT => Head::Pid(reader.pid()?),
        PORT_EXT | NEW_PORT_EXT | V4_PORT_EXT => Head::Port(reader.port()?),
        REFERENCE_EXT | NEW_REFERENCE_EXT | NEWER_REFERENCE_EXT => {
            Head::Reference(reader.reference()?)
        }
        EXPORT_EXT => Head::Export(reader.export()?),
        NEW_FUN_EXT | FUN_EXT => Head::Fun(reader.fun()?),
        _ => return Err(reader.unsupported()),
    })
}

/// Bytes, and how many bits of the last of them count: a binary if all do.
pub(in crate::etf) fn bit_string<'a>(
    reader: &mut Reader<'a>,
) -> Result<BitString<'a>, DecodeError> {
    let start = *reader;
    let [_, a, b, c, d, bits, rest @ ..] = reader.rest else {
        return Err(reader.unexpected_end());
    };
    let bytes = reader.take(count([*a, *b, *c, *d]), rest)?;
    match (bytes.is_empty(), bits) {
        (true, 0) => Ok(BitString { bytes, last_bits: 8 }),
        (false, 1..=8) => Ok(BitString { bytes, last_bits: *bits }),
        _ => Err(start.error(DecodeErrorKind::InvalidBitString)),
    }
}
