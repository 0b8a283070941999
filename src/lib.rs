//! A typed, asynchronous client for the server API of WeChat.
//!
//! ```no_run
//! # async fn run() -> Result<(), weixin::Error> {
//! use weixin::{Client, Error, ServiceAccount, api::invoice::SetInvoiceUrlRequest};
//!
//! let client = Client::<ServiceAccount>::builder()
//!     .app("wx0123456789abcdef", "app secret")
//!     .build()?;
//!
//! match client.set_invoice_url(SetInvoiceUrlRequest::new()).await {
//!     Ok(reply) => println!("{} {:?}", reply.invoice_url, reply.s_pappid()),
//!     Err(Error::Api(error)) => println!("{} means: {}", error.code().value(), error.meaning()),
//!     Err(error) => return Err(error),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Each endpoint is a method of [`Client`], with a request and a response type in the module of its group in
//! [`api`]: e-invoices (电子发票) in [`api::invoice`], non-tax payments (非税缴费) in [`api::nontax`],
//! third-party platforms (第三方平台) in [`api::component`]. Methods take the request, the struct of its
//! required fields, or the one required field. They are also found by the names that WeChat gives them, such
//! as `setinvoiceurl`.
//!
//! Call WeChat from servers only. WeChat's pages forbid these calls in front ends such as mini programs,
//! web pages and apps, which must never hold an app secret or an access token.
//!
//! - [`prelude`] has what most programs import.
//! - [`Client::raw`] and [`Endpoint`](endpoint::Endpoint) call endpoints that the crate lacks.
//! - [`TokenSource`] and [`transport::Transport`] let you bring your own tokens and HTTP client.
//!
//! # Access tokens
//!
//! The client fetches and renews access tokens (接口调用凭证) automatically.
//!
//! | you have | token source |
//! |---|---|
//! | an account's app ID and secret | [`StableToken`], the default with [`app`](ClientBuilder::app); processes need not share it |
//! | processes that share one token | [`StableToken`] or [`ClassicToken`] with a store such as `RedisStore`; required for [`ClassicToken`], since each of its fetches invalidates the previous token |
//! | a third-party platform | [`Platform`], and [`AuthorizerToken`] for each account |
//! | a token of your own | [`StaticToken`], or an implementation of [`TokenSource`] |
//!
//! # Errors
//!
//! A call that is not open to the account, or that exceeds a documented limit, is refused before anything is
//! sent. Every call has a timeout. [`Error`] says what happened, at which endpoint, and what to do about it; an
//! [`ErrorCode`] has a class, a meaning and a remedy. [`Error::MayHaveExecuted`] is an error whose outcome is
//! unknown: query the outcome before you repeat the call. Access tokens and app secrets appear in no error,
//! `Debug` or log.
//!
//! | on the first day | means |
//! |---|---|
//! | 40125 [`InvalidAppSecret`](ErrorCode::InvalidAppSecret) | the app secret is wrong |
//! | 40164 [`IpNotInWhitelist`](ErrorCode::IpNotInWhitelist) | the server's IP address is not on the account's allowlist |
//! | 48001 [`ApiUnauthorized`](ErrorCode::ApiUnauthorized) | the account has no permission for the endpoint |
//!
//! # Testing
//!
//! The crate `weixin-sandbox` starts a WeChat server in the process of a test, or as a program, with users who
//! authorize orders and with faults. Point a client to it with
//! [`other_host`](ClientBuilder::other_host).
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `rustls` (default) | TLS by rustls, with aws-lc-rs as its crypto provider |
//! | `rustls-no-provider` | TLS by rustls, with the crypto provider that the program installs |
//! | `native-tls` | the system's TLS: SChannel on Windows, Secure Transport on macOS, OpenSSL elsewhere, which requires its headers (`libssl-dev`, `pkg-config`) |
//! | `redis` | `RedisStore`, which shares tokens between processes, with the same TLS |
//! | `blocking` | `Call::wait`, for programs without an async runtime |
//!
//! To use another TLS implementation, disable the default features. If several TLS features are enabled,
//! by this program or by another crate in it, rustls is used. With the feature `rustls` its crypto provider
//! is aws-lc-rs, unless the program has installed another one. If no TLS feature is enabled,
//! [`ClientBuilder::build`] refuses `https` hosts; a [`Transport`](transport::Transport) of your own and
//! plain `http` to loopback, such as the sandbox, still work.
//!
//! With `rustls-no-provider` the program must install a provider before it builds the first client or Redis
//! store. Building them returns an error otherwise, even for plain `http`:
//!
//! ```toml
//! [dependencies]
//! weixin = { version = "0.1", default-features = false, features = ["rustls-no-provider"] }
//! rustls = { version = "0.23", default-features = false, features = ["ring", "std"] }
//! ```
//!
//! ```text
//! rustls::crypto::ring::default_provider().install_default().expect("none is installed yet");
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

mod account;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod client;
mod context;
pub mod endpoint;
mod envelope;
pub mod error;
mod form;
mod limits;
mod outgoing;
pub mod prelude;
mod query;
mod redact;
mod retry;
mod span;
pub mod token;
mod tokenless;
pub mod transport;
mod types;
mod urls;
mod wire;

#[doc(hidden)]
pub mod rt;

#[rustfmt::skip]
#[path = "../generated/mod.rs"]
pub mod api;

pub use account::{AccountKind, AnyAccount};
#[doc(no_inline)]
pub use api::account::*;
#[doc(inline)]
pub use api::{ErrorClass, ErrorCode};
pub use client::{Call, CallFuture, Client, ClientBuilder, RawCall};
#[doc(inline)]
pub use endpoint::{Idempotency, Method};
#[doc(inline)]
pub use error::Error;
pub use retry::{RetryBudget, RetryPolicy};
#[doc(inline)]
pub use token::{AuthorizerToken, ClassicToken, Platform, StableToken, StaticToken, TokenSource};
pub use types::{Base64, Fen, File, Number, Secret, UnixSeconds, Yuan};

/// The README's Rust, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
