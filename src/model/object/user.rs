//! TODO

use crate::model::codec::{flags, numbers, object, words};
use crate::model::{ImageHash, Maybe, Snowflake, Text, Value};

object! {
    /// TODO Own-user extras (`mfa_enabled`, `locale`, `verified`, `email`, `premium_type`, `flags`) normally show up only for the bot itself.
    pub struct User<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub username: Text<'a>,
        /// TODO decimal text; "0" = new username system; "0000" = webhook author; keep as text
        pub discriminator: Option<Text<'a>>,
        /// TODO cur missing in v8 era and in some webhook/automod authors; treat as optional
        pub global_name: Maybe<Text<'a>>,
        /// TODO hash may start `a_` (animated)
        pub avatar: Option<ImageHash<'a>> => null,
        /// TODO
        pub bot: Option<bool>,
        /// TODO
        pub system: Option<bool>,
        /// TODO
        pub mfa_enabled: Option<bool>,
        /// TODO cur
        pub banner: Maybe<ImageHash<'a>>,
        /// TODO cur u32 RGB
        pub accent_color: Maybe<u32>,
        /// TODO
        pub locale: Option<Locale<'a>>,
        /// TODO
        pub verified: Option<bool>,
        /// TODO
        pub email: Maybe<Text<'a>>,
        /// TODO bits above 2^31 exist (1<<44, 1<<50): u64
        pub flags: Option<UserFlags>,
        /// TODO
        pub premium_type: Option<PremiumType>,
        /// TODO u64
        pub public_flags: Option<UserFlags>,
        /// TODO cur
        pub avatar_decoration_data: Maybe<AvatarDecorationData<'a>>,
        /// TODO cur
        pub collectibles: Maybe<Collectibles<'a>>,
        /// TODO cur
        pub primary_guild: Maybe<UserPrimaryGuild<'a>>,
        /// TODO ext dapi, deprecated predecessor of avatar_decoration_data
        pub avatar_decoration: Maybe<ImageHash<'a>>,
        /// TODO ext userdoccers
        pub bio: Maybe<Text<'a>>,
        /// TODO ext seen in live payloads ([nostrum#688](https://github.com/Kraigie/nostrum/issues/688)); older alias of primary_guild
        pub clan: Maybe<Box<UserPrimaryGuild<'a>>>,
        /// TODO ext userdoccers; key start visible in [docs#7836](https://github.com/discord/discord-api-docs/pull/7836)
        pub display_name_styles: Maybe<Value<'a>>,
    }
}

object! {
    /// TODO partial User
    pub struct PartialUser<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub username: Option<Text<'a>>,
        /// TODO decimal text; "0" = new username system; "0000" = webhook author; keep as text
        pub discriminator: Option<Text<'a>>,
        /// TODO cur missing in v8 era and in some webhook/automod authors; treat as optional
        pub global_name: Maybe<Text<'a>>,
        /// TODO hash may start `a_` (animated)
        pub avatar: Maybe<ImageHash<'a>>,
        /// TODO
        pub bot: Option<bool>,
        /// TODO
        pub system: Option<bool>,
        /// TODO
        pub mfa_enabled: Option<bool>,
        /// TODO cur
        pub banner: Maybe<ImageHash<'a>>,
        /// TODO cur u32 RGB
        pub accent_color: Maybe<u32>,
        /// TODO
        pub locale: Option<Locale<'a>>,
        /// TODO
        pub verified: Option<bool>,
        /// TODO
        pub email: Maybe<Text<'a>>,
        /// TODO bits above 2^31 exist (1<<44, 1<<50): u64
        pub flags: Option<UserFlags>,
        /// TODO
        pub premium_type: Option<PremiumType>,
        /// TODO u64
        pub public_flags: Option<UserFlags>,
        /// TODO cur
        pub avatar_decoration_data: Maybe<AvatarDecorationData<'a>>,
        /// TODO cur
        pub collectibles: Maybe<Collectibles<'a>>,
        /// TODO cur
        pub primary_guild: Maybe<UserPrimaryGuild<'a>>,
        /// TODO ext dapi, deprecated predecessor of avatar_decoration_data
        pub avatar_decoration: Maybe<ImageHash<'a>>,
        /// TODO ext userdoccers
        pub bio: Maybe<Text<'a>>,
        /// TODO ext seen in live payloads ([nostrum#688](https://github.com/Kraigie/nostrum/issues/688)); older alias of primary_guild
        pub clan: Maybe<Box<UserPrimaryGuild<'a>>>,
        /// TODO ext userdoccers; key start visible in [docs#7836](https://github.com/discord/discord-api-docs/pull/7836)
        pub display_name_styles: Maybe<Value<'a>>,
    }
}

object! {
    /// TODO
    pub struct AvatarDecorationData<'a> {
        /// TODO cur
        pub asset: ImageHash<'a>,
        /// TODO cur
        pub sku_id: Snowflake,
    }
}

object! {
    /// TODO
    pub struct Collectibles<'a> {
        /// TODO cur
        pub nameplate: Option<Nameplate<'a>>,
    }
}

object! {
    /// TODO
    pub struct Nameplate<'a> {
        /// TODO cur
        pub sku_id: Snowflake,
        /// TODO cur
        pub asset: ImageHash<'a>,
        /// TODO cur
        pub label: Text<'a>,
        /// TODO cur
        pub palette: NameplatePalette<'a>,
    }
}

object! {
    /// TODO
    pub struct UserPrimaryGuild<'a> {
        /// TODO cur
        pub identity_guild_id: Option<Snowflake> => null,
        /// TODO cur null = cleared by the system
        pub identity_enabled: Option<bool> => null,
        /// TODO cur
        pub tag: Option<Text<'a>> => null,
        /// TODO cur
        pub badge: Option<ImageHash<'a>> => null,
    }
}

flags! {
    /// TODO UserFlags: kind: flags u64. v8 table gave no constant names
    pub struct UserFlags {
        STAFF = 0,
        PARTNER = 1,
        HYPESQUAD = 2,
        BUG_HUNTER_LEVEL_1 = 3,
        /// TODO ext
        MFA_SMS = 4,
        /// TODO ext
        PREMIUM_PROMO_DISMISSED = 5,
        HYPESQUAD_ONLINE_HOUSE_1 = 6,
        HYPESQUAD_ONLINE_HOUSE_2 = 7,
        HYPESQUAD_ONLINE_HOUSE_3 = 8,
        PREMIUM_EARLY_SUPPORTER = 9,
        TEAM_PSEUDO_USER = 10,
        /// TODO ext
        HAS_UNREAD_URGENT_MESSAGES = 13,
        BUG_HUNTER_LEVEL_2 = 14,
        VERIFIED_BOT = 16,
        VERIFIED_DEVELOPER = 17,
        /// TODO cur
        CERTIFIED_MODERATOR = 18,
        /// TODO cur
        BOT_HTTP_INTERACTIONS = 19,
        /// TODO ext
        SPAMMER = 20,
        /// TODO ext
        DISABLE_PREMIUM = 21,
        /// TODO ext
        ACTIVE_DEVELOPER = 22,
        /// TODO ext
        QUARANTINED = 44,
        /// TODO ext
        COLLABORATOR = 50,
        /// TODO ext
        RESTRICTED_COLLABORATOR = 51,
    }
}

numbers! {
    /// TODO PremiumType: kind: enum u8
    pub struct PremiumType {
        NONE = 0,
        NITRO_CLASSIC = 1,
        NITRO = 2,
        /// TODO cur
        NITRO_BASIC = 3,
    }
}

words! {
    /// TODO NameplatePalette: kind: string enum (open)
    pub struct NameplatePalette {
        /// TODO cur
        BERRY = "berry",
        /// TODO cur
        BUBBLE_GUM = "bubble_gum",
        /// TODO cur
        CLOVER = "clover",
        /// TODO cur
        COBALT = "cobalt",
        /// TODO cur
        CRIMSON = "crimson",
        /// TODO cur
        FOREST = "forest",
        /// TODO cur
        LEMON = "lemon",
        /// TODO cur
        SKY = "sky",
        /// TODO cur
        TEAL = "teal",
        /// TODO cur
        VIOLET = "violet",
        /// TODO cur
        WHITE = "white",
    }
}

words! {
    /// TODO Locale: kind: string enum (open)
    pub struct Locale {
        /// TODO cur
        ID = "id",
        /// TODO cur
        DA = "da",
        /// TODO cur
        DE = "de",
        /// TODO cur
        EN_GB = "en-GB",
        /// TODO cur
        EN_US = "en-US",
        /// TODO cur
        ES_ES = "es-ES",
        /// TODO cur
        ES_419 = "es-419",
        /// TODO cur
        FR = "fr",
        /// TODO cur
        HR = "hr",
        /// TODO cur
        IT = "it",
        /// TODO cur
        LT = "lt",
        /// TODO cur
        HU = "hu",
        /// TODO cur
        NL = "nl",
        /// TODO cur
        NO = "no",
        /// TODO cur
        PL = "pl",
        /// TODO cur
        PT_BR = "pt-BR",
        /// TODO cur
        RO = "ro",
        /// TODO cur
        FI = "fi",
        /// TODO cur
        SV_SE = "sv-SE",
        /// TODO cur
        VI = "vi",
        /// TODO cur
        TR = "tr",
        /// TODO cur
        CS = "cs",
        /// TODO cur
        EL = "el",
        /// TODO cur
        BG = "bg",
        /// TODO cur
        RU = "ru",
        /// TODO cur
        UK = "uk",
        /// TODO cur
        HI = "hi",
        /// TODO cur
        TH = "th",
        /// TODO cur
        ZH_CN = "zh-CN",
        /// TODO cur
        JA = "ja",
        /// TODO cur
        ZH_TW = "zh-TW",
        /// TODO cur
        KO = "ko",
    }
}
