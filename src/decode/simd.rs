//! From a frame to an event or any other type by way of simd-json. The reader of text takes over where that
//! does not succeed.

use std::marker::PhantomData;

use polonius_the_crab::{ForLt, PoloniusResult, polonius};
use serde::Deserialize;
use simd_json::Node;

use super::Event;
use super::envelope::{Data, Envelope};
use super::frame::{Frame, KEYS, TextParts};
use crate::de::{Source, Stop};
use crate::json::simd::{self, TapeSource};
use crate::model::codec::{PLAIN, Read};
use crate::{DecodeError, EventKind, Mismatches, Scratch};

/// As [`Event::read`].
pub(super) fn read_event<'a>(
    frame: Frame<'a>,
    mismatches: Option<&mut Mismatches>,
) -> Result<Event<'a>, DecodeError> {
    let Frame { encoding, envelope, name, payload, scratch, options } = frame;
    let again = |scratch, envelope| Frame { encoding, envelope, name, payload, scratch, options };
    let Some(places) = places(&envelope, payload).filter(|_| has_struct(envelope.kind())) else {
        return Event::read(again(scratch, envelope), mismatches);
    };
    // What the event lends from the working memory is gone if it is to be read once more.
    let read = polonius::<_, _, ForLt!(Event<'_>)>(scratch, |scratch| {
        match event_of(envelope.kind(), payload, places, scratch, options.max_depth()) {
            Some(event) => PoloniusResult::Borrowing(event),
            None => PoloniusResult::Owned(()),
        }
    });
    match read {
        PoloniusResult::Borrowing(event) => Ok(event),
        PoloniusResult::Owned { input_borrow: scratch, .. } => {
            scratch.release_tape();
            Event::read(again(scratch, envelope), mismatches)
        }
    }
}

/// The event, if simd-json reads the payload and everything in it fits.
fn event_of<'s>(
    kind: EventKind,
    payload: &[u8],
    places: usize,
    scratch: &'s mut Scratch,
    max_depth: usize,
) -> Option<Event<'s>> {
    let (filled, reading) = scratch.begin_tape(payload, places, max_depth)?;
    let event = data(&filled.nodes).and_then(|position| {
        let mut source = TapeSource::new(&filled.nodes, position, reading);
        let result = Event::read_tape(kind, &mut source);
        let (result, event) = match result {
            Ok(event) => (Ok(()), event),
            Err(stop) => (Err(stop), None),
        };
        event.filter(|_| source.finish(result))
    });
    filled.keep();
    event
}

/// Whether the data of a kind has a struct, or is looked at at all.
fn has_struct(kind: EventKind) -> bool {
    kind.name().is_some() || kind == EventKind::Hello
}

/// Reads a value.
pub(super) fn read_value<'a, T: Read<'a>>(source: &mut impl Source<'a>) -> Result<T, Stop> {
    let mut value = T::BLANK;
    T::read_from::<_, PLAIN>(&mut value, source)?;
    Ok(value)
}

/// As [`Frame::data`].
pub(super) fn read_data<'a, T: Deserialize<'a>>(frame: Frame<'a>) -> Result<T, DecodeError> {
    match read_serde(frame, data) {
        Ok(value) => Ok(value),
        Err(text) => text.read_data(PhantomData),
    }
}

/// As [`Frame::payload`].
pub(super) fn read_payload<'a, T: Deserialize<'a>>(frame: Frame<'a>) -> Result<T, DecodeError> {
    match read_serde(frame, |nodes| data(nodes).map(|_| 0)) {
        Ok(value) => Ok(value),
        Err(text) => text.read_payload(PhantomData),
    }
}

/// The value at a place of the tape, or what is left to read it with.
fn read_serde<'a, T: Deserialize<'a>>(
    frame: Frame<'a>,
    place: impl FnOnce(&[Node<'a>]) -> Option<usize>,
) -> Result<T, TextParts<'a>> {
    let Frame { envelope, payload, scratch, options, .. } = frame;
    let max_depth = options.max_depth();
    let (filled, memory) = match places(&envelope, payload) {
        Some(places) => scratch.begin_tape_and_text(payload, places),
        None => (None, scratch.begin_text(payload.len())),
    };
    if let Some(filled) = filled {
        let value = place(&filled.nodes)
            .and_then(|place| simd::read(&filled.nodes, place, max_depth, PhantomData));
        if let Some(value) = value {
            filled.keep();
            return Ok(value);
        }
        filled.release();
    }
    Err(TextParts { envelope, payload, memory, max_depth })
}

/// How many places there may be in a payload that simd-json is to read. None if it is not to.
fn places(envelope: &Envelope, payload: &[u8]) -> Option<usize> {
    match envelope.data {
        Data::Absent => None,
        _ => simd::places(payload),
    }
}

/// Where `d` begins, in an envelope whose keys stand once.
fn data(nodes: &[Node<'_>]) -> Option<usize> {
    simd::entry(nodes, "d", &KEYS)
}
