//! The names of events, known at compile time.

use super::row::event_rows;
use crate::model::{Intents, Opcode};
use crate::scan::short::is_same;

/// Declares [`EventKind`] by the rows of the events.
macro_rules! kinds {
    ($(#[doc = $doc:literal] $(#[doc = $more:literal])* $kind:ident($type:ty) = $name:literal
        $(=> lenient)? $(, by $($intent:ident)|+)? $(, in $guild:ident $(($($call:tt)*))?)?;)*) => {
        /// What a frame is about: an event's name or, where it is no event, its opcode.
        ///
        /// An open set: a name or an opcode that is not listed is [`Unknown`](Self::Unknown), and
        /// [`Frame::event_name`](crate::Frame::event_name) still has the text.
        ///
        /// ```
        /// use gatewire::EventKind;
        ///
        /// assert_eq!(EventKind::from_name("MESSAGE_CREATE"), EventKind::MessageCreate);
        /// assert_eq!(EventKind::MessageCreate.name(), Some("MESSAGE_CREATE"));
        /// assert_eq!(EventKind::from_name("SOMETHING_NEW"), EventKind::Unknown);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum EventKind {
            /// An event or an operation that this version does not know.
            Unknown,
            /// Opcode 10, the first message of a connection.
            Hello,
            /// Opcode 1, the server asks for a heartbeat.
            HeartbeatRequest,
            /// Opcode 7, the server asks to reconnect and resume.
            Reconnect,
            /// Opcode 9, the session cannot be used.
            InvalidSession,
            /// Opcode 11, a heartbeat arrived.
            HeartbeatAck,
            $(
                #[doc = concat!("`", $name, "`")]
                $kind,
            )*
        }

        /// The known names and their kinds, in the order of [`EventKind`]'s variants.
        const EVENTS: &[(&str, EventKind)] = &[$(($name, EventKind::$kind)),*];

        impl EventKind {
            /// The intents that deliver the event, each of which suffices (Discord docs, "Gateway", List
            /// of Intents). It is empty for what comes without any, and for what is no event or unknown.
            ///
            /// Of several intents, those that begin with `GUILD` deliver what happens in guilds, and those
            /// with `DIRECT` what happens in direct messages. `THREAD_MEMBERS_UPDATE` comes with `GUILDS`
            /// for the bot itself, with `GUILD_MEMBERS` for others too. A `GUILD_MEMBER_UPDATE` of the bot
            /// itself comes without any.
            ///
            /// ```
            /// use gatewire::{EventKind, Intents};
            ///
            /// let needed = EventKind::TypingStart.intents();
            /// assert_eq!(needed, Intents::GUILD_MESSAGE_TYPING | Intents::DIRECT_MESSAGE_TYPING);
            /// assert!(EventKind::InteractionCreate.intents().is_empty());
            /// ```
            pub const fn intents(self) -> Intents {
                match self {
                    $(Self::$kind => Intents::empty()$($(.union(Intents::$intent))+)?,)*
                    Self::Unknown
                    | Self::Hello
                    | Self::HeartbeatRequest
                    | Self::Reconnect
                    | Self::InvalidSession
                    | Self::HeartbeatAck => Intents::empty(),
                }
            }
        }
    };
}

event_rows!(kinds);

/// The kind of the first event in [`EVENTS`].
const FIRST: u8 = EventKind::Ready as u8;

/// The kinds before the first event, in the order of [`EventKind`]'s variants.
const OTHERS: [EventKind; FIRST as usize] = [
    EventKind::Unknown,
    EventKind::Hello,
    EventKind::HeartbeatRequest,
    EventKind::Reconnect,
    EventKind::InvalidSession,
    EventKind::HeartbeatAck,
];

impl EventKind {
    /// How many kinds there are.
    pub(super) const COUNT: u8 = FIRST + EVENTS.len() as u8;

    /// The kind of that number, which counts the variants.
    pub(super) const fn at(number: u8) -> Option<Self> {
        if number < FIRST {
            Some(OTHERS[number as usize])
        } else if number < Self::COUNT {
            Some(EVENTS[(number - FIRST) as usize].1)
        } else {
            None
        }
    }

    /// The kind of an event's name (`t`).
    #[inline]
    pub fn from_name(name: &str) -> Self {
        Self::from_bytes(name.as_bytes())
    }

    #[inline]
    pub(crate) fn from_bytes(name: &[u8]) -> Self {
        let mut slot = slot_of(name);
        // The table is never full, so the search meets an empty slot.
        while let Some(&(known, kind)) = EVENTS.get(usize::from(SLOTS[slot])) {
            if is_same(known.as_bytes(), name) {
                return kind;
            }
            slot = (slot + 1) % SLOTS.len();
        }
        Self::Unknown
    }

    pub(crate) fn from_opcode(opcode: Opcode) -> Self {
        match opcode {
            Opcode::HELLO => Self::Hello,
            Opcode::HEARTBEAT => Self::HeartbeatRequest,
            Opcode::RECONNECT => Self::Reconnect,
            Opcode::INVALID_SESSION => Self::InvalidSession,
            Opcode::HEARTBEAT_ACK => Self::HeartbeatAck,
            _ => Self::Unknown,
        }
    }

    /// The event's name on the wire; none for what is no event.
    #[inline]
    pub fn name(self) -> Option<&'static str> {
        let index = (self as u8).checked_sub(FIRST)?;
        EVENTS.get(usize::from(index)).map(|(name, _)| *name)
    }
}

/// An open-addressed hash table over [`EVENTS`], filled at compile time.
static SLOTS: [u8; 256] = {
    let mut slots = [u8::MAX; 256];
    let mut event = 0;
    while event < EVENTS.len() {
        let mut slot = slot_of(EVENTS[event].0.as_bytes());
        while slots[slot] != u8::MAX {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = event as u8;
        event += 1;
    }
    slots
};

/// Where the search for a name begins. Names differ in length and around the middle and the end.
const fn slot_of(name: &[u8]) -> usize {
    let length = name.len();
    if length < 4 {
        return 0;
    }
    let mix = length * 7
        + name[0] as usize * 3
        + name[length / 2] as usize * 17
        + name[length / 3] as usize * 29
        + name[length - 4] as usize * 11
        + name[length - 1] as usize * 5;
    mix % 256
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_stands_in_its_place() {
        for (index, &(name, kind)) in EVENTS.iter().enumerate() {
            assert_eq!(EventKind::from_name(name), kind);
            assert_eq!(kind as usize, usize::from(FIRST) + index);
            assert_eq!(kind.name(), Some(name));
        }
    }

    #[test]
    fn every_kind_is_at_its_number() {
        for number in 0..EventKind::COUNT {
            assert_eq!(EventKind::at(number).map(|kind| kind as u8), Some(number));
        }
        assert_eq!(EventKind::at(EventKind::COUNT), None);
        assert_eq!(EventKind::COUNT - 1, EventKind::WebhooksUpdate as u8);
    }

    #[test]
    fn near_misses_are_unknown() {
        for &(name, _) in EVENTS {
            for other in [&name[1..], &name[..name.len() - 1], &name.to_lowercase()] {
                assert_eq!(EventKind::from_name(other), EventKind::Unknown);
            }
            assert_eq!(EventKind::from_name(&format!("{name}_")), EventKind::Unknown);
        }
        assert_eq!(EventKind::from_name(""), EventKind::Unknown);
    }
}
