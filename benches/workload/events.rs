//! Events read into the crate's own structs, by serde_json and by [`Frame::event`](gatewire::Frame).

use std::hint::black_box;

use gatewire::{Compression, Decoder, Encoding, Event as Typed, model};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, to_value};

use super::cases::{Case, decoding};
use super::model::{Payload, RawPayload};
use super::{Event, made, total};

/// A kind of event, with what [`Typed`] has for it.
trait Kind {
    const EVENT: &str;
    type Of<'a>: Deserialize<'a> + Serialize;
}

/// Declares the events that serde_json reads by name.
macro_rules! named {
    ($($kind:ident($name:literal, $type:ty),)*) => {
        mod kinds {
            $(pub(super) enum $kind {})*
        }

        $(impl Kind for kinds::$kind {
            const EVENT: &str = $name;
            type Of<'a> = $type;
        })*

        /// An event as serde_json reads it: [`Typed`] without what is not in the session.
        #[derive(Serialize)]
        #[serde(untagged)]
        enum Named<'a> {
            $($kind($type),)*
            /// One that has no struct.
            Raw(Option<&'a RawValue>),
        }

        impl<'a> Named<'a> {
            fn read(payload: &RawPayload<'a>) -> serde_json::Result<Self> {
                match (payload.t, payload.d) {
                    $((Some($name), Some(data)) => {
                        serde_json::from_str(data.get()).map(Self::$kind)
                    })*
                    (_, data) => Ok(Self::Raw(data)),
                }
            }
        }
    };
}

// All of the session, the frequent ones first, since names are compared in this order.
named! {
    PresenceUpdate("PRESENCE_UPDATE", Box<model::PresenceUpdate<'a>>),
    TypingStart("TYPING_START", Box<model::TypingStart<'a>>),
    VoiceStateUpdate("VOICE_STATE_UPDATE", Box<model::VoiceState<'a>>),
    MessageCreate("MESSAGE_CREATE", Box<model::Message<'a>>),
    MessageDelete("MESSAGE_DELETE", model::MessageDelete),
    GuildMemberUpdate("GUILD_MEMBER_UPDATE", Box<model::GuildMemberUpdate<'a>>),
    MessageReactionRemove("MESSAGE_REACTION_REMOVE", Box<model::MessageReactionRemove<'a>>),
    GuildMemberRemove("GUILD_MEMBER_REMOVE", Box<model::GuildMemberRemove<'a>>),
    MessageReactionAdd("MESSAGE_REACTION_ADD", Box<model::MessageReactionAdd<'a>>),
    GuildMemberAdd("GUILD_MEMBER_ADD", Box<model::GuildMemberAdd<'a>>),
    MessageUpdate("MESSAGE_UPDATE", Box<model::PartialMessage<'a>>),
    InteractionCreate("INTERACTION_CREATE", Box<model::Interaction<'a>>),
    GuildCreate("GUILD_CREATE", model::GuildCreate<'a>),
    GuildAuditLogEntryCreate(
        "GUILD_AUDIT_LOG_ENTRY_CREATE",
        Box<model::GuildAuditLogEntryCreate<'a>>
    ),
    ThreadUpdate("THREAD_UPDATE", Box<model::Channel<'a>>),
    ChannelUpdate("CHANNEL_UPDATE", Box<model::Channel<'a>>),
    ThreadCreate("THREAD_CREATE", Box<model::Channel<'a>>),
    GuildRoleUpdate("GUILD_ROLE_UPDATE", Box<model::GuildRoleChange<'a>>),
    ChannelPinsUpdate("CHANNEL_PINS_UPDATE", model::ChannelPinsUpdate),
    ThreadMembersUpdate("THREAD_MEMBERS_UPDATE", Box<model::ThreadMembersUpdate<'a>>),
    MessagePollVoteAdd("MESSAGE_POLL_VOTE_ADD", model::MessagePollVote),
    ChannelCreate("CHANNEL_CREATE", Box<model::Channel<'a>>),
    MessageDeleteBulk("MESSAGE_DELETE_BULK", model::MessageDeleteBulk<'a>),
    GuildJoinRequestUpdate("GUILD_JOIN_REQUEST_UPDATE", Box<model::GuildJoinRequestChange<'a>>),
    VoiceChannelEffectSend("VOICE_CHANNEL_EFFECT_SEND", Box<model::VoiceChannelEffectSend<'a>>),
    InviteCreate("INVITE_CREATE", Box<model::InviteCreate<'a>>),
    VoiceChannelStatusUpdate("VOICE_CHANNEL_STATUS_UPDATE", model::VoiceChannelStatusUpdate<'a>),
    ThreadDelete("THREAD_DELETE", Box<model::PartialChannel<'a>>),
    GuildBanAdd("GUILD_BAN_ADD", Box<model::GuildBanAdd<'a>>),
    MessageReactionRemoveAll("MESSAGE_REACTION_REMOVE_ALL", model::MessageReactionRemoveAll),
    GuildRoleCreate("GUILD_ROLE_CREATE", Box<model::GuildRoleChange<'a>>),
    ChannelDelete("CHANNEL_DELETE", Box<model::Channel<'a>>),
    GuildMembersChunk("GUILD_MEMBERS_CHUNK", Box<model::GuildMembersChunk<'a>>),
    WebhooksUpdate("WEBHOOKS_UPDATE", model::WebhooksUpdate),
    GuildUpdate("GUILD_UPDATE", Box<model::Guild<'a>>),
    MessageReactionRemoveEmoji(
        "MESSAGE_REACTION_REMOVE_EMOJI",
        Box<model::MessageReactionRemoveEmoji<'a>>
    ),
    UserUpdate("USER_UPDATE", Box<model::User<'a>>),
    GuildBanRemove("GUILD_BAN_REMOVE", Box<model::GuildBanRemove<'a>>),
    VoiceServerUpdate("VOICE_SERVER_UPDATE", Box<model::VoiceServerUpdate<'a>>),
    GuildRoleDelete("GUILD_ROLE_DELETE", model::GuildRoleDelete),
    MessagePollVoteRemove("MESSAGE_POLL_VOTE_REMOVE", model::MessagePollVote),
    InviteDelete("INVITE_DELETE", model::InviteDelete<'a>),
    GuildIntegrationsUpdate("GUILD_INTEGRATIONS_UPDATE", model::GuildIntegrationsUpdate),
    GuildEmojisUpdate("GUILD_EMOJIS_UPDATE", model::GuildEmojisUpdate<'a>),
    Ready("READY", Box<model::Ready<'a>>),
    GuildDelete("GUILD_DELETE", Box<model::UnavailableGuild<'a>>),
    RateLimited("RATE_LIMITED", Box<model::RateLimited<'a>>),
    Resumed("RESUMED", model::Resumed<'a>),
}

/// Shows the title, the JSON and the cases of everything that is read into the crate's structs,
/// once all readers are known to see equal values in it.
pub(crate) fn each(mut show: impl FnMut(&str, &[Vec<u8>], Vec<Case<'_>>)) {
    use kinds::{GuildCreate, GuildMembersChunk, MessageCreate, PresenceUpdate};
    use kinds::{Ready, TypingStart, VoiceStateUpdate};

    let show = &mut show;
    of_session::<MessageCreate>(show);
    of_session::<PresenceUpdate>(show);
    of_session::<TypingStart>(show);
    of_session::<VoiceStateUpdate>(show);
    of_session::<Ready>(show);
    of::<GuildCreate>("GUILD_CREATE of 60 KB", &made::guilds(8, 60_000), show);
    of::<GuildCreate>("GUILD_CREATE of 1 MB", &made::guilds(2, 1_000_000), show);
    of::<GuildMembersChunk>("GUILD_MEMBERS_CHUNK of 1000 members", &made::chunks(2, 1000), show);

    let mix = Event::all();
    agree_on_mix(&mix);
    show("All events of the session in their order", &mix.json, mixed(&mix));
}

fn of_session<K: Kind>(show: &mut impl FnMut(&str, &[Vec<u8>], Vec<Case<'_>>)) {
    of::<K>(K::EVENT, &Event::named(K::EVENT), show);
}

fn of<K: Kind>(title: &str, event: &Event, show: &mut impl FnMut(&str, &[Vec<u8>], Vec<Case<'_>>)) {
    agree::<K>(event);
    show(title, &event.json, one_kind::<K>(event));
}

/// Events of one kind. The first case is what the others are relative to.
fn one_kind<K: Kind>(event: &Event) -> Vec<Case<'_>> {
    let base = Case::new("serde_json from_slice", total(&event.json), || {
        for message in &event.json {
            let payload: Payload<'_, K::Of<'_>> = serde_json::from_slice(message).unwrap();
            black_box(&payload);
        }
    });
    let [json, etf] = ours(event);
    vec![base, json.at_most(0.75), etf.at_most(0.40)]
}

/// Events of all kinds. serde_json has to know which one it is first.
fn mixed(event: &Event) -> Vec<Case<'_>> {
    let base = Case::new("serde_json by way of &RawValue", total(&event.json), || {
        for message in &event.json {
            let payload: RawPayload<'_> = serde_json::from_slice(message).unwrap();
            let data = Named::read(&payload).unwrap();
            black_box((&payload, &data));
        }
    });
    let [json, etf] = ours(event);
    vec![base, json.at_most(0.58), etf]
}

fn ours(event: &Event) -> [Case<'_>; 2] {
    [
        decoding("gatewire JSON, event", Encoding::Json, &event.json, read_events),
        decoding("gatewire ETF, event", Encoding::Etf, &event.etf, read_events),
    ]
}

fn read_events(decoder: &mut Decoder, messages: &[Vec<u8>]) {
    for message in messages {
        let frame = decoder.decode(message).unwrap().unwrap();
        black_box((frame.opcode(), frame.sequence(), frame.event_name()));
        let event = frame.event().unwrap();
        black_box(&event);
    }
}

/// Panics unless every reader sees the same values in the messages.
fn agree<K: Kind>(event: &Event) {
    agree_with(event, |message| {
        let payload: Payload<'_, K::Of<'_>> = serde_json::from_slice(message).unwrap();
        let name = payload.t.as_deref().map(str::to_owned);
        ((payload.op, payload.s, name), to_value(&payload.d).unwrap(), false)
    });
}

/// Panics unless every reader sees the same values, and knows the same events.
fn agree_on_mix(event: &Event) {
    agree_with(event, |message| {
        let payload: RawPayload<'_> = serde_json::from_slice(message).unwrap();
        let data = Named::read(&payload).unwrap();
        let envelope = (payload.op, payload.s, payload.t.map(str::to_owned));
        (envelope, to_value(&data).unwrap(), matches!(data, Named::Raw(_)))
    });
}

/// `op`, `s` and `t`.
type Envelope = (u8, Option<u64>, Option<String>);

/// Compares with what a reader of JSON sees: the envelope, `d` as it is written again, and whether
/// it has no struct.
fn agree_with(event: &Event, expected: impl Fn(&[u8]) -> (Envelope, Value, bool)) {
    let mut json_decoder = Decoder::new(Encoding::Json, Compression::None);
    let mut etf_decoder = Decoder::new(Encoding::Etf, Compression::None);
    for (json, etf) in event.json.iter().zip(&event.etf) {
        let expected = expected(json);
        for (decoder, message) in [(&mut json_decoder, json), (&mut etf_decoder, etf)] {
            let frame = decoder.decode(message).unwrap().unwrap();
            let name = frame.event_name().map(str::to_owned);
            let envelope = (frame.opcode().0, frame.sequence(), name);
            let event = frame.event().unwrap();
            let is_unknown = matches!(event, Typed::Unknown(_));
            let seen = (envelope, to_value(&event).unwrap(), is_unknown);
            assert!(seen == expected, "gatewire reads {seen:?}, not {expected:?}");
        }
    }
}
