//! What holds for texts of any kind, and for tables in each of the forms: the same ones in every run.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use weixin_import::{BlockKind, Document, Table};
use weixin_test_support::document::assert_sound;

/// A number of cases, the same in every run; nothing is written to disk.
fn cases(count: u32) -> TestRunner {
    TestRunner::new(Config {
        cases: count,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_123),
        ..Config::default()
    })
}

#[test]
fn any_bytes_are_read_without_a_panic() {
    let bytes = prop::collection::vec(any::<u8>(), 0..400);
    cases(1_000)
        .run(&bytes, |bytes| {
            assert_sound(&bytes);
            Ok(())
        })
        .unwrap();
}

#[test]
fn any_text_is_read_without_a_panic() {
    let piece = prop_oneof![
        Just("# ".to_owned()),
        Just("\n".to_owned()),
        Just("<html>".to_owned()),
        Just("|".to_owned()),
        Just("---|\n".to_owned()),
        "[`*_\\\\<>&\\[\\](){}\"#|~-]{1,4}",
        "</?(td|tr|table|pre|p|li|a|code|div|h1|svg|br)>",
        "(参数名|类型|必填|说明|错误码|string|object|是|否|\t| )",
        "\\PC{0,6}",
        "\\s{1,3}",
    ];
    let text = prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat());
    cases(3_000)
        .run(&text, |text| {
            assert_sound(text.as_bytes());
            Ok(())
        })
        .unwrap();
}

/// A table's cells in order: words of letters and of everything that is a mark in some form.
fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let word = "[a-c参是|*_`<>&\\\\\\[\\](){}#!~+.\"'=/:;^$@,-]{1,6}";
    let cell = prop::collection::vec(word, 1..4).prop_map(|words| words.join(" "));
    prop::collection::vec(prop::collection::vec(cell, 3), 1..5)
}

/// As converters write words: each character that could be a mark has a backslash.
fn markdown(cell: &str) -> String {
    let escaped = |c: char| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() };
    cell.chars().map(escaped).collect()
}

fn html(cell: &str) -> String {
    cell.replace('&', "&amp;").replace('<', "&lt;")
}

const COLUMNS: [&str; 3] = ["参数名", "类型", "说明"];

fn table(text: &str) -> Table {
    let page = Document::read(text.as_bytes()).unwrap();
    let tables = page.blocks.into_iter().filter_map(|block| match block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let [table] = tables.collect::<Vec<_>>().try_into().expect("one table");
    table
}

fn texts(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect()
}

/// The rows as each form writes them, and the line that the first one stands in.
fn written(rows: &[Vec<String>]) -> [(String, u32); 4] {
    let lines = |cell: fn(&str) -> String, [start, between, end]: [&str; 3]| -> String {
        let row =
            |row: &Vec<String>| row.iter().map(|text| cell(text)).collect::<Vec<_>>().join(between);
        rows.iter().map(|cells| format!("{start}{}{end}\n", row(cells))).collect()
    };
    let object = |row: &Vec<String>| {
        let cells = COLUMNS.iter().zip(row);
        let cells =
            cells.map(|(name, text)| format!("{name:?}: {}", serde_json::json!(markdown(text))));
        format!("{{{}}}", cells.collect::<Vec<_>>().join(", "))
    };
    let objects: Vec<_> = rows.iter().map(object).collect();
    [
        (
            format!(
                "## a\n\n|参数名|类型|说明|\n|---|---|---|\n{}",
                lines(markdown, ["| ", " | ", " |"])
            ),
            5,
        ),
        (
            format!(
                "## a\n参数名 | 类型 | 说明 |\n---|---|---|\n{}",
                lines(markdown, ["", " | ", " |"])
            ),
            4,
        ),
        (format!("## a\n\n```json\n[\n{}\n]\n```\n", objects.join(",\n")), 5),
        (
            format!(
                "<html><h1>a</h1>\n<table><tr><th>参数名</th><th>类型</th><th>说明</th></tr>\n{}</table></html>",
                lines(html, ["<tr><td>", "</td><td>", "</td></tr>"])
            ),
            3,
        ),
    ]
}

#[test]
fn a_table_is_the_same_in_each_form() {
    cases(1_000)
        .run(&rows(), |rows| {
            for (text, first) in written(&rows) {
                let table = table(&text);
                prop_assert_eq!(&texts(&table), &rows, "{}", text);
                let lines: Vec<_> = table.rows.iter().map(|row| row.line).collect();
                let expected: Vec<_> = (first..).take(rows.len()).collect();
                prop_assert_eq!(lines, expected, "{}", text);
            }
            Ok(())
        })
        .unwrap();
}
