//! How payloads are written.

/// How the Gateway writes payloads, chosen by `encoding` in the URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// JSON text (RFC 8259).
    Json,
    /// Erlang's External Term Format.
    Etf,
}
