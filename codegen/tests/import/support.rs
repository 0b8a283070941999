//! A spec folder in memory that adds to WeChat's API, and pages brought into it.

use std::collections::BTreeMap;

use weixin_codegen::import::{Import, Options, Saved, import};
use weixin_codegen::{Runtime, Source, Sources, generate, render};

/// A folder: paths and texts.
pub(crate) type Folder = BTreeMap<String, String>;

/// A folder that says nothing but whose API it adds to.
pub(crate) fn empty() -> Folder {
    [("api.yaml".to_owned(), "extends: weixin\n".to_owned())].into()
}

pub(crate) fn sources(folder: &Folder) -> Sources {
    let files = folder.iter().map(|(path, text)| Source {
        name: format!("spec/{path}"),
        path: path.clone(),
        bytes: text.clone().into_bytes(),
    });
    Sources::new(files.collect())
}

pub(crate) fn saved(name: &str, text: &str) -> Saved {
    Saved { name: name.to_owned(), bytes: Ok(text.as_bytes().to_vec()) }
}

/// The options of all these tests: a day, so that it doesn't matter when they run.
pub(crate) fn options() -> Options {
    Options { read: Some("2026-11-23".to_owned()), ..Options::default() }
}

/// Imports pages into a folder, which must be one that code can be made of afterwards.
pub(crate) fn brought(folder: &mut Folder, pages: &[&str], options: &Options) -> Import {
    let pages: Vec<Saved> = pages.iter().map(|text| saved("page.md", text)).collect();
    let made = import(&pages, &sources(folder), options, &|| {}).unwrap();
    assert!(made.refused.is_empty(), "{}", render(&made.diagnostics, &made.sources, false));
    folder.extend(made.specs.clone());
    let sources = sources(folder);
    if let Err(found) = generate(&sources, Runtime::Outside) {
        panic!("{}", render(&found, &sources, false));
    }
    made
}

/// What was said about each call.
pub(crate) fn changes(made: &Import) -> Vec<String> {
    made.pages.iter().flat_map(|page| &page.calls).flat_map(|call| call.changes.clone()).collect()
}

/// A page whose tables and examples are given.
pub(crate) fn page(call: &str, request: &str, reply: &str, examples: &str, errors: &str) -> String {
    let table = |rows: &str, head: &str| match rows {
        "" => "无".to_owned(),
        rows => format!("{head}\n{rows}"),
    };
    let examples = match examples {
        "" => "返回示例\n\n```\n{\"errcode\": 0, \"errmsg\": \"ok\"}\n```",
        examples => examples,
    };
    let request = table(request, "| 参数名 | 类型 | 必填 | 说明 |\n| --- | --- | --- | --- |");
    let reply = table(reply, "| 参数名 | 类型 | 说明 |\n| --- | --- | --- |");
    format!(
        "# 泡茶\n\n接口英文名：brewTea\n\n## 1. 调用方式\n\n### HTTPS 调用\n\n```\n{call}\n```\n\n\
         ### 第三方调用\n\n- 本接口不支持第三方平台调用。\n\n## 2. 请求参数\n\n\
         ### 查询参数 `Query String Parameters`\n\n| 参数名 | 类型 | 必填 | 说明 |\n| --- | --- | --- | --- |\n\
         | access_token | string | 是 | 接口调用凭证 |\n\n### 请求体 `Request Payload`\n\n{request}\n\n\
         ## 3. 返回参数\n\n### 返回体 `Response Payload`\n\n{reply}\n\n## 4. 注意事项\n\n本接口无特殊注意事项\n\n\
         ## 5. 代码示例\n\n{examples}\n\n## 6. 错误码\n\n| 错误码 | 错误描述 |\n| --- | --- |\n{errors}\n\n\
         ## 7. 适用范围\n\n| 小程序 |\n| --- |\n| ✔ |\n"
    )
}

/// The address of the call that small pages are about.
pub(crate) const CALL: &str = "POST https://api.weixin.qq.com/tea/brew?access_token=ACCESS_TOKEN";
/// The file of that call.
pub(crate) const SPEC: &str = "tea/brew_tea.yaml";

/// The draft of a page, whose fingerprint isn't what these tests are about.
pub(crate) fn drafted(text: &str, options: &Options) -> Vec<(String, String)> {
    let mut folder = empty();
    let made = brought(&mut folder, &[text], options);
    let specs = made.specs.into_iter();
    specs.map(|(path, text)| (path, without_fingerprint(&text))).collect()
}

fn without_fingerprint(text: &str) -> String {
    let Some((before, after)) = text.split_once("fingerprint: ") else { return text.to_owned() };
    let digits = after.trim_start_matches('"').trim_start_matches(|c: char| c.is_ascii_hexdigit());
    format!("{before}fingerprint: FINGERPRINT{}", digits.trim_start_matches('"'))
}

/// The lines of the draft of a small page that hold any of `words`.
pub(crate) fn lines(text: &str, words: &[&str]) -> Vec<String> {
    let specs = drafted(text, &options());
    let lines = specs[0].1.lines().filter(|line| words.iter().any(|word| line.contains(word)));
    lines.map(|line| line.trim().to_owned()).collect()
}
