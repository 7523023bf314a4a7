//! The Gateway's vocabulary: opcodes, ids, and the events as borrowed structs.

mod event;
mod opcode;
mod snowflake;
mod text;

pub use event::{
    Event, EventKind, Hello, MessageCreate, PartialApplication, Ready, UnavailableGuild,
    UnknownEvent, User,
};
pub use opcode::Opcode;
pub use snowflake::{ParseSnowflakeError, Snowflake};
pub use text::{List, Text};
