//! Decoding under criterion: the same cases as in `ratios`, each with its throughput in bytes.

mod workload;

use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gatewire::Encoding;

use workload::cases::{self, Case};
use workload::model::{MessageCreate, Model, PresenceUpdate};
use workload::{Event, Stream, events};

fn decode(criterion: &mut Criterion) {
    event::<MessageCreate>(criterion);
    event::<PresenceUpdate>(criterion);
    events::each(|title, _, cases| group(criterion, &format!("events, {title}"), cases));
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

fn group(criterion: &mut Criterion, name: &str, cases: Vec<Case<'_>>) {
    let mut group = criterion.benchmark_group(name);
    for mut case in cases {
        group.throughput(Throughput::Bytes(case.bytes as u64));
        group.bench_function(case.name, |bencher| bencher.iter(&mut case.pass));
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(50);
    targets = decode
}
criterion_main!(benches);
