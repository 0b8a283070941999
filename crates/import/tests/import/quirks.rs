//! What quirks decide in a merge, and what they leave open.

use weixin_test_support::page::{CALL, page};

use super::support::{Folder, SPEC, brought, changes, empty, options};

/// A spec with a quirk, which has a text to send and a number that comes back.
fn spec(accounts: &str, lamp: &str, quirk: &str) -> String {
    format!(
        "\
title: Brew
vendor: {{ name: brewTea, read: 2026-11-22 }}
about: Tea.
call: POST /tea/brew
access:
  tokens: [access_token]
  accounts: {accounts}
  permission_sets: none
  cloud_call: unknown
idempotency: idempotent
body:
  lamp: {lamp}
response:
  status: {{ type: string, about: How it is. }}
errors:
  -1: {{}}
examples:
  - name: ours
    request: {{}}
quirks:
  - {quirk}
"
    )
}

const ONE: &str = "{ mini_program: yes }";
const TEXT: &str = "{ type: string, required: no, about: Which. }";
const NOTHING: &str = "note: Nothing of it matters.";

/// What the spec says once the page was imported, and what was told. A second import changes nothing.
fn after(spec: &str, page: &str) -> (String, Vec<String>) {
    let mut folder: Folder = empty();
    folder.insert(SPEC.to_owned(), spec.to_owned());
    let made = brought(&mut folder, &[page], &options());
    let text = folder[SPEC].clone();
    let again = brought(&mut folder, &[page], &options());
    assert_eq!((&folder[SPEC], changes(&again)), (&text, Vec::new()));
    (text, changes(&made))
}

fn tea(rows: &str) -> String {
    page(CALL, rows, "| status | string | x |", "", "| -1 | x |")
}

const LAMP: &str = "| lamp | string | 否 | x |";

#[test]
fn a_field_is_new_though_a_quirk_names_another_of_its_name() {
    let spec = spec(
        ONE,
        TEXT,
        "{ about: response.status, differs: missing, note: An old reply lacks it. }",
    );
    let (_, said) = after(&spec, &tea(&format!("{LAMP}\n| status | number | 否 | x |")));
    assert_eq!(said, ["body.status: new, integer, optional"]);
}

#[test]
fn a_field_that_a_quirk_leaves_out_stays_out() {
    let spec = spec(ONE, TEXT, "{ about: body.shade, differs: missing, note: It is never read. }");
    let (_, said) = after(&spec, &tea(&format!("{LAMP}\n| shade | number | 否 | x |")));
    assert_eq!(said, [""; 0]);
}

#[test]
fn an_account_that_a_quirk_names_stays_when_another_is_added() {
    let spec = spec(
        "{ mini_program: yes, store: yes }",
        TEXT,
        "{ about: access.accounts.store, differs: scope, note: It may call as well. }",
    );
    let page = tea(LAMP)
        .replace("| 小程序 |\n| --- |\n| ✔ |", "| 小程序 | 小游戏 |\n| --- | --- |\n| ✔ | ✔ |");
    let (text, _) = after(&spec, &page);
    let line = "  accounts: { mini_program: yes, mini_game: yes, store: yes }\n";
    assert!(text.contains(line), "{text}");
}

#[test]
fn a_token_is_new_though_a_quirk_names_another() {
    let spec = spec(
        ONE,
        TEXT,
        "{ about: access.tokens.access_token, differs: scope, note: It was added. }",
    );
    let page = tea(LAMP)
        .replace("接口调用凭证", "接口调用凭证，可使用 access_token、authorizer_access_token");
    let (text, said) = after(&spec, &page);
    assert!(
        text.contains("  tokens: [access_token, authorizer_access_token]\n"),
        "{said:?}\n{text}"
    );
}

#[test]
fn values_that_the_page_lists_by_now_are_to_be_looked_at() {
    let page = tea(LAMP).replace(
        "## 3. 返回参数",
        "### Body.lamp `Enum`\n\n| 枚举值 | 描述 |\n| --- | --- |\n| a | 甲 |\n| b | 乙 |\n\n## 3. 返回参数",
    );
    let (_, said) = after(&spec(ONE, TEXT, NOTHING), &page);
    assert_eq!(said, ["to review: `lamp` has known values on the page, and none here."]);
    let values = "{ type: enum, required: no, about: Which., values: { \
                  a: { name: A, about: x. }, b: { name: B, about: x. }, c: { name: C, about: x. } } }";
    let (_, said) = after(&spec(ONE, values, NOTHING), &page);
    assert_eq!(said, ["to review: `lamp` has the value `c` here, and not on the page."]);
}

#[test]
fn fields_that_the_page_lists_by_now_are_to_be_looked_at() {
    let spec = spec(ONE, "{ type: json, required: no, about: Which. }", NOTHING);
    let page = tea("| lamp | object | 否 | x |").replace(
        "## 3. 返回参数",
        "### Body.lamp `Object Payload`\n\n| 参数名 | 类型 | 必填 | 说明 |\n| --- | --- | --- | --- |\n\
         | hue | string | 是 | x |\n\n## 3. 返回参数",
    );
    let (_, said) = after(&spec, &page);
    assert_eq!(said, ["to review: `lamp` has fields on the page, and is `json` here."]);
}

/// What is told once a page is imported over the draft of an older one, which has this quirk.
fn told_beyond(quirk: &str, before: &str, now: &str) -> Vec<String> {
    let mut folder = empty();
    brought(&mut folder, &[before], &options());
    assert!(folder[SPEC].contains(quirk), "{}", folder[SPEC]);
    changes(&brought(&mut folder, &[now], &options()))
}

#[test]
fn fields_that_no_page_lists_are_to_be_looked_at_once() {
    let lamp = "{ type: object, required: no, about: Which., fields: { hue: { type: string, about: Its. } } }";
    let page = tea("| lamp | object | 否 | x |");
    let (_, said) = after(&spec(ONE, lamp, NOTHING), &page);
    assert_eq!(said, ["to review: No section says what `lamp` consists of."]);
    let quirk = "{ about: body.lamp, differs: contents, note: Only the example shows its fields. }";
    let (_, said) = after(&spec(ONE, lamp, quirk), &page);
    assert_eq!(said, [""; 0]);
}

#[test]
fn a_remark_that_fields_are_not_listed_hides_none_that_are_listed_by_now() {
    let before = tea("| lamp | object | 否 | x |");
    let table = "### Body.lamp `Object Payload`\n\n| 参数名 | 类型 | 必填 | 说明 |\n\
                 | --- | --- | --- | --- |\n| hue | string | 是 | x |\n\n## 3. 返回参数";
    let now = before.replace("## 3. 返回参数", table);
    let said =
        told_beyond("  - about: body.lamp\n    differs: contents\n    review: ", &before, &now);
    assert_eq!(said, ["to review: `lamp` has fields on the page, and is `json` here."]);
}

#[test]
fn a_remark_that_values_are_not_plain_hides_none_that_are_listed_by_now() {
    let before = tea("").replace(
        "### 请求体 `Request Payload`\n\n无",
        "### 请求体 `Request Payload`\n\n| 参数名 | 类型 | 必填 | 说明 | 枚举 |\n\
         | --- | --- | --- | --- | --- |\n| lamp | string | 否 | x | dim bright |",
    );
    let now = before.replace("dim bright", "dim；bright");
    let quirk = "  - about: body.lamp\n    differs: values\n    page: unclear\n    review: ";
    let said = told_beyond(quirk, &before, &now);
    assert_eq!(said, ["to review: `lamp` has known values on the page, and none here."]);
}

#[test]
fn a_field_without_its_values_stays_so_where_a_quirk_says_why() {
    let quirk =
        "{ about: body.lamp, differs: values, note: It may hold more than the page lists. }";
    let page = tea(LAMP).replace(
        "## 3. 返回参数",
        "### Body.lamp `Enum`\n\n| 枚举值 | 描述 |\n| --- | --- |\n| a | 甲 |\n\n## 3. 返回参数",
    );
    let (_, said) = after(&spec(ONE, TEXT, quirk), &page);
    assert_eq!(said, [""; 0]);
}

#[test]
fn a_call_that_may_have_moved_is_said() {
    let mut folder = empty();
    folder.insert(SPEC.to_owned(), spec(ONE, TEXT, NOTHING));
    let moved = tea(LAMP).replace("/tea/brew?", "/tea/v2/brew?");
    let made = brought(&mut folder, &[&moved], &options());
    let said = "tea/brew_tea.yaml is also named brewTea, but calls POST /tea/brew: check whether it has moved";
    assert_eq!(changes(&made), [said]);
    // Once it is there it is no news.
    assert_eq!(changes(&brought(&mut folder, &[&moved], &options())), [""; 0]);
}

/// What the spec says, and what was told, once a page was imported whose lamp is a number.
fn with_a_number(quirk: &str) -> (String, Vec<String>) {
    after(&spec(ONE, TEXT, quirk), &tea(&LAMP.replace("string", "number")))
}

#[test]
fn a_type_is_to_be_decided_once() {
    let (text, told) = with_a_number(NOTHING);
    assert_eq!(told, ["to review: `lamp` is integer on the page, and string here."]);
    let quirk = "  - about: body.lamp\n    differs: type\n    page: integer\n    review: ";
    assert!(text.contains(quirk), "{text}");
}

#[test]
fn what_was_decided_is_not_asked_again() {
    let decided = "{ about: body.lamp, differs: type, page: number, note: It is text on the wire. } # by hand";
    let (text, told) = with_a_number(decided);
    assert_eq!(told, [""; 0]);
    assert!(text.contains(&format!("  - {decided}\n")), "{text}");
}

#[test]
fn another_type_than_the_one_decided_about_is_to_be_decided() {
    let quirk = "{ about: body.lamp, differs: type, page: boolean, note: It is text on the wire. }";
    let (text, told) = with_a_number(quirk);
    assert_eq!(told, ["to review: `lamp` is integer on the page, and string here."]);
    assert!(text.contains(quirk), "{text}");
}

#[test]
fn a_field_with_another_name_on_the_page_is_the_same() {
    let quirk = "{ about: body.lamp, differs: name, page: lmap, note: It is misspelt. }";
    let (_, told) = after(&spec(ONE, TEXT, quirk), &tea(&LAMP.replace("lamp", "lmap")));
    assert_eq!(told, [""; 0]);
}

#[test]
fn an_example_of_another_type_is_not_taken_again() {
    let example = "请求示例\n\n```\n{\"lamp\": 7}\n```";
    let page = page(CALL, LAMP, "| status | string | x |", example, "| -1 | x |");
    let quirk = "{ about: body.lamp, differs: example, note: WeChat refuses numbers. }";
    assert_eq!(after(&spec(ONE, TEXT, quirk), &page).1, [""; 0]);
    let told = after(&spec(ONE, TEXT, NOTHING), &page).1;
    let quirk = "to review: `lamp` is documented as `string`, but an example shows a number.";
    assert_eq!(told, ["body.lamp: text or a number", quirk]);
}

#[test]
fn a_code_that_a_quirk_leaves_out_stays_out() {
    let quirk = "{ about: errors.40097, differs: missing, note: Another call returns it. }";
    let page = tea(LAMP).replace("| -1 | x |", "| -1 | x |\n| 40097 | x |\n| 40098 | x |");
    let (_, told) = after(&spec(ONE, TEXT, quirk), &page);
    assert_eq!(told, ["errors: 40098 is new"]);
}

#[test]
fn permission_sets_that_a_quirk_is_about_stay() {
    let quirk = "{ about: access.permission_sets, differs: scope, note: None is enough. }";
    let page = tea(LAMP).replace(
        "- 本接口不支持第三方平台调用。",
        "- 本接口支持第三方平台代商家调用。\n- 该接口所属的权限集 id 为：8",
    );
    assert_eq!(after(&spec(ONE, TEXT, quirk), &page).1, [""; 0]);
    let told = after(&spec(ONE, TEXT, NOTHING), &page).1;
    assert_eq!(told, ["access.permission_sets: [8], was none"]);
}

#[test]
fn a_review_that_became_a_note_is_not_added_again() {
    let before = tea(&LAMP.replace("string", "mystery"));
    let mut folder = empty();
    brought(&mut folder, &[&before], &options());
    let (_, quirks) = folder[SPEC].split_once("quirks:\n").unwrap();
    let decided =
        quirks.replace("review:", "# asked\n    note:").replace("`json` here", "a switch");
    let decided = folder[SPEC].replace(quirks, &decided);
    folder.insert(SPEC.to_owned(), decided.clone());
    // Another page about the same call.
    let made = brought(&mut folder, &[&before.replace("# 泡茶", "# 泡一壶茶")], &options());
    assert_eq!(changes(&made), [""; 0]);
    let (_, quirks) = decided.split_once("quirks:\n").unwrap();
    assert!(folder[SPEC].ends_with(quirks), "{}", folder[SPEC]);
}
