//! Commands as terms of other libraries.

use erltf::OwnedTerm;
use gatewire::{Command, Heartbeat, Identify, RequestGuildMembers, UpdatePresence};

/// How a library makes terms.
pub(crate) trait Terms: Sized {
    fn atom(name: &str) -> Self;
    fn integer(value: u64) -> Self;
    fn text(text: &str) -> Self;
    fn list(elements: impl IntoIterator<Item = Self>) -> Self;
    fn map<const N: usize>(entries: [(&str, Self); N]) -> Self;
    fn encoded(&self) -> Vec<u8>;

    fn boolean(value: bool) -> Self {
        Self::atom(if value { "true" } else { "false" })
    }

    fn optional(value: Option<u64>) -> Self {
        value.map_or_else(|| Self::atom("nil"), Self::integer)
    }
}

impl Terms for eetf::Term {
    fn atom(name: &str) -> Self {
        eetf::Atom::from(name).into()
    }

    fn integer(value: u64) -> Self {
        match i32::try_from(value) {
            Ok(value) => eetf::FixInteger::from(value).into(),
            Err(_) => eetf::BigInteger::from(value).into(),
        }
    }

    fn text(text: &str) -> Self {
        eetf::Binary::from(text.as_bytes().to_vec()).into()
    }

    fn list(elements: impl IntoIterator<Item = Self>) -> Self {
        eetf::List::from(elements.into_iter().collect::<Vec<_>>()).into()
    }

    fn map<const N: usize>(entries: [(&str, Self); N]) -> Self {
        let map = entries.into_iter().map(|(key, value)| (Self::text(key), value)).collect();
        eetf::Map { map }.into()
    }

    fn encoded(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(128);
        self.encode(&mut out).unwrap();
        out
    }
}

impl Terms for OwnedTerm {
    fn atom(name: &str) -> Self {
        Self::Atom(erltf::Atom::new(name))
    }

    fn integer(value: u64) -> Self {
        Self::Integer(value.try_into().expect("what is sent here has 63 bits"))
    }

    fn text(text: &str) -> Self {
        Self::Binary(text.as_bytes().to_vec())
    }

    fn list(elements: impl IntoIterator<Item = Self>) -> Self {
        Self::List(elements.into_iter().collect())
    }

    fn map<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (Self::text(key), value)).collect())
    }

    fn encoded(&self) -> Vec<u8> {
        erltf::encode(self).unwrap()
    }
}

/// A command that other libraries write as well.
pub(crate) trait Described: Command {
    /// What is `d`.
    fn term<T: Terms>(&self) -> T;
}

impl Described for Heartbeat {
    fn term<T: Terms>(&self) -> T {
        T::optional(self.last_sequence)
    }
}

impl Described for Identify<'_> {
    fn term<T: Terms>(&self) -> T {
        let properties = T::map([
            ("os", T::text(&self.properties.os)),
            ("browser", T::text(&self.properties.browser)),
            ("device", T::text(&self.properties.device)),
        ]);
        let shard = self.shard.expect("it has one").map(|number| T::integer(number.into()));
        T::map([
            ("token", T::text(&self.token)),
            ("properties", properties),
            ("compress", T::boolean(self.compress == Some(true))),
            ("large_threshold", T::optional(self.large_threshold.map(u64::from))),
            ("shard", T::list(shard)),
            ("presence", self.presence.as_ref().expect("it has one").term()),
            ("intents", T::integer(self.intents.bits())),
        ])
    }
}

impl Described for RequestGuildMembers<'_> {
    fn term<T: Terms>(&self) -> T {
        let ids = self.user_ids.as_ref().expect("it has some");
        T::map([
            ("guild_id", T::integer(self.guild_id.value())),
            ("presences", T::boolean(self.presences == Some(true))),
            ("user_ids", T::list(ids.iter().map(|id| T::integer(id.value())))),
            ("nonce", T::text(self.nonce.as_deref().unwrap_or_default())),
        ])
    }
}

impl Described for UpdatePresence<'_> {
    fn term<T: Terms>(&self) -> T {
        let activities = self.activities.iter().map(|activity| {
            let (name, kind) = (T::text(&activity.name), T::integer(activity.kind.0));
            match (&activity.url, &activity.state) {
                (Some(url), Some(state)) => T::map([
                    ("name", name),
                    ("type", kind),
                    ("url", T::text(url)),
                    ("state", T::text(state)),
                ]),
                _ => T::map([("name", name), ("type", kind)]),
            }
        });
        T::map([
            ("since", T::optional(self.since)),
            ("activities", T::list(activities)),
            ("status", T::text(self.status.as_str())),
            ("afk", T::boolean(self.afk)),
        ])
    }
}
