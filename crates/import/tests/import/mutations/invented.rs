//! Invented pages with what real ones have: objects and lists, known values, types that say nothing, and examples
//! that contradict the tables.

use std::fmt::Write;

use fastrand::Rng;
use serde_json::{Map, Value, json};
use weixin_test_support::page::page;

const NAMES: [&str; 16] = [
    "pot",
    "cup",
    "leaf",
    "price",
    "colour",
    "water",
    "spoon",
    "tray",
    "guest_id",
    "orderNo",
    "is_hot",
    "brewed_at",
    "size",
    "label",
    "kettle",
    "sugar",
];

/// Types with what they weigh: those of real pages most.
const TYPES: [(&str, u32); 15] = [
    ("string", 30),
    ("number", 20),
    ("object", 8),
    ("objarray", 8),
    ("boolean", 5),
    ("numarray", 3),
    ("strarray", 3),
    ("array", 3),
    ("double", 2),
    ("Int", 3),
    ("timestamp", 1),
    ("json", 1),
    ("mystery", 1),
    ("string(32)", 2),
    ("", 1),
];

struct Field {
    name: &'static str,
    ty: &'static str,
    required: bool,
    /// The fields of its table, where there is one.
    fields: Vec<Field>,
    values: &'static [&'static str],
}

/// The page of this number.
pub(super) fn invented(number: u64) -> String {
    let mut rng = Rng::with_seed(number);
    let method = if rng.u8(..12) == 0 { "GET" } else { "POST" };
    let call = format!("{method} https://api.weixin.qq.com/tea/brew?access_token=ACCESS_TOKEN");
    // The query, where the fields of such a body are in the spec, has no room for objects.
    let request = fields(&mut rng, if method == "GET" { 0 } else { 2 });
    let reply = fields(&mut rng, 2);
    let examples = format!(
        "请求示例\n\n```\n{}\n```\n\n返回示例\n\n```\n{}\n```",
        pretty(&object(&mut rng, &request)),
        pretty(&object(&mut rng, &reply)),
    );
    let codes = (0..rng.usize(1..5)).map(|code| format!("| {} | 某 |", 99_001 + code));
    let text = page(
        &call,
        &rows(&request, true),
        &rows(&reply, false),
        &examples,
        &codes.collect::<Vec<_>>().join("\n"),
    );
    let (mut sent, mut returned) = (String::new(), String::new());
    sections(&mut sent, "Body", &request, true);
    sections(&mut returned, "Res", &reply, false);
    text.replace("## 3. 返回参数", &format!("{sent}## 3. 返回参数"))
        .replace("## 4. 注意事项", &format!("{returned}## 4. 注意事项"))
}

fn fields(rng: &mut Rng, depth: u32) -> Vec<Field> {
    let mut names = NAMES;
    rng.shuffle(&mut names);
    let count = rng.usize(1..8);
    let field = |name: &&'static str| {
        let ty = word(rng);
        let has_table = matches!(ty, "object" | "objarray") && depth > 0 && rng.u8(..5) > 0;
        let values: &[&str] = match ty {
            "string" if rng.u8(..8) == 0 => &["green", "black"],
            "number" if rng.u8(..8) == 0 => &["1", "2", "2-5"],
            _ => &[],
        };
        let fields = if has_table { fields(rng, depth - 1) } else { Vec::new() };
        Field { name, ty, required: rng.bool(), fields, values }
    };
    names.iter().take(count).map(field).collect()
}

fn word(rng: &mut Rng) -> &'static str {
    let whole: u32 = TYPES.iter().map(|(_, weight)| weight).sum();
    let mut place = rng.u32(..whole);
    for (word, weight) in TYPES {
        if place < weight {
            return word;
        }
        place -= weight;
    }
    "string"
}

fn rows(fields: &[Field], sent: bool) -> String {
    let row = |field: &Field| {
        let mark = if field.required { "是" } else { "否" };
        let mark = if sent { format!(" {mark} |") } else { String::new() };
        format!("| {} | {} |{mark} 某 |", field.name, field.ty)
    };
    fields.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// The tables of what objects consist of and which values fields have.
fn sections(out: &mut String, path: &str, fields: &[Field], sent: bool) {
    for field in fields {
        let path = format!("{path}.{}", field.name);
        if !field.fields.is_empty() {
            let (mark, rule) = if sent { (" 必填 |", " --- |") } else { ("", "") };
            let _ = write!(
                out,
                "### {path} `Object Payload`\n\n| 参数名 | 类型 |{mark} 说明 |\n| --- | --- |{rule} --- |\n{}\n\n",
                rows(&field.fields, sent)
            );
            sections(out, &path, &field.fields, sent);
        }
        if !field.values.is_empty() {
            let rows: String =
                field.values.iter().map(|value| format!("| {value} | 某 |\n")).collect();
            let _ = write!(out, "### {path} `Enum`\n\n| 枚举值 | 描述 |\n| --- | --- |\n{rows}\n");
        }
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

/// An example, which now and then lacks a field, or shows one of another type or one that no table lists.
fn object(rng: &mut Rng, fields: &[Field]) -> Value {
    let mut object = Map::new();
    for field in fields {
        match rng.u8(..16) {
            0 => {}
            1 => drop(object.insert(field.name.to_owned(), json!(7))),
            2 => drop(object.insert(field.name.to_owned(), json!("7"))),
            _ => drop(object.insert(field.name.to_owned(), value(rng, field))),
        }
    }
    if rng.u8(..6) == 0 {
        object.insert("lid".to_owned(), json!(true));
    }
    Value::Object(object)
}

fn value(rng: &mut Rng, field: &Field) -> Value {
    match field.ty {
        "number" | "Int" | "timestamp" => json!(2),
        "double" => json!(0.5),
        "boolean" => json!(true),
        "numarray" => json!([1, 2]),
        "strarray" | "array" => json!(["green"]),
        "object" | "json" | "mystery" => object(rng, &field.fields),
        "objarray" => json!([object(rng, &field.fields)]),
        _ => json!("green"),
    }
}
