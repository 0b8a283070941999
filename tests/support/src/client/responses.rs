//! Valid and invalid responses as bytes.

use std::io::Write as _;

/// A response with status 200 and this body.
pub fn json(body: impl AsRef<[u8]>) -> Vec<u8> {
    response("200 OK", &["content-type: application/json"], body)
}

/// A response with a correct `content-length`.
pub fn response(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    response_of_length(body.as_ref().len(), status, headers, body)
}

/// A response whose `content-length` may differ from its length.
pub fn response_of_length(
    length: usize,
    status: &str,
    headers: &[&str],
    body: impl AsRef<[u8]>,
) -> Vec<u8> {
    let mut head =
        format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n");
    headers.iter().for_each(|header| head.extend([header, "\r\n"]));
    head.push_str("\r\n");
    [head.as_bytes(), body.as_ref()].concat()
}

/// A compressed response.
pub fn gzipped(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(body).unwrap();
    response("200 OK", &["content-encoding: gzip"], encoder.finish().unwrap())
}

/// `{"errcode":0,"pad":"…","invoice_url":"u"}` of this many bytes.
pub fn padded(length: usize) -> Vec<u8> {
    let (start, end) = (r#"{"errcode":0,"pad":""#, r#"","invoice_url":"u"}"#);
    format!("{start}{}{end}", "x".repeat(length - start.len() - end.len())).into_bytes()
}

/// A response of the token endpoint.
pub fn token_response(token: &str) -> Vec<u8> {
    json(serde_json::json!({ "access_token": token, "expires_in": 7200 }).to_string())
}
