//! One call through `weixin` compared with the same call with plain reqwest. They alternate against one
//! server, so that other load on the machine affects both equally.

use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use tokio::runtime::{Builder, Runtime};
use weixin_benches::{ByHand, ThroughWeixin};

/// Makes both calls alternately. Returns the time of each.
fn in_turns(
    runtime: &Runtime,
    weixin: &ThroughWeixin,
    by_hand: &ByHand,
    rounds: u64,
) -> [Duration; 2] {
    runtime.block_on(async {
        let mut spent = [Duration::ZERO; 2];
        for _ in 0..rounds {
            let start = Instant::now();
            std::hint::black_box(weixin.call().await);
            spent[0] += start.elapsed();
            let start = Instant::now();
            std::hint::black_box(by_hand.call().await);
            spent[1] += start.elapsed();
        }
        spent
    })
}

fn calls(criterion: &mut Criterion) {
    let server = weixin_benches::start();
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (weixin, by_hand) = (ThroughWeixin::new(server), ByHand::new(server, None));
    let mut group = criterion.benchmark_group("call");
    for (index, name) in ["weixin", "by hand"].into_iter().enumerate() {
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|rounds| in_turns(&runtime, &weixin, &by_hand, rounds)[index]);
        });
    }
    group.finish();
}

criterion_group!(benches, calls);
criterion_main!(benches);
