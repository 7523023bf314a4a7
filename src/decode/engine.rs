//! The choice of what reads JSON.

/// What reads JSON, chosen by [`DecoderBuilder::json_engine`](crate::DecoderBuilder::json_engine).
///
/// Both give the same events and values, and the same errors and mismatches. Both keep to the bounds on depth,
/// memory and time, and neither writes to the payload. In general [`Gatewire`](Self::Gatewire) is faster.
///
/// ```
/// use gatewire::{Compression, Decoder, Encoding, JsonEngine};
///
/// let message = br#"{"t":"TYPING_START","s":7,"op":0,"d":{"channel_id":"41771983423143937",
///     "user_id":"80351110224678912","timestamp":1420070400,"member":{"nick":true}}}"#;
/// let mut events = Vec::new();
/// for engine in [JsonEngine::Gatewire, JsonEngine::SimdJson] {
///     let mut decoder =
///         Decoder::builder(Encoding::Json, Compression::None).json_engine(engine).build();
///     let event = decoder.decode(message)?.expect("a plain message is a whole frame").event()?;
///     events.push(format!("{event:?}"));
/// }
/// assert_eq!(events[0], events[1]);
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonEngine {
    /// This crate's own reader, the default.
    #[default]
    Gatewire,
    /// The crate simd-json.
    ///
    /// A decoder copies each payload for it, as it writes to its input, and keeps the copy and the working
    /// memory of simd-json until it [shrinks](crate::Decoder::shrink). All of that counts among the memory that
    /// the payload may take.
    ///
    /// The payload is read once more, by this crate's reader, where a value does not fit or there is an error,
    /// so that mismatches and errors have their paths and offsets. The same happens where simd-json could
    /// differ or pass a bound: for `-0` and floats of 18 digits and more, for floats that are asked for as
    /// `f32`, where containers nest more than [`MAX_BUILD_DEPTH`](crate::MAX_BUILD_DEPTH) deep, and in payloads
    /// above 56 KiB of which more than two fifths are brackets, commas and the like. [`Frame::data`] reads
    /// types of this crate and `RawValue` with this crate's reader. So does
    /// [`Frame::payload_seed`] all types, as a seed can be used but once.
    ///
    /// A type that [`Frame::data`] or [`Frame::payload`] reads may therefore be asked to deserialize twice.
    ///
    /// simd-json contains `unsafe` code. The safety of a decoder then depends on it too.
    ///
    /// [`Frame::data`]: crate::Frame::data
    /// [`Frame::payload`]: crate::Frame::payload
    /// [`Frame::payload_seed`]: crate::Frame::payload_seed
    SimdJson,
}
