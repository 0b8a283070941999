//! `cargo gen drift` as a maintainer runs it: a saved page against the spec of its call.

use std::fs;

use crate::place::{Place, outcome};

const SPEC: &str = "\
title: Switch the lamp
vendor: { name: switchLamp }       # no page of its own
call: POST /lamp/switch
access: { tokens: none, accounts: unknown, permission_sets: unknown, cloud_call: no }
idempotency: idempotent
body:
  lamp: { type: string, about: Which lamp. }
response:
  lit: { type: boolean, about: Whether it is lit now. }
";

const PAGE: &str = "\
# 开灯

接口英文名：switchLamp

本接口用于开灯

## 1. 调用方式

### HTTPS 调用

```
POST https://lamp.example/lamp/switch
```

### 云调用

- 本接口不支持云调用。

## 2. 请求参数

### 查询参数 `Query String Parameters`

无

### 请求体 `Request Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| lamp | string | 是 | 灯 |

## 3. 返回参数

### 返回体 `Response Payload`

| 参数名 | 类型 | 说明 |
| --- | --- | --- |
| lit | boolean | 是否亮 |

## 4. 注意事项

无
";

fn place(page: &str) -> Place {
    let place = Place::new();
    place.write("spec/lamp/switch.yaml", SPEC);
    place.write("switch.md", page);
    place
}

#[test]
fn a_page_that_agrees_is_no_drift() {
    let run = place(PAGE).run(&["drift", "switch.md"]);
    assert_eq!(run, outcome(0, "1 page, no drift\n"));
}

#[test]
fn a_new_field_is_drift() {
    let page = PAGE.replace("| 灯 |\n", "| 灯 |\n| watts | number | 否 | 功率 |\n");
    let (run, found) = place(&page).results(&["drift", "switch.md"]);
    let shown = "\
POST /lamp/switch
    spec  lamp/switch
    page  switch.md
  + body.watts: number, optional (line 30)
";
    assert_eq!(found, shown);
    assert_eq!(run, outcome(1, "1 page, 1 difference\n"));
}

#[test]
fn a_page_is_compared_with_the_spec_that_has_the_same_fixed_values() {
    let page = PAGE.replace("/lamp/switch\n", "/lamp/switch?mode=on&dim=2\n");
    let place = place(&page);
    let add = |id: &str, name: &str, query: &str| {
        let spec = SPEC.replace("switchLamp", name).replace("/lamp/switch", query);
        place.write(&format!("spec/lamp/{id}.yaml"), &spec);
    };
    add("dim", "switchLamp", "/lamp/switch?dim=2&mode=on");
    assert_eq!(place.run(&["drift", "switch.md"]), outcome(0, "1 page, no drift\n"));
    add("dim", "dimLamp", "/lamp/switch?dim=2");
    let (_, found) = place.results(&["drift", "switch.md"]);
    let call = "  ~ call: spec says POST /lamp/switch?dim=2 (line 3), page says POST /lamp/switch?mode=on&dim=2 (line 12)";
    assert!(found.contains(call), "{found}");
}

#[test]
fn a_folder_means_all_pages_in_it() {
    let place = place(PAGE);
    place.write("pages/a/switch.md", PAGE);
    place
        .write("pages/b.md", &PAGE.replace("| 灯 |\n", "| 灯 |\n| watts | number | 否 | 功率 |\n"));
    let (run, _) = place.results(&["drift", "pages"]);
    assert_eq!(run, outcome(1, "2 pages, 1 difference\n"));
}

#[test]
fn a_draft_of_a_page_does_not_drift_from_it() {
    let example = "请求示例\n\n```\n{\"lamp\": \"a\"}\n```\n\n返回示例\n\n```\n{\"rooms\": [{\"lit\": true, \"watts\": 5}]}\n```";
    let page = PAGE
        .replace("https://lamp.example", "https://api.weixin.qq.com")
        .replace("| lamp | string | 是 | 灯 |", "无")
        .replace("| 参数名 | 类型 | 必填 | 说明 |\n| --- | --- | --- | --- |\n无", "无")
        .replace(
            "| lit | boolean | 是否亮 |",
            "| at | timestamp | 何时 |\n| day | date | 何日 |\n| rooms | objarray | 房间 |\n\n\
             ### Res.rooms(Array) `Object Payload`\n\n| 参数名 | 类型 | 说明 |\n| --- | --- | --- |\n| lit | boolean | 亮 |",
        );
    let place = Place::new();
    place.write("own/api.yaml", "extends: weixin\n");
    place.write("switch.md", &format!("{page}\n## 5. 代码示例\n\n{example}\n"));
    assert_eq!(place.results(&["import", "switch.md", "--into", "own"]).0.code, 0);
    let (run, found) = place.results(&["drift", "switch.md", "--spec", "own"]);
    assert_eq!(run, outcome(0, "1 page, no drift, 2 recorded as quirks\n"), "{found}");
}

#[test]
fn a_remark_about_a_field_does_not_hide_its_removal() {
    let rows = [
        "| glow |  | 否 | 光 |\n",
        "| shade | object | 否 | 罩 |\n",
        "| bulbs | objarray | 否 | 灯泡 |\n",
        "| colour | string | 大概 | 色 |\n",
        "| watts | number | 否 | 功率 |\n| watts | number | 否 | 功率 |\n",
    ];
    let before = PAGE
        .replace("https://lamp.example", "https://api.weixin.qq.com")
        .replace("| 灯 |\n", &format!("| 灯 |\n{}", rows.concat()));
    let place = Place::new();
    place.write("own/api.yaml", "extends: weixin\n");
    place.write("switch.md", &before);
    assert_eq!(place.results(&["import", "switch.md", "--into", "own"]).0.code, 0);
    for row in rows {
        place.write("switch.md", &before.replace(row, ""));
        let (run, found) = place.results(&["drift", "switch.md", "--spec", "own"]);
        assert_eq!(run, outcome(1, "1 page, 1 difference\n"), "{row}: {found}");
    }
}

#[test]
fn an_import_reports_the_removal_of_a_field_with_a_remark_once() {
    let page = PAGE.replace("https://lamp.example", "https://api.weixin.qq.com");
    let place = Place::new();
    place.write("own/api.yaml", "extends: weixin\n");
    let import = |page: &str| {
        place.write("switch.md", page);
        place.results(&["import", "switch.md", "--into", "own"]).0.stderr
    };
    import(&page.replace("| 灯 |\n", "| 灯 |\n| glow |  | 否 | 光 |\n"));
    let gone = "`glow` is here, and not on the page.";
    assert!(import(&page).contains(gone));
    assert!(!import(&page).contains(gone));
}

#[test]
fn fields_besides_a_file_are_compared() {
    let before = PAGE.replace("https://lamp.example", "https://api.weixin.qq.com").replace(
        "| lit | boolean | 是否亮 |",
        "| buffer | buffer | 图片 |\n| kind | string | 类型 |",
    );
    let place = Place::new();
    place.write("own/api.yaml", "extends: weixin\n");
    place.write("switch.md", &before);
    assert_eq!(place.results(&["import", "switch.md", "--into", "own"]).0.code, 0);
    let drift = || place.results(&["drift", "switch.md", "--spec", "own"]);
    assert_eq!(drift().0, outcome(0, "1 page, no drift, 1 recorded as quirks\n"));
    place.write("switch.md", &before.replace("| 类型 |\n", "| 类型 |\n| size | number | 大小 |\n"));
    let (run, found) = drift();
    assert!(found.contains("  + response.size: number"), "{found}");
    assert_eq!(run, outcome(1, "1 page, 1 difference, 1 recorded as quirks\n"));
}

#[test]
fn the_json_format_prints_the_differences() {
    let page = PAGE.replace("| lit | boolean |", "| lit | string |");
    let (run, found) = place(&page).results(&["drift", "switch.md", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    let expected = serde_json::json!([{
        "page": "switch.md",
        "calls": [{
            "call": "POST /lamp/switch",
            "endpoint": "lamp/switch",
            "differences": [{
                "at": "response.lit",
                "page": "string", "page_line": 37,
                "spec": "boolean", "spec_line": 9,
            }],
            "recorded": [],
            "changed": null,
        }],
    }]);
    assert_eq!((run.code, found), (1, expected));
}

#[test]
fn accepting_a_page_records_only_the_day_and_the_fingerprint() {
    let place = place(PAGE);
    let run = place.run(&["drift", "--accept", "--read", "2026-11-23", "switch.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = fs::read_to_string(place.path("spec/lamp/switch.yaml")).unwrap();
    let (before, after) = SPEC.split_once(" }       # no page").unwrap();
    let noted = text.strip_prefix(before).unwrap().strip_suffix(after).unwrap();
    let fingerprint = noted
        .strip_prefix(", read: 2026-11-23, fingerprint: \"")
        .and_then(|rest| rest.strip_suffix("\" }       # no page"))
        .unwrap_or_else(|| panic!("{noted}"));
    assert_eq!(fingerprint.len(), 16);
    // Later the page's prose has changed.
    place.write("switch.md", &PAGE.replace("开灯\n", "关灯\n"));
    let (run, found) = place.results(&["drift", "switch.md"]);
    assert!(found.contains("its words have changed since it was accepted"), "{found}");
    assert_eq!(run.code, 0);
}

#[test]
fn a_file_that_is_not_a_page_is_reported_and_the_others_are_compared() {
    let place = place(PAGE);
    place.write("letter.md", "# A letter\n\nDear maintainer\n");
    let run = place.run(&["drift", "letter.md", "switch.md"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("\n --> letter.md:1\n  = help: "), "{}", run.stderr);
    assert!(run.stderr.ends_with("2 pages, no drift\n"), "{}", run.stderr);
}

#[test]
fn a_missing_file_is_reported_and_the_others_are_compared() {
    let run = place(PAGE).run(&["drift", "absent.md", "switch.md"]);
    let expected = "\
error: the file can't be read: No such file or directory (os error 2)
 --> absent.md
  = help: check its name, and that you have permission to read it
2 pages, no drift
";
    assert_eq!(run, outcome(1, expected));
}

#[test]
fn the_json_format_prints_errors_of_the_spec_too() {
    let place = place(PAGE);
    place.write(
        "spec/lamp/switch.yaml",
        &SPEC.replace("idempotency: idempotent", "idempotency: always"),
    );
    let (run, found) = place.results(&["drift", "switch.md", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(run, outcome(1, ""));
    assert_eq!(found["errors"], 1);
    assert_eq!(found["diagnostics"][0]["file"], "spec/lamp/switch.yaml");
    assert_eq!(found["diagnostics"][0]["line"], 5);
}

#[test]
fn an_invalid_day_is_refused() {
    let run = place(PAGE).run(&["drift", "--accept", "--read", "yesterday", "switch.md"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`yesterday` is not a date"), "{}", run.stderr);
}
