//! The URLs of requests. If nothing but the access token varies in a URL, as in most calls, it is cached
//! for each endpoint and token, since parsing URLs is a considerable part of the cost of a call.

use std::{
    collections::BTreeMap,
    sync::{PoisonError, RwLock},
};

use url::Url;

use crate::{outgoing::Outgoing, query::Query, transport::Host, types::Secret};

pub(crate) struct Urls {
    host: Host,
    /// By the memory address of the endpoint's description, one entry for each endpoint.
    cache: RwLock<BTreeMap<usize, (Secret, Url)>>,
}

impl Urls {
    pub(crate) fn new(host: Host) -> Self {
        Self { host, cache: RwLock::default() }
    }

    pub(crate) fn host(&self) -> &Host {
        &self.host
    }

    /// Returns the URL of a request with this query and token. The token comes first, as on WeChat's pages.
    pub(crate) fn url(&self, request: &dyn Outgoing, query: &Query, token: Option<&Secret>) -> Url {
        let description = request.description();
        let (Some(parameter), Some(token)) = (description.token, token) else {
            return self.host.url(request.path(), query.encoded());
        };
        let varies =
            query.encoded() != description.fixed_query || request.path() != description.path;
        let key = std::ptr::from_ref(description).addr();
        if !varies && let Some(url) = self.cached(key, token) {
            return url;
        }
        let mut with_token = Query::new();
        with_token.push(parameter.query, token);
        with_token.append_encoded(query.encoded());
        let url = self.host.url(request.path(), with_token.encoded());
        if !varies {
            self.insert(key, token, &url);
        }
        url
    }

    fn cached(&self, key: usize, token: &Secret) -> Option<Url> {
        let cache = self.cache.read().unwrap_or_else(PoisonError::into_inner);
        cache.get(&key).filter(|(of, _)| of.is_copy_of(token)).map(|(_, url)| url.clone())
    }

    fn insert(&self, key: usize, token: &Secret, url: &Url) {
        let mut cache = self.cache.write().unwrap_or_else(PoisonError::into_inner);
        cache.insert(key, (token.clone(), url.clone()));
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
    fn a_url_has_the_current_token_and_query() {
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
    fn a_url_is_cached_only_if_its_query_never_varies() {
        let urls = urls();
        let token = Secret::from("a");
        url(&urls, "x=1", &token);
        assert_eq!(urls.cache.read().unwrap().len(), 0);
        url(&urls, "", &token);
        url(&urls, "", &Secret::from("b"));
        assert_eq!(urls.cache.read().unwrap().len(), 1);
    }
}
