//! The points of an HTTP exchange, and how to make it fail at each.

use std::{
    fmt,
    sync::{Arc, Mutex},
};

use tokio::{io::AsyncReadExt, task::yield_now};
use weixin::{Client, RetryBudget, RetryPolicy, api::account::ServiceAccount};
use weixin_sandbox::{At, Fault};
use weixin_test_support::client::RawServer;

use super::calls::{Class, Wechat};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Point {
    /// The port is closed.
    Connect,
    /// The connection ends in the middle of the handshake.
    Tls,
    /// The connection ends here.
    Cut(At),
}

/// The maximum number of pauses until the port is open again.
const PATIENCE: u32 = 100;

impl Point {
    /// Makes a call that fails at this point, in the first attempt or in each.
    pub(crate) async fn strike(
        self,
        often: Often,
        wechat: &Wechat,
        class: Class,
        client: &Client<ServiceAccount>,
    ) -> Result<(), weixin::Error> {
        let sandbox = &wechat.sandbox;
        match (self, often) {
            (Self::Cut(at), Often::Once) => {
                sandbox.fault(class.endpoint(), Fault::Cut(at)).once().unwrap();
                wechat.call(class, client).await
            }
            (Self::Cut(at), Often::Always) => {
                let fault = sandbox.fault(class.endpoint(), Fault::Cut(at)).always().unwrap();
                let result = wechat.call(class, client).await;
                fault.stop();
                result
            }
            (Self::Connect, Often::Once) => {
                let budget = RetryBudget::new(5 * PATIENCE);
                let policy = policy().attempts(PATIENCE + 1).budget(budget.clone());
                let client = wechat.builder().retry(policy).build().unwrap();
                sandbox.refuse_connections(true).await.unwrap();
                let (result, ()) = tokio::join!(wechat.call(class, &client), async {
                    // The first attempt has failed as soon as a retry is paid for.
                    while budget.available() == 5 * PATIENCE {
                        yield_now().await;
                    }
                    sandbox.refuse_connections(false).await.unwrap();
                });
                result
            }
            (Self::Connect, Often::Always) => {
                sandbox.refuse_connections(true).await.unwrap();
                let result = wechat.call(class, client).await;
                sandbox.refuse_connections(false).await.unwrap();
                result
            }
            (Self::Tls, _) => {
                let (url, hellos) = broken_handshakes().await;
                let client = wechat.builder_at(&url).retry(policy()).build().unwrap();
                let result = wechat.call(class, &client).await;
                let hellos = hellos.lock().unwrap();
                assert_eq!(hellos.len(), result.as_ref().unwrap_err().attempts() as usize);
                // All of them were handshakes.
                assert!(hellos.iter().all(|hello| *hello == 0x16), "{hellos:x?}");
                result
            }
        }
    }
}

/// A server that closes each connection after the start of the client's hello, and the first byte of each.
async fn broken_handshakes() -> (String, Arc<Mutex<Vec<u8>>>) {
    let hellos = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&hellos);
    let server = RawServer::start(move |mut connection| {
        let seen = Arc::clone(&seen);
        async move {
            let first = connection.stream.read_u8().await?;
            seen.lock().unwrap().push(first);
            Ok(())
        }
    });
    (format!("https://{}", server.await.address()), hellos)
}

/// The default policy with shorter pauses.
pub(crate) fn policy() -> RetryPolicy {
    RetryPolicy::new().max_pause(std::time::Duration::from_millis(1))
}

/// Whether a call fails at a point in the first attempt or in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Often {
    Once,
    Always,
}

impl fmt::Display for Often {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Once => "once",
            Self::Always => "always",
        })
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Connect => "connect",
            Self::Tls => "TLS",
            Self::Cut(At::RequestHead) => "headers half sent",
            Self::Cut(At::RequestBody) => "body half sent",
            Self::Cut(At::Received) => "sent without reply",
            Self::Cut(At::ReplyHead) => "reply headers cut",
            Self::Cut(At::ReplyBody) => "reply body cut",
            Self::Cut(At::Executed) => "executed and reset",
            Self::Cut(_) => "elsewhere",
        })
    }
}
