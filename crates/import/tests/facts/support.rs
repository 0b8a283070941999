//! Pages read, and what they say in lines that a test can spell out.

use weixin_import::{Body, Field, Page, Presence, Response};

/// Each field as `path type mark`: `!` is required, `?` optional, nothing unsaid.
pub(crate) fn fields(fields: &[Field]) -> Vec<String> {
    let mut lines = Vec::new();
    list(fields, "", &mut lines);
    lines
}

fn list(fields: &[Field], place: &str, lines: &mut Vec<String>) {
    for field in fields {
        let mark = match field.presence {
            Presence::Required => " !",
            Presence::Optional => " ?",
            Presence::Unknown => "",
        };
        lines.push(format!("{place}{} {}{mark}", field.name, field.ty));
        list(&field.fields, &format!("{place}{}.", field.name), lines);
    }
}

/// What a call sends, its fields below `form` if it is one.
pub(crate) fn body(page: &Page) -> Vec<String> {
    match &page.body {
        Body::Nothing => vec!["nothing".to_owned()],
        Body::Json(list) => fields(list),
        Body::Form(list) => [vec!["form".to_owned()], fields(list)].concat(),
    }
}

/// What a call answers, the fields of its table below `file` if it is one.
pub(crate) fn reply(page: &Page) -> Vec<String> {
    match &page.response {
        Response::Json(list) => fields(list),
        Response::File(list) => [vec!["file".to_owned()], fields(list)].concat(),
    }
}

/// Each finding as `line: words`.
pub(crate) fn findings(page: &Page) -> Vec<String> {
    page.findings.iter().map(|finding| format!("{}: {}", finding.line, finding.message)).collect()
}
