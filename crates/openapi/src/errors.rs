//! Error codes: what each means and what to do about it.

use weixin_spec::{Action, Api, Endpoint, EndpointError, ErrorCode, Json, Model};

use crate::markdown;
use crate::object::Object;

/// Returns the error classes, with what a client may do about each.
pub(crate) fn classes(api: &Api) -> Json {
    let classes = api.error_classes.iter().map(|class| {
        let entry =
            Object::new().set("action", action(class.action)).set_text("description", &class.about);
        (class.id.value.clone(), entry.json())
    });
    Json::object(classes)
}

fn action(action: Action) -> &'static str {
    match action {
        Action::Stop => "stop",
        Action::Retry => "retry",
        Action::RefreshToken => "refresh_token",
        Action::Wait => "wait",
    }
}

/// Returns the general error codes.
pub(crate) fn codes(model: &Model) -> Json {
    let codes = model.errors.iter().map(|error| {
        Object::new()
            .set("code", error.code.value)
            .set("name", error.name.value.as_str())
            .set("class", error.class.value.as_str())
            .set_some("text", error.text.as_deref())
            .set_text("meaning", &error.meaning)
            .set_text("remedy", &error.remedy)
            .json()
    });
    codes.collect()
}

/// An error code that an endpoint lists. Texts of the endpoint override the general ones.
pub(crate) struct Listed<'a> {
    code: i64,
    name: &'a str,
    class: &'a str,
    meaning: &'a str,
    remedy: &'a str,
}

pub(crate) fn listed<'a>(model: &'a Model, endpoint: &'a Endpoint) -> Vec<Listed<'a>> {
    let listed = endpoint.errors.iter().map(|own: &EndpointError| {
        let general = model.error(own.code.value);
        let text = |own: &'a Option<String>, general: Option<&'a String>| {
            own.as_ref().or(general).map_or("", String::as_str)
        };
        let class = own.class.as_ref().or(general.map(|error: &ErrorCode| &error.class));
        Listed {
            code: own.code.value,
            name: general.map_or("", |error| error.name.value.as_str()),
            class: class.map_or("", |class| class.value.as_str()),
            meaning: text(&own.meaning, general.map(|error| &error.meaning)),
            remedy: text(&own.remedy, general.map(|error| &error.remedy)),
        }
    });
    listed.collect()
}

/// Returns the codes as an extension.
pub(crate) fn extension(listed: &[Listed<'_>]) -> Json {
    let codes = listed.iter().map(|error| {
        Object::new()
            .set("code", error.code)
            .set_text("name", error.name)
            .set_text("class", error.class)
            .set_text("meaning", error.meaning)
            .set_text("remedy", error.remedy)
            .json()
    });
    codes.collect()
}

/// Returns the codes as a table.
pub(crate) fn table(listed: &[Listed<'_>]) -> String {
    let rows = listed.iter().map(|error| {
        let cells = [error.name, error.class, error.meaning, error.remedy];
        [error.code.to_string()].into_iter().chain(cells.map(str::to_owned)).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    markdown::table(&["code", "name", "class", "meaning", "remedy"], &rows)
}
