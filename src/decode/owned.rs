//! Frames that outlive their message.

use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeSeed;

use crate::model::{EventKind, Opcode};
use crate::{DecodeError, Encoding, Mismatches, Scratch};

use super::envelope::Envelope;
use super::frame::Frame;
use super::{Event, Options};

/// A frame that owns its bytes: it can wait, be sent to other threads, and be read again.
///
/// [`Frame::to_owned`] makes one. The bytes stay as they came, so each read gives the same.
///
/// ```
/// use gatewire::{Compression, Decoder, Encoding, Scratch};
///
/// let mut decoder = Decoder::new(Encoding::Json, Compression::None);
/// let message = br#"{"t":"USER_UPDATE","s":2,"op":0,"d":{"username":"a \"b\""}}"#;
/// let frame = decoder.decode(message)?.expect("a plain message is a whole frame").to_owned();
///
/// let reader = std::thread::spawn(move || {
///     let mut scratch = Scratch::new();
///     for _ in 0..3 {
///         let data: serde_json::Value = frame.data(&mut scratch).unwrap();
///         assert_eq!(data["username"], "a \"b\"");
///     }
/// });
/// reader.join().unwrap();
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
#[derive(Clone)]
pub struct OwnedFrame {
    encoding: Encoding,
    envelope: Envelope,
    name: Option<Box<str>>,
    bytes: Box<[u8]>,
    options: Options,
}

impl OwnedFrame {
    pub(super) fn new(
        encoding: Encoding,
        envelope: &Envelope,
        name: Option<&str>,
        bytes: &[u8],
        options: Options,
    ) -> Self {
        Self {
            encoding,
            envelope: envelope.clone(),
            name: name.map(Box::from),
            bytes: bytes.into(),
            options,
        }
    }

    /// As [`Frame::opcode`].
    pub fn opcode(&self) -> Opcode {
        self.envelope.opcode
    }

    /// As [`Frame::sequence`].
    pub fn sequence(&self) -> Option<u64> {
        self.envelope.sequence
    }

    /// As [`Frame::event_name`].
    pub fn event_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// As [`Frame::kind`].
    pub fn kind(&self) -> EventKind {
        self.envelope.kind()
    }

    /// As [`Frame::bytes`].
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// As [`Frame::validate`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn validate(&self) -> Result<(), DecodeError> {
        self.frame(&mut Scratch::new()).validate()
    }

    /// The frame, lent again.
    pub fn frame<'s>(&'s self, scratch: &'s mut Scratch) -> Frame<'s> {
        let name = self.name.as_deref().unwrap_or_default();
        let payload = &self.bytes;
        Frame::new(self.encoding, self.envelope.clone(), name, payload, scratch, self.options)
    }

    /// As [`Frame::event`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn event<'s>(&'s self, scratch: &'s mut Scratch) -> Result<Event<'s>, DecodeError> {
        self.frame(scratch).event()
    }

    /// As [`Frame::event_with`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn event_with<'s>(
        &'s self,
        scratch: &'s mut Scratch,
        mismatches: &mut Mismatches,
    ) -> Result<Event<'s>, DecodeError> {
        self.frame(scratch).event_with(mismatches)
    }

    /// As [`Frame::data`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn data<'s, T: Deserialize<'s>>(
        &'s self,
        scratch: &'s mut Scratch,
    ) -> Result<T, DecodeError> {
        self.frame(scratch).data()
    }

    /// As [`Frame::payload`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn payload<'s, T: Deserialize<'s>>(
        &'s self,
        scratch: &'s mut Scratch,
    ) -> Result<T, DecodeError> {
        self.frame(scratch).payload()
    }

    /// As [`Frame::payload_seed`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn payload_seed<'s, S: DeserializeSeed<'s>>(
        &'s self,
        seed: S,
        scratch: &'s mut Scratch,
    ) -> Result<S::Value, DecodeError> {
        self.frame(scratch).payload_seed(seed)
    }

    /// As [`Frame::write_json`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn write_json(&self, out: &mut Vec<u8>) -> Result<(), DecodeError> {
        self.frame(&mut Scratch::new()).write_json(out)
    }
}

impl fmt::Debug for OwnedFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnedFrame")
            .field("opcode", &self.opcode())
            .field("sequence", &self.sequence())
            .field("event_name", &self.event_name())
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
