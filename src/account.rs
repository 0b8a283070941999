//! The kind of account as part of the client's type, so that a call that is not open to the account
//! does not compile.

/// A kind of WeChat account, as a type: `Client<ServiceAccount>`, `Client<MiniProgram>` ….
///
/// The marker types are in [`api::account`](crate::api::account). [`AnyAccount`] is for a kind that is
/// known only at run time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a kind of account",
    note = "use one of the markers in `weixin::api::account`, or `weixin::AnyAccount`"
)]
pub trait AccountKind: 'static {
    /// The id of the kind in the specification, such as `service_account`; `None` if the kind is known
    /// only at run time.
    const ID: Option<&'static str>;
    /// The name of the kind for humans, such as `Service Account`.
    const NAME: &'static str;
}

/// A kind of account that is known only at run time.
///
/// A `Client<AnyAccount>` has every method. Set its kind with
/// [`ClientBuilder::account`](crate::ClientBuilder::account): calls that are not open to that kind return
/// [`Error::Refused`](crate::Error::Refused) before anything is sent.
#[derive(Clone, Copy, Debug)]
pub enum AnyAccount {}

impl AccountKind for AnyAccount {
    const ID: Option<&'static str> = None;
    const NAME: &'static str = "account of any kind";
}

/// Marks a request that accounts of the kind `K` may send.
///
/// Implement it for your own [`Endpoint`](crate::endpoint::Endpoint) types: for each kind that may call, or with
/// `impl<K: AccountKind> OpenTo<K> for MyRequest {}` for all kinds.
#[diagnostic::on_unimplemented(
    message = "accounts of the kind `{K}` may not send `{Self}`",
    label = "not open to this kind of account",
    note = "the kinds that may send it are those for which it implements `OpenTo`",
    note = "if the kind is known only at run time, use a `Client<AnyAccount>`"
)]
pub trait OpenTo<K: AccountKind> {}
