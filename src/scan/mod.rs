//! Scans over bytes where a kernel of our own was measured to pay: the only place for instruction
//! sets and, besides the text that `json` lends from, for `unsafe` beyond single calls.

mod ascii;
pub(crate) mod container;
pub(crate) mod digits;
pub(crate) mod json;
pub(crate) mod short;
pub(crate) mod string;
mod utf8;
mod wide;

pub(crate) use utf8::{first_bytes, is_ascii, split_ascii, split_text, starts_ascii, utf8};

/// Miri takes hundreds of times as long, so it sees one case in so many.
#[cfg(test)]
const STEP: usize = if cfg!(miri) { 13 } else { 1 };
