//! A request as a trait object, so that sending and retrying are compiled once for all endpoints.

use crate::{
    body::{Body, EncodeError},
    endpoint::{Description, Endpoint},
    limits::LimitCheck,
    query::Query,
    redact::Secrets,
};

pub(crate) trait Outgoing: Send + Sync {
    fn description(&self) -> &'static Description;
    /// The name of the endpoint in errors.
    fn name(&self) -> &str;
    fn path(&self) -> &str;
    fn query(&self, query: &mut Query);
    fn body(&self) -> Result<Body, EncodeError>;
    fn check_limits(&self, check: &mut LimitCheck);
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>);
    /// Whether every reply without an error code is accepted.
    fn takes_anything(&self) -> bool {
        false
    }
}

impl<R: Endpoint> Outgoing for R {
    fn description(&self) -> &'static Description {
        R::DESCRIPTION
    }

    fn name(&self) -> &str {
        R::DESCRIPTION.id
    }

    fn path(&self) -> &str {
        R::DESCRIPTION.path
    }

    fn query(&self, query: &mut Query) {
        Endpoint::query(self, query);
    }

    fn body(&self) -> Result<Body, EncodeError> {
        Endpoint::body(self)
    }

    fn check_limits(&self, check: &mut LimitCheck) {
        Endpoint::check_limits(self, check);
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        Endpoint::secrets(self, secrets);
    }
}
