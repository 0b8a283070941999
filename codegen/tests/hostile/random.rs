//! Random texts, bytes and changes, the same in every run.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use weixin_codegen::{Runtime, generate};
use weixin_spec::load::{Source, Sources, read, render};

use super::proof::assert_only_text;
use weixin_test_support::spec::{ENDPOINT, Spec, quoted};

/// Returns a runner for a number of cases, the same in every run. It writes nothing to disk.
fn cases(count: u32) -> TestRunner {
    TestRunner::new(Config {
        cases: count,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_122),
        ..Config::default()
    })
}

/// Pieces of Markdown, HTML, Rust and YAML in any order.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = [
        "```",
        "~~~",
        "`",
        "``",
        "\\",
        "*",
        "**",
        "_",
        "__",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "&",
        "&lt;",
        "#",
        "##",
        "-",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "2) ",
        "|",
        "|---|",
        "=",
        "===",
        "---",
        ":",
        "!",
        "![",
        "](",
        "]:",
        "[^1]",
        "https://a.example/b",
        "http://",
        "www.a.example",
        "a",
        "word",
        "发票",
        "\n",
        "\n\n",
        " ",
        "    ",
        "{",
        "}",
        "\"",
        "'",
        "/*",
        "*/",
        "//",
        "#[",
        "$",
        "%",
        "~",
        "1",
        ".",
        ")",
        ",",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 1..60)
        .prop_map(|all| all.concat())
}

fn assert_about_stays_text(text: &str) {
    // A text of spaces only is refused as empty.
    if text.trim().is_empty() {
        return;
    }
    let about = quoted(text);
    let keys = format!(
        "about: {about}\nresponse: {{ a: {{ type: string, about: {about} }} }}\nnotes: [{about}]\nquirks: [{{ note: {about} }}]"
    );
    assert_only_text(&Spec::of(&keys).files());
}

#[test]
fn pieces_of_markdown_stay_text() {
    cases(400)
        .run(&pieces(), |text| {
            assert_about_stays_text(&text);
            Ok(())
        })
        .unwrap();
}

#[test]
fn any_characters_stay_text() {
    let text = proptest::string::string_regex("[ -~\n¡-ɏЀ-ӿ一-龥]{1,200}").unwrap();
    cases(300)
        .run(&text, |text| {
            // A soft hyphen is invisible and refused; another test covers it.
            assert_about_stays_text(&text.replace('\u{ad}', ""));
            Ok(())
        })
        .unwrap();
}

#[test]
fn any_bytes_are_read_or_refused() {
    let bytes = proptest::collection::vec(any::<u8>(), 0..300);
    cases(500)
        .run(&bytes, |bytes| {
            let spec = Spec::new().with(ENDPOINT, bytes);
            prop_assert!(!spec.codes().is_empty());
            prop_assert!(spec.shown().starts_with("error["));
            Ok(())
        })
        .unwrap();
}

#[test]
fn any_text_of_yaml_characters_is_read_or_refused() {
    let text = proptest::string::string_regex("[a-c:,\\[\\]{}&*!|>'\"%@`#? \n-]{0,120}").unwrap();
    for file in ["api.yaml", "errors.yaml", "types/keeper.yaml", ENDPOINT] {
        cases(250)
            .run(&text, |text| {
                let spec = Spec::of("").with(file, text);
                let codes = spec.codes();
                prop_assert_eq!(codes.is_empty(), spec.generate().is_ok());
                prop_assert_eq!(spec.shown().matches("error[").count(), codes.len());
                Ok(())
            })
            .unwrap();
    }
}

/// The spec of this repository with only a few endpoints, since each change generates everything.
fn real() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let sources = read(&fs::canonicalize(folder).unwrap(), "spec").unwrap();
    let endpoints =
        ["insert_invoice", "set_pdf", "bx_get_invoice", "download_bill", "access_token"];
    let wanted = |path: &str| {
        let endpoint = path.contains('/') && !path.starts_with("types/");
        !endpoint || endpoints.iter().any(|id| path.ends_with(&format!("{id}.yaml")))
    };
    let wanted = sources.iter().filter(|(_, source)| wanted(&source.path));
    wanted.map(|(_, source)| source.clone()).collect()
}

/// The number of diagnostics in a rendered text: without some endpoints, groups without any are warnings.
fn reported(drawn: &str) -> usize {
    drawn.matches("error[").count() + drawn.matches("warning[").count()
}

#[test]
fn a_changed_real_spec_gives_files_or_diagnostics() {
    let files = real();
    let change = (0..files.len(), any::<prop::sample::Index>(), 0..4usize, any::<u8>(), 1..12usize);
    cases(150)
        .run(&change, |(file, place, kind, byte, length)| {
            let mut changed = files.clone();
            let bytes = &mut changed[file].bytes;
            let at = place.index(bytes.len());
            let end = (at + length).min(bytes.len());
            match kind {
                0 => drop(bytes.drain(at..end)),
                1 => bytes.insert(at, byte),
                2 => bytes[at] = byte,
                _ => {
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
            let sources = Sources::new(changed);
            match generate(&sources, Runtime::Inside) {
                // If it is still a valid spec, its texts are still only text.
                Ok(output) => {
                    prop_assert!(output.client.0.len() >= 20);
                    assert_only_text(&output.client.0);
                }
                Err(problems) => {
                    let drawn = render(&problems, &sources, false);
                    prop_assert_eq!(reported(&drawn), problems.len());
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_real_spec_with_moved_lines_gives_files_or_diagnostics() {
    let files = real();
    let change =
        (0..files.len(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>());
    cases(150)
        .run(&change, |(file, from, to, keep)| {
            let mut changed = files.clone();
            let text = String::from_utf8(changed[file].bytes.clone()).unwrap();
            let mut lines: Vec<&str> = text.lines().collect();
            let line = if keep {
                lines[from.index(lines.len())]
            } else {
                lines.remove(from.index(lines.len()))
            };
            lines.insert(to.index(lines.len()), line);
            changed[file].bytes = (lines.join("\n") + "\n").into_bytes();
            let sources = Sources::new(changed);
            if let Err(problems) = generate(&sources, Runtime::Inside) {
                let drawn = render(&problems, &sources, false);
                prop_assert_eq!(reported(&drawn), problems.len());
                prop_assert!(!problems.is_empty() && !drawn.contains("S0901"), "{}", drawn);
            }
            Ok(())
        })
        .unwrap();
}
