//! The components that operations refer to: schemas and security schemes.

use weixin_spec::{Api, Body, Endpoint, Json, Model, NamedType, Response, Shape};

use crate::names;
use crate::object::{Object, reference};
use crate::schema::fields;
use crate::schema::open_enum;

pub(crate) fn components(model: &Model) -> Json {
    let envelope = [
        (names::SUCCESS.to_owned(), success(&model.api)),
        (names::ERROR.to_owned(), error(&model.api)),
    ];
    let types = model.types.iter().map(|ty| (ty.name.value.clone(), named_type(ty)));
    let calls = model.endpoints.iter().flat_map(|endpoint| {
        let request = request(endpoint).map(|schema| (names::request(endpoint), schema));
        let response = response(endpoint).map(|schema| (names::response(endpoint), schema));
        request.into_iter().chain(response)
    });
    let schemas = envelope.into_iter().chain(types).chain(calls);
    Object::new()
        .set("schemas", Json::object(schemas))
        .set_filled("securitySchemes", security_schemes(&model.api))
        .json()
}

fn security_schemes(api: &Api) -> Json {
    let schemes = api.tokens.iter().map(|token| {
        let scheme = Object::new()
            .set("type", "apiKey")
            .set_text("description", &token.about)
            .set("in", "query")
            .set("name", token.query.value.as_str())
            .set_if("x-weixin-third-party", token.third_party);
        (token.id.value.clone(), scheme.json())
    });
    Json::object(schemes)
}

/// The envelope of a success, whose code may be absent.
fn success(api: &Api) -> Json {
    let code = Object::new()
        .set("type", "integer")
        .set("format", "int64")
        .set("const", api.envelope.success)
        .set("description", "The call succeeded; the code may be absent.");
    let properties =
        [(&api.envelope.code.value, code.json()), (&api.envelope.message.value, message())];
    Object::new()
        .set("type", "object")
        .set("properties", Json::object(properties.map(|(k, v)| (k.clone(), v))))
        .json()
}

/// An error. Like every response it has HTTP status 200.
fn error(api: &Api) -> Json {
    let code = &api.envelope.code.value;
    let success = Object::new().set("const", api.envelope.success).json();
    let number =
        Object::new().set("type", "integer").set("format", "int64").set("not", success).set(
            "description",
            "The error code: one of `x-weixin-error-codes`, or one that isn't listed yet.",
        );
    let properties =
        [(code.clone(), number.json()), (api.envelope.message.value.clone(), message())];
    let required: Json = [code.as_str()].into_iter().collect();
    Object::new()
        .set("type", "object")
        .set("description", "The call failed. The HTTP status is 200 all the same.")
        .set("properties", Json::object(properties))
        .set("required", required)
        .json()
}

fn message() -> Json {
    let description = "A text for people to read; programs must use the code instead.";
    Object::new().set("type", "string").set("description", description).json()
}

fn named_type(ty: &NamedType) -> Json {
    let about = crate::markdown::paragraphs([ty.title.as_str(), &ty.about]);
    match &ty.shape {
        Shape::Object(object) => Object::new()
            .set("type", "object")
            .set_text("description", &about)
            .and(fields::object(&object.fields))
            .json(),
        Shape::Enum(values) => {
            let mut typed = open_enum(values);
            typed.text = crate::markdown::paragraphs([about.as_str(), &typed.text]);
            typed.json()
        }
    }
}

fn request(endpoint: &Endpoint) -> Option<Json> {
    let object = Object::new().set("type", "object");
    match &endpoint.body {
        Body::None => None,
        Body::Json(fields) | Body::Form(fields) => Some(object.and(fields::object(fields)).json()),
        Body::Whole(field) => Some(object.set_text("description", &field.about).json()),
    }
}

fn response(endpoint: &Endpoint) -> Option<Json> {
    let object = Object::new().set("type", "object");
    let own = match &endpoint.response {
        Response::Json(fields) => object.and(fields::object(fields)),
        Response::Whole(_) if endpoint.response.is_file() => return None,
        Response::Whole(field) => object.set_text("description", &field.about),
    };
    let both = vec![reference(names::SUCCESS).json(), own.json()];
    Some(Object::new().set("allOf", Json::from(both)).json())
}
