//! What grows: the size of messages, the number of decoders that take turns, and the threads.

use std::hint::black_box;
use std::thread;

use gatewire::{Compression, Decoder, Encoding};
use zlib_rs::{Inflate, InflateFlush};

use super::cases::Case;
use super::events::{self, read_events};
use super::{Event, Stream, made, total};

/// A row of a table: its cases make a section.
pub(crate) struct Row<'a> {
    pub(crate) label: String,
    /// Into how many parts a message's time is divided.
    pub(crate) units: f64,
    /// How many messages a pass reads.
    pub(crate) messages: usize,
    pub(crate) cases: Vec<Case<'a>>,
}

/// What a table is about.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    pub(crate) title: &'static str,
    /// What the rows count.
    pub(crate) what: &'static str,
    pub(crate) unit: &'static str,
}

/// Shows a row, and which table it is of.
type ShowRow<'s> = dyn FnMut(Table, Row<'_>) + 's;

/// Shows all rows of all tables.
pub(crate) fn each(show: &mut ShowRow<'_>) {
    sizes(show);
    let streams = Streams::of_session();
    for count in [1, 10, 100, 1_000, 10_000] {
        plain(count, &streams, show);
    }
    for count in [1, 10, 100, 1_000, 10_000] {
        compressed(count, &streams, show);
    }
    threads(show);
}

/// How many members a chunk has, from 0.2 KB to 4 MB.
const MEMBERS: [usize; 9] = [0, 2, 8, 34, 140, 560, 2_200, 4_400, 9_000];

/// So many bytes each row reads at least, so that none of them fits a cache that others do not fit.
const BYTES: usize = 1 << 20;

fn sizes(show: &mut ShowRow<'_>) {
    let table = Table {
        title: "GUILD_MEMBERS_CHUNK of more and more members",
        what: "bytes of JSON",
        unit: "ns a KB",
    };
    for members in MEMBERS {
        let size = total(&made::chunks(1, members).json);
        let event = made::chunks((BYTES / size).max(1), members);
        let label = size.to_string();
        let (units, messages) = (size as f64 / 1000.0, event.json.len());
        show(table, Row { label, units, messages, cases: events::chunks(&event) });
    }
}

/// Successive events of the session on several connections. Guilds, which start a session, are not
/// among them.
struct Streams {
    json: Vec<Vec<Vec<u8>>>,
    etf: Vec<Vec<Vec<u8>>>,
}

/// How many connections differ.
const STREAMS: usize = 8;

/// How many messages a connection has, after which it is opened anew.
const LENGTH: usize = 64;

/// No message of a stream has more.
const MOST_BYTES: usize = 4096;

impl Streams {
    fn of_session() -> Self {
        let Event { json, etf } = Event::all();
        let small = json.into_iter().zip(etf).filter(|(json, _)| json.len() <= MOST_BYTES);
        let (json, etf): (Vec<_>, Vec<_>) = small.take(STREAMS * LENGTH).unzip();
        assert_eq!(json.len(), STREAMS * LENGTH, "the session has as many");
        let streams = |messages: Vec<Vec<u8>>| messages.chunks(LENGTH).map(Vec::from).collect();
        Self { json: streams(json), etf: streams(etf) }
    }
}

/// Connections that take turns, each with a state of its own. Each message is another connection's.
struct Turns<'a, T> {
    streams: &'a [Vec<Vec<u8>>],
    /// Each with its place in its stream.
    connections: Vec<(T, usize)>,
    reset: fn(&mut T),
}

/// How many messages a pass reads, whatever the number of connections.
const TURNS: usize = 10_000;

impl<'a, T: 'a> Turns<'a, T> {
    /// A case in which so many connections take turns, each somewhere in its stream.
    fn case(
        name: &'static str,
        streams: &'a [Vec<Vec<u8>>],
        count: usize,
        new: impl Fn() -> T,
        reset: fn(&mut T),
        read: impl Fn(&mut T, &[u8]) + 'a,
    ) -> Case<'a> {
        let connections = (0..count).map(|_| (new(), 0)).collect();
        let mut turns = Self { streams, connections, reset };
        for index in 0..count {
            for _ in 0..index / STREAMS % LENGTH {
                turns.next(index, &read);
            }
        }
        let bytes = streams.iter().map(|stream| total(stream)).sum::<usize>() / STREAMS / LENGTH;
        Case::new(name, bytes * TURNS, move || {
            for turn in 0..TURNS {
                turns.next(turn % count, &read);
            }
        })
    }

    fn next(&mut self, index: usize, read: impl Fn(&mut T, &[u8])) {
        let (connection, place) = &mut self.connections[index];
        let stream = &self.streams[index % STREAMS];
        if *place == stream.len() {
            (self.reset)(connection);
            *place = 0;
        }
        read(connection, &stream[*place]);
        *place += 1;
    }
}

fn decoders<'a>(
    name: &'static str,
    encoding: Encoding,
    compression: Compression,
    streams: &'a [Vec<Vec<u8>>],
    count: usize,
) -> Case<'a> {
    let new = move || Decoder::new(encoding, compression);
    Turns::case(name, streams, count, new, Decoder::reset, |decoder, message| {
        black_box(&decoder.decode(message).unwrap().unwrap().event().unwrap());
    })
}

fn plain(count: usize, streams: &Streams, show: &mut ShowRow<'_>) {
    let table = Table {
        title: "Decoders that take turns, not compressed",
        what: "decoders",
        unit: "ns a message",
    };
    let stateless = Turns::case(
        "serde_json",
        &streams.json,
        count,
        || (),
        |()| {},
        |(), message| events::read_by_name(message),
    );
    let none = Compression::None;
    let cases = vec![
        stateless,
        decoders("gatewire JSON", Encoding::Json, none, &streams.json, count),
        decoders("gatewire ETF", Encoding::Etf, none, &streams.etf, count),
    ];
    show(table, Row { label: count.to_string(), units: 1.0, messages: TURNS, cases });
}

fn compressed(count: usize, streams: &Streams, show: &mut ShowRow<'_>) {
    let table = Table {
        title: "Decoders that take turns, zlib-stream",
        what: "decoders",
        unit: "ns a message",
    };
    let compress = |streams: &[Vec<Vec<u8>>]| -> Vec<Vec<Vec<u8>>> {
        streams.iter().flat_map(|stream| Stream::of(stream).connections).collect()
    };
    let (json, etf) = (compress(&streams.json), compress(&streams.etf));
    let stream = Compression::ZlibStream;
    let cases = vec![
        inflating("zlib-rs alone, JSON", &json, count),
        decoders("gatewire JSON", Encoding::Json, stream, &json, count),
        inflating("zlib-rs alone, ETF", &etf, count),
        decoders("gatewire ETF", Encoding::Etf, stream, &etf, count),
    ];
    show(table, Row { label: count.to_string(), units: 1.0, messages: TURNS, cases });
}

/// Contexts of zlib-rs, which all write into one buffer.
fn inflating<'a>(name: &'static str, streams: &'a [Vec<Vec<u8>>], count: usize) -> Case<'a> {
    let buffer = std::cell::RefCell::new(vec![0; 2 * MOST_BYTES]);
    let new = || Inflate::new(true, 15);
    let reset = |inflate: &mut Inflate| inflate.reset(true);
    Turns::case(name, streams, count, new, reset, move |inflate, message| {
        let buffer = &mut buffer.borrow_mut()[..];
        inflate.decompress(message, buffer, InflateFlush::SyncFlush).unwrap();
        black_box(buffer);
    })
}

/// How often a thread reads all messages in a pass, which its start is a small part of then.
const REPEATED: usize = 8;

/// What a thread does.
type Work<'a> = Box<dyn FnMut() + Send + 'a>;

fn threads(show: &mut ShowRow<'_>) {
    let table = Table {
        title: "All events of the session on each thread",
        what: "threads",
        unit: "ns a message of all threads",
    };
    let Event { json, etf } = &Event::all();
    let decoding = |encoding, messages| -> Work<'_> {
        let mut decoder = Decoder::new(encoding, Compression::None);
        Box::new(move || read_events(&mut decoder, messages))
    };
    let stateless = || -> Work<'_> {
        Box::new(|| json.iter().for_each(|message| events::read_by_name(message)))
    };
    for count in [1, 2] {
        let cases = vec![
            on_threads("serde_json", count, stateless),
            on_threads("gatewire JSON", count, || decoding(Encoding::Json, json)),
            on_threads("gatewire ETF", count, || decoding(Encoding::Etf, etf)),
        ];
        let messages = count * REPEATED * json.len();
        show(table, Row { label: count.to_string(), units: 1.0, messages, cases });
    }
}

fn on_threads<'a>(name: &'static str, count: usize, new: impl Fn() -> Work<'a>) -> Case<'a> {
    let mut works: Vec<_> = (0..count).map(|_| new()).collect();
    let case = Case::new(name, 0, move || {
        thread::scope(|scope| {
            for work in &mut works {
                scope.spawn(|| (0..REPEATED).for_each(|_| work()));
            }
        });
    });
    case.on_threads()
}
