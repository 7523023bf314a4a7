//! Cases under criterion.

use std::time::Duration;

use criterion::{Criterion, Throughput};

use super::cases::Case;

/// How all of them are measured.
pub(crate) fn criterion() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(50)
}

/// Measures some cases, each with its throughput in bytes.
pub(crate) fn group(criterion: &mut Criterion, name: &str, cases: Vec<Case<'_>>) {
    let mut group = criterion.benchmark_group(name);
    for mut case in cases {
        group.throughput(Throughput::Bytes(case.bytes as u64));
        group.bench_function(case.name, |bencher| bencher.iter(&mut case.pass));
    }
}
