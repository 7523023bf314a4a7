//! ETF of the usual form for the generated readers of events.

use super::reader::Reader;
use super::source::{EtfSource, Open};
use super::tag::{MAP_EXT, NIL_EXT};
use crate::de::{Keys, Plain};

impl<'de> EtfSource<'de> {
    /// What reads at a place.
    #[inline(always)]
    fn reader_at(&self, at: usize) -> Option<Reader<'de>> {
        let mut reader = self.reader;
        reader.rest = self.terms.get(at..)?;
        Some(reader)
    }

    /// Where a reader stands.
    #[inline(always)]
    fn place_of(&self, reader: Reader<'de>) -> usize {
        self.terms.len() - reader.rest.len()
    }
}

impl<'de> Plain<'de> for EtfSource<'de> {
    const KEYS: Keys = Keys::Etf;

    type Open = Open<'de>;

    type Place = (usize, usize);

    type At = usize;

    type Ahead = (&'de [u8], usize);

    #[inline(always)]
    fn at(&self) -> usize {
        self.terms.len() - self.reader.rest.len()
    }

    #[inline(always)]
    fn go_on(&mut self, at: usize) {
        self.reader.rest = self.terms.get(at..).unwrap_or_default();
    }

    #[inline(always)]
    fn plain_null(&mut self, at: usize) -> Option<usize> {
        let mut reader = self.reader_at(at)?;
        reader.plain_null().then(|| self.place_of(reader))
    }

    #[inline(always)]
    fn plain_boolean(&mut self, at: usize) -> Option<(bool, usize)> {
        let mut reader = self.reader_at(at)?;
        let value = reader.plain_bool()?;
        Some((value, self.place_of(reader)))
    }

    #[inline(always)]
    fn plain_unsigned(&mut self, at: usize, most: u64) -> Option<(u64, usize)> {
        self.plain_id(at).filter(|(number, _)| *number <= most)
    }

    #[inline(always)]
    fn plain_id(&mut self, at: usize) -> Option<(u64, usize)> {
        let mut reader = self.reader_at(at)?;
        let value = reader.plain_unsigned()?;
        Some((value, self.place_of(reader)))
    }

    #[inline(always)]
    fn plain_text(&mut self, at: usize) -> Option<(&'de str, usize)> {
        let mut reader = self.reader_at(at)?;
        let value = reader.plain_value()?;
        Some((value, self.place_of(reader)))
    }

    #[inline(always)]
    fn plain_text_as<T>(
        &mut self,
        at: usize,
        make: impl FnOnce(&'de str) -> Option<T>,
    ) -> Option<(T, usize)> {
        let (text, after) = self.plain_text(at)?;
        make(text).map(|made| (made, after))
    }

    #[inline(always)]
    fn plain_empty_list(&mut self, at: usize) -> Option<usize> {
        (self.terms.get(at) == Some(&NIL_EXT) && self.reading.can_enter()).then_some(at + 1)
    }

    #[inline(always)]
    fn plain_next_element(&mut self, list: &mut Open<'de>, at: usize) -> Option<usize> {
        list.left = list.left.checked_sub(1)?;
        Some(at)
    }

    #[inline(always)]
    fn is_plain_object(&self, at: usize) -> bool {
        self.terms.get(at) == Some(&MAP_EXT)
    }

    #[inline(always)]
    fn plain_object(&mut self, at: usize) -> Option<(Open<'de>, Self::Place, usize)> {
        let mut reader = self.reader_at(at)?;
        let left = reader.plain_map_header()?;
        let after = self.place_of(reader);
        if !self.reading.can_enter() {
            return None;
        }
        let place = (at, self.reading.depth);
        self.reading.depth += 1;
        Some((Open { left, is_list: false, is_map: true, after: None }, place, after))
    }

    #[inline(always)]
    fn first_key(&self, object: &Open<'de>, at: usize) -> Option<Self::Ahead> {
        self.following_key(object, at)
    }

    #[inline(always)]
    fn following_key(&self, object: &Open<'de>, at: usize) -> Option<Self::Ahead> {
        let rest = self.terms.get(at..)?;
        (object.left > 0 && rest.len() >= 16).then_some((rest, at))
    }

    #[inline(always)]
    fn ahead((rest, _): Self::Ahead) -> &'de [u8] {
        rest
    }

    #[inline(always)]
    fn behind_key(
        &mut self,
        object: &mut Open<'de>,
        (_, at): Self::Ahead,
        key: &'static [u8],
    ) -> usize {
        object.left -= 1;
        at + key.len()
    }

    #[inline(always)]
    fn plain_end(&mut self, object: &Open<'de>, at: usize) -> Option<usize> {
        if object.left > 0 {
            return None;
        }
        self.reading.leave();
        Some(at)
    }
}
