//! What is asked for over HTTP before connecting.

use crate::model::Text;
use crate::model::codec::object;

object! {
    /// How many sessions a bot may begin (Discord docs, "Gateway", Session Start Limit Object).
    pub struct SessionStartLimit {
        /// How many sessions may begin in a period.
        pub total: u64,
        /// How many may still begin in this period.
        pub remaining: u64,
        /// When the next period begins, in milliseconds from now.
        pub reset_after: u64,
        /// How many identify messages may be sent within 5 seconds.
        pub max_concurrency: u64,
    }
}

object! {
    /// Where and how a bot should connect: the answer of `GET /gateway/bot` (Discord docs,
    /// "Gateway", Get Gateway Bot).
    pub struct GatewayBot<'a> {
        /// The WebSocket URL, without a query.
        pub url: Text<'a>,
        /// How many shards Discord recommends.
        pub shards: u64,
        /// How many sessions may still begin.
        pub session_start_limit: SessionStartLimit,
    }
}
