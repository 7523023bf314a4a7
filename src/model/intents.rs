//! What a session asks to be told.

use crate::model::codec::flags;

flags! {
    /// Which events a session asks for (Discord docs, "Gateway", Gateway Intents).
    ///
    /// Identify has them as a number. Discord closes a connection that asks for bits that it does
    /// not know with 4013, and one that asks for [`PRIVILEGED`](Self::PRIVILEGED) intents that its
    /// application was not granted with 4014. [`all`](Self::all) is every bit there could be, and
    /// so not for Identify; what Discord knows is [`KNOWN`](Self::KNOWN), of which bots may not ask for
    /// [`NOT_FOR_BOTS`](Self::NOT_FOR_BOTS).
    ///
    /// [`EventKind::intents`](crate::EventKind::intents) says which of them deliver an event, and
    /// [`EventKinds::of_intents`](crate::EventKinds::of_intents) what a set of them delivers.
    ///
    /// ```
    /// use gatewire::{EventKind, Intents};
    ///
    /// let intents = Intents::GUILDS | Intents::GUILD_MESSAGES;
    /// assert_eq!(intents.bits(), 513);
    /// assert!(intents.intersects(EventKind::MessageCreate.intents()));
    /// assert!(!intents.intersects(EventKind::PresenceUpdate.intents()));
    /// assert!(Intents::UNPRIVILEGED.contains(intents));
    /// ```
    pub struct Intents {
        /// Guilds, their roles, channels, threads and stages, and the pins of channels.
        GUILDS = 0,
        /// Members of guilds, and of threads. Privileged.
        GUILD_MEMBERS = 1,
        /// Bans, and entries of the audit log.
        GUILD_MODERATION = 2,
        /// Emojis, stickers and soundboard sounds.
        GUILD_EXPRESSIONS = 3,
        /// Integrations.
        GUILD_INTEGRATIONS = 4,
        /// Webhooks.
        GUILD_WEBHOOKS = 5,
        /// Invites.
        GUILD_INVITES = 6,
        /// Who is in voice channels, and effects that are sent there.
        GUILD_VOICE_STATES = 7,
        /// Presences of members. Privileged.
        GUILD_PRESENCES = 8,
        /// Messages in guilds.
        GUILD_MESSAGES = 9,
        /// Reactions to messages in guilds.
        GUILD_MESSAGE_REACTIONS = 10,
        /// Who is typing in guilds.
        GUILD_MESSAGE_TYPING = 11,
        /// Direct messages and their pins, and messages that only the bot's user can see.
        DIRECT_MESSAGES = 12,
        /// Reactions to direct messages.
        DIRECT_MESSAGE_REACTIONS = 13,
        /// Who is typing direct messages.
        DIRECT_MESSAGE_TYPING = 14,
        /// No event, but what messages hold, else empty. Privileged. Not in version 8.
        MESSAGE_CONTENT = 15,
        /// Scheduled events, and who subscribes to them. Not in version 8.
        GUILD_SCHEDULED_EVENTS = 16,
        /// Activities that apps embed, in guilds. Undocumented.
        GUILD_EMBEDDED_ACTIVITIES = 17,
        /// Private channels, for user accounts. Undocumented.
        PRIVATE_CHANNELS = 18,
        /// Calls, for clients that act for a user (OAuth2). Undocumented.
        CALLS = 19,
        /// Rules of auto moderation. Not in version 8.
        AUTO_MODERATION_CONFIGURATION = 20,
        /// What auto moderation does. Not in version 8.
        AUTO_MODERATION_EXECUTION = 21,
        /// Friends and blocked users, for user accounts. Undocumented.
        USER_RELATIONSHIPS = 22,
        /// Presences of friends, for user accounts. Undocumented.
        USER_PRESENCE = 23,
        /// Votes in polls in guilds. Not in version 8.
        GUILD_MESSAGE_POLLS = 24,
        /// Votes in polls in direct messages. Not in version 8.
        DIRECT_MESSAGE_POLLS = 25,
        /// Activities that apps embed, in direct messages. Undocumented.
        DIRECT_EMBEDDED_ACTIVITIES = 26,
        /// Lobbies, for clients that act for a user (OAuth2). Undocumented.
        LOBBIES = 27,
        /// Lobbies that end, for clients that act for a user (OAuth2). Undocumented.
        LOBBY_DELETE = 28,
    }
}

impl Intents {
    /// What version 8 calls [`GUILD_MODERATION`](Self::GUILD_MODERATION).
    pub const GUILD_BANS: Self = Self::GUILD_MODERATION;

    /// What version 8 calls [`GUILD_EXPRESSIONS`](Self::GUILD_EXPRESSIONS).
    pub const GUILD_EMOJIS: Self = Self::GUILD_EXPRESSIONS;

    /// What [`GUILD_EXPRESSIONS`](Self::GUILD_EXPRESSIONS) was called between version 8 and today.
    pub const GUILD_EMOJIS_AND_STICKERS: Self = Self::GUILD_EXPRESSIONS;

    /// Those that Discord grants an application on request only.
    pub const PRIVILEGED: Self =
        Self::GUILD_MEMBERS.union(Self::GUILD_PRESENCES).union(Self::MESSAGE_CONTENT);

    /// Those that no bot may ask for, but user accounts and clients that act for one.
    pub const NOT_FOR_BOTS: Self = Self::PRIVATE_CHANNELS
        .union(Self::CALLS)
        .union(Self::USER_RELATIONSHIPS)
        .union(Self::USER_PRESENCE)
        .union(Self::LOBBIES)
        .union(Self::LOBBY_DELETE);

    /// Those that every bot may ask for, in the newest version. Of these
    /// [`GUILD_EMBEDDED_ACTIVITIES`](Self::GUILD_EMBEDDED_ACTIVITIES) and
    /// [`DIRECT_EMBEDDED_ACTIVITIES`](Self::DIRECT_EMBEDDED_ACTIVITIES) are undocumented.
    pub const UNPRIVILEGED: Self =
        Self::KNOWN.difference(Self::PRIVILEGED).difference(Self::NOT_FOR_BOTS);

    /// Those that version 8 knows, bits 0 to 14.
    ///
    /// ```
    /// use gatewire::Intents;
    ///
    /// assert_eq!(Intents::VERSION_8.bits(), 0x7fff);
    /// assert!(!Intents::VERSION_8.contains(Intents::MESSAGE_CONTENT));
    /// ```
    pub const VERSION_8: Self = Self::from_bits_retain((1 << 15) - 1);

    /// Those that have a name here.
    pub const KNOWN: Self = {
        let (mut known, mut index) = (Self::empty(), 0);
        let flags = <Self as bitflags::Flags>::FLAGS;
        while index < flags.len() {
            // The last stands for all bits, and has no name.
            if !flags[index].name().is_empty() {
                known = known.union(*flags[index].value());
            }
            index += 1;
        }
        known
    };
}
