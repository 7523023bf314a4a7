//! TODO

use crate::model::codec::{flags, numbers, object, words};
use crate::model::{
    AvatarDecorationData, Collectibles, ImageHash, List, Locale, PremiumType, Secret, Snowflake,
    Text, Timestamp, UserFlags, UserPrimaryGuild, Value,
};

object! {
    /// TODO Declared required in the docs tables, but Discord states none is guaranteed and types are unchecked.
    pub struct PresenceUpdate<'a> {
        /// TODO only `id` is sure; other keys any type
        pub user: PresenceUser<'a>,
        /// TODO missing inside GUILD_CREATE and GUILD_MEMBERS_CHUNK
        pub guild_id: Option<Snowflake> => lenient,
        /// TODO dapi: optional
        pub status: Option<Status<'a>> => lenient,
        /// TODO null handled by chorus ([#577](https://github.com/polyphony-chat/chorus/pull/577)); treat null as empty; dapi: optional
        pub activities: Option<List<'a, Activity<'a>>> => lenient,
        /// TODO dapi: optional
        pub client_status: Option<ClientStatus<'a>> => lenient,
        /// TODO ext seen null ([docs#7190](https://github.com/discord/discord-api-docs/issues/7190))
        pub broadcast: Option<Value<'a>> => lenient,
        /// TODO ext v6 only, removed in v8
        pub game: Option<Box<Activity<'a>>> => lenient,
        /// TODO ext v6 only
        pub roles: Option<List<'a, Snowflake>> => lenient,
        /// TODO ext v6 only
        pub nick: Option<Text<'a>> => lenient,
        /// TODO ext v6 only
        pub premium_since: Option<Timestamp> => lenient,
    }
}

object! {
    /// TODO
    pub struct PresenceUser<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub username: Option<Text<'a>> => lenient,
        /// TODO decimal text; "0" = new username system; "0000" = webhook author; keep as text
        pub discriminator: Option<Text<'a>> => lenient,
        /// TODO cur missing in v8 era and in some webhook/automod authors; treat as optional
        pub global_name: Option<Text<'a>> => lenient,
        /// TODO hash may start `a_` (animated)
        pub avatar: Option<ImageHash<'a>> => lenient,
        /// TODO
        pub bot: Option<bool> => lenient,
        /// TODO
        pub system: Option<bool> => lenient,
        /// TODO
        pub mfa_enabled: Option<bool> => lenient,
        /// TODO cur
        pub banner: Option<ImageHash<'a>> => lenient,
        /// TODO cur u32 RGB
        pub accent_color: Option<u32> => lenient,
        /// TODO
        pub locale: Option<Locale<'a>> => lenient,
        /// TODO
        pub verified: Option<bool> => lenient,
        /// TODO
        pub email: Option<Text<'a>> => lenient,
        /// TODO bits above 2^31 exist (1<<44, 1<<50): u64
        pub flags: Option<UserFlags> => lenient,
        /// TODO
        pub premium_type: Option<PremiumType> => lenient,
        /// TODO u64
        pub public_flags: Option<UserFlags> => lenient,
        /// TODO cur
        pub avatar_decoration_data: Option<AvatarDecorationData<'a>> => lenient,
        /// TODO cur
        pub collectibles: Option<Collectibles<'a>> => lenient,
        /// TODO cur
        pub primary_guild: Option<UserPrimaryGuild<'a>> => lenient,
        /// TODO ext dapi, deprecated predecessor of avatar_decoration_data
        pub avatar_decoration: Option<ImageHash<'a>> => lenient,
        /// TODO ext userdoccers
        pub bio: Option<Text<'a>> => lenient,
        /// TODO ext seen in live payloads ([nostrum#688](https://github.com/Kraigie/nostrum/issues/688)); older alias of primary_guild
        pub clan: Option<UserPrimaryGuild<'a>> => lenient,
        /// TODO ext userdoccers; key start visible in [docs#7836](https://github.com/discord/discord-api-docs/pull/7836)
        pub display_name_styles: Option<Value<'a>> => lenient,
    }
}

object! {
    /// TODO
    pub struct ClientStatus<'a> {
        /// TODO absent when offline
        pub desktop: Option<Status<'a>> => lenient,
        /// TODO
        pub mobile: Option<Status<'a>> => lenient,
        /// TODO
        pub web: Option<Status<'a>> => lenient,
        /// TODO cur
        pub vr: Option<Status<'a>> => lenient,
        /// TODO ext userdoccers (consoles)
        pub embedded: Option<Status<'a>> => lenient,
    }
}

object! {
    /// TODO Receive side. On send, bots may set only name, state, type, url.
    pub struct Activity<'a> {
        /// TODO free text, may be odd or blank
        pub name: Option<Text<'a>> => lenient,
        /// TODO userdoccers lists 6 (hang status); keep unknowns
        pub kind as "type": Option<ActivityType> => lenient,
        /// TODO
        pub url: Option<Text<'a>> => lenient,
        /// TODO unix ms; twilight keeps it optional; came as text over RPC ([discord-sdk#13](https://github.com/EmbarkStudios/discord-sdk/issues/13))
        pub created_at: Option<u64> => lenient,
        /// TODO
        pub timestamps: Option<ActivityTimestamps> => lenient,
        /// TODO integer 1 seen ([docs#7190](https://github.com/discord/discord-api-docs/issues/7190))
        pub application_id: Option<Snowflake> => lenient,
        /// TODO cur
        pub status_display_type: Option<StatusDisplayType> => lenient,
        /// TODO
        pub details: Option<Text<'a>> => lenient,
        /// TODO cur
        pub details_url: Option<Text<'a>> => lenient,
        /// TODO
        pub state: Option<Text<'a>> => lenient,
        /// TODO cur
        pub state_url: Option<Text<'a>> => lenient,
        /// TODO dapi: not nullable
        pub emoji: Option<ActivityEmoji<'a>> => lenient,
        /// TODO
        pub party: Option<ActivityParty<'a>> => lenient,
        /// TODO
        pub assets: Option<ActivityAssets<'a>> => lenient,
        /// TODO
        pub secrets: Option<ActivitySecrets<'a>> => lenient,
        /// TODO
        pub instance: Option<bool> => lenient,
        /// TODO u64
        pub flags: Option<ActivityFlags> => lenient,
        /// TODO labels only when received, max 2
        pub buttons: Option<List<'a, Text<'a>>> => lenient,
        /// TODO ext dapi; e.g. "custom", "spotify:1" ([docs#1075](https://github.com/discord/discord-api-docs/issues/1075))
        pub id: Option<Text<'a>> => lenient,
        /// TODO ext dapi; seen live ([docs#7190](https://github.com/discord/discord-api-docs/issues/7190))
        pub session_id: Option<Secret<'a>> => lenient,
        /// TODO ext dapi; Spotify track ([docs#707](https://github.com/discord/discord-api-docs/pull/707))
        pub sync_id: Option<Text<'a>> => lenient,
        /// TODO ext dapi
        pub platform: Option<ActivityPlatform<'a>> => lenient,
    }
}

object! {
    /// TODO
    pub struct ActivityTimestamps {
        /// TODO unix ms; values over 2^53 came as text ([docs#914](https://github.com/discord/discord-api-docs/issues/914))
        pub start: Option<u64> => lenient,
        /// TODO as start
        pub end: Option<u64> => lenient,
    }
}

object! {
    /// TODO
    pub struct ActivityEmoji<'a> {
        /// TODO dapi: nullable
        pub name: Option<Text<'a>> => lenient,
        /// TODO text; accept int; dapi: nullable
        pub id: Option<Snowflake> => lenient,
        /// TODO
        pub animated: Option<bool> => lenient,
    }
}

object! {
    /// TODO
    pub struct ActivityParty<'a> {
        /// TODO
        pub id: Option<Text<'a>> => lenient,
        /// TODO [current, max]; user-set, may be any number
        pub size: Option<List<'a, i64>> => lenient,
    }
}

object! {
    /// TODO
    pub struct ActivityAssets<'a> {
        /// TODO unsanitised text: id, `mp:...`, `spotify:...`
        pub large_image: Option<Text<'a>> => lenient,
        /// TODO
        pub large_text: Option<Text<'a>> => lenient,
        /// TODO cur
        pub large_url: Option<Text<'a>> => lenient,
        /// TODO
        pub small_image: Option<Text<'a>> => lenient,
        /// TODO
        pub small_text: Option<Text<'a>> => lenient,
        /// TODO cur
        pub small_url: Option<Text<'a>> => lenient,
        /// TODO cur
        pub invite_cover_image: Option<Text<'a>> => lenient,
    }
}

object! {
    /// TODO
    pub struct ActivitySecrets<'a> {
        /// TODO
        pub join: Option<Text<'a>> => lenient,
        /// TODO
        pub spectate: Option<Text<'a>> => lenient,
        /// TODO
        pub match_ as "match": Option<Text<'a>> => lenient,
    }
}

object! {
    /// TODO
    pub struct ActivityButton<'a> {
        /// TODO
        pub label: Option<Text<'a>> => lenient,
        /// TODO
        pub url: Option<Text<'a>> => lenient,
    }
}

numbers! {
    /// TODO ActivityType: kind: enum u8. 6 HANG exists for user clients (userdoccers)
    pub struct ActivityType {
        /// TODO both v8 name Game
        PLAYING = 0,
        STREAMING = 1,
        LISTENING = 2,
        WATCHING = 3,
        CUSTOM = 4,
        COMPETING = 5,
    }
}

flags! {
    /// TODO ActivityFlags: kind: flags u64
    pub struct ActivityFlags {
        INSTANCE = 0,
        JOIN = 1,
        SPECTATE = 2,
        JOIN_REQUEST = 3,
        SYNC = 4,
        PLAY = 5,
        /// TODO cur
        PARTY_PRIVACY_FRIENDS = 6,
        /// TODO cur
        PARTY_PRIVACY_VOICE_CHANNEL = 7,
        /// TODO cur
        EMBEDDED = 8,
    }
}

numbers! {
    /// TODO StatusDisplayType: kind: enum u8
    pub struct StatusDisplayType {
        /// TODO cur
        NAME = 0,
        /// TODO cur
        STATE = 1,
        /// TODO cur
        DETAILS = 2,
    }
}

words! {
    /// TODO ActivityPlatform: kind: string enum (open)
    pub struct ActivityPlatform {
        /// TODO ext
        DESKTOP = "desktop",
        /// TODO ext
        XBOX = "xbox",
        /// TODO ext
        SAMSUNG = "samsung",
        /// TODO ext
        IOS = "ios",
        /// TODO ext
        ANDROID = "android",
        /// TODO ext
        EMBEDDED = "embedded",
        /// TODO ext
        PS4 = "ps4",
        /// TODO ext
        PS5 = "ps5",
    }
}

words! {
    /// TODO Status: kind: string enum. receive: online, idle, dnd, offline; send: online, dnd, idle, invisible, offline
    pub struct Status {
        ONLINE = "online",
        DND = "dnd",
        IDLE = "idle",
        INVISIBLE = "invisible",
        OFFLINE = "offline",
    }
}
