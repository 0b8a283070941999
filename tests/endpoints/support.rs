//! A server that returns a given reply to one request, and records the request.

use weixin::{AnyAccount, Client, ClientBuilder, Error, StaticToken, api::Account};
use weixin_test_support::client::{RawServer, response};

/// The server for one call.
pub(crate) struct Vendor(RawServer);

/// A request as it was on the wire.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// `POST /card/invoice/seturl?access_token=TOKEN`
    pub(crate) line: String,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Vendor {
    /// Starts a server that returns this body with status 200 to every request.
    pub(crate) async fn answering(reply: impl Into<Vec<u8>>) -> Self {
        let reply = response("200 OK", &[], reply.into());
        Self(RawServer::answering(move |_| reply.clone()).await)
    }

    /// A client whose access token is `TOKEN`, of the account's own kind.
    pub(crate) fn client(&self) -> Client<AnyAccount> {
        self.client_with("access_token")
    }

    /// A client whose token `TOKEN` is of this kind, such as `component_access_token`.
    pub(crate) fn client_with(&self, kind: &'static str) -> Client<AnyAccount> {
        let token = StaticToken::of_kind(kind, "TOKEN");
        self.builder().token_source(token).build().expect("a client")
    }

    /// A client without an access token, for the calls that fetch one.
    pub(crate) fn client_without_token(&self) -> Client<AnyAccount> {
        self.builder().without_tokens().build().expect("a client")
    }

    /// A client whose token `TOKEN` is the account's own, and which checks no documented limits.
    pub(crate) fn client_without_limits(&self) -> Client<AnyAccount> {
        let token = StaticToken::new("TOKEN");
        self.builder().token_source(token).check_limits(false).build().expect("a client")
    }

    fn builder(&self) -> ClientBuilder<AnyAccount> {
        Client::builder().account(Account::ServiceAccount).other_host(self.0.url())
    }

    /// The only request. Panics if there was another number of requests.
    pub(crate) fn received(&self) -> Received {
        let received = self.0.requests();
        let [request] = &received[..] else { panic!("not one request: {received:?}") };
        Received {
            line: request.line().strip_suffix(" HTTP/1.1").expect("HTTP").to_owned(),
            content_type: request.header("content-type").map(str::to_owned),
            body: request.body.clone(),
        }
    }

    /// Asserts that the only request had this line and this JSON, byte for byte.
    pub(crate) fn received_json(&self, line: &str, body: &str) {
        let received = self.received();
        assert_eq!(received.line, line);
        assert_eq!(received.content_type.as_deref(), Some("application/json"));
        assert_eq!(String::from_utf8_lossy(&received.body), body);
    }

    /// Asserts that the only request had this line and no body.
    pub(crate) fn received_nothing_but(&self, line: &str) {
        let received = self.received();
        assert_eq!(received.line, line);
        assert_eq!(received.content_type, None);
        assert_eq!(received.body, b"");
    }
}

/// The paths of the fields that exceed their documented limits. Panics if the call was not refused for that.
pub(crate) fn exceeded(error: Error) -> Vec<String> {
    let Error::Refused(refused) = error else { panic!("not refused: {error}") };
    refused.limits().iter().map(|violation| violation.path.clone()).collect()
}
