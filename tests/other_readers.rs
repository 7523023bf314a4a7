//! Our models as other crates read them: by simd-json and by sonic-rs, beside serde_json.

#[path = "common/captures.rs"]
#[allow(dead_code)]
mod captures;
mod common;

use std::collections::BTreeSet;

use captures::each_frame;
use common::documents::{Maker, Order, Variant, write_json};
use common::events::{read_json, written};
use common::protocol::Table;
use gatewire::model::*;
use gatewire::{Encoding, Frame};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Who reads. The first is what the others are compared with where there is nothing else.
const READERS: [&str; 3] = ["serde_json", "simd-json", "sonic-rs"];

type Read = [Result<Value, String>; READERS.len()];

/// Reads a document by each of [`READERS`], and writes what became of it.
fn read<T: Deserialize<'static> + Serialize>(text: &str) -> Read {
    fn written<T: Serialize, E: ToString>(read: Result<T, E>) -> Result<Value, String> {
        read.map(|value| serde_json::to_value(value).unwrap()).map_err(|error| error.to_string())
    }

    // What is read borrows from the text, which is therefore leaked.
    [
        written(serde_json::from_str::<T>(text.to_owned().leak())),
        written(simd_json::serde::from_slice::<T>(text.as_bytes().to_vec().leak())),
        written(sonic_rs::from_slice::<T>(text.as_bytes().to_vec().leak())),
    ]
}

/// The events, each with its struct.
macro_rules! structs {
    ($($name:literal $type:ty,)*) => {
        const NAMES: &[&str] = &[$($name),*];

        fn read_as(name: &str, text: &str) -> Read {
            match name {
                $($name => read::<$type>(text),)*
                _ => panic!("no struct of {name}"),
            }
        }
    };
}

structs! {
    "READY" Ready<'static>,
    "RESUMED" Resumed<'static>,
    "RATE_LIMITED" RateLimited<'static>,
    "APPLICATION_COMMAND_CREATE" ApplicationCommand<'static>,
    "APPLICATION_COMMAND_UPDATE" ApplicationCommand<'static>,
    "APPLICATION_COMMAND_DELETE" ApplicationCommand<'static>,
    "APPLICATION_COMMAND_PERMISSIONS_UPDATE" GuildCommandPermissions<'static>,
    "AUTO_MODERATION_RULE_CREATE" AutoModRule<'static>,
    "AUTO_MODERATION_RULE_UPDATE" AutoModRule<'static>,
    "AUTO_MODERATION_RULE_DELETE" AutoModRule<'static>,
    "AUTO_MODERATION_ACTION_EXECUTION" AutoModerationActionExecution<'static>,
    "AUTO_MODERATION_MENTION_RAID_DETECTION" AutoModerationMentionRaidDetection<'static>,
    "CHANNEL_CREATE" Channel<'static>,
    "CHANNEL_UPDATE" Channel<'static>,
    "CHANNEL_DELETE" Channel<'static>,
    "CHANNEL_INFO" ChannelInfo<'static>,
    "CHANNEL_STATUSES" ChannelStatuses<'static>,
    "CHANNEL_PINS_UPDATE" ChannelPinsUpdate,
    "VOICE_CHANNEL_STATUS_UPDATE" VoiceChannelStatusUpdate<'static>,
    "VOICE_CHANNEL_START_TIME_UPDATE" VoiceChannelStartTimeUpdate,
    "THREAD_CREATE" Channel<'static>,
    "THREAD_UPDATE" Channel<'static>,
    "THREAD_DELETE" PartialChannel<'static>,
    "THREAD_LIST_SYNC" ThreadListSync<'static>,
    "THREAD_MEMBER_UPDATE" ThreadMemberUpdate<'static>,
    "THREAD_MEMBERS_UPDATE" ThreadMembersUpdate<'static>,
    "ENTITLEMENT_CREATE" Entitlement,
    "ENTITLEMENT_UPDATE" Entitlement,
    "ENTITLEMENT_DELETE" Entitlement,
    "SUBSCRIPTION_CREATE" Subscription<'static>,
    "SUBSCRIPTION_UPDATE" Subscription<'static>,
    "SUBSCRIPTION_DELETE" Subscription<'static>,
    "GIFT_CODE_UPDATE" GiftCodeUpdate<'static>,
    "CREATOR_MONETIZATION_RESTRICTIONS_UPDATE" CreatorMonetizationRestrictionsUpdate<'static>,
    "GUILD_CREATE" GuildCreate<'static>,
    "GUILD_UPDATE" Guild<'static>,
    "GUILD_DELETE" UnavailableGuild<'static>,
    "GUILD_APPLICATION_COMMAND_INDEX_UPDATE" GuildApplicationCommandIndexUpdate,
    "GUILD_APPLIED_BOOSTS_UPDATE" GuildAppliedBoostsUpdate<'static>,
    "GUILD_AUDIT_LOG_ENTRY_CREATE" GuildAuditLogEntryCreate<'static>,
    "GUILD_BAN_ADD" GuildBanAdd<'static>,
    "GUILD_BAN_REMOVE" GuildBanRemove<'static>,
    "GUILD_DIRECTORY_ENTRY_CREATE" GuildDirectoryEntry<'static>,
    "GUILD_DIRECTORY_ENTRY_UPDATE" GuildDirectoryEntry<'static>,
    "GUILD_DIRECTORY_ENTRY_DELETE" GuildDirectoryEntry<'static>,
    "GUILD_EMOJIS_UPDATE" GuildEmojisUpdate<'static>,
    "GUILD_STICKERS_UPDATE" GuildStickersUpdate<'static>,
    "GUILD_INTEGRATIONS_UPDATE" GuildIntegrationsUpdate,
    "GUILD_JOIN_REQUEST_CREATE" GuildJoinRequestChange<'static>,
    "GUILD_JOIN_REQUEST_UPDATE" GuildJoinRequestChange<'static>,
    "GUILD_JOIN_REQUEST_DELETE" GuildJoinRequestDelete,
    "GUILD_MEMBER_ADD" GuildMemberAdd<'static>,
    "GUILD_MEMBER_REMOVE" GuildMemberRemove<'static>,
    "GUILD_MEMBER_UPDATE" GuildMemberUpdate<'static>,
    "GUILD_MEMBERS_CHUNK" GuildMembersChunk<'static>,
    "GUILD_OFFICIAL_GAME_APPLICATIONS_UPDATE" GuildOfficialGameApplicationsUpdate<'static>,
    "GUILD_POWERUP_ENTITLEMENTS_CREATE" GuildPowerupEntitlements<'static>,
    "GUILD_POWERUP_ENTITLEMENTS_DELETE" GuildPowerupEntitlements<'static>,
    "GUILD_ROLE_CREATE" GuildRoleChange<'static>,
    "GUILD_ROLE_UPDATE" GuildRoleChange<'static>,
    "GUILD_ROLE_DELETE" GuildRoleDelete,
    "GUILD_SCHEDULED_EVENT_CREATE" ScheduledEvent<'static>,
    "GUILD_SCHEDULED_EVENT_UPDATE" ScheduledEvent<'static>,
    "GUILD_SCHEDULED_EVENT_DELETE" ScheduledEvent<'static>,
    "GUILD_SCHEDULED_EVENT_USER_ADD" GuildScheduledEventUser,
    "GUILD_SCHEDULED_EVENT_USER_REMOVE" GuildScheduledEventUser,
    "GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE" GuildScheduledEventExceptionChange,
    "GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE" GuildScheduledEventExceptionChange,
    "GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE" GuildScheduledEventExceptionChange,
    "GUILD_SCHEDULED_EVENT_EXCEPTIONS_DELETE" GuildScheduledEventExceptionsDelete,
    "GUILD_SOUNDBOARD_SOUND_CREATE" SoundboardSound<'static>,
    "GUILD_SOUNDBOARD_SOUND_UPDATE" SoundboardSound<'static>,
    "GUILD_SOUNDBOARD_SOUND_DELETE" GuildSoundboardSoundDelete,
    "GUILD_SOUNDBOARD_SOUNDS_UPDATE" GuildSoundboardSounds<'static>,
    "SOUNDBOARD_SOUNDS" GuildSoundboardSounds<'static>,
    "GAME_SERVER_CREATE" GameServerChange<'static>,
    "GAME_SERVER_UPDATE" GameServerChange<'static>,
    "GAME_SERVER_DELETE" GameServerDelete,
    "INTEGRATION_CREATE" IntegrationChange<'static>,
    "INTEGRATION_UPDATE" IntegrationChange<'static>,
    "INTEGRATION_DELETE" IntegrationDelete,
    "INTERACTION_CREATE" Interaction<'static>,
    "EMBEDDED_ACTIVITY_UPDATE_V2" EmbeddedActivityUpdate<'static>,
    "INVITE_CREATE" InviteCreate<'static>,
    "INVITE_DELETE" InviteDelete<'static>,
    "MESSAGE_CREATE" Message<'static>,
    "MESSAGE_UPDATE" PartialMessage<'static>,
    "MESSAGE_DELETE" MessageDelete,
    "MESSAGE_DELETE_BULK" MessageDeleteBulk<'static>,
    "MESSAGE_REACTION_ADD" MessageReactionAdd<'static>,
    "MESSAGE_REACTION_ADD_MANY" MessageReactionAddMany<'static>,
    "MESSAGE_REACTION_REMOVE" MessageReactionRemove<'static>,
    "MESSAGE_REACTION_REMOVE_ALL" MessageReactionRemoveAll,
    "MESSAGE_REACTION_REMOVE_EMOJI" MessageReactionRemoveEmoji<'static>,
    "MESSAGE_POLL_VOTE_ADD" MessagePollVote,
    "MESSAGE_POLL_VOTE_REMOVE" MessagePollVote,
    "PRESENCE_UPDATE" PresenceUpdate<'static>,
    "STAGE_INSTANCE_CREATE" StageInstance<'static>,
    "STAGE_INSTANCE_UPDATE" StageInstance<'static>,
    "STAGE_INSTANCE_DELETE" StageInstance<'static>,
    "TYPING_START" TypingStart<'static>,
    "USER_UPDATE" User<'static>,
    "VOICE_CHANNEL_EFFECT_SEND" VoiceChannelEffectSend<'static>,
    "VOICE_STATE_UPDATE" VoiceState<'static>,
    "VOICE_SERVER_UPDATE" VoiceServerUpdate<'static>,
    "WEBHOOKS_UPDATE" WebhooksUpdate,
}

#[test]
fn every_event_is_read_by_all() {
    let table = Table::read();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for event in table.events.iter().filter(|event| event.name.parse::<u8>().is_err()) {
        assert!(NAMES.contains(&event.name), "{}", event.name);
        for kind in &event.data {
            for (variant, choice) in [(Variant::Full, 0), (Variant::Full, 1), (Variant::Absent, 0)]
            {
                let document = Maker::new(&table, variant, choice).make(kind).to_json();
                let mut text = String::new();
                write_json(&document, Order::Descending, &mut text);
                let expected = read_json(event.name, &document, written).unwrap();
                for (reader, read) in READERS.into_iter().zip(read_as(event.name, &text)) {
                    count += 1;
                    match read {
                        Ok(read) if read == expected => {}
                        Ok(_) => {
                            wrong.push(format!("{}, {variant:?}, by {reader} differs", event.name))
                        }
                        Err(error) => {
                            wrong.push(format!("{}, {variant:?}, by {reader}: {error}", event.name))
                        }
                    }
                }
            }
        }
    }
    assert!(count > 900, "{count}");
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}

/// Where another reader and serde_json differ on what the captures hold, and how.
const DIFFERENCES: [&str; 0] = [];

/// What all of them refuse, and what serde_json says: values that `Frame::event` leaves out.
const REFUSED: [&str; 1] = [
    "events: PRESENCE_UPDATE: invalid type: string \"9223372036854775807\", expected an integer (u64) or its decimal text",
];

#[test]
fn all_read_the_events_of_the_captures_alike() {
    let (mut differences, mut refused, mut count) = (BTreeSet::new(), BTreeSet::new(), 0);
    each_frame(Encoding::Json, |named, frame, _| {
        let Some(name) = frame.event_name().filter(|name| NAMES.contains(name)) else { return };
        let name = name.to_owned();
        let [expected, others @ ..] = read_as(&name, &data(frame));
        for (reader, other) in READERS.into_iter().skip(1).zip(others) {
            count += 1;
            let difference = match (&expected, other) {
                (Ok(expected), Ok(other)) if other == *expected => continue,
                (Err(error), Err(_)) => {
                    let reason = error.split(" at line").next().unwrap_or_default();
                    refused.insert(format!("{named}: {reason}"));
                    continue;
                }
                (Ok(_), Ok(_)) => "reads another value".to_owned(),
                (Err(error), Ok(_)) => format!("reads what serde_json refuses: {error}"),
                (Ok(_), Err(error)) => format!("refuses what serde_json reads: {error}"),
            };
            differences.insert(format!("{named}: {reader} {difference}"));
        }
    });
    assert!(count > 4000, "{count}");
    assert_eq!(differences, DIFFERENCES.map(str::to_owned).into());
    assert_eq!(refused, REFUSED.map(str::to_owned).into());
}

/// What is `d`, as it is written.
fn data(frame: Frame<'_>) -> String {
    #[derive(Deserialize)]
    struct Payload<'a> {
        #[serde(borrow)]
        d: &'a serde_json::value::RawValue,
    }

    serde_json::from_slice::<Payload<'_>>(frame.bytes()).unwrap().d.get().to_owned()
}
