//! What the captures of `testdata` hold: a session, and samples of every event.
//!
//! It is made anew on every run, always the same: no clock, no random numbers of the machine, no
//! order that a hash decides. A test that includes this module as `session` at its root compares
//! it with what a decoder makes of the files.

mod activities;
mod channels;
mod clock;
mod events;
mod frame;
mod guilds;
mod random;
mod samples;
mod users;
pub(crate) mod value;
mod words;
mod world;
mod written;

use events::{MIX, MakeEvent, start};
pub(crate) use frame::Frame;
pub(crate) use samples::samples;
use value::Value;
use world::World;

/// Whatever number it is, it makes another session. This one is the date it was chosen on.
const SEED: u64 = 0x2026_0112;

/// A heartbeat is acknowledged after so many events.
const HEARTBEAT: usize = 60;

/// Where the first connection ends: behind this part of the events, in hundredths.
const FIRST_CONNECTION: usize = 80;

/// Events that happened between the two connections, and are replayed.
const REPLAYED: usize = 25;

/// The payloads of a connection, Hello first.
pub(crate) type Connection = Vec<Frame>;

/// The payloads of the session, connection by connection.
pub(crate) fn session() -> Vec<Connection> {
    let mut session = Session { world: World::new(SEED), sequence: 0 };
    let deck = deck(&mut session.world);
    let (first, second) = deck.split_at(deck.len() * FIRST_CONNECTION / 100);
    vec![session.first_connection(first), session.second_connection(second)]
}

/// Every event of the mix, as often as it comes, shuffled.
fn deck(world: &mut World) -> Vec<MakeEvent> {
    let mut deck: Vec<MakeEvent> =
        MIX.iter().flat_map(|&(count, event)| std::iter::repeat_n(event, count)).collect();
    world.random.shuffle(&mut deck);
    deck
}

struct Session {
    world: World,
    /// The number of the last event.
    sequence: u64,
}

impl Session {
    /// From Hello to a Reconnect.
    fn first_connection(&mut self, deck: &[MakeEvent]) -> Connection {
        let mut frames = vec![start::hello(&mut self.world)];
        frames.push(self.dispatch(start::ready));
        for guild in 0..self.world.guilds.len() {
            frames.push(self.dispatch(|world| start::guild_create(world, guild)));
        }
        let (before, after) = deck.split_at(deck.len() / 2);
        self.events(before, &mut frames);
        // The server asks for a heartbeat, and acknowledges it.
        frames.push(Frame::control(1, Value::Null));
        frames.push(Frame::control(11, Value::Null));
        self.events(after, &mut frames);
        frames.push(Frame::control(7, Value::Null));
        frames
    }

    /// From Hello through the replayed events to an Invalid Session.
    fn second_connection(&mut self, deck: &[MakeEvent]) -> Connection {
        let mut frames = vec![start::hello(&mut self.world)];
        let (replayed, live) = deck.split_at(REPLAYED);
        self.events(replayed, &mut frames);
        frames.push(self.dispatch(start::resumed));
        self.events(live, &mut frames);
        frames.push(Frame::control(9, false));
        frames
    }

    fn events(&mut self, deck: &[MakeEvent], frames: &mut Connection) {
        for (index, event) in deck.iter().enumerate() {
            frames.push(self.dispatch(event));
            if index % HEARTBEAT == HEARTBEAT - 1 {
                frames.push(Frame::control(11, Value::Null));
            }
        }
    }

    fn dispatch(&mut self, event: impl FnOnce(&mut World) -> frame::Event) -> Frame {
        self.world.pass_time();
        self.sequence += 1;
        Frame::dispatch(self.sequence, event(&mut self.world))
    }
}
