//! Explores the schedules of a scenario: all with few preemptions, then many random ones.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

use shuttle::{
    Config, Runner,
    future::block_on,
    scheduler::{
        DfsScheduler, PctScheduler, RandomScheduler, Schedule, Scheduler, Task, TaskId,
        UrwRandomScheduler,
    },
};
use tokio::{runtime, time};

use super::stand_in::tasks_ended;

/// The maximum number of preemptions in an exhaustive search. Most races need no more.
const PREEMPTIONS: usize = 2;
/// The number of tasks in an exhaustive search.
const FEW: usize = 2;
/// The number of tasks in random schedules.
const SOME: usize = 4;
/// The number of schedules for each of the three random schedulers.
const AT_RANDOM: usize = 5_000;
const SEED: u64 = 20_261_123;

/// Runs a scenario through its schedules, and prints their number.
pub(super) fn check<F: Future<Output = ()>>(
    name: &str,
    scenario: impl Fn(usize) -> F + Copy + Send + Sync + 'static,
) {
    let bounded = Bounded { inner: DfsScheduler::new(None, true), preemptions: 0 };
    let all = search(bounded, move || scenario(FEW));
    let random = search_at_random(move || scenario(SOME));
    println!(
        "{name}: {FEW} tasks in all {all} schedules of at most {PREEMPTIONS} preemptions, \
         {SOME} tasks in {random} at random"
    );
}

/// Runs a scenario through random schedules only, since tasks may yield without end and an exhaustive search
/// would not terminate.
pub(super) fn check_endless<F: Future<Output = ()>>(
    name: &str,
    scenario: impl Fn(usize) -> F + Copy + Send + Sync + 'static,
) {
    let random = search_at_random(move || scenario(FEW));
    println!("{name}: {FEW} tasks each in {random} schedules at random");
}

fn search_at_random<F: Future<Output = ()>>(
    scenario: impl Fn() -> F + Copy + Send + Sync + 'static,
) -> usize {
    search(RandomScheduler::new_from_seed(SEED, AT_RANDOM), scenario)
        + search(UrwRandomScheduler::new_from_seed(SEED, AT_RANDOM), scenario)
        + search(PctScheduler::new_from_seed(SEED, 3, AT_RANDOM), scenario)
}

fn search<F: Future<Output = ()>>(
    scheduler: impl Scheduler + 'static,
    scenario: impl Fn() -> F + Send + Sync + 'static,
) -> usize {
    let mut config = Config::new();
    config.stack_size = 0x2_0000;
    // shuttle warns of `Relaxed`. The only atomic here does not order other memory.
    config.silence_warnings = true;
    Runner::new(scheduler, config).run(move || {
        fastrand::seed(SEED);
        // The clock is paused and advanced only by `later`, so that schedules are reproducible.
        let mut clock = runtime::Builder::new_current_thread();
        let clock = clock.enable_time().start_paused(true).build().unwrap();
        let _entered = clock.enter();
        block_on(async {
            scenario().await;
            tasks_ended().await;
        });
    })
}

/// Advances the clock.
pub(super) fn later(time: Duration) {
    // The first poll advances the clock, and then yields.
    let _ = pin!(time::advance(time)).poll(&mut Context::from_waker(Waker::noop()));
}

/// Bounds the number of preemptions, so that the search terminates.
struct Bounded<S> {
    inner: S,
    preemptions: usize,
}

impl<S: Scheduler> Scheduler for Bounded<S> {
    fn new_execution(&mut self) -> Option<Schedule> {
        self.preemptions = 0;
        self.inner.new_execution()
    }

    fn next_task(
        &mut self,
        runnable: &[&Task],
        current: Option<TaskId>,
        yields: bool,
    ) -> Option<TaskId> {
        let continues = runnable.iter().position(|task| !yields && Some(task.id()) == current);
        match continues {
            Some(index) if self.preemptions == PREEMPTIONS => {
                self.inner.next_task(&runnable[index..=index], current, yields)
            }
            _ => {
                let next = self.inner.next_task(runnable, current, yields);
                self.preemptions += usize::from(continues.is_some() && next != current);
                next
            }
        }
    }

    fn next_u64(&mut self) -> u64 {
        self.inner.next_u64()
    }
}
