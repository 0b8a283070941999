//! The host of the API, parsed and checked once, so that tokens are sent to no other host.

use std::fmt;

use url::{Host as UrlHost, Url};

use crate::{api::SETTINGS, error::ConfigError};

/// A parsed base URL.
pub(crate) struct Host {
    url: Url,
    /// The path before that of the endpoint, without a trailing slash; usually empty.
    prefix: String,
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.url.as_str(), f)
    }
}

impl Host {
    /// Parses a base URL. Hosts that are not the vendor's require `allow_other`, and plain http is
    /// allowed for loopback only.
    pub(crate) fn parse(base: &str, allow_other: bool) -> Result<Self, ConfigError> {
        // Errors do not show the URL: it may contain a password.
        let url = Url::parse(base)
            .map_err(|error| ConfigError::new(format!("the host is not a URL: {error}")))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ConfigError::new("the host must not contain a user name or password"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(ConfigError::new("the host must not contain a query or fragment"));
        }
        let prefix = url.path().trim_end_matches('/').to_owned();
        let host = Self { url, prefix };
        match host.url.scheme() {
            "https" => {}
            "http" if host.is_loopback() => {}
            "http" => {
                return Err(ConfigError::new("plain http is allowed for loopback only: use https"));
            }
            _ => return Err(ConfigError::new("the host must be an https URL")),
        }
        if !allow_other && !host.is_vendors() {
            return Err(ConfigError::new(format!(
                "{} is not a WeChat API host: to send access tokens to it, set it with `other_host`",
                host.url.host_str().unwrap_or_default(),
            )));
        }
        Ok(host)
    }

    /// Whether requests stay on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        match self.url.host() {
            Some(UrlHost::Ipv4(address)) => address.is_loopback(),
            Some(UrlHost::Ipv6(address)) => address.is_loopback(),
            Some(UrlHost::Domain(name)) => name == "localhost",
            None => false,
        }
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.url.scheme() == "https"
    }

    fn is_vendors(&self) -> bool {
        let own =
            |known: &str| Url::parse(known).is_ok_and(|known| known.origin() == self.url.origin());
        self.prefix.is_empty()
            && (own(SETTINGS.host) || SETTINGS.alternates.iter().any(|host| own(host)))
    }

    /// Returns the URL of a request. `query` is already percent-encoded.
    pub(crate) fn url(&self, path: &str, query: &str) -> Url {
        let mut url = self.url.clone();
        if self.prefix.is_empty() {
            url.set_path(path);
        } else {
            url.set_path(&format!("{}{path}", self.prefix));
        }
        url.set_query((!query.is_empty()).then_some(query));
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(base: &str, allow_other: bool) -> String {
        Host::parse(base, allow_other).unwrap_err().to_string()
    }

    #[test]
    fn the_vendors_hosts_are_accepted() {
        for base in std::iter::once(&SETTINGS.host).chain(SETTINGS.alternates) {
            assert_eq!(
                Host::parse(base, false).unwrap().url("/a/b", "c=%20").as_str(),
                format!("{base}/a/b?c=%20")
            );
        }
    }

    #[test]
    fn other_hosts_must_be_allowed() {
        assert_eq!(
            refusal("https://api.weixin.qq.com.example", false),
            "configuration: api.weixin.qq.com.example is not a WeChat API host: \
             to send access tokens to it, set it with `other_host`"
        );
        let refused = [
            "https://api.weixin.qq.com:8443",
            "http://127.0.0.1:80",
            "https://api.weixin.qq.com/x",
        ];
        for base in refused {
            assert!(refusal(base, false).contains("is not a WeChat API host"), "{base}");
        }
        assert_eq!(
            Host::parse("https://gate.example/wx/", true).unwrap().url("/a", "").as_str(),
            "https://gate.example/wx/a"
        );
    }

    #[test]
    fn plain_http_is_allowed_for_loopback_only() {
        for base in ["http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost:8080"] {
            assert!(Host::parse(base, true).unwrap().is_loopback(), "{base}");
        }
        for base in ["http://api.weixin.qq.com", "http://10.0.0.1", "http://localhost.example"] {
            assert_eq!(
                refusal(base, true),
                "configuration: plain http is allowed for loopback only: use https",
                "{base}"
            );
        }
    }

    #[test]
    fn an_invalid_base_url_is_refused() {
        for (base, message) in [
            ("api.weixin.qq.com", "the host is not a URL: relative URL without a base"),
            ("ftp://api.weixin.qq.com", "the host must be an https URL"),
            (
                "https://user:pw@api.weixin.qq.com",
                "the host must not contain a user name or password",
            ),
            ("https://api.weixin.qq.com?a=b", "the host must not contain a query or fragment"),
        ] {
            assert_eq!(refusal(base, true), format!("configuration: {message}"), "{base}");
        }
    }
}
