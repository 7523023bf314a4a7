//! Working memory for reading frames.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use bumpalo::Bump;

use super::budget::{BYTES_A_BYTE, FREE};
use super::reading::{Memory, Reading};
#[cfg(feature = "simd-json")]
use super::tape::{Filled, TapeMemory};

/// So many times as large as its payload an event may be. Small ones have a struct of 2 KB.
const STRUCT: usize = 16;

/// An arena that is kept where an event has to be read once more, in bytes.
#[cfg(feature = "simd-json")]
const SMALL: usize = 64 << 10;

/// Where text goes whose escapes are replaced: at first, and then to be lent.
pub(crate) type TextMemory<'s> = (&'s Bump, &'s mut String);

/// Working memory for reading frames, kept from frame to frame; one a thread is enough.
///
/// Events that are read with it lend from it, so that reading allocates nothing once it has grown. It
/// grows to the largest frame that was read with it; [`shrink`](Self::shrink) gives that back.
#[derive(Default)]
pub struct Scratch {
    /// What events lend: lists, boxes and unescaped text. It is only reached through `&mut`, so that the
    /// lock is never taken: it makes the arena shareable, which it could not be by itself.
    arena: Mutex<Bump>,
    memory: Memory,
    mismatches: u64,
    #[cfg(feature = "simd-json")]
    tape: TapeMemory,
}

impl Scratch {
    /// Empty working memory; it allocates when it is first used.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many values did not fit in the events that were read with it, and were left out of them.
    pub fn mismatches(&self) -> u64 {
        self.mismatches
    }

    /// How large the payloads may have been that it has grown for.
    pub(crate) fn capacity(&mut self) -> usize {
        let arena = self.arena.get_mut().unwrap_or_else(PoisonError::into_inner);
        let lent = arena.allocated_bytes() / STRUCT;
        #[cfg(feature = "simd-json")]
        let lent = lent.max(self.tape.capacity());
        self.memory.capacity().max(lent)
    }

    /// Gives back what is held above so many bytes of text.
    pub fn shrink(&mut self, above: usize) {
        self.memory.shrink(above);
        #[cfg(feature = "simd-json")]
        self.tape.shrink(above);
        let arena = self.arena.get_mut().unwrap_or_else(PoisonError::into_inner);
        arena.reset();
        if arena.allocated_bytes() > above.saturating_mul(STRUCT) {
            *arena = Bump::new();
        }
    }

    /// Begins to read a payload of that many bytes. What was lent before is gone.
    #[inline]
    pub(crate) fn begin<'s>(
        &'s mut self,
        payload: usize,
        max_depth: usize,
    ) -> (Reading<'s>, &'s mut u64) {
        let arena = reset(&mut self.arena, payload);
        (Reading::new(arena, &mut self.memory, max_depth), &mut self.mismatches)
    }

    /// Begins to read a payload of that many bytes with serde. What was lent before is gone.
    #[inline]
    pub(crate) fn begin_text(&mut self, payload: usize) -> TextMemory<'_> {
        (reset(&mut self.arena, payload), self.memory.text())
    }
}

#[cfg(feature = "simd-json")]
impl Scratch {
    /// Has simd-json read a payload, and begins to read an event from what it found. None if it refuses the
    /// payload. What was lent before is gone.
    pub(crate) fn begin_tape(
        &mut self,
        payload: &[u8],
        places: usize,
        max_depth: usize,
    ) -> Option<(Filled<'_>, Reading<'_>)> {
        let filled = self.tape.fill(payload, places)?;
        let arena = reset(&mut self.arena, payload.len());
        // All of it is within what one payload may take.
        let limit = arena.allocation_limit().map(|limit| limit.saturating_sub(filled.size));
        arena.set_allocation_limit(limit);
        Some((filled, Reading::new(arena, &mut self.memory, max_depth)))
    }

    /// Has simd-json read a payload, and begins to read it with serde, once from what it found and once from
    /// the payload.
    pub(crate) fn begin_tape_and_text(
        &mut self,
        payload: &[u8],
        places: usize,
    ) -> (Option<Filled<'_>>, TextMemory<'_>) {
        let filled = self.tape.fill(payload, places);
        (filled, (reset(&mut self.arena, payload.len()), self.memory.text()))
    }

    /// Gives back what simd-json and what was read from its tape took, but for a little.
    #[cold]
    pub(crate) fn release_tape(&mut self) {
        self.tape.release();
        let arena = self.arena.get_mut().unwrap_or_else(PoisonError::into_inner);
        if arena.allocated_bytes() > SMALL {
            *arena = Bump::new();
        }
    }
}

/// An empty arena for a payload of that many bytes.
#[inline]
fn reset(arena: &mut Mutex<Bump>, payload: usize) -> &Bump {
    let arena = arena.get_mut().unwrap_or_else(PoisonError::into_inner);
    let held = arena.allocated_bytes();
    arena.reset();
    if arena.allocated_bytes() < held {
        join(arena, held);
    }
    // The rest is for where containers end that were stepped over, which is kept elsewhere.
    let limit = (payload.saturating_mul(BYTES_A_BYTE) - payload / 8).saturating_add(FREE);
    arena.set_allocation_limit(Some(limit));
    arena
}

/// One piece of memory in place of several: an arena keeps only the last one. So what was read once can be
/// read again without asking for more.
#[cold]
#[inline(never)]
fn join(arena: &mut Bump, bytes: usize) {
    arena.set_allocation_limit(None);
    if let Ok(joined) = Bump::try_with_capacity(bytes) {
        *arena = joined;
    }
}

impl fmt::Debug for Scratch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scratch").finish_non_exhaustive()
    }
}
