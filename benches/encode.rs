//! Encoding under criterion: the same cases as in `ratios`, each with its throughput in bytes.

mod workload;

use criterion::{Criterion, criterion_group, criterion_main};

use workload::commands;
use workload::timed::{criterion, group};

fn encode(criterion: &mut Criterion) {
    commands::each(|title, _, cases| group(criterion, title, cases));
}

criterion_group! {
    name = benches;
    config = criterion();
    targets = encode
}
criterion_main!(benches);
