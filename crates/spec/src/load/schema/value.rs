//! The schemas of the values that keys take.

use crate::{Json, JsonKind};

use super::text;
use super::text::{described, pattern, spelling};
use crate::load::language::{COMPOSITE_TYPES, Name, PLAIN_TYPES, Spelling, Value, WRAPPERS};

/// Returns the schema of the values that a key takes.
pub(super) fn value(of: &'static Value) -> Json {
    match of {
        Value::Text | Value::Prose => text::prose(),
        Value::Line => text::line(),
        Value::Name(name) => pattern(&format!("^{}$", spelling(*name))),
        Value::Whole(least, most) => whole(*least, *most),
        Value::Address => text::address(),
        Value::Host => text::host(),
        Value::Date => text::date(),
        Value::Call => text::call(),
        Value::Fingerprint => text::fingerprint(),
        Value::Header { slash } => text::header(*slash),
        Value::Json => Json::object([] as [(&str, Json); 0]),
        Value::Words(list) => words(&list()),
        Value::Type => type_words(true),
        Value::PlainType => type_words(false),
        Value::Fields => reference("fields"),
        Value::Keys(keys) => reference(keys.name),
        Value::Each(name, of) => each(*name, of),
        Value::List(least, of) => list(*least, of),
        Value::Either(values) => any_of(values.iter().map(value)),
    }
}

/// A mapping whose keys the author chooses.
///
/// Uses patterns rather than `propertyNames`, where editors read a key such as `40001` as a number.
pub(super) fn each(name: Name, of: &'static Value) -> Json {
    let entries = match name {
        Name::Free => vec![("additionalProperties", value(of))],
        name => {
            let named = [(format!("^{}$", spelling(name)), value(of))];
            vec![("patternProperties", Json::object(named)), ("additionalProperties", false.into())]
        }
    };
    Json::object([("type", Json::from("object"))].into_iter().chain(entries))
}

/// A reference to a definition of the schema.
pub(super) fn reference(name: &str) -> Json {
    Json::object([("$ref", Json::from(format!("#/$defs/{name}")))])
}

/// One of several schemas. Nested `anyOf` schemas are flattened.
fn any_of(schemas: impl Iterator<Item = Json>) -> Json {
    let flat = schemas.flat_map(|schema| match schema.get("anyOf").map(|inner| &inner.kind) {
        Some(JsonKind::List(inner)) => inner.clone(),
        _ => vec![schema],
    });
    Json::object([("anyOf", flat.collect::<Json>())])
}

fn list(least: usize, of: &'static Value) -> Json {
    let mut entries = vec![("type", Json::from("array")), ("items", value(of))];
    if least > 0 {
        entries.push(("minItems", i64::try_from(least).unwrap_or(i64::MAX).into()));
    }
    Json::object(entries)
}

fn whole(least: i64, most: i64) -> Json {
    let mut entries = vec![("type", Json::from("integer"))];
    if least != i64::MIN {
        entries.push(("minimum", least.into()));
    }
    if most != i64::MAX {
        entries.push(("maximum", most.into()));
    }
    Json::object(entries)
}

/// One of a few words. `true` and `false`, unquoted, are no texts to YAML.
fn words(words: &[Spelling]) -> Json {
    let explained = words.iter().any(|word| !word.about.is_empty());
    let value = |word: &str| match word {
        "true" => JsonKind::Bool(true).into(),
        "false" => JsonKind::Bool(false).into(),
        word => Json::from(word),
    };
    if !explained {
        return Json::object([(
            "enum",
            words.iter().map(|each| value(each.word)).collect::<Json>(),
        )]);
    }
    any_of(
        words.iter().map(|each| described(Json::object([("const", value(each.word))]), each.about)),
    )
}

/// Each type of the language with its description, then shared types, lists and maps.
fn type_words(composite: bool) -> Json {
    let plain = PLAIN_TYPES.iter().map(|ty| (ty.word, ty.about));
    let further = COMPOSITE_TYPES.iter().map(|ty| (ty.word, ty.about)).filter(|_| composite);
    let word = |(word, about)| described(Json::object([("const", Json::from(word))]), about);
    let wrappers: Vec<String> = WRAPPERS.iter().map(|each| format!("`{}…`", each.word)).collect();
    let about = format!("A shared type of types/, or {} any type.", wrappers.join(" or "));
    let made = described(text::made_types(composite), &about);
    any_of(plain.chain(further).map(word).chain([made]))
}
