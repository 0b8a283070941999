//! Properties that every OpenAPI document must have.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{document, fixtures, spec, visit};

/// WeChat's document and those of the fixtures.
fn documents() -> Vec<(String, Value)> {
    let fixtures = fixtures().into_iter().map(|(name, model)| (name, document(&model)));
    [("wechat".to_owned(), document(&spec()))].into_iter().chain(fixtures).collect()
}

#[test]
fn every_document_is_valid_by_the_published_schema_of_openapi() {
    let schema = include_str!("../oas/schema-3.1-2022-10-07.json");
    let validator = jsonschema::draft202012::new(&serde_json::from_str(schema).unwrap()).unwrap();
    let documents = documents();
    for (name, document) in &documents {
        let problems = validator
            .iter_errors(document)
            .map(|error| format!("{}: {error}", error.instance_path()));
        assert_eq!(problems.collect::<Vec<_>>(), [""; 0], "{name}");
    }
    assert!(documents.len() > 25, "{} documents", documents.len());
}

#[test]
fn that_schema_refuses_an_invalid_document() {
    let schema = include_str!("../oas/schema-3.1-2022-10-07.json");
    let validator = jsonschema::draft202012::new(&serde_json::from_str(schema).unwrap()).unwrap();
    let mut document = document(&spec());
    document["paths"]["/card/invoice/seturl"]["post"]["parameters"] =
        json!([{ "name": "x", "in": "query" }]);
    assert!(!validator.is_valid(&document), "a parameter needs a schema");
}

#[test]
fn every_reference_has_a_target() {
    for (name, document) in documents() {
        visit(&document, "", &mut |place, entries| {
            let Some(target) = entries.get("$ref").and_then(Value::as_str) else { return };
            let found = document.pointer(target.strip_prefix('#').unwrap());
            assert!(found.is_some(), "{name}: {place} refers to {target}");
        });
    }
}

/// Every top-level schema of a document, with its place.
fn schemas(document: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        found.push((format!("/components/schemas/{name}"), schema.clone()));
    }
    visit(&document["paths"], "/paths", &mut |place, entries| {
        found.extend(
            entries.get("schema").map(|schema| (format!("{place}/schema"), schema.clone())),
        );
    });
    found
}

#[test]
fn every_schema_is_valid() {
    for (name, document) in documents() {
        for (place, schema) in schemas(&document) {
            let judged =
                jsonschema::draft202012::meta::validate(&schema).map_err(|error| error.to_string());
            assert_eq!(judged, Ok(()), "{name}: {place}");
        }
    }
}

#[test]
fn every_example_fits_its_schema() {
    let mut judged = 0;
    for (name, document) in documents() {
        let mut wrong = Vec::new();
        visit(&document["paths"], "/paths", &mut |place, entries| {
            let (Some(schema), Some(Value::Object(examples))) =
                (entries.get("schema"), entries.get("examples"))
            else {
                return;
            };
            let mut schema = schema.clone();
            schema["components"] = document["components"].clone();
            // Formats are not checked: pages show URLs such as `pdf_url`.
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            for (example, value) in examples {
                judged += 1;
                let errors = validator.iter_errors(&value["value"]);
                wrong.extend(
                    errors.map(|error| {
                        format!("{place} {example}{}: {error}", error.instance_path())
                    }),
                );
            }
        });
        assert_eq!(wrong, [""; 0], "{name}");
    }
    assert!(judged > 150, "{judged} examples");
}

#[test]
fn operation_ids_are_unique() {
    for (name, document) in documents() {
        let mut seen = BTreeSet::new();
        visit(&document["paths"], "", &mut |place, entries| {
            let calls = place.contains("x-weixin-calls");
            if let Some(id) = entries.get("operationId").and_then(Value::as_str).filter(|_| !calls)
            {
                assert!(seen.insert(id.to_owned()), "{name}: {id} twice");
            }
        });
    }
}
