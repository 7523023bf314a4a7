//! The bot's own presence.

use super::{Command, check};
use crate::model::codec::serde_object;
use crate::model::{ActivityType, List, Status, Text};
use crate::{EncodeError, Opcode};

serde_object! {
    /// Sets the bot's own presence (Discord docs, "Gateway Events", Update Presence).
    ///
    /// Discord takes five of them in 20 seconds.
    ///
    /// ```
    /// use gatewire::model::{ActivityType, BotActivity, Status};
    /// use gatewire::{Encoder, Encoding, UpdatePresence};
    ///
    /// let game = BotActivity::new("Cards Against Humanity", ActivityType::PLAYING);
    /// let update = UpdatePresence::new(Status::DND).activities([game]);
    /// let message = Encoder::new(Encoding::Json).encode(&update)?;
    /// assert_eq!(
    ///     str::from_utf8(&message).unwrap(),
    ///     r#"{"op":3,"d":{"since":null,"activities":[{"name":"Cards Against Humanity","type":0}],"status":"dnd","afk":false}}"#
    /// );
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`validate`](Command::validate) refuses a status that is not one of [`Status`]'s, and an
    /// activity with a `url` that is not [`STREAMING`](ActivityType::STREAMING), or whose `url` is
    /// not of Twitch or YouTube.
    pub struct UpdatePresence<'a> {
        /// Since when the client is idle, in milliseconds since 1970; null if it is not.
        pub since: Option<u64> => null,
        /// What the bot does.
        pub activities: List<'a, BotActivity<'a>>,
        /// The status.
        pub status: Status<'a>,
        /// Whether the client is away.
        pub afk: bool,
    }
}

impl<'a> UpdatePresence<'a> {
    /// A status alone: no activity, not idle, not away.
    pub fn new(status: Status<'a>) -> Self {
        Self { status, ..Self::default() }
    }

    /// Since when the client is idle, in milliseconds since 1970; null by default.
    #[must_use]
    pub fn since(mut self, milliseconds: u64) -> Self {
        self.since = Some(milliseconds);
        self
    }

    /// What the bot does; nothing by default.
    #[must_use]
    pub fn activities(mut self, activities: impl IntoIterator<Item = BotActivity<'a>>) -> Self {
        self.activities = activities.into_iter().collect();
        self
    }

    /// Whether the client is away; not by default.
    #[must_use]
    pub fn afk(mut self, is_away: bool) -> Self {
        self.afk = is_away;
        self
    }

    /// Checks it where its fields have these names.
    pub(super) fn validate_as(&self, names: &Names) -> Result<(), EncodeError> {
        check(self.status.name().is_some(), names.status, "is not a status that can be set")?;
        self.activities.iter().try_for_each(|activity| {
            let Some(url) = &activity.url else { return Ok(()) };
            let is_stream = activity.kind == ActivityType::STREAMING;
            check(is_stream, names.url, "counts for streaming alone (type 1)")?;
            check(is_of_stream(url), names.url, "is not an address of twitch.tv or youtube.com")
        })
    }
}

/// How errors name the fields.
pub(super) struct Names {
    pub(super) status: &'static str,
    pub(super) url: &'static str,
}

impl Command for UpdatePresence<'_> {
    fn opcode(&self) -> Opcode {
        Opcode::PRESENCE_UPDATE
    }

    fn validate(&self) -> Result<(), EncodeError> {
        self.validate_as(&Names { status: "status", url: "activities.url" })
    }
}

/// Whether an address is on one of the sites whose streams Discord shows.
fn is_of_stream(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let is_site = ["twitch.tv", "youtube.com"].iter().any(|site| {
        host.strip_suffix(site).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    });
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    // A name or port before or behind the host is not the host.
    is_site && is_web && !host.contains(['@', ':', '\\'])
}

serde_object! {
    /// What a bot does, as it is sent (Discord docs, "Gateway Events", Activity Object). An
    /// [`Activity`](crate::model::Activity), which is received, has more.
    ///
    /// ```
    /// use gatewire::json;
    /// use gatewire::model::{ActivityType, BotActivity};
    ///
    /// let activity = BotActivity::new("a marathon", ActivityType::COMPETING).state("in the lead");
    /// let text = json::to_vec(&activity)?;
    /// assert_eq!(text, br#"{"name":"a marathon","type":5,"state":"in the lead"}"#);
    ///
    /// let text = json::to_vec(&BotActivity::streaming("chess", "https://twitch.tv/example"))?;
    /// assert_eq!(text, br#"{"name":"chess","type":1,"url":"https://twitch.tv/example"}"#);
    ///
    /// let text = json::to_vec(&BotActivity::custom("out for tea"))?;
    /// assert_eq!(text, br#"{"name":"Custom Status","type":4,"state":"out for tea"}"#);
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    pub struct BotActivity<'a> {
        /// The name of the game, song or the like.
        pub name: Text<'a>,
        /// What kind of activity it is.
        pub kind as "type": ActivityType,
        /// Where the stream is, on Twitch or YouTube; for
        /// [`STREAMING`](ActivityType::STREAMING) alone.
        pub url: Option<Text<'a>>,
        /// More about it, or the text of a custom status. Version 8 lacks it.
        pub state: Option<Text<'a>>,
    }
}

impl<'a> BotActivity<'a> {
    /// An activity of that name.
    pub fn new(name: impl Into<Text<'a>>, kind: ActivityType) -> Self {
        Self { name: name.into(), kind, ..Self::default() }
    }

    /// A stream at that address.
    pub fn streaming(name: impl Into<Text<'a>>, url: impl Into<Text<'a>>) -> Self {
        Self::new(name, ActivityType::STREAMING).url(url)
    }

    /// A custom status of that text.
    pub fn custom(state: impl Into<Text<'a>>) -> Self {
        // A custom status needs a name, which nobody sees.
        Self::new("Custom Status", ActivityType::CUSTOM).state(state)
    }

    /// Where the stream is; left out by default.
    #[must_use]
    pub fn url(mut self, url: impl Into<Text<'a>>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// More about it, or the text of a custom status; left out by default.
    #[must_use]
    pub fn state(mut self, state: impl Into<Text<'a>>) -> Self {
        self.state = Some(state.into());
        self
    }
}
