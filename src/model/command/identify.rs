//! The beginning of a session.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::presence::{Names, UpdatePresence};
use super::{Command, check};
use crate::model::codec::{self, Shape, flags, serde_object};
use crate::model::{Intents, Secret, Text};
use crate::{EncodeError, Opcode};

serde_object! {
    /// Begins a session (Discord docs, "Gateway Events", Identify). `Debug` does not show the token.
    ///
    /// Discord takes as many in five seconds as
    /// [`SessionStartLimit`](crate::connect::SessionStartLimit) says, and 1000 a day.
    ///
    /// ```
    /// use gatewire::model::ConnectionProperties;
    /// use gatewire::{Encoder, Encoding, Identify, Intents};
    ///
    /// let identify = Identify::new("made.up.token", Intents::GUILDS | Intents::GUILD_MESSAGES)
    ///     .properties(ConnectionProperties::new("linux", "my_library", "my_library"))
    ///     .large_threshold(250)
    ///     .shard(0, 2);
    /// let message = Encoder::new(Encoding::Json).encode(&identify)?;
    /// assert_eq!(
    ///     str::from_utf8(&message).unwrap(),
    ///     r#"{"op":2,"d":{"token":"made.up.token","properties":{"os":"linux","browser":"my_library","device":"my_library"},"large_threshold":250,"shard":[0,2],"intents":513}}"#
    /// );
    /// assert!(!format!("{identify:?}").contains("made.up.token"));
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`validate`](Command::validate) refuses a token that is empty, a `large_threshold` that is not
    /// from 50 to 250, a shard whose id is not below the number of shards, and what
    /// [`UpdatePresence`] refuses. It does not look at `intents`, so that new ones can be sent before
    /// they are known here, nor at `compress`, whatever the encoding.
    pub struct Identify<'a> {
        /// The bot's token, which may not be empty.
        pub token: Secret<'a>,
        /// What the client is.
        pub properties: ConnectionProperties<'a>,
        /// Whether the Gateway may compress payloads one by one
        /// ([`ZlibPayload`](crate::Compression::ZlibPayload)). Discord has that for JSON alone; with
        /// ETF it is not checked, but written as it is.
        pub compress: Option<bool>,
        /// How many members a guild has at most for those that are offline to come in
        /// `GUILD_CREATE`, from 50 to 250.
        pub large_threshold: Option<u32>,
        /// The shard's id, from 0, and the number of shards.
        pub shard: Option<[u32; 2]>,
        /// The presence to begin with.
        pub presence: Option<UpdatePresence<'a>>,
        /// Which events to be told of. Bits that are not known are not checked, but written.
        pub intents: Intents,
        /// What the client can handle. Undocumented.
        pub capabilities: Option<Capabilities>,
    }
}

flags! {
    /// What a client can handle. Undocumented; most of it is of no use to bots.
    ///
    /// ```
    /// use gatewire::model::Capabilities;
    /// use gatewire::{Identify, Intents, json};
    ///
    /// assert_eq!(json::to_vec(&Capabilities::CHANNEL_OBFUSCATION)?, b"32768");
    ///
    /// let identify = Identify::new("made.up.token", Intents::GUILDS)
    ///     .capabilities(Capabilities::CHANNEL_OBFUSCATION);
    /// assert!(json::to_vec(&identify)?.ends_with(br#""intents":1,"capabilities":32768}"#));
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    pub struct Capabilities {
        /// Notes on users do not come in `READY`.
        LAZY_USER_NOTES = 0,
        /// No presences of users who are no friends.
        NO_AFFINE_USER_IDS = 1,
        /// What was read comes with a version.
        VERSIONED_READ_STATES = 2,
        /// Settings for guilds come with a version.
        VERSIONED_USER_GUILD_SETTINGS = 3,
        /// Users come once in `READY`, and elsewhere in it by their ids.
        DEDUPE_USER_OBJECTS = 4,
        /// `READY` comes in two parts, `READY_SUPPLEMENTAL` being the second.
        PRIORITIZED_READY_PAYLOAD = 5,
        /// Experiments of guilds have several populations.
        MULTIPLE_GUILD_EXPERIMENT_POPULATIONS = 6,
        /// What was read comes for other things than channels, too.
        NON_CHANNEL_READ_STATES = 7,
        /// The token may be replaced in `READY`.
        AUTH_TOKEN_REFRESH = 8,
        /// The user's settings come as protocol buffers.
        USER_SETTINGS_PROTO = 9,
        /// Guilds come without what the client has from before.
        CLIENT_STATE_V2 = 10,
        /// `PASSIVE_UPDATE_V1` for guilds that are not looked at.
        PASSIVE_GUILD_UPDATE = 11,
        /// Connects to calls that were going on before.
        AUTO_CALL_CONNECT = 12,
        /// Several reactions come in one `MESSAGE_REACTION_ADD_MANY`.
        DEBOUNCE_MESSAGE_REACTIONS = 13,
        /// `PASSIVE_UPDATE_V2` for guilds that are not looked at.
        PASSIVE_GUILD_UPDATE_V2 = 14,
        /// Channels that the bot cannot see come without what they are. This is so for every session
        /// since 2026-11-16, asked for or not.
        CHANNEL_OBFUSCATION = 15,
        /// Connects to lobbies that were going on before.
        AUTO_LOBBY_CONNECT = 16,
    }
}

impl<'a> Identify<'a> {
    /// A session with these events, on this [system](ConnectionProperties::default).
    pub fn new(token: impl Into<Secret<'a>>, intents: Intents) -> Self {
        Self { token: token.into(), intents, ..Self::default() }
    }

    /// What the client is; [`ConnectionProperties::default`] by default.
    #[must_use]
    pub fn properties(mut self, properties: ConnectionProperties<'a>) -> Self {
        self.properties = properties;
        self
    }

    /// Whether the Gateway may compress payloads one by one, JSON alone; it does not by default.
    #[must_use]
    pub fn compress(mut self, is_wanted: bool) -> Self {
        self.compress = Some(is_wanted);
        self
    }

    /// How many members a guild has at most for those that are offline to come in `GUILD_CREATE`,
    /// from 50 to 250; Discord takes 50 by default.
    #[must_use]
    pub fn large_threshold(mut self, members: u32) -> Self {
        self.large_threshold = Some(members);
        self
    }

    /// Which shard it is, from 0, of how many; without it, it is all of them.
    #[must_use]
    pub fn shard(mut self, id: u32, count: u32) -> Self {
        self.shard = Some([id, count]);
        self
    }

    /// The presence to begin with; online by default.
    #[must_use]
    pub fn presence(mut self, presence: UpdatePresence<'a>) -> Self {
        self.presence = Some(presence);
        self
    }

    /// What the client can handle; left out by default.
    #[must_use]
    pub fn capabilities(mut self, capabilities: Capabilities) -> Self {
        self.capabilities = Some(capabilities);
        self
    }
}

impl Command for Identify<'_> {
    fn opcode(&self) -> Opcode {
        Opcode::IDENTIFY
    }

    fn validate(&self) -> Result<(), EncodeError> {
        check(!self.token.is_empty(), "token", "is empty")?;
        let threshold_fits =
            self.large_threshold.is_none_or(|members| (50..=250).contains(&members));
        check(threshold_fits, "large_threshold", "is not from 50 to 250")?;
        let shard_fits = self.shard.is_none_or(|[id, count]| id < count);
        check(shard_fits, "shard", "has an id that is not below the number of shards")?;
        let names = Names { status: "presence.status", url: "presence.activities.url" };
        self.presence.iter().try_for_each(|presence| presence.validate_as(&names))
    }
}

/// What a client is (Discord docs, "Gateway Events", Identify Connection Properties).
///
/// ```
/// use gatewire::json;
/// use gatewire::model::ConnectionProperties;
///
/// let properties = ConnectionProperties::new("linux", "my_library", "my_library");
/// let text = json::to_vec(&properties)?;
/// assert_eq!(text, br#"{"os":"linux","browser":"my_library","device":"my_library"}"#);
///
/// let text = json::to_vec(&properties.dollar_keys(true))?;
/// assert_eq!(text, br#"{"$os":"linux","$browser":"my_library","$device":"my_library"}"#);
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConnectionProperties<'a> {
    /// The operating system.
    pub os: Text<'a>,
    /// The library.
    pub browser: Text<'a>,
    /// The library.
    pub device: Text<'a>,
    /// Whether the keys begin with a dollar sign, as version 8 documents them.
    pub dollar_keys: bool,
}

impl<'a> ConnectionProperties<'a> {
    /// The operating system, and twice the library.
    pub fn new(
        os: impl Into<Text<'a>>,
        browser: impl Into<Text<'a>>,
        device: impl Into<Text<'a>>,
    ) -> Self {
        let (os, browser, device) = (os.into(), browser.into(), device.into());
        Self { os, browser, device, dollar_keys: false }
    }

    /// Whether the keys begin with a dollar sign, as version 8 documents them; not by default.
    /// Discord takes both, until version 11.
    #[must_use]
    pub fn dollar_keys(mut self, is_wanted: bool) -> Self {
        self.dollar_keys = is_wanted;
        self
    }
}

/// [`std::env::consts::OS`], and this library.
impl Default for ConnectionProperties<'_> {
    fn default() -> Self {
        Self::new(std::env::consts::OS, env!("CARGO_PKG_NAME"), env!("CARGO_PKG_NAME"))
    }
}

impl Serialize for ConnectionProperties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [os, browser, device] = match self.dollar_keys {
            false => ["os", "browser", "device"],
            true => ["$os", "$browser", "$device"],
        };
        let mut properties = serializer.serialize_struct("ConnectionProperties", 3)?;
        properties.serialize_field(os, &self.os)?;
        properties.serialize_field(browser, &self.browser)?;
        properties.serialize_field(device, &self.device)?;
        properties.end()
    }
}

serde_object! {
    /// The keys of both forms.
    #[allow(unreachable_pub)]
    pub struct Keys<'a> {
        pub os: Option<Text<'a>>,
        pub browser: Option<Text<'a>>,
        pub device: Option<Text<'a>>,
        pub dollar_os as "$os": Option<Text<'a>>,
        pub dollar_browser as "$browser": Option<Text<'a>>,
        pub dollar_device as "$device": Option<Text<'a>>,
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ConnectionProperties<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let keys = Keys::deserialize(deserializer)?;
        let missing = |name| move || de::Error::missing_field(name);
        Ok(Self {
            dollar_keys: keys.os.is_none() && keys.dollar_os.is_some(),
            os: keys.os.or(keys.dollar_os).ok_or_else(missing("os"))?,
            browser: keys.browser.or(keys.dollar_browser).ok_or_else(missing("browser"))?,
            device: keys.device.or(keys.dollar_device).ok_or_else(missing("device"))?,
        })
    }
}

impl Shape for ConnectionProperties<'_> {}

codec::reads!(ConnectionProperties<'a>);
