//! Presences: who is online, and what they do.

use crate::model::codec::{flags, numbers, object, words};
use crate::model::{
    Boxed, ImageHash, List, Locale, NameplatePalette, PremiumType, Secret, Snowflake, Text,
    Timestamp, UserFlags, Value,
};

object! {
    /// A user's status and activities (Discord docs, "Gateway Events", Presence Update). Clients
    /// set them, Discord does not check them: a field that is missing, null or of another type
    /// reads as `None`, and an element of a list is left out. Only the user's id is sure.
    ///
    /// That takes a reader that can step back, as those of this crate can. Read by another
    /// deserializer, fields may be missing or null, and no more.
    pub struct PresenceUpdate<'a> {
        /// Whose presence it is.
        pub user: PresenceUser<'a>,
        /// The guild's id. Absent within `GUILD_CREATE` and `GUILD_MEMBERS_CHUNK`.
        pub guild_id: Option<Snowflake> => lenient,
        /// The status; never `invisible`, which others see as `offline`.
        pub status: Option<Status<'a>> => lenient,
        /// What the user does; an empty list if nothing.
        pub activities: Option<List<'a, Activity<'a>>> => lenient_list,
        /// The status by kind of client.
        pub client_status: Option<ClientStatus<'a>> => lenient,
        /// Seen as null. Undocumented.
        pub broadcast: Option<Value<'a>> => lenient,
        /// The first activity. From before version 8.
        pub game: Option<Boxed<'a, Activity<'a>>> => lenient,
        /// The ids of the member's roles. From before version 8.
        pub roles: Option<List<'a, Snowflake>> => lenient_list,
        /// The member's nickname. From before version 8.
        pub nick: Option<Text<'a>> => lenient,
        /// Since when the member boosts the guild. From before version 8.
        pub premium_since: Option<Timestamp> => lenient,
    }
}

object! {
    /// The user of a presence (Discord docs, "Gateway Events", Presence Update; "User Resource",
    /// User Object). Most often it has only the id; other fields tell what changed. A field that is
    /// missing, null or of another type reads as `None`.
    pub struct PresenceUser<'a> {
        /// The user's id.
        pub id: Snowflake,
        /// The name that the user has for all.
        pub username: Option<Text<'a>> => lenient,
        /// The four digits after the name; `0` if the name is unique by itself.
        pub discriminator: Option<Text<'a>> => lenient,
        /// The name that is shown. Sessions of version 8 lack it.
        pub global_name: Option<Text<'a>> => lenient,
        /// The avatar.
        pub avatar: Option<ImageHash<'a>> => lenient,
        /// Whether the user is a bot.
        pub bot: Option<bool> => lenient,
        /// Whether the user is Discord itself.
        pub system: Option<bool> => lenient,
        /// Whether the account needs a second factor. Only of the own user.
        pub mfa_enabled: Option<bool> => lenient,
        /// The banner of the profile. Sessions of version 8 lack it.
        pub banner: Option<ImageHash<'a>> => lenient,
        /// The color of the banner, as an RGB number. Sessions of version 8 lack it.
        pub accent_color: Option<u32> => lenient,
        /// The language. Only of the own user.
        pub locale: Option<Locale<'a>> => lenient,
        /// Whether the email address is verified. Only of the own user.
        pub verified: Option<bool> => lenient,
        /// The email address. Only of the own user.
        pub email: Option<Text<'a>> => lenient,
        /// Badges and the like. Only of the own user.
        pub flags: Option<UserFlags> => lenient,
        /// Which Nitro the user has. Only of the own user.
        pub premium_type: Option<PremiumType> => lenient,
        /// Badges and the like, as far as all can see them.
        pub public_flags: Option<UserFlags> => lenient,
        /// What decorates the avatar. Sessions of version 8 lack it.
        pub avatar_decoration_data: Option<Boxed<'a, PresenceAvatarDecoration<'a>>> => lenient,
        /// What the user has collected and shows. Sessions of version 8 lack it.
        pub collectibles: Option<Boxed<'a, PresenceCollectibles<'a>>> => lenient,
        /// The guild whose tag the user wears. Sessions of version 8 lack it.
        pub primary_guild: Option<Boxed<'a, PresencePrimaryGuild<'a>>> => lenient,
        /// What decorated the avatar before `avatar_decoration_data`. Undocumented.
        pub avatar_decoration: Option<ImageHash<'a>> => lenient,
        /// What the user says of themselves. Undocumented.
        pub bio: Option<Text<'a>> => lenient,
        /// The old name of `primary_guild`. Undocumented.
        pub clan: Option<Boxed<'a, PresencePrimaryGuild<'a>>> => lenient,
        /// How the name is shown. Undocumented.
        pub display_name_styles: Option<Value<'a>> => lenient,
    }
}

object! {
    /// What frames the avatar of a presence's user (Discord docs, "User Resource", Avatar Decoration
    /// Data Object). A field that is missing, null or of another type reads as `None`. Sessions of
    /// version 8 have none.
    pub struct PresenceAvatarDecoration<'a> {
        /// The frame's image.
        pub asset: Option<ImageHash<'a>> => lenient,
        /// The id of the SKU that it was sold as.
        pub sku_id: Option<Snowflake> => lenient,
    }
}

object! {
    /// The collectibles that a presence's user shows, avatar frames apart (Discord docs, "User
    /// Resource", Collectibles). A field that is missing, null or of another type reads as `None`.
    /// Sessions of version 8 have none.
    pub struct PresenceCollectibles<'a> {
        /// What lies behind the name in lists of members.
        pub nameplate: Option<PresenceNameplate<'a>> => lenient,
    }
}

object! {
    /// What lies behind the name of a presence's user (Discord docs, "User Resource", Nameplate). A
    /// field that is missing, null or of another type reads as `None`. Sessions of version 8 have
    /// none.
    pub struct PresenceNameplate<'a> {
        /// The id of the SKU that it was sold as.
        pub sku_id: Option<Snowflake> => lenient,
        /// The image, which is a path here.
        pub asset: Option<ImageHash<'a>> => lenient,
        /// The description; so far it is empty.
        pub label: Option<Text<'a>> => lenient,
        /// The color of the background.
        pub palette: Option<NameplatePalette<'a>> => lenient,
    }
}

object! {
    /// The guild whose tag a presence's user shows behind the name (Discord docs, "User Resource",
    /// User Primary Guild). A field that is missing, null or of another type reads as `None`.
    /// Sessions of version 8 have none.
    pub struct PresencePrimaryGuild<'a> {
        /// The guild's id, if there is one.
        pub identity_guild_id: Option<Snowflake> => lenient,
        /// Whether the tag is shown: null if Discord took it away, false if the user did.
        pub identity_enabled: Option<bool> => lenient,
        /// The tag, of at most 4 characters.
        pub tag: Option<Text<'a>> => lenient,
        /// The image beside the tag.
        pub badge: Option<ImageHash<'a>> => lenient,
    }
}

object! {
    /// A user's status by kind of client (Discord docs, "Gateway Events", Client Status Object). A
    /// client that is offline is missing. A field that is missing, null or of another type reads as
    /// `None`.
    pub struct ClientStatus<'a> {
        /// On a computer, in the application.
        pub desktop: Option<Status<'a>> => lenient,
        /// On a phone or tablet.
        pub mobile: Option<Status<'a>> => lenient,
        /// In a browser. Bots are here as well.
        pub web: Option<Status<'a>> => lenient,
        /// On a headset. Sessions of version 8 lack it.
        pub vr: Option<Status<'a>> => lenient,
        /// On a console. Undocumented.
        pub embedded: Option<Status<'a>> => lenient,
    }
}

object! {
    /// What a user does (Discord docs, "Gateway Events", Activity Object). Of a bot's own, only
    /// name, state, type and url count. A field that is missing, null or of another type reads as
    /// `None`.
    pub struct Activity<'a> {
        /// The name of the game, song or the like; any text, even blank.
        pub name: Option<Text<'a>> => lenient,
        /// What kind of activity it is.
        pub kind as "type": Option<ActivityType> => lenient,
        /// Where the stream is, if it is one. It need not be a valid address.
        pub url: Option<Text<'a>> => lenient,
        /// When the activity was added, in milliseconds since 1970. Some lack it.
        pub created_at: Option<u64> => lenient,
        /// Since when and until when it goes on.
        pub timestamps: Option<ActivityTimestamps> => lenient,
        /// The game's application. The integer 1 has been seen.
        pub application_id: Option<Snowflake> => lenient,
        /// Which of its texts the list of members shows. Sessions of version 8 lack it.
        pub status_display_type: Option<StatusDisplayType> => lenient,
        /// What exactly the user does.
        pub details: Option<Text<'a>> => lenient,
        /// Where `details` links to. Sessions of version 8 lack it.
        pub details_url: Option<Text<'a>> => lenient,
        /// The state of the party, or the text of a custom status.
        pub state: Option<Text<'a>> => lenient,
        /// Where `state` links to. Sessions of version 8 lack it.
        pub state_url: Option<Text<'a>> => lenient,
        /// The emoji of a custom status.
        pub emoji: Option<ActivityEmoji<'a>> => lenient,
        /// The party that the user is in.
        pub party: Option<ActivityParty<'a>> => lenient,
        /// The images, and what hovering over them shows.
        pub assets: Option<Boxed<'a, ActivityAssets<'a>>> => lenient,
        /// What is needed to join or watch.
        pub secrets: Option<Boxed<'a, ActivitySecrets<'a>>> => lenient,
        /// Whether it is one instance of a game, with a beginning and an end.
        pub instance: Option<bool> => lenient,
        /// What can be done with it.
        pub flags: Option<ActivityFlags> => lenient,
        /// The labels of its buttons, at most two. Where they link to is not received.
        pub buttons: Option<List<'a, Text<'a>>> => lenient_list,
        /// Tells the activity from the user's others, such as `custom` and `spotify:1`.
        /// Undocumented.
        pub id: Option<Text<'a>> => lenient,
        /// The session that the activity comes from. Undocumented.
        pub session_id: Option<Secret<'a>> => lenient,
        /// The track on Spotify. Undocumented.
        pub sync_id: Option<Text<'a>> => lenient,
        /// What the game runs on. Undocumented.
        pub platform: Option<ActivityPlatform<'a>> => lenient,
    }
}

object! {
    /// Since when and until when an activity goes on (Discord docs, "Gateway Events", Activity
    /// Timestamps). A field that is missing, null or of another type reads as `None`.
    pub struct ActivityTimestamps {
        /// When it started, in milliseconds since 1970.
        pub start: Option<u64> => lenient,
        /// When it ends, in milliseconds since 1970.
        pub end: Option<u64> => lenient,
    }
}

object! {
    /// The emoji of a custom status (Discord docs, "Gateway Events", Activity Emoji). A field that
    /// is missing, null or of another type reads as `None`.
    pub struct ActivityEmoji<'a> {
        /// Its name, or the emoji itself if it is of Unicode.
        pub name: Option<Text<'a>> => lenient,
        /// Its id, if it is a guild's.
        pub id: Option<Snowflake> => lenient,
        /// Whether it moves.
        pub animated: Option<bool> => lenient,
    }
}

object! {
    /// The party that a user is in (Discord docs, "Gateway Events", Activity Party). A field that
    /// is missing, null or of another type reads as `None`.
    pub struct ActivityParty<'a> {
        /// The party's id.
        pub id: Option<Text<'a>> => lenient,
        /// How many are in it and how many there can be. Clients may set any number.
        pub size: Option<List<'a, i128>> => lenient whole,
    }
}

object! {
    /// The images of an activity (Discord docs, "Gateway Events", Activity Assets). An image is an
    /// id or begins with what it comes from, such as `mp:` and `spotify:`. A field that is missing,
    /// null or of another type reads as `None`.
    pub struct ActivityAssets<'a> {
        /// The large image.
        pub large_image: Option<Text<'a>> => lenient,
        /// What hovering over the large image shows.
        pub large_text: Option<Text<'a>> => lenient,
        /// Where the large image links to. Sessions of version 8 lack it.
        pub large_url: Option<Text<'a>> => lenient,
        /// The small image.
        pub small_image: Option<Text<'a>> => lenient,
        /// What hovering over the small image shows.
        pub small_text: Option<Text<'a>> => lenient,
        /// Where the small image links to. Sessions of version 8 lack it.
        pub small_url: Option<Text<'a>> => lenient,
        /// The image behind an invitation to the game. Sessions of version 8 lack it.
        pub invite_cover_image: Option<Text<'a>> => lenient,
    }
}

object! {
    /// What is needed to join or watch a game (Discord docs, "Gateway Events", Activity Secrets). A
    /// field that is missing, null or of another type reads as `None`.
    pub struct ActivitySecrets<'a> {
        /// For joining the party.
        pub join: Option<Secret<'a>> => lenient,
        /// For watching the game.
        pub spectate: Option<Secret<'a>> => lenient,
        /// For this very match.
        pub match_ as "match": Option<Secret<'a>> => lenient,
    }
}

object! {
    /// A button of an activity, as it is sent (Discord docs, "Gateway Events", Activity Buttons).
    /// [`Activity::buttons`] has only the labels. A field that is missing, null or of another type
    /// reads as `None`.
    pub struct ActivityButton<'a> {
        /// What it says, in up to 32 characters.
        pub label: Option<Text<'a>> => lenient,
        /// Where it links to.
        pub url: Option<Text<'a>> => lenient,
    }
}

numbers! {
    /// What kind of activity it is (Discord docs, "Gateway Events", Activity Types).
    pub struct ActivityType {
        /// Plays a game. Version 8 calls it `Game`.
        PLAYING = 0,
        /// Streams, on Twitch or YouTube.
        STREAMING = 1,
        /// Listens to something.
        LISTENING = 2,
        /// Watches something.
        WATCHING = 3,
        /// A custom status: the text in `state`, with an emoji.
        CUSTOM = 4,
        /// Takes part in a competition.
        COMPETING = 5,
    }
}

flags! {
    /// What can be done with an activity (Discord docs, "Gateway Events", Activity Flags).
    pub struct ActivityFlags {
        INSTANCE = 0,
        JOIN = 1,
        SPECTATE = 2,
        JOIN_REQUEST = 3,
        SYNC = 4,
        PLAY = 5,
        /// The party is open to friends.
        PARTY_PRIVACY_FRIENDS = 6,
        /// The party is open to those in the voice channel.
        PARTY_PRIVACY_VOICE_CHANNEL = 7,
        /// The activity runs within Discord.
        EMBEDDED = 8,
        /// Not bound to a channel. Undocumented.
        CONTEXTLESS = 9,
    }
}

numbers! {
    /// Which of an activity's texts the list of members shows (Discord docs, "Gateway Events",
    /// Status Display Types).
    pub struct StatusDisplayType {
        /// The `name`.
        NAME = 0,
        /// The `state`.
        STATE = 1,
        /// The `details`.
        DETAILS = 2,
    }
}

words! {
    /// What a game runs on. Undocumented.
    pub struct ActivityPlatform {
        DESKTOP = "desktop",
        XBOX = "xbox",
        SAMSUNG = "samsung",
        IOS = "ios",
        ANDROID = "android",
        EMBEDDED = "embedded",
        PS4 = "ps4",
        PS5 = "ps5",
    }
}

words! {
    /// Whether a user is there (Discord docs, "Gateway Events", Update Presence).
    pub struct Status {
        /// Online.
        ONLINE = "online",
        /// Not to be disturbed.
        DND = "dnd",
        /// Away.
        IDLE = "idle",
        /// Shown as offline to others. Only sent, never received.
        INVISIBLE = "invisible",
        /// Offline.
        OFFLINE = "offline",
    }
}
