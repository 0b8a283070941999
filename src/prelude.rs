//! What most programs import: `use weixin::prelude::*;`
//!
//! The requests and responses of a group of endpoints are in a module of [`api`](crate::api).
//!
//! ```no_run
//! use weixin::api::invoice::SetInvoiceUrlRequest;
//! use weixin::prelude::*;
//!
//! # async fn run() -> Result<(), Error> {
//! let client = Client::<ServiceAccount>::builder().app("wx0123456789abcdef", "app secret").build()?;
//! let response = client.set_invoice_url(SetInvoiceUrlRequest::new()).await?;
//! # Ok(())
//! # }
//! ```

#[doc(no_inline)]
pub use crate::{
    AccountKind, AnyAccount, AuthorizerToken, Client, Error, ErrorClass, ErrorCode, Fen, File,
    Platform, Secret, StableToken, TokenSource, UnixSeconds, Yuan, api::account::*,
    endpoint::Endpoint,
};
