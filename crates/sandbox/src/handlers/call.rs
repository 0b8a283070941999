//! A call that fits its endpoint, as passed to the endpoint's behaviour.

use weixin_spec::{Endpoint, Json, JsonKind};

use crate::http::form::{Form, Part};
use crate::http::query::Query;
use crate::json;

/// One call.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) endpoint: &'a Endpoint,
    /// The app that calls; empty if the endpoint takes no token.
    pub(crate) account: &'a str,
    pub(crate) query: &'a Query,
    /// The body's JSON, if the endpoint takes a body.
    pub(crate) body: Option<&'a Json>,
    /// The body's parts, if it is a form.
    pub(crate) form: Option<&'a Form>,
    /// The documented response to exactly this request, if what the call creates must have its ids.
    pub(crate) documented: Option<&'a Json>,
}

impl<'a> Call<'a> {
    /// Returns the value at a path in the body, such as `card_ext.user_card`.
    pub(crate) fn value(&self, path: &str) -> Option<&'a Json> {
        json::at(self.body?, path)
    }

    /// Returns the text of a field of the body or, if there is no body, of the query; empty if there
    /// is none.
    pub(crate) fn text(&self, path: &str) -> &'a str {
        match self.body {
            Some(_) => self.value(path).and_then(Json::as_str).unwrap_or_default(),
            None => self.query.get(path).unwrap_or_default(),
        }
    }

    /// Returns an integer of the body.
    pub(crate) fn number(&self, path: &str) -> Option<i64> {
        self.value(path).and_then(json::whole_number)
    }

    /// Whether a field of the body is `true`.
    pub(crate) fn flag(&self, path: &str) -> bool {
        self.value(path).is_some_and(|value| value.kind == JsonKind::Bool(true))
    }

    /// Returns the items of a list in the body.
    pub(crate) fn list(&self, path: &str) -> &'a [Json] {
        match self.value(path).map(|value| &value.kind) {
            Some(JsonKind::List(items)) => items,
            _ => &[],
        }
    }

    /// Returns a part of the form.
    pub(crate) fn part(&self, name: &str) -> Option<&'a Part> {
        self.form?.part(name)
    }

    /// Returns the id that the documented response has in a field.
    pub(crate) fn documented(&self, field: &str) -> Option<&'a str> {
        self.documented?.get(field)?.as_str()
    }
}
