//! Blocking calls, for programs without an async runtime.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::{
    client::{Call, RawCall},
    endpoint::Endpoint,
    error::{ConfigError, Error},
};

/// The runtime of all blocking calls. Connections belong to it, so it is never shut down.
static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();

/// For programs without an async runtime (feature `blocking`).
impl<'a, R: Endpoint + 'a> Call<'a, R> {
    /// Makes the call, and blocks the thread until it ends or times out.
    ///
    /// All blocking calls share one background thread, which the first of them starts. Make either all
    /// calls of a client blocking or none of them: connections belong to the runtime that opened them.
    ///
    /// ```no_run
    /// # fn run() -> Result<(), weixin::Error> {
    /// use weixin::{Client, api::account::ServiceAccount, api::invoice::SetInvoiceUrlRequest};
    ///
    /// let client = Client::<ServiceAccount>::builder().app("wx0123456789abcdef", "secret").build()?;
    /// let reply = client.set_invoice_url(SetInvoiceUrlRequest::new()).wait()?;
    /// println!("{}", reply.invoice_url);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Returns an error if the call fails, and [`Error::Config`] inside an async runtime: await the call
    /// there.
    pub fn wait(self) -> Result<R::Response, Error> {
        wait(self)
    }
}

/// For programs without an async runtime (feature `blocking`).
impl<'a, T: crate::endpoint::FromReply + 'a> RawCall<'a, T> {
    /// Makes the call, and blocks the thread until it ends or times out. See [`Call::wait`].
    ///
    /// # Errors
    /// Returns an error if the call fails, and [`Error::Config`] inside an async runtime.
    pub fn wait(self) -> Result<T, Error> {
        wait(self)
    }
}

fn wait<T>(call: impl IntoFuture<Output = Result<T, Error>>) -> Result<T, Error> {
    if Handle::try_current().is_ok() {
        let message =
            "`wait` was called inside an async runtime and would block it: await the call";
        return Err(ConfigError::new(message).into());
    }
    let runtime = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        let builder = builder.worker_threads(1).enable_all().thread_name("weixin");
        builder.build().map_err(|error| format!("the background thread can't be started: {error}"))
    });
    match runtime {
        Ok(runtime) => runtime.block_on(call.into_future()),
        Err(message) => Err(ConfigError::new(message).into()),
    }
}
