//! Writes an invented call as a page of the vendor's template: Markdown, with Markdown or JSON tables.

use std::fmt::Write;

use serde_json::{Value, json};

use super::call::{Call, Field, Kind};

/// The headings of columns and their cells.
type Row = Vec<(&'static str, String)>;

/// Returns the page of a call.
pub(crate) fn text(call: &Call) -> String {
    let mut out = String::new();
    let (method, path) = (if call.get { "GET" } else { "POST" }, &call.path);
    let action = call.action.as_ref().map(|action| format!("action={action}&")).unwrap_or_default();
    let url = format!("https://api.weixin.qq.com{path}?{action}access_token=ACCESS_TOKEN");
    let _ = write!(
        out,
        "# {title}\n\n接口英文名：{name}\n\n此调用并不存在，只供测量之用。\n\n## 1. 调用方式\n\n\
         ### HTTPS 调用\n\n```\n{method} {url}\n```\n\n### 云调用\n\n- 本接口不支持云调用。\n\n\
         ### 第三方调用\n\n",
        title = call.title,
        name = call.name,
    );
    if call.sets.is_empty() {
        out.push_str("- 本接口不支持第三方平台代商家调用。\n");
    } else {
        let sets: Vec<String> = call.sets.iter().map(u32::to_string).collect();
        let _ = writeln!(
            out,
            "- 本接口支持第三方平台代商家调用。\n- 该接口所属的权限集 id 为：{}",
            sets.join("、")
        );
    }
    out.push_str("\n## 2. 请求参数\n\n### 查询参数 `Query String Parameters`\n\n");
    let mut query = vec![parameter("access_token", "string", Some(true), "调用凭证 access_token")];
    if let Some(action) = &call.action {
        query.push(parameter("action", "string", Some(true), &format!("固定为 {action}")));
    }
    if call.get {
        query.extend(call.request.iter().map(|field| row(field, true)));
    }
    table(&mut out, call.json_tables, &query);
    out.push_str("\n### 请求体 `Request Payload`\n\n");
    if call.get {
        out.push_str("无\n");
    } else {
        fields(&mut out, call.json_tables, "Body", &call.request, Vec::new());
    }
    out.push_str("\n## 3. 返回参数\n\n### 返回体 `Response Payload`\n\n");
    let envelope = [("errcode", "number", "错误码"), ("errmsg", "string", "错误说明")];
    let envelope = envelope.map(|(name, ty, about)| parameter(name, ty, None, about));
    fields(&mut out, call.json_tables, "Res", &call.reply, envelope.to_vec());
    out.push_str("\n## 4. 注意事项\n\n本接口无特殊注意事项\n\n## 5. 代码示例\n\n请求示例\n\n");
    match call.get {
        true => {
            let given =
                call.request.iter().map(|field| format!("&{}={}", field.name, given(field)));
            let given: String = given.collect();
            let _ = writeln!(out, "```\nGET {url}{given}\n```");
        }
        false => listing(&mut out, &object(&call.request)),
    }
    out.push_str("\n返回示例\n\n");
    let Value::Object(data) = object(&call.reply) else { return out };
    let envelope = [("errcode".to_owned(), json!(0)), ("errmsg".to_owned(), json!("ok"))];
    listing(&mut out, &Value::Object(envelope.into_iter().chain(data).collect()));
    out.push_str("\n## 6. 错误码\n\n");
    if call.errors.is_empty() {
        out.push_str("无\n");
    } else {
        let rows = call.errors.iter().map(|(code, message)| {
            let remedy = "等它开放".to_owned();
            vec![("错误码", code.to_string()), ("错误描述", message.clone()), ("解决方案", remedy)]
        });
        table(&mut out, call.json_tables, &rows.collect::<Vec<_>>());
    }
    out.push_str("\n## 7. 适用范围\n\n本接口在不同账号类型下的可调用情况：\n\n");
    let accounts = call.accounts.iter().map(|name| (*name, "✔".to_owned()));
    table(&mut out, call.json_tables, &[accounts.collect()]);
    out.push_str("\n- ✔：该账号可调用此接口。\n- 其他未明确声明的账号类型，如无特殊说明，均不可调用此接口。\n");
    out
}

/// Writes a table of fields, and the tables of nested objects.
fn fields(out: &mut String, json_tables: bool, path: &str, of: &[Field], mut rows: Vec<Row>) {
    rows.extend(of.iter().map(|field| row(field, path.starts_with("Body"))));
    table(out, json_tables, &rows);
    for field in of {
        let (inner, list) = match &field.kind {
            Kind::Object(inner) => (inner, ""),
            Kind::Objects(inner) => (inner, "(Array)"),
            _ => continue,
        };
        let path = format!("{path}.{}{list}", field.name);
        let _ = write!(out, "\n### {path} `Object Payload`\n\n{}\n\n", field.about);
        fields(out, json_tables, &path, inner, Vec::new());
    }
}

fn row(field: &Field, sent: bool) -> Row {
    let ty = match &field.kind {
        Kind::Text => "string",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Numbers => "numarray",
        Kind::Object(_) => "object",
        Kind::Objects(_) => "objarray",
    };
    parameter(&field.name, ty, sent.then_some(field.required), &field.about)
}

fn parameter(name: &str, ty: &str, required: Option<bool>, about: &str) -> Row {
    let mut row = vec![("参数名", name.to_owned()), ("类型", ty.to_owned())];
    row.extend(required.map(|required| ("必填", if required { "是" } else { "否" }.to_owned())));
    row.push(("说明", about.to_owned()));
    row
}

/// Writes rows with the same columns.
fn table(out: &mut String, json_tables: bool, rows: &[Row]) {
    if json_tables {
        let rows = rows.iter().map(|row| {
            let cells = row.iter().map(|(head, cell)| format!("    \"{head}\": {}", json!(cell)));
            format!("  {{\n{}\n  }}", cells.collect::<Vec<_>>().join(",\n"))
        });
        let _ = writeln!(out, "```json\n[\n{}\n]\n```", rows.collect::<Vec<_>>().join(",\n"));
        return;
    }
    let heads: Vec<&str> = rows.iter().take(1).flatten().map(|(head, _)| *head).collect();
    let _ = writeln!(out, "| {} |\n|{}", heads.join(" | "), " --- |".repeat(heads.len()));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|(_, cell)| cell.replace('_', "\\_")).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

fn listing(out: &mut String, value: &Value) {
    let text = serde_json::to_string_pretty(value).expect("JSON can be written");
    let _ = writeln!(out, "```\n{text}\n```");
}

fn object(of: &[Field]) -> Value {
    Value::Object(of.iter().map(|field| (field.name.clone(), value(field))).collect())
}

fn value(field: &Field) -> Value {
    match &field.kind {
        Kind::Text => json!("wood"),
        Kind::Number => json!(7),
        Kind::Boolean => json!(true),
        Kind::Numbers => json!([1, 2]),
        Kind::Object(inner) => object(inner),
        Kind::Objects(inner) => json!([object(inner)]),
    }
}

/// The value of a field in a URL.
fn given(field: &Field) -> String {
    match value(field) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
