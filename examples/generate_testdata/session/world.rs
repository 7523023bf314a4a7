//! Who and what the events of the session are about.

use std::collections::VecDeque;

use super::clock::{self, Milliseconds};
use super::guilds::{self, Guild};
use super::random::Random;
use super::users::{self, Game, User};
use super::value::Id;

/// Users known to the session. Few enough that their ids and names come again and again.
const USERS: usize = 280;

const GAMES: usize = 24;

const RECENT: usize = 16;

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
    pub(crate) games: Vec<Game>,
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
        let games: Vec<Game> = (0..GAMES).map(|_| users::game(&mut random)).collect();
        let users: Vec<User> = (0..USERS).map(|_| users::user(&games, &mut random)).collect();
        let own_user = users::user(&games, &mut random);
        let guilds = guilds::guilds(&users, &own_user, &mut random);
        let now = clock::SESSION_START;
        let mut world = Self {
            random,
            now,
            games,
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

    /// A guild and one of its members. As in life, few are seen often, and those again and again
    /// for a while: whoever types sends a message, and somebody answers.
    pub(crate) fn guild_and_member(&mut self) -> (usize, usize) {
        if self.recent.len() == RECENT && self.random.chance(70) {
            return self.recent[self.random.below(RECENT)];
        }
        let guild = self.guild();
        let count = self.guilds[guild].members.len();
        let choices = [0; 3].map(|_| self.random.below(count));
        let chosen = (guild, choices.into_iter().fold(count, usize::min));
        self.recent.push_front(chosen);
        self.recent.truncate(RECENT);
        chosen
    }

    /// A channel of the guild that messages are sent in.
    pub(crate) fn text_channel(&mut self, guild: usize) -> Id {
        // Most is said in few channels.
        let channels = &self.guilds[guild].text_channels;
        let busy = if self.random.chance(80) { channels.len().min(6) } else { channels.len() };
        channels[self.random.below(busy)]
    }

    pub(crate) fn send_message(&mut self) -> SentMessage {
        let (guild, member) = self.guild_and_member();
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
