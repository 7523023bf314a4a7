//! Payloads → bytes of WebSocket messages.

mod compress;

pub use compress::Compressor;
