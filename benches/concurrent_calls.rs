//! Calls per second with 64 concurrent calls, through `weixin` and with plain reqwest. They alternate against
//! one server, so that other load on the machine affects all equally.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::Builder;
use tokio::task::JoinSet;
use weixin_benches::{ByHand, ThroughWeixin};

const CONCURRENCY: u32 = 64;
/// Calls of each task in a turn. Turns are short, so that other load on the machine lasts for several turns.
const CALLS: u32 = 30;
const TURNS: usize = 201;

enum Caller {
    Weixin(ThroughWeixin),
    ByHand(ByHand),
}

impl Caller {
    async fn call(&self) -> String {
        match self {
            Self::Weixin(weixin) => weixin.call().await,
            Self::ByHand(by_hand) => by_hand.call().await,
        }
    }
}

/// Makes the calls of a turn. Returns the calls per second.
async fn turn(caller: &Arc<Caller>) -> f64 {
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..CONCURRENCY {
        let caller = Arc::clone(caller);
        tasks.spawn(async move {
            for _ in 0..CALLS {
                black_box(caller.call().await);
            }
        });
    }
    tasks.join_all().await;
    f64::from(CONCURRENCY * CALLS) / start.elapsed().as_secs_f64()
}

/// The median and the quartiles.
fn spread(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    let last = values.len() - 1;
    [last / 2, last / 4, last - last / 4].map(|index| values[index])
}

async fn compare(callers: [(&str, Arc<Caller>); 3]) {
    for (_, caller) in &callers {
        // Opens the connections.
        turn(caller).await;
    }
    let mut rates = [const { Vec::new() }; 3];
    for number in 0..TURNS {
        // Each caller is first equally often.
        for place in 0..callers.len() {
            let index = (number + place) % callers.len();
            rates[index].push(turn(&callers[index].1).await);
        }
    }
    println!("{CONCURRENCY} at a time, {TURNS} turns of {} calls each", CONCURRENCY * CALLS);
    for ((name, _), rates) in callers.iter().zip(&rates) {
        let [median, low, high] = spread(rates.clone());
        println!("{name:<24} {median:>6.0} calls/s  (middle half {low:.0} to {high:.0})");
    }
    for ((name, _), others) in callers.iter().zip(&rates).skip(1) {
        let ratios = rates[0].iter().zip(others).map(|(ours, theirs)| ours / theirs);
        let [median, low, high] = spread(ratios.collect());
        let name = format!("weixin / {name}");
        println!("{name:<32} {median:.3}  (middle half of the turns {low:.3} to {high:.3})");
    }
}

fn main() {
    let server = weixin_benches::start();
    let by_hand = |timeout| Arc::new(Caller::ByHand(ByHand::new(server, timeout)));
    let runtime = Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(compare([
        ("weixin", Arc::new(Caller::Weixin(ThroughWeixin::new(server)))),
        ("by hand", by_hand(None)),
        ("by hand with timeout", by_hand(Some(Duration::from_secs(20)))),
    ]));
}
