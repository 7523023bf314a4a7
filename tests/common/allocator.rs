//! A global allocator that counts what each thread does.

#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// Put it into a `#[global_allocator]`.
pub(crate) struct Counting;

thread_local! {
    // Tests run side by side, so each thread counts for itself.
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
    static IS_COUNTING: Cell<bool> = const { Cell::new(true) };
}

fn count(bytes: isize) {
    if !IS_COUNTING.get() {
        return;
    }
    let live = LIVE.get() + bytes;
    LIVE.set(live);
    if live > PEAK.get() {
        PEAK.set(live);
    }
    if bytes > 0 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
    }
}

// SAFETY: every call goes to the system's allocator as it came; the counters allocate nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller promises what the system's allocator asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller promises what the system's allocator asks for.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: the caller promises what the system's allocator asks for.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // The new memory stands beside the old one for a moment, unless it grows in place.
        count(size as isize);
        count(-(layout.size() as isize));
        // SAFETY: the caller promises what the system's allocator asks for.
        unsafe { System.realloc(memory, layout, size) }
    }
}

/// What a piece of work did to the memory of its thread, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// The most that was held at a time, beyond what was held before.
    pub(crate) peak: usize,
    /// What is held afterwards, beyond what was held before; negative if memory was given back.
    pub(crate) kept: isize,
    /// How often memory was asked for.
    pub(crate) allocations: usize,
}

/// Runs a piece of work and measures it.
pub(crate) fn measure<T>(work: impl FnOnce() -> T) -> (T, Usage) {
    let (live, allocations) = (LIVE.get(), ALLOCATIONS.get());
    PEAK.set(live);
    let result = work();
    let usage = Usage {
        peak: (PEAK.get() - live).max(0) as usize,
        kept: LIVE.get() - live,
        allocations: ALLOCATIONS.get() - allocations,
    };
    (result, usage)
}

/// Runs a piece of work whose time is measured: counting would be a part of it.
pub(crate) fn uncounted<T>(work: impl FnOnce() -> T) -> T {
    IS_COUNTING.set(false);
    let result = work();
    IS_COUNTING.set(true);
    result
}
