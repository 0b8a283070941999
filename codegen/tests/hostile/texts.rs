//! Attacks on text: in titles, descriptions, examples, URLs, quirks, values.

use super::proof::{assert_only_text, documentation, literals, shown_text};
use weixin_test_support::spec::{API, ERRORS, Spec, endpoint, quoted};

/// Puts a text, as several lines or one, in every place where a spec takes such text.
fn everywhere(text: &str) -> Spec {
    let line = quoted(text.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
    let text = quoted(text);
    let keys = format!(
        "title: {line}
vendor: {{ name: {line} }}
about: {text}
query: {{ q: {{ type: string, required: no, about: {text}, default: {text} }} }}
body:
  a: {{ type: string, about: {text}, example: {text} }}
  b: {{ type: string, when: {line}, deprecated: {line} }}
  c: {{ type: date, format: {line} }}
  d: {{ type: string, fixed: {text}, about: {text} }}
response:
  e:
    type: enum
    about: {text}
    values: {{ {text}: {{ name: First, about: {text} }}, 1st: {{ name: Second, about: {text} }} }}
  f: {{ type: object, about: {text}, fields: {{ g: {{ type: Shared, about: {text} }} }} }}
  u: {{ type: url, about: {text} }}
  h: {{ about: {text}, from: {{ query: h, of: u }} }}
access: {{ tokens: [keeper], accounts: {{ island: yes }}, permission_sets: [1], cloud_call: yes }}
errors: {{ 401: {{ meaning: {text}, remedy: {text} }} }}
examples:
  - request: {{ a: {text}, b: {text}, c: {text}, d: {text} }}
    response: {{ e: {text}, f: {{ g: {{ x: {text}, y: {{ {text}: {text} }} }} }}, u: {text} }}
notes: [ {text}, {text} ]
quirks: [ {{ about: call, differs: values, page: {line}, note: {text} }}, {{ review: {text} }} ]"
    );
    let shared = format!(
        "title: {line}\nabout: {text}\nfor: response\nfields:\n  x: {{ type: string, about: {text} }}\n  y: {{ type: json, example: {{ {text}: {text} }} }}\n"
    );
    let api = API
        .replace("Lighthouse API", &line)
        .replace("The keeper's token.", &text)
        .replace("Island,", &format!("{line},"))
        .replace("Insel", &line)
        .replace("A lighthouse on an island.", &text)
        .replace("Nothing helps.", &text);
    let errors = ERRORS
        .replace("The key is wrong.", &text)
        .replace("Ask the keeper.", &format!("{text}, text: {line}"));
    Spec::of(&keys)
        .with("types/shared.yaml", shared)
        .with("api.yaml", format!("{api}about: {text}\npermission_sets: {{ 1: {line} }}\n"))
        .with("errors.yaml", errors)
}

/// Asserts that a text stays text in every place, and that none of it is lost.
fn assert_stays_text(text: &str) {
    let files = everywhere(text).files();
    assert_only_text(&files);
    // In code, a literal is exactly the text of the spec.
    assert!(literals(&files["lamp/switch.rs"]).contains(&text.to_owned()), "{text}");
    assert!(literals(&files["example/lamp/switch.rs"]).contains(&text.to_owned()), "{text}");
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    assert!(letters(&shown_text(&files)).contains(&letters(text)), "{text}");
}

#[test]
fn plain_text_is_kept_in_every_place() {
    assert_stays_text("A lamp, 30 m high: see `height` and https://lighthouse.example/lamps.");
}

#[test]
fn fences_are_text() {
    assert_stays_text("```\npanic!()\n```");
    assert_stays_text("```rust\npanic!()\n```\n\n```");
    assert_stays_text("~~~\npanic!()\n~~~");
    assert_stays_text("````\n```\npanic!()\n```\n````");
    assert_stays_text("words\n```");
}

#[test]
fn fences_in_lists_and_quotes_are_text() {
    assert_stays_text("- ```\n  panic!()\n  ```");
    assert_stays_text("- a\n  - ```\n    panic!()\n    ```");
    assert_stays_text("> ```\n> panic!()\n> ```");
    assert_stays_text("1. ```\n   panic!()\n   ```");
    assert_stays_text("- > ~~~\n  > panic!()");
}

#[test]
fn indented_code_is_text() {
    assert_stays_text("Words:\n\n    panic!()\n\nmore");
    assert_stays_text("- item\n\n      panic!()\n");
    assert_stays_text("    panic!()");
}

#[test]
fn ends_of_comments_are_text() {
    assert_stays_text("*/ panic!() /*");
    assert_stays_text("/** a */ pub fn evil() {} /*!");
    assert_stays_text("/// a\n//! b\n// c");
    assert_stays_text("/");
}

#[test]
fn attributes_are_text() {
    assert_stays_text("\"] pub fn evil() {} #[doc = \"");
    assert_stays_text("#![feature(rustc_private)]\n#[no_mangle]");
    assert_stays_text("#[doc = include_str!(\"/etc/passwd\")]");
    assert_stays_text("#[cfg(doctest)] mod evil {}");
}

#[test]
fn ends_of_literals_are_text() {
    assert_stays_text("\"; panic!(); let _ = \"");
    assert_stays_text("\"# ; r#\" ##\" r###\"");
    assert_stays_text("\\\" \\\\\" \\n \\u{0} \\x00 \\");
    assert_stays_text("b'\\'' '\"'");
}

#[test]
fn braces_and_dollars_are_text() {
    assert_stays_text("{} {0} {self:?} {{}} {{{ }}} {Self}");
    assert_stays_text("$crate $($x:tt)* #name #(#names)* ${env}");
    assert_stays_text("concat!(env!(\"HOME\")) include!(\"../x.rs\")");
}

#[test]
fn html_is_text() {
    assert_stays_text("<script>alert(1)</script>");
    assert_stays_text("<!-- a --> <?php ?> <![CDATA[ x ]]> <!DOCTYPE html>");
    assert_stays_text("<div>\n\nwords\n\n</div>");
    assert_stays_text("a`<b>` `c`<i>`d`</i>");
    assert_stays_text("&lt;script&gt; &#60;b&#62; &amp;");
    assert_stays_text("<img src=x onerror=alert(1)>");
}

#[test]
fn links_are_text() {
    assert_stays_text("[words](https://evil.example)");
    assert_stays_text("[Client](crate::Client) [`Vec`] [Option] [x]: https://evil.example");
    assert_stays_text("[a]\n\n[a]: javascript:alert(1)");
    assert_stays_text("![image](https://evil.example/x.png)");
    assert_stays_text("[^1]\n\n[^1]: note");
    assert_stays_text("<javascript:alert(1)> <mailto:a@evil.example>");
    assert_stays_text("https://evil.example/[a](b) (https://evil.example) **https://a.example**");
    assert_stays_text("https://evil.example/<script>");
}

#[test]
fn structure_is_text() {
    assert_stays_text("# Panics\n## Safety\n=====\n-----\n***\n___");
    assert_stays_text("Words\n===\nWords\n---");
    assert_stays_text("| a | b |\n|---|---|\n| c | d |");
    assert_stays_text("a | b\n--|--\nc | d");
    assert_stays_text("* a\n+ b\n- [ ] c\n1. d\n2) e\n> f");
    assert_stays_text("**a** __b__ *c* _d_ ~~e~~ ~f~");
    assert_stays_text(": a\n:: b\n--- c ---");
}

#[test]
fn wrapped_text_stays_text() {
    let long = "x".repeat(85);
    for word in [
        "# a", "- a", "+ a", "* a", "1. a", "> a", "=== a", "--- a", "``` a", "~~~ a", "| a",
        "<b> a", "    a",
    ] {
        assert_stays_text(&format!("{long} {word} {long} {word}"));
        assert_stays_text(&format!("- {long} {word} {long} {word}"));
        // Within code, and within text that looks like code.
        assert_stays_text(&format!("a `{long} {word} {long}` b"));
        assert_stays_text(&format!("\\`{long} {word} {long}` b"));
        assert_stays_text(&format!("\\\\`{long} {word} {long}` b"));
        assert_stays_text(&format!("[{long} {word} {long}` b"));
    }
}

#[test]
fn backticks_of_every_kind_are_text() {
    assert_stays_text("` `` ``` `a `` b` ``c``");
    assert_stays_text("`a\n```\nb`");
    assert_stays_text("\\``a` <b>` \\\\`c`");
    assert_stays_text("` a ` `  ` `\\`");
}

#[test]
fn the_generators_own_placeholder_is_text() {
    assert_stays_text("x DESCRIPTION_OF_ENDPOINT; y");
    assert_stays_text("rt::Description = DESCRIPTION_OF_ENDPOINT;");
}

#[test]
fn foreign_scripts_are_text() {
    assert_stays_text("发票 — номер №5 — ﷽ — 👩🚀 — é");
    assert_stays_text("ｆｕｌｌ　ｗｉｄｔｈ ＊／ ｀｀｀");
}

#[test]
fn line_breaks_of_every_kind_are_text() {
    assert_stays_text("a\nb\n\n\n\nc");
    assert_stays_text("a  \nb\\\nc");
}

#[test]
fn a_page_becomes_only_a_link() {
    let page = "https://lighthouse.example/a(b)[c]*d*_e_|f!&lt;;#g";
    let files = Spec::of(&format!("vendor: {{ page: \"{page}\" }}")).files();
    assert_only_text(&files);
    assert!(files["lamp/client.rs"].contains(&format!("- **Reference:** <{page}>.")));
    assert!(literals(&files["lamp/switch.rs"]).contains(&page.to_owned()));
}

#[test]
fn the_example_of_a_call_stays_one_block() {
    let value = quoted("\n```\n\n<script>\n\n```rust\npanic!()\n");
    let spec = Spec::of(&format!(
        "body: {{ a: string, b: list of string, c: json, d: map of string }}
examples: [{{ request: {{ a: {value}, b: [{value}], c: {{ {value}: {value} }}, d: {{ {value}: {value} }} }} }}]"
    ));
    let files = spec.files();
    assert_only_text(&files);
    let method = documentation(&files["lamp/client.rs"]).pop().unwrap();
    assert_eq!(method.lines().filter(|line| line.trim_start().starts_with("```")).count(), 2);
}

#[test]
fn special_words_of_yaml_are_text() {
    // Other parsers read these as booleans, null or octal numbers.
    let spec = Spec::of(
        "body: { a: string, b: json, c: string, d: string, e: string }
examples: [{ request: { a: no, b: [yes, on, y, null, ~, 0o17, 017, 0x1f, 1_000, .5, +1, 1e3, -0, 1:30], c: 2026-11-22, d: 0123, e: \"null\" } }]",
    );
    let model = spec.generate().unwrap().model;
    let value: serde_json::Value = serde_json::from_str(model.lines().last().unwrap()).unwrap();
    assert_eq!(
        value["endpoint"]["examples"][0]["request"],
        serde_json::json!({
            "a": "no",
            "b": ["yes", "on", "y", null, null, "0o17", "017", "0x1f", "1_000", ".5", "+1", 1000.0, -0.0, "1:30"],
            "c": "2026-11-22",
            "d": "0123",
            "e": "null",
        })
    );
}

#[test]
fn no_text_reaches_a_path() {
    let files = everywhere("../../evil").files();
    let mut paths: Vec<String> = files.keys().map(|path| path.to_lowercase()).collect();
    let plain =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '/' | '.');
    for path in &paths {
        let safe = path.chars().all(plain) && !path.contains("..") && !path.starts_with('/');
        assert!(safe, "{path}");
    }
    // On macOS and Windows, paths that differ only in case are the same file.
    let count = paths.len();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), count);
}

#[test]
fn all_errors_of_a_folder_are_reported_at_once() {
    let bad = endpoint("title: \"\"\nidempotency: twice\nbody: { a: b c }");
    let spec = Spec::new().with("a/b.yaml", bad.clone()).with("a/c.yaml", bad);
    assert_eq!(spec.codes(), ["S0110", "S0104", "S0104", "S0110", "S0104", "S0104"]);
}
