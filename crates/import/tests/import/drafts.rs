//! The draft of a page that has no spec yet.

use std::fs;
use std::path::Path;

use weixin_import::import::Options;

use weixin_test_support::page::{CALL, page};

use super::support::{SPEC, brought, changes, drafted, empty, lines, options};

#[test]
fn a_page_becomes_the_spec_that_a_person_would_begin_with() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/pages");
    let cases = [
        ("order_tea", "teahouse/order_tea.yaml"),
        ("show_cup", "cups/show_cup.yaml"),
        ("upload_menu", "menu/upload_menu.yaml"),
    ];
    for (name, path) in cases {
        let page = fs::read_to_string(pages.join(format!("{name}.md"))).unwrap();
        let expected = fs::read_to_string(pages.join(format!("{name}.yaml"))).unwrap();
        assert_eq!(drafted(&page, &options()), [(path.to_owned(), expected)], "{name}");
    }
}

#[test]
fn the_vendors_words_come_along_where_they_are_asked_for() {
    let text = page(
        CALL,
        "| cup | string | 是 | 哪个杯子，# 白的 |",
        "| pot | string | 壶: 大的 |",
        "",
        "| 99001 | 没水了 |",
    );
    let options = Options { keep_prose: true, ..options() };
    let spec = &drafted(&text, &options)[0].1;
    assert!(spec.contains("  cup: { type: string, about: 哪个杯子，# 白的 }\n"), "{spec}");
    assert!(spec.contains("  pot: { type: string, about: \"壶: 大的\" }\n"), "{spec}");
    assert!(spec.contains("  99001: { meaning: 没水了 }\n"), "{spec}");
}

#[test]
fn group_address_and_day_are_those_that_are_given() {
    let text = page(CALL, "", "", "", "| -1 | x |");
    let options = Options {
        group: Some("kitchen".to_owned()),
        page: Some("https://teahouse.example/doc/api_brew.html".to_owned()),
        ..options()
    };
    let (path, spec) = drafted(&text, &options).remove(0);
    assert_eq!(path, "kitchen/brew_tea.yaml");
    let vendor = "\
vendor:
  name: brewTea
  page: https://teahouse.example/doc/api_brew.html
  read: 2026-11-23
  fingerprint: FINGERPRINT
";
    assert!(spec.contains(vendor), "{spec}");
}

#[test]
fn the_folder_of_the_pages_address_is_the_group() {
    let text = page(CALL, "", "", "", "| -1 | x |");
    let page = Some("https://teahouse.example/doc/HotDrinks/api_brew.html".to_owned());
    let specs = drafted(&text, &Options { page, ..options() });
    assert_eq!(specs[0].0, "hot_drinks/brew_tea.yaml");
}

#[test]
fn a_draft_begins_as_its_neighbours_do() {
    let line = "# yaml-language-server: $schema=../schema.json#/$defs/endpoint\n";
    let mut folder = empty();
    brought(&mut folder, &[&page(CALL, "", "", "", "| -1 | x |")], &options());
    let neighbour = format!("{line}{}", folder[SPEC]);
    folder.insert(SPEC.to_owned(), neighbour);
    let other = page(&CALL.replace("brew", "pour"), "", "", "", "| -1 | x |");
    let made = brought(&mut folder, &[&other.replace("brewTea", "pourTea")], &options());
    assert!(made.specs["tea/pour_tea.yaml"].starts_with(&format!("{line}title: ")));
}

#[test]
fn a_token_that_the_page_calls_by_its_own_name_is_no_parameter() {
    let token = "component_access_token";
    let call = format!("POST https://api.weixin.qq.com/tea/brew?{token}=COMPONENT_ACCESS_TOKEN");
    let text =
        page(&call, "", "", "", "| -1 | x |").replace("| access_token |", &format!("| {token} |"));
    let found = lines(&text, &["query:", token]);
    assert_eq!(
        found,
        [
            "tokens: [component_access_token]",
            "page: component_access_token",
            "The page calls the parameter of the token `component_access_token`, it is sent as `access_token` here.",
        ]
    );
}

#[test]
fn an_example_that_is_a_list_is_no_object() {
    let example = "请求示例\n\n```\n[{\"a\": \"1\"}]\n```";
    let text = page(CALL, "| a | string | 是 | x |", "", example, "| -1 | x |");
    assert_eq!(lines(&text, &["review"]), ["review: An example of the request is not an object."]);
}

#[test]
fn names_that_would_be_the_same_in_rust_get_others() {
    let rows = "| userId | string | 是 | x |\n| user_id | string | 是 | x |\n| new | string | 是 | x |\n\
                | box | object | 是 | x |";
    let reply = "| box | object | x |";
    let example = "请求示例\n\n```\n{\"userId\": \"a\", \"user_id\": \"b\", \"new\": \"c\", \"box\": {}}\n```";
    let text = page(CALL, rows, reply, example, "| -1 | x |");
    // Two objects of one name: one of what is sent, one of what comes back.
    let text = text
        .replace("## 3. 返回参数", "### Body.box `Object Payload`\n\n| 参数名 | 类型 | 必填 | 说明 |\n| --- | --- | --- | --- |\n| a | string | 否 | x |\n\n## 3. 返回参数")
        .replace("## 4. 注意事项", "### Res.box `Object Payload`\n\n| 参数名 | 类型 | 说明 |\n| --- | --- | --- |\n| a | string | x |\n\n## 4. 注意事项");
    let found = lines(&text, &["rust:", "type_name:"]);
    assert_eq!(
        found,
        [
            "user_id: { type: string, rust: user_id_2, about: TODO }",
            "new: { type: string, rust: new_2, about: TODO }",
            // `Box` is a type that generated code mentions itself.
            "type_name: RequestBox",
            "type_name: ReplyBox",
        ]
    );
}

#[test]
fn a_secret_on_the_vendors_page_is_a_published_one() {
    let rows = "| app_secret | string | 是 | x |";
    let example = "请求示例\n\n```\n{\"app_secret\": \"k9Wm3Zp7Xq1Lv5Tn8Rb2Yc6Hd\"}\n```";
    let found = lines(&page(CALL, rows, "", example, "| -1 | x |"), &["secret"]);
    assert_eq!(
        found,
        [
            "app_secret: { type: string, secret: yes, about: TODO }",
            "published: yes                # its secrets are on the vendor's page",
            "request: { app_secret: k9Wm3Zp7Xq1Lv5Tn8Rb2Yc6Hd }",
        ]
    );
}

#[test]
fn an_example_that_does_not_fit_goes_without_what_does_not() {
    let rows = "| a | string | 是 | x |\n| b | object | 否 | x |";
    let reply = "| list | objarray | x |";
    let example = "请求示例\n\n```\n{\"b\": 1}\n```\n\n返回示例\n\n```\n{\"errcode\": 0, \"list\": {\"a\": 1}}\n```";
    let specs = drafted(&page(CALL, rows, reply, example, "| -1 | x |"), &options());
    let spec = &specs[0].1;
    assert!(!spec.contains("    request:"), "{spec}");
    assert!(spec.contains("    response: { errcode: 0 }\n"), "{spec}");
    assert!(spec.contains("review: An example of the request lacks `a`"), "{spec}");
}

#[test]
fn several_calls_of_a_page_are_specs_of_their_own() {
    let call = "POST https://api.weixin.qq.com/tea/pot?access_token=ACCESS_TOKEN&action=fill\n\
                POST https://api.weixin.qq.com/tea/pot?access_token=ACCESS_TOKEN&action=empty";
    let specs = drafted(&page(call, "", "", "", "| -1 | x |"), &options());
    let paths: Vec<&str> = specs.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["tea/brew_tea_empty.yaml", "tea/brew_tea_fill.yaml"]);
    for ((_, spec), action) in specs.iter().zip(["empty", "fill"]) {
        assert!(spec.contains(&format!("\ncall: POST /tea/pot?action={action}\n")), "{spec}");
        assert!(spec.contains("review: The page describes 2 calls."), "{spec}");
    }
}

#[test]
fn two_calls_never_share_a_file() {
    let mut folder = empty();
    let first = page(CALL, "", "", "", "| -1 | x |");
    let second = first.replace("/tea/brew", "/coffee/brew");
    let third = first.replace("/tea/brew", "/coffee/brew2");
    let made = brought(&mut folder, &[&first, &second, &third], &options());
    let paths: Vec<&String> = made.specs.keys().collect();
    assert_eq!(paths, ["coffee/brew_tea_2.yaml", "coffee/coffee_brew_tea.yaml", SPEC]);
    assert_eq!(changes(&made), [""; 0]);
}

#[test]
fn a_call_that_no_spec_can_have_is_a_problem_with_its_line() {
    let text = page(
        "PUT https://api.weixin.qq.com/tea/brew?access_token=ACCESS_TOKEN",
        "",
        "",
        "",
        "| -1 | x |",
    );
    let made = brought(&mut empty(), &[&text], &options());
    let problem = made.pages[0].calls[0].spec.as_ref().unwrap_err();
    assert_eq!(problem.message, "`PUT /tea/brew`: a spec supports only GET and POST");
    assert_eq!(problem.line, Some(10));
    assert_eq!(made.specs.len(), 0);
}

#[test]
fn what_is_nested_too_deeply_for_a_spec_is_left_out_and_said() {
    let deep = format!("{}1{}", "{\"a\":".repeat(30), "}".repeat(30));
    let example = format!("返回示例\n\n```\n{deep}\n```");
    let found =
        lines(&page(CALL, "", "| a | object | x |", &example, "| -1 | x |"), &["a:", "deep"]);
    let quirk = "review: \"An example is nested too deeply for a spec: it was left out.\"";
    assert_eq!(found, ["a: { type: json, about: TODO }", quirk]);
}

#[test]
fn the_body_of_a_get_is_said_to_be_none() {
    let call = CALL.replace("POST", "GET");
    let found = lines(
        &page(&call, "| cup | string | 是 | x |", "", "", "| -1 | x |"),
        &["query:", "cup", "lists fields", "`body`"],
    );
    assert_eq!(
        found,
        [
            "query:",
            "cup: { type: string, about: TODO }",
            "- review: The call is a `GET`, but the page lists fields of a body.",
            "review: \"The page gives a `body` to a GET, which has none: `cup` are in the query here.\"",
            "- about: query.cup",
            "page: body.cup",
        ]
    );
    let found = lines(
        &page(&call, "| cup | formdata | 是 | x |", "", "", "| -1 | x |"),
        &["query:", "cup: {", "`body`"],
    );
    let words = "The page gives a form to a GET, which has no `body`: `cup` were left out.";
    assert_eq!(found, [format!("review: \"{words}\"")]);
}

#[test]
fn a_part_of_a_form_may_be_called_like_a_parameter_of_the_query() {
    let rows = "| type | string | 是 | x |\n| img | formdata | 是 | x |";
    let text = page(CALL, rows, "", "", "| -1 | x |").replace(
        "| access_token | string | 是 | 接口调用凭证 |",
        "| access_token | string | 是 | 接口调用凭证 |\n| type | string | 是 | x |",
    );
    let found = lines(&text, &["query:", "form:", " type: {"]);
    assert_eq!(
        found,
        [
            "query:",
            "type: { type: string, about: TODO }",
            "form:",
            "type: { type: string, rust: type_2, about: TODO }",
        ]
    );
}
