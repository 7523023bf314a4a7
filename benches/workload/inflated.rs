//! zlib-rs alone: what every reader of a compressed stream pays at least.

use std::hint::black_box;

use zlib_rs::{Inflate, InflateFlush};

use super::Stream;

/// Larger than any payload of the session, with the room behind that zlib-rs is fastest with.
const BUFFER: usize = 256 << 10;

/// What `Z_SYNC_FLUSH` ends in, and with it each payload.
const FLUSH_SUFFIX: [u8; 4] = [0x00, 0x00, 0xff, 0xff];

/// An inflate context with a buffer that is allocated once.
pub(crate) struct Inflated {
    inflate: Inflate,
    buffer: Vec<u8>,
}

impl Inflated {
    pub(crate) fn new() -> Self {
        Self { inflate: Inflate::new(true, 15), buffer: vec![0; BUFFER] }
    }

    /// Inflates the whole stream and shows each payload.
    #[inline]
    pub(crate) fn each_payload(&mut self, stream: &Stream, mut show: impl FnMut(&[u8])) {
        for connection in &stream.connections {
            self.inflate.reset(true);
            let (mut filled, mut tail) = (0, [0; 4]);
            for message in connection {
                let before = self.inflate.total_out();
                let spare = &mut self.buffer[filled..];
                self.inflate.decompress(message, spare, InflateFlush::SyncFlush).unwrap();
                filled += (self.inflate.total_out() - before) as usize;
                // The suffix may be split over two messages.
                for &byte in &message[message.len().saturating_sub(4)..] {
                    tail = [tail[1], tail[2], tail[3], byte];
                }
                if tail == FLUSH_SUFFIX {
                    show(&self.buffer[..filled]);
                    filled = 0;
                }
            }
        }
    }

    /// Inflates the whole stream and does nothing with it.
    pub(crate) fn all(&mut self, stream: &Stream) {
        self.each_payload(stream, |payload| {
            black_box(payload);
        });
    }
}
