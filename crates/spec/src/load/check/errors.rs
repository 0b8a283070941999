//! Checks that error classes are defined and error codes are explained.

use crate::{EndpointError, Model, Outcome};

use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn classes(model: &Model, out: &mut Diagnostics) {
    let classes: Vec<&str> =
        model.api.error_classes.iter().map(|class| class.id.value.as_str()).collect();
    let overrides = model.endpoints.iter().flat_map(|endpoint| &endpoint.errors);
    let overrides = overrides.filter_map(|error| error.class.as_ref());
    for class in model.errors.iter().map(|error| &error.class).chain(overrides) {
        if !classes.contains(&class.value.as_str()) {
            let message = format!("api.yaml has no error class `{}`", class.value);
            let diagnostic = Diagnostic::new(Code::UnknownErrorClass, class.span, message);
            out.push(diagnostic.nearest(class, classes.iter().copied()));
        }
    }
}

pub(super) fn codes(model: &Model, out: &mut Diagnostics) {
    for endpoint in &model.endpoints {
        for error in &endpoint.errors {
            if model.error(error.code.value).is_some() {
                continue;
            }
            match error.meaning {
                Some(_) => own(error, out),
                None => unknown(error.code.value, error.code.span, out),
            }
        }
        let listed = |code| endpoint.errors.iter().any(|error| error.code.value == code);
        for example in &endpoint.examples {
            let Some(Outcome::Error(error)) = &example.outcome else {
                continue;
            };
            let code = error.get(&model.api.envelope.code);
            let code = code.and_then(|code| Some((code, code.as_i64()?)));
            let refusal = code.filter(|(_, number)| *number != model.api.envelope.success);
            if let Some((code, number)) = refusal
                && model.error(number).is_none()
                && !listed(number)
            {
                unknown(number, code.span, out);
            }
        }
    }
}

/// Warns about a code that only the endpoint explains.
fn own(error: &EndpointError, out: &mut Diagnostics) {
    let message = format!("errors.yaml doesn't explain the code {}", error.code.value);
    let help = "only this endpoint does, so the code has no name; add it to errors.yaml with name, \
                class, meaning and remedy";
    out.push(Diagnostic::new(Code::OwnErrorCode, error.code.span, message).help(help));
}

fn unknown(code: i64, span: crate::Span, out: &mut Diagnostics) {
    let message = format!("errors.yaml doesn't explain the code {code}");
    let help = "add it there with name, class, meaning and remedy, or give it a `meaning` here";
    out.push(Diagnostic::new(Code::UnknownErrorCode, span, message).help(help));
}
