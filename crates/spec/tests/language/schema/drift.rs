//! The committed schema is the one that the language makes, and judges as the parser does.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};
use weixin_spec::load::{SCHEMA_FILE, model, schema, schema_comment};

use super::reader::{Schemas, files, root, yaml};
use weixin_test_support::spec::Spec;

#[test]
fn the_committed_schema_is_current() {
    let committed = fs::read_to_string(root().join("spec").join(SCHEMA_FILE)).unwrap();
    assert!(committed == schema(), "run `cargo gen schema`");
}

#[test]
fn every_spec_names_its_schema_in_the_first_line() {
    for (path, text) in files(&root().join("spec")) {
        assert_eq!(text.lines().next(), Some(schema_comment(&path).as_str()), "{path}");
    }
}

#[test]
fn the_line_leads_to_the_schema_of_the_file() {
    let lines =
        ["api.yaml", "errors.yaml", "types/lamp.yaml", "lamp/switch.yaml"].map(schema_comment);
    assert_eq!(
        lines,
        [
            "# yaml-language-server: $schema=schema.json#/$defs/api",
            "# yaml-language-server: $schema=schema.json#/$defs/errors",
            "# yaml-language-server: $schema=../schema.json#/$defs/type",
            "# yaml-language-server: $schema=../schema.json#/$defs/endpoint",
        ]
    );
}

/// What may be written in the place of any value. `null` is not among them: the parser takes it for the
/// text `null` where it takes texts, and that an editor doubts it does no harm.
fn probes() -> Vec<Value> {
    vec![
        json!("two words"),
        json!(""),
        json!("lower_case"),
        json!("UpperCase"),
        json!("string"),
        json!("list of object"),
        json!("two\nlines"),
        json!("x".repeat(201)),
        json!("https://example.com"),
        json!("2026-11-22"),
        json!("yes"),
        json!(true),
        json!(7),
        json!(-1),
        json!("7"),
        json!(1.5),
        json!([]),
        json!(["item"]),
        json!({}),
        json!({ "unheard_of": "x" }),
    ]
}

/// Every value that differs from `value` in one place: another value there, a key too few, or one too many.
fn mutations(value: &Value) -> Vec<Value> {
    let mut out = probes();
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                let with = |new: Option<Value>| {
                    let mut entries = entries.clone();
                    match new {
                        Some(new) => entries.insert(key.clone(), new),
                        None => entries.remove(key),
                    };
                    Value::Object(entries)
                };
                out.extend(mutations(inner).into_iter().map(|inner| with(Some(inner))));
                out.push(with(None));
            }
            let mut more = entries.clone();
            more.insert("unheard_of".to_owned(), json!("string"));
            out.push(Value::Object(more));
        }
        Value::Array(items) => {
            for index in 0..items.len() {
                let with = |inner| {
                    let mut items = items.clone();
                    items[index] = inner;
                    Value::Array(items)
                };
                out.extend(mutations(&items[index]).into_iter().map(with));
            }
        }
        _ => {}
    }
    out
}

/// A spec that says everything the language can say at least once.
const SAMPLES: [(&str, &str); 6] = [
    ("api.yaml", include_str!("samples/api.yaml")),
    ("errors.yaml", include_str!("samples/errors.yaml")),
    ("types/keeper.yaml", include_str!("samples/keeper.yaml")),
    ("types/mood.yaml", include_str!("samples/mood.yaml")),
    ("lamp/switch.yaml", include_str!("samples/switch.yaml")),
    ("lamp/picture.yaml", include_str!("samples/picture.yaml")),
];

fn sample_spec() -> Spec {
    SAMPLES.iter().fold(Spec::new(), |spec, (path, text)| spec.with(path, *text))
}

/// Codes that the parser gives: what one file says about itself.
fn of_the_parser(code: &str) -> bool {
    code.starts_with("S01") || ["S0213", "S0214", "S0303"].contains(&code)
}

/// What the schema must refuse too.
fn of_shape(code: &str) -> bool {
    ["S0101", "S0102", "S0103", "S0104"].contains(&code)
}

/// A name may be spelt `true`; that an editor doubts it does no harm either. The samples say `yes`.
fn has_true(value: &Value) -> bool {
    match value {
        Value::Bool(value) => *value,
        Value::Array(items) => items.iter().any(has_true),
        Value::Object(entries) => entries.values().any(has_true),
        _ => false,
    }
}

fn codes(spec: &Spec) -> Vec<&'static str> {
    let problems = model(&spec.sources()).err().unwrap_or_default();
    problems.sorted().iter().map(|problem| problem.code.id()).collect()
}

/// The names of every object's properties within a schema.
fn properties(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(entries) => {
            let known = schema.get("properties").and_then(Value::as_object);
            // A rule about a key is no key.
            let rule = schema.get("additionalProperties").is_none();
            let known = known.filter(|_| !rule).into_iter().flatten();
            found.extend(known.map(|(name, _)| name.clone()));
            entries.values().for_each(|inner| properties(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| properties(inner, found)),
        _ => {}
    }
}

#[test]
fn the_samples_have_every_key_of_the_language() {
    let mut known = BTreeSet::new();
    properties(&serde_json::from_str(&schema()).unwrap(), &mut known);
    let samples = [SAMPLES.as_slice(), &EXTENDING].concat();
    let samples = samples.iter().map(|(_, text)| yaml(text).unwrap().to_string());
    let samples: String = samples.collect();
    let missing = known.iter().filter(|name| !samples.contains(&format!("\"{name}\":")));
    assert_eq!(missing.collect::<Vec<_>>(), [""; 0]);
    assert!(known.len() > 60, "{} keys", known.len());
}

/// A folder that adds to WeChat's API.
const EXTENDING: [(&str, &str); 1] = [("api.yaml", include_str!("samples/extending.yaml"))];

#[test]
fn schema_and_parser_judge_alike_whatever_is_changed() {
    let judged = judge(&sample_spec(), &SAMPLES);
    assert!(judged > 3500, "{judged} judged");
}

#[test]
fn they_do_so_for_a_folder_that_extends_an_api() {
    let spec = Spec::new().without("errors.yaml").with("api.yaml", EXTENDING[0].1);
    let judged = judge(&spec, &EXTENDING);
    assert!(judged > 100, "{judged} judged");
}

/// Changes each sample in every place, and asks both; says how often.
fn judge(spec: &Spec, samples: &[(&str, &str)]) -> usize {
    let schemas = Schemas::new();
    assert_eq!(codes(spec), [""; 0], "{}", spec.shown());
    let (mut alarms, mut misses, mut judged) = (Vec::new(), Vec::new(), 0);
    for (path, text) in samples {
        for value in mutations(&yaml(text).unwrap()) {
            judged += 1;
            // JSON is YAML.
            let text = serde_json::to_string_pretty(&value).unwrap();
            let codes = codes(&spec.clone().with(path, text.as_str()));
            let taken = schemas.takes(path, &value);
            if !taken && !has_true(&value) && !codes.iter().any(|code| of_the_parser(code)) {
                alarms.push(format!("{path}: {:?}", schemas.problems(path, &value)));
            }
            if taken && codes.iter().any(|code| of_shape(code)) {
                misses.push(format!("{path}: {codes:?}\n{text}"));
            }
            assert!(codes.iter().all(|code| *code != "S0901"), "{codes:?}\n{text}");
        }
    }
    assert_eq!(alarms, [""; 0], "refused by the schema alone");
    assert_eq!(misses, [""; 0], "taken by the schema alone");
    judged
}
