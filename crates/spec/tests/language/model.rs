//! The model as JSON lines: one thing a line, defaults left out, and nothing lost.

use weixin_spec::Model;
use weixin_spec::load::model;
use weixin_test_support::spec::Spec;

fn lamp() -> Model {
    let spec =
        Spec::of("response: { height: { type: integer, required: yes }, since: unix_seconds }")
            .with(
                "types/keeper.yaml",
                "title: A keeper\nfor: response\nfields: { name: string }\n",
            );
    model(&spec.sources()).unwrap()
}

#[test]
fn each_thing_is_a_line_of_its_own() {
    let text = lamp().to_jsonl();
    let kinds: Vec<&str> = text.lines().map(|line| line.split('"').nth(1).unwrap()).collect();
    assert_eq!(kinds, ["format", "api", "error", "type", "endpoint"]);
}

#[test]
fn what_is_usual_is_left_out() {
    let text = lamp().to_jsonl();
    let endpoint = text.lines().last().unwrap();
    let response = r#""response":{"json":[{"name":"height","type":"integer"},{"name":"since","type":"unix_seconds","presence":"optional"}]}"#;
    assert!(endpoint.contains(response), "{endpoint}");
    assert!(!endpoint.contains("evidence") && !endpoint.contains("legacy"), "{endpoint}");
}

#[test]
fn what_was_written_is_read_back() {
    let model = lamp();
    assert_eq!(Model::from_jsonl(&model.to_jsonl()), Ok(model));
}

#[test]
fn quirks_and_notes_are_read_back_as_they_were_written() {
    let spec = Spec::of(
        "response: { height: integer }\nnotes: [It grows.]\nquirks:\n  \
         - { about: response.height, differs: type, page: string, note: It is a number. }\n  \
         - { review: Why? }\n",
    );
    let model = model(&spec.sources()).unwrap();
    let text = model.to_jsonl();
    let expected = concat!(
        r#""quirks":[{"about":"response.height","differs":["type"],"page":"string","note":"It is a number."},"#,
        r#"{"review":"Why?"}],"notes":["It grows."]"#,
    );
    assert!(text.contains(expected), "{text}");
    assert_eq!(Model::from_jsonl(&text), Ok(model));
}

/// The message of the error for a text.
fn refused(text: &str) -> String {
    Model::from_jsonl(text).unwrap_err().to_string()
}

#[test]
fn a_newer_format_is_named() {
    let expected = "line 1: the model has format 2, but this version reads format 1";
    assert_eq!(refused("{\"format\":2}\n{\"new\":{}}\n"), expected);
}

#[test]
fn a_text_that_is_no_model_is_refused_with_its_line() {
    let whole = lamp().to_jsonl();
    let no_format = whole.lines().skip(1).collect::<Vec<_>>().join("\n");
    assert_eq!(refused(&no_format), "line 1: the first line must be the format");
    assert_eq!(refused("{\"format\":1}\n{\"format\":1}\n"), "line 2: the format is given twice");
    let missing = "line 2: the `api` line is missing";
    assert_eq!(refused("{\"format\":1}\n"), missing);
    assert_eq!(refused(""), "line 1: the `api` line is missing");
    let cut = &whole[..whole.len() - 10];
    assert!(refused(cut).starts_with("line 5: EOF while parsing"), "{}", refused(cut));
    let other = "line 2: unknown variant `lamp`, expected one of";
    assert!(refused("{\"format\":1}\n{\"lamp\":{}}\n").starts_with(other));
}
