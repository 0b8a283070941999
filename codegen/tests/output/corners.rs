//! Regression tests: corner cases of the language whose Rust once didn't compile or was wrong.

use weixin_test_support::spec::{ENDPOINT, Spec, endpoint};

/// Returns the lines of a generated file without indentation.
fn lines(spec: &Spec, path: &str) -> Vec<String> {
    let files = spec.files();
    files[path].lines().map(|line| line.trim().to_owned()).collect()
}

fn assert_has(lines: &[String], expected: &[&str]) {
    let found = lines.windows(expected.len()).any(|window| window == expected);
    assert!(found, "{expected:#?} is not in\n{}", lines.join("\n"));
}

const SWITCH: &str = "lamp/switch.rs";
const EXAMPLE: &str = "example/lamp/switch.rs";
const ALLOW: &str = "#[allow(deprecated, reason = \"what is deprecated is still sent and read\")]";

#[test]
fn deprecated_fields_are_sent_without_a_warning() {
    let spec = Spec::of(
        "query: { a: { type: string, deprecated: old, required: no } }
body: { b: { type: string, deprecated: old, secret: yes }, c: { type: string, deprecated: old, limits: { chars: 3 } } }",
    );
    let lines = lines(&spec, SWITCH);
    // Required fields can't be left out, so they are not marked.
    assert_has(&lines, &["required { b: rt::Secret, c: String }"]);
    assert_has(&lines, &["optional { #[deprecated(note = \"old\")] a: String }"]);
    assert_has(&lines, &[ALLOW, "impl rt::Endpoint for SwitchRequest {"]);
}

#[test]
fn deprecated_fields_are_read_without_a_warning() {
    let spec = Spec::of(
        "response:
  a: { type: string, deprecated: old, aliases: [b] }
  u: { type: url, deprecated: old }
  d: { from: { query: d, of: u }, deprecated: older }",
    );
    let lines = lines(&spec, SWITCH);
    assert_has(&lines, &["rt::response!(SwitchResponse { a | \"b\": optional, u: optional });"]);
    assert_has(
        &lines,
        &[
            "#[deprecated(note = \"older\")]",
            ALLOW,
            "#[must_use]",
            "pub fn d(&self) -> Option<Cow<'_, str>> {",
        ],
    );
}

#[test]
fn an_example_uses_the_types_that_a_shared_type_defines() {
    let spec = Spec::of("body: { keeper: Keeper }\nexamples: [{ request: { keeper: { rank: high, lamp: { height: 3 } } } }]")
        .with(
            "types/keeper.yaml",
            "title: A keeper\nfor: request\nfields: { rank: { type: enum, values: { high: High } }, lamp: { type: object, fields: { height: integer } } }\n",
        );
    let lines = lines(&spec, EXAMPLE);
    assert_has(&lines, &["rank: keeper::Rank::High,", "lamp: keeper::Lamp::new(3),"]);
}

#[test]
fn a_shared_type_whose_name_ends_in_request_keeps_its_name_for_required_fields() {
    let spec = Spec::new().with(
        "types/loan_request.yaml",
        "title: A loan\nfor: request\nfields: { a: string, b: string }\n",
    );
    assert_has(
        &lines(&spec, "types/mod.rs"),
        &["pub use loan_request::{LoanRequest, LoanRequestRequired};"],
    );
    assert_has(
        &lines(&spec, "types/loan_request.rs"),
        &[
            "rt::request!(stored LoanRequest, LoanRequestRequired { required { a: String, b: String } });",
        ],
    );
}

#[test]
fn examples_write_the_types_of_the_runtime() {
    let spec = Spec::of(
        "body: { a: fen, b: unix_seconds, c: base64, d: yuan, e: number }
examples: [{ request: { a: -5, b: 7, c: aGk=, d: \"1.20\", e: -0.5 } }]",
    );
    let fields = ["(-5),", "(7),", "(b\"hi\".to_vec()),", "\"1.20\".parse()?,", "(-0.5),"];
    let of = |runtime: &str| {
        ["Fen", "UnixSeconds", "Base64", "", "Number::from"]
            .map(|name| if name.is_empty() { String::new() } else { format!("{runtime}::{name}") })
    };
    let expected = |prefix: &str, runtime: &str| {
        let all = ["a", "b", "c", "d", "e"].into_iter().zip(of(runtime)).zip(fields);
        all.map(|((field, name), value)| format!("{prefix}{field}: {name}{value}"))
            .collect::<Vec<_>>()
    };
    let within = expected("", "rt");
    assert_has(&lines(&spec, EXAMPLE), &within.iter().map(String::as_str).collect::<Vec<_>>());
    let docs = expected("///         ", "weixin");
    assert_has(
        &lines(&spec, "lamp/client.rs"),
        &docs.iter().map(String::as_str).collect::<Vec<_>>(),
    );
}

#[test]
fn limits_of_fractions_are_fractions() {
    let spec = Spec::of("body: { a: { type: number, limits: { value: { min: -2, max: 5 } } } }");
    assert_has(&lines(&spec, SWITCH), &["check.number(\"a\", value.0, -2.0..=5.0);"]);
}

#[test]
fn limits_are_checked_in_maps_and_lists_of_lists() {
    let object = "type_name: Lamp, fields: { name: { type: string, limits: { chars: 3 } } }";
    for ty in ["object", "list of object", "map of object", "list of list of object"] {
        let spec = Spec::of(&format!("body: {{ a: {{ type: {ty}, {object} }} }}"));
        assert_has(&lines(&spec, SWITCH), &["let value = &self.a;", "check.within(\"a\", value);"]);
    }
}

#[test]
fn a_fixed_value_of_a_query_is_sent_as_text() {
    let spec = Spec::of(
        "query: { a: { type: integer, fixed: -7 }, b: { type: boolean, fixed: true }, c: { type: string, fixed: x } }",
    );
    let expected =
        ["query.push(\"a\", \"-7\");", "query.push(\"b\", \"true\");", "query.push(\"c\", \"x\");"];
    assert_has(&lines(&spec, SWITCH), &expected);
}

#[test]
fn a_fixed_value_is_no_argument() {
    let spec =
        Spec::of("body: { a: { type: string, fixed: x }, b: { type: string, required: no } }");
    let expected =
        r#"rt::request!(stored SwitchRequest { fixed { a = "x" } optional { b: String } });"#;
    assert_has(&lines(&spec, SWITCH), &[expected]);
}

#[test]
fn a_group_and_an_endpoint_may_have_one_name() {
    let spec = Spec::new().with("lamp/lamp.yaml", endpoint(""));
    let reason = "reason = \"the group and one of its endpoints have the same name\"";
    let lines = lines(&spec, "lamp/mod.rs").join(" ");
    assert!(
        lines.contains(&format!("#[allow( clippy::module_inception, {reason} )] pub mod lamp;")),
        "{lines}"
    );
}

#[test]
fn the_lines_of_a_paragraph_are_joined() {
    let spec = Spec::of("about: |\n  - one\n    and more\n  - two\n\n  Words.");
    let expected = ["/// - one and more", "/// - two", "///", "/// Words."];
    assert_has(&lines(&spec, "lamp/client.rs"), &expected);
}

#[test]
fn an_endpoint_that_no_account_may_call_is_documented() {
    let spec =
        Spec::of("access: { tokens: none, accounts: {}, permission_sets: none, cloud_call: no }");
    let text = lines(&spec, "lamp/client.rs").join(" ");
    assert!(text.contains("- **Callers:** no account type; "), "{text}");
}

#[test]
fn a_value_may_have_the_name_none() {
    let spec = Spec::of(
        "response: { a: { type: enum, values: { none: Nothing, default: Usual, ok: Good } } }",
    );
    assert_has(
        &lines(&spec, SWITCH),
        &[
            "/// `none`: Nothing.",
            "None = \"none\",",
            "/// `default`: Usual.",
            "Default = \"default\",",
            "/// `ok`: Good.",
            "Ok = \"ok\",",
        ],
    );
}

#[test]
fn an_empty_value_is_not_a_tilde() {
    assert_eq!(Spec::of("about:\ntitle:").codes(), ["S0110", "S0110"]);
    assert_eq!(Spec::new().with(ENDPOINT, endpoint("response:")).codes(), ["S0101"]);
}

#[test]
fn a_published_sample_may_look_real() {
    let example = |published| {
        Spec::of(&format!(
            "response: {{ token: {{ type: string, secret: yes }} }}
examples: [{{ {published}response: {{ token: aB3dE5gH7jK9mN1pQ3sT5vW7 }} }}]"
        ))
    };
    assert_eq!(example("published: yes, ").codes(), [""; 0]);
    assert_eq!(example("").codes(), ["S0302"]);
}

#[test]
fn a_form_is_written_part_by_part() {
    let spec = Spec::of(
        "form:
  name: string
  kind: { type: string, fixed: lamp }
  plan: { type: file, file_name: lamp.pdf, content_type: application/pdf }
  photo: { type: file, file_name: lamp.png, content_type: image/png, required: no }",
    );
    let expected = [
        "let mut form = rt::Form::new();",
        "form.text(\"name\", &self.name)?;",
        "form.text(\"kind\", \"lamp\")?;",
        "form.file(\"plan\", &self.plan, \"lamp.pdf\", \"application/pdf\")?;",
        "if let Some(file) = &self.photo {",
        "form.file(\"photo\", file, \"lamp.png\", \"image/png\")?;",
        "}",
        "Ok(form.into())",
    ];
    assert_has(&lines(&spec, SWITCH), &expected);
}

#[test]
fn a_download_is_a_file_with_a_limit() {
    let spec = Spec::of("download: { about: The plan., limit: 1024 }");
    let text = lines(&spec, SWITCH);
    assert_has(&text, &["/// The plan. At most 1024 bytes.", "pub file: rt::File,"]);
    assert_has(&text, &[".download(1024);"]);
    assert_has(&text, &["Ok(Self { file: body.clone().into() })"]);
}

#[test]
fn json_of_unknown_shape_is_one_value() {
    let spec = Spec::of("body: json\nresponse: json");
    let text = lines(&spec, SWITCH);
    assert_has(
        &text,
        &["#[serde(transparent)]", "#[non_exhaustive]", "pub struct SwitchRequest {"],
    );
    assert_has(&text, &["rt::request!(SwitchRequest { required exact { json: rt::JsonValue } });"]);
    assert_has(
        &text,
        &["#[serde(transparent)]", "#[non_exhaustive]", "pub struct SwitchResponse {"],
    );
}
