//! Replies that contain secrets in each place from which an error might take them.

use weixin_test_support::client::{
    json,
    leaks::{ENCODINGS, encoded},
    response, response_of_length, url_form,
};

/// Secrets in all encodings in which a server might write them.
pub(crate) fn echo(secrets: &[&str]) -> String {
    let forms = |secret: &&str| {
        let in_json = serde_json::to_string(secret).unwrap();
        let in_url = url_form(secret);
        let mut forms = vec![in_url.to_lowercase(), in_url, in_json.replace('/', "\\/"), in_json];
        forms.extend(ENCODINGS.iter().map(|encoding| encoded(secret, encoding)));
        forms.join(" | ")
    };
    secrets.iter().map(forms).collect::<Vec<_>>().join(" | ")
}

/// Replies with an error code whose message contains secrets.
pub(crate) fn messages(secrets: &[&str]) -> Vec<Vec<u8>> {
    let text = serde_json::to_string(&echo(secrets)).unwrap();
    let first = serde_json::to_string(secrets[0]).unwrap();
    let first = first.trim_matches('"');
    let mut messages = vec![
        json(format!(r#"{{"errcode":987654321,"errmsg":{text}}}"#)),
        json(format!(r#"{{"errcode":987654321,"errmsg":"m rid: {first}"}}"#)),
        json(format!(r#"{{"errcode":987654321,"errmsg":"m hint: [{first}]"}}"#)),
    ];
    for code in [-1, 40001, 40164, 45009, 48001, 61003, 61007] {
        messages.push(json(format!(r#"{{"errcode":{code},"errmsg":{text}}}"#)));
    }
    messages
}

/// Replies with a token in a field of this name, which contain it and other secrets in each place from which
/// an error might take them.
pub(crate) fn answers(field: &str, token: &str, secrets: &[&str]) -> Vec<Vec<u8>> {
    let all: Vec<&str> = std::iter::once(token).chain(secrets.iter().copied()).collect();
    let echo = echo(&all);
    let text = serde_json::to_string(&echo).unwrap();
    let quoted = serde_json::to_string(token).unwrap();
    vec![
        json(format!(r#"{{"errcode":987654321,"errmsg":{quoted},"{field}":{quoted}}}"#)),
        json(format!(r#"{{"errcode":987654321,"errmsg":"m","{field}":{quoted},"more":{text}}}"#)),
        json(format!(r#"{{"errcode":{text}}}"#)),
        json(format!(
            r#"{{"{field}":[{quoted}],"invoice_url":[{text}],"pre_auth_code":[{text}]}}"#
        )),
        json(format!(r#"{{"{field}":{{{quoted}:1}},"invoice_url":{{{quoted}:1}}}}"#)),
        json(format!(r#"{{"{field}":{quoted},"expires_in":{{{quoted}:1}}}} {text}"#)),
        json(format!(r#"{{{text}:1}}"#)),
        json(text.clone()),
        json(format!(r#"{{"pad":{quoted},"{field}":"#)),
        json(format!(r#"{{"pad":{text}, {text}"#)),
        json(format!("\u{1}{echo}")),
        json(format!("<html>{echo}")),
        json(format!("{}{token}", "x".repeat(245))),
        json(&token[..12]),
        response("502 Bad Gateway", &[], format!("<html>{echo}")),
        response("302 Found", &[&format!("location: /?access_token={}", url_form(token))], &echo),
        response(&format!("500 {token}"), &[], &echo),
        response_of_length(100_000, "200 OK", &[], format!(r#"{{"pad":{text}"#)),
        response("200 OK", &["content-encoding: gzip"], &echo),
        format!("HTTP/1.1 {echo}\r\n\r\n").into_bytes(),
        format!("HTTP/1.1 200 OK\r\n{token}: {echo}\r\n\r\n").into_bytes(),
        echo.into_bytes(),
    ]
}
