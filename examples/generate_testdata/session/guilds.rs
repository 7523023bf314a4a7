//! Guilds with their members, and what GUILD_CREATE tells of them.

use super::activities::Pastimes;
use super::channels::{self, Channel};
use super::clock;
use super::random::Random;
use super::users::{self, User};
use super::value::{Absent, Id, Object, Value, object};
use super::words;

#[derive(Clone)]
pub(crate) struct Member {
    /// Index among the session's users.
    pub(crate) user: usize,
    /// As it stands in messages: without `user`.
    pub(crate) object: Object,
}

pub(crate) struct Guild {
    pub(crate) id: Id,
    pub(crate) members: Vec<Member>,
    pub(crate) roles: Vec<(Id, Object)>,
    pub(crate) emojis: Vec<(Id, Object)>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) text_channels: Vec<Id>,
    pub(crate) voice_channels: Vec<Id>,
    /// The fields that GUILD_CREATE and GUILD_UPDATE share.
    pub(crate) settings: Vec<(&'static str, Value)>,
    /// The fields of GUILD_CREATE alone.
    extras: Vec<(&'static str, Value)>,
}

/// How much there is of a guild.
struct Plan {
    channels: usize,
    roles: usize,
    emojis: usize,
    members: usize,
    /// Members and presences that GUILD_CREATE lists.
    listed: usize,
    threads: usize,
}

/// In this order they arrive. Their GUILD_CREATE has from 2 KB to 140 KB of JSON.
const PLANS: [Plan; 10] = [
    Plan { channels: 7, roles: 4, emojis: 2, members: 12, listed: 3, threads: 0 },
    Plan { channels: 1, roles: 0, emojis: 0, members: 2, listed: 0, threads: 0 },
    Plan { channels: 8, roles: 6, emojis: 2, members: 300, listed: 3, threads: 1 },
    Plan { channels: 3, roles: 2, emojis: 0, members: 5, listed: 1, threads: 0 },
    Plan { channels: 134, roles: 245, emojis: 10, members: 4200, listed: 12, threads: 3 },
    Plan { channels: 4, roles: 3, emojis: 2, members: 8, listed: 2, threads: 0 },
    Plan { channels: 14, roles: 14, emojis: 4, members: 1100, listed: 6, threads: 1 },
    Plan { channels: 5, roles: 4, emojis: 2, members: 60, listed: 3, threads: 1 },
    Plan { channels: 10, roles: 9, emojis: 3, members: 600, listed: 4, threads: 1 },
    Plan { channels: 6, roles: 5, emojis: 2, members: 110, listed: 3, threads: 1 },
];

/// Of a hundred members so many are seen doing something.
pub(crate) const ACTIVE: usize = 30;

pub(crate) fn guilds(
    all: &[User],
    own_user: &User,
    pastimes: &Pastimes,
    random: &mut Random,
) -> Vec<Guild> {
    PLANS.iter().map(|plan| guild(plan, all, own_user, pastimes, random)).collect()
}

fn guild(
    plan: &Plan,
    all: &[User],
    own_user: &User,
    pastimes: &Pastimes,
    random: &mut Random,
) -> Guild {
    let id = clock::id(clock::past(random), random);
    let roles = roles(id, plan.roles, random);
    let emojis: Vec<(Id, Object)> = (0..plan.emojis).map(|_| emoji(random)).collect();
    let channels = channels::channels(id, plan.channels, &roles, random);
    let members = members(plan.members, &roles, all, random);
    let ids = |wanted: fn(&Channel) -> bool| -> Vec<Id> {
        channels.iter().filter(|channel| wanted(channel)).map(|channel| channel.id).collect()
    };
    let text_channels = ids(|channel| channel.is_text);
    let voice_channels = ids(|channel| channel.is_voice);
    let owner = all[members[0].user].id;
    let settings = settings(id, owner, &roles, &emojis, text_channels[0], random);
    let extras = Vec::new();
    let mut guild = Guild {
        id,
        members,
        roles,
        emojis,
        channels,
        text_channels,
        voice_channels,
        settings,
        extras,
    };
    guild.extras = guild.extras(plan, all, own_user, pastimes, random);
    guild
}

impl Guild {
    pub(crate) fn create_object(&self) -> Object {
        self.settings
            .iter()
            .chain(&self.extras)
            .fold(object! {}, |object, (key, value)| object.with(*key, value.clone()))
    }

    fn extras(
        &self,
        plan: &Plan,
        all: &[User],
        own_user: &User,
        pastimes: &Pastimes,
        random: &mut Random,
    ) -> Vec<(&'static str, Value)> {
        let listed = &self.members[..plan.listed];
        let owner = all[self.members[0].user].id;
        let threads: Vec<Object> = (0..plan.threads)
            .map(|_| channels::thread(self.id, random.pick(&self.text_channels), owner, random))
            .map(|thread| thread.object)
            .collect();
        let presences: Vec<Object> = listed
            .iter()
            .map(|member| &all[member.user])
            .map(|user| users::presence(user, ACTIVE, pastimes, clock::SESSION_START, random))
            // Whoever is offline is not listed.
            .filter(|presence| !presence.is("status", "offline"))
            .collect();
        let own = member(&self.roles, random).with("user", own_user.object.clone());
        let members: Vec<Object> = listed
            .iter()
            .map(|member| member.object.clone().with("user", all[member.user].object.clone()))
            .chain([own])
            .collect();
        let channels: Vec<Object> =
            self.channels.iter().map(|channel| channel.object.clone()).collect();
        vec![
            ("joined_at", clock::timestamp(clock::past(random)).into()),
            ("large", (plan.members > 250).into()),
            ("unavailable", false.into()),
            ("member_count", (plan.members + 1).into()),
            ("voice_states", self.voice_states(listed, all, random).into()),
            ("members", members.into()),
            ("channels", channels.into()),
            ("threads", threads.into()),
            ("presences", presences.into()),
            ("stage_instances", Value::List(Vec::new())),
            ("guild_scheduled_events", Value::List(Vec::new())),
            ("soundboard_sounds", sounds(self.id, plan.emojis / 10, random).into()),
            ("lazy", true.into()),
            ("application_command_counts", object! { "1": 12, "2": 1, "3": 0 }.into()),
            ("version", clock::SESSION_START.into()),
        ]
    }

    /// One in nine members is in a voice channel, where there is one.
    fn voice_states(&self, members: &[Member], all: &[User], random: &mut Random) -> Vec<Object> {
        if self.voice_channels.is_empty() {
            return Vec::new();
        }
        members
            .iter()
            .step_by(9)
            .map(|member| {
                let channel = random.pick(&self.voice_channels);
                voice_state(&all[member.user], Some(channel), random)
            })
            .collect()
    }
}

fn settings(
    id: Id,
    owner: Id,
    roles: &[(Id, Object)],
    emojis: &[(Id, Object)],
    channel: Id,
    random: &mut Random,
) -> Vec<(&'static str, Value)> {
    let objects = |list: &[(Id, Object)]| -> Value {
        list.iter().map(|(_, object)| object.clone()).collect::<Vec<_>>().into()
    };
    let features = ["COMMUNITY", "NEWS", "INVITE_SPLASH", "SOUNDBOARD", "ANIMATED_ICON"];
    let count = random.below(features.len());
    let is_community = count > 1;
    let large = is_community.then_some(channel);
    vec![
        ("id", id.into()),
        ("name", words::title(random).into()),
        ("icon", random.sometimes(80, users::avatar_hash).into()),
        ("splash", Value::Null),
        ("discovery_splash", Value::Null),
        ("banner", random.sometimes(20, |random| random.hex(16)).into()),
        ("description", random.sometimes(40, |random| words::sentence(random, 5, 14)).into()),
        ("owner_id", owner.into()),
        ("application_id", Value::Null),
        ("region", "deprecated".into()),
        ("afk_channel_id", Value::Null),
        ("afk_timeout", 300.into()),
        ("system_channel_id", channel.into()),
        ("system_channel_flags", (random.pick(&[0, 4, 13])).into()),
        ("rules_channel_id", large.into()),
        ("public_updates_channel_id", large.into()),
        ("safety_alerts_channel_id", Value::Null),
        ("verification_level", random.integer(0, 3).into()),
        ("default_message_notifications", random.integer(0, 1).into()),
        ("explicit_content_filter", random.integer(0, 2).into()),
        ("mfa_level", random.integer(0, 1).into()),
        ("nsfw", false.into()),
        ("nsfw_level", 0.into()),
        ("premium_tier", random.integer(0, 3).into()),
        ("premium_subscription_count", random.integer(0, 30).into()),
        ("premium_progress_bar_enabled", random.chance(30).into()),
        ("preferred_locale", random.pick(&["en-US", "en-GB", "de", "ja"]).into()),
        ("vanity_url_code", Value::Null),
        ("features", random.some(&features, count).into()),
        ("max_members", 500_000.into()),
        ("max_video_channel_users", 25.into()),
        ("max_stage_video_channel_users", 50.into()),
        ("hub_type", Value::Null),
        ("latest_onboarding_question_id", Value::Null),
        ("incidents_data", Value::Null),
        ("stickers", Value::List(Vec::new())),
        ("roles", objects(roles)),
        ("emojis", objects(emojis)),
    ]
}

/// `@everyone` first: it has the guild's id.
fn roles(guild: Id, count: usize, random: &mut Random) -> Vec<(Id, Object)> {
    let everyone = (guild, role(guild, "@everyone".to_string(), 0, random));
    let others = (1..=count).map(|position| {
        let id = clock::id(clock::past(random), random);
        let name = words::title(random);
        (id, role(id, name, position, random))
    });
    std::iter::once(everyone).chain(others.collect::<Vec<_>>()).collect()
}

pub(crate) fn role(id: Id, name: String, position: usize, random: &mut Random) -> Object {
    let color = random.pick(&[0, 0, 2_785_122, 13_208_363, 5_983_114, 9_413_549]);
    // Key and null mean yes; the key missing means no.
    let tags = random.sometimes(15, |random| match random.chance(30) {
        true => object! { "premium_subscriber": Value::Null },
        false => object! { "bot_id": clock::id(clock::past(random), random) },
    });
    let permissions =
        random.pick(&["0", "8", "274877975552", "1125899906911232", "1099511627779", "35652608"]);
    object! {
        "id": id,
        "name": name,
        "color": color,
        "colors": object! {
            "primary_color": color,
            "secondary_color": Value::Null,
            "tertiary_color": Value::Null,
        },
        "hoist": random.chance(30),
        "icon": Value::Null,
        "unicode_emoji": random.sometimes(5, words::unicode_emoji),
        "position": position,
        "permissions": permissions,
        "managed": tags.is_some(),
        "mentionable": random.chance(20),
        "flags": 0,
        "tags": Absent(tags),
        "version": Absent(random.sometimes(20, |random| {
            clock::SESSION_START - random.integer(0, 900 * clock::DAY)
        })),
    }
}

fn emoji(random: &mut Random) -> (Id, Object) {
    let id = clock::id(clock::past(random), random);
    let object = object! {
        "id": id,
        "name": words::emoji_name(random),
        "roles": Value::List(Vec::new()),
        "require_colons": true,
        "managed": false,
        "animated": random.chance(25),
        "available": true,
    };
    (id, object.with_atom_keys())
}

fn members(count: usize, roles: &[(Id, Object)], all: &[User], random: &mut Random) -> Vec<Member> {
    let indices: Vec<usize> = (0..all.len()).collect();
    let mut chosen = random.some(&indices, count);
    random.shuffle(&mut chosen);
    chosen.into_iter().map(|user| Member { user, object: member(roles, random) }).collect()
}

/// A member as it stands in messages: without `user`.
pub(crate) fn member(roles: &[(Id, Object)], random: &mut Random) -> Object {
    let ids: Vec<Id> = roles[1..].iter().map(|(id, _)| *id).collect();
    let count = random.below(4);
    // Guests have joined at no time.
    let joined_at = random.sometimes(98, |random| clock::timestamp(clock::past(random)));
    object! {
        "nick": random.sometimes(25, words::title),
        "avatar": random.sometimes(4, users::avatar_hash),
        "banner": Absent(random.sometimes(30, |_| Value::Null)),
        "roles": random.some(&ids, count),
        "joined_at": joined_at,
        "premium_since": random.sometimes(6, |random| clock::timestamp(clock::past(random))),
        "deaf": false,
        "mute": false,
        "flags": random.pick(&[0, 0, 0, 2, 10]),
        "pending": false,
        "communication_disabled_until": Value::Null,
    }
}

/// Without `guild_id` and `member`, as it stands in a guild.
pub(crate) fn voice_state(user: &User, channel: Option<Id>, random: &mut Random) -> Object {
    object! {
        "channel_id": channel,
        "user_id": user.id,
        "session_id": user.voice_session.clone(),
        "deaf": false,
        "mute": false,
        "self_deaf": random.chance(20),
        "self_mute": random.chance(50),
        "self_stream": Absent(random.sometimes(10, |_| true)),
        "self_video": random.chance(10),
        "suppress": false,
        "request_to_speak_timestamp": Value::Null,
    }
}

fn sounds(guild: Id, count: usize, random: &mut Random) -> Vec<Object> {
    let sound = |_| {
        object! {
            "name": words::noun(random),
            "sound_id": clock::id(clock::past(random), random),
            "volume": random.pick(&[1.0, 0.5, 0.742]),
            "emoji_id": Value::Null,
            "emoji_name": random.sometimes(60, words::unicode_emoji),
            "guild_id": guild,
            "available": true,
        }
    };
    (0..count).map(sound).collect()
}
