//! The generated readers of lists.

use bumpalo::collections::Vec as ArenaVec;

use super::read::{AS_JSON, How, PLAIN, Read, WHOLE, WHOLE_AS_JSON};
use crate::de::{Source, Stop};

/// Reads a list into the arena.
#[inline(always)]
pub(crate) fn read_list<'de, T: Read<'de>, S: Source<'de>, const HOW: How>(
    source: &mut S,
) -> Result<&'de [T], Stop> {
    let open = source.list()?;
    read_elements::<T, S, HOW>(open, source)
}

/// What the first elements of a list take.
const FEW_BYTES: usize = 32;

/// Makes room for the element or entry that is next. From `long` elements on, those that are left are
/// [counted](Read::LONG).
#[inline(always)]
pub(crate) fn make_room<'de, T, S: Source<'de>>(
    list: &mut ArenaVec<'de, T>,
    long: usize,
    open: &S::Open,
    source: &mut S,
) -> Result<(), Stop> {
    match list.len() < list.capacity() {
        true => Ok(()),
        false => make_more_room(list, long, open, source),
    }
}

#[cold]
#[inline(never)]
fn make_more_room<'de, T, S: Source<'de>>(
    list: &mut ArenaVec<'de, T>,
    long: usize,
    open: &S::Open,
    source: &mut S,
) -> Result<(), Stop> {
    let length = list.len();
    // The first is often the only one. What is left of a long list may not all fit, and be left out.
    let few = (FEW_BYTES / size_of::<T>().max(1)).max(1);
    let more = if length < long { length.max(few) } else { source.left(open, length) };
    // By a part of the length at least, so that a list which grows is not copied for each element.
    let parts = [more, length.clamp(1, more), (length / 8).max(1)];
    if parts.into_iter().any(|room| list.try_reserve_exact(room).is_ok()) {
        return Ok(());
    }
    let place = source.place();
    let offset = source.offset(place);
    Err(source.reading().out_of_memory(Some(offset)))
}

/// Reads the elements of a list that was begun.
pub(crate) fn read_elements<'de, T: Read<'de>, S: Source<'de>, const HOW: How>(
    mut open: S::Open,
    source: &mut S,
) -> Result<&'de [T], Stop> {
    let room = source.room(&open);
    // Most lists are empty.
    if !source.next_element(&mut open)? {
        return Ok(&[]);
    }
    let step = source.reading().step();
    let mut list: ArenaVec<'de, T> = source.reading().begin_list(room);
    let mut index = 0;
    let mut at = source.at();
    loop {
        step.go_to(index);
        index += 1;
        let length = list.len();
        let result = if T::IS_OBJECT && !is_object(source, at) {
            Err(source.misfit("an object"))
        } else {
            if length == list.capacity() {
                source.go_on(at);
                make_more_room(&mut list, T::LONG, &open, source)?;
            }
            list.push(T::BLANK);
            read_element::<T, S, HOW>(&mut list[length], source, at)
        };
        match result {
            Ok(after) => at = after,
            Err(Stop::Misfit) => {
                list.truncate(length);
                if matches!(HOW, WHOLE | WHOLE_AS_JSON) {
                    source.skip_rest(open)?;
                    return Err(Stop::Misfit);
                }
                source.reading().left_out();
                at = source.at();
            }
            Err(stop) => return Err(stop),
        }
        match source.plain_next_element(&mut open, at) {
            Some(next) => at = next,
            None => {
                source.go_on(at);
                if !source.next_element(&mut open)? {
                    break;
                }
                at = source.at();
            }
        }
    }
    // What a short list leaves free is less than what it costs to give it back.
    if (list.capacity() - list.len()) * size_of::<T>() > FEW_BYTES {
        list.shrink_to_fit();
    }
    Ok(list.into_bump_slice())
}

/// Whether an object begins at a place.
#[inline(always)]
fn is_object<'de, S: Source<'de>>(source: &mut S, at: S::At) -> bool {
    if source.is_plain_object(at) {
        return true;
    }
    source.go_on(at);
    source.is_object()
}

#[inline(always)]
fn read_element<'de, T: Read<'de>, S: Source<'de>, const HOW: How>(
    place: &mut T,
    source: &mut S,
    at: S::At,
) -> Result<S::At, Stop> {
    if T::IS_PLAIN
        && let Some(after) = T::read_plain(place, source, at)
    {
        return Ok(after);
    }
    match HOW {
        AS_JSON | WHOLE_AS_JSON => T::read_at::<S, AS_JSON>(place, source, at),
        _ => T::read_at::<S, PLAIN>(place, source, at),
    }
}
