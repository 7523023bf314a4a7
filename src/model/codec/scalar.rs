//! The generated readers of booleans and numbers.

use super::elements::read_list;
use super::read::{How, Read, WHOLE, set};
use crate::de::{Loss, Source, Stop};

/// Puts a value that has the usual form into its place, and says where the payload goes on.
#[inline(always)]
pub(crate) fn set_plain<T, At>(place: &mut T, read: Option<(T, At)>) -> Option<At> {
    let (value, after) = read?;
    set(place, value);
    Some(after)
}

impl<'de> Read<'de> for bool {
    const BLANK: Self = false;
    const IS_PLAIN: bool = true;

    #[inline(always)]
    fn read_plain<S: Source<'de>>(place: &mut Self, source: &mut S, at: S::At) -> Option<S::At> {
        set_plain(place, source.plain_boolean(at))
    }

    #[inline(always)]
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        *place = source.boolean()?;
        Ok(())
    }
}

impl<'de> Read<'de> for f64 {
    const BLANK: Self = 0.0;

    #[inline(always)]
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        *place = source.float()?;
        Ok(())
    }
}

macro_rules! integers {
    ($($read:ident: $($type:ident)*;)*) => {$($(
        impl<'de> Read<'de> for $type {
            const BLANK: Self = 0;
            const IS_PLAIN: bool = true;

            #[inline(always)]
            fn read_plain<S: Source<'de>>(
                place: &mut Self,
                source: &mut S,
                at: S::At,
            ) -> Option<S::At> {
                let number = source.plain_unsigned(at, $type::MAX as u64);
                set_plain(place, number.map(|(number, after)| (number as $type, after)))
            }

            #[inline(always)]
            fn read_from<S: Source<'de>, const HOW: How>(
                place: &mut Self,
                source: &mut S,
            ) -> Result<(), Stop> {
                const EXPECTED: &str =
                    concat!("an integer (", stringify!($type), ") or its decimal text");
                let start = source.place();
                let number = source.$read(EXPECTED)?;
                put(place, start, number, EXPECTED, source)
            }
        }
    )*)*};
}

integers! {
    unsigned: u8 u16 u32;
    // Hardly ever negative.
    integer: i32 i64;
}

/// Puts an integer into its place, if its type can hold it.
#[inline(always)]
fn put<'de, T: TryFrom<N>, N, S: Source<'de>>(
    place: &mut T,
    start: S::Place,
    number: N,
    expected: &'static str,
    source: &mut S,
) -> Result<(), Stop> {
    match T::try_from(number) {
        Ok(number) => {
            *place = number;
            Ok(())
        }
        Err(_) => Err(source.refuse(start, Loss::Value { found: "an integer", expected })),
    }
}

impl<'de> Read<'de> for u64 {
    const BLANK: Self = 0;
    const IS_PLAIN: bool = true;

    #[inline(always)]
    fn read_plain<S: Source<'de>>(place: &mut Self, source: &mut S, at: S::At) -> Option<S::At> {
        set_plain(place, source.plain_unsigned(at, u64::MAX))
    }

    #[inline(always)]
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        *place = source.unsigned("an integer (u64) or its decimal text")?;
        Ok(())
    }
}

/// An integer of which some values have been sent as words.
#[inline(always)]
pub(crate) fn read_named<'de, S: Source<'de>>(
    place: &mut u64,
    words: &'static [(&'static str, u64)],
    source: &mut S,
) -> Result<(), Stop> {
    const EXPECTED: &str = "an integer (u64) or its decimal text";

    // Words are rare, so that they are looked for where the value is no integer.
    let start = source.place();
    source.reading().try_value(true);
    let number = source.unsigned(EXPECTED);
    source.reading().try_value(false);
    match number {
        Ok(number) => *place = number,
        Err(Stop::Misfit) => {
            source.go_to(start);
            let text = source.text(EXPECTED)?;
            match words.iter().find(|(word, _)| *word == text) {
                Some((_, number)) => *place = *number,
                None => {
                    let loss = Loss::Value { found: "text", expected: EXPECTED };
                    return Err(source.refuse(start, loss));
                }
            }
        }
        Err(stop) => return Err(stop),
    }
    Ok(())
}

/// Any integer that both encodings have: of 64 bits, with a sign or without.
impl<'de> Read<'de> for i128 {
    const BLANK: Self = 0;

    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        const EXPECTED: &str = "an integer of 64 bits or its decimal text";
        const RANGE: std::ops::RangeInclusive<i128> = i64::MIN as i128..=u64::MAX as i128;

        let start = source.place();
        let number = source.integer(EXPECTED)?;
        if !RANGE.contains(&number) {
            let loss = Loss::Value { found: "an integer", expected: EXPECTED };
            return Err(source.refuse(start, loss));
        }
        *place = number;
        Ok(())
    }
}

/// A pair of integers: a shard's id, and the number of shards.
impl<'de> Read<'de> for [u32; 2] {
    const BLANK: Self = [0; 2];

    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        let start = source.place();
        let list = read_list::<u32, S, WHOLE>(source)?;
        match list.try_into() {
            Ok(pair) => {
                *place = pair;
                Ok(())
            }
            Err(_) => {
                let loss = Loss::Length { expected: "an array of length 2" };
                Err(source.refuse(start, loss))
            }
        }
    }
}
