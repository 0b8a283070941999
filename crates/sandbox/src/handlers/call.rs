//! A call that fits its endpoint, as the endpoint's behaviour sees it.

use weixin_spec::{Endpoint, Json, JsonKind};

use crate::http::form::{Form, Part};
use crate::http::query::Query;
use crate::json;

/// One call.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) endpoint: &'a Endpoint,
    /// The app that calls; empty where the endpoint takes no token.
    pub(crate) account: &'a str,
    pub(crate) query: &'a Query,
    /// The body's JSON, where the endpoint takes one.
    pub(crate) body: Option<&'a Json>,
    /// The body's parts, where it is a form.
    pub(crate) form: Option<&'a Form>,
    /// The reply that the specification gives to exactly this request, where what the call makes is
    /// to have the ids in it.
    pub(crate) documented: Option<&'a Json>,
}

impl<'a> Call<'a> {
    /// The value at a place of the body, such as `card_ext.user_card`.
    pub(crate) fn value(&self, path: &str) -> Option<&'a Json> {
        json::at(self.body?, path)
    }

    /// The text of a field, from wherever the endpoint takes its fields; empty where there is none.
    pub(crate) fn text(&self, path: &str) -> &'a str {
        match self.body {
            Some(_) => self.value(path).and_then(Json::as_str).unwrap_or_default(),
            None => self.query.get(path).unwrap_or_default(),
        }
    }

    /// A whole number of the body.
    pub(crate) fn number(&self, path: &str) -> Option<i64> {
        self.value(path).and_then(json::whole_number)
    }

    /// Whether a field of the body is `true`.
    pub(crate) fn flag(&self, path: &str) -> bool {
        self.value(path).is_some_and(|value| value.kind == JsonKind::Bool(true))
    }

    /// The entries of a list in the body.
    pub(crate) fn list(&self, path: &str) -> &'a [Json] {
        match self.value(path).map(|value| &value.kind) {
            Some(JsonKind::List(items)) => items,
            _ => &[],
        }
    }

    /// A part of the form.
    pub(crate) fn part(&self, name: &str) -> Option<&'a Part> {
        self.form?.part(name)
    }

    /// The id that the documented reply has in a field.
    pub(crate) fn documented(&self, field: &str) -> Option<&'a str> {
        self.documented?.get(field)?.as_str()
    }
}
