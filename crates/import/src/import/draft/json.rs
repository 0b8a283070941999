//! Turns examples into values of the spec language.

use weixin_spec::{Differs, Json, JsonKind, Span};

use super::infer;
use super::reviews::Reviews;
use crate::import::bare;
use crate::import::text::scalar::clean;

/// Maximum number of levels of an example: a spec file can have 32 in total.
const DEEPEST: usize = 24;

/// The JSON of an example, without characters that a spec can't contain; `None` if it is nested too deeply.
pub(super) fn of(given: &crate::Json, reviews: &mut Reviews) -> Option<Json> {
    if infer::depth(given) > DEEPEST {
        let text = "an example is nested too deeply for a spec: it was left out";
        reviews.add("example", Differs::Example, None, text);
        return None;
    }
    let mut odd = false;
    let json = value(given, &mut odd);
    if odd {
        let text = "an example holds tabs or invisible characters: they became spaces";
        reviews.add("example", Differs::Example, None, text);
    }
    Some(json)
}

fn value(given: &crate::Json, odd: &mut bool) -> Json {
    use crate::Json as Given;
    let mut text = |text: &str| {
        let clean = clean(text);
        *odd |= clean != text;
        clean
    };
    let kind = match given {
        Given::Null => JsonKind::Null,
        Given::Bool(value) => JsonKind::Bool(*value),
        Given::Number(digits) => match serde_json::from_str(digits) {
            Ok(number) => JsonKind::Number(number),
            Err(_) => JsonKind::String(text(digits)),
        },
        Given::String(given) => JsonKind::String(text(given)),
        Given::List(items) => JsonKind::List(items.iter().map(|item| value(item, odd)).collect()),
        Given::Object(entries) => {
            let mut out = Vec::new();
            for (name, given) in entries {
                let name = bare(clean(name));
                if !out.iter().any(|(known, _)| *known == name) {
                    out.push((name, value(given, odd)));
                }
            }
            JsonKind::Object(out)
        }
    };
    Json { kind, span: Span::NOWHERE }
}
