//! Every command, with every field that it can have.

use gatewire::model::{
    ActivityType, BotActivity, Capabilities, ChannelInfoField, ConnectionProperties, Status,
};
use gatewire::{
    Command, Heartbeat, Identify, Intents, RequestChannelInfo, RequestGuildMembers,
    RequestSoundboardSounds, Resume, Snowflake, UpdatePresence, UpdateVoiceState,
};
use serde::Deserialize;

/// Takes commands of all types.
pub(crate) trait Check {
    /// With the JSON that serde_json is to write of its data.
    fn check<C>(&mut self, command: C, data: &str)
    where
        C: Command + Deserialize<'static> + PartialEq + std::fmt::Debug;
}

pub(crate) const TOKEN: &str = "made-up-token";
pub(crate) const SESSION: &str = "made-up-session";

pub(crate) const GUILD: Snowflake = Snowflake::new(41771983444115456);

/// Hands out each command, its data in JSON beside it, whose ids are text.
pub(crate) fn each(check: &mut impl Check) {
    check.check(Heartbeat::new(None), "null");
    check.check(Heartbeat::new(Some(0)), "0");
    check.check(Heartbeat::new(Some(251)), "251");
    check.check(Heartbeat::new(Some(2147483648)), "2147483648");
    check.check(
        Resume::new(TOKEN, SESSION, 1337),
        r#"{"token":"made-up-token","session_id":"made-up-session","seq":1337}"#,
    );
    identifies(check);
    presences(check);
    requests(check);
    check.check(
        UpdateVoiceState::join(Snowflake::new(41771983423143937), Snowflake::new(127121515262115840)),
        r#"{"guild_id":"41771983423143937","channel_id":"127121515262115840","self_mute":false,"self_deaf":false}"#,
    );
    check.check(
        UpdateVoiceState::leave(Snowflake::new(1)).self_mute(true).self_deaf(true),
        r#"{"guild_id":"1","channel_id":null,"self_mute":true,"self_deaf":true}"#,
    );
}

fn identifies(check: &mut impl Check) {
    let properties = ConnectionProperties::new("linux", "gatewire", "gatewire");
    check.check(
        Identify::new(TOKEN, Intents::empty()).properties(properties.clone()),
        r#"{"token":"made-up-token","properties":{"os":"linux","browser":"gatewire","device":"gatewire"},"intents":0}"#,
    );
    check.check(
        Identify::new(TOKEN, Intents::GUILD_MESSAGES | Intents::MESSAGE_CONTENT)
            .properties(properties.clone())
            .compress(true)
            .large_threshold(250)
            .shard(0, 1)
            .presence(UpdatePresence::new(Status::DND).since(91879201).activities([
                BotActivity::new("Cards Against Humanity", ActivityType::PLAYING),
            ]))
            .capabilities(Capabilities::CHANNEL_OBFUSCATION),
        r#"{"token":"made-up-token","properties":{"os":"linux","browser":"gatewire","device":"gatewire"},"compress":true,"large_threshold":250,"shard":[0,1],"presence":{"since":91879201,"activities":[{"name":"Cards Against Humanity","type":0}],"status":"dnd","afk":false},"intents":33280,"capabilities":32768}"#,
    );
    check.check(
        Identify::new(TOKEN, Intents::GUILDS)
            .properties(properties.dollar_keys(true))
            .shard(17, 300),
        r#"{"token":"made-up-token","properties":{"$os":"linux","$browser":"gatewire","$device":"gatewire"},"shard":[17,300],"intents":1}"#,
    );
}

fn presences(check: &mut impl Check) {
    check.check(
        UpdatePresence::new(Status::ONLINE),
        r#"{"since":null,"activities":[],"status":"online","afk":false}"#,
    );
    check.check(
        UpdatePresence::new(Status::IDLE).since(1420070400000).afk(true).activities([
            BotActivity::custom("\u{4f11}\u{307f} \"\\\n"),
            BotActivity::streaming("na\u{ef}ve \u{1f3b2}", "https://www.twitch.tv/example")
                .state("live"),
        ]),
        r#"{"since":1420070400000,"activities":[{"name":"Custom Status","type":4,"state":"休み \"\\\n"},{"name":"naïve 🎲","type":1,"url":"https://www.twitch.tv/example","state":"live"}],"status":"idle","afk":true}"#,
    );
}

fn requests(check: &mut impl Check) {
    check.check(
        RequestGuildMembers::all(GUILD),
        r#"{"guild_id":"41771983444115456","query":"","limit":0}"#,
    );
    check.check(
        RequestGuildMembers::by_query(GUILD, "né", 100),
        r#"{"guild_id":"41771983444115456","query":"né","limit":100}"#,
    );
    check.check(
        RequestGuildMembers::by_ids(GUILD, [80351110224678912, 1].map(Snowflake::new))
            .presences(true)
            .nonce("n".repeat(32)),
        r#"{"guild_id":"41771983444115456","presences":true,"user_ids":["80351110224678912","1"],"nonce":"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"}"#,
    );
    check.check(
        RequestSoundboardSounds::new([613425648685547541, 81384788765712384].map(Snowflake::new)),
        r#"{"guild_ids":["613425648685547541","81384788765712384"]}"#,
    );
    check.check(RequestSoundboardSounds::new([]), r#"{"guild_ids":[]}"#);
    let fields = [ChannelInfoField::STATUS, ChannelInfoField::VOICE_START_TIME];
    check.check(
        RequestChannelInfo::new(Snowflake::new(613425648685547541), fields),
        r#"{"guild_id":"613425648685547541","fields":["status","voice_start_time"]}"#,
    );
}
