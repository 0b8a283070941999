//! A typed, asynchronous client for the server API of WeChat.
//!
//! ```no_run
//! # async fn run() -> Result<(), weixin::Error> {
//! use weixin::{Client, Error, api::account::ServiceAccount, api::invoice::SetInvoiceUrlRequest};
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
//! - [`api`] has the endpoints, generated from a specification: each is a request type, a response
//!   type and a method of [`Client`].
//! - [`Client`] fetches and renews access tokens by itself, refuses what the account may not call
//!   or what exceeds documented limits before anything is sent, and gives up after a time-out.
//! - [`Error`] says what happened, at which endpoint, and what to do about it. Access tokens and
//!   app secrets appear in no error, `Debug` or log.
//! - [`Client::raw`] and [`Endpoint`] are the ways to call what the crate lacks.
//! - [`TokenSource`] and [`transport::Transport`] let you bring your own tokens and HTTP client.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

mod account;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod client;
mod context;
mod endpoint;
mod envelope;
mod error;
mod exchange;
mod form;
mod limits;
mod outgoing;
mod query;
mod redact;
mod resend;
mod span;
mod token;
pub mod transport;
mod types;
mod urls;
mod wire;

#[doc(hidden)]
pub mod rt;

#[rustfmt::skip]
#[path = "../generated/mod.rs"]
pub mod api;

pub use account::{AccountKind, AnyAccount, OpenTo};
pub use body::{Body, EncodeError};
pub use client::{Call, CallFuture, Client, ClientBuilder, RawCall};
pub use endpoint::{
    Access, Accounts, Action, ApiSettings, Description, Endpoint, EnvelopeKeys, ErrorWords,
    FromReply, Method, Resend, ThirdParty, TokenParameter,
};
pub use error::{
    ApiError, Cause, ConfigError, DecodeError, DecodeKind, DedupKey, Error, MayHaveExecutedError,
    Refusal, RefusedError, StatusError, TokenError, TransportError,
};
pub use exchange::Exchange;
pub use form::Form;
pub use limits::{CheckLimits, LimitCheck, LimitViolation};
pub use query::{Query, ToQuery};
pub use redact::{HasSecrets, Secrets};
pub use resend::{ResendBudget, ResendPolicy};
#[cfg(feature = "redis")]
pub use token::RedisStore;
pub use token::{
    AuthorizerToken, ClassicToken, MemoryStore, MemoryVault, Platform, StableToken, StaticToken,
    StoreError, StoredToken, TokenSource, TokenStore, Vault,
};
pub use types::{Base64, Fen, File, Number, ParseYuanError, Secret, UnixSeconds, Yuan};
pub use wire::{FromLoose, Loose, Unknown, query_value};

/// The README's Rust, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
