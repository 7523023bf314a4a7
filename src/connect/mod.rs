//! What surrounds a connection: where to connect, in which order, and what to do when it closes.
//!
//! ```text
//! GET /gateway/bot ─▶ GatewayBot ──┬── url ─▶ UrlQuery::url ─▶ the URL to open
//!                                  ├── shards ─▶ start_order ─▶ which shards to start together
//!                                  └── session_start_limit ─▶ ratelimit::IdentifyLimiter
//! READY.resume_gateway_url ─▶ UrlQuery::url ─▶ the URL to resume on
//! a WebSocket close code ─▶ CloseCode::action ─▶ resume, identify anew, or give up
//! ```
//!
//! The shard of a guild is [`Snowflake::shard`](crate::Snowflake::shard), that of an event
//! [`Event::shard`](crate::Event::shard).

mod bot;
mod close;
mod shard;
mod url;

pub use bot::{GatewayBot, SessionStartLimit};
pub use close::{CloseAction, CloseCode};
pub use shard::{StartOrder, rate_limit_key, start_order};
pub use url::{ApiVersion, UrlError, UrlQuery};
