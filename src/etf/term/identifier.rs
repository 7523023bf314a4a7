//! What only the node that made it can use: pids, ports, references and functions.

use super::parts::{Elements, Inside};
use super::{Atom, Integer};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::etf::reader::Reader;
use crate::etf::tag::*;
use crate::etf::walk::Contents;

/// The process identifier of an Erlang node (tags 88 and 103).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Pid<'t> {
    /// The node that the process runs on.
    pub node: Atom<'t>,
    /// The process on its node.
    pub id: u32,
    /// What follows the id when ids run out.
    pub serial: u32,
    /// Which run of the node it is from.
    pub creation: u32,
}

/// The port identifier of an Erlang node (tags 89, 102 and 120).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Port<'t> {
    /// The node that the port is open on.
    pub node: Atom<'t>,
    /// The port on its node.
    pub id: u64,
    /// Which run of the node it is from.
    pub creation: u32,
}

/// A reference, as `make_ref/0` of Erlang makes one (tags 90, 101 and 114).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reference<'t> {
    /// The node that made it.
    pub node: Atom<'t>,
    /// Which run of the node it is from.
    pub creation: u32,
    /// The words of the id, as they lie on the wire.
    pub(super) words: &'t [u8],
}

/// A function by its name: `fun module:function/arity` (tag 113).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Export<'t> {
    /// The module that the function is in.
    pub module: Atom<'t>,
    /// The function's name.
    pub function: Atom<'t>,
    /// How many arguments it takes.
    pub arity: u32,
}

/// A function with its environment (tags 112 and 117).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fun<'t> {
    /// The module that it was written in.
    pub module: Atom<'t>,
    /// The process that made it.
    pub pid: Pid<'t>,
    /// Which function of its module it is, as printed.
    pub old_index: i32,
    /// A hash of its code, as printed.
    pub old_uniq: i32,
    /// What only functions since R8 have (tag 112).
    pub new: Option<NewFun<'t>>,
    /// How many terms its environment has.
    pub(super) free: usize,
    /// The terms of its environment.
    pub(super) environment: Inside<'t>,
}

/// What functions since R8 have beyond those before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NewFun<'t> {
    /// How many arguments it takes.
    pub arity: u8,
    /// Which function of its module it is.
    pub index: u32,
    /// The MD5 of its module.
    pub uniq: &'t [u8; 16],
}

impl<'t> Fun<'t> {
    /// The values of the variables that it closes over.
    pub fn free_variables(&self) -> Elements<'t> {
        Elements::of_terms(self.environment, Contents::terms(self.free))
    }
}

impl Reference<'_> {
    /// The words of the id, the one that counts up first in front: one to five.
    pub fn id(&self) -> impl ExactSizeIterator<Item = u32> + '_ {
        self.words.as_chunks::<4>().0.iter().map(|word| u32::from_be_bytes(*word))
    }
}

/// Whether both are the same reference, as Erlang has it: words that are zero at the end do not
/// count.
impl PartialEq for Reference<'_> {
    fn eq(&self, other: &Self) -> bool {
        (&self.node, self.creation, self.significant())
            == (&other.node, other.creation, other.significant())
    }
}

impl Eq for Reference<'_> {}

impl std::hash::Hash for Reference<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.node, self.creation, self.significant()).hash(state);
    }
}

impl<'t> Reference<'t> {
    /// The words without those that are zero at the end.
    pub(super) fn significant(&self) -> &'t [u8] {
        let mut words = self.words;
        while let Some((rest, [0, 0, 0, 0])) = words.split_last_chunk() {
            words = rest;
        }
        words
    }
}

/// The most that the creation of the older tags may be.
const MAX_SMALL_CREATION: u8 = 3;
/// The most that the first word of an older reference may be.
const MAX_SMALL_WORD: u32 = 0x3_ffff;
/// How many words a reference has at most.
const MAX_WORDS: u16 = 5;

impl<'a> Reader<'a> {
    /// Reads a pid. The next term must be one.
    pub(super) fn pid(&mut self) -> Result<Pid<'a>, DecodeError> {
        let start = *self;
        let [tag] = self.fixed()?;
        let node = self.node()?;
        let (id, serial) = (self.word()?, self.word()?);
        let creation = self.creation(tag == PID_EXT, &start)?;
        Ok(Pid { node, id, serial, creation })
    }

    /// Reads a port. The next term must be one.
    pub(super) fn port(&mut self) -> Result<Port<'a>, DecodeError> {
        let start = *self;
        let [tag] = self.fixed()?;
        let node = self.node()?;
        let id = match tag {
            V4_PORT_EXT => u64::from_be_bytes(self.fixed()?),
            _ => u64::from(self.word()?),
        };
        let creation = self.creation(tag == PORT_EXT, &start)?;
        Ok(Port { node, id, creation })
    }

    /// Reads a reference. The next term must be one.
    pub(super) fn reference(&mut self) -> Result<Reference<'a>, DecodeError> {
        let start = *self;
        let [tag] = self.fixed()?;
        let invalid = || start.error(DecodeErrorKind::InvalidIdentifier);
        let is_old = tag != NEWER_REFERENCE_EXT;
        let count = match tag {
            REFERENCE_EXT => 1,
            _ => u16::from_be_bytes(self.fixed()?),
        };
        if count == 0 || count > MAX_WORDS {
            return Err(invalid());
        }
        let node = self.node()?;
        let length = 4 * usize::from(count);
        let (words, creation) = if tag == REFERENCE_EXT {
            (self.take(length, self.rest)?, self.creation(true, &start)?)
        } else {
            let creation = self.creation(is_old, &start)?;
            (self.take(length, self.rest)?, creation)
        };
        let reference = Reference { node, creation, words };
        if is_old && reference.id().next().is_some_and(|word| word > MAX_SMALL_WORD) {
            return Err(invalid());
        }
        Ok(reference)
    }

    /// Reads a function by its name. The next term must be one.
    pub(super) fn export(&mut self) -> Result<Export<'a>, DecodeError> {
        let start = *self;
        let [_] = self.fixed()?;
        let (module, function) = (self.node()?, self.node()?);
        match u32::try_from(self.number()?) {
            Ok(arity) => Ok(Export { module, function, arity }),
            Err(_) => Err(start.error(DecodeErrorKind::InvalidIdentifier)),
        }
    }

    /// Reads a function, short of its environment. The next term must be one.
    pub(super) fn fun(&mut self) -> Result<Fun<'a>, DecodeError> {
        let start = *self;
        let [tag] = self.fixed()?;
        let fun = if tag == FUN_EXT { self.old_fun()? } else { self.new_fun()? };
        // Each term takes a byte at least.
        if fun.free > self.remaining() {
            return Err(start.error(DecodeErrorKind::InvalidLength));
        }
        Ok(fun)
    }

    fn old_fun(&mut self) -> Result<Fun<'a>, DecodeError> {
        let free = self.word()? as usize;
        let pid = self.inner_pid()?;
        let module = self.node()?;
        let (old_index, old_uniq) = (self.small()?, self.small()?);
        let environment = Inside::default();
        Ok(Fun { module, pid, old_index, old_uniq, new: None, free, environment })
    }

    fn new_fun(&mut self) -> Result<Fun<'a>, DecodeError> {
        // The size, which Erlang does not look at either.
        self.word()?;
        let [arity] = self.fixed()?;
        let Some((uniq, rest)) = self.rest.split_first_chunk() else {
            return Err(self.unexpected_end());
        };
        self.rest = rest;
        let index = self.word()?;
        let free = self.word()? as usize;
        let module = self.node()?;
        let (old_index, old_uniq) = (self.small()?, self.small()?);
        let pid = self.inner_pid()?;
        let new = Some(NewFun { arity, index, uniq });
        let environment = Inside::default();
        Ok(Fun { module, pid, old_index, old_uniq, new, free, environment })
    }

    fn inner_pid(&mut self) -> Result<Pid<'a>, DecodeError> {
        match self.rest {
            [PID_EXT | NEW_PID_EXT, ..] => self.pid(),
            [] => Err(self.unexpected_end()),
            _ => Err(self.error(DecodeErrorKind::InvalidIdentifier)),
        }
    }

    /// The name of a node or of a function.
    fn node(&mut self) -> Result<Atom<'a>, DecodeError> {
        match self.rest {
            [ATOM_EXT | SMALL_ATOM_EXT | ATOM_UTF8_EXT | SMALL_ATOM_UTF8_EXT, ..] => {
                self.atom().map(Atom::new)
            }
            [] | [ATOM_CACHE_REF, ..] => Err(self.unsupported()),
            _ => Err(self.error(DecodeErrorKind::InvalidIdentifier)),
        }
    }

    /// An integer of any form that fits 32 bits with its sign.
    fn small(&mut self) -> Result<i32, DecodeError> {
        let start = *self;
        let number = self.number()?;
        i32::try_from(number).map_err(|_| start.error(DecodeErrorKind::InvalidIdentifier))
    }

    fn number(&mut self) -> Result<i64, DecodeError> {
        let start = *self;
        let number = match self.rest {
            [SMALL_INTEGER_EXT | INTEGER_EXT | SMALL_BIG_EXT | LARGE_BIG_EXT, ..] => {
                Integer::new(self.read_integer()?).as_i64()
            }
            [] => return Err(self.unexpected_end()),
            _ => None,
        };
        number.ok_or_else(|| start.error(DecodeErrorKind::InvalidIdentifier))
    }

    fn creation(&mut self, is_small: bool, start: &Self) -> Result<u32, DecodeError> {
        if !is_small {
            return self.word();
        }
        match self.fixed()? {
            [creation @ 0..=MAX_SMALL_CREATION] => Ok(u32::from(creation)),
            _ => Err(start.error(DecodeErrorKind::InvalidIdentifier)),
        }
    }

    fn word(&mut self) -> Result<u32, DecodeError> {
        self.fixed().map(u32::from_be_bytes)
    }

    fn fixed<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        match self.rest.split_first_chunk() {
            Some((bytes, rest)) => {
                self.rest = rest;
                Ok(*bytes)
            }
            None => Err(self.unexpected_end()),
        }
    }
}
