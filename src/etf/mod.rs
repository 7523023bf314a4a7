//! Erlang's External Term Format, as far as the Gateway speaks it.

mod de;
mod inflate;
mod integer;
mod json;
mod reader;
mod tag;

pub use self::de::{Deserializer, from_slice, from_slice_seed};
pub use self::inflate::inflate;
pub(crate) use self::json::write_json;
pub(crate) use self::reader::Reader;

/// The name of the newtype that stands for an id: an integer on the wire of this format, decimal
/// text everywhere else. A model asks for it with `deserialize_newtype_struct`.
pub(crate) const INTEGER_NEWTYPE: &str = "$gatewire::Snowflake";
