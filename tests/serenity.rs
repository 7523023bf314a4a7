//! serenity's models over the frames of the captures, against serenity over serde_json.

#[path = "common/captures.rs"]
mod captures;
mod common;

use std::collections::BTreeSet;

use captures::{compare, each_frame};
use gatewire::Encoding;
use serde_json::Value;
use serenity::model::event::GatewayEvent;

/// What serenity refuses by itself, and why. Over serde_json it refuses the same.
const REFUSED: [&str; 0] = [];

/// Whether two events are equal. serenity writes its maps as lists, in any order.
fn is_same(left: &GatewayEvent, right: &GatewayEvent) -> bool {
    let [mut left, mut right] = [left, right].map(|event| serde_json::to_value(event).unwrap());
    left == right || {
        sort(&mut left);
        sort(&mut right);
        left == right
    }
}

fn sort(value: &mut Value) {
    match value {
        Value::Array(elements) => {
            elements.iter_mut().for_each(sort);
            elements.sort_by_cached_key(Value::to_string);
        }
        Value::Object(entries) => entries.values_mut().for_each(sort),
        _ => {}
    }
}

#[test]
fn serenity_reads_every_frame_of_the_captures_as_over_serde_json() {
    for encoding in [Encoding::Json, Encoding::Etf] {
        let mut refused = BTreeSet::new();
        each_frame(encoding, |named, frame, json| {
            let expected = serde_json::from_slice::<GatewayEvent>(json);
            let got = frame.payload::<GatewayEvent>();
            compare(named, got, expected, is_same, &mut refused);
        });
        assert_eq!(refused, REFUSED.map(str::to_owned).into(), "{encoding:?}");
    }
}
