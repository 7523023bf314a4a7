//! JSON of the usual form for the generated readers of events: without white space, and text without escapes.

use super::source::{JsonSource, Open};
use crate::de::{Keys, Plain};
use crate::scan::string::plain_string;

impl<'de> Plain<'de> for JsonSource<'de> {
    const KEYS: Keys = Keys::Json;

    type Open = Open;

    type Place = (usize, usize);

    type At = usize;

    type Ahead = (&'de [u8], usize);

    #[inline(always)]
    fn at(&self) -> usize {
        self.reader.position
    }

    #[inline(always)]
    fn go_on(&mut self, at: usize) {
        self.reader.position = at;
    }

    #[inline(always)]
    fn plain_null(&mut self, at: usize) -> Option<usize> {
        self.reader.behind_word(at, b"null")
    }

    #[inline(always)]
    fn plain_boolean(&mut self, at: usize) -> Option<(bool, usize)> {
        match self.reader.behind_word(at, b"false") {
            Some(after) => Some((false, after)),
            None => self.reader.behind_word(at, b"true").map(|after| (true, after)),
        }
    }

    #[inline(always)]
    fn plain_unsigned(&mut self, at: usize, most: u64) -> Option<(u64, usize)> {
        self.reader.plain_integer(at, most)
    }

    #[inline(always)]
    fn plain_id(&mut self, at: usize) -> Option<(u64, usize)> {
        self.reader.plain_id(at)
    }

    #[inline(always)]
    fn plain_text(&mut self, at: usize) -> Option<(&'de str, usize)> {
        plain_string(self.text, at)
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
        if !self.reading.can_enter() {
            return None;
        }
        self.reader.behind_word(at, b"[]")
    }

    #[inline(always)]
    fn plain_next_element(&mut self, _: &mut Open, at: usize) -> Option<usize> {
        match *self.reader.bytes.get(at..)?.first_chunk()? {
            [b',', begin] if begin > b' ' && begin != b']' => Some(at + 1),
            _ => None,
        }
    }

    #[inline(always)]
    fn is_plain_object(&self, at: usize) -> bool {
        self.reader.bytes.get(at) == Some(&b'{')
    }

    #[inline(always)]
    fn plain_object(&mut self, at: usize) -> Option<(Open, Self::Place, usize)> {
        if self.reader.bytes.get(at) != Some(&b'{') || !self.reading.can_enter() {
            return None;
        }
        let place = (at, self.reading.depth);
        self.reading.depth += 1;
        Some((Open { is_first: true, is_object: true }, place, at + 1))
    }

    #[inline(always)]
    fn first_key(&self, _: &Open, at: usize) -> Option<Self::Ahead> {
        Some((self.reader.bytes.get(at..)?, at))
    }

    #[inline(always)]
    fn following_key(&self, _: &Open, at: usize) -> Option<Self::Ahead> {
        // At least as long as what is compared at once.
        match self.reader.bytes.get(at..)? {
            [b',', rest @ ..] if rest.len() >= 16 => Some((rest, at + 1)),
            _ => None,
        }
    }

    #[inline(always)]
    fn ahead((rest, _): Self::Ahead) -> &'de [u8] {
        rest
    }

    #[inline(always)]
    fn behind_key(&mut self, object: &mut Open, (_, at): Self::Ahead, key: &'static [u8]) -> usize {
        object.is_first = false;
        at + key.len()
    }

    #[inline(always)]
    fn plain_end(&mut self, _: &Open, at: usize) -> Option<usize> {
        if self.reader.bytes.get(at) != Some(&b'}') {
            return None;
        }
        self.reading.leave();
        Some(at + 1)
    }
}
