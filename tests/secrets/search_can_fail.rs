//! The search finds each secret in each encoding at any position, and leaks in an error, a panic, a log line or
//! a span.

use weixin::{
    AccountKind, Client, StaticToken,
    api::account::ServiceAccount,
    endpoint::{Body, Description, EncodeError, Endpoint, OpenTo},
};
use weixin_test_support::{
    client::{
        leaks::{ENCODINGS, encoded, found},
        url_form,
    },
    search::Search,
};

use crate::CANARIES;

#[test]
fn each_secret_is_found_in_each_encoding_at_any_position() {
    let mut planted = 0;
    for secret in CANARIES {
        for encoding in ENCODINGS {
            for before in 0..7 {
                let text = format!("{}{} after", "b".repeat(before), encoded(secret, encoding));
                let found_as = found(&text, secret);
                // If its hex has no letters, a secret is the same in both cases.
                let alike = encoding == "HEX" && found_as == Some("hex");
                assert!(found_as == Some(encoding) || alike, "{found_as:?}: {text}");
                // Debug, JSON and URLs escape it once more.
                for again in [
                    format!("{text:?}"),
                    serde_json::to_string(&text).unwrap(),
                    format!("{:?}", format!("{text:?}")),
                    url_form(&text),
                ] {
                    assert!(found(&again, secret).is_some(), "{again}");
                    planted += 1;
                }
                planted += 1;
            }
        }
    }
    println!("figure: S1, {planted} planted secrets: {planted} found");
}

#[test]
fn a_truncated_secret_is_found_and_other_text_is_not() {
    for secret in CANARIES {
        let start: String = secret.chars().take(10).collect();
        assert_eq!(found(&format!("{start}…"), secret), Some("raw"));
        assert_eq!(found(&secret[..5], secret), None);
    }
    for (one, other) in [(CANARIES[0], CANARIES[1]), (CANARIES[2], CANARIES[3])] {
        assert_eq!(found(one, other), None);
    }
}

/// A custom request that does not declare its secret.
struct Careless;

impl<K: AccountKind> OpenTo<K> for Careless {}

impl Endpoint for Careless {
    type Response = ();
    const DESCRIPTION: &'static Description = &Description::post("own", "/own");

    fn body(&self) -> Result<Body, EncodeError> {
        tracing::trace!(target: "careless", "a line with {}", CANARIES[1]);
        log::trace!(target: "careless", "a line by way of the other facade with {}", CANARIES[2]);
        let _span = tracing::trace_span!("careless", field = CANARIES[3]).entered();
        Err(EncodeError::new(format!("{} is bad", CANARIES[4])))
    }
}

/// Leaks four secrets: in a line of each logging facade, in a span's field, and in an error and its panic.
pub(crate) async fn leak(search: &mut Search) {
    let client = Client::<ServiceAccount>::builder().token_source(StaticToken::new("token"));
    let error = client.build().unwrap().call(Careless).await.unwrap_err();
    search.error("planted", error);
}
