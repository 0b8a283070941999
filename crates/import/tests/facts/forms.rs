//! One page as each form saves it: the facts are the same, and so is the fingerprint.

use weixin_import::Page;

use crate::page;

const MARKDOWN: &str = "# [#](#取数) 取数

[调试诊断](https://developers.weixin.qq.com/console/devtools/debug)

接口英文名：get\\_number

取一个数，见[说明](api_about)。

## [#](#_1-调用方式) 1. 调用方式

### [#](#HTTPS-调用) HTTPS 调用

```
POST https://api.weixin.qq.com/wxa/number?access_token=ACCESS_TOKEN
```

## [#](#_2-请求参数) 2. 请求参数

### [#](#请求体-Request-Payload) 请求体 `Request Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| max\\_value | number | 是 | 最大 |

## [#](#_5-代码示例) 5. 代码示例

请求示例

```
{\"max_value\": -1.5}
```

## [#](#_7-适用范围) 7. 适用范围

| 小程序 | 公众号 |
| --- | --- |
| ✔ |  |

Incorrect translation.
";

const TWIN: &str = "# 取数

接口英文名：get_number

取一个数，见[说明](/doc/api_about.md)。

## 1. 调用方式

### HTTPS 调用

```bash
POST https://api.weixin.qq.com/wxa/number?access_token=ACCESS_TOKEN
```

## 2. 请求参数

### 请求体 `Request Payload`

```json
[
  {
    \"参数名\": \"max_value\",
    \"类型\": \"number\",
    \"必填\": \"是\",
    \"说明\": \"最大\"
  }
]
```

## 5. 代码示例

请求示例

``` json
{ \"max_value\": -1.5 }
```

## 7. 适用范围

```json
[ { \"小程序\": \"✔\", \"公众号\": \"\" } ]
```
";

const READER: &str = "# 取数
接口英文名:get_number
取一个数,见说明。
# 1. 调用方式
# HTTPS 调用
POST https://api.weixin.qq.com/wxa/number?access_token=ACCESS_TOKEN
# 2. 请求参数
# 请求体 Request Payload
参数名 | 类型 | 必填 | 说明 |
---|---|---|---|
max_value | number | 是 | 最大 |
# 5. 代码示例
请求示例
{\"max_value\": -1.5}
# 7. 适用范围
小程序 | 公众号 |
---|---|
✔ | |
";

const HTML: &str = "<!DOCTYPE html><html><head><title>取数 | 微信</title></head><body>
<h1>取数</h1>
<p>接口英文名：get_number</p>
<p>取一个数，见<a href=\"api_about.html\">说明</a>。</p>
<h2>1. 调用方式</h2>
<h3>HTTPS 调用</h3>
<pre><code>POST https://api.weixin.qq.com/wxa/number?access_token=ACCESS_TOKEN
</code></pre>
<h2>2. 请求参数</h2>
<h3>请求体 <code>Request Payload</code></h3>
<table><thead><tr><th>参数名</th><th>类型</th><th>必填</th><th>说明</th></tr></thead>
<tbody><tr><td>max_value</td><td>number</td><td>是</td><td>最大</td></tr></tbody></table>
<h2>5. 代码示例</h2>
<p>请求示例</p>
<pre><code>{\"max_value\": -1.5}</code></pre>
<h2>7. 适用范围</h2>
<table><thead><tr><th>小程序</th><th>公众号</th></tr></thead><tbody><tr><td>✔</td><td></td></tr></tbody></table>
</body></html>
";

/// The facts, without what differs from file to file: lines, and findings that tell them.
fn facts(page: &Page) -> serde_json::Value {
    let mut facts = serde_json::to_value(page).unwrap();
    facts.as_object_mut().unwrap().remove("findings");
    without_places(&mut facts);
    facts
}

fn without_places(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.remove("line");
            map.remove("text");
            map.values_mut().for_each(without_places);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(without_places),
        _ => {}
    }
}

#[test]
fn one_page_in_four_forms() {
    let expected = page(MARKDOWN);
    assert_eq!(expected.title, "取数");
    assert_eq!(expected.name.as_deref(), Some("get_number"));
    assert_eq!(expected.fingerprint.len(), 16);
    for (form, text) in [("twin", TWIN), ("html", HTML)] {
        assert_eq!(facts(&page(text)), facts(&expected), "{form}");
    }
    let mut reader = page(READER);
    // Narrow punctuation is all that reader mode changes.
    assert_eq!(reader.prose, "取一个数,见说明。");
    reader.prose.clone_from(&expected.prose);
    assert_eq!(facts(&reader), facts(&expected), "reader mode");
}

#[test]
fn the_fingerprint_tells_every_word_sign_and_tick() {
    let print = |text: &str| page(text).fingerprint;
    let known = print(MARKDOWN);
    for (from, to) in [
        ("取一个数", "取两个数"),
        ("-1.5", "1.5"),
        ("-1.5", "-15"),
        ("✔ |  |", "✔ | ✔ |"),
        ("| number |", "| string |"),
    ] {
        assert_ne!(print(&MARKDOWN.replace(from, to)), known, "{from}");
    }
    for (from, to) in [
        ("，", ", "),
        ("api_about", "api_other"),
        ("\n\n", "\n\n\n"),
        ("Incorrect translation.", ""),
    ] {
        assert_eq!(print(&MARKDOWN.replace(from, to)), known, "{from}");
    }
}

#[test]
fn the_fingerprint_stays_from_version_to_version() {
    // As another implementation has it: XXH3 of `T调用方式POSThttpsha`, seed 0.
    assert_eq!(page("# T\n\n## 1. 调用方式\n\nPOST https://h/a\n").fingerprint, "a5c044b09b1f269a");
}
