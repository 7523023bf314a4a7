//! Why a connection was closed.

use std::fmt;

/// The close code of a connection (Discord docs, "Opcodes and Status Codes", Gateway Close Event
/// Codes; RFC 6455 §7.4): an open set, with names for the known ones.
///
/// ```
/// use gatewire::connect::{CloseAction, CloseCode};
///
/// assert_eq!(CloseCode(4009), CloseCode::SESSION_TIMED_OUT);
/// assert_eq!(CloseCode(4009).action(), CloseAction::Identify);
/// assert_eq!(CloseCode(4014).to_string(), "4014 DISALLOWED_INTENTS");
///
/// // A connection that broke, or was closed without a code.
/// let code: Option<u16> = None;
/// let code = code.map_or(CloseCode::ABNORMAL, CloseCode);
/// assert_eq!(code.action(), CloseAction::Resume);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CloseCode(pub u16);

/// What to do when the server has closed a connection.
// Exhaustive: there is nothing else that could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CloseAction {
    /// Connect to the session's `resume_gateway_url` and resume, if there is a session; identify
    /// otherwise.
    Resume,
    /// Connect anew and identify: the session is over, or not worth going back to.
    Identify,
    /// Do not connect again until what is wrong was mended, such as the token.
    GiveUp,
}

macro_rules! close_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal => $action:ident;)*) => {
        impl CloseCode {
            $(
                $(#[$doc])*
                #[doc = concat!(
                    "\n\n", $code, "; then [`", stringify!($action), "`](CloseAction::",
                    stringify!($action), ")."
                )]
                pub const $name: Self = Self($code);
            )*

            /// The name; none for other codes.
            ///
            /// ```
            /// use gatewire::connect::CloseCode;
            ///
            /// assert_eq!(CloseCode::RATE_LIMITED.name(), Some("RATE_LIMITED"));
            /// assert_eq!(CloseCode(4999).name(), None);
            /// ```
            pub const fn name(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => Some(stringify!($name)),)*
                    _ => None,
                }
            }

            /// What to do when the server has closed the connection with it.
            ///
            /// A code without a name is worth an attempt to resume: a session that is over is
            /// answered with Invalid Session, and costs nothing.
            ///
            /// ```
            /// use gatewire::connect::{CloseAction, CloseCode};
            ///
            /// match CloseCode(4004).action() {
            ///     CloseAction::Resume => println!("resume"),
            ///     CloseAction::Identify => println!("identify"),
            ///     CloseAction::GiveUp => println!("tell whoever runs the bot"),
            /// }
            /// ```
            pub const fn action(self) -> CloseAction {
                match self {
                    $(Self::$name => CloseAction::$action,)*
                    _ => CloseAction::Resume,
                }
            }
        }
    };
}

close_codes! {
    /// RFC 6455: the purpose is fulfilled.
    NORMAL = 1000 => Resume;
    /// RFC 6455: the server goes down.
    GOING_AWAY = 1001 => Resume;
    /// RFC 6455: there was no close frame. It stands for one, and never is in one.
    ABNORMAL = 1006 => Resume;
    /// RFC 6455: a message was too big. A client's own WebSocket library closes with it; to resume
    /// would bring the same message again.
    MESSAGE_TOO_BIG = 1009 => Identify;
    /// Discord does not know what went wrong.
    UNKNOWN_ERROR = 4000 => Resume;
    /// A payload had an unknown opcode, or data that is wrong for its opcode.
    UNKNOWN_OPCODE = 4001 => Resume;
    /// A payload could not be decoded: malformed, too long, compressed, or with atoms for keys.
    DECODE_ERROR = 4002 => Resume;
    /// A payload was sent before Identify, or the session was invalidated.
    NOT_AUTHENTICATED = 4003 => Identify;
    /// The token is wrong.
    AUTHENTICATION_FAILED = 4004 => GiveUp;
    /// Identify was sent a second time.
    ALREADY_AUTHENTICATED = 4005 => Resume;
    /// The session is no longer valid. Discord documents it no longer.
    SESSION_NO_LONGER_VALID = 4006 => Identify;
    /// Resume had a sequence that was never sent.
    INVALID_SEQ = 4007 => Identify;
    /// Too many payloads were sent; see [`ratelimit`](crate::ratelimit).
    RATE_LIMITED = 4008 => Resume;
    /// The session timed out.
    SESSION_TIMED_OUT = 4009 => Identify;
    /// Identify had a shard that cannot be.
    INVALID_SHARD = 4010 => GiveUp;
    /// The bot is in too many guilds for one shard.
    SHARDING_REQUIRED = 4011 => GiveUp;
    /// The URL had a version that there is not.
    INVALID_API_VERSION = 4012 => GiveUp;
    /// Identify had intents that there are not.
    INVALID_INTENTS = 4013 => GiveUp;
    /// Identify had privileged intents that the application was not granted.
    DISALLOWED_INTENTS = 4014 => GiveUp;
}

impl CloseCode {
    /// Whether the session ends when the client closes its connection with it. To resume later,
    /// close with any other, such as 4000.
    ///
    /// ```
    /// use gatewire::connect::CloseCode;
    ///
    /// assert!(CloseCode::NORMAL.ends_session());
    /// assert!(!CloseCode(4000).ends_session());
    /// ```
    pub const fn ends_session(self) -> bool {
        matches!(self, Self::NORMAL | Self::GOING_AWAY)
    }
}

impl From<u16> for CloseCode {
    fn from(code: u16) -> Self {
        Self(code)
    }
}

impl From<CloseCode> for u16 {
    fn from(code: CloseCode) -> Self {
        code.0
    }
}

impl fmt::Display for CloseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(f, "{} {name}", self.0),
            None => write!(f, "{}", self.0),
        }
    }
}
