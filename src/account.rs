//! Which kind of account a client speaks for: part of the client's type, so that a call that
//! WeChat would refuse for the kind of account does not compile.

/// A kind of WeChat account, as a type: `Client<ServiceAccount>`, `Client<MiniProgram>` ….
///
/// The markers stand in [`api::account`](crate::api::account); [`AnyAccount`] is the kind that is
/// known only when the program runs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a kind of account",
    note = "use one of the markers in `weixin::api::account`, or `weixin::AnyAccount`"
)]
pub trait AccountKind: 'static {
    /// The kind as the specification calls it, such as `service_account`; `None` where it is only
    /// known at run time.
    const ID: Option<&'static str>;
    /// The kind as a reader would call it, such as `Service Account`.
    const NAME: &'static str;
}

/// A kind of account that is known only at run time.
///
/// Such a client has every method. Its builder must be told the [`Account`](crate::api::Account),
/// and a call that is not open to it ends in [`Error::Refused`](crate::Error::Refused) before a
/// byte is sent.
#[derive(Clone, Copy, Debug)]
pub enum AnyAccount {}

impl AccountKind for AnyAccount {
    const ID: Option<&'static str> = None;
    const NAME: &'static str = "account of any kind";
}

/// Says that a request may be sent by accounts of the kind `K`.
///
/// Implement it for your own [`Endpoint`](crate::Endpoint) types: for each kind that may call, or
/// `impl<K: AccountKind> OpenTo<K> for MyRequest {}` for all.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not open to a client of the kind `{K}`",
    label = "this kind of account may not send it",
    note = "the method of the same name in `weixin::api` says in its documentation which kinds may",
    note = "a client whose kind is known only at run time is a `Client<AnyAccount>`"
)]
pub trait OpenTo<K: AccountKind> {}
