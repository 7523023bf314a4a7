//! What several tests need: terms and compressed sessions made by hand, random numbers, errors.

// Each test is a crate of its own and uses a part of this.
#![allow(dead_code)]

pub(crate) mod allocator;
pub(crate) mod clock;
pub(crate) mod compare;
pub(crate) mod corpus;
pub(crate) mod documents;
pub(crate) mod events;
pub(crate) mod protocol;
pub(crate) mod prune;
pub(crate) mod term;

use flate2::{Compress, Compression as Level, FlushCompress};
use gatewire::{Compression, DecodeError, DecodeErrorKind, Decoder, Encoding, Stage};

pub(crate) fn json() -> Decoder {
    Decoder::new(Encoding::Json, Compression::None)
}

pub(crate) fn etf() -> Decoder {
    Decoder::new(Encoding::Etf, Compression::None)
}

/// A decoder of plain messages for which the first value that does not fit is an error.
pub(crate) fn strict(encoding: Encoding) -> Decoder {
    Decoder::builder(encoding, Compression::None).strict(true).build()
}

/// The error of a call that must fail; `Debug` of what it returned instead is not asked for.
#[track_caller]
pub(crate) fn error_of<T>(result: Result<T, DecodeError>) -> DecodeError {
    match result {
        Ok(_) => panic!("no error"),
        Err(error) => error,
    }
}

/// Checks what an error is, and that it is no reason to reconnect.
#[track_caller]
pub(crate) fn assert_error<T>(
    result: Result<T, DecodeError>,
    stage: Stage,
    kind: DecodeErrorKind,
) -> DecodeError {
    assert_kind(result, stage, kind, false)
}

/// As [`assert_error`], for an error after which the connection is lost.
#[track_caller]
pub(crate) fn assert_fatal<T>(
    result: Result<T, DecodeError>,
    stage: Stage,
    kind: DecodeErrorKind,
) -> DecodeError {
    assert_kind(result, stage, kind, true)
}

#[track_caller]
fn assert_kind<T>(
    result: Result<T, DecodeError>,
    stage: Stage,
    kind: DecodeErrorKind,
    fatal: bool,
) -> DecodeError {
    let error = error_of(result);
    assert_eq!((error.stage(), error.kind(), error.is_fatal()), (stage, kind, fatal), "{error}");
    error
}

/// A `zlib-stream` connection: one message a payload.
pub(crate) fn zlib_session(level: u32, window_bits: u8, payloads: &[&[u8]]) -> Vec<Vec<u8>> {
    let mut stream = ZlibSession::new(level, window_bits);
    payloads.iter().map(|payload| stream.message(payload)).collect()
}

/// The sending side of a `zlib-stream` connection.
pub(crate) struct ZlibSession {
    compress: Compress,
}

impl ZlibSession {
    pub(crate) fn new(level: u32, window_bits: u8) -> Self {
        Self { compress: Compress::new_with_window_bits(Level::new(level), true, window_bits) }
    }

    pub(crate) fn message(&mut self, payload: &[u8]) -> Vec<u8> {
        self.flushed(payload, FlushCompress::Sync)
    }

    pub(crate) fn flushed(&mut self, payload: &[u8], flush: FlushCompress) -> Vec<u8> {
        let mut message = Vec::with_capacity(payload.len() + payload.len() / 8 + 1024);
        self.compress.compress_vec(payload, &mut message, flush).expect("enough room");
        assert!(message.len() < message.capacity(), "all of it is written");
        message
    }
}

/// One whole RFC 1950 stream.
pub(crate) fn zlib(payload: &[u8], level: u32) -> Vec<u8> {
    ZlibSession::new(level, 15).flushed(payload, FlushCompress::Finish)
}

/// Numbers that look random and are the same in every run (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `end`, `end` excluded.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}
