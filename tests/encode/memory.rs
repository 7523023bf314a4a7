//! An encoder uses its memory again once the messages that were made of it are gone.

use gatewire::{Command, Encoder, Encoding, Heartbeat, RequestGuildMembers, Snowflake};

use super::commands::GUILD;
use crate::common::allocator::measure;

fn requests() -> Vec<RequestGuildMembers<'static>> {
    (1..=100)
        .map(|count| {
            RequestGuildMembers::by_ids(GUILD, (0..count).map(|n| Snowflake::new(u64::MAX - n)))
        })
        .collect()
}

#[test]
fn a_steady_state_allocates_nothing() {
    fn encode_all(encoder: &mut Encoder, commands: &[impl Command]) -> usize {
        let encode = |command| encoder.encode(command).unwrap().len();
        commands.iter().map(encode).sum()
    }

    for encoding in [Encoding::Json, Encoding::Etf] {
        let mut encoder = Encoder::new(encoding);
        let (heartbeats, requests) = ([Heartbeat::new(Some(7)); 1000], requests());
        encode_all(&mut encoder, &heartbeats[..1]);
        let (bytes, usage) = measure(|| {
            (0..100)
                .map(|_| {
                    encode_all(&mut encoder, &heartbeats) + encode_all(&mut encoder, &requests)
                })
                .sum::<usize>()
        });
        assert!(bytes > 1_000_000);
        assert_eq!(usage.allocations, 0, "{encoding:?}: {usage:?}");
    }
}

#[test]
fn messages_that_are_kept_stay_as_they_are() {
    for encoding in [Encoding::Json, Encoding::Etf] {
        let mut encoder = Encoder::new(encoding);
        let requests = requests();
        let kept: Vec<_> =
            requests.iter().map(|request| encoder.encode(request).unwrap()).collect();
        for (request, message) in requests.iter().zip(&kept) {
            assert_eq!(*message, Encoder::new(encoding).encode(request).unwrap());
        }
    }
}

#[test]
fn one_that_waits_costs_little() {
    // A queue that holds one message while the next is made.
    let mut encoder = Encoder::new(Encoding::Json);
    let mut waiting = encoder.encode(&Heartbeat::new(None)).unwrap();
    let ((), usage) = measure(|| {
        for sequence in 0..10_000 {
            waiting = encoder.encode(&Heartbeat::new(Some(sequence))).unwrap();
        }
    });
    assert!(usage.allocations < 100, "{usage:?}");
    assert!(usage.peak < 32 << 10, "{usage:?}");
    assert_eq!(&waiting[..], br#"{"op":1,"d":9999}"#);
}

#[test]
fn large_limits() {
    let mut encoder = Encoder::new(Encoding::Json).with_limit(1 << 20);
    let text = "a".repeat(1 << 19);
    for round in 0..10 {
        let (message, usage) = measure(|| encoder.encode_payload(gatewire::Opcode(99), &text));
        assert!(message.unwrap().len() > 1 << 19);
        assert!(round < 2 || usage.allocations == 0, "{round}: {usage:?}");
        assert!(usage.peak < 4 << 20, "{usage:?}");
    }
}
