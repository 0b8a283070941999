//! Errors of the sandbox itself, as opposed to its responses.

use std::{fmt, io};

use weixin_spec::JsonLinesError;

/// The sandbox could not start, or could not do what a test asked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The embedded model could not be read.
    Model(JsonLinesError),
    /// A model given to [`Builder::own_spec`](crate::Builder::own_spec) could not be read.
    OwnSpec(JsonLinesError),
    /// The port could not be opened.
    Listen(io::Error),
    /// The model has no endpoint with this id.
    UnknownEndpoint(String),
    /// The model has no kind of token with this id.
    UnknownTokenKind(String),
    /// The sandbox has no app with this id.
    UnknownApp(String),
    /// A user can't authorize this order: it was rejected or already has its invoice.
    OrderClosed(String),
    /// A user can't authorize this order: its link has expired.
    LinkExpired(String),
    /// A user has no invoice card with this code.
    NoSuchInvoice(String),
    /// No third-party platform has an open authorization page with this pre-auth code.
    NoSuchPage,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Model(_) => f.write_str("the embedded model could not be read"),
            Self::OwnSpec(_) => {
                f.write_str("the own spec was not written by this version of weixin-codegen")
            }
            Self::Listen(_) => f.write_str("the sandbox could not listen on 127.0.0.1"),
            Self::UnknownEndpoint(id) => write!(f, "the model has no endpoint `{id}`"),
            Self::UnknownTokenKind(id) => write!(f, "the model has no kind of token `{id}`"),
            Self::UnknownApp(id) => write!(f, "the sandbox has no app `{id}`"),
            Self::OrderClosed(id) => {
                write!(f, "the order `{id}` was rejected or already has its invoice")
            }
            Self::LinkExpired(id) => write!(f, "the link for the order `{id}` has expired"),
            Self::NoSuchPage => {
                f.write_str("the pre-auth code of the authorization page is unknown or has expired")
            }
            Self::NoSuchInvoice(code) => write!(f, "the user has no invoice card `{code}`"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Model(error) | Self::OwnSpec(error) => Some(error),
            Self::Listen(error) => Some(error),
            _ => None,
        }
    }
}
