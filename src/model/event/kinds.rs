//! Sets of kinds.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::{BitOr, BitOrAssign};

use super::EventKind;
use crate::model::Intents;

/// A set of [`EventKind`]s, for choosing what to read: 16 bytes, whatever it holds.
///
/// [`Frame::event_in`](crate::Frame::event_in) reads the events of a set and no others. Sets can
/// be made at compile time:
///
/// ```
/// use gatewire::{EventKind, EventKinds};
///
/// const WANTED: EventKinds =
///     EventKinds::new().with(EventKind::MessageCreate).with(EventKind::InteractionCreate);
///
/// assert!(WANTED.contains(EventKind::MessageCreate));
/// assert!(!WANTED.contains(EventKind::TypingStart));
/// assert_eq!(WANTED.len(), 2);
///
/// let session = [EventKind::Ready, EventKind::Resumed];
/// let more: EventKinds = WANTED | session.into_iter().collect();
/// assert_eq!(format!("{more:?}"), "{Ready, Resumed, InteractionCreate, MessageCreate}");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct EventKinds {
    /// A bit for each kind, by its number.
    bits: u128,
}

// Each kind has a bit, and all of them can be told from none.
const _: () = assert!(EventKind::COUNT < u128::BITS as u8);

impl EventKinds {
    /// No kind.
    pub const EMPTY: Self = Self { bits: 0 };

    /// Every kind, [`Unknown`](EventKind::Unknown) and the operations that are no events included.
    pub const ALL: Self = Self { bits: (1 << EventKind::COUNT) - 1 };

    /// What comes whatever the intents are: the kinds without [intents](EventKind::intents) of
    /// their own, among which are the operations and [`Unknown`](EventKind::Unknown).
    pub const PASSTHROUGH: Self = {
        let (mut kinds, mut index) = (Self::EMPTY, 0);
        while let Some(kind) = EventKind::at(index) {
            if kind.intents().is_empty() {
                kinds = kinds.with(kind);
            }
            index += 1;
        }
        kinds
    };

    /// The empty set.
    pub const fn new() -> Self {
        Self::EMPTY
    }

    /// The kinds that these intents deliver, each at least in part; bits without a name deliver
    /// none.
    ///
    /// A session with these intents receives these and [`PASSTHROUGH`](Self::PASSTHROUGH), and the
    /// updates of the bot's own member besides.
    ///
    /// ```
    /// use gatewire::{EventKind, EventKinds, Intents};
    ///
    /// let kinds = EventKinds::of_intents(Intents::GUILD_MESSAGE_TYPING | Intents::GUILD_INVITES);
    /// assert!(kinds.contains(EventKind::TypingStart));
    /// assert!(kinds.contains(EventKind::InviteDelete));
    /// assert_eq!(kinds.len(), 3);
    /// ```
    pub const fn of_intents(intents: Intents) -> Self {
        let (mut kinds, mut index) = (Self::EMPTY, 0);
        while let Some(kind) = EventKind::at(index) {
            if kind.intents().intersects(intents) {
                kinds = kinds.with(kind);
            }
            index += 1;
        }
        kinds
    }

    /// The set with that kind.
    #[must_use]
    pub const fn with(self, kind: EventKind) -> Self {
        Self { bits: self.bits | Self::bit(kind) }
    }

    /// The set without that kind.
    #[must_use]
    pub const fn without(self, kind: EventKind) -> Self {
        Self { bits: self.bits & !Self::bit(kind) }
    }

    /// Adds a kind.
    pub const fn insert(&mut self, kind: EventKind) {
        *self = self.with(kind);
    }

    /// Takes a kind away.
    pub const fn remove(&mut self, kind: EventKind) {
        *self = self.without(kind);
    }

    /// Whether the kind is in the set.
    #[inline]
    pub const fn contains(self, kind: EventKind) -> bool {
        self.bits & Self::bit(kind) != 0
    }

    /// The kinds that are in one of the sets, or in both. `|` does the same.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits }
    }

    /// How many kinds are in the set.
    pub const fn len(self) -> usize {
        self.bits.count_ones() as usize
    }

    /// Whether no kind is in the set.
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// The kinds, in the order of [`EventKind`]'s variants.
    pub const fn iter(self) -> EventKindsIter {
        EventKindsIter { left: self }
    }

    const fn bit(kind: EventKind) -> u128 {
        1 << kind as u8
    }
}

impl fmt::Debug for EventKinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(*self).finish()
    }
}

impl From<EventKind> for EventKinds {
    fn from(kind: EventKind) -> Self {
        Self::new().with(kind)
    }
}

impl BitOr for EventKinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.union(other)
    }
}

impl BitOrAssign for EventKinds {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.union(other);
    }
}

impl FromIterator<EventKind> for EventKinds {
    fn from_iter<I: IntoIterator<Item = EventKind>>(kinds: I) -> Self {
        let mut set = Self::new();
        set.extend(kinds);
        set
    }
}

impl Extend<EventKind> for EventKinds {
    fn extend<I: IntoIterator<Item = EventKind>>(&mut self, kinds: I) {
        kinds.into_iter().for_each(|kind| self.insert(kind));
    }
}

impl IntoIterator for EventKinds {
    type Item = EventKind;
    type IntoIter = EventKindsIter;

    fn into_iter(self) -> EventKindsIter {
        self.iter()
    }
}

/// The kinds of a set, from [`EventKinds::iter`].
#[derive(Clone, Debug)]
pub struct EventKindsIter {
    left: EventKinds,
}

impl Iterator for EventKindsIter {
    type Item = EventKind;

    fn next(&mut self) -> Option<EventKind> {
        // Of no kind, the number of zeros is no kind's either.
        let kind = EventKind::at(self.left.bits.trailing_zeros() as u8)?;
        self.left.remove(kind);
        Some(kind)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left.len(), Some(self.left.len()))
    }
}

impl ExactSizeIterator for EventKindsIter {}

impl FusedIterator for EventKindsIter {}
