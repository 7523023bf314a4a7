//! Guilds, their bans, expressions, integrations and audit log.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::de::{Source, Stop};
use crate::marker;
use crate::model::codec::{
    self, Fields, How, Lenient, Object, Read, ReadObject, Shape, fill, into_field, missing_of,
    note_missing, object, read_entries, read_object,
};
use crate::model::{AuditLogEntry, Boxed, Emoji, List, Snowflake, Sticker, User};
use crate::model::{Guild, UnavailableGuild};

/// `GUILD_CREATE` (Discord docs, "Gateway Events", Guild Create).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GuildCreate<'a> {
    /// The guild, with its members, channels and presences as far as the intents allow.
    Available(Boxed<'a, Guild<'a>>),
    /// The guild cannot be reached for now; another event comes when it can. What else than
    /// `unavailable: true` is there, as null or in part, makes no difference.
    Unavailable(UnavailableGuild<'a>),
}

impl GuildCreate<'_> {
    /// The guild's id.
    pub fn id(&self) -> Snowflake {
        match self {
            Self::Available(guild) => guild.id,
            Self::Unavailable(guild) => guild.id,
        }
    }
}

impl Default for GuildCreate<'_> {
    fn default() -> Self {
        Self::Unavailable(UnavailableGuild::default())
    }
}

impl Shape for GuildCreate<'_> {}

codec::reads!(GuildCreate<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for GuildCreate<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(marker::REREAD, GuildCreateReads)
    }
}

impl<'de> Read<'de> for GuildCreate<'de> {
    const BLANK: Self = Self::Unavailable(UnavailableGuild::BLANK);

    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        let start = source.place();
        let noted = source.reading().mark();
        let guild = source.reading().lend(|| Guild::BLANK)?;
        let (seen, missing) = match read_entries(guild, start, 0, source) {
            Ok(seen) if guild.unavailable == Some(true) => (seen.bits(), 0),
            Ok(seen) => {
                let missing = missing_of::<Guild<'_>>(seen.bits());
                if missing == 0 {
                    note_missing::<Guild<'_>, S>(source, start, seen.bits())?;
                    *place = Self::Available(Boxed::from(&*guild));
                    return Ok(());
                }
                (seen.bits(), missing)
            }
            Err(Stop::Misfit) => (0, !0),
            Err(stop) => return Err(stop),
        };
        let (end, error) = (source.place(), source.reading().last_error());
        let is_stub = missing != !0 && is_stub(seen);
        if missing != !0 && !is_stub && missing != 0 {
            return note_missing::<Guild<'_>, S>(source, start, seen);
        }
        // What else is there makes no difference if it is unavailable, so that it is read anew as that.
        let noted_of_guild = source.reading().mark();
        source.go_to(start);
        let mut stub = UnavailableFields::BLANK;
        match read_object(&mut stub, source) {
            Ok(()) if is_stub || stub.0.unavailable == Some(true) => {
                source.reading().forget(noted);
                *place = Self::Unavailable(stub.0);
                Ok(())
            }
            Ok(()) | Err(Stop::Misfit) => {
                source.go_to(end);
                source.reading().forget(noted_of_guild);
                Err(source.reading().fail(error))
            }
            Err(stop) => Err(stop),
        }
    }
}

/// What is known of an unavailable guild. Its keys are those of a guild, each of which is there once.
struct UnavailableFields<'a>(UnavailableGuild<'a>);

impl<'de> Read<'de> for UnavailableFields<'de> {
    const BLANK: Self = Self(UnavailableGuild::BLANK);

    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        read_object(place, source)
    }
}

impl<'de> ReadObject<'de> for UnavailableFields<'de> {
    const GUESSES: usize = codec::guesses("UnavailableFields");
    const TABLE: &'static Fields = <Guild<'de> as ReadObject<'de>>::TABLE;
    const NEEDED: u128 = {
        assert!(matches!(Self::TABLE.names[0].as_bytes(), b"id"));
        1
    };
    const EXPECTED: u128 = 0;
    const IS_PREDICTED: bool = false;

    fn read_value<S: Source<'de>>(
        &mut self,
        field: usize,
        tag: u64,
        source: &mut S,
        at: S::At,
    ) -> Result<S::At, Stop> {
        let name = Self::TABLE.names[field];
        let own = <UnavailableGuild<'_> as ReadObject<'_>>::TABLE.names;
        match own.iter().position(|own| *own == name) {
            Some(number) => self.0.read_value(number, tag, source, at),
            None => {
                source.go_on(at);
                source.skip().map(|()| source.at())
            }
        }
    }
}

/// Whether a guild has no other fields than one that is unavailable.
fn is_stub(seen: u128) -> bool {
    let names = <Guild<'_> as ReadObject<'_>>::TABLE.names.iter().enumerate();
    let mut there = names.filter(|(number, _)| seen >> number & 1 == 1);
    there.all(|(_, name)| <UnavailableGuild<'_> as ReadObject<'_>>::TABLE.names.contains(name))
}

/// Reads a guild; one that cannot be read is unavailable, if it says that it is.
struct GuildCreateReads;

impl<'de> Visitor<'de> for GuildCreateReads {
    type Value = GuildCreate<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a guild")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut reads: A) -> Result<GuildCreate<'de>, A::Error> {
        match reads.next_element() {
            Ok(Some(GuildOrStub(guild))) => Ok(guild),
            Ok(None) => Err(A::Error::invalid_length(0, &self)),
            Err(error) => match reads.next_element()? {
                Some(Stub(guild)) if guild.unavailable == Some(true) => {
                    Ok(GuildCreate::Unavailable(guild))
                }
                _ => Err(error),
            },
        }
    }

    // Readers of other crates cannot go back.
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<GuildCreate<'de>, D::Error> {
        GuildOrStub::deserialize(deserializer).map(|GuildOrStub(guild)| guild)
    }
}

/// What is known of an unavailable guild, whatever the other fields of a guild are.
#[derive(Default)]
struct Stub<'a>(UnavailableGuild<'a>);

impl<'de: 'a, 'a> Object<'de> for Stub<'a> {
    const NAME: &'static str = "GuildCreate";
    const FIELDS: Fields = <Guild<'a> as Object<'de>>::FIELDS;
    const REQUIRED: u128 = 0;

    fn read_field<A: MapAccess<'de>>(
        &mut self,
        field: usize,
        _tag: u64,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let guild = &mut self.0;
        match Self::FIELDS.names[field] {
            "id" => map.next_value_seed(into_field(&mut guild.id)),
            "unavailable" => map.next_value_seed(Lenient(&mut guild.unavailable)),
            "geo_restricted" => map.next_value_seed(Lenient(&mut guild.geo_restricted)),
            "name" => map.next_value_seed(Lenient(&mut guild.name)),
            "icon" => map.next_value_seed(Lenient(&mut guild.icon)),
            _ => map.next_value::<IgnoredAny>().map(drop),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Stub<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Self::FIELDS.names;
        deserializer.deserialize_struct(Self::NAME, names, StubVisitor(PhantomData))
    }
}

struct StubVisitor<'a>(PhantomData<Stub<'a>>);

impl<'de: 'a, 'a> Visitor<'de> for StubVisitor<'a> {
    type Value = Stub<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a guild")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Stub<'a>, A::Error> {
        let mut stub = Stub::default();
        let seen = fill(&mut stub, 0, &mut map)?;
        match seen.names().any(|name| name == "id") {
            true => Ok(stub),
            false => Err(A::Error::missing_field("id")),
        }
    }
}

/// A guild, or what stands for one that is unavailable.
struct GuildOrStub<'a>(GuildCreate<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for GuildOrStub<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = <Guild<'_> as Object<'_>>::FIELDS.names;
        deserializer.deserialize_struct("GuildCreate", fields, GuildCreateVisitor).map(Self)
    }
}

struct GuildCreateVisitor;

impl<'de> Visitor<'de> for GuildCreateVisitor {
    type Value = GuildCreate<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a guild")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<GuildCreate<'de>, A::Error> {
        let mut guild = Box::<Guild<'_>>::default();
        let seen = fill(&mut *guild, 0, &mut map)?;
        let is_unavailable = guild.unavailable == Some(true);
        let Some(missing) = seen.missing() else {
            return Ok(match is_unavailable {
                true => GuildCreate::Unavailable(guild.into_unavailable()),
                false => GuildCreate::Available(guild.into()),
            });
        };
        const STUB: [&str; 5] = ["id", "unavailable", "geo_restricted", "name", "icon"];
        let is_stub = is_unavailable || seen.names().all(|name| STUB.contains(&name));
        if missing == "id" || !is_stub {
            return Err(A::Error::missing_field(missing));
        }
        Ok(GuildCreate::Unavailable(guild.into_unavailable()))
    }
}

impl Serialize for GuildCreate<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Available(guild) => guild.serialize(serializer),
            Self::Unavailable(guild) => guild.serialize(serializer),
        }
    }
}

object! {
    /// An entry that was added to a guild's audit log (Discord docs, "Gateway Events", Guild Audit
    /// Log Entry Create). Sessions of version 8 lack the event.
    pub struct GuildAuditLogEntryCreate<'a> with entry: AuditLogEntry<'a> {
        /// The guild whose log it is.
        pub guild_id: Snowflake,
    }
}

object! {
    /// A user who was banned from a guild (Discord docs, "Gateway Events", Guild Ban Add).
    pub struct GuildBanAdd<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// Who was banned.
        pub user: User<'a>,
        /// How far back the user's messages were deleted, in seconds. Undocumented.
        pub delete_message_secs: Option<i64>,
    }
}

object! {
    /// A user whose ban from a guild was lifted (Discord docs, "Gateway Events", Guild Ban
    /// Remove).
    pub struct GuildBanRemove<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// Who may join again.
        pub user: User<'a>,
    }
}

object! {
    /// A guild's emojis, after some changed (Discord docs, "Gateway Events", Guild Emojis Update).
    pub struct GuildEmojisUpdate<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// All its emojis.
        pub emojis: List<'a, Emoji<'a>> => good,
    }
}

object! {
    /// A guild's stickers, after some changed (Discord docs, "Gateway Events", Guild Stickers
    /// Update). Sessions of version 8 lack the event.
    pub struct GuildStickersUpdate<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// All its stickers.
        pub stickers: List<'a, Sticker<'a>> => good,
    }
}

object! {
    /// A guild whose integrations changed (Discord docs, "Gateway Events", Guild Integrations
    /// Update).
    pub struct GuildIntegrationsUpdate {
        /// The guild.
        pub guild_id: Snowflake,
    }
}

object! {
    /// `GUILD_APPLICATION_COMMAND_INDEX_UPDATE`: the commands that can be used in a guild changed.
    /// Undocumented.
    pub struct GuildApplicationCommandIndexUpdate {
        /// The guild.
        pub guild_id: Snowflake,
    }
}
