//! Paths, each with an operation for each method.

mod call;
mod examples;
mod operation;
mod parameters;

use weixin_spec::{Endpoint, Json, Method, Model};

use crate::object::Object;
use operation::operation;
use parameters::distinct;

/// One tag for each group.
pub(crate) fn tags(model: &Model) -> Json {
    let groups = distinct(model.endpoints.iter().map(|endpoint| endpoint.group.value.as_str()));
    groups.into_iter().map(|group| Object::new().set("name", group).json()).collect()
}

pub(crate) fn paths(model: &Model) -> Json {
    let endpoints = &model.endpoints;
    let paths = distinct(endpoints.iter().map(|endpoint| endpoint.path.value.as_str()));
    let paths = paths.into_iter().map(|path| {
        let here: Vec<&Endpoint> =
            endpoints.iter().filter(|endpoint| endpoint.path.value == path).collect();
        let operations = [(Method::Get, "get"), (Method::Post, "post")].map(|(method, key)| {
            let calls: Vec<&Endpoint> =
                here.iter().copied().filter(|call| call.method == method).collect();
            (key, (!calls.is_empty()).then(|| operation(model, &calls)))
        });
        let item = operations
            .into_iter()
            .fold(Object::new(), |item, (key, operation)| item.set_some(key, operation));
        (path, item.json())
    });
    Json::object(paths)
}
