//! What a lenient read left out.

use crate::DecodeError;

/// What did not fit while an event was read, and was left out of it.
///
/// [`Frame::event_with`](crate::Frame::event_with) fills one in. It keeps the first
/// [`KEPT`](Self::KEPT) mismatches, each with its kind, its path and its offset, and counts all of them.
/// One that was used before is emptied first, and keeps its memory.
///
/// ```
/// use gatewire::{Compression, DecodeErrorKind, Decoder, Encoding, Event, Mismatches};
///
/// let message = br#"{"t":"GUILD_BAN_ADD","s":7,"op":0,"d":{"guild_id":"41771983423143937",
///     "user":{"id":"80351110224678912","username":"nelly","accent_color":"red"}}}"#;
/// let mut decoder = Decoder::new(Encoding::Json, Compression::None);
/// let frame = decoder.decode(message)?.expect("a plain message is a whole frame");
///
/// let mut mismatches = Mismatches::new();
/// let Event::GuildBanAdd(ban) = frame.event_with(&mut mismatches)? else { unreachable!() };
/// assert!(ban.user.accent_color.is_absent());
/// assert_eq!(mismatches.total(), 1);
/// let [mismatch] = mismatches.kept() else { unreachable!() };
/// assert_eq!(mismatch.kind(), DecodeErrorKind::InvalidValue);
/// assert_eq!(mismatch.path(), Some("d.user.accent_color"));
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Mismatches {
    kept: Vec<DecodeError>,
    total: u64,
    elements: u64,
}

impl Mismatches {
    /// How many mismatches are kept; those after them are only counted.
    pub const KEPT: usize = 32;

    /// No mismatches.
    pub const fn new() -> Self {
        Self { kept: Vec::new(), total: 0, elements: 0 }
    }

    /// The first mismatches, in the order in which they were found. Each is the error that the read
    /// would have failed with if it had been strict.
    pub fn kept(&self) -> &[DecodeError] {
        &self.kept
    }

    /// How many mismatches there were, those included that are not kept.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Whether everything fit.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// How many elements were left out of lists, and entries out of maps.
    pub fn elements(&self) -> u64 {
        self.elements
    }

    /// Forgets all of them, and keeps the memory.
    pub fn clear(&mut self) {
        self.kept.clear();
        (self.total, self.elements) = (0, 0);
    }

    pub(super) fn is_full(&self) -> bool {
        self.kept.len() >= Self::KEPT
    }

    pub(super) fn count(&mut self) {
        self.total += 1;
    }

    pub(super) fn keep(&mut self, mismatch: DecodeError) {
        self.kept.push(mismatch);
    }

    pub(super) fn count_element(&mut self) {
        self.elements += 1;
    }

    /// Back to what there was before.
    pub(super) fn truncate(&mut self, total: u64, elements: u64) {
        self.kept.truncate(usize::try_from(total).unwrap_or(usize::MAX));
        (self.total, self.elements) = (total, elements);
    }
}
