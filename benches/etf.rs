//! ETF under criterion: the same cases as in the part `etf` of `ratios`, with their throughput.

mod workload;

use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

use workload::etf;

fn bench(criterion: &mut Criterion) {
    etf::each(|title, _, cases| {
        let mut group = criterion.benchmark_group(title);
        for mut case in cases {
            group.throughput(Throughput::Bytes(case.bytes as u64));
            group.bench_function(case.name, |bencher| bencher.iter(&mut case.pass));
        }
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(50);
    targets = bench
}
criterion_main!(benches);
