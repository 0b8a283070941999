use proptest::prelude::*;

use super::{Broken, Read, read};
use crate::Json;

/// The JSON that is read, and the repairs.
fn repaired(text: &str) -> (String, Vec<String>) {
    let Read { root, repairs } = read(text, 1).unwrap();
    let words = repairs.iter().map(|repair| format!("{}: {}", repair.line, repair.words()));
    (Json::from(&root).to_string(), words.collect())
}

fn case(text: &str, json: &str, repairs: &[&str]) {
    let (found, said) = repaired(text);
    assert_eq!(found, json, "{text}");
    assert_eq!(said, repairs, "{text}");
}

fn broken(text: &str) -> (&'static str, u32, bool) {
    let Broken { words, line, at_end } = read(text, 1).unwrap_err();
    (words, line, at_end)
}

#[test]
fn plain_json_needs_no_repair() {
    case(
        r#"{"b": [1, 2.50, -3e4], "a": {"x": null, "y": true}}"#,
        r#"{"b":[1,2.50,-3e4],"a":{"x":null,"y":true}}"#,
        &[],
    );
    case(r#""\u4f60\ud83d\ude00\n\/""#, "\"你😀\\n/\"", &[]);
}

#[test]
fn comments() {
    case(
        "{\n  \"a\": 1, // first\n  /* second\n  */ \"b\": \"// none\" # third\n}",
        r#"{"a":1,"b":"// none"}"#,
        &["2: 3 comments were left out"],
    );
}

#[test]
fn commas() {
    case("{\"a\": [1, 2,],}", r#"{"a":[1,2]}"#, &["1: 2 commas too many were left out"]);
    case("{\"a\": 1\n\"b\": 2}", r#"{"a":1,"b":2}"#, &["2: a missing comma was added"]);
    case("[{\"a\": 1}\n{\"a\": 2}]", r#"[{"a":1},{"a":2}]"#, &["2: a missing comma was added"]);
}

#[test]
fn brackets_at_the_ends() {
    case(
        "{\"a\": {\"b\": [1\n",
        r#"{"a":{"b":[1]}}"#,
        &["2: 3 missing brackets at its end were added"],
    );
    case("\"a\": 1\n}", r#"{"a":1}"#, &["1: the missing brace at its beginning was added"]);
    case("{\"a\": 1}\n}", r#"{"a":1}"#, &["2: what stands behind it was left out"]);
}

#[test]
fn a_text_with_an_escaped_quote_before_a_colon() {
    case(r#""\":""#, r#""\":""#, &[]);
}

#[test]
fn full_width_marks() {
    case(
        "{“a”：1，\"b\": 2}",
        r#"{"a":1,"b":2}"#,
        &["1: 3 full-width marks were taken for the plain ones"],
    );
    case("{\"a\": \"一，二：“三”\"}", "{\"a\":\"一，二：“三”\"}", &[]);
}

#[test]
fn quotes() {
    case("{'a': 'it\"s'}", r#"{"a":"it\"s"}"#, &["1: 2 texts in single quotes were taken as such"]);
    case("{a: 1}", r#"{"a":1}"#, &["1: a key without quotes was taken as one"]);
}

#[test]
fn what_stands_for_more() {
    case("{\"a\": [1, 2, ...], ……}", r#"{"a":[1,2]}"#, &["1: 2 ellipses were left out"]);
    case("{\"a\": [1, ..., 9]}", r#"{"a":[1,9]}"#, &["1: an ellipsis was left out"]);
}

#[test]
fn a_key_that_stands_twice() {
    case(
        "{\"a\": 1,\n\"b\": 2,\n\"a\": 3}",
        r#"{"a":3,"b":2}"#,
        &["3: the key `a` stands twice in one object, the last was taken"],
    );
}

#[test]
fn inside_texts() {
    case(
        "{\"a\\_b\": \"x\\ny\"}",
        "{\"a_b\":\"x\\ny\"}",
        &["1: a backslash that escapes nothing was left out"],
    );
    case(
        "{\"a\": \"x\ny\"}",
        "{\"a\":\"x\\ny\"}",
        &["2: a line's end inside a text was kept as part of it"],
    );
    case(
        "\u{200b}{\u{a0}\"a\": True}",
        r#"{"a":true}"#,
        &[
            "1: 2 invisible characters were left out",
            "1: a constant in capitals was taken for the plain one",
        ],
    );
}

#[test]
fn what_would_be_a_guess_is_left_alone() {
    assert_eq!(broken("{\"a\": Buffer}"), ("a word that is no value of JSON", 1, false));
    assert_eq!(broken("{\"a\": 012}"), ("a number that is none of JSON", 1, false));
    assert_eq!(broken("{\"a\": }"), ("a value that is none of JSON", 1, false));
    assert_eq!(broken("{\"a\": [1, 2}"), ("a value that is none of JSON", 1, false));
    assert_eq!(
        broken("{\"a\": [{\"b\": 1}, \"c\": 2}"),
        ("a value that is none of JSON", 1, false)
    );
    assert_eq!(broken("{\n\"a\": \"x,\n\"b\": \"y\"}"), ("a text that doesn't end", 2, false));
}

#[test]
fn a_text_that_is_cut_off() {
    assert_eq!(broken("{\n\t\"errcode\": 0,\n\t\"er"), ("a text that doesn't end", 3, true));
    assert_eq!(broken("{\"a\":"), ("a value that is missing", 1, true));
    assert_eq!(broken("{\"a\""), ("a key without a colon", 1, true));
}

#[test]
fn depth_has_an_end() {
    assert_eq!(broken(&"[".repeat(100_000)), ("more levels than 64", 1, false));
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        ".*".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::vec((".*", inner), 0..5)
                .prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    /// What is JSON is read as JSON is, and nothing in it is repaired.
    #[test]
    fn agrees_with_an_ordinary_parser(value in json()) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            let Read { root, repairs } = read(&text, 1).unwrap();
            prop_assert_eq!(&repairs, &[]);
            let found: serde_json::Value = serde_json::from_str(&Json::from(&root).to_string()).unwrap();
            prop_assert_eq!(&found, &value);
        }
    }

    /// Whatever is read becomes JSON.
    #[test]
    fn gives_json_or_nothing(text in r#"[\[\]{}:,"'“”，：a-c0-2\\/*.# \n-]{0,40}"#) {
        if let Ok(Read { root, .. }) = read(&text, 1) {
            let written = Json::from(&root).to_string();
            prop_assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok(), "{}", written);
        }
    }
}
