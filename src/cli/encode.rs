//! `gatewire encode`: a payload as the bytes of its WebSocket message.

use std::io::{self, IsTerminal, Read, Write};

use clap::Args;
use gatewire::{
    Command, Compression, DecodeError, Decoder, EncodeError, Encoder, Heartbeat, Identify,
    MAX_BUILD_DEPTH, Opcode, OwnedFrame, RequestChannelInfo, RequestGuildMembers,
    RequestSoundboardSounds, Resume, Scratch, Snowflake, UpdatePresence, UpdateVoiceState, Value,
};
use serde::Deserialize;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::capture::Encoding;
use super::failure::Failure;

const EXIT_CODES: &str = "Exit codes:
  0  the payload was encoded
  1  the input is not a payload, or breaks a rule of Discord's documentation
  2  wrong usage, a payload above the limit, or a standard stream that fails";

#[derive(Args)]
#[command(after_help = EXIT_CODES)]
pub(super) struct Options {
    /// The payload as JSON, such as `{"op":1,"d":null}`; `-` for standard input.
    ///
    /// Of its keys only `op` and `d` are sent. What Discord documents for a command is checked;
    /// ids may be text or integers, and become what the encoding has for them.
    #[arg(default_value = "-", hide_default_value = true)]
    payload: String,

    /// How the payload is encoded.
    #[arg(long, default_value = "json")]
    encoding: Encoding,

    /// Print the bytes as hexadecimal digits. A terminal shows those of ETF so in any case.
    #[arg(long)]
    hex: bool,

    /// The largest payload that is written.
    #[arg(long, value_name = "BYTES", default_value_t = Encoder::DEFAULT_LIMIT)]
    limit: usize,
}

/// More than anyone writes by hand.
const MAX_INPUT: u64 = 16 << 20;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let read;
    let input = match options.payload.as_str() {
        "-" => {
            read = read_stdin()?;
            read.as_slice()
        }
        payload => payload.as_bytes(),
    };
    let mut encoder = Encoder::new(options.encoding.into()).with_limit(options.limit);
    let message = encode(input, &mut encoder)?;
    write(&message, options).map_err(|error| Failure::stdout(&error))
}

fn read_stdin() -> Result<Vec<u8>, Failure> {
    let mut input = Vec::new();
    let read = io::stdin().lock().take(MAX_INPUT + 1).read_to_end(&mut input);
    read.map_err(|error| Failure::File(format!("standard input: {error}")))?;
    match input.len() as u64 {
        ..=MAX_INPUT => Ok(input),
        _ => Err(Failure::Damaged(format!("standard input has more than {MAX_INPUT} bytes"))),
    }
}

fn encode(input: &[u8], encoder: &mut Encoder) -> Result<impl AsRef<[u8]> + use<>, Failure> {
    let mut decoder = Decoder::builder(gatewire::Encoding::Json, Compression::None)
        .max_depth(MAX_BUILD_DEPTH)
        .build();
    let frame = decoder.decode(input).map_err(unread)?;
    let frame = frame.ok_or_else(|| Failure::Damaged("there is no payload".to_owned()))?.to_owned();
    validate(&frame)?;
    let (op, mut scratch) = (frame.opcode(), Scratch::new());
    let value = frame.data(&mut scratch).map_err(unread)?;
    encoder.encode_payload(op, &Data { value, ids: id_fields(op) }).map_err(unsent)
}

fn unread(error: DecodeError) -> Failure {
    Failure::Damaged(error.to_string())
}

fn unsent(error: EncodeError) -> Failure {
    match error {
        EncodeError::TooLarge { .. } => Failure::TooLarge(error.to_string()),
        _ => Failure::Damaged(error.to_string()),
    }
}

/// Checks what is documented of the command.
fn validate(frame: &OwnedFrame) -> Result<(), Failure> {
    fn command<'s, C: Command + Deserialize<'s>>(
        frame: &'s OwnedFrame,
        scratch: &'s mut Scratch,
    ) -> Result<(), Failure> {
        let command: C = frame.data(scratch).map_err(unread)?;
        command.validate().map_err(unsent)
    }

    let scratch = &mut Scratch::new();
    match frame.opcode() {
        Opcode::HEARTBEAT => command::<Heartbeat>(frame, scratch),
        Opcode::IDENTIFY => command::<Identify<'_>>(frame, scratch),
        Opcode::PRESENCE_UPDATE => command::<UpdatePresence<'_>>(frame, scratch),
        Opcode::VOICE_STATE_UPDATE => command::<UpdateVoiceState>(frame, scratch),
        Opcode::RESUME => command::<Resume<'_>>(frame, scratch),
        Opcode::REQUEST_GUILD_MEMBERS => command::<RequestGuildMembers<'_>>(frame, scratch),
        Opcode::REQUEST_SOUNDBOARD_SOUNDS => command::<RequestSoundboardSounds<'_>>(frame, scratch),
        Opcode::REQUEST_CHANNEL_INFO => command::<RequestChannelInfo<'_>>(frame, scratch),
        _ => Ok(()),
    }
}

/// The fields of a command's data that are ids, or lists of them.
fn id_fields(op: Opcode) -> &'static [&'static str] {
    match op {
        Opcode::VOICE_STATE_UPDATE => &["guild_id", "channel_id"],
        Opcode::REQUEST_GUILD_MEMBERS => &["guild_id", "user_ids"],
        Opcode::REQUEST_SOUNDBOARD_SOUNDS => &["guild_ids"],
        Opcode::REQUEST_CHANNEL_INFO => &["guild_id"],
        _ => &[],
    }
}

/// A payload's data as it was given, but for its ids: fields that no command has stay there.
struct Data<'a> {
    value: Value<'a>,
    ids: &'static [&'static str],
}

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(fields) = self.value.as_map() else { return self.value.serialize(serializer) };
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in fields.iter() {
            match self.ids.contains(&name.as_str()) {
                true => map.serialize_entry(name, &Ids(value))?,
                false => map.serialize_entry(name, value)?,
            }
        }
        map.end()
    }
}

/// An id, a list of ids, or null.
struct Ids<'v, 'a>(&'v Value<'a>);

impl Serialize for Ids<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let id = match self.0 {
            Value::List(ids) => return serializer.collect_seq(ids.iter().map(Ids)),
            Value::Unsigned(id) => Some(Snowflake::new(*id)),
            Value::Text(text) => text.parse().ok(),
            _ => None,
        };
        match id {
            Some(id) => id.serialize(serializer),
            None => self.0.serialize(serializer),
        }
    }
}

fn write(message: &impl AsRef<[u8]>, options: &Options) -> io::Result<()> {
    let message = message.as_ref();
    let mut stdout = io::stdout().lock();
    let is_terminal = stdout.is_terminal();
    if options.hex || is_terminal && options.encoding == Encoding::Etf {
        for byte in message {
            write!(stdout, "{byte:02x}")?;
        }
        writeln!(stdout)?;
    } else {
        stdout.write_all(message)?;
        if is_terminal {
            writeln!(stdout)?;
        }
    }
    stdout.flush()
}
