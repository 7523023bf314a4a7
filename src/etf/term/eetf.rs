//! Terms as those of the crate eetf, and back.

use eetf::{
    BigInteger, BitBinary, ByteList, ExternalFun, FixInteger, Float, ImproperList, InternalFun,
};

use super::build::start;
use super::identifier::{Fun, NewFun};
use super::{Atom, BitString, Integer, Kind, Pid, Port, Reference, Term, TermRef};
use crate::MAX_BUILD_DEPTH;
use crate::error::{DecodeError, DecodeErrorKind, EncodeError};
use crate::etf::reader::too_deep;
use crate::etf::tag::*;

/// The same term for eetf, which copies all of it.
///
/// # Errors
///
/// [`TooDeep`](EncodeError::TooDeep) beyond [`MAX_BUILD_DEPTH`], since eetf recurses;
/// [`Refused`](EncodeError::Refused) for a function by its name of over 255 arguments.
///
/// ```
/// use gatewire::etf::Term;
///
/// let term = Term::decode(b"\x83h\x02w\x02oka\x07")?;
/// let other = eetf::Term::try_from(term.as_ref())?;
/// assert_eq!(other.to_string(), "{'ok',7}");
/// assert_eq!(Term::try_from(&other)?, term);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl TryFrom<TermRef<'_>> for eetf::Term {
    type Error = EncodeError;

    fn try_from(term: TermRef<'_>) -> Result<Self, EncodeError> {
        theirs(term, 0)
    }
}

/// As for [`TermRef`].
impl TryFrom<&Term<'_>> for eetf::Term {
    type Error = EncodeError;

    fn try_from(term: &Term<'_>) -> Result<Self, EncodeError> {
        term.as_ref().try_into()
    }
}

fn theirs(term: TermRef<'_>, depth: usize) -> Result<eetf::Term, EncodeError> {
    if depth > MAX_BUILD_DEPTH {
        return Err(EncodeError::TooDeep { limit: MAX_BUILD_DEPTH });
    }
    let inside = |term| theirs(term, depth + 1);
    Ok(match term.kind() {
        Kind::Atom(name) => their_atom(&name).into(),
        Kind::Integer(value) => their_integer(value, term)?,
        Kind::Float(value) => Float { value }.into(),
        Kind::Binary(bytes) => eetf::Binary { bytes: bytes.to_vec() }.into(),
        Kind::BitString(bits) => their_bits(bits).into(),
        Kind::List(list) => {
            let elements = list.elements().map(inside).collect::<Result<Vec<_>, _>>()?;
            match list.tail() {
                Some(tail) => ImproperList { elements, last: Box::new(inside(tail)?) }.into(),
                None => eetf::List { elements }.into(),
            }
        }
        Kind::Tuple(tuple) => {
            eetf::Tuple { elements: tuple.elements().map(inside).collect::<Result<_, _>>()? }.into()
        }
        Kind::Map(map) => {
            let entry = |(key, value)| Ok((inside(key)?, inside(value)?));
            eetf::Map { map: map.entries().map(entry).collect::<Result<_, _>>()? }.into()
        }
        Kind::Pid(pid) => their_pid(&pid).into(),
        Kind::Port(Port { node, id, creation }) => {
            eetf::Port { node: their_atom(&node), id, creation }.into()
        }
        Kind::Reference(reference) => {
            let Reference { node, creation, .. } = &reference;
            let (node, creation) = (their_atom(node), *creation);
            eetf::Reference { node, id: reference.id().collect(), creation }.into()
        }
        Kind::Export(export) => {
            let arity = u8::try_from(export.arity).map_err(|_| EncodeError::Refused)?;
            let (module, function) = (their_atom(&export.module), their_atom(&export.function));
            ExternalFun { module, function, arity }.into()
        }
        Kind::Fun(fun) => {
            let free_vars = fun.free_variables().map(inside).collect::<Result<_, _>>()?;
            their_fun(&fun, free_vars).into()
        }
    })
}

fn their_atom(atom: &Atom<'_>) -> eetf::Atom {
    eetf::Atom { name: atom.as_str().to_owned() }
}

/// What counts of the last byte are its lower bits there, and its upper ones in a term.
fn their_bits(bits: BitString<'_>) -> BitBinary {
    let mut bytes = bits.bytes().to_vec();
    if let Some(last) = bytes.last_mut() {
        *last >>= 8 - bits.last_bits();
    }
    BitBinary { bytes, tail_bits_size: bits.last_bits() }
}

fn their_pid(Pid { node, id, serial, creation }: &Pid<'_>) -> eetf::Pid {
    eetf::Pid { node: their_atom(node), id: *id, serial: *serial, creation: *creation }
}

fn their_integer(value: Integer<'_>, term: TermRef<'_>) -> Result<eetf::Term, EncodeError> {
    if let Some(value) = value.as_i64() {
        return Ok(match i32::try_from(value) {
            Ok(value) => FixInteger { value }.into(),
            Err(_) => BigInteger::from(value).into(),
        });
    }
    // Its type is another crate's, so that eetf makes it out of bytes.
    eetf::Term::decode(&term.encode()[..]).map_err(|_| EncodeError::Refused)
}

fn their_fun(fun: &Fun<'_>, free_vars: Vec<eetf::Term>) -> InternalFun {
    let (module, pid) = (their_atom(&fun.module), their_pid(&fun.pid));
    let (old_index, old_uniq) = (fun.old_index, fun.old_uniq);
    match fun.new {
        Some(NewFun { arity, index, uniq }) => {
            let uniq = *uniq;
            InternalFun::New { module, arity, pid, free_vars, index, uniq, old_index, old_uniq }
        }
        None => InternalFun::Old { module, pid, free_vars, index: old_index, uniq: old_uniq },
    }
}

/// The same term, of which nothing is borrowed.
///
/// # Errors
///
/// As those of [`Term::atom`] and its like, and
/// [`DepthExceeded`](DecodeErrorKind::DepthExceeded) beyond [`MAX_BUILD_DEPTH`].
impl TryFrom<&eetf::Term> for Term<'static> {
    type Error = DecodeError;

    fn try_from(term: &eetf::Term) -> Result<Self, DecodeError> {
        let mut bytes = Vec::new();
        write(term, 0, &mut bytes)?;
        Term::of(bytes)
    }
}

fn write(term: &eetf::Term, depth: usize, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    if depth > MAX_BUILD_DEPTH {
        return Err(too_deep(0, MAX_BUILD_DEPTH));
    }
    match term {
        eetf::Term::Atom(atom) => write_atom(atom, out)?,
        eetf::Term::FixInteger(FixInteger { value }) => write_integer(*value, out),
        eetf::Term::BigInteger(value) => write_big(value, out)?,
        eetf::Term::Float(Float { value }) => {
            out.push(NEW_FLOAT_EXT);
            out.extend_from_slice(&value.to_be_bytes());
        }
        eetf::Term::Pid(pid) => write_pid(pid, out)?,
        eetf::Term::Port(eetf::Port { node, id, creation }) => {
            out.push(V4_PORT_EXT);
            write_atom(node, out)?;
            out.extend_from_slice(&id.to_be_bytes());
            out.extend_from_slice(&creation.to_be_bytes());
        }
        eetf::Term::Reference(reference) => write_reference(reference, out)?,
        eetf::Term::ExternalFun(fun) => {
            out.push(EXPORT_EXT);
            write_atom(&fun.module, out)?;
            write_atom(&fun.function, out)?;
            out.extend_from_slice(&[SMALL_INTEGER_EXT, fun.arity]);
        }
        eetf::Term::InternalFun(fun) => write_fun(fun, depth, out)?,
        eetf::Term::Binary(eetf::Binary { bytes }) => {
            out.extend_from_slice(&start(BINARY_EXT, bytes.len())?);
            out.extend_from_slice(bytes);
        }
        eetf::Term::BitBinary(BitBinary { bytes, tail_bits_size }) => {
            out.extend_from_slice(&start(BIT_BINARY_EXT, bytes.len())?);
            out.push(*tail_bits_size);
            out.extend_from_slice(bytes);
            // The lower bits of theirs. A number of bits that cannot be is refused at the end.
            if let (Some(last), false) = (out.last_mut(), bytes.is_empty()) {
                *last = last.unbounded_shl(8u32.saturating_sub(u32::from(*tail_bits_size)));
            }
        }
        eetf::Term::ByteList(ByteList { bytes }) => {
            out.extend_from_slice(&start(LIST_EXT, bytes.len())?);
            out.extend(bytes.iter().flat_map(|byte| [SMALL_INTEGER_EXT, *byte]));
            out.push(NIL_EXT);
        }
        eetf::Term::List(eetf::List { elements }) => {
            write_all(LIST_EXT, elements, depth, out)?;
            out.push(NIL_EXT);
        }
        eetf::Term::ImproperList(ImproperList { elements, last }) => {
            write_all(LIST_EXT, elements, depth, out)?;
            write(last, depth + 1, out)?;
        }
        eetf::Term::Tuple(eetf::Tuple { elements }) => {
            write_all(LARGE_TUPLE_EXT, elements, depth, out)?;
        }
        eetf::Term::Map(eetf::Map { map }) => {
            out.extend_from_slice(&start(MAP_EXT, map.len())?);
            for (key, value) in map {
                write(key, depth + 1, out)?;
                write(value, depth + 1, out)?;
            }
        }
    }
    Ok(())
}

fn write_all(
    tag: u8,
    elements: &[eetf::Term],
    depth: usize,
    out: &mut Vec<u8>,
) -> Result<(), DecodeError> {
    out.extend_from_slice(&start(tag, elements.len())?);
    elements.iter().try_for_each(|element| write(element, depth + 1, out))
}

fn write_atom(atom: &eetf::Atom, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    out.extend_from_slice(Term::atom(&atom.name)?.as_ref().bytes);
    Ok(())
}

fn write_integer(value: i32, out: &mut Vec<u8>) {
    out.extend_from_slice(Term::integer(value).as_ref().bytes);
}

/// Its type is another crate's, so that eetf makes bytes of it.
fn write_big(value: &BigInteger, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    let mut bytes = Vec::new();
    let written = eetf::Term::from(value.clone()).encode(&mut bytes);
    match written {
        Ok(()) => out.extend_from_slice(Term::decode(&bytes)?.as_ref().bytes),
        Err(_) => return Err(DecodeError::data(DecodeErrorKind::InvalidNumber, 0)),
    }
    Ok(())
}

fn write_pid(pid: &eetf::Pid, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    out.push(NEW_PID_EXT);
    write_atom(&pid.node, out)?;
    for word in [pid.id, pid.serial, pid.creation] {
        out.extend_from_slice(&word.to_be_bytes());
    }
    Ok(())
}

fn write_reference(reference: &eetf::Reference, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    let Ok(count) = u16::try_from(reference.id.len()) else {
        return Err(DecodeError::data(DecodeErrorKind::InvalidIdentifier, 0));
    };
    out.push(NEWER_REFERENCE_EXT);
    out.extend_from_slice(&count.to_be_bytes());
    write_atom(&reference.node, out)?;
    out.extend_from_slice(&reference.creation.to_be_bytes());
    out.extend(reference.id.iter().flat_map(|word| word.to_be_bytes()));
    Ok(())
}

fn write_fun(fun: &InternalFun, depth: usize, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    let free = match fun {
        InternalFun::Old { module, pid, free_vars, index, uniq } => {
            out.extend_from_slice(&start(FUN_EXT, free_vars.len())?);
            write_pid(pid, out)?;
            write_atom(module, out)?;
            write_integer(*index, out);
            write_integer(*uniq, out);
            free_vars
        }
        InternalFun::New { module, arity, pid, free_vars, index, uniq, old_index, old_uniq } => {
            // The size is not looked at.
            out.extend_from_slice(&start(NEW_FUN_EXT, 0)?);
            out.push(*arity);
            out.extend_from_slice(uniq);
            out.extend_from_slice(&index.to_be_bytes());
            let [_, count @ ..] = start(NEW_FUN_EXT, free_vars.len())?;
            out.extend_from_slice(&count);
            write_atom(module, out)?;
            write_integer(*old_index, out);
            write_integer(*old_uniq, out);
            write_pid(pid, out)?;
            free_vars
        }
    };
    free.iter().try_for_each(|term| write(term, depth + 1, out))
}
