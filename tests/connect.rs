//! What surrounds a connection: URLs, close codes, shards, session start limits, opcodes, intents.

use std::num::NonZeroU32;
use std::ops::Range;

use gatewire::connect::{
    ApiVersion, CloseAction, CloseCode, GatewayBot, SessionStartLimit, UrlError, UrlQuery,
    rate_limit_key, start_order,
};
use gatewire::model::Direction;
use gatewire::{Compression, DecodeErrorKind, Encoding, Intents, Opcode, Snowflake, etf, json};
use proptest::prelude::*;

fn positive(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap()
}

#[test]
fn urls() {
    let query = UrlQuery::new(Encoding::Json, Compression::None);
    let ours = "v=10&encoding=json";
    for (base, url) in [
        ("wss://gateway.example", "wss://gateway.example/?"),
        ("wss://gateway.example/", "wss://gateway.example/?"),
        ("wss://gateway.example?", "wss://gateway.example/?"),
        ("wss://gateway.example/?", "wss://gateway.example/?"),
        ("WSS://Gateway.Example:443", "WSS://Gateway.Example:443/?"),
        ("ws://127.0.0.1:65535/", "ws://127.0.0.1:65535/?"),
        ("ws://[::1]", "ws://[::1]/?"),
        ("ws://[::ffff:127.0.0.1]:1", "ws://[::ffff:127.0.0.1]:1/?"),
        ("wss://gateway.example.", "wss://gateway.example./?"),
        ("wss://gateway_1.internal", "wss://gateway_1.internal/?"),
        ("ws://localhost", "ws://localhost/?"),
        ("wss://xn--bcher-kva.example", "wss://xn--bcher-kva.example/?"),
        ("wss://1.example", "wss://1.example/?"),
        ("ws://[::1]:8080/a/b/", "ws://[::1]:8080/a/b/?"),
        ("wss://g.example/path", "wss://g.example/path?"),
        ("wss://g.example/p%20q/%C3%A9", "wss://g.example/p%20q/%C3%A9?"),
        // Other parameters stay, those of the Gateway are set anew.
        ("wss://g.example?v=8&encoding=etf", "wss://g.example/?"),
        ("wss://g.example/?a=1", "wss://g.example/?a=1&"),
        ("wss://g.example/?a=1&&v=6&b&=&c=?/", "wss://g.example/?a=1&b&=&c=?/&"),
        ("wss://g.example/?compress=zlib-stream&a=v=1", "wss://g.example/?a=v=1&"),
        ("wss://g.example/?v&V=1&vv=2", "wss://g.example/?V=1&vv=2&"),
        ("wss://g.example/?%76=9&e%6Ecoding=x&%2576=1", "wss://g.example/?%2576=1&"),
        ("wss://g.example?a=b@c/d", "wss://g.example/?a=b@c/d&"),
    ] {
        assert_eq!(query.url(base), Ok(format!("{url}{ours}")), "{base}");
        // What came out is a base as well.
        let again = query.url(&query.url(base).unwrap());
        assert_eq!(again, query.url(base), "{base}");
    }
}

#[test]
fn what_is_no_url() {
    let query = UrlQuery::new(Encoding::Etf, Compression::None);
    for (base, error) in [
        ("", UrlError::Scheme),
        ("gateway.example", UrlError::Scheme),
        ("https://gateway.example", UrlError::Scheme),
        ("wss:/gateway.example", UrlError::Scheme),
        (" wss://gateway.example", UrlError::Scheme),
        ("wss://", UrlError::Host),
        ("wss:///path", UrlError::Host),
        ("wss://?a=b", UrlError::Host),
        ("wss://:443", UrlError::Host),
        ("wss://user@gateway.example", UrlError::Host),
        ("wss://user:1@gateway.example", UrlError::Host),
        ("wss://gateway.example:443@evil.example", UrlError::Host),
        ("wss://gateway.example%40evil.example", UrlError::Host),
        ("wss://@gateway.example", UrlError::Host),
        ("wss://gateway.example%00", UrlError::Host),
        ("wss://gateway.example%00.evil.example/", UrlError::Host),
        ("wss://gateway%2eexample", UrlError::Host),
        ("wss://gateway.example%2f.evil.example", UrlError::Host),
        ("wss://%67ateway.example", UrlError::Host),
        ("wss://%E2%80%AEgateway.example", UrlError::Host),
        ("wss://gateway.example%0d%0aHost:x", UrlError::Host),
        ("wss://gateway.example\\@evil.example", UrlError::Character),
        ("wss://gateway.example\t", UrlError::Character),
        ("wss://gateway .example", UrlError::Character),
        ("wss://gateway.example\x7f", UrlError::Character),
        ("wss://gateway.example\u{202e}", UrlError::Character),
        ("wss://.gateway.example", UrlError::Host),
        ("wss://gateway..example", UrlError::Host),
        ("wss://.", UrlError::Host),
        ("wss://gateway!.example", UrlError::Host),
        ("wss://gateway,example", UrlError::Host),
        ("wss://$gateway.example", UrlError::Host),
        ("wss://gateway.example;a=b", UrlError::Host),
        // Other forms of addresses, which some read as 127.0.0.1.
        ("ws://127.1", UrlError::Host),
        ("ws://2130706433", UrlError::Host),
        ("ws://0x7f.0.0.1", UrlError::Host),
        ("ws://0x7f000001", UrlError::Host),
        ("ws://127.0.0.0x1", UrlError::Host),
        ("ws://127.0.0.01", UrlError::Host),
        ("ws://127.0.0.1.", UrlError::Host),
        ("ws://127.0.0.256", UrlError::Host),
        ("ws://1.2.3.4.5", UrlError::Host),
        ("ws://gateway.example.1", UrlError::Host),
        ("ws://[127.0.0.1]", UrlError::Host),
        ("ws://[::1%25lo]", UrlError::Host),
        ("ws://[fe80::1%251]:80", UrlError::Host),
        ("ws://[v1.x]", UrlError::Host),
        ("ws://[1]", UrlError::Host),
        ("ws://[::1]]", UrlError::Host),
        ("ws://[[::1]]", UrlError::Host),
        ("ws://[::g]", UrlError::Host),
        ("ws://[::1]:", UrlError::Port),
        ("ws://[::1]:x", UrlError::Port),
        ("ws://::1", UrlError::Host),
        ("wss://[::1", UrlError::Host),
        ("wss://[]", UrlError::Host),
        ("wss://[::1]x", UrlError::Host),
        ("wss://a[::1]", UrlError::Host),
        ("wss://a]b", UrlError::Host),
        ("wss://g.example:", UrlError::Port),
        ("wss://g.example:65536", UrlError::Port),
        ("wss://g.example:+1", UrlError::Port),
        ("wss://g.example:0", UrlError::Port),
        ("wss://g.example:000443", UrlError::Port),
        ("wss://g.example:%34%34", UrlError::Port),
        ("wss://g.example:1:2", UrlError::Port),
        ("wss://g.example/#there", UrlError::Fragment),
        ("wss://g.example#", UrlError::Fragment),
        ("wss://g.example/?a#b", UrlError::Fragment),
        ("wss://g.example/a b", UrlError::Character),
        ("wss://g.example/\r\nHost: x", UrlError::Character),
        ("wss://g.example/\0", UrlError::Character),
        ("wss://é.example", UrlError::Character),
        ("wss://g.example/é", UrlError::Character),
        ("wss://g.example/%", UrlError::Character),
        ("wss://g.example/%4", UrlError::Character),
        ("wss://g.example/%4g", UrlError::Character),
        ("wss://g.example/?%+1", UrlError::Character),
        ("wss://g.example/\\", UrlError::Character),
        ("wss://g.example/\"<>^`{|}", UrlError::Character),
    ] {
        assert_eq!(query.url(base), Err(error), "{base:?}");
    }
}

#[test]
fn hosts_are_as_long_as_names_may_be() {
    let query = UrlQuery::new(Encoding::Json, Compression::None);
    let url = |labels: &[usize]| {
        let labels: Vec<_> = labels.iter().map(|length| "a".repeat(*length)).collect();
        query.url(&format!("wss://{}", labels.join(".")))
    };
    assert!(url(&[63, 63, 63, 61]).is_ok());
    assert_eq!(url(&[63, 63, 63, 62]), Err(UrlError::Host));
    assert_eq!(url(&[64, 1]), Err(UrlError::Host));
}

#[test]
fn every_query() {
    for (encoding, compression, expected) in [
        (Encoding::Json, Compression::None, "v=10&encoding=json"),
        // Identify asks for it.
        (Encoding::Json, Compression::ZlibPayload, "v=10&encoding=json"),
        (Encoding::Json, Compression::ZlibStream, "v=10&encoding=json&compress=zlib-stream"),
        (Encoding::Etf, Compression::ZlibStream, "v=10&encoding=etf&compress=zlib-stream"),
        #[cfg(feature = "zstd")]
        (Encoding::Etf, Compression::ZstdStream, "v=10&encoding=etf&compress=zstd-stream"),
    ] {
        let url = UrlQuery::new(encoding, compression).url("wss://g.example").unwrap();
        assert_eq!(url, format!("wss://g.example/?{expected}"));
    }
    let query = UrlQuery::new(Encoding::Json, Compression::None).with_version(ApiVersion::V8);
    assert_eq!(query.url("wss://g.example").unwrap(), "wss://g.example/?v=8&encoding=json");
}

proptest! {
    #[test]
    fn a_url_is_made_of_any_text_or_refused(base in "(wss?://)?[ -~é]{0,40}") {
        let query = UrlQuery::new(Encoding::Json, Compression::ZlibStream);
        if let Ok(url) = query.url(&base) {
            prop_assert!(url.ends_with("v=10&encoding=json&compress=zlib-stream"));
            prop_assert!(!url.contains([' ', '#']) && url.is_ascii());
            prop_assert_eq!(query.url(&url), Ok(url));
        }
    }
}

#[test]
fn close_codes() {
    use CloseAction::{GiveUp, Identify, Resume};
    let table = [
        (1000, Some("NORMAL"), Resume),
        (1001, Some("GOING_AWAY"), Resume),
        (1006, Some("ABNORMAL"), Resume),
        (1009, Some("MESSAGE_TOO_BIG"), Identify),
        (1011, None, Resume),
        (4000, Some("UNKNOWN_ERROR"), Resume),
        (4001, Some("UNKNOWN_OPCODE"), Resume),
        (4002, Some("DECODE_ERROR"), Resume),
        (4003, Some("NOT_AUTHENTICATED"), Identify),
        (4004, Some("AUTHENTICATION_FAILED"), GiveUp),
        (4005, Some("ALREADY_AUTHENTICATED"), Resume),
        (4006, Some("SESSION_NO_LONGER_VALID"), Identify),
        (4007, Some("INVALID_SEQ"), Identify),
        (4008, Some("RATE_LIMITED"), Resume),
        (4009, Some("SESSION_TIMED_OUT"), Identify),
        (4010, Some("INVALID_SHARD"), GiveUp),
        (4011, Some("SHARDING_REQUIRED"), GiveUp),
        (4012, Some("INVALID_API_VERSION"), GiveUp),
        (4013, Some("INVALID_INTENTS"), GiveUp),
        (4014, Some("DISALLOWED_INTENTS"), GiveUp),
        (4015, None, Resume),
        (4999, None, Resume),
    ];
    for (code, name, action) in table {
        assert_eq!(CloseCode(code).name(), name);
        assert_eq!(CloseCode(code).action(), action, "{code}");
        assert_eq!(CloseCode(code).ends_session(), code == 1000 || code == 1001);
        let text = name.map_or(code.to_string(), |name| format!("{code} {name}"));
        assert_eq!(CloseCode(code).to_string(), text);
    }
    let named = |code: &u16| CloseCode(*code).name().is_some();
    assert_eq!((0..=u16::MAX).filter(named).count(), 19, "the table has all that have a name");
}

#[test]
fn opcodes_go_one_way_or_both() {
    let of = |direction| {
        let goes = move |code: &u8| Opcode(*code).direction() == Some(direction);
        (0..=u8::MAX).filter(goes).collect::<Vec<_>>()
    };
    assert_eq!(of(Direction::Send), [2, 3, 4, 6, 8, 31, 43]);
    assert_eq!(of(Direction::Receive), [0, 7, 9, 10, 11]);
    assert_eq!(of(Direction::Both), [1]);
}

#[test]
fn intents_of_then_and_now() {
    assert_eq!(Intents::VERSION_8.bits(), 32767);
    assert_eq!((Intents::VERSION_8 - Intents::PRIVILEGED).bits(), 32509);
    // Those that bots have documentation of, and two that they have not.
    let of_bots = Intents::KNOWN - Intents::NOT_FOR_BOTS;
    assert_eq!(of_bots.bits(), 53608447 | 1 << 17 | 1 << 26);
    assert_eq!(Intents::PRIVILEGED.bits(), 1 << 1 | 1 << 8 | 1 << 15);
    assert_eq!(Intents::UNPRIVILEGED | Intents::PRIVILEGED, of_bots);
    assert_eq!(Intents::GUILD_BANS, Intents::GUILD_MODERATION);
}

#[test]
fn shards_start_in_buckets() {
    let order = |shard_ids: Range<u32>, max_concurrency: u32| -> Vec<_> {
        start_order(shard_ids, positive(max_concurrency)).collect()
    };
    assert_eq!(order(0..0, 1), []);
    assert_eq!(order(0..3, 1), [0..1, 1..2, 2..3]);
    assert_eq!(order(0..32, 16), [0..16, 16..32]);
    assert_eq!(order(0..5, u32::MAX), vec![0..5]);
    // Of a process that runs some of the shards.
    assert_eq!(order(6..18, 8), [6..8, 8..16, 16..18]);
    let last = u32::MAX - 1..u32::MAX;
    assert_eq!(order(last.clone(), 16), [last]);
    #[allow(clippy::reversed_empty_ranges)]
    let reversed = order(5..3, 2);
    assert_eq!(reversed, []);
}

proptest! {
    #[test]
    fn buckets_hold_every_shard_once_and_no_key_twice(
        start in 0_u32..100, length in 0_u32..200, max_concurrency in 1_u32..40,
    ) {
        let max_concurrency = positive(max_concurrency);
        let buckets: Vec<_> = start_order(start..start + length, max_concurrency).collect();
        let shards: Vec<u32> = buckets.iter().cloned().flatten().collect();
        prop_assert_eq!(shards, (start..start + length).collect::<Vec<_>>());
        for bucket in buckets {
            let number = bucket.start / max_concurrency;
            let mut keys = vec![false; max_concurrency.get() as usize];
            for shard_id in bucket {
                prop_assert_eq!(shard_id / max_concurrency, number);
                let key = rate_limit_key(shard_id, max_concurrency) as usize;
                prop_assert!(!std::mem::replace(&mut keys[key], true));
            }
        }
    }
}

#[test]
fn guilds_have_shards() {
    let guild = Snowflake::new(197038439483310086);
    assert_eq!(u64::from(guild.shard(positive(32))), (197038439483310086 >> 22) % 32);
    assert_eq!(guild.shard(NonZeroU32::MIN), 0);
}

const BOT: &str = r#"{"url":"wss://gateway.example/","shards":9,"session_start_limit":{"total":1000,"remaining":5,"reset_after":14400000,"max_concurrency":16}}"#;

#[test]
fn gateway_bot_reads_and_writes() {
    let mut text = BOT.as_bytes().to_vec();
    let bot: GatewayBot<'_> = json::from_slice(&mut text).unwrap();
    assert_eq!(bot.url, "wss://gateway.example/");
    assert_eq!(bot.shards, positive(9));
    let SessionStartLimit { total, remaining, reset_after, max_concurrency, .. } =
        bot.session_start_limit;
    assert_eq!((total, remaining, reset_after), (1000, 5, 14_400_000));
    assert_eq!(max_concurrency, positive(16));
    assert_eq!(serde_json::to_string(&bot).unwrap(), BOT);
    assert_eq!(etf::from_slice::<GatewayBot<'_>>(&etf::to_vec(&bot).unwrap()).unwrap(), bot);
    assert_eq!(serde_json::from_str::<GatewayBot<'_>>(BOT).unwrap(), bot);
}

#[test]
fn zero_is_an_error_where_it_would_divide() {
    for (from, to, path) in [
        (r#""shards":9"#, r#""shards":0"#, "shards"),
        (
            r#""max_concurrency":16"#,
            r#""max_concurrency":0"#,
            "session_start_limit.max_concurrency",
        ),
    ] {
        let mut text = BOT.replace(from, to).into_bytes();
        let error = json::from_slice::<GatewayBot<'_>>(&mut text).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::InvalidValue);
        assert_eq!(error.path(), Some(path));
    }
    let mut text = BOT.replace(r#""shards":9,"#, "").into_bytes();
    let error = json::from_slice::<GatewayBot<'_>>(&mut text).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::MissingField);
}
