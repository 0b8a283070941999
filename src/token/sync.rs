//! What the tasks that share a token meet in: a lock, the token they read, a channel, tasks, timers. The
//! model check puts shuttle's in their places, which run one schedule after another.

#[cfg(not(all(test, weixin_model)))]
pub(super) use {
    arc_swap::ArcSwapOption,
    std::sync::{Mutex, MutexGuard, PoisonError, atomic::AtomicBool},
    tokio::{
        runtime::Handle,
        sync::watch,
        time::{sleep, timeout},
    },
};

#[cfg(all(test, weixin_model))]
pub(super) use {
    super::model::stand_in::{ArcSwapOption, Handle},
    shuttle::sync::{Mutex, MutexGuard, PoisonError, atomic::AtomicBool},
    shuttle_tokio::{
        sync::watch,
        time::{sleep, timeout},
    },
};
