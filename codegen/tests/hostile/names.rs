//! Attacks on names: of files, fields, types and values.

use super::proof::assert_only_text;
use weixin_test_support::spec::{Spec, endpoint};

const KEYWORDS: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
    "false", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut",
    "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "type", "unsafe",
    "use", "where", "while", "abstract", "become", "box", "do", "final", "macro", "override",
    "priv", "try", "typeof", "unsized", "virtual", "yield",
];

#[test]
fn keywords_are_refused_as_ids_groups_and_types() {
    for word in KEYWORDS {
        assert_eq!(
            Spec::new().with(&format!("lamp/{word}.yaml"), endpoint("")).codes(),
            ["S0202"],
            "{word}"
        );
        assert_eq!(
            Spec::new().with(&format!("{word}/lamp.yaml"), endpoint("")).codes(),
            ["S0202"],
            "{word}"
        );
        let ty = Spec::new()
            .with(&format!("types/{word}.yaml"), "title: A type\nfor: request\nfields: {}\n");
        assert!(ty.codes().iter().all(|code| *code == "S0202") && !ty.codes().is_empty(), "{word}");
    }
}

#[test]
fn keywords_are_allowed_as_fields() {
    let fields: Vec<String> =
        KEYWORDS.iter().map(|word| format!("{word}: {{ type: string, required: no }}")).collect();
    let fields = format!("{{ {} }}", fields.join(", "));
    let files = Spec::of(&format!("body: {fields}\nresponse: {fields}")).files();
    assert_only_text(&files);
    let text = &files["lamp/switch.rs"];
    for word in KEYWORDS {
        let name = match *word {
            "self" | "super" | "crate" => format!("{word}_"),
            word => format!("r#{word}"),
        };
        assert!(text.contains(&format!("pub {name}: Option<String>,")), "{word}");
        let renamed = if name == *word { String::new() } else { format!(" = \"{word}\"") };
        assert!(text.contains(&format!(" {name}{renamed}: String,")), "{word}");
        assert!(text.contains(&format!(" {name}{renamed}: optional,")), "{word}");
    }
}

#[test]
fn values_that_are_keywords_become_variants() {
    let values: Vec<String> = KEYWORDS
        .iter()
        .filter(|word| **word != "self")
        .map(|word| format!("\"{word}\": x"))
        .collect();
    let spec = Spec::of(&format!(
        "response: {{ a: {{ type: enum, values: {{ {} }} }} }}",
        values.join(", ")
    ));
    assert!(spec.files()["lamp/switch.rs"].contains("Match = \"match\","));
    assert_eq!(Spec::of("response: { a: { type: enum, values: { self: x } } }").codes(), ["S0202"]);
}

#[test]
fn files_stay_within_the_folder() {
    for path in [
        "../evil.yaml",
        "../../evil.yaml",
        "/etc/evil.yaml",
        "lamp/../evil.yaml",
        "lamp/../../evil.yaml",
        "..",
        ".",
        "../types/evil.yaml",
        "lamp/..",
        "lamp/.yaml",
        "lamp/..yaml",
        "lamp/a.b.yaml",
        "lamp/a\\b.yaml",
        "C:\\evil.yaml",
        "lamp\\evil.yaml",
        "lamp/evil.yaml/",
        "lamp/a b.yaml",
        "lamp/-rf.yaml",
        "lamp/$HOME.yaml",
        "lamp/a\0.yaml",
        "lamp/\u{202e}.yaml",
        "lamp/évil.yaml",
        "lamp/еvil.yaml",
        "lamp/EVIL.yaml",
        "lamp/_evil.yaml",
        "lamp/evil_.yaml",
        "lamp/1evil.yaml",
        "lamp/e__vil.yaml",
        "lamp/evil.YAML",
        "lamp/evil",
        "evil.yaml",
        "a/b/c.yaml",
        "Lamp/evil.yaml",
        "types/../evil.yaml",
        "types/Evil.yaml",
        "types/a/b.yaml",
    ] {
        assert_eq!(Spec::new().with(path, endpoint("")).codes(), ["S0009"], "{path:?}");
    }
    let long = format!("lamp/{}.yaml", "a".repeat(65));
    assert_eq!(Spec::new().with(&long, endpoint("")).codes(), ["S0009"]);
}

#[test]
fn device_names_of_windows_are_refused() {
    for name in ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"] {
        assert_eq!(
            Spec::new().with(&format!("lamp/{name}.yaml"), endpoint("")).codes(),
            ["S0202"],
            "{name}"
        );
        assert_eq!(
            Spec::new().with(&format!("{name}/lamp.yaml"), endpoint("")).codes(),
            ["S0202"],
            "{name}"
        );
        let ty = Spec::new()
            .with(&format!("types/{name}.yaml"), "title: A type\nfor: request\nfields: {}\n");
        assert_eq!(ty.codes(), ["S0202"], "{name}");
    }
}

#[test]
fn names_in_other_scripts_are_refused() {
    // The first letter of each is Cyrillic, Greek, full-width or accented.
    for name in ["аppid", "οrder", "ｏrder", "élan", "発票", "a\u{301}b"] {
        for keys in [
            format!("response: {{ {name}: string }}"),
            format!("response: {{ a: {{ type: string, rust: {name} }} }}"),
            format!("response: {{ a: {{ type: object, fields: {{}}, type_name: {name} }} }}"),
            format!("response: {{ a: {{ type: string, aliases: [{name}] }} }}"),
            format!("response: {{ u: url, a: {{ from: {{ query: {name}, of: u }} }} }}"),
            format!("response: {{ a: {{ type: enum, values: {{ {name}: x }} }} }}"),
            format!(
                "response: {{ a: {{ type: enum, values: {{ b: {{ name: {name}, about: x }} }} }} }}"
            ),
        ] {
            assert_eq!(Spec::of(&keys).codes(), ["S0109"], "{keys}");
        }
    }
}

#[test]
fn names_that_are_code_are_refused() {
    for name in [
        "a: u8, b", "a()", "a; fn b", "r#a", "a\"", "a'", "a<b>", "a::b", "$a", "#a", "{a}",
        "a\nb", "a/b", "a b", "(a)",
    ] {
        let name = weixin_test_support::spec::quoted(name);
        assert_eq!(
            Spec::of(&format!("response: {{ {name}: string }}")).codes(),
            ["S0109"],
            "{name}"
        );
        let keys = format!("response: {{ a: {{ type: string, rust: {name} }} }}");
        assert_eq!(Spec::of(&keys).codes(), ["S0109"], "{name}");
        let keys = format!("response: {{ a: {{ type: {name} }} }}");
        assert_eq!(Spec::of(&keys).codes(), ["S0104"], "{name}");
    }
}

#[test]
fn names_of_the_prelude_are_allowed_as_fields_but_not_as_types() {
    for name in [
        "option", "vec", "string", "result", "box", "some", "none", "ok", "err", "default",
        "clone", "debug",
    ] {
        let spec = Spec::of(&format!(
            "body: {{ {name}: {{ type: string, required: no }} }}\nresponse: {{ {name}: string }}"
        ));
        assert_only_text(&spec.files());
        let keys = format!("response: {{ {name}: {{ type: object, fields: {{}} }} }}");
        assert_eq!(Spec::of(&keys).codes(), ["S0202"], "{name}");
    }
}

#[test]
fn names_with_the_same_rust_name_are_refused() {
    for (one, other) in [
        ("aB", "a_b"),
        ("a-b", "a_b"),
        ("a.b", "a_b"),
        ("A", "a"),
        ("_a", "a"),
        ("a_", "a"),
        ("a__b", "a_b"),
        ("ABc", "a_bc"),
        ("_", "n"),
        ("_1", "n1"),
    ] {
        let keys = format!("response: {{ {one}: string, {other}: string }}");
        assert_eq!(Spec::of(&keys).codes(), ["S0202"], "{keys}");
        let keys = format!("query: {{ {one}: string }}\nbody: {{ {other}: string }}");
        assert_eq!(Spec::of(&keys).codes(), ["S0202"], "{keys}");
    }
    // The same name in query and body is two values on the wire, and must be two fields.
    assert_eq!(
        Spec::of("query: { a: string }\nbody: { a: { type: string, rust: b } }").codes(),
        [""; 0]
    );
}

#[test]
fn ids_with_the_same_rust_name_are_refused() {
    let spec = |one: &str, other: &str| {
        Spec::new()
            .with(&format!("{one}.yaml"), endpoint(""))
            .with(&format!("{other}.yaml"), endpoint("call: POST /b"))
    };
    assert_eq!(spec("a/lamp", "b/lamp").codes(), ["S0202"]);
    assert_eq!(spec("a/lamp1", "a/lamp_1").codes(), ["S0202"]);
    assert_eq!(spec("a/lamp", "a/lamps").codes(), [""; 0]);
}

#[test]
fn names_of_client_methods_and_modules_are_refused() {
    for id in ["call", "raw", "builder", "client", "clone", "new"] {
        assert_eq!(
            Spec::new().with(&format!("lamp/{id}.yaml"), endpoint("")).codes(),
            ["S0202"],
            "{id}"
        );
    }
    for group in ["account", "error_code", "settings"] {
        assert_eq!(
            Spec::new().with(&format!("{group}/lamp.yaml"), endpoint("")).codes(),
            ["S0202"],
            "{group}"
        );
    }
}
