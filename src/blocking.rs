//! Calls from programs without an async runtime: each call has a method that waits for it.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::{
    client::{Call, RawCall},
    endpoint::Endpoint,
    error::{ConfigError, Error},
};

/// The runtime of all calls that are waited for. Connections live in it, so it never ends.
static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();

/// For programs without an async runtime (feature `blocking`).
impl<'a, R: Endpoint + 'a> Call<'a, R> {
    /// Attempts the call and blocks the thread until it is answered, or its time is over.
    ///
    /// The work is done by one thread in the background, which the first such call starts and all
    /// share. A client's calls are either all waited for like this or all awaited: connections stay
    /// with the runtime that opened them.
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
    /// As of any call; and [`Error::Config`] inside an async runtime, where the call is to be
    /// awaited.
    pub fn wait(self) -> Result<R::Response, Error> {
        wait(self)
    }
}

/// For programs without an async runtime (feature `blocking`).
impl<'a, T: crate::FromReply + 'a> RawCall<'a, T> {
    /// Attempts the call and blocks the thread until it is answered, as [`Call::wait`] does.
    ///
    /// # Errors
    /// As [`Call::wait`].
    pub fn wait(self) -> Result<T, Error> {
        wait(self)
    }
}

fn wait<T>(call: impl IntoFuture<Output = Result<T, Error>>) -> Result<T, Error> {
    if Handle::try_current().is_ok() {
        let words = "`wait` would block the async runtime that it is called in: await the call";
        return Err(ConfigError::new(words).into());
    }
    let runtime = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        let builder = builder.worker_threads(1).enable_all().thread_name("weixin");
        builder.build().map_err(|error| format!("the background thread can't be started: {error}"))
    });
    match runtime {
        Ok(runtime) => runtime.block_on(call.into_future()),
        Err(words) => Err(ConfigError::new(words).into()),
    }
}
