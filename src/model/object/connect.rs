//! TODO

use crate::model::Text;
use crate::model::codec::object;

object! {
    /// TODO
    pub struct SessionStartLimit {
        /// TODO
        pub total: u64,
        /// TODO
        pub remaining: u64,
        /// TODO
        pub reset_after: u64,
        /// TODO
        pub max_concurrency: u64,
    }
}

object! {
    /// TODO
    pub struct GatewayBot<'a> {
        /// TODO
        pub url: Text<'a>,
        /// TODO
        pub shards: u64,
        /// TODO
        pub session_start_limit: SessionStartLimit,
    }
}
