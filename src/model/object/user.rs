//! Users.

use crate::model::codec::{flags, numbers, object, words};
use crate::model::{Boxed, ImageHash, Maybe, Snowflake, Text, Value};

object! {
    /// A user (Discord docs, "User Resource", User Object).
    pub struct User<'a> {
        /// The user's id.
        pub id: Snowflake,
        /// The name of the account, unique unless the account still has a four-digit tag.
        pub username: Text<'a>,
        /// The tag as decimal text: "0" for accounts with a unique name, "0000" for webhooks.
        pub discriminator: Option<Text<'a>>,
        /// The display name; null or absent if there is none. Sessions of version 8 lack it.
        pub global_name: Maybe<Text<'a>>,
        /// The avatar, if one is set.
        pub avatar: Option<ImageHash<'a>> => null,
        /// Whether this is a bot or another application's user. Absent means no.
        pub bot: Option<bool> => strict,
        /// Whether the user speaks for Discord itself. Absent means no.
        pub system: Option<bool> => strict,
        /// Whether the account has a second factor. As a rule only in the session's own user.
        pub mfa_enabled: Option<bool>,
        /// The banner of the profile. Sessions of version 8 lack it.
        pub banner: Maybe<ImageHash<'a>> => lenient,
        /// The color of the profile's banner, 0xRRGGBB. Sessions of version 8 lack it.
        pub accent_color: Maybe<u32> => lenient,
        /// The language of the client. As a rule only in the session's own user.
        pub locale: Option<Locale<'a>>,
        /// Whether the email address is confirmed. As a rule only in the session's own user.
        pub verified: Option<bool>,
        /// The email address; null if there is none. As a rule only in the session's own user.
        pub email: Maybe<Text<'a>>,
        /// All flags of the account. As a rule only in the session's own user.
        pub flags: Option<UserFlags>,
        /// The Nitro subscription. As a rule only in the session's own user.
        pub premium_type: Option<PremiumType>,
        /// The flags that everyone may see.
        pub public_flags: Option<UserFlags>,
        /// What frames the avatar; null if nothing does. Sessions of version 8 lack it.
        pub avatar_decoration_data: Maybe<Boxed<'a, AvatarDecorationData<'a>>> => lenient,
        /// The collectibles that are shown; null if none are. Sessions of version 8 lack it.
        pub collectibles: Maybe<Boxed<'a, Collectibles<'a>>> => lenient,
        /// The guild whose tag stands behind the name. Sessions of version 8 lack it.
        pub primary_guild: Maybe<Boxed<'a, UserPrimaryGuild<'a>>> => lenient,
        /// What `avatar_decoration_data` came from: the frame's image alone. Undocumented.
        pub avatar_decoration: Maybe<ImageHash<'a>> => lenient,
        /// The text of the profile. Undocumented.
        pub bio: Maybe<Text<'a>>,
        /// An older name of `primary_guild`. Undocumented.
        pub clan: Maybe<Boxed<'a, UserPrimaryGuild<'a>>> => lenient,
        /// Font, colors and effect of the display name. Undocumented.
        pub display_name_styles: Maybe<Value<'a>> => lenient,
    }
}

object! {
    /// What is known of a [`User`], as in applications and teams: only `id` is always there
    /// (Discord docs, "User Resource", User Object).
    pub struct PartialUser<'a> {
        /// The user's id.
        pub id: Snowflake,
        /// The name of the account, unique unless the account still has a four-digit tag.
        pub username: Option<Text<'a>>,
        /// The tag as decimal text: "0" for accounts with a unique name, "0000" for webhooks.
        pub discriminator: Option<Text<'a>>,
        /// The display name; null or absent if there is none. Sessions of version 8 lack it.
        pub global_name: Maybe<Text<'a>>,
        /// The avatar; null if none is set.
        pub avatar: Maybe<ImageHash<'a>>,
        /// Whether this is a bot or another application's user. Absent means no.
        pub bot: Option<bool> => strict,
        /// Whether the user speaks for Discord itself. Absent means no.
        pub system: Option<bool> => strict,
        /// Whether the account has a second factor. As a rule only in the session's own user.
        pub mfa_enabled: Option<bool>,
        /// The banner of the profile. Sessions of version 8 lack it.
        pub banner: Maybe<ImageHash<'a>> => lenient,
        /// The color of the profile's banner, 0xRRGGBB. Sessions of version 8 lack it.
        pub accent_color: Maybe<u32> => lenient,
        /// The language of the client. As a rule only in the session's own user.
        pub locale: Option<Locale<'a>>,
        /// Whether the email address is confirmed. As a rule only in the session's own user.
        pub verified: Option<bool>,
        /// The email address; null if there is none. As a rule only in the session's own user.
        pub email: Maybe<Text<'a>>,
        /// All flags of the account. As a rule only in the session's own user.
        pub flags: Option<UserFlags>,
        /// The Nitro subscription. As a rule only in the session's own user.
        pub premium_type: Option<PremiumType>,
        /// The flags that everyone may see.
        pub public_flags: Option<UserFlags>,
        /// What frames the avatar; null if nothing does. Sessions of version 8 lack it.
        pub avatar_decoration_data: Maybe<Boxed<'a, AvatarDecorationData<'a>>> => lenient,
        /// The collectibles that are shown; null if none are. Sessions of version 8 lack it.
        pub collectibles: Maybe<Boxed<'a, Collectibles<'a>>> => lenient,
        /// The guild whose tag stands behind the name. Sessions of version 8 lack it.
        pub primary_guild: Maybe<Boxed<'a, UserPrimaryGuild<'a>>> => lenient,
        /// What `avatar_decoration_data` came from: the frame's image alone. Undocumented.
        pub avatar_decoration: Maybe<ImageHash<'a>> => lenient,
        /// The text of the profile. Undocumented.
        pub bio: Maybe<Text<'a>>,
        /// An older name of `primary_guild`. Undocumented.
        pub clan: Maybe<Boxed<'a, UserPrimaryGuild<'a>>> => lenient,
        /// Font, colors and effect of the display name. Undocumented.
        pub display_name_styles: Maybe<Value<'a>> => lenient,
    }
}

object! {
    /// What frames an avatar (Discord docs, "User Resource", Avatar Decoration Data Object).
    /// Sessions of version 8 have none.
    pub struct AvatarDecorationData<'a> {
        /// The frame's image.
        pub asset: ImageHash<'a>,
        /// The id of the SKU that it was sold as.
        pub sku_id: Option<Snowflake> => null,
    }
}

object! {
    /// The collectibles that a user or member shows, avatar frames apart (Discord docs, "User
    /// Resource", Collectibles). Sessions of version 8 have none.
    pub struct Collectibles<'a> {
        /// What lies behind the name in lists of members. Absent if nothing does.
        pub nameplate: Option<Nameplate<'a>> => lenient,
    }
}

object! {
    /// What lies behind a name in lists of members (Discord docs, "User Resource", Nameplate).
    /// Sessions of version 8 have none.
    pub struct Nameplate<'a> {
        /// The id of the SKU that it was sold as.
        pub sku_id: Option<Snowflake> => null,
        /// The image, which is a path here.
        pub asset: ImageHash<'a>,
        /// The description; so far it is empty.
        pub label: Text<'a>,
        /// The color of the background.
        pub palette: NameplatePalette<'a>,
    }
}

object! {
    /// The guild whose tag a user shows behind the name (Discord docs, "User Resource", User
    /// Primary Guild). Sessions of version 8 have none.
    pub struct UserPrimaryGuild<'a> {
        /// The guild's id, if there is one.
        pub identity_guild_id: Option<Snowflake> => null,
        /// Whether the tag is shown: null if Discord took it away, false if the user did.
        pub identity_enabled: Option<bool> => null,
        /// The tag, of at most 4 characters; null if there is none.
        pub tag: Option<Text<'a>> => null,
        /// The image beside the tag; null if there is none.
        pub badge: Option<ImageHash<'a>> => null,
    }
}

flags! {
    /// Flags of an account (Discord docs, "User Resource", User Flags).
    pub struct UserFlags {
        /// Works for Discord.
        STAFF = 0,
        /// Owns a partnered guild.
        PARTNER = 1,
        /// Takes part in HypeSquad events.
        HYPESQUAD = 2,
        /// Found bugs: the first level.
        BUG_HUNTER_LEVEL_1 = 3,
        /// Has text messages as a second factor. Undocumented.
        MFA_SMS = 4,
        /// Closed an advertisement for Nitro. Undocumented.
        PREMIUM_PROMO_DISMISSED = 5,
        /// Belongs to the house Bravery.
        HYPESQUAD_ONLINE_HOUSE_1 = 6,
        /// Belongs to the house Brilliance.
        HYPESQUAD_ONLINE_HOUSE_2 = 7,
        /// Belongs to the house Balance.
        HYPESQUAD_ONLINE_HOUSE_3 = 8,
        /// Had Nitro in its early days.
        PREMIUM_EARLY_SUPPORTER = 9,
        /// Stands for a team that owns applications.
        TEAM_PSEUDO_USER = 10,
        /// Known to Discord's customer service. Undocumented.
        IS_HUBSPOT_CONTACT = 11,
        /// Did not read a message of Discord's that is urgent. Undocumented.
        HAS_UNREAD_URGENT_MESSAGES = 13,
        /// Found bugs: the second level.
        BUG_HUNTER_LEVEL_2 = 14,
        /// To be deleted, as too young. Undocumented.
        UNDERAGE_DELETED = 15,
        /// Is a verified bot.
        VERIFIED_BOT = 16,
        /// Developed one of the first verified bots.
        VERIFIED_DEVELOPER = 17,
        /// Was in a program for moderators.
        CERTIFIED_MODERATOR = 18,
        /// Is a bot that receives interactions over HTTP alone, and is listed as online.
        BOT_HTTP_INTERACTIONS = 19,
        /// Is held for a sender of spam. Undocumented.
        SPAMMER = 20,
        /// Has Nitro switched off. Undocumented.
        DISABLE_PREMIUM = 21,
        /// Develops an application that is in use. Undocumented.
        ACTIVE_DEVELOPER = 22,
        /// An account that a game made. Undocumented.
        PROVISIONAL_ACCOUNT = 23,
        /// May send more requests than others. Undocumented.
        HIGH_GLOBAL_RATE_LIMIT = 33,
        /// Deleted. Undocumented.
        DELETED = 34,
        /// Disabled until the password is changed. Undocumented.
        DISABLED_SUSPICIOUS_ACTIVITY = 35,
        /// Deleted by the user. Undocumented.
        SELF_DELETED = 36,
        /// Has chosen a discriminator. Undocumented.
        PREMIUM_DISCRIMINATOR = 37,
        /// Has used the desktop client. Undocumented.
        USED_DESKTOP_CLIENT = 38,
        /// Has used the web client. Undocumented.
        USED_WEB_CLIENT = 39,
        /// Has used the mobile client. Undocumented.
        USED_MOBILE_CLIENT = 40,
        /// Has begun a session at least once. Undocumented.
        HAS_SESSION_STARTED = 43,
        /// Is restricted for abuse. Undocumented.
        QUARANTINED = 44,
        /// Could choose a name of the new kind early. Undocumented.
        PREMIUM_ELIGIBLE_FOR_UNIQUE_USERNAME = 47,
        /// Works with Discord. Undocumented.
        COLLABORATOR = 50,
        /// Works with Discord, with fewer rights. Undocumented.
        RESTRICTED_COLLABORATOR = 51,
    }
}

numbers! {
    /// The Nitro subscription of a user (Discord docs, "User Resource", Premium Types).
    pub struct PremiumType {
        NONE = 0,
        NITRO_CLASSIC = 1,
        NITRO = 2,
        NITRO_BASIC = 3,
    }
}

words! {
    /// The color behind a nameplate (Discord docs, "User Resource", Nameplate): an open set.
    pub struct NameplatePalette {
        BERRY = "berry",
        BUBBLE_GUM = "bubble_gum",
        CLOVER = "clover",
        COBALT = "cobalt",
        CRIMSON = "crimson",
        FOREST = "forest",
        LEMON = "lemon",
        SKY = "sky",
        TEAL = "teal",
        VIOLET = "violet",
        WHITE = "white",
    }
}

words! {
    /// A language (Discord docs, "Reference", Locales): an open set.
    pub struct Locale {
        /// Indonesian.
        ID = "id",
        /// Danish.
        DA = "da",
        /// German.
        DE = "de",
        /// English as in the United Kingdom.
        EN_GB = "en-GB",
        /// English as in the United States.
        EN_US = "en-US",
        /// Spanish as in Spain.
        ES_ES = "es-ES",
        /// Spanish as in Latin America.
        ES_419 = "es-419",
        /// French.
        FR = "fr",
        /// Croatian.
        HR = "hr",
        /// Italian.
        IT = "it",
        /// Lithuanian.
        LT = "lt",
        /// Hungarian.
        HU = "hu",
        /// Dutch.
        NL = "nl",
        /// Norwegian.
        NO = "no",
        /// Polish.
        PL = "pl",
        /// Portuguese as in Brazil.
        PT_BR = "pt-BR",
        /// Romanian.
        RO = "ro",
        /// Finnish.
        FI = "fi",
        /// Swedish.
        SV_SE = "sv-SE",
        /// Vietnamese.
        VI = "vi",
        /// Turkish.
        TR = "tr",
        /// Czech.
        CS = "cs",
        /// Greek.
        EL = "el",
        /// Bulgarian.
        BG = "bg",
        /// Russian.
        RU = "ru",
        /// Ukrainian.
        UK = "uk",
        /// Hindi.
        HI = "hi",
        /// Thai.
        TH = "th",
        /// Chinese as in China.
        ZH_CN = "zh-CN",
        /// Japanese.
        JA = "ja",
        /// Chinese as in Taiwan.
        ZH_TW = "zh-TW",
        /// Korean.
        KO = "ko",
    }
}
