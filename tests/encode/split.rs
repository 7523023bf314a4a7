//! Requests that are too large, as several.

use gatewire::{
    Command, EncodeError, Encoder, Encoding, RequestGuildMembers, RequestSoundboardSounds,
    Snowflake,
};

use super::commands::GUILD;

/// Ids of every length.
fn ids(count: u64) -> Vec<Snowflake> {
    (0..count).map(|n| Snowflake::new(u64::MAX.wrapping_mul(n * n + 1) >> (n % 64))).collect()
}

/// Every part fits and is as long as can be, and only the one of no ids is empty. Returns how many
/// there are.
fn check<C: Command>(
    encoder: &mut Encoder,
    parts: &[C],
    expected: &[Snowflake],
    most: usize,
    ids: impl Fn(&C) -> Vec<Snowflake>,
    with: impl Fn(&C, Vec<Snowflake>) -> C,
) -> usize {
    let all: Vec<_> = parts.iter().flat_map(&ids).collect();
    assert_eq!(all, expected);
    for (index, part) in parts.iter().enumerate() {
        let own = ids(part);
        assert!((expected.len().min(1)..=most).contains(&own.len()));
        let fits = encoder.encode(part).is_ok();
        assert!(fits || own.len() <= 1);
        if let Some(next) = parts.get(index + 1).filter(|_| own.len() < most && fits) {
            let longer = [own, vec![ids(next)[0]]].concat();
            let error = encoder.encode(&with(part, longer)).unwrap_err();
            assert!(matches!(error, EncodeError::TooLarge { .. }), "{error}");
        }
    }
    parts.len()
}

#[test]
fn members() {
    let own = |part: &RequestGuildMembers<'_>| part.user_ids.as_ref().unwrap().to_vec();
    for encoding in [Encoding::Json, Encoding::Etf] {
        for limit in [4096, 2000, 300, 150, 20, 0] {
            for count in [0, 1, 2, 99, 100, 101, 250] {
                let mut encoder = Encoder::new(encoding).with_limit(limit);
                let ids = ids(count);
                let request = RequestGuildMembers::by_ids(GUILD, ids.iter().copied())
                    .presences(false)
                    .nonce("\"nonce\"");
                let parts: Vec<_> = request.clone().split(&encoder).collect();
                for part in &parts {
                    let mut whole = part.clone();
                    whole.user_ids.clone_from(&request.user_ids);
                    assert_eq!(whole, request);
                }
                let with = |part: &RequestGuildMembers<'static>, ids: Vec<_>| {
                    let mut part = part.clone();
                    part.user_ids = Some(ids.into());
                    part
                };
                let number = check(&mut encoder, &parts, &ids, 100, own, with);
                if limit == 4096 {
                    assert_eq!(number, ids.len().div_ceil(100).max(1));
                }
                if ids.is_empty() {
                    assert_eq!(parts, [request]);
                }
            }
        }
    }
}

#[test]
fn a_request_without_ids_is_its_only_part() {
    for request in [
        RequestGuildMembers::all(GUILD),
        RequestGuildMembers::default(),
        RequestGuildMembers::by_ids(GUILD, []),
    ] {
        for limit in [4096, 0] {
            let encoder = Encoder::new(Encoding::Json).with_limit(limit);
            let parts: Vec<_> = request.clone().split(&encoder).collect();
            assert_eq!(parts, std::slice::from_ref(&request));
        }
    }
}

#[test]
fn soundboard_sounds() {
    let own = |part: &RequestSoundboardSounds<'_>| part.guild_ids.to_vec();
    let with = |_: &RequestSoundboardSounds<'_>, ids: Vec<_>| RequestSoundboardSounds::new(ids);
    for encoding in [Encoding::Json, Encoding::Etf] {
        for limit in [4096, 300, 60, 20, 0, usize::MAX] {
            for count in [0, 1, 2, 184, 185, 5000] {
                let mut encoder = Encoder::new(encoding).with_limit(limit);
                let ids = ids(count);
                let request = RequestSoundboardSounds::new(ids.iter().copied());
                let parts: Vec<_> = request.clone().split(&encoder).collect();
                let number = check(&mut encoder, &parts, &ids, usize::MAX, own, with);
                if limit == usize::MAX || ids.is_empty() {
                    assert_eq!(number, 1);
                    assert_eq!(parts, [request]);
                }
            }
        }
    }
}
