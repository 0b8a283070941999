//! Checks that examples fit their fields.

use std::collections::HashMap;

use crate::{
    Endpoint, Field, Json, Mismatch, Model, Others, Outcome, Problem, mismatch_of_whole, mismatches,
};

use crate::load::diagnostic::{Code, Diagnostic, Diagnostics, nearest};

pub(super) fn check(model: &Model, out: &mut Diagnostics) {
    for endpoint in &model.endpoints {
        names(endpoint, out);
        for example in &endpoint.examples {
            let (body, response) = (&endpoint.body, &endpoint.response);
            let envelope = &model.api.envelope;
            let keys = [envelope.code.as_str(), envelope.message.as_str()];
            let mut part = Part { model, published: example.published, extra: &[] };
            part.fits(&endpoint.query, None, example.query.as_ref(), out);
            part.fits(body.fields(), body.whole(), example.request.as_ref(), out);
            if let Some(Outcome::Response(given)) = &example.outcome {
                part.extra = &keys;
                part.fits(response.fields(), response.whole(), Some(given), out);
            }
            outcome(model, example.outcome.as_ref(), out);
        }
    }
}

/// A part of an example: its query, request or response.
struct Part<'a> {
    model: &'a Model,
    published: bool,
    /// Names that are allowed besides the fields.
    extra: &'a [&'a str],
}

impl Part<'_> {
    fn fits(
        &self,
        fields: &[Field],
        whole: Option<&Field>,
        given: Option<&Json>,
        out: &mut Diagnostics,
    ) {
        let Some(given) = given else { return };
        if let Some(whole) = whole {
            if let Some(mismatch) = mismatch_of_whole(whole, given) {
                out.push(mismatching(&mismatch));
            }
            return;
        }
        value(self.model, fields, given, self.extra, out);
        if !self.published {
            super::secrets::check(self.model, fields, given, out);
        }
    }
}

/// Checks that names are unique, since tests are named after the examples that they send.
fn names(endpoint: &Endpoint, out: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for name in endpoint.examples.iter().filter_map(|example| example.name.as_ref()) {
        if let Some(first) = seen.insert(name.value.as_str(), name.span) {
            let message = format!("another example has the name `{}`", name.value);
            let diagnostic = Diagnostic::new(Code::BadExample, name.span, message);
            out.push(diagnostic.and(first, "first here").help("give each example its own name"));
        }
    }
}

/// Checks that a response has no error code, and an error has one.
fn outcome(model: &Model, outcome: Option<&Outcome>, out: &mut Diagnostics) {
    let envelope = &model.api.envelope;
    match outcome {
        Some(Outcome::Response(response)) => {
            let code = response.get(&envelope.code).and_then(Json::as_i64);
            if code.is_some_and(|code| code != envelope.success) {
                let message = "this response has an error code";
                let help = "write `error:` instead of `response:`";
                let span = response.get(&envelope.code).map_or(response.span, |code| code.span);
                out.push(Diagnostic::new(Code::BadExample, span, message).help(help));
            }
        }
        Some(Outcome::Error(error)) => {
            let code = error.get(&envelope.code).and_then(Json::as_i64);
            if code.is_none_or(|code| code == envelope.success) {
                let (code, success) = (&envelope.code.value, envelope.success);
                let message = format!("an error needs a `{code}` other than {success}");
                out.push(Diagnostic::new(Code::BadExample, error.span, message));
            }
        }
        None => {}
    }
}

fn value(model: &Model, fields: &[Field], value: &Json, extra: &[&str], out: &mut Diagnostics) {
    let mismatches = mismatches(model, fields, value, Others::Only(extra));
    for mismatch in &mismatches {
        let diagnostic = mismatching(mismatch);
        out.push(match &mismatch.problem {
            Problem::Unknown { known } => {
                diagnostic.nearest(last(&mismatch.path), known.iter().map(String::as_str))
            }
            // The field has a misspelt name, which is reported.
            Problem::Missing { field } if misspelt(&mismatches, mismatch, field) => continue,
            Problem::Type { expected: "a boolean", found: "text" } => {
                diagnostic.help("the value on the wire is `true` or `false`")
            }
            Problem::Type { expected, found } if !extra.is_empty() && loose(expected, found) => {
                let help =
                    "if the wire really has both, add `accepts: string_or_number` to the field";
                diagnostic.help(help)
            }
            _ => diagnostic,
        });
    }
}

fn mismatching(mismatch: &Mismatch) -> Diagnostic {
    let message = format!("the example doesn't fit: {mismatch}");
    Diagnostic::new(Code::ExampleMismatch, mismatch.span, message)
}

/// Returns the last name of a path.
fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or("")
}

/// Whether the object that lacks a field has an unknown field with a similar name.
fn misspelt(mismatches: &[Mismatch], missing: &Mismatch, field: &str) -> bool {
    mismatches.iter().any(|other| {
        let name = last(&other.path);
        let object = other.path.strip_suffix(name).map(|path| path.trim_end_matches('.'));
        matches!(other.problem, Problem::Unknown { .. })
            && object == Some(missing.path.as_str())
            && nearest(name, &[field]).is_some()
    })
}

/// Whether a number was expected and text was found, or the other way round.
fn loose(expected: &str, found: &str) -> bool {
    let number = |kind: &str| matches!(kind, "a whole number" | "a number" | "a fraction");
    expected == "text" && number(found) || number(expected) && found == "text"
}
