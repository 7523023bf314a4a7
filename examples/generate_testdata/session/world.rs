//! Who and what the events of the session are about.

use std::collections::VecDeque;

use super::activities::Pastimes;
use super::clock::{self, Milliseconds};
use super::guilds::{self, Guild};
use super::random::Random;
use super::users::{self, User};
use super::value::Id;

/// Users known to the session. So many that the presences are of ever new ones.
const USERS: usize = 5000;

const RECENT: usize = 6;

/// A message that later events may refer to.
#[derive(Clone, Copy)]
pub(crate) struct SentMessage {
    pub(crate) id: Id,
    pub(crate) channel: Id,
    pub(crate) guild: usize,
    /// Index of the author among the members of the guild.
    pub(crate) member: usize,
}

pub(crate) struct World {
    pub(crate) random: Random,
    pub(crate) now: Milliseconds,
    pub(crate) pastimes: Pastimes,
    pub(crate) users: Vec<User>,
    pub(crate) guilds: Vec<Guild>,
    /// The bot whose session it is.
    pub(crate) own_user: User,
    pub(crate) messages: Vec<SentMessage>,
    /// The last guilds and members that something happened to.
    recent: VecDeque<(usize, usize)>,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let pastimes = Pastimes::new(&mut random);
        let users: Vec<User> = (0..USERS).map(|_| users::user(&mut random)).collect();
        let own_user = users::user(&mut random);
        let guilds = guilds::guilds(&users, &own_user, &pastimes, &mut random);
        let now = clock::SESSION_START;
        let mut world = Self {
            random,
            now,
            pastimes,
            users,
            guilds,
            own_user,
            messages: Vec::new(),
            recent: VecDeque::new(),
        };
        for _ in 0..20 {
            world.pass_time();
            world.send_message();
        }
        world
    }

    /// Events come a few a second, at times right after one another.
    pub(crate) fn pass_time(&mut self) {
        self.now += self.random.integer(3, 700);
    }

    /// A new id, of now.
    pub(crate) fn id(&mut self) -> Id {
        clock::id(self.now, &mut self.random)
    }

    pub(crate) fn timestamp(&self) -> String {
        clock::timestamp(self.now)
    }

    /// A guild: the more members it has, the more often.
    pub(crate) fn guild(&mut self) -> usize {
        let all: usize = self.guilds.iter().map(|guild| guild.members.len()).sum();
        let mut chosen = self.random.below(all);
        for (index, guild) in self.guilds.iter().enumerate() {
            match chosen.checked_sub(guild.members.len()) {
                Some(rest) => chosen = rest,
                None => return index,
            }
        }
        unreachable!("the choice is below the sum")
    }

    /// A guild and one of its members. As in life, the same are seen again and again for a while:
    /// whoever types sends a message, and somebody answers.
    pub(crate) fn guild_and_member(&mut self) -> (usize, usize) {
        if self.recent.len() == RECENT && self.random.chance(90) {
            return self.recent[self.random.below(RECENT)];
        }
        let chosen = self.guild_and_any_member();
        self.recent.push_front(chosen);
        self.recent.truncate(RECENT);
        chosen
    }

    /// A guild and any of its members: all of them come and go, also those who never write.
    pub(crate) fn guild_and_any_member(&mut self) -> (usize, usize) {
        let guild = self.guild();
        (guild, self.random.below(self.guilds[guild].members.len()))
    }

    /// A channel of the guild that messages are sent in.
    pub(crate) fn text_channel(&mut self, guild: usize) -> Id {
        // Most is said in few channels.
        let channels = &self.guilds[guild].text_channels;
        let busy = if self.random.chance(80) { channels.len().min(6) } else { channels.len() };
        channels[self.random.below(busy)]
    }

    pub(crate) fn send_message(&mut self) -> SentMessage {
        // Not all are seen typing before.
        let (guild, member) = match self.random.chance(25) {
            true => self.guild_and_any_member(),
            false => self.guild_and_member(),
        };
        let channel = self.text_channel(guild);
        let message = SentMessage { id: self.id(), channel, guild, member };
        self.messages.push(message);
        message
    }

    /// One of the last messages.
    pub(crate) fn sent_message(&mut self) -> SentMessage {
        let recent = self.messages.len().min(20);
        self.messages[self.messages.len() - 1 - self.random.below(recent)]
    }

    pub(crate) fn user_of(&self, guild: usize, member: usize) -> &User {
        &self.users[self.guilds[guild].members[member].user]
    }
}
