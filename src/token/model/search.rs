//! The search through the schedules of a scenario: all with few preemptions, then many at random.

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

/// Most races need no more than this many tasks to be interrupted where they could have gone on.
const PREEMPTIONS: usize = 2;
/// So many tasks are run through all such schedules.
const FEW: usize = 2;
/// So many tasks are run at random.
const SOME: usize = 4;
/// Schedules for each of three kinds of chance.
const AT_RANDOM: usize = 5_000;
const SEED: u64 = 20_261_123;

/// Runs a scenario of a number of tasks through its schedules, and says how many those were.
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

/// As [`check`], where tasks may give way for ever and there is no end to the schedules.
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
    // It warns of `Relaxed`: of the one atomic here nothing but its own value is concluded from.
    config.silence_warnings = true;
    Runner::new(scheduler, config).run(move || {
        fastrand::seed(SEED);
        // Its clock stands still but for `later`, so that a schedule is the same each time.
        let mut clock = runtime::Builder::new_current_thread();
        let clock = clock.enable_time().start_paused(true).build().unwrap();
        let _entered = clock.enter();
        block_on(async {
            scenario().await;
            tasks_ended().await;
        });
    })
}

/// Turns the clock on.
pub(super) fn later(time: Duration) {
    // It does so when it is first polled, and then gives way.
    let _ = pin!(time::advance(time)).poll(&mut Context::from_waker(Waker::noop()));
}

/// Leaves no choice once a schedule has so many preemptions, which makes an end to the search.
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
        let goes_on = runnable.iter().position(|task| !yields && Some(task.id()) == current);
        match goes_on {
            Some(index) if self.preemptions == PREEMPTIONS => {
                self.inner.next_task(&runnable[index..=index], current, yields)
            }
            _ => {
                let next = self.inner.next_task(runnable, current, yields);
                self.preemptions += usize::from(goes_on.is_some() && next != current);
                next
            }
        }
    }

    fn next_u64(&mut self) -> u64 {
        self.inner.next_u64()
    }
}
