//! Vendor pages for tests.

/// A page with these tables and examples.
pub fn page(call: &str, request: &str, reply: &str, examples: &str, errors: &str) -> String {
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

/// The method and URL of the call that small pages describe.
pub const CALL: &str = "POST https://api.weixin.qq.com/tea/brew?access_token=ACCESS_TOKEN";
