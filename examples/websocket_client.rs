//! How a WebSocket client uses the decoder: messages in, events out, and what the Gateway expects
//! in between.
//!
//! ```text
//! cargo run --example websocket_client
//! ```
//!
//! There is no network here. A queue of messages stands for the socket, and what the client sends is
//! kept and told of. A real client has timers besides, and a token of its own.
#![allow(clippy::print_stdout)]

use std::collections::VecDeque;
use std::time::Duration;

use gatewire::encode::Compressor;
use gatewire::{
    Command, Compression, DecodeError, Decoder, EncodeError, Encoder, Encoding, Event, Heartbeat,
    Identify, Intents, Resume,
};

const TOKEN: &str = "made.up.token";

/// Stands for the socket.
#[derive(Default)]
struct Socket {
    /// The messages that it will receive.
    incoming: VecDeque<Vec<u8>>,
    /// Those that were sent.
    outgoing: Vec<bytes::Bytes>,
}

/// A session of the Gateway, on one connection after another.
struct Connection {
    socket: Socket,
    decoder: Decoder,
    encoder: Encoder,
    /// The last `s` that was received; heartbeats and Resume send it.
    sequence: Option<u64>,
    heartbeat_interval: Option<Duration>,
    session_id: Option<String>,
}

impl Connection {
    fn open(socket: Socket) -> Self {
        Self {
            socket,
            decoder: Decoder::new(Encoding::Json, Compression::ZlibStream),
            encoder: Encoder::new(Encoding::Json),
            sequence: None,
            heartbeat_interval: None,
            session_id: None,
        }
    }

    /// Goes on with another socket. Its stream begins anew; the session does not.
    fn reopen(&mut self, socket: Socket) {
        self.socket = socket;
        self.decoder.reset();
    }

    /// Waits for the next event; none when the socket is closed.
    ///
    /// The borrow checker refuses to return from a loop what `decode` lends in it, so this takes
    /// the two steps. Whatever is noted is copied, as the event borrows from the decoder.
    fn next_event(&mut self) -> Result<Option<Event<'_>>, DecodeError> {
        while let Some(message) = self.socket.incoming.pop_front() {
            if !self.decoder.push(&message)? {
                println!("  {} bytes, and more of the payload to come", message.len());
                continue;
            }
            let frame = self.decoder.frame();
            if let Some(sequence) = frame.as_ref().and_then(|frame| frame.sequence()) {
                self.sequence = Some(sequence);
            }
            let event = frame.map(|frame| frame.event()).transpose()?;
            match &event {
                Some(Event::Hello(hello)) => {
                    self.heartbeat_interval = Some(Duration::from_millis(hello.heartbeat_interval));
                }
                Some(Event::Ready(ready)) => self.session_id = Some(ready.session_id.to_string()),
                _ => {}
            }
            return Ok(event);
        }
        Ok(None)
    }

    fn send(&mut self, command: &impl Command) -> Result<(), EncodeError> {
        let message = self.encoder.encode(command)?;
        self.socket.outgoing.push(message);
        Ok(())
    }

    /// What a client answers to Hello.
    fn greet(&mut self) -> Result<(), EncodeError> {
        let interval = self.heartbeat_interval.unwrap_or_default();
        println!("  a heartbeat every {interval:?} from now on");
        match (self.session_id.clone(), self.sequence) {
            (Some(session_id), Some(sequence)) => {
                println!("  send Resume from sequence {sequence}");
                self.send(&Resume::new(TOKEN, session_id, sequence))
            }
            _ => {
                println!("  send Identify");
                self.send(&Identify::new(TOKEN, Intents::GUILDS | Intents::GUILD_MESSAGES))
            }
        }
    }

    /// Reads events until the connection ends, or has to.
    fn run(&mut self) -> Result<(), EncodeError> {
        loop {
            match self.next_event() {
                Ok(Some(Event::Hello(_))) => {
                    println!("Hello");
                    self.greet()?;
                }
                Ok(Some(Event::Ready(ready))) => {
                    // Escaped, as all text off the wire that goes to a terminal.
                    println!(
                        "READY as {:?}, in {} guilds",
                        ready.user.username,
                        ready.guilds.len()
                    );
                }
                Ok(Some(Event::MessageCreate(message))) => {
                    println!("{:?}: {:?}", message.author.username, message.content);
                }
                Ok(Some(Event::HeartbeatRequest)) => {
                    println!("send a heartbeat with {:?}", self.sequence);
                    self.send(&Heartbeat::new(self.sequence))?;
                }
                Ok(Some(Event::Reconnect)) => break println!("asked to reconnect"),
                Ok(Some(Event::InvalidSession(_))) => break println!("the session is over"),
                Ok(Some(other)) => println!("{}", other.kind().name().unwrap_or("?")),
                Ok(None) => break println!("the socket is closed"),
                // The next message would fail in the same way.
                Err(error) if error.is_fatal() => break println!("reconnect: {error}"),
                Err(error) => println!("skip a message: {error}"),
            }
        }
        Ok(())
    }
}

fn main() -> Result<(), EncodeError> {
    let mut connection = Connection::open(socket(&[
        r#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250,"_trace":[]}}"#,
        r#"{"t":"READY","s":1,"op":0,"d":{"v":10,"user":{"id":"1001","username":"example_bot"},"guilds":[{"id":"2001","unavailable":true}],"session_id":"an example"}}"#,
        r#"{"t":"MESSAGE_CREATE","s":2,"op":0,"d":{"id":"3001","channel_id":"2002","author":{"id":"1002","username":"somebody","discriminator":"0","avatar":null},"content":"good \"morning\"","timestamp":"2024-05-01T08:00:00+00:00","edited_timestamp":null,"tts":false,"mention_everyone":false,"mentions":[],"mention_roles":[],"attachments":[],"embeds":[],"pinned":false,"type":0}}"#,
        r#"{"t":null,"s":null,"op":1,"d":null}"#,
        r#"{"t":"MESSAGE_CREATE","s":3,"op":0,"d":{"id":"3002","content":"no channel, no author"}}"#,
        r#"{"t":null,"s":null,"op":7,"d":null}"#,
    ]));
    connection.run()?;

    println!("-- a new connection");
    connection.reopen(socket(&[
        r#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250,"_trace":[]}}"#,
        r#"{"t":"TYPING_START","s":4,"op":0,"d":{"user_id":"1002","channel_id":"2002","timestamp":1714550400}}"#,
        r#"{"t":"RESUMED","s":5,"op":0,"d":{"_trace":[]}}"#,
    ]));
    connection.run()?;
    println!("{:?}", connection.decoder.stats());
    Ok(())
}

/// The payloads as the Gateway sends them over zlib-stream, the first one split in two.
fn socket(payloads: &[&str]) -> Socket {
    let mut compressor = Compressor::new(Compression::ZlibStream);
    let mut socket = Socket::default();
    for payload in payloads {
        let mut message = Vec::new();
        compressor
            .compress(payload.as_bytes(), &mut message)
            .expect("zlib has the memory it needs");
        if socket.incoming.is_empty() {
            let rest = message.split_off(message.len() / 2);
            socket.incoming.push_back(message);
            message = rest;
        }
        socket.incoming.push_back(message);
    }
    socket
}
