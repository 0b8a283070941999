//! What a person has settled, and what that leaves open.

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
const NOTHING: &str = "Nothing of it matters.";

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
    let spec = spec(ONE, TEXT, "\"`status` of the reply came as a number.\"");
    let (_, said) = after(&spec, &tea(&format!("{LAMP}\n| status | number | 否 | x |")));
    assert_eq!(said, ["body.status: new, integer, optional"]);
}

#[test]
fn a_field_that_a_quirk_leaves_out_stays_out() {
    let spec = spec(ONE, TEXT, "\"The page has a `shade` that is never read.\"");
    let (_, said) = after(&spec, &tea(&format!("{LAMP}\n| shade | number | 否 | x |")));
    assert_eq!(said, [""; 0]);
}

#[test]
fn an_account_that_a_quirk_names_stays_when_another_is_added() {
    let spec = spec("{ mini_program: yes, store: yes }", TEXT, "\"`store` may call as well.\"");
    let page = tea(LAMP)
        .replace("| 小程序 |\n| --- |\n| ✔ |", "| 小程序 | 小游戏 |\n| --- | --- |\n| ✔ | ✔ |");
    let (text, _) = after(&spec, &page);
    let line = "  accounts: { mini_program: yes, mini_game: yes, store: yes }\n";
    assert!(text.contains(line), "{text}");
}

#[test]
fn a_token_is_new_though_a_quirk_names_another() {
    let spec = spec(ONE, TEXT, "\"`access_token` was added.\"");
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
    assert!(folder[SPEC].contains(&format!("- review: {quirk}\n")), "{}", folder[SPEC]);
    changes(&brought(&mut folder, &[now], &options()))
}

#[test]
fn fields_that_no_page_lists_are_to_be_looked_at_once() {
    let lamp = "{ type: object, required: no, about: Which., fields: { hue: { type: string, about: Its. } } }";
    let page = tea("| lamp | object | 否 | x |");
    let (_, said) = after(&spec(ONE, lamp, NOTHING), &page);
    assert_eq!(said, ["to review: No section says what `lamp` consists of."]);
    let quirk = "\"The fields of `lamp` are told by the example alone.\"";
    let (_, said) = after(&spec(ONE, lamp, quirk), &page);
    assert_eq!(said, [""; 0]);
}

#[test]
fn a_remark_that_fields_are_not_listed_hides_none_that_are_listed_by_now() {
    let before = tea("| lamp | object | 否 | x |");
    let table = "### Body.lamp `Object Payload`\n\n| 参数名 | 类型 | 必填 | 说明 |\n\
                 | --- | --- | --- | --- |\n| hue | string | 是 | x |\n\n## 3. 返回参数";
    let now = before.replace("## 3. 返回参数", table);
    let said = told_beyond("No section says what `lamp` consists of.", &before, &now);
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
    let quirk = "\"The values of `lamp` in the column of enumerations could not be read: \
                 they were left out.\"";
    let said = told_beyond(quirk, &before, &now);
    assert_eq!(said, ["to review: `lamp` has known values on the page, and none here."]);
}

#[test]
fn a_field_without_its_values_stays_so_where_a_quirk_says_why() {
    let quirk = "\"`lamp` may hold more than the page lists.\"";
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
