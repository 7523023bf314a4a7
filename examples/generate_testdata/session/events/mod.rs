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
    (544, presence::presence_update),
    (494, presence::typing_start),
    (2, presence::user_update),
    (130, messages::message_create),
    (16, messages::message_update),
    (124, messages::message_delete),
    (4, messages::message_delete_bulk),
    (34, messages::reaction_add),
    (70, messages::reaction_remove),
    (4, messages::reaction_remove_all),
    (3, messages::reaction_remove_emoji),
    (4, messages::poll_vote_add),
    (2, messages::poll_vote_remove),
    (282, voice::voice_state_update),
    (2, voice::voice_server_update),
    (4, voice::voice_channel_effect_send),
    (16, members::member_add),
    (90, members::member_update),
    (50, members::member_remove),
    (3, members::members_chunk),
    (4, members::ban_add),
    (2, members::ban_remove),
    (10, channels::channel_update),
    (4, channels::channel_create),
    (3, channels::channel_delete),
    (6, channels::pins_update),
    (8, channels::thread_create),
    (10, channels::thread_update),
    (4, channels::thread_delete),
    (5, channels::thread_members_update),
    (4, channels::voice_channel_status_update),
    (3, guilds::guild_update),
    (1, guilds::guild_delete),
    (2, guilds::emojis_update),
    (10, guilds::audit_log_entry_create),
    (2, guilds::integrations_update),
    (4, guilds::invite_create),
    (2, guilds::invite_delete),
    (3, guilds::webhooks_update),
    (6, roles::role_update),
    (3, roles::role_create),
    (2, roles::role_delete),
    (4, interactions::command),
    (3, interactions::component),
    (2, interactions::autocomplete),
    (2, interactions::modal),
    (2, unknown::join_request_update),
    (2, unknown::future_event),
    (1, unknown::rate_limited),
];
