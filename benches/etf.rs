//! ETF under criterion: the same cases as in the part `etf` of `ratios`, with their throughput.

mod workload;

use criterion::{Criterion, criterion_group, criterion_main};

use workload::etf;
use workload::timed::{criterion, group};

fn terms(criterion: &mut Criterion) {
    etf::each(&mut |title, _, cases| group(criterion, title, cases));
}

criterion_group! {
    name = benches;
    config = criterion();
    targets = terms
}
criterion_main!(benches);
