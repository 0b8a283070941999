//! Attacks by size: large files, long lines, many keys, types that grow when they are expanded.

use super::proof::assert_only_text;
use weixin_test_support::spec::{ENDPOINT, Spec, endpoint};

const MIB: usize = 1 << 20;

/// A file padded to an exact size.
fn padded(text: &str, size: usize) -> String {
    format!("{text}#{}", "x".repeat(size - text.len() - 1))
}

#[test]
fn a_file_may_have_at_most_a_mebibyte() {
    let text = endpoint("");
    assert_eq!(Spec::new().with(ENDPOINT, padded(&text, MIB)).codes(), [""; 0]);
    assert_eq!(Spec::new().with(ENDPOINT, padded(&text, MIB + 1)).codes(), ["S0001"]);
}

#[test]
fn lines_of_a_mebibyte_are_read() {
    for piece in [
        "x",
        "x ",
        "- ",
        "` ",
        "`",
        "\\",
        "*",
        "1.",
        "https://a.example/ ",
        "[a](b) ",
        "<b>",
        "发",
        "# ",
    ] {
        let text = piece.repeat(900_000 / piece.len());
        let files = Spec::of(&format!("about: '{}'", text.trim_end())).files();
        assert_only_text(&files);
        assert!(files["lamp/client.rs"].len() > 900_000, "{piece}");
    }
}

#[test]
fn many_digits_and_dots_are_read() {
    // For each dot the code checks whether only digits precede it.
    let text = format!("{}{}", "1".repeat(400_000), ".".repeat(400_000));
    let files = Spec::of(&format!("about: '{text}'")).files();
    assert!(files["lamp/client.rs"].contains(&"1".repeat(400_000)));
}

#[test]
fn a_hundred_thousand_keys_are_refused_and_a_thousand_of_them_shown() {
    let keys: String = (0..100_000).map(|n| format!("k{n}: 1\n")).collect();
    let spec = Spec::of(&keys);
    assert_eq!(spec.codes(), vec!["S0103"; 1000]);
    assert_eq!(spec.shown().matches("error[S0103]").count(), 1000);
}

#[test]
fn ninety_thousand_keys_on_one_line_are_refused() {
    let keys: Vec<String> = (0..90_000).map(|n| format!("k{n}: 1")).collect();
    let spec = Spec::new().with(ENDPOINT, format!("{{ {} }}", keys.join(", ")));
    assert_eq!(spec.codes().len(), 1000);
    let shown = spec.shown();
    assert_eq!(shown.matches("error[").count(), 1000);
    assert!(shown.contains(" --> spec/lamp/switch.yaml:1:8821\n"), "{}", &shown[..3000]);
    assert!(shown.len() < 600_000, "{}", shown.len());
}

#[test]
fn eighty_thousand_fields_are_refused_once() {
    let fields: Vec<String> = (0..80_000).map(|n| format!("f{n}: url")).collect();
    assert_eq!(Spec::of(&format!("response: {{ {} }}", fields.join(", "))).codes(), ["S0217"]);
    let derived: Vec<String> =
        (0..20_000).map(|n| format!("f{n}: {{ from: {{ query: a, of: g{n} }} }}")).collect();
    assert_eq!(Spec::of(&format!("response: {{ {} }}", derived.join(", "))).codes(), ["S0217"]);
}

#[test]
fn two_thousand_fields_are_read() {
    let fields: Vec<String> =
        (0..1_990).map(|n| format!("f{n}: {{ type: string, aliases: [g{n}] }}")).collect();
    let files = Spec::of(&format!("response: {{ {} }}", fields.join(", "))).files();
    assert_eq!(files["lamp/switch.rs"].matches(" | \"g").count(), 1_990);
}

#[test]
fn at_most_a_thousand_mismatches_are_shown() {
    let field = |n| format!("f{n}: {{ type: string, required: yes }}");
    let fields: Vec<String> = (0..1_990).map(field).collect();
    let entries: Vec<String> = (0..60_000).map(|n| format!("x{n}: 1")).collect();
    let keys = format!(
        "response: {{ {} }}\nexamples: [{{ response: {{ {} }} }}]",
        fields.join(", "),
        entries.join(", ")
    );
    assert_eq!(Spec::of(&keys).codes(), vec!["S0301"; 1000]);
    // Each of these lacks every field.
    let objects = vec!["{}"; 100_000].join(", ");
    let fields = fields.join(", ");
    let keys = format!(
        "response: {{ a: {{ type: list of object, fields: {{ {fields} }} }} }}\nexamples: [{{ response: {{ a: [{objects}] }} }}]"
    );
    assert_eq!(Spec::of(&keys).codes(), vec!["S0301"; 1000]);
}

#[test]
fn long_examples_are_read() {
    let numbers = vec!["1"; 100_000].join(", ");
    let output = Spec::of(&format!(
        "response: {{ a: list of integer }}\nexamples: [{{ response: {{ a: [{numbers}] }} }}]"
    ))
    .generate()
    .unwrap();
    assert_eq!(output.model.matches("1,1").count(), 50_000);
    let files = Spec::of(&format!(
        "body: {{ a: list of integer }}\nexamples: [{{ request: {{ a: [{}] }} }}]",
        vec!["7"; 10_000].join(", ")
    ))
    .files();
    assert_eq!(files["example/lamp/switch.rs"].matches('7').count(), 10_000);
}

#[test]
fn at_most_a_thousand_unknown_words_are_shown() {
    let words = vec!["keepr"; 100_000].join(", ");
    let keys = format!(
        "access: {{ tokens: [{words}], accounts: all, permission_sets: none, cloud_call: no }}"
    );
    assert_eq!(Spec::of(&keys).codes(), vec!["S0205"; 1000]);
    let tokens: String =
        (0..20_000).map(|n| format!("  t{n}: {{ query: key, about: a }}\n")).collect();
    let api =
        weixin_test_support::spec::API.replace("accounts:\n", &format!("{tokens}accounts:\n"));
    assert_eq!(Spec::of(&keys).with("api.yaml", api).codes(), vec!["S0205"; 1000]);
}

#[test]
fn deeply_nested_brackets_are_refused() {
    for (open, count) in [
        ("[", 1_000_000),
        ("{", 1_000_000),
        ("{a: ", 200_000),
        ("[a, ", 200_000),
        ("- ", 400_000),
        ("? ", 400_000),
    ] {
        assert_eq!(
            Spec::of(&format!("about: ok\nresponse:\n  {}", open.repeat(count))).codes(),
            ["S0004"],
            "{open}"
        );
    }
    let blocks: String = (0..1_000).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    assert_eq!(Spec::new().with(ENDPOINT, blocks).codes(), ["S0004"]);
}

#[test]
fn long_quotes_and_comments_are_read_or_refused() {
    for text in [
        "\"".to_owned() + &"a".repeat(900_000),
        "'".to_owned() + &"a ".repeat(400_000),
        "[".to_owned() + &"a,".repeat(400_000),
    ] {
        assert_eq!(Spec::of(&format!("about: ok\nresponse: {text}")).codes(), ["S0003"]);
    }
    assert_eq!(
        Spec::new().with(ENDPOINT, format!("{}{}", endpoint(""), "#\n".repeat(500_000))).codes(),
        [""; 0]
    );
    assert_eq!(
        Spec::new().with(ENDPOINT, format!("{}{}", endpoint(""), "\n".repeat(1_000_000))).codes(),
        [""; 0]
    );
}

#[test]
fn types_that_grow_when_expanded_are_refused() {
    let mut spec = Spec::of("body: { a: T0 }\nexamples: [{ request: { a: {} } }]");
    for level in 0..30 {
        let inner = if level < 29 { format!("T{}", level + 1) } else { "string".to_owned() };
        let text = format!(
            "title: A type\nfor: request\nfields: {{ a: {inner}, b: {inner}, c: list of {inner} }}\n"
        );
        spec = spec.with(&format!("types/t{level}.yaml"), text);
    }
    assert_eq!(spec.codes(), vec!["S0217"; 4]);
}

#[test]
fn deeply_nested_types_are_refused_in_either_order() {
    for forwards in [true, false] {
        let mut spec = Spec::of("body: { a: T5000 }");
        for level in 0..1_000 {
            let next = if forwards { level + 1 } else { level - 1 };
            let last = if forwards { level == 999 } else { level == 0 };
            let inner = if last { "string".to_owned() } else { format!("T{}", next + 5_000) };
            let text = format!(
                "title: A type\nfor: request\nfields: {{ a: {{ type: {inner}, required: no }} }}\n"
            );
            spec = spec.with(&format!("types/t{}.yaml", level + 5_000), text);
        }
        let codes = spec.codes();
        assert_eq!(codes, vec!["S0004"; codes.len()]);
        assert!((1..=32).contains(&codes.len()), "{}", codes.len());
    }
}
