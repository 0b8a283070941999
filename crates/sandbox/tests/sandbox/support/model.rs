//! A small handwritten model, so that these tests don't depend on the specification.

use serde::de::DeserializeOwned;
use weixin_spec::Model;

/// The model that every test here serves.
pub(crate) fn model() -> Model {
    let endpoints = [
        GET_ACCESS_TOKEN,
        GET_STABLE_ACCESS_TOKEN,
        SET_INVOICE_URL,
        GET_STAMP,
        PLACE_ORDER,
        SET_PAY_MCH,
        GET_PAY_MCH,
        GET_PRE_AUTH_CODE,
        UPLOAD,
        DOWNLOAD,
        ANY_JSON,
    ];
    Model {
        api: read(API),
        errors: read(ERRORS),
        types: Vec::new(),
        endpoints: endpoints.map(read).into(),
    }
}

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap()
}

const API: &str = r#"{
    "title": "WeChat", "about": "",
    "hosts": {"main": "https://api.weixin.qq.com"},
    "envelope": {"code": "errcode", "message": "errmsg", "success": 0},
    "tokens": [
        {"id": "access_token", "query": "access_token", "third_party": false, "about": ""},
        {"id": "authorizer_access_token", "query": "access_token", "third_party": true, "about": ""},
        {"id": "component_access_token", "query": "access_token", "third_party": false, "about": ""}
    ],
    "accounts": [], "permission_sets": [],
    "error_classes": [{"id": "any", "action": "stop", "about": ""}]
}"#;

const ERRORS: &str = r#"[
    {"code": 40001, "name": "A", "class": "any", "meaning": "", "remedy": "",
     "text": "invalid credential, access_token is invalid or not latest"},
    {"code": 40002, "name": "B", "class": "any", "meaning": "", "remedy": "", "text": "invalid grant_type"},
    {"code": 40013, "name": "C", "class": "any", "meaning": "", "remedy": "", "text": "invalid appid"},
    {"code": 40125, "name": "D", "class": "any", "meaning": "", "remedy": "", "text": "invalid appsecret"},
    {"code": 41001, "name": "E", "class": "any", "meaning": "", "remedy": "", "text": "access_token missing"},
    {"code": 41002, "name": "F", "class": "any", "meaning": "", "remedy": "", "text": "appid missing"},
    {"code": 41004, "name": "G", "class": "any", "meaning": "", "remedy": "", "text": "appsecret missing"},
    {"code": 42001, "name": "H", "class": "any", "meaning": "", "remedy": "", "text": "access_token expired"},
    {"code": 43001, "name": "I", "class": "any", "meaning": "", "remedy": "", "text": "require GET method"},
    {"code": 43002, "name": "J", "class": "any", "meaning": "", "remedy": "", "text": "require POST method"},
    {"code": 44002, "name": "K", "class": "any", "meaning": "", "remedy": "", "text": "empty post data"},
    {"code": 45009, "name": "L", "class": "any", "meaning": "", "remedy": "",
     "text": "reach max api daily quota limit"},
    {"code": 45011, "name": "M", "class": "any", "meaning": "", "remedy": ""},
    {"code": 47001, "name": "N", "class": "any", "meaning": "", "remedy": "", "text": "data format error"}
]"#;

const GET_ACCESS_TOKEN: &str = r#"{
    "group": "token", "id": "get_access_token", "title": "", "vendor": {}, "evidence": "vendor",
    "legacy": false, "method": "GET", "path": "/cgi-bin/token",
    "fixed_query": [["grant_type", "client_credential"]],
    "query": [
        {"name": "appid", "type": "string", "presence": "required"},
        {"name": "secret", "type": "string", "presence": "required", "secret": true}
    ],
    "body": "none",
    "response": {"json": [
        {"name": "access_token", "type": "string", "presence": "required", "secret": true},
        {"name": "expires_in", "type": "integer", "presence": "required"}
    ]},
    "access": {"tokens": [], "accounts": "all", "third_party": "no", "cloud_call": "no"},
    "idempotency": "idempotent",
    "examples": [{
        "query": {"appid": "AppID", "secret": "AppSecret"},
        "outcome": {"response": {"access_token": "ACCESS_TOKEN", "expires_in": 7200}}
    }]
}"#;

const GET_STABLE_ACCESS_TOKEN: &str = r#"{
    "group": "token", "id": "get_stable_access_token", "title": "", "vendor": {}, "evidence": "vendor",
    "legacy": false, "method": "POST", "path": "/cgi-bin/stable_token",
    "body": {"json": [
        {"name": "grant_type", "type": "string", "presence": "required", "fixed": "client_credential"},
        {"name": "appid", "type": "string", "presence": "required"},
        {"name": "secret", "type": "string", "presence": "required", "secret": true},
        {"name": "force_refresh", "type": "boolean", "presence": "optional"}
    ]},
    "response": {"json": [
        {"name": "access_token", "type": "string", "presence": "required", "secret": true},
        {"name": "expires_in", "type": "integer", "presence": "required"}
    ]},
    "access": {"tokens": [], "accounts": "all", "third_party": "no", "cloud_call": "no"},
    "idempotency": "idempotent",
    "examples": [{
        "request": {"appid": "AppID", "secret": "AppSecret"},
        "outcome": {"response": {"access_token": "ACCESS_TOKEN", "expires_in": 7200}}
    }]
}"#;

const SET_INVOICE_URL: &str = r#"{
    "group": "invoice", "id": "set_invoice_url", "title": "", "vendor": {}, "evidence": "vendor",
    "legacy": false, "method": "POST", "path": "/card/invoice/seturl",
    "body": {"json": []},
    "response": {"json": [{"name": "invoice_url", "type": "url", "presence": "required"}]},
    "access": {"tokens": ["access_token", "authorizer_access_token"], "accounts": "all",
               "third_party": {"permission_sets": [8, 26]}, "cloud_call": "no"},
    "idempotency": "idempotent",
    "examples": [{
        "request": {},
        "outcome": {"response": {"errcode": 0, "errmsg": "ok", "invoice_url": "https://mp.weixin.qq.com/x?s_pappid=d3xx"}}
    }]
}"#;

const GET_STAMP: &str = r#"{
    "group": "token", "id": "get_stamp", "title": "", "vendor": {}, "evidence": "vendor",
    "legacy": false, "method": "GET", "path": "/cgi-bin/stamp/get",
    "query": [
        {"name": "type", "type": {"enum": {"variants": [
            {"value": "jsapi", "about": ""}, {"value": "wx_card", "about": ""}
        ]}}, "presence": "required"},
        {"name": "count", "type": "integer", "presence": "optional"}
    ],
    "body": "none",
    "response": {"json": [{"name": "ticket", "type": "string", "presence": "required"}]},
    "access": {"tokens": ["access_token"], "accounts": "all", "third_party": "no", "cloud_call": "no"},
    "idempotency": "read_only",
    "examples": [
        {"query": {"type": "wx_card"},
         "outcome": {"response": {"errcode": 0, "errmsg": "ok", "ticket": "bxLd", "expires_in": 7200}}},
        {"query": {"type": "jsapi", "count": 2},
         "outcome": {"response": {"errcode": 0, "errmsg": "ok", "ticket": "js", "expires_in": 7200}}}
    ]
}"#;

const PLACE_ORDER: &str = r#"{
    "group": "invoice", "id": "place_order", "title": "", "vendor": {}, "evidence": "vendor",
    "legacy": false, "method": "POST", "path": "/card/order/place",
    "body": {"json": [
        {"name": "order_id", "type": "string", "presence": "required"},
        {"name": "card_ext", "presence": "required", "type": {"object": {"fields": [
            {"name": "fee", "type": "fen", "presence": "required"},
            {"name": "info", "presence": "optional", "type": {"list": {"object": {"fields": [
                {"name": "name", "type": "string", "presence": "required"}
            ]}}}}
        ]}}}
    ]},
    "response": {"json": [{"name": "code", "type": "string", "presence": "required"}]},
    "access": {"tokens": ["access_token"], "accounts": "all", "third_party": "no", "cloud_call": "no"},
    "idempotency": {"keyed": ["order_id"]},
    "examples": [
        {"request": {"order_id": "1", "card_ext": {"fee": 1}},
         "outcome": {"response": {"errcode": 0, "errmsg": "ok", "code": "first"}}},
        {"request": {"order_id": "2", "card_ext": {"fee": 2, "info": [{"name": "牙膏"}]}},
         "outcome": {"response": {"errcode": 0, "errmsg": "ok", "code": "second"}}},
        {"request": {"order_id": "3", "card_ext": {"fee": 3}},
         "outcome": {"error": {"errcode": 72018, "errmsg": "order_id repeated"}}}
    ]
}"#;

const SET_PAY_MCH: &str = r#"{
    "group": "invoice", "id": "set_pay_mch", "title": "", "vendor": {}, "evidence": "vendor",
    "legacy": false, "method": "POST", "path": "/card/invoice/setbizattr",
    "fixed_query": [["action", "set_pay_mch"]],
    "body": {"json": [{"name": "mchid", "type": "string", "presence": "required"}]},
    "response": {"json": []},
    "access": {"tokens": ["access_token"], "accounts": "all", "third_party": "no", "cloud_call": "no"},
    "idempotency": "idempotent"
}"#;

const GET_PAY_MCH: &str = r#"{
    "group": "invoice", "id": "get_pay_mch", "title": "", "vendor": {}, "evidence": "vendor",
    "legacy": false, "method": "POST", "path": "/card/invoice/setbizattr",
    "fixed_query": [["action", "get_pay_mch"]],
    "body": {"json": []},
    "response": {"json": [{"name": "mchid", "type": "string", "presence": "required"}]},
    "access": {"tokens": ["access_token"], "accounts": "all", "third_party": "no", "cloud_call": "no"},
    "idempotency": "read_only",
    "examples": [{"request": {}, "outcome": {"response": {"errcode": 0, "errmsg": "ok", "mchid": "1234"}}}]
}"#;

const GET_PRE_AUTH_CODE: &str = r#"{
    "group": "component", "id": "get_pre_auth_code", "title": "", "vendor": {}, "evidence": "vendor",
    "legacy": false, "method": "POST", "path": "/cgi-bin/component/api_create_preauthcode",
    "body": {"json": [{"name": "component_appid", "type": "string", "presence": "required"}]},
    "response": {"json": [{"name": "pre_auth_code", "type": "string", "presence": "required"}]},
    "access": {"tokens": ["component_access_token"], "accounts": "all", "third_party": "no", "cloud_call": "no"},
    "idempotency": "none",
    "examples": [{"outcome": {"response": {"pre_auth_code": "Cx_D", "expires_in": 600}}}]
}"#;

const UPLOAD: &str = r#"{
    "group": "file", "id": "upload", "title": "", "vendor": {}, "evidence": "vendor",
    "legacy": false, "method": "POST", "path": "/file/upload",
    "body": {"form": [
        {"name": "pdf", "presence": "required",
         "type": {"file": {"name": "a.pdf", "content_type": "application/pdf"}}},
        {"name": "count", "type": "integer", "presence": "optional"},
        {"name": "password", "type": "string", "presence": "optional", "secret": true}
    ]},
    "response": {"json": [{"name": "id", "type": "string", "presence": "required"}]},
    "access": {"tokens": ["access_token"], "accounts": "all", "third_party": "no", "cloud_call": "no"},
    "idempotency": "none",
    "examples": [
        {"request": {"pdf": "%PDF-1.7"}, "outcome": {"response": {"errcode": 0, "id": "first"}}},
        {"request": {"pdf": "%PDF-1.7", "count": 2}, "outcome": {"response": {"errcode": 0, "id": "second"}}}
    ]
}"#;

const DOWNLOAD: &str = r#"{
    "group": "file", "id": "download", "title": "", "vendor": {}, "evidence": "vendor",
    "legacy": false, "method": "POST", "path": "/file/download",
    "body": {"json": [{"name": "day", "type": "string", "presence": "required"}]},
    "response": {"whole": {"name": "file", "type": {"file": {}}, "presence": "required"}},
    "access": {"tokens": ["access_token"], "accounts": "all", "third_party": "no", "cloud_call": "no"},
    "idempotency": "read_only",
    "examples": [
        {"request": {"day": "20260101"}, "outcome": {"response": "a,b\n1,2\n"}},
        {"request": {"day": "never"}, "outcome": {"error": {"errcode": 47003, "errmsg": "argument invalid!"}}}
    ]
}"#;

const ANY_JSON: &str = r#"{
    "group": "file", "id": "any_json", "title": "", "vendor": {}, "evidence": "vendor",
    "legacy": false, "method": "POST", "path": "/any/json",
    "body": {"whole": {"name": "body", "type": "json", "presence": "required"}},
    "response": {"whole": {"name": "reply", "type": "json", "presence": "required"}},
    "access": {"tokens": ["access_token"], "accounts": "all", "third_party": "no", "cloud_call": "no"},
    "idempotency": "read_only",
    "examples": [
        {"request": {}, "outcome": {"response": {"errcode": 0, "errmsg": "ok"}}},
        {"request": {"a": [1]}, "outcome": {"response": {"errcode": 0, "b": {"c": 2}}}}
    ]
}"#;
