//! What is good is taken, what has a wrong shape is refused.

use serde_json::Value;

use super::reader::{Schemas, files, root, yaml};
use crate::cases::cases;

/// Every problem of the files of a folder.
fn problems(folder: &str) -> (usize, Vec<String>) {
    let schemas = Schemas::new();
    let files = files(&root().join(folder));
    let problems = files.iter().flat_map(|(path, text)| {
        let value = yaml(text).unwrap_or_else(|| panic!("{path} is no YAML"));
        let problems = schemas.problems(path, &value);
        problems.into_iter().map(move |problem| format!("{path}{problem}"))
    });
    (files.len(), problems.collect())
}

#[test]
fn the_schema_is_one() {
    let schema: Value = serde_json::from_str(&weixin_spec::load::schema()).unwrap();
    assert_eq!(jsonschema::draft202012::meta::validate(&schema).map_err(|e| e.to_string()), Ok(()));
}

#[test]
fn every_spec_is_taken() {
    let (count, problems) = problems("spec");
    assert_eq!(problems, [""; 0]);
    assert!(count > 70, "{count} files");
}

#[test]
fn every_fixture_is_taken() {
    let (count, problems) = problems("tests/fixtures/specs");
    assert_eq!(problems, [""; 0]);
    assert!(count > 45, "{count} files");
}

/// Unknown key, missing key, wrong kind, unknown word; calls, dates and addresses that are none.
const OF_SHAPE: [&str; 7] = ["S0101", "S0102", "S0103", "S0104", "S0105", "S0106", "S0107"];

/// Of those, what a schema can't tell.
const BEYOND_A_SCHEMA: [(&str, &str); 3] = [
    ("S0105_query_twice", "a pattern can't compare two parts of a text"),
    ("S0106_february", "which day a month ends on is arithmetic"),
    ("S0107_host_port", "so is how large a port may be"),
];

#[test]
fn every_case_of_a_wrong_shape_is_refused() {
    let schemas = Schemas::new();
    let mut taken = Vec::new();
    let mut judged = 0;
    for (name, case) in cases() {
        if !OF_SHAPE.iter().any(|code| name.starts_with(code)) {
            continue;
        }
        judged += 1;
        let refused = case
            .spec
            .texts()
            .any(|(path, text)| yaml(&text).is_none_or(|value| !schemas.takes(&path, &value)));
        if !refused {
            taken.push(name);
        }
    }
    assert_eq!(taken, BEYOND_A_SCHEMA.map(|(name, _)| name));
    assert!(judged >= 60, "{judged} cases");
}
