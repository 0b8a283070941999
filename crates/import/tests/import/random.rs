//! Random pages: the draft is a valid spec, and importing the page again changes nothing.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use weixin_test_support::page::{CALL, page};

use super::support::{brought, changes, options, small};

/// Words that a cell may hold: names and types as they come, and what YAML, Rust or Markdown give a meaning to.
fn word() -> impl Strategy<Value = String> {
    let plain = prop::sample::select(vec![
        "a",
        "userId",
        "user_id",
        "USER_ID",
        "self",
        "type",
        "new",
        "box",
        "Option",
        "String",
        "list",
        "errcode",
        "access_token",
        "secret",
        "x-y",
        "a.b",
        "_",
        "__",
        "1a",
        "茶",
        "名 字",
        "no",
        "null",
        "~",
        "yes",
        "12",
        "1.5",
        "2026-11-23",
        "12:30",
        "0x1f",
        "a: b",
        "a #b",
        "- a",
        "{a",
        "[a]",
        "\"q\"",
        "'q'",
        "\\",
        "`c`",
        "*b*",
        "&amp;",
        "%",
        "@",
        "!t",
        "|",
        ">",
        "TODO",
        "\u{202e}x",
        "a\tb",
    ]);
    prop_oneof![4 => plain.prop_map(str::to_owned), 1 => "[ -~]{0,12}", 1 => "\\PC{0,6}"]
}

fn type_word() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "string", "number", "object", "objarray", "array", "numarray", "boolean", "double",
        "buffer", "formdata", "Int", "List", "String",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => word()]
}

/// A cell, with what would end it escaped as the vendor does.
fn cell(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace(['\n', '\r'], " ")
}

fn rows() -> impl Strategy<Value = Vec<(String, String, bool, String)>> {
    prop::collection::vec((word(), type_word(), any::<bool>(), word()), 0..8)
}

fn json(depth: u32) -> BoxedStrategy<serde_json::Value> {
    let leaf = prop_oneof![
        word().prop_map(serde_json::Value::from),
        any::<i32>().prop_map(serde_json::Value::from),
        Just(serde_json::json!(1.5)),
        Just(serde_json::json!(18_446_744_073_709_551_615_u64)),
        any::<bool>().prop_map(serde_json::Value::from),
        Just(serde_json::Value::Null),
    ];
    let within = leaf.prop_recursive(depth, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(serde_json::Value::from),
            prop::collection::btree_map(word(), inner, 0..4)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    });
    let entries = prop::collection::btree_map(word(), within, 0..5);
    entries.prop_map(|map| serde_json::Value::Object(map.into_iter().collect())).boxed()
}

#[test]
fn every_draft_is_a_spec_and_stays_as_it_is() {
    let given = (
        rows(),
        rows(),
        json(3),
        json(3),
        prop::collection::vec(any::<i16>(), 0..5),
        any::<bool>(),
    );
    let mut runner =
        TestRunner::new(Config { cases: 150, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&given, |(request, reply, sent, answered, codes, keep_prose)| {
        let request = request.iter().map(|(name, ty, required, about)| {
            let required = if *required { "是" } else { "否" };
            format!("| {} | {} | {required} | {} |", cell(name), cell(ty), cell(about))
        });
        let reply = reply.iter().map(|(name, ty, _, about)| {
            format!("| {} | {} | {} |", cell(name), cell(ty), cell(about))
        });
        let codes =
            codes.iter().map(|code| format!("| {code} | x |")).collect::<Vec<_>>().join("\n");
        let examples = format!(
            "请求示例\n\n```\n{}\n```\n\n返回示例\n\n```\n{}\n```",
            serde_json::to_string_pretty(&sent).unwrap(),
            serde_json::to_string_pretty(&answered).unwrap()
        );
        let request = request.collect::<Vec<_>>().join("\n");
        let reply = reply.collect::<Vec<_>>().join("\n");
        let text = page(CALL, &request, &reply, &examples, &codes);
        let mut folder = small();
        let options = weixin_import::import::Options { keep_prose, ..options() };
        let made = brought(&mut folder, &[&text], &options);
        prop_assert!(made.pages[0].page.is_ok());
        let before = folder.clone();
        let again = brought(&mut folder, &[&text], &options);
        prop_assert_eq!(changes(&again), Vec::<String>::new());
        prop_assert_eq!(folder, before);
        Ok(())
    });
    outcome.unwrap();
}
