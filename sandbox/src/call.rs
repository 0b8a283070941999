//! A call that fits its endpoint, as the endpoint's behaviour sees it.

use weixin_catalog::{Endpoint, Json, JsonKind};

use crate::query::Query;

/// One call.
pub(crate) struct Call<'a> {
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) query: &'a Query,
    /// The body's JSON, where the endpoint takes one.
    pub(crate) body: Option<&'a Json>,
}

impl Call<'_> {
    /// The text of a field, from wherever the endpoint takes its fields; empty where there is none.
    pub(crate) fn text(&self, field: &str) -> &str {
        match self.body {
            Some(body) => body.get(field).and_then(Json::as_str).unwrap_or_default(),
            None => self.query.get(field).unwrap_or_default(),
        }
    }

    /// Whether a field of the body is `true`.
    pub(crate) fn flag(&self, field: &str) -> bool {
        let value = self.body.and_then(|body| body.get(field));
        value.is_some_and(|value| value.kind == JsonKind::Bool(true))
    }
}
