//! Examples fit the fields they show.

use weixin_catalog::{
    Catalog, Endpoint, Field, Json, JsonKind, Outcome, Problem, Shape, Type, misfits,
};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(catalog: &Catalog, out: &mut Diagnostics) {
    for endpoint in &catalog.endpoints {
        for example in &endpoint.examples {
            if let Some(query) = &example.query {
                value(catalog, &endpoint.query, query, &[], out);
            }
            if let Some(request) = &example.request {
                value(catalog, endpoint.body.fields(), request, &[], out);
            }
            outcome(catalog, endpoint, example.outcome.as_ref(), out);
        }
    }
}

fn outcome(
    catalog: &Catalog,
    endpoint: &Endpoint,
    outcome: Option<&Outcome>,
    out: &mut Diagnostics,
) {
    let envelope = &catalog.api.envelope;
    let keys = [envelope.code.as_str(), envelope.message.as_str()];
    match outcome {
        Some(Outcome::Response(response)) => {
            value(catalog, &endpoint.response, response, &keys, out);
            let code = response.get(&envelope.code).and_then(Json::as_i64);
            if code.is_some_and(|code| code != envelope.success) {
                let message = "a response with an error code is an error";
                let help = "write `error:` instead of `response:`";
                let span = response.span;
                out.push(Diagnostic::new(Code::BadExample, span, message).help(help));
            }
        }
        Some(Outcome::Error(error)) => {
            let code = error.get(&envelope.code).and_then(Json::as_i64);
            if code.is_none_or(|code| code == envelope.success) {
                let message = format!("an error has a non-zero `{}`", envelope.code.value);
                out.push(Diagnostic::new(Code::BadExample, error.span, message));
            }
        }
        None => {}
    }
}

fn value(
    catalog: &Catalog,
    fields: &[Field],
    value: &Json,
    extra: &[&str],
    out: &mut Diagnostics,
) {
    for misfit in misfits(catalog, fields, value, extra) {
        let message = format!("the example doesn't fit: {misfit}");
        let diagnostic = Diagnostic::new(Code::ExampleMisfit, misfit.span, message);
        let word = misfit.path.rsplit('.').next().unwrap_or("");
        out.push(match &misfit.problem {
            Problem::Unknown { known } => {
                diagnostic.nearest(word, known.iter().map(String::as_str))
            }
            Problem::Type { .. } => diagnostic
                .help("if the wire really has both, say `accepts: string_or_number` at the field"),
            _ => diagnostic,
        });
    }
    secrets(catalog, fields, value, out);
}

/// A secret in an example must look like a placeholder: nobody shall find a working one here.
fn secrets(catalog: &Catalog, fields: &[Field], value: &Json, out: &mut Diagnostics) {
    match &value.kind {
        JsonKind::List(items) => {
            items.iter().for_each(|item| secrets(catalog, fields, item, out));
        }
        JsonKind::Object(entries) => {
            for (name, value) in entries {
                let Some(field) = fields.iter().find(|field| field.name == *name) else {
                    continue;
                };
                if field.secret && value.as_str().is_some_and(looks_real) {
                    let message = format!("the secret `{}` looks real", name.value);
                    let help = "write a placeholder such as APP_SECRET";
                    let diagnostic = Diagnostic::new(Code::RealSecret, value.span, message);
                    out.push(diagnostic.help(help));
                }
                match field.ty.innermost() {
                    Type::Object(object) => secrets(catalog, &object.fields, value, out),
                    Type::Named(name) => {
                        let shape = catalog.named_type(name).map(|ty| &ty.shape);
                        if let Some(Shape::Object(object)) = shape {
                            secrets(catalog, &object.fields, value, out);
                        }
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// Long, and of letters and digits mixed, as keys are; words and repetitions aren't.
fn looks_real(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let mut distinct: Vec<char> = text.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    text.len() >= 20 && digits >= 3 && letters >= 3 && distinct.len() >= 10
}
