use proptest::prelude::*;

use super::{Broken, Read, read};
use crate::Json;

/// The JSON that is read, and the messages of the repairs.
fn repaired(text: &str) -> (String, Vec<String>) {
    let Read { root, repairs } = read(text, 1).unwrap();
    let messages = repairs.iter().map(|repair| format!("{}: {}", repair.line, repair.message()));
    (Json::from(&root).to_string(), messages.collect())
}

fn case(text: &str, json: &str, repairs: &[&str]) {
    let (found, messages) = repaired(text);
    assert_eq!(found, json, "{text}");
    assert_eq!(messages, repairs, "{text}");
}

fn broken(text: &str) -> (&'static str, u32, bool) {
    let Broken { message, line, at_end } = read(text, 1).unwrap_err();
    (message, line, at_end)
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
    case("{\"a\": [1, 2,],}", r#"{"a":[1,2]}"#, &["1: 2 extra commas were left out"]);
    case("{\"a\": 1\n\"b\": 2}", r#"{"a":1,"b":2}"#, &["2: a missing comma was added"]);
    case("[{\"a\": 1}\n{\"a\": 2}]", r#"[{"a":1},{"a":2}]"#, &["2: a missing comma was added"]);
}

#[test]
fn brackets_at_the_ends() {
    case(
        "{\"a\": {\"b\": [1\n",
        r#"{"a":{"b":[1]}}"#,
        &["2: 3 missing closing brackets were added"],
    );
    case("\"a\": 1\n}", r#"{"a":1}"#, &["1: the missing opening brace was added"]);
    case("{\"a\": 1}\n}", r#"{"a":1}"#, &["2: the text after it was left out"]);
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
        &["1: 3 full-width punctuation marks were replaced"],
    );
    case("{\"a\": \"一，二：“三”\"}", "{\"a\":\"一，二：“三”\"}", &[]);
}

#[test]
fn quotes() {
    case("{'a': 'it\"s'}", r#"{"a":"it\"s"}"#, &["1: 2 strings in single quotes were accepted"]);
    case("{a: 1}", r#"{"a":1}"#, &["1: a key without quotes was accepted"]);
}

#[test]
fn ellipses() {
    case("{\"a\": [1, 2, ...], ……}", r#"{"a":[1,2]}"#, &["1: 2 ellipses were left out"]);
    case("{\"a\": [1, ..., 9]}", r#"{"a":[1,9]}"#, &["1: an ellipsis was left out"]);
}

#[test]
fn a_key_that_is_given_twice() {
    case(
        "{\"a\": 1,\n\"b\": 2,\n\"a\": 3}",
        r#"{"a":3,"b":2}"#,
        &["3: the key `a` is given twice in one object and its last value was used"],
    );
}

#[test]
fn inside_strings() {
    case(
        "{\"a\\_b\": \"x\\ny\"}",
        "{\"a_b\":\"x\\ny\"}",
        &["1: a backslash that escapes nothing was left out"],
    );
    case(
        "{\"a\": \"x\ny\"}",
        "{\"a\":\"x\\ny\"}",
        &["2: an unescaped line break or control character in a string was accepted"],
    );
    case(
        "\u{200b}{\u{a0}\"a\": True}",
        r#"{"a":true}"#,
        &["1: 2 invisible characters were left out", "1: a misspelled constant was corrected"],
    );
}

#[test]
fn does_not_guess() {
    assert_eq!(broken("{\"a\": Buffer}"), ("an unquoted word is not a JSON value", 1, false));
    assert_eq!(broken("{\"a\": 012}"), ("a number is invalid", 1, false));
    assert_eq!(broken("{\"a\": }"), ("a value is invalid", 1, false));
    assert_eq!(broken("{\"a\": [1, 2}"), ("a value is invalid", 1, false));
    assert_eq!(broken("{\"a\": [{\"b\": 1}, \"c\": 2}"), ("a value is invalid", 1, false));
    assert_eq!(broken("{\n\"a\": \"x,\n\"b\": \"y\"}"), ("a string is not closed", 2, false));
}

#[test]
fn a_text_that_is_cut_off() {
    assert_eq!(broken("{\n\t\"errcode\": 0,\n\t\"er"), ("a string is not closed", 3, true));
    assert_eq!(broken("{\"a\":"), ("a value is missing", 1, true));
    assert_eq!(broken("{\"a\""), ("a key has no colon", 1, true));
}

#[test]
fn depth_is_limited() {
    assert_eq!(broken(&"[".repeat(100_000)), ("it has more than 64 levels", 1, false));
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
    /// Valid JSON is read unchanged, without repairs.
    #[test]
    fn agrees_with_an_ordinary_parser(value in json()) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            let Read { root, repairs } = read(&text, 1).unwrap();
            prop_assert_eq!(&repairs, &[]);
            let found: serde_json::Value = serde_json::from_str(&Json::from(&root).to_string()).unwrap();
            prop_assert_eq!(&found, &value);
        }
    }

    /// A value that was read can be written as valid JSON.
    #[test]
    fn gives_json_or_nothing(text in r#"[\[\]{}:,"'“”，：a-c0-2\\/*.# \n-]{0,40}"#) {
        if let Ok(Read { root, .. }) = read(&text, 1) {
            let written = Json::from(&root).to_string();
            prop_assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok(), "{}", written);
        }
    }
}
