//! Payloads → bytes of WebSocket messages.

mod compress;
mod encoder;
mod frame;
mod limit;
mod split;

pub use compress::Compressor;
pub use encoder::Encoder;
pub use frame::{Envelope, FrameWriter};
