//! The URL of a connection.

use std::fmt::{self, Write};
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::{Compression, Encoding};

/// A version of the API, which the Gateway shares (Discord docs, "API Reference", API Versioning).
///
/// ```
/// use gatewire::connect::ApiVersion;
///
/// assert_eq!(ApiVersion::default(), ApiVersion::V10);
/// assert_eq!(ApiVersion(10).to_string(), "10");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ApiVersion(pub u8);

impl ApiVersion {
    /// Deprecated. The first in which intents are mandatory.
    pub const V8: Self = Self(8);

    /// Adds threads.
    pub const V9: Self = Self(9);

    /// Messages are empty without the intent MESSAGE_CONTENT.
    pub const V10: Self = Self(10);
}

/// The newest version, [`V10`](ApiVersion::V10).
impl Default for ApiVersion {
    fn default() -> Self {
        Self::V10
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a connection asks for in the query of its URL (Discord docs, "Gateway", Gateway URL Query
/// String Params), to be added to the URL that Discord tells.
///
/// The same query goes to [`GatewayBot::url`](super::GatewayBot::url) and to the
/// `resume_gateway_url` of READY.
///
/// ```
/// use gatewire::{Compression, Encoding};
/// use gatewire::connect::{ApiVersion, UrlQuery};
///
/// let query = UrlQuery::new(Encoding::Etf, Compression::ZlibStream);
/// let url = query.url("wss://gateway.example")?;
/// assert_eq!(url, "wss://gateway.example/?v=10&encoding=etf&compress=zlib-stream");
///
/// let query = UrlQuery::new(Encoding::Json, Compression::None).with_version(ApiVersion::V9);
/// assert_eq!(query.url("ws://localhost:8080/shard/3?v=8&of=4")?,
///     "ws://localhost:8080/shard/3?of=4&v=9&encoding=json");
/// # Ok::<(), gatewire::connect::UrlError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UrlQuery {
    version: ApiVersion,
    encoding: Encoding,
    compression: Compression,
}

impl UrlQuery {
    /// For the newest version. [`Compression::ZlibPayload`] is asked for by Identify and not by
    /// the URL.
    pub fn new(encoding: Encoding, compression: Compression) -> Self {
        Self { version: ApiVersion::default(), encoding, compression }
    }

    /// Sets the version; [`ApiVersion::V10`] otherwise.
    #[must_use]
    pub fn with_version(self, version: ApiVersion) -> Self {
        Self { version, ..self }
    }

    /// The URL to open: `base` with this query.
    ///
    /// `base` is a `ws` or `wss` URL (RFC 6455 §3), with or without a port, a path and a query. An
    /// empty path becomes `/`. Parameters of `base` stay in front, as they are, but for `v`,
    /// `encoding` and `compress`, whatever way these are percent-encoded. Nothing is encoded or
    /// decoded: a character that a URL cannot have is an error, and so are a fragment, a user and a
    /// host that is percent-encoded.
    ///
    /// # Errors
    ///
    /// What is wrong with `base`.
    pub fn url(&self, base: &str) -> Result<String, UrlError> {
        let (scheme, rest) = base.split_once("://").ok_or(UrlError::Scheme)?;
        if !["ws", "wss"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return Err(UrlError::Scheme);
        }
        check_characters(rest)?;
        let (location, parameters) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = match location.find('/') {
            Some(slash) => location.split_at(slash),
            None => (location, "/"),
        };
        check_authority(authority)?;
        let mut url = format!("{scheme}://{authority}{path}");
        let mut separator = '?';
        for parameter in parameters.split('&').filter(|parameter| is_kept(parameter)) {
            url.push(separator);
            url.push_str(parameter);
            separator = '&';
        }
        self.write(separator, &mut url);
        Ok(url)
    }

    fn write(&self, separator: char, url: &mut String) {
        let encoding = match self.encoding {
            Encoding::Json => "json",
            Encoding::Etf => "etf",
        };
        // A string takes everything.
        let _ = write!(url, "{separator}v={}&encoding={encoding}", self.version);
        url.push_str(match self.compression {
            Compression::None | Compression::ZlibPayload => "",
            Compression::ZlibStream => "&compress=zlib-stream",
            #[cfg(feature = "zstd")]
            Compression::ZstdStream => "&compress=zstd-stream",
        });
    }
}

/// Why something is not the URL of a Gateway.
///
/// ```
/// use gatewire::{Compression, Encoding};
/// use gatewire::connect::{UrlError, UrlQuery};
///
/// let query = UrlQuery::new(Encoding::Json, Compression::None);
/// assert_eq!(query.url("https://gateway.example"), Err(UrlError::Scheme));
/// assert_eq!(query.url("wss://gateway.example/#"), Err(UrlError::Fragment));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UrlError {
    /// It does not begin with `ws://` or `wss://`.
    Scheme,
    /// The host is missing, or is neither a name of the DNS nor an IPv4 address nor an IPv6 address
    /// in brackets; or there is a user.
    Host,
    /// The port is not a number from 1 to 65535.
    Port,
    /// It has a fragment, which RFC 6455 does not allow.
    Fragment,
    /// It has a character that a URL cannot have (RFC 3986), or a `%` without two hexadecimal
    /// digits behind it.
    Character,
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "not the URL of a WebSocket: it has to begin with ws:// or wss://",
            Self::Host => "a URL without a host, with an invalid host, or with a user",
            Self::Port => "a URL whose port is not a number from 1 to 65535",
            Self::Fragment => "a URL with a fragment",
            Self::Character => "a URL with a character that it cannot have",
        })
    }
}

impl std::error::Error for UrlError {}

/// What RFC 3986 allows, percent-encodings included.
fn check_characters(text: &str) -> Result<(), UrlError> {
    let bytes = text.as_bytes();
    for (place, byte) in bytes.iter().enumerate() {
        match byte {
            b'#' => return Err(UrlError::Fragment),
            b'%' if percent_encoded(&bytes[place..]).is_none() => return Err(UrlError::Character),
            b'%' => {}
            _ if byte.is_ascii_alphanumeric() || b"-._~:/?[]@!$&'()*+,;=".contains(byte) => {}
            _ => return Err(UrlError::Character),
        }
    }
    Ok(())
}

/// A host and maybe a port.
fn check_authority(authority: &str) -> Result<(), UrlError> {
    // First of all, for a user may look like a host, and a password like a port.
    if authority.contains('@') {
        return Err(UrlError::Host);
    }
    let (is_host, rest) = match authority.strip_prefix('[') {
        Some(bracketed) => {
            let (address, rest) = bracketed.split_once(']').ok_or(UrlError::Host)?;
            (address.parse::<Ipv6Addr>().is_ok(), rest)
        }
        None => {
            let (host, rest) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
            (is_name_or_ipv4(host), rest)
        }
    };
    match rest.strip_prefix(':') {
        _ if !is_host => Err(UrlError::Host),
        Some(port) => check_port(port),
        None if rest.is_empty() => Ok(()),
        None => Err(UrlError::Host),
    }
}

/// A name of the DNS (RFC 1123 §2.1), or an IPv4 address.
///
/// A name is written as it is looked up: without percent-encoding, and in Punycode where it has
/// other letters. What ends in a number is read as an address by some and as a name by others, so
/// it has to be an address in its usual form.
fn is_name_or_ipv4(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_number = |digits: &str| {
        let hexadecimal = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
        digits.bytes().all(|byte| byte.is_ascii_digit())
            || hexadecimal.is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    if is_number(last) {
        return host.parse::<Ipv4Addr>().is_ok();
    }
    let is_label = |label: &str| {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        (1..=63).contains(&label.len()) && label.bytes().all(is_letter)
    };
    name.len() <= 253 && name.split('.').all(is_label)
}

fn check_port(port: &str) -> Result<(), UrlError> {
    let is_number = (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    match port.parse::<u16>() {
        Ok(1..) if is_number => Ok(()),
        _ => Err(UrlError::Port),
    }
}

/// Whether a parameter of a URL is none of those that a [`UrlQuery`] sets.
fn is_kept(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    let is_ours = |known: &&str| decoded(name).eq(known.bytes());
    !parameter.is_empty() && !["v", "encoding", "compress"].iter().any(is_ours)
}

/// The bytes that a text percent-encodes.
fn decoded(text: &str) -> impl Iterator<Item = u8> + '_ {
    let mut rest = text.as_bytes();
    std::iter::from_fn(move || {
        let (first, behind) = rest.split_first()?;
        match percent_encoded(rest) {
            Some(byte) => {
                rest = &rest[3..];
                Some(byte)
            }
            None => {
                rest = behind;
                Some(*first)
            }
        }
    })
}

/// The byte that a `%` and two digits stand for.
fn percent_encoded(bytes: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = bytes else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()
}
