//! The synchronization primitives of the token cache: locks, channels, tasks, timers. The model check
//! replaces them with those of shuttle, which explores schedules.

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
