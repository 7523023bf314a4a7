//! The generated readers of events: what a type says of itself, and the loops over objects and lists.
//!
//! A reader fills a place that holds a [blank](Read::BLANK). A value that does not fit costs the
//! smallest part around it that may be left out, whose place is blank again.

use std::mem::{self, ManuallyDrop};

use super::predicted::read_in_order;
use crate::de::fields::Fields;
use crate::de::order::MOST;
use crate::de::{Begun, Loss, Source, Stop};

/// How a value is read, where that depends on the field.
pub(crate) type How = u8;

/// As its type says.
pub(crate) const PLAIN: How = 0;

/// A list is read as one fact: an element that does not fit costs the list.
pub(crate) const WHOLE: How = 1;

/// Text as the JSON that it stands for.
pub(crate) const AS_JSON: How = 2;

/// Text for which an integer may stand.
pub(crate) const LOOSE: How = 3;

/// A list of text as the JSON that it stands for, read as one fact.
pub(crate) const WHOLE_AS_JSON: How = 4;

/// What a field that is not there costs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absent {
    /// Nothing.
    Fine,
    /// The field alone: it is empty.
    Empty,
    /// The object.
    Misfit,
}

/// A type of values on the wire.
pub(crate) trait Read<'de>: Sized + 'de {
    /// What a place holds before it is read.
    const BLANK: Self;

    /// What a field of this type costs that is not there. A field that costs no more than itself is
    /// blank where its value does not fit.
    const ABSENT: Absent = Absent::Misfit;

    /// Whether values are objects. One that is none is then left out of a list before there is a place for it,
    /// as a list may have one in each byte.
    const IS_OBJECT: bool = false;

    /// From how many elements on a list is long: what is left of it is counted, so that these are moved once,
    /// and there is room for no more. It is small for values that are large for what they take on the wire.
    const LONG: usize = 64;

    /// Whether nearly all values have the usual form.
    const IS_PLAIN: bool = false;

    /// Reads the value at a place of the payload into its place, which is blank, if it has the usual form. The
    /// rest is for [`read_at`](Self::read_at).
    #[inline(always)]
    fn read_plain<S: Source<'de>>(_place: &mut Self, _source: &mut S, _at: S::At) -> Option<S::At> {
        None
    }

    /// As [`read_from`](Self::read_from), from a place of the payload. Returns the place after the value.
    #[inline(always)]
    fn read_at<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
        at: S::At,
    ) -> Result<S::At, Stop> {
        source.go_on(at);
        Self::read_from::<S, HOW>(place, source)?;
        Ok(source.at())
    }

    /// Reads the next value into its place, which is blank. What the place holds after an error is
    /// unspecified.
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop>;
}

/// A type whose values may stand in boxes.
pub(crate) trait ReadBoxed<'de>: Read<'de> {
    /// A blank to be lent.
    const LENT: &'de Self;
}

/// Puts a value where a blank stands. A blank holds nothing, so that no code is needed to drop it.
#[inline(always)]
pub(crate) fn set<T>(place: &mut T, value: T) {
    mem::forget(mem::replace(place, value));
}

/// Reads a field that is left out where it does not fit, if its type allows that.
// One function a type and not one a field, so that the readers of objects are small. Places of the payload
// are passed and returned, so that they stay in registers.
#[inline(never)]
pub(crate) fn read_field<'de, T: Read<'de>, S: Source<'de>, const HOW: How>(
    place: &mut T,
    source: &mut S,
    at: S::At,
) -> Result<S::At, Stop> {
    match T::read_plain(place, source, at) {
        Some(after) => Ok(after),
        None if T::IS_PLAIN => read_unusual_field::<T, S, HOW>(place, source, at),
        None => read_or_leave_out::<T, S, HOW>(place, source, at),
    }
}

#[cold]
#[inline(never)]
fn read_unusual_field<'de, T: Read<'de>, S: Source<'de>, const HOW: How>(
    place: &mut T,
    source: &mut S,
    at: S::At,
) -> Result<S::At, Stop> {
    read_or_leave_out::<T, S, HOW>(place, source, at)
}

#[inline(always)]
fn read_or_leave_out<'de, T: Read<'de>, S: Source<'de>, const HOW: How>(
    place: &mut T,
    source: &mut S,
    at: S::At,
) -> Result<S::At, Stop> {
    match T::read_at::<S, HOW>(place, source, at) {
        Err(Stop::Misfit) if !matches!(T::ABSENT, Absent::Misfit) => {
            leave_out(place);
            Ok(source.at())
        }
        result => result,
    }
}

/// What does not fit leaves a blank.
// As all that copies a value it is out of line in a debug build, whose frames would be too large otherwise.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
fn leave_out<'de, T: Read<'de>>(place: &mut T) {
    *place = T::BLANK;
}

/// Puts a blank to be read into an option.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
fn begin<'p, 'de, T: Read<'de>>(place: &'p mut Option<T>) -> Option<&'p mut T> {
    set(place, Some(T::BLANK));
    place.as_mut()
}

/// Reads a field that costs the object where it does not fit.
#[inline(never)]
pub(crate) fn read_strict<'de, T: Read<'de>, S: Source<'de>, const HOW: How>(
    place: &mut T,
    source: &mut S,
    at: S::At,
) -> Result<S::At, Stop> {
    match T::read_plain(place, source, at) {
        Some(after) => Ok(after),
        None if T::IS_PLAIN => read_unusual_strict::<T, S, HOW>(place, source, at),
        None => T::read_at::<S, HOW>(place, source, at),
    }
}

#[cold]
#[inline(never)]
fn read_unusual_strict<'de, T: Read<'de>, S: Source<'de>, const HOW: How>(
    place: &mut T,
    source: &mut S,
    at: S::At,
) -> Result<S::At, Stop> {
    T::read_at::<S, HOW>(place, source, at)
}

/// What the reader of objects needs to know of one. `object!` says it.
pub(crate) trait ReadObject<'de>: Read<'de> {
    /// Where guesses at the next field are kept.
    const GUESSES: usize;
    const TABLE: &'static Fields;
    /// A bit for each field without which the object does not fit.
    const NEEDED: u128;
    /// A bit for each field that is empty where it is not there, which is a mismatch nevertheless.
    const EXPECTED: u128;
    /// Where the tag stands of a union that stands beside it.
    const TAG: Option<&'static Fields> = None;
    /// Whether its fields are expected in the usual order.
    const IS_PREDICTED: bool = Self::TABLE.names.len() <= MOST;

    /// Reads the value of the field with that number at a place of the payload. Returns the place after it.
    fn read_value<S: Source<'de>>(
        &mut self,
        field: usize,
        tag: u64,
        source: &mut S,
        at: S::At,
    ) -> Result<S::At, Stop>;
}

/// A place for the guesses of an object with that name.
pub(crate) const fn guesses(name: &str) -> usize {
    let (name, mut hash, mut index) = (name.as_bytes(), 0xcbf2_9ce4_8422_2325_u64, 0);
    while index < name.len() {
        hash = (hash ^ name[index] as u64).wrapping_mul(0x0100_0000_01b3);
        index += 1;
    }
    (hash >> 40) as usize
}

/// Which fields of an object were there: a bit each, in words, as shifts of 128 bits take longer than all
/// else.
pub(crate) struct Seen {
    low: u64,
    high: u64,
}

impl Seen {
    pub(crate) fn bits(&self) -> u128 {
        u128::from(self.high) << 64 | u128::from(self.low)
    }

    /// Whether a field was there.
    #[inline(always)]
    pub(super) fn has(&self, field: usize) -> bool {
        let word = if field < 64 { self.low } else { self.high };
        word >> (field % 64) & 1 != 0
    }

    /// Notes a field that was not there before.
    #[inline(always)]
    pub(super) fn note(&mut self, field: usize) {
        let word = if field < 64 { &mut self.low } else { &mut self.high };
        *word |= 1 << (field % 64);
    }

    /// Notes a field, and whether it was there before.
    #[inline(always)]
    fn again(&mut self, field: u8, count: usize) -> bool {
        let is_low = count <= 64 || field < 64;
        let word = if is_low { &mut self.low } else { &mut self.high };
        let bit = 1 << (field % 64);
        let again = *word & bit != 0;
        *word |= bit;
        again
    }
}

/// Reads an object into its place.
pub(crate) fn read_object<'de, T: ReadObject<'de>, S: Source<'de>>(
    object: &mut T,
    source: &mut S,
) -> Result<(), Stop> {
    let after = read_object_at(object, source, source.at())?;
    source.go_on(after);
    Ok(())
}

/// Reads an object that stands at a place of the payload. Returns the place after it.
// One function an object and format: all that reads it goes in there, and nowhere else.
#[inline(never)]
pub(crate) fn read_object_at<'de, T: ReadObject<'de>, S: Source<'de>>(
    object: &mut T,
    source: &mut S,
    at: S::At,
) -> Result<S::At, Stop> {
    let tag = match T::TAG {
        Some(keys) => {
            source.go_on(at);
            find_tag(source, keys)?
        }
        None => 0,
    };
    let (open, start, at) = match source.plain_object(at) {
        Some(begun) => begun,
        None => begin_object(source, at)?,
    };
    let (seen, after) = read_fields(object, open, start, tag, source, at)?;
    match (T::NEEDED | T::EXPECTED) & !seen.bits() {
        0 => Ok(after),
        _ => {
            source.go_on(after);
            note_missing::<T, S>(source, start, seen.bits()).map(|()| after)
        }
    }
}

/// The fields that are missing without which an object does not fit.
pub(crate) fn missing_of<'de, T: ReadObject<'de>>(seen: u128) -> u128 {
    T::NEEDED & !seen
}

/// Notes the fields that are missing of an object that began at a place.
#[cold]
#[inline(never)]
pub(crate) fn note_missing<'de, T: ReadObject<'de>, S: Source<'de>>(
    source: &mut S,
    start: S::Place,
    seen: u128,
) -> Result<(), Stop> {
    let name = |number: u32| T::TABLE.names[number as usize];
    let needed = missing_of::<T>(seen);
    if needed != 0 {
        let name = name(needed.trailing_zeros());
        return Err(source.refuse(start, Loss::Missing { name }));
    }
    let mut expected = T::EXPECTED & !seen;
    while expected != 0 {
        let name = name(expected.trailing_zeros());
        source.refuse(start, Loss::Missing { name });
        expected &= expected - 1;
    }
    Ok(())
}

/// Reads all entries of an object that begins at a place, and says which of its fields were among them.
#[inline(always)]
pub(crate) fn read_entries<'de, T: ReadObject<'de>, S: Source<'de>>(
    object: &mut T,
    start: S::Place,
    tag: u64,
    source: &mut S,
) -> Result<Seen, Stop> {
    let open = source.object()?;
    let (seen, after) = read_fields(object, open, start, tag, source, source.at())?;
    source.go_on(after);
    Ok(seen)
}

/// Begins an object that does not stand there in the usual form.
#[cold]
#[inline(never)]
fn begin_object<'de, S: Source<'de>>(source: &mut S, at: S::At) -> Result<Begun<'de, S>, Stop> {
    source.go_on(at);
    let start = source.place();
    let open = source.object()?;
    Ok((open, start, source.at()))
}

/// Reads all entries of an object that was begun. Returns which of its fields were among them, and the place
/// after it.
#[inline(always)]
fn read_fields<'de, T: ReadObject<'de>, S: Source<'de>>(
    object: &mut T,
    mut open: S::Open,
    start: S::Place,
    tag: u64,
    source: &mut S,
    at: S::At,
) -> Result<(Seen, S::At), Stop> {
    let step = source.reading().in_object(T::TABLE);
    let mut seen = Seen { low: 0, high: 0 };
    if const { T::IS_PREDICTED } {
        let mut ahead = source.first_key(&open, at);
        let mut at = at;
        loop {
            match read_in_order(object, &mut open, &mut seen, step, tag, source, at, ahead) {
                Ok(Some(after)) => return Ok((seen, after)),
                Ok(None) => {}
                Err(stop) => return Err(give_up(stop, open, source)),
            }
            if !source.skip_unknown(&mut open, T::TABLE)? {
                break;
            }
            at = source.at();
            ahead = source.following_key(&open, at);
        }
    } else {
        source.go_on(at);
    }
    let seen = read_in_any_order(object, open, seen, start, tag, source)?;
    Ok((seen, source.at()))
}

/// Steps over the rest of an object of which a field does not fit.
#[cold]
#[inline(never)]
fn give_up<'de, S: Source<'de>>(stop: Stop, open: S::Open, source: &mut S) -> Stop {
    match stop {
        Stop::Misfit => source.skip_rest(open).err().unwrap_or(Stop::Misfit),
        stop => stop,
    }
}

/// Reads the rest of an object. Some of its fields may have been seen.
#[inline(never)]
fn read_in_any_order<'de, T: ReadObject<'de>, S: Source<'de>>(
    object: &mut T,
    mut open: S::Open,
    mut seen: Seen,
    start: S::Place,
    tag: u64,
    source: &mut S,
) -> Result<Seen, Stop> {
    let step = source.reading().step();
    // The field that may come next is the one that came last time after the same one.
    let mut place = T::GUESSES;
    loop {
        let guess = source.reading().guess(place).get();
        let Some(field) = source.next_field(&mut open, T::TABLE, guess)? else { return Ok(seen) };
        let number = usize::from(field);
        if field != guess {
            source.reading().guess(place).set(field);
        }
        place = T::GUESSES + 1 + number;
        step.go_to(number);
        if seen.again(field, T::TABLE.names.len()) {
            return Err(twice(source, start, T::TABLE.names[number]));
        }
        match object.read_value(number, tag, source, source.at()) {
            Ok(after) => source.go_on(after),
            Err(stop) => return Err(give_up(stop, open, source)),
        }
    }
}

/// For a field that stands twice in the object that is open.
#[cold]
#[inline(never)]
fn twice<'de, S: Source<'de>>(source: &mut S, start: S::Place, name: &'static str) -> Stop {
    let offset = source.offset(start);
    source.reading().leave();
    let error: crate::DecodeError = serde::de::Error::duplicate_field(name);
    source.reading().malformed(error.at(offset))
}

/// Looks for the tag of an object that is next, and leaves the object as it is. Where there is none, or
/// it does not fit, it is a number that no variant has.
pub(crate) fn find_tag<'de, S: Source<'de>>(
    source: &mut S,
    keys: &'static Fields,
) -> Result<u64, Stop> {
    let start = source.place();
    let mut open = source.object()?;
    source.reading().in_object(keys);
    source.search(true);
    source.reading().try_value(true);
    let (mut tag, mut rank) = (u64::MAX, u8::MAX);
    while let Some(field) = source.next_field(&mut open, keys, 0)? {
        match source.unsigned("an integer") {
            Ok(number) if field <= rank => (tag, rank) = (number, field),
            Ok(_) | Err(Stop::Misfit) => {}
            Err(stop) => return Err(stop),
        }
        if rank == 0 {
            break;
        }
    }
    source.search(false);
    source.reading().try_value(false);
    source.go_to(start);
    Ok(tag)
}

/// A union whose variant a number tells.
pub(crate) trait ReadVariant<'de>: Sized {
    /// Reads the variant of that number; one that is not known as what it is.
    fn read_variant<S: Source<'de>>(tag: u64, source: &mut S) -> Result<Self, Stop>;
}

/// Reads a union whose tag stands beside it.
pub(crate) trait ReadTagged<'de>: Sized {
    fn read_tagged<S: Source<'de>>(place: &mut Self, tag: u64, source: &mut S) -> Result<(), Stop>;
}

impl<'de, T: ReadVariant<'de>> ReadTagged<'de> for Option<T> {
    fn read_tagged<S: Source<'de>>(place: &mut Self, tag: u64, source: &mut S) -> Result<(), Stop> {
        if source.null()? {
            return Ok(());
        }
        // Absence says something where the tag says what should be there.
        *place = Some(T::read_variant(tag, source)?);
        Ok(())
    }
}

/// Values of at most so many bytes are read elsewhere and then moved to their place.
pub(crate) const SMALL: usize = 24;

impl<'de, T: Read<'de>> Read<'de> for Option<T> {
    const BLANK: Self = None;
    const ABSENT: Absent = Absent::Fine;
    const IS_PLAIN: bool = T::IS_PLAIN;

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read_plain<S: Source<'de>>(place: &mut Self, source: &mut S, at: S::At) -> Option<S::At> {
        if let Some(after) = source.plain_null(at) {
            return Some(after);
        }
        if size_of::<T>() > SMALL {
            return None;
        }
        let mut value = ManuallyDrop::new(T::BLANK);
        let after = T::read_plain(&mut value, source, at)?;
        set(place, Some(ManuallyDrop::into_inner(value)));
        Some(after)
    }

    /// For large values, and for null in an unusual form.
    #[inline(always)]
    fn read_at<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
        at: S::At,
    ) -> Result<S::At, Stop> {
        if T::IS_OBJECT
            && size_of::<T>() > SMALL
            && source.is_plain_object(at)
            && let Some(value) = begin(place)
        {
            return T::read_at::<S, HOW>(value, source, at);
        }
        source.go_on(at);
        Self::read_from::<S, HOW>(place, source)?;
        Ok(source.at())
    }

    #[inline(always)]
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        if source.null()? {
            return Ok(());
        }
        if size_of::<T>() <= SMALL {
            let mut value = ManuallyDrop::new(T::BLANK);
            T::read_from::<S, HOW>(&mut value, source)?;
            set(place, Some(ManuallyDrop::into_inner(value)));
            return Ok(());
        }
        match begin(place) {
            Some(value) => T::read_from::<S, HOW>(value, source),
            None => Ok(()),
        }
    }
}

/// A value that is blank where it is null or does not fit.
pub(crate) struct OrBlank<T>(pub(crate) T);

impl<'de, T: Read<'de>> Read<'de> for OrBlank<T> {
    const BLANK: Self = Self(T::BLANK);

    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        if source.null()? {
            return Ok(());
        }
        match T::read_from::<S, HOW>(&mut place.0, source) {
            Err(Stop::Misfit) => {
                place.0 = T::BLANK;
                Ok(())
            }
            result => result,
        }
    }
}

/// A type that is text.
macro_rules! reads_text {
    ($name:ident $(<$life:lifetime>)?) => {
        impl<$($life)?> $crate::model::codec::Read<$($life)?> for $name $(<$life>)? {
            const BLANK: Self = Self(<$crate::Text<'_> as $crate::model::codec::Read<'_>>::BLANK);

            const IS_PLAIN: bool = true;

            #[inline(always)]
            fn read_plain<S: $crate::de::Source<$($life)?>>(
                place: &mut Self,
                source: &mut S,
                at: S::At,
            ) -> Option<S::At> {
                $crate::model::codec::Read::read_plain(&mut place.0, source, at)
            }

            #[inline(always)]
            fn read_from<S: $crate::de::Source<$($life)?>, const HOW: $crate::model::codec::How>(
                place: &mut Self,
                source: &mut S,
            ) -> Result<(), $crate::de::Stop> {
                $crate::model::codec::Read::read_from::<S, HOW>(&mut place.0, source)
            }
        }
    };
}

pub(crate) use reads_text;
