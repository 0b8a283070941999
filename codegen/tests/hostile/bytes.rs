//! Attacks on files: encodings, control characters, structures of YAML.

use weixin_test_support::spec::{ENDPOINT, Spec, endpoint};

/// Characters that control a terminal, can't be seen, or reorder text.
const UNWELCOME: &[char] = &[
    '\0',
    '\u{1}',
    '\u{7}',
    '\u{8}',
    '\u{b}',
    '\u{c}',
    '\u{1b}',
    '\u{7f}',
    '\u{80}',
    '\u{85}',
    '\u{9b}',
    '\u{ad}',
    '\u{61c}',
    '\u{180e}',
    '\u{200b}',
    '\u{200d}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{2029}',
    '\u{202a}',
    '\u{202e}',
    '\u{2060}',
    '\u{2066}',
    '\u{2069}',
    '\u{3164}',
    '\u{feff}',
    '\u{fff9}',
    '\u{e0001}',
    '\u{e007f}',
];

#[test]
fn unwelcome_characters_are_refused_as_they_are() {
    for c in UNWELCOME {
        let spec = Spec::of(&format!("about: a{c}b"));
        assert_eq!(spec.codes(), ["S0008"], "U+{:04X}", u32::from(*c));
    }
}

#[test]
fn unwelcome_characters_are_refused_as_escapes() {
    for c in UNWELCOME {
        let escaped = format!("\"a\\U{:08X}b\"", u32::from(*c));
        for keys in [
            format!("about: {escaped}"),
            format!("response: {{ {escaped}: string }}"),
            format!(
                "response: {{ a: {{ type: enum, values: {{ {escaped}: {{ name: A, about: b }} }} }} }}"
            ),
            format!("body: {{ a: json }}\nexamples: [{{ request: {{ a: [{escaped}] }} }}]"),
            format!("body: {{ a: {{ type: string, fixed: {escaped} }} }}"),
        ] {
            let spec = Spec::of(&keys);
            assert_eq!(spec.codes(), ["S0008"], "{keys}");
        }
    }
}

#[test]
fn rendered_diagnostics_have_no_control_characters() {
    let spec = Spec::of("about: \u{1b}[31m\u{9b}\u{7}\u{202e}\u{200b}");
    let shown = spec.shown();
    let controls =
        |c: char| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
    assert_eq!(shown.chars().filter(|c| controls(*c)).collect::<String>(), "", "{shown}");
}

#[test]
fn a_carriage_return_ends_lines_only_before_a_line_feed() {
    let unix = endpoint("about: |\n  a\n  b");
    let windows = unix.replace('\n', "\r\n");
    let files = |text: &str| Spec::new().with(ENDPOINT, text).files();
    assert_eq!(files(&windows), files(&unix));
    assert_eq!(Spec::of("about: a\rb").codes(), ["S0008"]);
}

#[test]
fn a_byte_order_mark_is_allowed_only_at_the_start() {
    let text = endpoint("");
    let files = |text: String| Spec::new().with(ENDPOINT, text).files();
    assert_eq!(files(format!("\u{feff}{text}")), files(text.clone()));
    assert_eq!(Spec::new().with(ENDPOINT, format!("\u{feff}\u{feff}{text}")).codes(), ["S0008"]);
    // The caret is at the right place, also after the mark.
    let shown =
        Spec::new().with(ENDPOINT, format!("\u{feff}idempotency: twice\n{}", endpoint(""))).shown();
    assert!(shown.contains(":1:1"), "{shown}");
}

#[test]
fn other_encodings_are_refused() {
    let text = endpoint("about: Leuchtturm");
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf_32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    let latin = [b"about: h\xf6he\n".as_slice(), text.as_bytes()].concat();
    // A NUL for every other byte, and text is still UTF-8.
    assert_eq!(Spec::new().with(ENDPOINT, utf_16.clone()).codes(), vec!["S0008"; 20]);
    assert_eq!(Spec::new().with(ENDPOINT, [vec![0xff, 0xfe], utf_16].concat()).codes(), ["S0002"]);
    assert_eq!(Spec::new().with(ENDPOINT, utf_32).codes(), vec!["S0008"; 20]);
    assert_eq!(Spec::new().with(ENDPOINT, latin).codes(), ["S0002"]);
    // A surrogate, and an overlong slash.
    assert_eq!(Spec::new().with(ENDPOINT, b"a: \xed\xa0\x80\n".to_vec()).codes(), ["S0002"]);
    assert_eq!(Spec::new().with(ENDPOINT, b"a: \xc0\xaf\n".to_vec()).codes(), ["S0002"]);
}

#[test]
fn tabs_are_refused_everywhere() {
    assert_eq!(Spec::of("about: a\tb").codes(), ["S0012"]);
    assert_eq!(Spec::of("response:\n\ta: string").codes(), ["S0012"]);
    assert_eq!(Spec::of("about: \"a\\tb\"").codes(), ["S0012"]);
}

#[test]
fn nested_aliases_are_not_expanded() {
    let mut text = "a0: &a0 [lol, lol, lol]\n".to_owned();
    for level in 1..30 {
        let alias = format!("*a{}", level - 1);
        text.push_str(&format!("a{level}: &a{level} [{}]\n", vec![alias; 9].join(", ")));
    }
    let codes = Spec::new().with("a/b.yaml", text).codes();
    // One for each anchor and each alias, besides those for unknown and missing keys.
    let anchors = codes.iter().filter(|code| **code == "S0005").count();
    assert_eq!(anchors, 30 + 29 * 9);
}

#[test]
fn an_alias_of_itself_is_refused() {
    assert_eq!(Spec::of("response: &a { b: *a }").codes(), ["S0005", "S0005"]);
    assert_eq!(Spec::of("response: { ? &k a : string, b: *k }").codes(), ["S0005", "S0005"]);
}

#[test]
fn tags_and_directives_are_refused() {
    for text in [
        "!!python/object:os.system x",
        "!!binary aGk=",
        "! x",
        "!<tag:x> x",
        "!!map { a: b }",
        "!!seq [a]",
    ] {
        assert_eq!(Spec::of(&format!("about: {text}")).codes(), ["S0006"], "{text}");
    }
    let text = format!("%TAG ! tag:evil.example,2026:\n---\n{}", endpoint("about: !x y"));
    assert_eq!(Spec::new().with(ENDPOINT, text).codes(), ["S0006"]);
}

#[test]
fn merge_keys_are_refused_in_every_spelling() {
    for key in ["<<", "\"<<\"", "'<<'"] {
        assert_eq!(
            Spec::of(&format!("response: {{ {key}: {{ a: string }} }}")).codes(),
            ["S0005"],
            "{key}"
        );
    }
}

#[test]
fn keys_that_are_not_names_are_refused() {
    for key in ["[a]", "{ a: b }", "? [a, b] "] {
        assert_eq!(Spec::of(&format!("response: {{ {key}: string }}")).codes(), ["S0101"], "{key}");
    }
    for key in ["null", "~", "\"\"", "1", "1.5", "-1"] {
        let codes = Spec::of(&format!("response: {{ {key}: string }}")).codes();
        let expected: &[&str] = if key == "null" { &[] } else { &["S0109"] };
        assert_eq!(codes, expected, "{key}");
    }
}

#[test]
fn a_key_twice_is_refused_in_every_spelling() {
    for other in ["a", "\"a\"", "'a'", "\"\\x61\""] {
        assert_eq!(
            Spec::of(&format!("response: {{ a: string, {other}: url }}")).codes(),
            ["S0007"],
            "{other}"
        );
    }
    assert_eq!(Spec::of("title: a\n\"title\": b").codes(), ["S0007"]);
}

#[test]
fn files_without_a_document_are_refused() {
    for text in ["", "\n\n", "# words\n", "---\n", "...\n", "\u{feff}"] {
        let codes = Spec::new().with(ENDPOINT, text).codes();
        // `---` alone is an empty document.
        let expected = if text == "---\n" { "S0101" } else { "S0011" };
        assert_eq!(codes, [expected], "{text:?}");
    }
    assert_eq!(
        Spec::new().with(ENDPOINT, format!("{}---\na: b\n", endpoint(""))).codes(),
        ["S0011"]
    );
}

#[test]
fn numbers_have_64_bits_at_most() {
    let of = |keys: &str| Spec::of(keys).codes();
    let big = "99999999999999999999999999";
    assert_eq!(of(&format!("errors: {{ {big}: {{}} }}")), ["S0101"]);
    assert_eq!(
        of(&format!("body: {{ a: {{ type: string, limits: {{ chars: {big} }} }} }}")),
        ["S0101"]
    );
    assert_eq!(of(&format!("body: {{ a: {{ type: integer, fixed: {big} }} }}")), ["S0304"]);
    assert_eq!(of("body: { a: { type: integer, fixed: 9223372036854775808 } }"), ["S0304"]);
    assert_eq!(of("body: { a: { type: number, example: inf } }"), ["S0304"]);
    assert_eq!(of("body: { a: { type: number, example: 1e999 } }"), ["S0304"]);
    assert_eq!(of("body: { a: { type: number, example: .nan } }"), ["S0304"]);
    let least = Spec::of("body: { a: { type: integer, fixed: -9223372036854775808 } }").files();
    assert!(least["lamp/switch.rs"].contains("a = -9223372036854775808"));
}
