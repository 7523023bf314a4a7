//! Erlang's External Term Format, as far as the Gateway speaks it.
