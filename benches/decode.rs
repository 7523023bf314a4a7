//! Decoding under criterion: the same cases as in `ratios`, each with its throughput in bytes. Of events
//! only gatewire's own, so that this is built soon.

mod workload;

use criterion::{Criterion, criterion_group, criterion_main};
use gatewire::Encoding;

use workload::cases;
use workload::model::{MessageCreate, Model, PresenceUpdate};
use workload::timed::{criterion, group};
use workload::{Event, Stream, events};

fn decode(criterion: &mut Criterion) {
    event::<MessageCreate>(criterion);
    event::<PresenceUpdate>(criterion);
    events::each_of_ours(&mut |title, _, cases| {
        group(criterion, &format!("events, {title}"), cases);
    });
}

fn event<M: Model>(criterion: &mut Criterion) {
    let event = Event::named(M::EVENT);
    cases::agree::<M>(&event);
    cases::agree_on_envelopes(&event.json);
    let mut plain = cases::plain::<M>(&event);
    // Of the two envelopes only serde_json's is not among the others.
    plain.extend(cases::envelope(&event.json).into_iter().next());
    group(criterion, M::EVENT, plain);

    for (encoding, payloads) in [(Encoding::Json, &event.json), (Encoding::Etf, &event.etf)] {
        let stream = Stream::of(payloads);
        cases::agree_on_stream(encoding, &stream);
        let name = format!("{}, {encoding:?} over zlib-stream", M::EVENT);
        group(criterion, &name, cases::streamed::<M>(encoding, &stream));
    }
}

criterion_group! {
    name = benches;
    config = criterion();
    targets = decode
}
criterion_main!(benches);
