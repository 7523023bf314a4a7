//! Scans over bytes where a kernel of our own was measured to pay: the only place for `unsafe`
//! beyond single calls, and for instruction sets.

pub(crate) mod short;
mod utf8;

pub(crate) use utf8::{first_bytes, is_ascii, split_text, starts_short_ascii, utf8};
