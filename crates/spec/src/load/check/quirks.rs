//! What quirks are about: a part that the endpoint has, or one that only the vendor's page has.

use crate::{Body, Differs, Endpoint, Field, Model, Object, Quirk, Response, Shape, Spanned, Type};

use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::parse::whole_number;

/// The parts that every endpoint may have.
const WHOLE: [&str; 13] = [
    "query",
    "body",
    "form",
    "response",
    "download",
    "call",
    "access.tokens",
    "access.accounts",
    "access.permission_sets",
    "access.cloud_call",
    "errors",
    "example",
    "vendor",
];

/// Whether a quirk is a remark, or is about a part that the endpoint has or that only the page may have.
#[must_use]
pub fn is_about_a_part(model: &Model, endpoint: &Endpoint, quirk: &Quirk) -> bool {
    let mut found = Diagnostics::default();
    if let Some(about) = &quirk.about {
        part(model, endpoint, quirk, about, &mut found);
    }
    found.is_empty()
}

pub(super) fn check(model: &Model, out: &mut Diagnostics) {
    for endpoint in &model.endpoints {
        for quirk in &endpoint.quirks {
            if let Some(about) = &quirk.about {
                part(model, endpoint, quirk, about, out);
            }
        }
    }
}

fn part(
    model: &Model,
    endpoint: &Endpoint,
    quirk: &Quirk,
    about: &Spanned<String>,
    out: &mut Diagnostics,
) {
    if WHOLE.contains(&about.value.as_str()) {
        return;
    }
    let parents =
        ["query", "body", "form", "response", "access.tokens", "access.accounts", "errors"];
    let inner = parents.iter().find_map(|parent| {
        let rest = about.value.strip_prefix(parent)?.strip_prefix('.')?;
        (!rest.is_empty()).then_some((*parent, rest))
    });
    let Some((parent, rest)) = inner else {
        let message = format!("`{}` is no part of an endpoint", about.value);
        let help = "a field such as `body.items.price`, a code such as `errors.40001`, or one of `query`, `body`, \
                    `form`, `response`, `download`, `call`, `access.accounts`, `errors`, `example`, `vendor` …";
        out.push(Diagnostic::new(Code::BadQuirk, about.span, message).help(help));
        return;
    };
    if about.value.contains("[]") {
        let message = "a path has no `[]`";
        let help = format!("write `{}`", about.value.replace("[]", ""));
        out.push(Diagnostic::new(Code::BadQuirk, about.span, message).help(help));
        return;
    }
    if parent == "errors" && whole_number(rest).is_none() {
        let message = format!("`{rest}` is no error code");
        let help = "a whole number, such as `errors.40001`";
        out.push(Diagnostic::new(Code::BadQuirk, about.span, message).help(help));
        return;
    }
    // Such a part may be the page's alone.
    let of_the_page = [Differs::Missing, Differs::Name];
    if quirk.differs.iter().any(|differs| of_the_page.contains(differs)) {
        return;
    }
    let known = known(model, endpoint, parent, rest);
    if let Err(known) = known {
        let message = format!("the endpoint has no `{}`", about.value);
        let diagnostic = Diagnostic::new(Code::BadQuirk, about.span, message);
        let known: Vec<String> = known.iter().map(|name| format!("{parent}.{name}")).collect();
        let nearest = diagnostic.nearest(about, known.iter().map(String::as_str));
        let help = "what only the page has `differs: missing`";
        out.push(if nearest.help.is_some() { nearest } else { nearest.help(help) });
    }
}

/// Whether there is such a part; if not, the names that there are.
fn known(model: &Model, endpoint: &Endpoint, parent: &str, rest: &str) -> Result<(), Vec<String>> {
    let envelope = [&model.api.envelope.code.value, &model.api.envelope.message.value];
    let tokens = model.api.tokens.iter();
    let names: Vec<String> = match parent {
        "access.tokens" => tokens.map(|token| token.id.value.clone()).collect(),
        "access.accounts" => model.api.accounts.iter().map(|kind| kind.id.value.clone()).collect(),
        "errors" => endpoint.errors.iter().map(|error| error.code.to_string()).collect(),
        "query" => {
            let fixed = endpoint.fixed_query.iter().map(|(name, _)| name.clone());
            fixed.chain(tokens.map(|token| token.query.value.clone())).collect()
        }
        "response" => envelope.into_iter().cloned().collect(),
        _ => Vec::new(),
    };
    let fields = match (parent, &endpoint.body, &endpoint.response) {
        ("query", ..) => endpoint.query.as_slice(),
        ("body", Body::Json(fields), _) | ("form", Body::Form(fields), _) => fields,
        ("response", _, Response::Json(fields)) => fields,
        _ => &[],
    };
    if names.iter().any(|name| name == rest) || has(model, fields, rest) {
        return Ok(());
    }
    let mut known = names;
    list(model, fields, "", &mut known);
    Err(known)
}

/// More paths than a suggestion is looked for among.
const MOST: usize = 200;

/// The paths of fields and of the fields in them.
fn list(model: &Model, fields: &[Field], within: &str, out: &mut Vec<String>) {
    for field in fields {
        if out.len() > MOST {
            return;
        }
        let path = format!("{within}{}", field.name.value);
        // Before its fields, so that the limit ends a type that contains itself.
        out.push(path.clone());
        list(model, fields_of(model, &field.ty).unwrap_or_default(), &format!("{path}."), out);
    }
}

/// Whether there is a field at a path such as `items.price`. A name may hold dots itself.
fn has(model: &Model, fields: &[Field], path: &str) -> bool {
    fields.iter().any(|field| {
        let names = std::iter::once(&field.name).chain(&field.aliases);
        names.into_iter().any(|name| match path.strip_prefix(name.value.as_str()) {
            Some("") => true,
            Some(rest) => {
                let inner = fields_of(model, &field.ty);
                // Of a type that couldn't be read everything may be there.
                rest.strip_prefix('.').is_some_and(|rest| inner.is_none_or(|f| has(model, f, rest)))
            }
            None => false,
        })
    })
}

/// The fields of an object, or of what a list or map holds; `None` for a type that isn't there.
fn fields_of<'a>(model: &'a Model, ty: &'a Type) -> Option<&'a [Field]> {
    Some(match ty.innermost() {
        Type::Object(Object { fields }) => fields,
        Type::Named(name) => match &model.named_type(name)?.shape {
            Shape::Object(Object { fields }) => fields,
            Shape::Enum(_) => &[],
        },
        _ => &[],
    })
}
