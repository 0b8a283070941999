//! The token source for a fixed token.

use super::TokenSource;
use crate::{error::TokenError, tokenless::TokenlessClient, transport::BoxFuture, types::Secret};

/// A fixed token, for scripts, tests, and programs that build a client for each token.
#[derive(Clone, Debug)]
pub struct StaticToken {
    token: Secret,
    kind: &'static str,
}

impl StaticToken {
    /// Creates a source for an account's own token.
    #[must_use]
    pub fn new(token: impl Into<Secret>) -> Self {
        Self::of_kind("access_token", token)
    }

    /// Creates a source for the token of an account that has authorized a third-party platform.
    #[must_use]
    pub fn authorizer(token: impl Into<Secret>) -> Self {
        Self::of_kind("authorizer_access_token", token)
    }

    /// Creates a source for a third-party platform's own token.
    #[must_use]
    pub fn component(token: impl Into<Secret>) -> Self {
        Self::of_kind("component_access_token", token)
    }

    /// Creates a source for a token of another kind, named as in the specification.
    #[must_use]
    pub fn of_kind(kind: &'static str, token: impl Into<Secret>) -> Self {
        Self { token: token.into(), kind }
    }
}

impl TokenSource for StaticToken {
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn current(&self, _: &TokenlessClient) -> Option<Secret> {
        Some(self.token.clone())
    }

    fn token<'a>(&'a self, _: &'a TokenlessClient) -> BoxFuture<'a, Result<Secret, TokenError>> {
        Box::pin(std::future::ready(Ok(self.token.clone())))
    }

    fn rejected(&self, _: &Secret) {}
}
