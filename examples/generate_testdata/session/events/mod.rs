//! One function an event, by topic.
//!
//! To add an event: write its function, and put it into [`MIX`] with how often it comes.

mod channels;
mod guilds;
mod interactions;
mod members;
mod messages;
mod presence;
mod roles;
pub(crate) mod start;
mod unknown;
mod voice;

use super::frame::Event;
use super::world::World;

pub(crate) type MakeEvent = fn(&mut World) -> Event;

/// How often each event comes in a session. The order does not matter: the deck is shuffled.
pub(crate) const MIX: &[(usize, MakeEvent)] = &[
    (1170, presence::presence_update),
    (160, presence::typing_start),
    (2, presence::user_update),
    (170, messages::message_create),
    (44, messages::message_update),
    (40, messages::message_delete),
    (4, messages::message_delete_bulk),
    (56, messages::reaction_add),
    (24, messages::reaction_remove),
    (4, messages::reaction_remove_all),
    (3, messages::reaction_remove_emoji),
    (4, messages::poll_vote_add),
    (2, messages::poll_vote_remove),
    (88, voice::voice_state_update),
    (2, voice::voice_server_update),
    (4, voice::voice_channel_effect_send),
    (22, members::member_add),
    (40, members::member_update),
    (24, members::member_remove),
    (3, members::members_chunk),
    (4, members::ban_add),
    (2, members::ban_remove),
    (16, channels::channel_update),
    (4, channels::channel_create),
    (3, channels::channel_delete),
    (6, channels::pins_update),
    (14, channels::thread_create),
    (10, channels::thread_update),
    (4, channels::thread_delete),
    (5, channels::thread_members_update),
    (4, channels::voice_channel_status_update),
    (3, guilds::guild_update),
    (1, guilds::guild_delete),
    (2, guilds::emojis_update),
    (20, guilds::audit_log_entry_create),
    (2, guilds::integrations_update),
    (4, guilds::invite_create),
    (2, guilds::invite_delete),
    (3, guilds::webhooks_update),
    (6, roles::role_update),
    (3, roles::role_create),
    (2, roles::role_delete),
    (9, interactions::command),
    (5, interactions::component),
    (3, interactions::autocomplete),
    (3, interactions::modal),
    (2, unknown::join_request_update),
    (2, unknown::future_event),
    (1, unknown::rate_limited),
];
