//! The session itself: how it begins, resumes and is held back.

use crate::model::codec::{object, tagged_union};
use crate::model::{
    Boxed, Channel, List, Nonce, Opcode, PartialApplication, Secret, Snowflake, Text,
    UnavailableGuild, User, Value,
};

tagged_union! {
    /// What else is known of a refused command, by its opcode (Discord docs, "Gateway Events",
    /// Rate Limited).
    pub enum RateLimitMeta {
        /// Opcode 8, Request Guild Members.
        RequestGuildMembers(RequestGuildMembersRateLimit<'a>) = 8,
    }
}

object! {
    /// The Request Guild Members that was refused (Discord docs, "Gateway Events", Rate Limited).
    pub struct RequestGuildMembersRateLimit<'a> {
        /// The guild whose members were asked for.
        pub guild_id: Snowflake,
        /// The request's nonce; absent where it had none.
        pub nonce: Option<Nonce<'a>> => lenient,
    }
}

object! {
    /// The first message of a connection (Discord docs, "Gateway Events", Hello).
    pub struct Hello<'a> {
        /// How long to wait between two heartbeats, in milliseconds.
        pub heartbeat_interval: u64,
        /// Names of the servers that the message passed; for Discord's own use. Undocumented.
        pub _trace: Option<List<'a, Text<'a>>>,
    }
}

object! {
    /// The end of what a resumed session had missed (Discord docs, "Gateway Events", Resumed).
    pub struct Resumed<'a> {
        /// Names of the servers that the message passed; for Discord's own use. Undocumented.
        pub _trace: Option<List<'a, Text<'a>>>,
    }
}

object! {
    /// The beginning of a session (Discord docs, "Gateway Events", Ready).
    pub struct Ready<'a> {
        /// The version of the API.
        pub v: u64,
        /// The bot itself, with `email`, `verified` and `mfa_enabled`.
        pub user: User<'a>,
        /// The guilds of the shard, which are unavailable until `GUILD_CREATE` comes for each.
        pub guilds: List<'a, UnavailableGuild<'a>> => whole,
        /// What a Resume names the session by.
        pub session_id: Secret<'a>,
        /// Where to connect for a Resume; may be absent. Sessions of version 8 lack it.
        pub resume_gateway_url: Option<Text<'a>>,
        /// The shard and the number of shards; absent unless Identify had them.
        pub shard: Option<[u32; 2]>,
        /// The bot's application: `id` and flags of it; may be absent.
        pub application: Option<Boxed<'a, PartialApplication<'a>>>,
        /// Names of the servers that the message passed; for Discord's own use. Undocumented.
        pub _trace: Option<List<'a, Text<'a>>>,
        /// Which sort of session it is. Undocumented.
        pub session_type: Option<Text<'a>>,
        /// Voice regions, the nearest first. Undocumented.
        pub geo_ordered_rtc_regions: Option<List<'a, Text<'a>>>,
        /// The user's settings; empty for bots. Undocumented.
        pub user_settings: Option<Value<'a>>,
        /// Friends and blocked users; empty for bots. Undocumented.
        pub relationships: Option<List<'a, Value<'a>>>,
        /// Open direct messages; empty for bots. Undocumented.
        pub private_channels: Option<List<'a, Channel<'a>>>,
        /// Presences of friends; empty for bots. Undocumented.
        pub presences: Option<List<'a, Value<'a>>>,
        /// How the session was authenticated. Undocumented.
        pub auth: Option<Value<'a>>,
        /// Requests to join guilds that are open. Undocumented.
        pub guild_join_requests: Option<List<'a, Value<'a>>>,
    }
}

object! {
    /// A command that was refused, as too many were sent (Discord docs, "Gateway Events", Rate
    /// Limited). Sessions of version 8 lack the event.
    pub struct RateLimited<'a>, by "opcode" {
        /// The command's opcode.
        pub opcode: Opcode,
        /// How long to wait before the next, in seconds with a fraction.
        pub retry_after: f64,
        /// What else is known, by the opcode.
        pub meta: RateLimitMeta<'a> => tagged,
    }
}
