//! Facts about WeChat's calls in the document.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use weixin_spec::load::{Source, Sources, read};

use crate::support::{document, parsed, root, spec};

#[test]
fn every_endpoint_is_there_once() {
    let model = spec();
    let document = document(&model);
    let mut found = Vec::new();
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            match operation.get("x-weixin-calls") {
                Some(calls) => found.extend(
                    calls.as_array().unwrap().iter().map(|call| call["operationId"].clone()),
                ),
                None => found.push(operation["operationId"].clone()),
            }
        }
    }
    let ids: BTreeSet<&str> = found.iter().map(|id| id.as_str().unwrap()).collect();
    let wanted: BTreeSet<&str> =
        model.endpoints.iter().map(|endpoint| endpoint.id.value.as_str()).collect();
    assert_eq!(ids, wanted);
    assert_eq!(found.len(), 65);
}

#[test]
fn the_servers_are_the_vendors_hosts() {
    let document = document(&spec());
    let urls = document["servers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|server| server["url"].as_str().unwrap());
    assert_eq!(
        urls.collect::<Vec<_>>(),
        [
            "https://api.weixin.qq.com",
            "https://api2.weixin.qq.com",
            "https://sh.api.weixin.qq.com",
            "https://sz.api.weixin.qq.com",
            "https://hk.api.weixin.qq.com",
        ]
    );
}

#[test]
fn a_token_is_an_api_key_in_the_query() {
    let document = document(&spec());
    let scheme = &document["components"]["securitySchemes"]["authorizer_access_token"];
    assert_eq!(scheme["type"], "apiKey");
    assert_eq!(scheme["in"], "query");
    assert_eq!(scheme["name"], "access_token");
    assert_eq!(scheme["x-weixin-third-party"], true);
    let call = &document["paths"]["/card/invoice/seturl"]["post"];
    assert_eq!(
        call["security"],
        json!([{ "access_token": [] }, { "authorizer_access_token": [] }])
    );
    let token_call = &document["paths"]["/cgi-bin/stable_token"]["post"];
    assert_eq!(token_call["security"], json!([]));
}

/// The six calls with one path, which differ only in `action`.
fn settings(document: &Value) -> &Value {
    &document["paths"]["/card/invoice/setbizattr"]["post"]
}

#[test]
fn calls_with_the_same_path_share_an_operation() {
    let document = document(&spec());
    let operation = settings(&document);
    let action = &operation["parameters"][0];
    assert_eq!(operation["parameters"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&action["name"], &action["in"], &action["required"]),
        (&json!("action"), &json!("query"), &json!(true))
    );
    assert_eq!(
        action["schema"]["enum"],
        json!([
            "get_auth_field",
            "get_contact",
            "get_pay_mch",
            "set_auth_field",
            "set_contact",
            "set_pay_mch"
        ])
    );
    let bodies = operation["requestBody"]["content"]["application/json"]["schema"]["anyOf"]
        .as_array()
        .unwrap();
    assert!(
        bodies.contains(&json!({ "$ref": "#/components/schemas/InvoiceBizSetContactRequest" })),
        "{bodies:?}"
    );
    assert_eq!(bodies.len(), 6);
    let examples = &operation["requestBody"]["content"]["application/json"]["examples"];
    let contact = json!({ "contact": { "phone": "88888888", "time_out": 12345 } });
    assert_eq!(examples["invoice_biz_set_contact.documented"]["value"], contact);
}

#[test]
fn each_of_these_calls_is_described_separately() {
    let document = document(&spec());
    let calls = settings(&document)["x-weixin-calls"].as_array().unwrap();
    let call = calls.iter().find(|call| call["operationId"] == "invoice_biz_set_contact").unwrap();
    assert_eq!(call["query"], json!({ "action": "set_contact" }));
    assert_eq!(call["summary"], "Set the merchant's contact details for invoices");
    assert_eq!(call["x-weixin-idempotency"], json!({ "class": "idempotent" }));
    assert_eq!(call["x-weixin-permission-sets"], json!([26]));
    assert_eq!(call["x-weixin-tokens"], json!(["access_token", "authorizer_access_token"]));
    assert_eq!(
        call["request"],
        json!({ "$ref": "#/components/schemas/InvoiceBizSetContactRequest" })
    );
    let codes = call["x-weixin-errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["code"].as_i64().unwrap());
    assert_eq!(codes.collect::<Vec<_>>(), [72015, 72031]);
}

#[test]
fn secrets_are_passwords() {
    let document = document(&spec());
    let request = &document["components"]["schemas"]["GetStableAccessTokenRequest"]["properties"];
    assert_eq!(request["secret"]["format"], "password");
    assert_eq!(request["secret"]["x-weixin-secret"], true);
    assert_eq!(request["grant_type"]["const"], "client_credential");
    assert!(request["appid"].get("format").is_none(), "{request}");
    let query = document["paths"]["/cgi-bin/token"]["get"]["parameters"].as_array().unwrap();
    let secret = query.iter().find(|parameter| parameter["name"] == "secret").unwrap();
    assert_eq!(secret["schema"]["format"], "password");
}

#[test]
fn a_pdf_is_uploaded_as_a_file_of_a_form() {
    let document = document(&spec());
    let operation = &document["paths"]["/card/invoice/platform/setpdf"]["post"];
    let content = operation["requestBody"]["content"].as_object().unwrap();
    assert_eq!(content.keys().collect::<Vec<_>>(), ["multipart/form-data"]);
    let pdf =
        &document["components"]["schemas"]["InvoicePlatformSetPdfRequest"]["properties"]["pdf"];
    assert_eq!(pdf["type"], "string");
    assert_eq!(pdf["contentMediaType"], "application/pdf");
}

#[test]
fn an_error_has_status_200_and_a_code_other_than_0() {
    let document = document(&spec());
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let responses = operation["responses"].as_object().unwrap();
            assert_eq!(responses.keys().collect::<Vec<_>>(), ["200"]);
        }
    }
    let error = &document["components"]["schemas"]["Envelope.Error"];
    assert_eq!(error["required"], json!(["errcode"]));
    assert_eq!(error["properties"]["errcode"]["not"], json!({ "const": 0 }));
}

#[test]
fn every_error_code_has_a_class_and_a_remedy() {
    let document = document(&spec());
    let codes = document["x-weixin-error-codes"].as_array().unwrap();
    let stale = codes.iter().find(|code| code["code"] == 40001).unwrap();
    assert_eq!((&stale["name"], &stale["class"]), (&json!("InvalidCredential"), &json!("token")));
    assert_eq!(document["x-weixin-error-classes"]["token"]["action"], "refresh_token");
    assert_eq!(codes.len(), 230);
    for code in codes {
        assert!(code["remedy"].as_str().is_some_and(|remedy| !remedy.is_empty()), "{code}");
        assert!(
            document["x-weixin-error-classes"].get(code["class"].as_str().unwrap()).is_some(),
            "{code}"
        );
    }
}

#[test]
fn the_order_of_files_does_not_change_the_document() {
    let sources = read(&root().join("spec"), "spec").unwrap();
    let mut files: Vec<Source> = sources.iter().map(|(_, source)| source.clone()).collect();
    files.reverse();
    let once = weixin_openapi::document(&parsed(&sources)).to_string();
    let twice = weixin_openapi::document(&parsed(&Sources::new(files))).to_string();
    assert!(once == twice);
}
