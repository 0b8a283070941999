//! The page with an HTTP client.

use std::path::Path;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use weixin_sandbox::{Fault, Sandbox};

/// Head and body of the response to a request without a body.
async fn ask(sandbox: &Sandbox, method: &str, path: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap();
    (String::from_utf8(answer[..end].to_vec()).unwrap(), answer[end + 4..].to_vec())
}

#[tokio::test]
async fn the_document_is_that_of_the_spec() {
    let sandbox = Sandbox::start().await.unwrap();
    let (_, body) = ask(&sandbox, "GET", "/openapi.json").await;
    let served: Value = serde_json::from_slice(&body).unwrap();

    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let sources = weixin_spec::load::read(&spec, "spec").unwrap();
    let document = weixin_openapi::document(&weixin_spec::load::model(&sources).unwrap());
    let mut written: Value = serde_json::from_str(&document.to_string()).unwrap();

    assert_eq!(served["servers"], serde_json::json!([{ "url": "/" }]));
    assert!(served["info"]["description"].as_str().unwrap().contains("This is a sandbox"));
    // The rest is what `cargo gen openapi` writes.
    for differs in ["servers", "info"] {
        written[differs] = served[differs].clone();
    }
    assert!(served == written);
}

#[tokio::test]
async fn the_page_loads_nothing_from_other_servers() {
    let sandbox = Sandbox::start().await.unwrap();
    let (head, body) = ask(&sandbox, "GET", "/").await;
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.contains("content-security-policy: default-src 'self';"), "{head}");
    let page = String::from_utf8(body).unwrap();
    let addresses: Vec<&str> = page.split("src=\"").chain(page.split("href=\"")).skip(1).collect();
    assert!(
        addresses.iter().all(|address| address.starts_with('/') || address.starts_with("<!")),
        "{page}"
    );
}

#[tokio::test]
async fn a_page_is_not_a_call_and_faults_do_not_apply() {
    let sandbox = Sandbox::start().await.unwrap();
    let fault = sandbox.fault_everywhere(Fault::Code(-1)).always().unwrap();
    for path in [
        "/",
        "/openapi.json",
        "/swagger-ui/sandbox.js",
        "/swagger-ui/swagger-ui-bundle.js",
        "/swagger-ui/swagger-ui.css",
    ] {
        let (head, body) = ask(&sandbox, "GET", path).await;
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{path}: {head}");
        assert!(!body.is_empty(), "{path}");
    }
    assert_eq!(fault.hits(), 0);
    assert_eq!(sandbox.ledger().entries().len(), 0);
}

#[tokio::test]
async fn other_paths_are_not_affected() {
    let sandbox = Sandbox::start().await.unwrap();
    for (method, path) in [
        ("POST", "/"),
        ("GET", "/swagger-ui/"),
        ("GET", "/swagger-ui/../openapi.json"),
        ("GET", "/index.html"),
    ] {
        let (head, _) = ask(&sandbox, method, path).await;
        assert!(head.starts_with("HTTP/1.1 404 "), "{method} {path}: {head}");
    }
}

#[tokio::test]
async fn a_configured_secret_is_not_shown() {
    let sandbox =
        Sandbox::builder().app("wx0123456789abcdef", "my own secret").start().await.unwrap();
    let (_, body) = ask(&sandbox, "GET", "/openapi.json").await;
    let document = String::from_utf8(body).unwrap();
    assert!(document.contains("wx0123456789abcdef"));
    assert!(!document.contains("my own secret"));
}
