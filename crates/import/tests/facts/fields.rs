use weixin_import::Body;

use crate::support::{body, findings, reply};
use crate::with_parameters;

#[test]
fn objects_within_lists_within_objects() {
    let page = with_parameters(
        "## 2. 请求参数

### 请求体 `Request Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| id | number | 是 | 甲 |
| cast | [object](#Body__cast) | 否 | 乙 |

### Body.cast `Object Payload`

乙

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| actor | [objarray](#Body__cast__actor<Array>) | 是 | 丙 |

### Body.cast.actor(Array) `Object Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| name | string | 是 | 丁 |
| tags | numarray | 否 | 戊 |

## 3. 返回参数

### 返回体 `Response Payload`

| 参数名 | 类型 | 说明 |
| --- | --- | --- |
| errcode | number | 码 |
| errmsg | string | 文 |
| items | [objarray](#Res__items<Array>) | 己 |

### Res.items(Array) `Object Payload`

| 参数名 | 类型 | 说明 |
| --- | --- | --- |
| id | number | 庚 |",
    );
    assert_eq!(
        body(&page),
        [
            "id number !",
            "cast object ?",
            "cast.actor objarray !",
            "cast.actor.name string !",
            "cast.actor.tags numarray ?"
        ]
    );
    assert_eq!(reply(&page), ["items objarray", "items.id number"]);
    assert_eq!(findings(&page), [] as [&str; 0]);
    let Body::Json(fields) = &page.body else { panic!("{:?}", page.body) };
    assert_eq!((fields[1].line, fields[1].about.as_str()), (16, "乙"));
    assert_eq!(fields[1].fields[0].fields[0].line, 30);
}

#[test]
fn dotted_names() {
    let page = with_parameters(
        "## 2. 请求参数

### 请求体 `Request Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| user | object | 是 | 甲 |
| user.name | string | 是 | 乙 |
| list[].id | number | 否 | 丙 |
| list[].at | number | 否 | 丁 |

## 3. 返回参数",
    );
    assert_eq!(
        body(&page),
        [
            "user object !",
            "user.name string !",
            "list objarray",
            "list.id number ?",
            "list.at number ?"
        ]
    );
    assert_eq!(findings(&page), ["17: the table has fields of `list`, but no row for it"]);
}

#[test]
fn sections_that_no_row_leads_to() {
    let page = with_parameters(
        "## 2. 请求参数

### 请求体 `Request Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| a | object | 是 | 甲 |

### Body.b `Object Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| c | string | 是 | 乙 |

## 3. 返回参数",
    );
    assert_eq!(body(&page), ["a object !"]);
    assert_eq!(
        findings(&page),
        ["15: no section says what `a` consists of", "17: no row refers to the section `Body.b`"]
    );
}

#[test]
fn an_object_that_contains_itself() {
    let page = with_parameters(
        "## 2. 请求参数

## 3. 返回参数

### 返回体 `Response Payload`

| 参数名 | 类型 | 说明 |
| --- | --- | --- |
| node | [object](#Res__node) | 甲 |

### Res.node `Object Payload`

| 参数名 | 类型 | 说明 |
| --- | --- | --- |
| id | number | 乙 |
| child | [object](#Res__node) | 丙 |",
    );
    assert_eq!(reply(&page), ["node object", "node.id number", "node.child object"]);
    assert_eq!(
        findings(&page),
        [
            "24: `child` refers to the section `Res.node`, which contains it: its fields were left out"
        ]
    );
}

#[test]
fn enumerations_in_a_section_and_in_a_column() {
    let page = with_parameters(
        "## 2. 请求参数

### 请求体 `Request Payload`

| 参数名 | 类型 | 必填 | 说明 | 枚举 |
| --- | --- | --- | --- | --- |
| carrier | string | 否 | 甲 | [枚举值](#Enum_Body__carrier) |
| mode | number | 否 | 乙 | 0：关；1：开 |
| name | string | 否 | 丙 | - |

## 3. 返回参数

## 4. 枚举信息

### Body.carrier `Enum`

| 枚举值 | 描述 |
| --- | --- |
| DADA | 达 |
| “SFTC” | 顺 |",
    );
    let Body::Json(fields) = &page.body else { panic!("{:?}", page.body) };
    let values: Vec<Vec<_>> = fields
        .iter()
        .map(|field| {
            field
                .values
                .iter()
                .map(|value| (value.value.as_str(), value.about.as_str(), value.line))
                .collect()
        })
        .collect();
    assert_eq!(
        values,
        [
            vec![("DADA", "达", 27), ("SFTC", "顺", 28)],
            vec![("0", "关", 16), ("1", "开", 16)],
            vec![]
        ]
    );
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn a_form() {
    let page = with_parameters(
        "## 2. 请求参数

### 请求体 `Request Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| img | formdata | 是 | 甲 |
| kind | string | 否 | 乙 |

## 3. 返回参数",
    );
    assert_eq!(body(&page), ["form", "img formdata !", "kind string ?"]);
}
