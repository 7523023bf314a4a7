//! The reader of an object whose fields come in the usual order: code without a search or a jump, in which
//! each key is compared with the one that is expected.

use super::read::{ReadObject, Seen};
use crate::de::order::{Key, MOST, begins_with, last, order};
use crate::de::{Keys, Source, Step, Stop};

/// The field of an object that stands at a place of a format's usual order.
struct Nth<T, S, const PLACE: usize>(T, S);

impl<'de, T: ReadObject<'de>, S: Source<'de>, const PLACE: usize> Nth<T, S, PLACE> {
    const IS_ONE: bool = T::IS_PREDICTED
        && matches!(S::KEYS, Keys::Json | Keys::Etf)
        && PLACE < T::TABLE.names.len();
    const NUMBER: usize = if Self::IS_ONE { Order::<T, S>::ORDER[PLACE] as usize } else { 0 };
    const KEY: &'static Key = &Key::new(T::TABLE.names[Self::NUMBER], S::KEYS);
    const BYTES: &'static [u8] = Self::KEY.bytes();
}

struct Order<T, S>(T, S);

impl<'de, T: ReadObject<'de>, S: Source<'de>> Order<T, S> {
    const ORDER: [u8; MOST] = order(T::TABLE.names, S::KEYS);
    /// The field that may come at the very end instead.
    const LAST: Option<usize> = last(T::TABLE.names, S::KEYS);
    const LAST_NUMBER: usize = match Self::LAST {
        Some(number) => number,
        None => 0,
    };
    const LAST_KEY: &'static Key = &Key::new(T::TABLE.names[Self::LAST_NUMBER], S::KEYS);
    const LAST_BYTES: &'static [u8] = Self::LAST_KEY.bytes();
}

/// How far an object was read.
struct Progress<At, Ahead> {
    at: At,
    /// The key that is next.
    ahead: Ahead,
    stop: Option<Stop>,
}

/// Reads a field if its key is ahead. Says whether that was all: no other key is ahead then.
// In a debug build all fields in one function would have a frame of many kilobytes.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
#[allow(clippy::too_many_arguments)]
fn read_one<'de, T: ReadObject<'de>, S: Source<'de>>(
    object: &mut T,
    open: &mut S::Open,
    seen: &mut Seen,
    step: &'de Step,
    tag: u64,
    source: &mut S,
    progress: &mut Progress<S::At, S::Ahead>,
    number: usize,
    key: &'static [u8],
) -> bool {
    if !begins_with(S::ahead(progress.ahead), key) || seen.has(number) {
        return false;
    }
    let at = source.behind_key(open, progress.ahead, key);
    seen.note(number);
    step.go_to(number);
    match object.read_value(number, tag, source, at) {
        Ok(after) => progress.at = after,
        Err(stop) => {
            progress.stop = Some(stop);
            return true;
        }
    }
    match source.following_key(open, progress.at) {
        Some(ahead) => {
            progress.ahead = ahead;
            false
        }
        None => true,
    }
}

macro_rules! read_in_order {
    ($object:ident, $open:ident, $seen:ident, $step:ident, $tag:ident, $source:ident, $progress:ident;
        $($place:literal)*) => {
        'fields: {
            $(
                if const { Nth::<T, S, $place>::IS_ONE }
                    && read_one(
                        $object, $open, $seen, $step, $tag, $source, &mut $progress,
                        const { Nth::<T, S, $place>::NUMBER },
                        const { Nth::<T, S, $place>::BYTES },
                    )
                {
                    break 'fields;
                }
            )*
            if const { Order::<T, S>::LAST.is_some() }
                && read_one(
                    $object, $open, $seen, $step, $tag, $source, &mut $progress,
                    const { Order::<T, S>::LAST_NUMBER },
                    const { Order::<T, S>::LAST_BYTES },
                )
            {
                break 'fields;
            }
            $source.go_on($progress.at);
            return Ok(None);
        }
    };
}

/// Reads the fields of an object as long as they come in the usual order, the first of them ahead, and returns
/// the place after the object if these were all. After a misfit the rest of it is still to be stepped over.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
#[allow(clippy::too_many_arguments)]
pub(super) fn read_in_order<'de, T: ReadObject<'de>, S: Source<'de>>(
    object: &mut T,
    open: &mut S::Open,
    seen: &mut Seen,
    step: &'de Step,
    tag: u64,
    source: &mut S,
    at: S::At,
    ahead: Option<S::Ahead>,
) -> Result<Option<S::At>, Stop> {
    let mut at = at;
    if let Some(ahead) = ahead {
        let mut progress = Progress { at, ahead, stop: None };
        read_in_order!(object, open, seen, step, tag, source, progress;
            0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
            32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61
            62 63);
        if let Some(stop) = progress.stop {
            return Err(stop);
        }
        at = progress.at;
    }
    let after = source.plain_end(open, at);
    if after.is_none() {
        source.go_on(at);
    }
    Ok(after)
}
