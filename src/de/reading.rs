//! What a reader of events keeps while it reads: where it is, what did not fit, and memory.

use std::cell::Cell;
use std::sync::{Mutex, PoisonError};

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use super::fields::Fields;
use super::mismatches::Mismatches;
use crate::limits::MAX_BUILD_DEPTH;
use crate::{DecodeError, DecodeErrorKind, Stage};

/// Why a value was not read.
// As large as a place of the payload, so that either is returned in registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Stop {
    /// It is well formed and does not fit. It was stepped over, and noted.
    Misfit,
    /// The payload is malformed, or passes a bound. The [`Reading`] has the error.
    Malformed,
}

/// What kind of misfit it is.
#[derive(Clone, Copy)]
pub(crate) enum Loss {
    /// A value of another type.
    Type { found: &'static str, expected: &'static str },
    /// A value of the right type that does not fit.
    Value { found: &'static str, expected: &'static str },
    /// A list with too few or too many elements.
    Length { expected: &'static str },
    /// A field that is not there.
    Missing { name: &'static str },
}

/// A value that does not fit.
#[derive(Clone, Copy)]
pub(crate) struct Misfit {
    pub(crate) loss: Loss,
    pub(crate) offset: usize,
    /// How many containers it lies in.
    depth: usize,
}

/// Where in a container the reader is.
pub(crate) struct Step {
    /// Of an object.
    fields: Cell<Option<&'static Fields>>,
    /// The field's number, or the element's; [`Step::KEY`] in a map.
    index: Cell<u32>,
}

impl Step {
    const KEY: u32 = u32::MAX;

    const fn new() -> Self {
        Self { fields: Cell::new(None), index: Cell::new(0) }
    }

    /// To a field of the object, or to an element of the list.
    #[inline(always)]
    pub(crate) fn go_to(&self, index: usize) {
        self.index.set(index as u32);
    }
}

/// More than containers can lie in each other, and a power of two.
const DEPTHS: usize = (MAX_BUILD_DEPTH + 1).next_power_of_two();

/// So many guesses are kept.
const GUESSES: usize = 4096;

/// What is kept between reads, so that none allocates.
#[derive(Default)]
pub(crate) struct Memory {
    /// It is only reached through `&mut`, so that the lock is never taken: it makes cells shareable.
    kept: Mutex<Option<Box<Kept>>>,
    /// Text while its escapes are replaced.
    text: String,
    mismatches: Mismatches,
}

struct Kept {
    /// Which field came after one, by the object and the field. Objects share places, so that it is no
    /// more than a guess.
    guesses: [Cell<u8>; GUESSES],
    path: [Step; DEPTHS],
}

impl Kept {
    const fn new() -> Self {
        Self { guesses: [const { Cell::new(0) }; GUESSES], path: [const { Step::new() }; DEPTHS] }
    }

    #[cold]
    #[inline(never)]
    fn boxed() -> Box<Self> {
        Box::new(Self::new())
    }
}

impl Memory {
    /// How many bytes of text are held.
    pub(crate) fn capacity(&self) -> usize {
        self.text.capacity()
    }

    /// For text while its escapes are replaced.
    pub(crate) fn text(&mut self) -> &mut String {
        &mut self.text
    }

    /// Gives back what is held above so many bytes of text.
    pub(crate) fn shrink(&mut self, above: usize) {
        self.text.shrink_to(above);
        if above == 0 {
            *self = Self::default();
        }
    }
}

/// The state of a read.
pub(crate) struct Reading<'de> {
    /// Where text without its escapes, lists and boxes go.
    pub(crate) arena: &'de Bump,
    kept: &'de Kept,
    pub(crate) text: &'de mut String,
    mismatches: &'de mut Mismatches,
    /// How many containers are open.
    pub(crate) depth: usize,
    max_depth: usize,
    /// Whether a value is tried as one type of several, so that it is no mismatch yet.
    is_trying: bool,
    last: Option<Misfit>,
    error: Option<DecodeError>,
}

impl<'de> Reading<'de> {
    #[inline(always)]
    pub(crate) fn new(arena: &'de Bump, memory: &'de mut Memory, max_depth: usize) -> Self {
        let kept = memory.kept.get_mut().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get_or_insert_with(Kept::boxed);
        memory.mismatches.clear();
        memory.text.clear();
        Self {
            arena,
            kept,
            text: &mut memory.text,
            mismatches: &mut memory.mismatches,
            depth: 0,
            max_depth: max_depth.min(MAX_BUILD_DEPTH),
            is_trying: false,
            last: None,
            error: None,
        }
    }

    /// Into a container.
    #[inline(always)]
    pub(crate) fn enter(&mut self, offset: usize) -> Result<(), Stop> {
        if self.depth >= self.max_depth {
            return Err(self.too_deep(offset));
        }
        self.depth += 1;
        Ok(())
    }

    #[cold]
    fn too_deep(&mut self, offset: usize) -> Stop {
        let error = DecodeError::data(DecodeErrorKind::DepthExceeded, offset);
        self.malformed(error.with_limit(self.max_depth))
    }

    /// Whether one more container may be entered.
    #[inline(always)]
    pub(crate) fn can_enter(&self) -> bool {
        self.depth < self.max_depth
    }

    /// Out of a container.
    #[inline(always)]
    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Names the fields of the object that was entered. Returns where it is noted which field is read.
    #[inline(always)]
    pub(crate) fn in_object(&self, fields: &'static Fields) -> &'de Step {
        let step = self.step();
        step.fields.set(Some(fields));
        step
    }

    /// The container that was entered is a list or a map.
    #[inline(always)]
    pub(crate) fn in_list(&self) {
        let step = self.step();
        step.fields.set(None);
        step.index.set(0);
    }

    /// To a value of the innermost map.
    #[inline(always)]
    pub(crate) fn go_to_entry(&self) {
        self.step().index.set(Step::KEY);
    }

    /// In the innermost container.
    #[inline(always)]
    pub(crate) fn step(&self) -> &'de Step {
        &self.kept.path[self.depth % DEPTHS]
    }

    /// Which field may come next in an object, by the object's place and the field before.
    #[inline(always)]
    pub(crate) fn guess(&self, place: usize) -> &'de Cell<u8> {
        &self.kept.guesses[place % GUESSES]
    }

    /// Notes an error that ends the read.
    #[cold]
    #[inline(never)]
    pub(crate) fn malformed(&mut self, error: DecodeError) -> Stop {
        if self.error.is_none() {
            self.error = Some(self.placed(error, self.depth));
        }
        Stop::Malformed
    }

    /// Notes a value that does not fit, and that was stepped over.
    #[cold]
    #[inline(never)]
    pub(crate) fn misfit(&mut self, loss: Loss, offset: usize) -> Stop {
        let misfit = Misfit { loss, offset, depth: self.depth };
        self.last = Some(misfit);
        if self.is_trying {
            return Stop::Misfit;
        }
        self.mismatches.count();
        if !self.mismatches.is_full() {
            let error = self.error_of(misfit);
            self.mismatches.keep(error);
        }
        Stop::Misfit
    }

    /// Whether what does not fit from here on is to be tried as another type.
    #[inline(always)]
    pub(crate) fn try_value(&mut self, is_trying: bool) {
        self.is_trying = is_trying;
    }

    /// Whether what does not fit is to be tried as another type.
    #[cfg(feature = "simd-json")]
    pub(crate) fn is_trying(&self) -> bool {
        self.is_trying
    }

    /// Counts an element that was left out.
    #[cold]
    pub(crate) fn left_out(&mut self) {
        self.mismatches.count_element();
    }

    /// How much was noted, to go back to.
    pub(crate) fn mark(&self) -> (u64, u64) {
        (self.mismatches.total(), self.mismatches.elements())
    }

    /// Forgets what was noted since.
    #[cold]
    pub(crate) fn forget(&mut self, (total, elements): (u64, u64)) {
        self.mismatches.truncate(total, elements);
    }

    /// The last misfit and its error.
    #[cold]
    fn error_of(&self, misfit: Misfit) -> DecodeError {
        let mut error = match misfit.loss {
            Loss::Type { found, expected } => DecodeError::mismatch(found, &expected),
            Loss::Value { found, expected } => DecodeError::unfit(found, &expected),
            Loss::Length { expected } => DecodeError::wrong_length(&expected),
            Loss::Missing { name } => serde::de::Error::missing_field(name),
        };
        error.place(misfit.offset);
        self.placed(error, misfit.depth)
    }

    /// Puts the way to a value in front of the path, in so many containers.
    #[cold]
    fn placed(&self, mut error: DecodeError, depth: usize) -> DecodeError {
        for step in self.kept.path[..=depth].iter().skip(1).rev() {
            let index = step.index.get();
            error = match step.fields.get().map(|fields| fields.names.get(index as usize)) {
                Some(Some(name)) => error.in_field(name),
                Some(None) => error.in_key(),
                None if index == Step::KEY => error.in_key(),
                None => error.in_element(index as usize),
            };
        }
        error.in_field("d")
    }

    /// The error of the last misfit.
    #[cold]
    pub(crate) fn last_error(&self) -> Option<DecodeError> {
        self.last.map(|misfit| self.error_of(misfit))
    }

    /// Makes an error the one of the value, which was noted and stepped over.
    #[cold]
    pub(crate) fn fail(&mut self, error: Option<DecodeError>) -> Stop {
        self.error = error;
        Stop::Misfit
    }

    /// Whether nothing was noted.
    #[inline(always)]
    pub(crate) fn is_clean(&self) -> bool {
        self.mismatches.is_empty()
    }

    /// What came of the read, whose value was stepped over to its end unless it is malformed. Also says
    /// how many mismatches there were.
    pub(crate) fn finish(
        mut self,
        result: Result<(), Stop>,
    ) -> (Result<(), DecodeError>, &'de mut Mismatches) {
        let result = match result {
            Ok(()) => Ok(()),
            Err(_) => {
                let error = self.error.take().or_else(|| self.last_error());
                Err(error
                    .unwrap_or_else(|| DecodeError::new(Stage::Data, DecodeErrorKind::Refused)))
            }
        };
        (result, self.mismatches)
    }

    /// Copies text into the arena.
    pub(crate) fn lend_text(&mut self, text: &str) -> Result<&'de str, Stop> {
        match self.arena.try_alloc_str(text) {
            Ok(text) => Ok(text),
            Err(_) => Err(self.out_of_memory(None)),
        }
    }

    /// Puts a value into the arena.
    #[inline]
    pub(crate) fn lend<T>(&mut self, value: impl FnOnce() -> T) -> Result<&'de mut T, Stop> {
        match self.arena.try_alloc_with(value) {
            Ok(place) => Ok(place),
            Err(_) => Err(self.out_of_memory(None)),
        }
    }

    /// Puts a list of so many elements into the arena, each made of its index.
    pub(crate) fn lend_list<T>(
        &mut self,
        length: usize,
        element: impl FnMut(usize) -> T,
    ) -> Result<&'de [T], Stop> {
        match self.arena.try_alloc_slice_fill_with(length, element) {
            Ok(elements) => Ok(elements),
            Err(_) => Err(self.out_of_memory(None)),
        }
    }

    /// A list in the arena, with room for so many elements if that is within the budget.
    #[inline]
    pub(crate) fn begin_list<T>(&mut self, room: usize) -> ArenaVec<'de, T> {
        let mut list = ArenaVec::new_in(self.arena);
        // Where there is no room for as many as there may be, the list grows.
        let _ = list.try_reserve_exact(room);
        list
    }

    /// Makes room for one more element.
    #[inline(always)]
    pub(crate) fn grow<T>(&mut self, list: &mut ArenaVec<'de, T>) -> Result<(), Stop> {
        match list.len() == list.capacity() {
            true => self.grow_full(list),
            false => Ok(()),
        }
    }

    #[cold]
    #[inline(never)]
    fn grow_full<T>(&mut self, list: &mut ArenaVec<'de, T>) -> Result<(), Stop> {
        list.try_reserve(1).map_err(|_| self.out_of_memory(None))
    }

    /// Notes that the value at a byte takes more memory than is left.
    #[cold]
    pub(crate) fn out_of_memory(&mut self, offset: Option<usize>) -> Stop {
        let limit = self.arena.allocation_limit().unwrap_or(usize::MAX);
        let error = DecodeError::new(Stage::Data, DecodeErrorKind::MemoryExceeded);
        let error = error.with_limit(limit);
        self.malformed(match offset {
            Some(offset) => error.at(offset),
            None => error,
        })
    }
}
