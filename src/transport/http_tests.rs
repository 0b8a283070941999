//! R1 and R3 where the host's name leads nowhere: the one point of an exchange that can't be tested from
//! outside without asking a name server. The others are in tests/fire and tests/deadlines.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use reqwest::dns::{Name, Resolve, Resolving};
use tokio::time::Instant;

use super::*;
use crate::{Client, Error, Resend, StaticToken, api::account::ServiceAccount};

const CLASSES: [Resend; 4] =
    [Resend::Read, Resend::Converge, Resend::Dedup(&["order_id"]), Resend::Never];

/// The default.
const CONNECT: Duration = Duration::from_secs(5);

/// Finds no address for any name, and counts how often it is asked for one.
#[derive(Clone, Default)]
struct Nowhere {
    asked: Arc<AtomicU32>,
    /// It doesn't say so, either.
    silent: bool,
}

impl Resolve for Nowhere {
    fn resolve(&self, _: Name) -> Resolving {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let silent = self.silent;
        Box::pin(async move {
            if silent {
                std::future::pending::<()>().await;
            }
            Err(io::Error::other("no such name").into())
        })
    }
}

/// Makes a call of WeChat's own host. Returns how often its name was asked for.
async fn call(resolver: Nowhere, class: Resend, connect_timeout: Duration) -> (u32, Error) {
    let asked = Arc::clone(&resolver.asked);
    // As to loopback: whatever proxy the environment has is not asked.
    let settings = settings(connect_timeout, true).dns_resolver(resolver);
    let client = Client::<ServiceAccount>::builder()
        .token_source(StaticToken::new("t"))
        .transport(HttpTransport::of(settings).unwrap())
        .build()
        .unwrap();
    let call = client.raw(Method::Post, "/x").resend_class(class);
    let error = call.await.unwrap_err();
    (asked.load(Ordering::Relaxed), error)
}

#[tokio::test(start_paused = true)]
async fn a_name_that_leads_nowhere_is_asked_for_again_by_calls_of_every_class() {
    for class in CLASSES {
        let (asked, error) = call(Nowhere::default(), class, CONNECT).await;
        let Error::Transport(lost) = &error else { panic!("{error:?}") };
        assert_eq!((lost.kind(), asked, error.attempts()), (FailureKind::Connect, 3, 3));
        // Nothing was sent: a caller may make the call again.
        assert!(!error.may_have_executed(), "{class:?}");
        println!("R1  DNS, always: {class:?} unsent, {asked} attempts");
    }
}

#[tokio::test(start_paused = true)]
async fn a_silent_name_server_is_waited_for_until_the_deadline() {
    for (connect_timeout, unsent) in [
        (CONNECT, true),
        // The call's own time runs out first, and what was going on then is not known.
        (Duration::from_secs(60), false),
    ] {
        for class in CLASSES {
            let start = Instant::now();
            let silent = Nowhere { silent: true, ..Nowhere::default() };
            let (_, error) = call(silent, class, connect_timeout).await;
            assert_eq!(error.may_have_executed(), !unsent, "{class:?}: {error:?}");
            let elapsed = start.elapsed();
            assert!(elapsed <= Duration::from_millis(20_050), "{class:?}: {elapsed:?}");
            println!("R3  silent name server, {class:?}: deadline 20 s, error after {elapsed:.1?}");
        }
    }
}
