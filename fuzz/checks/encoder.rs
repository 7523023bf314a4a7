//! Commands with any content: no message is above the limit, an error changes nothing, and what is
//! sent reads as what it was.

use arbitrary::{Arbitrary, Result, Unstructured};
use bytes::Bytes;
use gatewire::model::{ActivityType, BotActivity, ChannelInfoField, ConnectionProperties, Status};
use gatewire::{
    Command, Compression, Decoder, EncodeError, Encoder, Encoding, Heartbeat, Identify, Intents,
    Opcode, RequestChannelInfo, RequestGuildMembers, RequestSoundboardSounds, Resume, Snowflake,
    UpdatePresence, UpdateVoiceState,
};
use serde::Serialize;

use super::options;
use super::tree::Tree;

#[derive(Debug)]
pub struct Input<'a> {
    encoding: Encoding,
    limit: usize,
    /// Of which commands are made, one after another.
    bytes: &'a [u8],
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        let encoding = options::encoding(input)?;
        let limit = *input.choose(&[Encoder::DEFAULT_LIMIT, 100, 1 << 16, 0])?;
        Ok(Self { encoding, limit, bytes: input.bytes(input.len())? })
    }
}

pub fn check(input: &Input<'_>) {
    let mut connection = Connection {
        encoding: input.encoding,
        limit: input.limit,
        encoder: Encoder::new(input.encoding).with_limit(input.limit),
        sent: Vec::new(),
    };
    let mut bytes = Unstructured::new(input.bytes);
    while !bytes.is_empty() && connection.sent.len() < 64 {
        // Bytes that are used up make no command.
        if connection.send_one(&mut bytes).is_err() {
            break;
        }
    }
    for (message, copy) in &connection.sent {
        assert_eq!(message, copy, "what was sent stays as it was");
    }
}

struct Connection {
    encoding: Encoding,
    limit: usize,
    encoder: Encoder,
    /// Messages, and what they were when they were made.
    sent: Vec<(Bytes, Vec<u8>)>,
}

/// Sends a command, and reads it back as that type.
macro_rules! send {
    ($connection:ident, $type:ty, $command:expr) => {{
        let command: $type = $command;
        if let Some(message) = $connection.send(&command) {
            let mut decoder = Decoder::new($connection.encoding, Compression::None);
            let frame = decoder.decode(&message).expect("a payload").expect("a whole one");
            frame.validate().expect("a payload");
            assert_eq!(frame.opcode(), command.opcode());
            assert_eq!((frame.sequence(), frame.event_name()), (None, None));
            assert_eq!(frame.data::<$type>().expect("the same command"), command);
        }
    }};
}

impl Connection {
    fn send_one(&mut self, input: &mut Unstructured<'_>) -> Result<()> {
        match input.arbitrary::<u8>()? % 10 {
            0 => send!(self, Heartbeat, Heartbeat::new(input.arbitrary()?)),
            1 => {
                let (token, session_id) = (options::text(input)?, options::text(input)?);
                send!(self, Resume<'_>, Resume::new(token, session_id, input.arbitrary()?));
            }
            2 => send!(self, Identify<'_>, identify(input)?),
            3 => send!(self, UpdatePresence<'_>, presence(input)?),
            4 => {
                let request = request(input)?;
                self.split(&request);
                send!(self, RequestGuildMembers<'_>, request);
            }
            5 => {
                let request = RequestSoundboardSounds::new(ids(input)?);
                let parts: Vec<_> = request.clone().split(&self.encoder).collect();
                let ids = parts.iter().flat_map(|part| part.guild_ids.iter().copied());
                assert!(ids.eq(request.guild_ids.iter().copied()), "all of them, in their order");
                send!(self, RequestSoundboardSounds<'_>, request);
            }
            6 => {
                let (guild_id, channel_id) = (id(input)?, id(input)?);
                send!(self, UpdateVoiceState, UpdateVoiceState::join(guild_id, channel_id));
            }
            7 => send!(self, UpdateVoiceState, UpdateVoiceState::leave(id(input)?)),
            8 => {
                let op = Opcode(input.arbitrary()?);
                if let Ok(data) = serde_json::from_slice::<Tree>(options::bytes(input)?) {
                    self.send_any(op, &data);
                }
            }
            _ => {
                let guild_id = id(input)?;
                let request = RequestChannelInfo::new(guild_id, channel_fields(input)?);
                send!(self, RequestChannelInfo<'_>, request);
            }
        }
        Ok(())
    }

    /// The message, if it can be sent. Whether it can does not depend on what came before.
    fn send<C: Command>(&mut self, command: &C) -> Option<Bytes> {
        if let Err(error) = command.validate() {
            assert_eq!(self.encoder.encode(command), Err(error), "a rule comes before the size");
            return None;
        }
        let message = self.send_any(command.opcode(), command);
        assert_eq!(self.encoder.encode(command).ok(), message, "sent twice");
        message
    }

    fn send_any<T: Serialize>(&mut self, op: Opcode, data: &T) -> Option<Bytes> {
        let unlimited = Encoder::new(self.encoding).with_limit(usize::MAX).encode_payload(op, data);
        let whole = unlimited.expect("nothing that cannot be written");
        if self.encoding == Encoding::Json {
            #[derive(Serialize)]
            struct Payload<'d, T> {
                op: u8,
                d: &'d T,
            }

            let expected = serde_json::to_vec(&Payload { op: op.0, d: data }).expect("JSON");
            assert_eq!(whole, expected);
        }
        match self.encoder.encode_payload(op, data) {
            Ok(message) => {
                assert!(message.len() <= self.limit);
                assert_eq!(message, whole);
                self.sent.push((message.clone(), whole.to_vec()));
                Some(message)
            }
            Err(error) => {
                assert!(whole.len() > self.limit, "{error}");
                let expected = EncodeError::TooLarge { size: whole.len(), limit: self.limit };
                assert_eq!(error, expected);
                None
            }
        }
    }

    /// Parts hold all ids, and each is sent unless one id alone is too much.
    fn split(&mut self, request: &RequestGuildMembers<'_>) {
        let parts: Vec<_> = request.clone().split(&self.encoder).collect();
        let all = parts.iter().flat_map(|part| part.user_ids.iter().flat_map(|ids| ids.iter()));
        assert!(all.eq(request.user_ids.iter().flat_map(|ids| ids.iter())), "in their order");
        for part in &parts {
            if part.validate().is_ok() && self.send(part).is_none() {
                assert!(
                    part.user_ids.as_ref().is_none_or(|ids| ids.len() <= 1),
                    "a part that could be smaller"
                );
            }
        }
    }
}

fn id(input: &mut Unstructured<'_>) -> Result<Snowflake> {
    input.arbitrary().map(Snowflake::new)
}

/// Up to 255 ids, each so much above the one before.
fn ids(input: &mut Unstructured<'_>) -> Result<Vec<Snowflake>> {
    let (count, mut id, step) =
        (input.arbitrary::<u8>()?, input.arbitrary::<u64>()?, input.arbitrary()?);
    let next = |_| {
        id = id.wrapping_add(step);
        Snowflake::new(id)
    };
    Ok((0..count).map(next).collect())
}

/// Up to 15 fields of channels, those with a name among them.
fn channel_fields(input: &mut Unstructured<'_>) -> Result<Vec<ChannelInfoField<'static>>> {
    let count = input.arbitrary::<u8>()? % 16;
    let field = |_| {
        Ok(match input.arbitrary::<u8>()? % 3 {
            0 => ChannelInfoField::STATUS,
            1 => ChannelInfoField::VOICE_START_TIME,
            _ => options::text(input)?.into(),
        })
    };
    (0..count).map(field).collect()
}

fn identify(input: &mut Unstructured<'_>) -> Result<Identify<'static>> {
    let (token, intents) = (options::text(input)?, Intents::from_bits_retain(input.arbitrary()?));
    let device = options::text(input)?;
    let properties = ConnectionProperties::new("linux", "gatewire", device);
    let mut identify = Identify::new(token, intents)
        .properties(properties.dollar_keys(input.arbitrary()?))
        .compress(input.arbitrary()?);
    if input.arbitrary()? {
        identify = identify.large_threshold(input.arbitrary::<u8>()?.into());
    }
    if input.arbitrary()? {
        identify = identify.shard(input.arbitrary::<u8>()?.into(), input.arbitrary::<u8>()?.into());
    }
    match input.arbitrary()? {
        true => Ok(identify.presence(presence(input)?)),
        false => Ok(identify),
    }
}

fn presence(input: &mut Unstructured<'_>) -> Result<UpdatePresence<'static>> {
    let status = match input.arbitrary::<u8>()? % 4 {
        0 => Status::ONLINE,
        1 => Status::DND,
        2 => Status::IDLE,
        _ => options::text(input)?.into(),
    };
    let activity = match input.arbitrary::<u8>()? % 3 {
        0 => BotActivity::custom(options::text(input)?),
        1 => BotActivity::streaming(options::text(input)?, "https://www.twitch.tv/example"),
        _ => {
            let kind = ActivityType(input.arbitrary()?);
            BotActivity::new(options::text(input)?, kind).url(options::text(input)?)
        }
    };
    let count = usize::from(input.arbitrary::<u8>()?);
    let activities = std::iter::repeat_n(activity, count);
    let presence = UpdatePresence::new(status).activities(activities);
    Ok(presence.since(input.arbitrary()?).afk(input.arbitrary()?))
}

fn request(input: &mut Unstructured<'_>) -> Result<RequestGuildMembers<'static>> {
    let (guild_id, options) = (id(input)?, input.arbitrary::<u8>()?);
    let mut request = match options & 1 {
        0 => RequestGuildMembers::by_ids(guild_id, ids(input)?),
        _ => RequestGuildMembers::by_query(guild_id, options::text(input)?, input.arbitrary()?),
    };
    if options & 2 != 0 {
        request = request.nonce(options::text(input)?);
    }
    if options & 4 != 0 {
        request = request.presences(options & 8 != 0);
    }
    if options & 16 != 0 {
        request = request.limit(input.arbitrary()?);
    }
    Ok(request)
}
