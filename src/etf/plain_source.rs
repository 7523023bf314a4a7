//! ETF of the usual form for the generated readers of events.

use super::reader::Reader;
use super::source::{EtfSource, Open};
use super::tag::{MAP_EXT, NIL_EXT};
use crate::de::{Keys, Plain};

impl<'de> EtfSource<'de> {
    /// What reads at a place.
    #[inline(always)]
    fn reader_at(&self, at: &'de [u8]) -> Reader<'de> {
        let mut reader = self.reader;
        reader.rest = at;
        reader
    }
}

impl<'de> Plain<'de> for EtfSource<'de> {
    const KEYS: Keys = Keys::Etf;

    type Open = Open;

    type Place = (usize, usize);

    /// What begins there, which is two registers.
    type At = &'de [u8];

    type Ahead = &'de [u8];

    #[inline(always)]
    fn at(&self) -> &'de [u8] {
        self.reader.rest
    }

    #[inline(always)]
    fn go_on(&mut self, at: &'de [u8]) {
        self.reader.rest = at;
    }

    #[inline(always)]
    fn plain_null(&mut self, at: &'de [u8]) -> Option<&'de [u8]> {
        let mut reader = self.reader_at(at);
        reader.plain_null().then_some(reader.rest)
    }

    #[inline(always)]
    fn plain_boolean(&mut self, at: &'de [u8]) -> Option<(bool, &'de [u8])> {
        let mut reader = self.reader_at(at);
        let value = reader.plain_bool()?;
        Some((value, reader.rest))
    }

    #[inline(always)]
    fn plain_unsigned(&mut self, at: &'de [u8], most: u64) -> Option<(u64, &'de [u8])> {
        let mut reader = self.reader_at(at);
        let number = reader.plain_unsigned().filter(|number| *number <= most)?;
        Some((number, reader.rest))
    }

    #[inline(always)]
    fn plain_id(&mut self, at: &'de [u8]) -> Option<(u64, &'de [u8])> {
        let mut reader = self.reader_at(at);
        let value = reader.plain_id()?;
        Some((value, reader.rest))
    }

    #[inline(always)]
    fn plain_text(&mut self, at: &'de [u8]) -> Option<(&'de str, &'de [u8])> {
        let mut reader = self.reader_at(at);
        let value = reader.plain_value()?;
        Some((value, reader.rest))
    }

    #[inline(always)]
    fn plain_text_as<T>(
        &mut self,
        at: &'de [u8],
        make: impl FnOnce(&'de str) -> Option<T>,
    ) -> Option<(T, &'de [u8])> {
        let (text, after) = self.plain_text(at)?;
        make(text).map(|made| (made, after))
    }

    #[inline(always)]
    fn plain_empty_list(&mut self, at: &'de [u8]) -> Option<&'de [u8]> {
        match at {
            [NIL_EXT, rest @ ..] if self.reading.can_enter() => Some(rest),
            _ => None,
        }
    }

    #[inline(always)]
    fn plain_next_element(&mut self, list: &mut Open, at: &'de [u8]) -> Option<&'de [u8]> {
        list.left = list.left.checked_sub(1)?;
        Some(at)
    }

    #[inline(always)]
    fn is_plain_object(&self, at: &'de [u8]) -> bool {
        at.first() == Some(&MAP_EXT)
    }

    #[inline(always)]
    fn plain_object(&mut self, at: &'de [u8]) -> Option<(Open, Self::Place, &'de [u8])> {
        let mut reader = self.reader_at(at);
        let left = reader.plain_map()?;
        let after = reader.rest;
        if !self.reading.can_enter() {
            return None;
        }
        let place = (self.terms.len() - at.len(), self.reading.depth);
        self.reading.depth += 1;
        Some((Open { left, tag: MAP_EXT }, place, after))
    }

    #[inline(always)]
    fn first_key(&self, object: &Open, at: &'de [u8]) -> Option<Self::Ahead> {
        self.following_key(object, at)
    }

    #[inline(always)]
    fn following_key(&self, object: &Open, at: &'de [u8]) -> Option<Self::Ahead> {
        (object.left > 0 && at.len() >= 16).then_some(at)
    }

    #[inline(always)]
    fn ahead(ahead: &'de [u8]) -> &'de [u8] {
        ahead
    }

    #[inline(always)]
    fn behind_key(&mut self, object: &mut Open, ahead: &'de [u8], key: &'static [u8]) -> &'de [u8] {
        object.left -= 1;
        ahead.get(key.len()..).unwrap_or_default()
    }

    #[inline(always)]
    fn plain_end(&mut self, object: &Open, at: &'de [u8]) -> Option<&'de [u8]> {
        if object.left > 0 {
            return None;
        }
        self.reading.leave();
        Some(at)
    }
}
