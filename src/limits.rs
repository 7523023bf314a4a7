//! Every default and bound of what is read and written.

/// How deep containers may nest where values are built, unless
/// [`DecoderBuilder::max_depth`](crate::DecoderBuilder::max_depth) says otherwise.
pub const DEFAULT_MAX_DEPTH: usize = 32;

/// The most that [`DecoderBuilder::max_depth`](crate::DecoderBuilder::max_depth) can be set to.
pub const MAX_BUILD_DEPTH: usize = 128;

/// How deep containers may nest where they are only stepped over: skipped, validated, or written
/// out as JSON. Nothing recurses there, so this bounds work and memory, not the stack.
///
/// A list of ETF that goes on in its tail is one list. A container that is the tail of an improper list
/// is in that list, so one level deeper.
pub const MAX_SKIP_DEPTH: usize = 1024;
