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

use std::sync::OnceLock;

use flate2::{Compress, Compression as Level, FlushCompress};
use gatewire::{
    Compression, DecodeError, DecodeErrorKind, Decoder, DecoderBuilder, Encoding, Stage,
};

/// Whether JSON is to be read by simd-json, as the environment says.
pub(crate) fn is_for_simd_json() -> bool {
    static IS_FOR_SIMD_JSON: OnceLock<bool> = OnceLock::new();
    *IS_FOR_SIMD_JSON.get_or_init(|| match std::env::var("GATEWIRE_JSON_ENGINE").as_deref() {
        Err(_) | Ok("gatewire") => false,
        Ok("simd-json") if cfg!(feature = "simd-json") => true,
        Ok(engine) => panic!("these tests were built without the engine {engine}"),
    })
}

/// As `Decoder::builder`, with the engine that `GATEWIRE_JSON_ENGINE` names.
pub(crate) fn builder(encoding: Encoding, compression: Compression) -> DecoderBuilder {
    let builder = Decoder::builder(encoding, compression);
    match is_for_simd_json() {
        #[cfg(feature = "simd-json")]
        true => builder.json_engine(gatewire::JsonEngine::SimdJson),
        _ => builder,
    }
}

/// As `Decoder::new`, with the engine that `GATEWIRE_JSON_ENGINE` names.
pub(crate) fn decoder(encoding: Encoding, compression: Compression) -> Decoder {
    builder(encoding, compression).build()
}

/// What the engine takes beside a payload of so many bytes, at most: simd-json works with a copy, and with a
/// list of all that is in it.
pub(crate) fn engine_memory(payload: usize) -> usize {
    const STATE: usize = 8_000;
    match is_for_simd_json() {
        false => 0,
        true if payload <= 56 << 10 => 36 * payload + STATE,
        true => 16 * payload + STATE,
    }
}

pub(crate) fn json() -> Decoder {
    decoder(Encoding::Json, Compression::None)
}

pub(crate) fn etf() -> Decoder {
    decoder(Encoding::Etf, Compression::None)
}

/// A decoder of plain messages for which the first value that does not fit is an error.
pub(crate) fn strict(encoding: Encoding) -> Decoder {
    builder(encoding, Compression::None).strict(true).build()
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
