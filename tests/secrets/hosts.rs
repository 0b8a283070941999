//! S2: a token is sent to WeChat's own hosts, to others only if the program allows it, and never unencrypted
//! over a network.

use weixin::{
    ClassicToken, Client, Error, RetryPolicy,
    api::{account::ServiceAccount, invoice::SetInvoiceUrlRequest},
    token::MemoryStore,
};
use weixin_test_support::client::{
    RawServer, SECRET, TOKEN, json, response, token_response, url_form,
};

fn host(host: &str) -> bool {
    Client::<ServiceAccount>::builder().app("wx", SECRET).host(host).build().is_ok()
}

fn other_host(host: &str) -> bool {
    Client::<ServiceAccount>::builder().app("wx", SECRET).other_host(host).build().is_ok()
}

const OWN: [&str; 5] = [
    "https://api.weixin.qq.com",
    "https://api2.weixin.qq.com",
    "https://sh.api.weixin.qq.com",
    "https://sz.api.weixin.qq.com",
    "https://hk.api.weixin.qq.com",
];

#[test]
fn wechats_own_hosts_are_accepted_and_others_only_if_allowed() {
    for own in OWN {
        assert!(host(own), "{own}");
    }
    let foreign = [
        "https://api3.weixin.qq.com",
        "https://weixin.qq.com",
        "https://api.weixin.qq.com.example",
        "https://api.weixin.qq.com:8443",
        "https://api.weixin.qq.com/x",
        "https://api-weixin.qq.com",
        "https://10.0.0.1",
        "https://gate.example",
        "http://127.0.0.1:1",
    ];
    for foreign in foreign {
        assert!(!host(foreign), "{foreign}");
        assert!(other_host(foreign), "{foreign}");
    }
    let with_password = "https://user:password@api.weixin.qq.com";
    assert!(!host(with_password) && !other_host(with_password));
    println!(
        "figure: S2, {} hosts of WeChat's taken, {} others refused without leave",
        OWN.len(),
        foreign.len()
    );
}

#[test]
fn plain_http_is_allowed_for_loopback_only() {
    let loopback =
        ["http://127.0.0.1:1", "http://127.9.9.9:1", "http://[::1]:1", "http://localhost:1"];
    for loopback in loopback {
        assert!(other_host(loopback), "{loopback}");
    }
    let elsewhere = [
        "http://api.weixin.qq.com",
        "http://10.0.0.1",
        "http://192.168.0.1",
        "http://0.0.0.0:1",
        "http://[::]:1",
        "http://localhost.example",
        "http://127.0.0.1.example",
        "http://gate.example",
    ];
    for elsewhere in elsewhere {
        assert!(!host(elsewhere) && !other_host(elsewhere), "{elsewhere}");
    }
    println!(
        "figure: S2, plain http: {} loopback hosts taken, {} others refused",
        loopback.len(),
        elsewhere.len()
    );
}

const REDIRECTS: [&str; 5] = [
    "301 Moved Permanently",
    "302 Found",
    "303 See Other",
    "307 Temporary Redirect",
    "308 Permanent Redirect",
];

/// For a call with the token in its URL, a fetch with the secret in its URL, and a fetch with the secret in
/// its body.
#[tokio::test]
async fn no_redirect_is_followed() {
    let mut redirects = 0;
    for status in REDIRECTS {
        for path in ["/card/invoice/seturl", "/cgi-bin/token", "/cgi-bin/stable_token"] {
            let elsewhere = RawServer::answering(|_| json(r#"{"invoice_url":"stolen"}"#)).await;
            let to = format!("location: {}/?t={}", elsewhere.url(), url_form(TOKEN));
            let server = RawServer::answering(move |request| {
                let line = request.line();
                if line.contains(path) {
                    response(status, &[&to], "gone")
                } else if request.is_fetch() {
                    token_response(TOKEN)
                } else {
                    json(r#"{"invoice_url":"u"}"#)
                }
            })
            .await;
            let mut builder = server.builder().retry(RetryPolicy::never());
            if path == "/cgi-bin/token" {
                builder = builder.token_source(ClassicToken::new("wx", SECRET, MemoryStore::new()));
            }
            let client = builder.build().unwrap();
            let error = client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
            let status_error = match &error {
                Error::Token(error) => error.cause().unwrap(),
                error => error,
            };
            let Error::Status(answered) = status_error else { panic!("{error:?}") };
            assert_eq!(answered.status().to_string(), status[..3]);
            assert_eq!(server.count(path), 1, "{status}, {path}");
            assert_eq!(elsewhere.requests(), [], "{status}, {path}");
            redirects += 1;
        }
    }
    println!("figure: S2, {redirects} redirects by 301, 302, 303, 307 and 308: 0 followed");
}
