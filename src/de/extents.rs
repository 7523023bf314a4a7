//! Where values end that were stepped over, for who comes to them again.
//!
//! A union's tag may stand behind all that is in the union, and unions may lie in each other. Each
//! looks for its tag first, so that what is innermost would be stepped over as often as it lies deep.

use crate::MAX_BUILD_DEPTH;
use crate::de::budget::Budget;
use crate::error::DecodeError;

/// Smaller ones are stepped over again, in less time than it takes to find them here.
const MIN_LENGTH: usize = 256;

/// How much is stepped over before any of it is recorded. Payloads that are not made to take long
/// have less.
const FREE: usize = 64 << 10;

/// The larger containers of a payload that were stepped over in search of a tag.
///
/// Out of the way: hardly any payload has tags that are searched for so long.
#[derive(Default)]
pub(crate) struct Extents {
    /// How many bytes were stepped over.
    passed: usize,
    known: Option<Box<Known>>,
}

/// In the order of their beginnings.
type Known = Vec<Extent>;

/// A container that was stepped over. Only a [`Recorder`] makes one.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    start: usize,
    end: usize,
    entries: usize,
}

impl Extent {
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    pub(crate) fn end(&self) -> usize {
        self.end
    }

    /// How many entries it has; zero for terms, whose headers tell.
    pub(crate) fn entries(&self) -> usize {
        self.entries
    }
}

impl Extents {
    /// The container that begins there, if it is known.
    #[inline]
    pub(crate) fn at(&self, start: usize) -> Option<Extent> {
        self.known.as_ref().and_then(|known| find(known, start))
    }

    /// Counts what was stepped over, and says whether to do it again to record it.
    pub(crate) fn is_wanted(&mut self, length: usize) -> bool {
        self.passed = self.passed.saturating_add(length);
        self.passed > FREE && length >= MIN_LENGTH
    }

    /// As [`add`](Self::add), where nobody keeps a budget: a container takes less than a tenth of its
    /// length here.
    pub(crate) fn add_free(&mut self, recorder: Recorder) -> Result<(), DecodeError> {
        self.add(recorder, &mut Budget::new(usize::MAX, 1))
    }

    /// Adds what was recorded while a container was stepped over.
    pub(crate) fn add(
        &mut self,
        recorder: Recorder,
        budget: &mut Budget,
    ) -> Result<(), DecodeError> {
        let mut found = recorder.ended;
        found.sort_unstable_by_key(|extent| extent.start);
        let Some(first) = found.first() else { return Ok(()) };
        let known = self.known.get_or_insert_default();
        // What is known is searched by its order. Within it nothing is stepped over that is large
        // enough to be recorded; only what came before there was a need may be in front of it, which is
        // little, and left out.
        if known.last().is_none_or(|last| last.start < first.start) {
            budget.charge(found.len(), size_of::<Extent>())?;
            known.append(&mut found);
        }
        Ok(())
    }
}

#[cold]
#[inline(never)]
fn find(known: &Known, start: usize) -> Option<Extent> {
    let index = known.binary_search_by_key(&start, |known| known.start).ok()?;
    Some(known[index])
}

/// Records where containers end while one is stepped over.
pub(crate) struct Recorder {
    /// Where the open ones begin, and how many entries of them came. Deeper than this nothing is read
    /// again.
    open: [(usize, usize); MAX_BUILD_DEPTH],
    depth: usize,
    ended: Vec<Extent>,
}

impl Recorder {
    pub(crate) fn new() -> Self {
        Self { open: [(0, 0); MAX_BUILD_DEPTH], depth: 0, ended: Vec::new() }
    }
}

/// Who is told where containers begin and end.
pub(crate) trait Record {
    /// Whether anything becomes of what it is told.
    const KEEPS: bool;

    fn begin(&mut self, start: usize);

    /// Of the one that began last and has no end yet comes another entry.
    fn entry(&mut self);

    /// Of the one that began last and has no end yet.
    fn end(&mut self, end: usize);
}

impl Record for Recorder {
    const KEEPS: bool = true;

    #[inline]
    fn begin(&mut self, start: usize) {
        if let Some(open) = self.open.get_mut(self.depth) {
            *open = (start, 0);
        }
        self.depth += 1;
    }

    #[inline]
    fn entry(&mut self) {
        if let Some((_, entries)) = self.open.get_mut(self.depth - 1) {
            *entries += 1;
        }
    }

    #[inline]
    fn end(&mut self, end: usize) {
        self.depth -= 1;
        if let Some(&(start, entries)) = self.open.get(self.depth)
            && end - start >= MIN_LENGTH
        {
            self.ended.push(Extent { start, end, entries });
        }
    }
}

/// Nobody.
impl Record for () {
    const KEEPS: bool = false;

    #[inline(always)]
    fn begin(&mut self, _: usize) {}

    #[inline(always)]
    fn entry(&mut self) {}

    #[inline(always)]
    fn end(&mut self, _: usize) {}
}
