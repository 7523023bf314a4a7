//! The members of a guild.

use std::fmt;

use serde::de::{self, SeqAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Command, check};
use crate::model::codec::{self, Field, Shape, serde_object};
use crate::model::{List, Snowflake, Text};
use crate::{EncodeError, Opcode};

/// Asks for members of a guild (Discord docs, "Gateway Events", Request Guild Members): for those
/// whose names begin with a text, or for those of some ids. They come in `GUILD_MEMBERS_CHUNK`s.
///
/// ```
/// use gatewire::{Encoder, Encoding, RequestGuildMembers, Snowflake};
///
/// let guild_id = Snowflake::new(41771983444115456);
/// let mut json = Encoder::new(Encoding::Json);
///
/// let message = json.encode(&RequestGuildMembers::all(guild_id))?;
/// assert_eq!(
///     str::from_utf8(&message).unwrap(),
///     r#"{"op":8,"d":{"guild_id":"41771983444115456","query":"","limit":0}}"#
/// );
///
/// let by_ids = RequestGuildMembers::by_ids(guild_id, [Snowflake::new(80351110224678912)])
///     .presences(true)
///     .nonce("first");
/// let message = json.encode(&by_ids)?;
/// assert_eq!(
///     str::from_utf8(&message).unwrap(),
///     r#"{"op":8,"d":{"guild_id":"41771983444115456","presences":true,"user_ids":["80351110224678912"],"nonce":"first"}}"#
/// );
///
/// // In ETF ids are integers: m is a binary, n an integer of so many bytes.
/// let message = Encoder::new(Encoding::Etf).encode(&by_ids)?;
/// assert!(message.windows(22).any(|term| term == b"user_idsl\0\0\0\x01n\x08\0\0\x10\x40\xb6\xe8\x76"));
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
///
/// # Errors
///
/// [`validate`](Command::validate) refuses a request that has not exactly one of `query` and
/// `user_ids`, a `query` without a `limit`, a `limit` that is not from 1 to 100 with a `query` that
/// is not empty, more than 100 `user_ids`, for which there is [`split`](Self::split), and a `nonce` of
/// more than 32 bytes.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct RequestGuildMembers<'a> {
    /// The guild's id.
    pub guild_id: Snowflake,
    /// What their names begin with; an empty text for all.
    pub query: Option<Text<'a>>,
    /// How many members are wanted at most, from 1 to 100; with an empty `query` any number, and 0
    /// for all of them. Needed with `query`.
    pub limit: Option<u64>,
    /// Whether their presences are wanted, which needs
    /// [`GUILD_PRESENCES`](crate::Intents::GUILD_PRESENCES).
    pub presences: Option<bool>,
    /// The ids of those that are wanted, at most 100.
    pub user_ids: Option<List<'a, Snowflake>>,
    /// What the chunks are to carry, so that they are known again: at most 32 bytes.
    pub nonce: Option<Text<'a>>,
}

impl<'a> RequestGuildMembers<'a> {
    /// How many ids a request may have.
    pub const MAX_USER_IDS: usize = 100;

    /// Asks for all members, which needs [`GUILD_MEMBERS`](crate::Intents::GUILD_MEMBERS). Discord
    /// takes one of them in 30 seconds for each guild.
    pub fn all(guild_id: Snowflake) -> Self {
        Self::by_query(guild_id, "", 0)
    }

    /// Asks for members whose names begin with a text, at most 100 of them; if it is empty, for any
    /// number of members, with 0 for all.
    pub fn by_query(guild_id: Snowflake, query: impl Into<Text<'a>>, limit: u64) -> Self {
        Self { guild_id, query: Some(query.into()), limit: Some(limit), ..Self::default() }
    }

    /// Asks for the members of these ids, at most 100; see [`split`](Self::split) for more.
    pub fn by_ids(guild_id: Snowflake, user_ids: impl IntoIterator<Item = Snowflake>) -> Self {
        let user_ids = Some(user_ids.into_iter().collect());
        Self { guild_id, user_ids, ..Self::default() }
    }

    /// How many members are wanted at most.
    #[must_use]
    pub fn limit(mut self, members: u64) -> Self {
        self.limit = Some(members);
        self
    }

    /// Whether their presences are wanted; they are not by default.
    #[must_use]
    pub fn presences(mut self, are_wanted: bool) -> Self {
        self.presences = Some(are_wanted);
        self
    }

    /// What the chunks are to carry, at most 32 bytes; left out by default.
    #[must_use]
    pub fn nonce(mut self, nonce: impl Into<Text<'a>>) -> Self {
        self.nonce = Some(nonce.into());
        self
    }
}

impl Command for RequestGuildMembers<'_> {
    fn opcode(&self) -> Opcode {
        Opcode::REQUEST_GUILD_MEMBERS
    }

    fn validate(&self) -> Result<(), EncodeError> {
        match (&self.query, &self.user_ids) {
            (None, None) => check(false, "query", "is missing, and so is `user_ids`")?,
            (Some(_), Some(_)) => check(false, "user_ids", "is there beside `query`")?,
            (None, Some(ids)) => {
                check(ids.len() <= Self::MAX_USER_IDS, "user_ids", "has more than 100 ids")?;
            }
            (Some(query), None) => {
                let limit = self.limit.ok_or(EncodeError::Invalid {
                    field: "limit",
                    reason: "is missing, which `query` needs",
                })?;
                let fits = query.is_empty() || (1..=100).contains(&limit);
                check(fits, "limit", "is not from 1 to 100, as a `query` that is not empty needs")?;
            }
        }
        let nonce_fits = self.nonce.as_ref().is_none_or(|nonce| nonce.len() <= 32);
        check(nonce_fits, "nonce", "has more than 32 bytes")
    }
}

impl Serialize for RequestGuildMembers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn field<S: SerializeStruct, T: Serialize>(
            request: &mut S,
            name: &'static str,
            value: &Option<T>,
        ) -> Result<(), S::Error> {
            match value {
                Some(value) => request.serialize_field(name, value),
                None => request.skip_field(name),
            }
        }

        let Self { guild_id, query, limit, presences, user_ids, nonce } = self;
        let options = [
            query.is_some(),
            limit.is_some(),
            presences.is_some(),
            user_ids.is_some(),
            nonce.is_some(),
        ];
        let written = 1 + options.into_iter().filter(|is_some| *is_some).count();
        let mut request = serializer.serialize_struct("RequestGuildMembers", written)?;
        request.serialize_field("guild_id", guild_id)?;
        field(&mut request, "query", query)?;
        field(&mut request, "limit", limit)?;
        field(&mut request, "presences", presences)?;
        field(&mut request, "user_ids", user_ids)?;
        field(&mut request, "nonce", nonce)?;
        request.end()
    }
}

serde_object! {
    /// As it is read.
    #[allow(unreachable_pub)]
    pub struct Fields<'a> {
        pub guild_id: Snowflake,
        pub query: Option<Text<'a>>,
        pub limit: Option<u64>,
        pub presences: Option<bool>,
        pub user_ids: Option<Ids<'a>>,
        pub nonce: Option<Text<'a>>,
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for RequestGuildMembers<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Fields::deserialize(deserializer)?;
        Ok(Self {
            guild_id: fields.guild_id,
            query: fields.query,
            limit: fields.limit,
            presences: fields.presences,
            user_ids: fields.user_ids.map(|Ids(ids)| ids),
            nonce: fields.nonce,
        })
    }
}

/// Ids, of which one may stand for itself.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(unreachable_pub)]
pub struct Ids<'a>(List<'a, Snowflake>);

impl Serialize for Ids<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Ids<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdsVisitor).map(|ids| Self(ids.into()))
    }
}

impl Shape for Ids<'_> {}

impl<'de> Field<'de> for Ids<'_> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

struct IdsVisitor;

impl<'de> Visitor<'de> for IdsVisitor {
    type Value = Vec<Snowflake>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id or a list of ids")
    }

    fn visit_u64<E: de::Error>(self, id: u64) -> Result<Self::Value, E> {
        Ok(vec![Snowflake::new(id)])
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let id = text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))?;
        Ok(vec![id])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut ids = Vec::with_capacity(codec::room::<Snowflake>(list.size_hint()));
        while let Some(id) = list.next_element()? {
            ids.push(id);
        }
        Ok(ids)
    }
}
