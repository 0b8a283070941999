//! The search finds what is there to be found: each secret in each encoding, wherever it stands, and
//! what leaks by way of an error, a panic, a log line or a span.

use weixin::{
    AccountKind, Body, Client, Description, EncodeError, Endpoint, Method, OpenTo, StaticToken,
    api::account::ServiceAccount,
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
fn each_secret_is_found_in_each_encoding_wherever_it_stands() {
    let mut planted = 0;
    for secret in CANARIES {
        for encoding in ENCODINGS {
            for before in 0..7 {
                let text = format!("{}{} after", "b".repeat(before), encoded(secret, encoding));
                let found_as = found(&text, secret);
                // A secret whose hex has no letters looks the same in both.
                let alike = encoding == "HEX" && found_as == Some("hex");
                assert!(found_as == Some(encoding) || alike, "{found_as:?}: {text}");
                // In Debug, JSON and a URL it is escaped once more.
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
fn a_secret_that_was_cut_is_found_and_other_words_are_not() {
    for secret in CANARIES {
        let start: String = secret.chars().take(10).collect();
        assert_eq!(found(&format!("{start}…"), secret), Some("raw"));
        assert_eq!(found(&secret[..5], secret), None);
    }
    for (one, other) in [(CANARIES[0], CANARIES[1]), (CANARIES[2], CANARIES[3])] {
        assert_eq!(found(one, other), None);
    }
}

/// A request that a user wrote and that doesn't say what is secret about it.
struct Careless;

impl<K: AccountKind> OpenTo<K> for Careless {}

impl Endpoint for Careless {
    type Response = ();
    const DESCRIPTION: &'static Description = &Description::new("own", Method::Post, "/own");

    fn body(&self) -> Result<Body, EncodeError> {
        tracing::trace!(target: "careless", "a line with {}", CANARIES[1]);
        log::trace!(target: "careless", "a line by way of the other facade with {}", CANARIES[2]);
        let _span = tracing::trace_span!("careless", field = CANARIES[3]).entered();
        Err(EncodeError::new(format!("{} is bad", CANARIES[4])))
    }
}

/// Four secrets leak: in a line of each facade, in a span's field, and in an error and its panic.
pub(crate) async fn leak(search: &mut Search) {
    let client = Client::<ServiceAccount>::builder().token_source(StaticToken::new("token"));
    let error = client.build().unwrap().call(Careless).await.unwrap_err();
    search.error("planted", error);
}
