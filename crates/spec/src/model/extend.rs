//! Adds one model to another.

use std::collections::HashSet;

use crate::{Body, Endpoint, Field, Model, NamedType, Object, Response, Shape, Type};

impl Model {
    /// Adds the endpoints of a spec that extends this one. Where both have an endpoint with the same
    /// name or call, or the same error code, that of `own` replaces this one's.
    pub fn extend(&mut self, mut own: Self) {
        self.rename_taken_types(&mut own);
        self.types.append(&mut own.types);
        let codes: HashSet<i64> = own.errors.iter().map(|error| error.code.value).collect();
        self.errors.retain(|error| !codes.contains(&error.code.value));
        self.errors.extend(own.errors.into_iter().filter(|error| !error.inherited));
        self.errors.sort_by_key(|error| error.code.value);
        let ids: HashSet<&str> = own.endpoints.iter().map(|of| of.id.value.as_str()).collect();
        let calls: HashSet<_> = own.endpoints.iter().map(call).collect();
        self.endpoints
            .retain(|of| !ids.contains(of.id.value.as_str()) && !calls.contains(&call(of)));
        self.endpoints.append(&mut own.endpoints);
        self.endpoints.sort_by(|a, b| (&*a.group, &*a.id).cmp(&(&*b.group, &*b.id)));
        self.api.permission_sets = own.api.permission_sets;
        self.api.groups.append(&mut own.api.groups);
    }

    /// Renames the types of `own` whose names are taken, to names that no spec can have.
    fn rename_taken_types(&self, own: &mut Self) {
        let taken: HashSet<&str> = self.types.iter().map(|ty| ty.name.value.as_str()).collect();
        let rename = |name: &mut String| {
            while taken.contains(name.as_str()) {
                name.insert_str(0, "own ");
            }
        };
        for NamedType { name, shape, .. } in &mut own.types {
            rename(&mut name.value);
            if let Shape::Object(Object { fields }) = shape {
                each_name(fields, &rename);
            }
        }
        for endpoint in &mut own.endpoints {
            each_name(&mut endpoint.query, &rename);
            match &mut endpoint.body {
                Body::None => {}
                Body::Json(fields) | Body::Form(fields) => each_name(fields, &rename),
                Body::Whole(field) => each_name(std::slice::from_mut(field), &rename),
            }
            match &mut endpoint.response {
                Response::Json(fields) => each_name(fields, &rename),
                Response::Whole(field) => each_name(std::slice::from_mut(field), &rename),
            }
        }
    }
}

fn call(endpoint: &Endpoint) -> (&str, &str, &[(String, String)]) {
    (endpoint.method.as_str(), &endpoint.path.value, &endpoint.fixed_query)
}

/// Calls `visit` with every reference to a shared type.
fn each_name(fields: &mut [Field], visit: &dyn Fn(&mut String)) {
    for field in fields {
        let mut ty = &mut field.ty.value;
        while let Type::List(item) | Type::Map(item) = ty {
            ty = item;
        }
        match ty {
            Type::Named(name) => visit(&mut name.value),
            Type::Object(Object { fields }) => each_name(fields, visit),
            _ => {}
        }
    }
}
