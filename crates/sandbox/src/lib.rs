//! A WeChat API server that runs inside a test, an example or on a developer's machine.
//!
//! It serves every endpoint of the specification from that endpoint's examples, over real TCP. It
//! issues and checks access tokens, refuses calls that the specification doesn't allow, tracks invoices
//! from the authorization to the reimbursement, and keeps a [`Ledger`] of the requests it received.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), weixin_sandbox::Error> {
//! use weixin_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::start().await?;
//! println!("point the client at {}", sandbox.url());
//! // … calls …
//! assert_eq!(sandbox.ledger().executed_count("set_invoice_url"), 0);
//! # Ok(())
//! # }
//! ```
//!
//! | to … | use |
//! |---|---|
//! | choose apps, the lifetime of tokens, the port, the clock | [`Sandbox::builder`] |
//! | serve endpoints of your own spec too | [`Builder::own_spec`] |
//! | advance the clock without waiting | [`Sandbox::advance`] |
//! | get a token without fetching one, or invalidate tokens | [`Sandbox::issue_token`], [`Sandbox::issue_token_for`], [`Sandbox::revoke`], [`Sandbox::expire_tokens`], [`Sandbox::rotate_tokens`] |
//! | have the user authorize an order or choose an invoice | [`Sandbox::user`], [`User`], [`Title`] |
//! | have verify tickets pushed to a third-party platform, and accounts authorize it | [`Sandbox::third_party`], [`ThirdParty`] |
//! | script a response | [`Sandbox::answer_once`], [`Sandbox::answer_always`], [`Reply`] |
//! | make a call fail on the network, or send an invalid response | [`Sandbox::fault`], [`Fault`] |
//! | simulate a server that is down | [`Sandbox::refuse_connections`] |
//! | see what was received and executed | [`Sandbox::ledger`], [`Entry`] |
//!
//! The README lists which of its responses are known from WeChat and which are the sandbox's own choice.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

mod embedded;
mod engine;
mod faults;
mod handlers;
mod http;
mod json;
mod pages;
mod refusal;
mod sandbox;
mod server;
mod world;

pub use engine::entry::{Entry, Verdict};
pub use engine::ledger::Ledger;
pub use faults::{At, ExpiresIn, Fault};
pub use http::reply::Reply;
pub use sandbox::Sandbox;
pub use sandbox::builder::{APPID, Builder, SECRET};
pub use sandbox::error::Error;
pub use sandbox::fault_switch::{ActiveFault, FaultSwitch};
pub use sandbox::third_party::ThirdParty;
pub use sandbox::user::{ChosenInvoice, OPENID, User};
pub use world::title::Title;

/// Compiles the README's Rust code.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
