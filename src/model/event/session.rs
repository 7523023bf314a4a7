//! TODO

use crate::model::codec::{object, tagged_union};
use crate::model::{
    Channel, List, Opcode, PartialApplication, Secret, Snowflake, Text, UnavailableGuild, User,
    Value,
};

tagged_union! {
    /// TODO
    pub enum RateLimitMeta {
        /// TODO
        RequestGuildMembers(RequestGuildMembersRateLimit<'a>) = 8,
    }
}

object! {
    /// TODO
    pub struct RequestGuildMembersRateLimit<'a> {
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur
        pub nonce: Option<Text<'a>>,
    }
}

object! {
    /// TODO Hello
    pub struct Hello<'a> {
        /// How long to wait between two heartbeats, in milliseconds.
        pub heartbeat_interval: u64,
        /// Names of the servers that the message passed; for Discord's own use.
        pub _trace: Option<List<'a, Text<'a>>>,
    }
}

object! {
    /// TODO Resumed
    pub struct Resumed<'a> {
        /// TODO
        pub _trace: Option<List<'a, Text<'a>>>,
    }
}

object! {
    /// TODO - era: both; intent: none (passthrough) - payload: the table below - First dispatch of a new session. `guilds` entries are unavailable stubs. Real payloads hold more keys, see 6.
    pub struct Ready<'a> {
        /// TODO
        pub v: u64,
        /// TODO own user incl. email, verified, mfa_enabled
        pub user: User<'a>,
        /// TODO only this shard's guilds
        pub guilds: List<'a, UnavailableGuild<'a>>,
        /// TODO
        pub session_id: Secret<'a>,
        /// TODO cur absent in v8 era; absent for some compatible servers
        pub resume_gateway_url: Option<Text<'a>>,
        /// TODO only if sent in identify
        pub shard: Option<[u32; 2]>,
        /// TODO id, flags (flags_new today); missing for user tokens ([twilight#2216](https://github.com/twilight-rs/twilight/issues/2216))
        pub application: Option<PartialApplication<'a>>,
        /// TODO ext internal
        pub _trace: Option<List<'a, Text<'a>>>,
        /// TODO ext userdoccers
        pub session_type: Option<Text<'a>>,
        /// TODO ext userdoccers
        pub geo_ordered_rtc_regions: Option<List<'a, Text<'a>>>,
        /// TODO ext `{}` for bots ([docs#1410](https://github.com/discord/discord-api-docs/issues/1410))
        pub user_settings: Option<Value<'a>>,
        /// TODO ext [] for bots, same source
        pub relationships: Option<List<'a, Value<'a>>>,
        /// TODO ext [] for bots, same source
        pub private_channels: Option<List<'a, Channel<'a>>>,
        /// TODO ext [] for bots, same source
        pub presences: Option<List<'a, Value<'a>>>,
        /// TODO ext userdoccers
        pub auth: Option<Value<'a>>,
        /// TODO ext userdoccers
        pub guild_join_requests: Option<List<'a, Value<'a>>>,
    }
}

object! {
    /// TODO - era: cur; intent: none (passthrough) - payload: the table below - Reply to an over-limit command; today only opcode 8. `meta` shape depends on `opcode`.
    pub struct RateLimited<'a>, by "opcode" {
        /// TODO cur
        pub opcode: Opcode,
        /// TODO cur seconds, fractional
        pub retry_after: f64,
        /// TODO cur
        pub meta: RateLimitMeta<'a> => tagged,
    }
}
