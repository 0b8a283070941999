//! Merging a page into an existing spec.

use weixin_test_support::page::{CALL, page};

use super::support::{Folder, SPEC, brought, changes, empty, options};

/// A spec as a person left it: own words and names, comments, a layout of their own, types that say more.
const EDITED: &str = "\
# Brewing, by hand.
title: Brew a pot
vendor:
  name: brewTea          # as on the page
about: |
  Our own words.

  In two paragraphs.
call: POST /tea/brew
access:
  tokens: [access_token]
  accounts: { mini_program: yes }   # no others
  permission_sets: none
  cloud_call: unknown
idempotency: idempotent   # a pot is a pot
body:
  # The order does not matter.
  price: { type: fen, about: What it costs. }
  since:
    type: unix_seconds
    about: >-
      When it was
      ordered.
  kind: { type: enum, type_name: Leaf, about: What is in it., values: { a: { name: Assam, about: Strong. } } }
  note: string
response:
  pot: { type: url, about: Where it stands. }
errors:
  -1: {}
  99001: { meaning: No water., remedy: Wait. }
examples:
  - name: ours
    request: { price: 1, since: 2, kind: a, note: b }
    response: { pot: POT }
quirks:
  - { about: body.spoon, differs: missing, note: The page garbles it; it is left out. }   # for now
";

/// The page that the edited spec is about.
fn tea(more_rows: &str, reply: &str, errors: &str) -> String {
    let rows = format!(
        "| price | number | 是 | x |\n| since | number | 是 | x |\n| kind | string | 是 | x |\n\
         | note | string | 是 | x |\n| spoon | string | 是 | x |{more_rows}"
    );
    page(CALL, &rows, reply, "", errors)
}

fn edited() -> Folder {
    let mut folder = empty();
    folder.insert(SPEC.to_owned(), EDITED.to_owned());
    folder
}

/// The edited spec after a page, and what was said.
fn after(text: &str) -> (String, Vec<String>) {
    let mut folder = edited();
    let made = brought(&mut folder, &[text], &options());
    let spec = folder[SPEC].clone();
    // A second time there is nothing to do.
    let again = brought(&mut folder, &[text], &options());
    assert_eq!((&folder[SPEC], changes(&again)), (&spec, Vec::new()), "{spec}");
    (spec, changes(&made))
}

/// The edited spec with the note of what was read.
fn noted(spec: &str, text: &str) -> String {
    let page = weixin_import::read(text.as_bytes()).unwrap();
    // Digits alone would be a number.
    let bare = page.fingerprint.starts_with(|c: char| c.is_ascii_alphabetic());
    let fingerprint = if bare { page.fingerprint } else { format!("\"{}\"", page.fingerprint) };
    let line = "  name: brewTea          # as on the page\n";
    let note = format!("{line}  read: 2026-11-23\n  fingerprint: {fingerprint}\n");
    spec.replace(line, &note)
}

const SAME: &str = "| -1 | x |\n| 99001 | x |";

#[test]
fn words_comments_names_and_finer_types_stay() {
    let text = tea("", "| pot | string | x |", SAME);
    let (spec, said) = after(&text);
    assert_eq!(said, [""; 0]);
    assert_eq!(spec, noted(EDITED, &text));
}

#[test]
fn what_is_new_on_the_page_is_added_where_it_stands_there() {
    let rows = "\n| cups | numarray | 否 | x |";
    let text = tea(
        rows,
        "| pot | string | x |\n| lid | boolean | x |",
        "| -1 | x |\n| 99002 | x |\n| 99001 | x |",
    );
    let (spec, said) = after(&text);
    let expected = noted(EDITED, &text)
        .replace(
            "  note: string\n",
            "  note: string\n  cups: { type: list of integer, required: no, about: TODO }\n",
        )
        .replace(
            "about: Where it stands. }\n",
            "about: Where it stands. }\n  lid: { type: boolean, about: TODO }\n",
        )
        .replace("  -1: {}\n", "  -1: {}\n  99002: { meaning: TODO }\n");
    assert_eq!(spec, expected);
    assert_eq!(
        said,
        [
            "body.cups: new, list of integer, optional",
            "response.lid: new, boolean, optional",
            "errors: 99002 is new",
        ]
    );
}

#[test]
fn required_marks_follow_the_page_unless_a_quirk_names_the_field() {
    let text = tea("", "| pot | string | x |", SAME)
        .replace("| price | number | 是 |", "| price | number | 否 |")
        .replace("| note | string | 是 |", "| note | string | 否 |");
    let (spec, said) = after(&text);
    let expected = noted(EDITED, &text)
        .replace("price: { type: fen,", "price: { type: fen, required: no,")
        .replace("note: string", "note: { type: string, required: no }");
    assert_eq!(spec, expected);
    assert_eq!(said, ["body.price: optional, was required", "body.note: optional, was required"]);
    // And back.
    let mut folder = empty();
    folder.insert(SPEC.to_owned(), spec);
    let text = tea("", "| pot | string | x |", SAME);
    let made = brought(&mut folder, &[&text], &options());
    assert_eq!(
        changes(&made),
        ["body.price: required, was optional", "body.note: required, was optional"]
    );
    let expected = noted(EDITED, &text).replace("note: string", "note: { type: string }");
    assert_eq!(folder[SPEC], expected);
}

#[test]
fn what_is_gone_from_the_page_or_another_type_there_is_to_be_looked_at() {
    let text = page(
        CALL,
        "| price | string | 是 | x |\n| since | number | 是 | x |\n| kind | string | 是 | x |",
        "| pot | string | x |",
        "",
        "| -1 | x |",
    );
    let (spec, said) = after(&text);
    let quirk = "  - { about: body.spoon, differs: missing, note: The page garbles it; it is left out. }   # for now\n";
    let expected = noted(EDITED, &text).replace(
        quirk,
        &format!(
            "{quirk}  - about: body.price\n    differs: type\n    page: string\n    \
             review: \"`price` is string on the page, and fen here.\"\n  \
             - about: body.note\n    differs: missing\n    \
             review: \"`note` is here, and not on the page.\"\n"
        ),
    );
    assert_eq!(spec, expected);
    assert_eq!(
        said,
        [
            "to review: `price` is string on the page, and fen here.",
            "to review: `note` is here, and not on the page.",
            "errors: the page doesn't list 99001",
        ]
    );
}

#[test]
fn a_review_is_added_to_quirks_of_any_layout() {
    let text = page(CALL, "| price | string | 是 | x |", "| pot | string | x |", "", SAME);
    let quirk = "{ about: body.spoon, differs: missing, note: Left out. }";
    for (layout, first) in [
        (format!("quirks: [{quirk}]\n"), format!("  - {quirk}\n")),
        (format!("quirks: [\n  {quirk},\n]\n"), format!("  - {quirk}\n")),
        (format!("quirks:\n- {quirk}\n"), format!("- {quirk}\n")),
        (format!("quirks:\n  -\n    {quirk}\n"), format!("  -\n    {quirk}\n")),
    ] {
        let (head, _) = EDITED.split_once("quirks:").unwrap();
        let mut folder = empty();
        folder.insert(SPEC.to_owned(), format!("{head}{layout}"));
        brought(&mut folder, &[&text], &options());
        let dash = if first.starts_with("- ") { "" } else { "  " };
        let review = format!(
            "quirks:\n{first}{dash}- about: body.price\n{dash}  differs: type\n{dash}  page: string\n\
             {dash}  review: \"`price` is string on the page, and fen here.\"\n"
        );
        assert!(folder[SPEC].contains(&review), "{}", folder[SPEC]);
    }
}

#[test]
fn who_may_call_follows_the_page() {
    let text = tea("", "| pot | string | x |", SAME)
        .replace(
            "- 本接口不支持第三方平台调用。",
            "- 本接口支持第三方平台代商家调用。\n- 该接口所属的权限集 id 为：8",
        )
        .replace(
            "| 小程序 |\n| --- |\n| ✔ |",
            "| 小程序 | 服务号 |\n| --- | --- |\n| ✔ | 需申请 |",
        );
    let (spec, said) = after(&text);
    let expected = noted(EDITED, &text)
        .replace(
            "{ mini_program: yes }   #",
            "{ mini_program: yes, service_account: on_application }   #",
        )
        .replace("permission_sets: none", "permission_sets: [8]");
    assert_eq!(spec, expected);
    assert_eq!(
        said,
        [
            "access.accounts: { mini_program: yes, service_account: on_application }, was { mini_program: yes }",
            "access.permission_sets: [8], was none",
        ]
    );
}

#[test]
fn texts_that_are_still_to_be_written_can_be_taken_from_the_page_later() {
    let mut folder = empty();
    let text = page(CALL, "| cup | string | 是 | 哪个杯子 |", "", "", "| -1 | x |");
    brought(&mut folder, &[&text], &options());
    assert!(folder[SPEC].contains("  cup: { type: string, about: TODO }\n"), "{}", folder[SPEC]);
    let options = weixin_import::import::Options { keep_prose: true, ..options() };
    let made = brought(&mut folder, &[&text], &options);
    assert!(
        folder[SPEC].contains("  cup: { type: string, about: 哪个杯子 }\n"),
        "{}",
        folder[SPEC]
    );
    assert_eq!(changes(&made), ["body.cup: described, as on the page"]);
}

#[test]
fn the_first_field_of_an_empty_body_and_reply_opens_them() {
    let mut folder = empty();
    let before = page(CALL, "", "", "请求示例\n\n```\n{}\n```", "| -1 | x |");
    brought(&mut folder, &[&before], &options());
    assert!(folder[SPEC].contains("\nbody: {}\nresponse: {}\n"), "{}", folder[SPEC]);
    let after = page(CALL, "| cup | string | 是 | x |", "| pot | string | x |", "", "| -1 | x |");
    brought(&mut folder, &[&after], &options());
    let expected = "\
body:
  cup: { type: string, required: no, about: TODO }
response:
  pot: { type: string, about: TODO }
";
    assert!(folder[SPEC].contains(expected), "{}", folder[SPEC]);
    // Our example sends `{}`.
    let quirk = "  - about: body.cup\n    differs: required\n    page: required\n    review: \"`cup` is required on the page, and an example here lacks it.\"\n";
    assert!(folder[SPEC].contains(quirk), "{}", folder[SPEC]);
}

#[test]
fn a_nested_field_is_added_within_its_object() {
    let rows = "| cups | objarray | 是 | x |";
    let table = |rows: &str| {
        format!(
            "### Body.cups(Array) `Object Payload`\n\n| 参数名 | 类型 | 必填 | 说明 |\n| --- | --- | --- | --- |\n{rows}\n\n## 3. 返回参数"
        )
    };
    let whole = page(CALL, rows, "", "", "| -1 | x |");
    let before = whole.replace("## 3. 返回参数", &table("| colour | string | 是 | x |"));
    let after = whole.replace(
        "## 3. 返回参数",
        &table("| size | number | 否 | x |\n| colour | string | 是 | x |"),
    );
    let mut folder = empty();
    brought(&mut folder, &[&before], &options());
    let made = brought(&mut folder, &[&after], &options());
    assert_eq!(changes(&made), ["body.cups[].size: new, integer, optional"]);
    let expected = "    fields:\n      colour: { type: string, about: TODO }\n      size: { type: integer, required: no, about: TODO }\n";
    assert!(folder[SPEC].contains(expected), "{}", folder[SPEC]);
}

#[test]
fn of_several_pages_about_one_call_none_undoes_another() {
    let first = tea("", "| pot | string | x |", SAME);
    let second = first.replace("# 泡茶", "# 泡一壶茶");
    let mut folder = edited();
    brought(&mut folder, &[&first, &second], &options());
    let spec = folder[SPEC].clone();
    let later = weixin_import::import::Options { read: Some("2026-12-01".to_owned()), ..options() };
    let made = brought(&mut folder, &[&first, &second], &later);
    assert_eq!((&folder[SPEC], changes(&made)), (&spec, Vec::new()));
    assert_eq!(spec, noted(EDITED, &second));
}

#[test]
fn a_spec_of_the_old_layout_with_windows_line_ends_stays_readable() {
    let mut folder = empty();
    folder.insert(SPEC.to_owned(), EDITED.replace('\n', "\r\n"));
    let text = tea("\n| cups | number | 否 | x |", "| pot | string | x |", SAME);
    let made = brought(&mut folder, &[&text], &options());
    assert_eq!(changes(&made), ["body.cups: new, integer, optional"]);
}
