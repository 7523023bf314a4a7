//! Commands that are too large, as several.

use std::marker::PhantomData;

use super::Encoder;
use super::limit::{self, Format};
use crate::Opcode;
use crate::model::{Command, List, RequestGuildMembers, RequestSoundboardSounds, Snowflake};

impl<'a> RequestGuildMembers<'a> {
    /// The same request as several, each with at most 100 ids, and small enough for the encoder.
    ///
    /// The parts have the ids in their order, and else are equal, so all chunks carry the same
    /// nonce. A request without ids, or with an empty list of them, is its only part. What does not
    /// fit with a single id is a part nevertheless, which the encoder then refuses.
    ///
    /// ```
    /// use gatewire::{Encoder, Encoding, RequestGuildMembers, Snowflake};
    ///
    /// let mut encoder = Encoder::new(Encoding::Json);
    /// let users = (0..250).map(|n| Snowflake::new(80351110224678912 + n));
    /// let request = RequestGuildMembers::by_ids(Snowflake::new(41771983444115456), users);
    ///
    /// let mut sizes = Vec::new();
    /// for part in request.split(&encoder) {
    ///     sizes.push(part.user_ids.as_ref().map_or(0, |ids| ids.len()));
    ///     let message = encoder.encode(&part)?; // to be sent
    ///     assert!(message.len() <= Encoder::DEFAULT_LIMIT);
    /// }
    /// assert_eq!(sizes, [100, 100, 50]);
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    pub fn split(mut self, encoder: &Encoder) -> impl Iterator<Item = Self> + use<'a> {
        // An empty list is not the same as none.
        let has_list = self.user_ids.is_some();
        let ids = self.user_ids.replace(List::default()).unwrap_or_default();
        let parts = Parts::new(encoder, &self, ids, Self::MAX_USER_IDS);
        parts.map(move |ids| Self { user_ids: has_list.then_some(ids), ..self.clone() })
    }
}

impl<'a> RequestSoundboardSounds<'a> {
    /// The same request as several, each small enough for the encoder.
    ///
    /// The parts have the ids in their order. A request without ids is its only part. What does not
    /// fit with a single id is a part nevertheless, which the encoder then refuses.
    ///
    /// ```
    /// use gatewire::{Encoder, Encoding, RequestSoundboardSounds, Snowflake};
    ///
    /// let mut encoder = Encoder::new(Encoding::Json);
    /// let guilds = (0..400).map(|n| Snowflake::new(1_104_217_733_921_538_129 + n));
    /// let request = RequestSoundboardSounds::new(guilds);
    /// assert!(encoder.encode(&request).is_err());
    ///
    /// let sizes: Vec<_> = request.split(&encoder).map(|part| part.guild_ids.len()).collect();
    /// assert_eq!(sizes, [184, 184, 32]);
    /// ```
    pub fn split(mut self, encoder: &Encoder) -> impl Iterator<Item = Self> + use<'a> {
        let ids = std::mem::take(&mut self.guild_ids);
        let parts = Parts::new(encoder, &self, ids, usize::MAX);
        parts.map(|guild_ids| Self { guild_ids })
    }
}

/// Lists of ids, each as long as fits: at least one, if an empty one.
struct Parts<'a> {
    ids: std::vec::IntoIter<Snowflake>,
    /// Whether there is another list: there are ids, or none were taken yet.
    is_left: bool,
    /// The most ids in a list.
    count: usize,
    /// What a payload may have whose data is a list alone, in bytes.
    room: usize,
    format: Format,
    list: PhantomData<List<'a, Snowflake>>,
}

impl<'a> Parts<'a> {
    /// For the ids that are missing in a command whose list is empty.
    fn new<C: Command>(
        encoder: &Encoder,
        command: &C,
        ids: List<'a, Snowflake>,
        count: usize,
    ) -> Self {
        let format = encoder.format();
        // All but the list is the same in every part.
        let size = limit::size(format, command.opcode(), command).unwrap_or(usize::MAX);
        let room = encoder.limit().saturating_add(list_size(format, &[])).saturating_sub(size);
        let ids = Vec::from(ids).into_iter();
        Self { ids, is_left: true, count, room, format, list: PhantomData }
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = List<'a, Snowflake>;

    fn next(&mut self) -> Option<Self::Item> {
        if !self.is_left {
            return None;
        }
        let ids = self.ids.as_slice();
        // No id takes less than two bytes.
        let most = ids.len().min(self.count).min(self.room / 2).max(1);
        let (mut fits, mut most) = (1, most);
        while fits < most {
            let middle = most - (most - fits) / 2;
            match list_size(self.format, &ids[..middle]) <= self.room {
                true => fits = middle,
                false => most = middle - 1,
            }
        }
        let part = self.ids.by_ref().take(fits).collect();
        self.is_left = !self.ids.as_slice().is_empty();
        Some(part)
    }
}

/// The size of a payload whose data is a list of ids.
fn list_size(format: Format, ids: &[Snowflake]) -> usize {
    limit::size(format, Opcode::default(), ids).unwrap_or(usize::MAX)
}
