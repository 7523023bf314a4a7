//! Guilds and chunks that are larger than the session's, made of its guilds, members, presences and
//! channels with other ids.

use serde_json::{Value, json};

use super::Event;
use super::wire::{self, Order};

const GUILD: &str = "GUILD_CREATE";
const CHUNK: &str = "GUILD_MEMBERS_CHUNK";

/// How many members and presences there are for each channel.
const MEMBERS_A_CHANNEL: usize = 4;

/// Ids that no member has.
const NOT_FOUND: [&str; 3] = ["1001000000000000001", "1001000000000000002", "1001000000000000003"];

/// GUILD_CREATE of about so many bytes of JSON each.
pub(crate) fn guilds(count: usize, size: usize) -> Event {
    let guilds = data(GUILD);
    let mut members = Source::of(&guilds, "members");
    let mut presences = Source::of(&guilds, "presences");
    let mut channels = Source::of(&guilds, "channels");
    // The largest that there is still room in.
    let length = |guild: &&Value| guild.to_string().len();
    let smaller = guilds.iter().filter(|guild| length(guild) < size / 2);
    let base = smaller.max_by_key(length).unwrap();
    let guild = |_| {
        let mut guild = base.clone();
        let mut left = size - length(&base);
        for round in 0.. {
            let used = members.append(&mut guild)
                + presences.append(&mut guild)
                + if round % MEMBERS_A_CHANNEL == 0 { channels.append(&mut guild) } else { 0 };
            let Some(rest) = left.checked_sub(used) else { break };
            left = rest;
        }
        guild
    };
    event(GUILD, (0..count).map(guild))
}

/// GUILD_MEMBERS_CHUNK of so many members each.
pub(crate) fn chunks(count: usize, size: usize) -> Event {
    let mut members = Source::of(&[data(GUILD), data(CHUNK)].concat(), "members");
    let guild = data(GUILD)[0]["id"].clone();
    let chunk = |index| {
        let mut chunk = json!({
            "chunk_count": count, "chunk_index": index, "guild_id": guild, "members": [],
            "not_found": NOT_FOUND,
        });
        for _ in 0..size {
            members.append(&mut chunk);
        }
        chunk
    };
    event(CHUNK, (0..count).map(chunk))
}

/// `d` of every message of the session that carries the event.
pub(super) fn data(name: &str) -> Vec<Value> {
    let payload = |message: &Vec<u8>| serde_json::from_slice::<Value>(message).unwrap();
    Event::named(name).json.iter().map(|message| payload(message)["d"].take()).collect()
}

fn event(name: &str, data: impl Iterator<Item = Value>) -> Event {
    let (mut json, mut etf) = (Vec::new(), Vec::new());
    for (data, sequence) in data.zip(2..) {
        json.push(wire::json(name, sequence, &data, Order::Discord));
        etf.push(wire::etf(name, sequence, &data, Order::Discord));
    }
    Event { json, etf }
}

/// All that lists of one name hold, over and over, with ids that do not come twice.
struct Source {
    list: &'static str,
    items: Vec<Value>,
    taken: usize,
}

impl Source {
    fn of(objects: &[Value], list: &'static str) -> Self {
        let lists = objects.iter().filter_map(|object| object[list].as_array());
        Self { list, items: lists.flatten().cloned().collect(), taken: 0 }
    }

    /// Appends the next one to an object's list, and says how long it is.
    fn append(&mut self, object: &mut Value) -> usize {
        let mut item = self.items[self.taken % self.items.len()].clone();
        self.taken += 1;
        renew(self.list, &mut item, self.taken as u64);
        let length = item.to_string().len() + 1;
        object[self.list].as_array_mut().unwrap().push(item);
        length
    }
}

/// Makes all ids later by some milliseconds, which their bits above the 22nd count.
fn renew(key: &str, value: &mut Value, milliseconds: u64) {
    match value {
        Value::String(text) => {
            if let Some(id) = wire::id(key, text) {
                *text = (id + (milliseconds << 22)).to_string();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| renew(key, item, milliseconds)),
        Value::Object(object) => {
            object.iter_mut().for_each(|(key, value)| renew(key, value, milliseconds));
        }
        _ => {}
    }
}
