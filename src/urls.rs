//! The URLs of requests. Where the query is the access token and nothing else that varies, as in
//! most calls, a URL is made once for a token and not once for a call: parsing URLs is a good part
//! of what a call costs.

use std::{
    collections::BTreeMap,
    sync::{PoisonError, RwLock},
};

use url::Url;

use crate::{outgoing::Outgoing, query::Query, transport::Host, types::Secret};

pub(crate) struct Urls {
    host: Host,
    /// By the address of the endpoint's description: there are as many as there are endpoints.
    known: RwLock<BTreeMap<usize, (Secret, Url)>>,
}

impl Urls {
    pub(crate) fn new(host: Host) -> Self {
        Self { host, known: RwLock::default() }
    }

    pub(crate) fn host(&self) -> &Host {
        &self.host
    }

    /// The URL of a request with this query and token. The token comes first, as on WeChat's pages.
    pub(crate) fn url(&self, request: &dyn Outgoing, query: &Query, token: Option<&Secret>) -> Url {
        let description = request.description();
        let (Some(parameter), Some(token)) = (description.token, token) else {
            return self.host.url(request.path(), query.encoded());
        };
        let varies =
            query.encoded() != description.fixed_query || request.path() != description.path;
        let key = std::ptr::from_ref(description).addr();
        if !varies && let Some(url) = self.known(key, token) {
            return url;
        }
        let mut with_token = Query::new();
        with_token.push(parameter.query, token);
        with_token.append_encoded(query.encoded());
        let url = self.host.url(request.path(), with_token.encoded());
        if !varies {
            self.learn(key, token, &url);
        }
        url
    }

    fn known(&self, key: usize, token: &Secret) -> Option<Url> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&key).filter(|(of, _)| of.is_copy_of(token)).map(|(_, url)| url.clone())
    }

    fn learn(&self, key: usize, token: &Secret, url: &Url) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(key, (token.clone(), url.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::invoice::SetInvoiceUrlRequest;

    fn urls() -> Urls {
        Urls::new(Host::parse("https://api.weixin.qq.com", false).unwrap())
    }

    fn url(urls: &Urls, fixed: &str, token: &Secret) -> String {
        let mut query = Query::new();
        query.append_encoded(fixed);
        urls.url(&SetInvoiceUrlRequest::new(), &query, Some(token)).into()
    }

    #[test]
    fn a_url_is_that_of_the_token_and_the_query_at_hand() {
        let urls = urls();
        let path = "https://api.weixin.qq.com/card/invoice/seturl";
        for (token, query, expected) in [
            ("a", "", "access_token=a"),
            ("a", "x=1", "access_token=a&x=1"),
            ("a", "", "access_token=a"),
            ("b", "", "access_token=b"),
            ("a/b", "", "access_token=a%2Fb"),
            ("a", "", "access_token=a"),
        ] {
            assert_eq!(url(&urls, query, &Secret::from(token)), format!("{path}?{expected}"));
        }
    }

    #[test]
    fn only_urls_that_come_again_are_kept() {
        let urls = urls();
        let token = Secret::from("a");
        url(&urls, "x=1", &token);
        assert_eq!(urls.known.read().unwrap().len(), 0);
        url(&urls, "", &token);
        url(&urls, "", &Secret::from("b"));
        assert_eq!(urls.known.read().unwrap().len(), 1);
    }
}
