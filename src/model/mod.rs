//! The Gateway's vocabulary: opcodes, ids, and events and commands as borrowed structs.

mod boxed;
pub(crate) mod codec;
mod command;
mod event;
mod hash;
mod intents;
mod list;
mod map;
mod maybe;
mod nonce;
mod object;
mod opcode;
mod secret;
mod snowflake;
mod text;
mod timestamp;
mod value;

pub use boxed::Boxed;
pub use command::*;
pub use event::*;
pub use hash::ImageHash;
pub use intents::Intents;
pub use list::List;
pub use map::Map;
pub use maybe::Maybe;
pub use nonce::Nonce;
pub use object::*;
pub use opcode::{Direction, Opcode};
pub use secret::Secret;
pub use snowflake::{ParseSnowflakeError, Snowflake};
pub use text::Text;
#[cfg(feature = "chrono")]
pub use timestamp::TimestampRangeError;
pub use timestamp::{ParseTimestampError, Timestamp};
pub use value::Value;
