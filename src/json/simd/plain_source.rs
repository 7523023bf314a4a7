//! A tape has no usual form: its values are parsed, so that all of them are read in one way.

use super::source::{Open, TapeSource};
use crate::de::{Begun, Keys, Plain};

impl<'de> Plain<'de> for TapeSource<'_, 'de> {
    const KEYS: Keys = Keys::Parsed;

    type Open = Open;

    type Place = (usize, usize);

    type At = usize;

    type Ahead = ();

    #[inline(always)]
    fn at(&self) -> usize {
        self.position
    }

    #[inline(always)]
    fn go_on(&mut self, at: usize) {
        self.position = at;
    }

    fn plain_null(&mut self, _: usize) -> Option<usize> {
        None
    }

    fn plain_boolean(&mut self, _: usize) -> Option<(bool, usize)> {
        None
    }

    fn plain_unsigned(&mut self, _: usize, _: u64) -> Option<(u64, usize)> {
        None
    }

    fn plain_id(&mut self, _: usize) -> Option<(u64, usize)> {
        None
    }

    fn plain_text(&mut self, _: usize) -> Option<(&'de str, usize)> {
        None
    }

    fn plain_text_as<T>(
        &mut self,
        _: usize,
        _: impl FnOnce(&'de str) -> Option<T>,
    ) -> Option<(T, usize)> {
        None
    }

    fn plain_empty_list(&mut self, _: usize) -> Option<usize> {
        None
    }

    fn plain_next_element(&mut self, _: &mut Open, _: usize) -> Option<usize> {
        None
    }

    fn is_plain_object(&self, _: usize) -> bool {
        false
    }

    fn plain_object(&mut self, _: usize) -> Option<Begun<'de, Self>> {
        None
    }

    fn first_key(&self, _: &Open, _: usize) -> Option<()> {
        None
    }

    fn following_key(&self, _: &Open, _: usize) -> Option<()> {
        None
    }

    fn ahead((): ()) -> &'de [u8] {
        &[]
    }

    fn behind_key(&mut self, _: &mut Open, (): (), _: &'static [u8]) -> usize {
        self.position
    }

    fn plain_end(&mut self, _: &Open, _: usize) -> Option<usize> {
        None
    }
}
