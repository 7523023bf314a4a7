//! What is asked for over HTTP before connecting.

use std::num::NonZeroU32;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::Text;
use crate::model::codec::{Shape, reads};

/// Where and how a bot should connect: the answer of `GET /gateway/bot` (Discord docs,
/// "Gateway", Get Gateway Bot).
///
/// ```
/// use gatewire::connect::GatewayBot;
///
/// let mut json = br#"{"url":"wss://gateway.example","shards":9,"session_start_limit":
///     {"total":1000,"remaining":999,"reset_after":14400000,"max_concurrency":1}}"#.to_vec();
/// let bot: GatewayBot<'_> = gatewire::json::from_slice(&mut json)?;
/// assert_eq!(bot.url, "wss://gateway.example");
/// assert_eq!(bot.shards.get(), 9);
/// assert_eq!(bot.session_start_limit.remaining, 999);
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GatewayBot<'a> {
    /// The WebSocket URL, without a query; see [`UrlQuery`](super::UrlQuery).
    pub url: Text<'a>,
    /// How many shards Discord recommends. Zero is refused.
    pub shards: NonZeroU32,
    /// How many sessions may still begin.
    pub session_start_limit: SessionStartLimit,
}

/// How many sessions a bot may begin (Discord docs, "Gateway", Session Start Limit Object).
///
/// The default is that of a small bot on a day on which it has begun none.
///
/// ```
/// let limit = gatewire::connect::SessionStartLimit::default();
/// assert_eq!((limit.total, limit.remaining, limit.max_concurrency.get()), (1000, 1000, 1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionStartLimit {
    /// How many sessions may begin in a period.
    pub total: u64,
    /// How many may still begin in this period.
    pub remaining: u64,
    /// When the next period begins, in milliseconds from now.
    pub reset_after: u64,
    /// How many identify messages may be sent within 5 seconds. Zero is refused.
    pub max_concurrency: NonZeroU32,
}

/// No URL, and one shard.
impl Default for GatewayBot<'_> {
    fn default() -> Self {
        Self {
            url: Text::default(),
            shards: NonZeroU32::MIN,
            session_start_limit: SessionStartLimit::default(),
        }
    }
}

impl Default for SessionStartLimit {
    fn default() -> Self {
        Self {
            total: 1000,
            remaining: 1000,
            reset_after: 24 * 60 * 60 * 1000,
            max_concurrency: NonZeroU32::MIN,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for GatewayBot<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire::GatewayBot { url, shards, session_start_limit } =
            wire::GatewayBot::deserialize(deserializer)?;
        Ok(Self { url, shards: shards.0, session_start_limit })
    }
}

impl Serialize for GatewayBot<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { ref url, shards, session_start_limit } = *self;
        wire::GatewayBot {
            url: (**url).into(),
            shards: wire::Positive(shards),
            session_start_limit,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for SessionStartLimit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire::SessionStartLimit { total, remaining, reset_after, max_concurrency } =
            wire::SessionStartLimit::deserialize(deserializer)?;
        Ok(Self { total, remaining, reset_after, max_concurrency: max_concurrency.0 })
    }
}

impl Serialize for SessionStartLimit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { total, remaining, reset_after, max_concurrency } = *self;
        let max_concurrency = wire::Positive(max_concurrency);
        wire::SessionStartLimit { total, remaining, reset_after, max_concurrency }
            .serialize(serializer)
    }
}

impl Shape for SessionStartLimit {}

reads!(SessionStartLimit);

/// The objects as they are declared. Their fields need defaults to be read into, which a number
/// that is never zero does not have.
#[allow(unreachable_pub)]
mod wire {
    use std::num::NonZeroU32;

    use serde::de::{Error, Unexpected};
    use serde::{Deserializer, Serialize, Serializer};

    use crate::model::Text;
    use crate::model::codec::{Field, Shape, serde_object};

    serde_object! {
        pub struct GatewayBot<'a> {
            pub url: Text<'a>,
            pub shards: Positive,
            pub session_start_limit: super::SessionStartLimit,
        }
    }

    serde_object! {
        pub struct SessionStartLimit {
            pub total: u64,
            pub remaining: u64,
            pub reset_after: u64,
            pub max_concurrency: Positive,
        }
    }

    /// A number of which a remainder may be taken.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Positive(pub(super) NonZeroU32);

    impl Default for Positive {
        fn default() -> Self {
            Self(NonZeroU32::MIN)
        }
    }

    impl Shape for Positive {}

    impl<'de> Field<'de> for Positive {
        fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let zero = || D::Error::invalid_value(Unexpected::Unsigned(0), &"a positive integer");
            NonZeroU32::new(u32::read(deserializer)?).map(Self).ok_or_else(zero)
        }
    }

    impl Serialize for Positive {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_u32(self.0.get())
        }
    }
}
