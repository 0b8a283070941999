//! Calls a second with 64 at a time, through `weixin` and by hand on reqwest: same server, and in
//! turns, so that whatever else the machine does hits both alike.

#[path = "support/server.rs"]
mod server;
mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use support::{ByHand, ThroughWeixin};
use tokio::runtime::Builder;
use tokio::task::JoinSet;

const CONCURRENCY: u32 = 64;
/// Calls of each task in a turn.
const CALLS: u32 = 150;
const TURNS: usize = 31;

/// Makes a turn's calls; calls a second.
async fn turn<C: Send + Sync + 'static, F: Future<Output = String> + Send + 'static>(
    caller: &Arc<C>,
    call: impl Fn(Arc<C>) -> F + Copy + Send + 'static,
) -> f64 {
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..CONCURRENCY {
        let caller = Arc::clone(caller);
        tasks.spawn(async move {
            for _ in 0..CALLS {
                std::hint::black_box(call(Arc::clone(&caller)).await);
            }
        });
    }
    tasks.join_all().await;
    rate(start.elapsed())
}

fn rate(time: Duration) -> f64 {
    f64::from(CONCURRENCY * CALLS) / time.as_secs_f64()
}

/// The median, with the quarters next to it and the extremes.
fn spread(mut values: Vec<f64>) -> [f64; 5] {
    values.sort_by(f64::total_cmp);
    let last = values.len() - 1;
    [last / 2, last / 4, last - last / 4, 0, last].map(|index| values[index])
}

fn main() {
    let server = server::start();
    let runtime = Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let weixin = Arc::new(ThroughWeixin::new(server));
        let by_hand = Arc::new(ByHand::new(server));
        let through_weixin = || turn(&weixin, |weixin| async move { weixin.call().await });
        let hand = || turn(&by_hand, |by_hand| async move { by_hand.call().await });
        // Opens the connections.
        through_weixin().await;
        hand().await;
        let mut turns = Vec::new();
        for number in 0..TURNS {
            // Who goes first has no advantage of it.
            turns.push(if number % 2 == 0 {
                let ours = through_weixin().await;
                (ours, hand().await)
            } else {
                let theirs = hand().await;
                (through_weixin().await, theirs)
            });
        }
        println!("{CONCURRENCY} at a time, {TURNS} turns of {} calls each", CONCURRENCY * CALLS);
        println!("                    median  middle half     all");
        let rates = |name: &str, rates: Vec<f64>| {
            let [median, low, high, least, most] = spread(rates);
            println!("{name:<18} {median:>7.0}  {low:.0} to {high:.0}  {least:.0} to {most:.0}");
        };
        rates("weixin, calls/s", turns.iter().map(|(ours, _)| *ours).collect());
        rates("by hand, calls/s", turns.iter().map(|(_, theirs)| *theirs).collect());
        let [median, low, high, least, most] =
            spread(turns.iter().map(|(ours, theirs)| ours / theirs).collect());
        println!(
            "ratio of a turn    {median:>7.3}  {low:.3} to {high:.3}  {least:.3} to {most:.3}"
        );
    });
}
