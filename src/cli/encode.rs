//! `gatewire encode`: a payload as the bytes of its WebSocket message.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use gatewire::{
    Command, Compression, DecodeError, Decoder, EncodeError, Encoder, Heartbeat, Identify,
    MAX_BUILD_DEPTH, Opcode, OwnedFrame, RequestChannelInfo, RequestGuildMembers,
    RequestSoundboardSounds, Resume, Scratch, UpdatePresence, UpdateVoiceState, Value, json,
};
use serde::Deserialize;

use super::capture::Encoding;
use super::documented::{Data, compare, id_fields};
use super::failure::Failure;
use super::{input, name, shown};

const EXAMPLES: &str = r#"Examples:
  gatewire encode '{"op":1,"d":null}'
  gatewire encode --encoding etf --hex identify.json
  producer | gatewire encode

Exit codes:
  0  the payload was encoded
  1  the input is not a payload, or breaks a rule of Discord's documentation
  2  wrong usage, a file or standard stream that fails, or a payload above the limit"#;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The payload as JSON, such as `{"op":1,"d":null}`; a file that holds it; or `-` for standard
    /// input, which is read by default.
    ///
    /// What begins with `{`, `[` or white space is a payload, all else is a file's name. A file
    /// whose name begins so is given as `./NAME`.
    ///
    /// Of a payload's keys only `op` and `d` are sent. What Discord documents for a command is
    /// checked. Ids may be text or integers, and become what the encoding has for them. A field
    /// that has to be there and may be null is written as null where it is missing. Fields that
    /// Discord does not document stay as they are, but for null.
    #[arg(value_name = "PAYLOAD|FILE", default_value = "-", hide_default_value = true)]
    input: PathBuf,

    /// How the payload is encoded.
    #[arg(long, default_value = "json")]
    encoding: Encoding,

    /// Print the bytes as hexadecimal digits. A terminal shows those of ETF so in any case.
    ///
    /// Of JSON, a terminal shows control characters, and others that it acts on or hides, as
    /// escapes.
    #[arg(long)]
    hex: bool,

    /// The largest payload that is written.
    #[arg(long, value_name = "BYTES", default_value_t = Encoder::DEFAULT_LIMIT)]
    limit: usize,
}

/// More than anyone writes by hand.
const MAX_INPUT: usize = 16 << 20;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let (payload, name) = match payload(&options.input) {
        Some(payload) => (Cow::Borrowed(payload), None),
        None => {
            let payload = input::read(&options.input, MAX_INPUT)?;
            (Cow::Owned(payload), Some(name::of_input(&options.input)))
        }
    };
    if payload.trim_ascii().is_empty() {
        return Err(Failure::empty(name.as_deref().unwrap_or("the payload")));
    }
    let message = encode(&payload, options).map_err(|failure| match name {
        Some(name) => failure.of(&name),
        None => failure,
    })?;
    write(&message, options).map_err(|error| Failure::stdout(&error))
}

/// The payload that an argument is, unless it names a file.
fn payload(input: &Path) -> Option<&[u8]> {
    let bytes = input.as_os_str().as_encoded_bytes();
    let first = bytes.first()?;
    (matches!(first, b'{' | b'[') || first.is_ascii_whitespace()).then_some(bytes)
}

fn encode(payload: &[u8], options: &Options) -> Result<Vec<u8>, Failure> {
    let mut encoder = Encoder::new(options.encoding.into()).with_limit(options.limit);
    let mut decoder = Decoder::builder(gatewire::Encoding::Json, Compression::None)
        .max_depth(MAX_BUILD_DEPTH)
        .build();
    let frame = decoder.decode(payload).map_err(unread)?;
    let frame = frame.ok_or_else(|| Failure::empty("the payload"))?.to_owned();
    let (op, mut scratch) = (frame.opcode(), Scratch::new());
    let payload: Value<'_> = frame.payload(&mut scratch).map_err(unread)?;
    compare("op", &payload["op"], &Value::Unsigned(op.0.into())).map_err(undocumented)?;
    let given = &payload["d"];
    let encode = match op {
        Opcode::HEARTBEAT => command::<Heartbeat>,
        Opcode::IDENTIFY => command::<Identify<'_>>,
        Opcode::PRESENCE_UPDATE => command::<UpdatePresence<'_>>,
        Opcode::VOICE_STATE_UPDATE => command::<UpdateVoiceState>,
        Opcode::RESUME => command::<Resume<'_>>,
        Opcode::REQUEST_GUILD_MEMBERS => command::<RequestGuildMembers<'_>>,
        Opcode::REQUEST_SOUNDBOARD_SOUNDS => command::<RequestSoundboardSounds<'_>>,
        Opcode::REQUEST_CHANNEL_INFO => command::<RequestChannelInfo<'_>>,
        _ => return encoder.encode_payload(op, given).map(Vec::from).map_err(unsent),
    };
    encode(&frame, given, &mut Scratch::new(), &mut encoder)
}

/// Checks what is documented of a command, and encodes its data.
fn command<'s, C: Command + Deserialize<'s>>(
    frame: &'s OwnedFrame,
    given: &Value<'_>,
    scratch: &'s mut Scratch,
    encoder: &mut Encoder,
) -> Result<Vec<u8>, Failure> {
    let command: C = frame.data(scratch).map_err(unread)?;
    let mut text = json::to_vec(&command).map_err(unsent)?;
    let documented = &json::from_slice(&mut text).map_err(unread)?;
    compare("d", given, documented).map_err(undocumented)?;
    command.validate().map_err(unsent)?;
    let op = frame.opcode();
    let data = Data { given, documented, ids: id_fields(op) };
    encoder.encode_payload(op, &data).map(Vec::from).map_err(unsent)
}

fn unread(error: DecodeError) -> Failure {
    Failure::Damaged(error.to_string())
}

fn undocumented(what: String) -> Failure {
    Failure::Damaged(format!("cannot send: {what}"))
}

fn unsent(error: EncodeError) -> Failure {
    match error {
        EncodeError::TooLarge { .. } => Failure::TooLarge(error.to_string()),
        _ => Failure::Damaged(error.to_string()),
    }
}

fn write(message: &[u8], options: &Options) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    let is_terminal = stdout.is_terminal();
    if options.hex || is_terminal && options.encoding == Encoding::Etf {
        for byte in message {
            write!(stdout, "{byte:02x}")?;
        }
        writeln!(stdout)?;
    } else if is_terminal {
        stdout.write_all(&shown::json(message))?;
        writeln!(stdout)?;
    } else {
        // The message itself, for a program.
        stdout.write_all(message)?;
    }
    stdout.flush()
}
