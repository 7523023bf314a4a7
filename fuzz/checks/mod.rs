//! What the fuzz targets check, a file for each. The library's own tests include them too, and run
//! them over the seeds.
//!
//! An input begins with what chooses among options, a byte or two each, and ends with the bytes that
//! are read, so that a seed is made by putting options in front of a payload.

pub mod connection;
pub mod decompress;
pub mod detection;
pub mod encoder;
pub mod envelope;
pub mod etf;
pub mod events;
pub mod json;
pub mod limiters;

#[path = "../../tests/common/as_erltf.rs"]
mod as_erltf;
mod frame;
mod inflate;
mod kinds;
#[cfg(feature = "zstd")]
mod literals;
mod nesting;
mod options;
mod pack;
#[path = "../../tests/common/tree.rs"]
#[allow(dead_code)]
mod tree;
#[cfg(feature = "zstd")]
mod zstd;
