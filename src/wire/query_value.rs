//! Values in URLs that WeChat returns, such as `s_pappid` in an invoice URL.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Returns the first parameter of this name in the query of `url`, percent-decoded. A `+` is not decoded,
/// since values are often base64. `None` if there is no such parameter, or if its value is not UTF-8.
#[must_use]
pub fn query_value<'a>(url: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let (before_fragment, _) = url.split_once('#').unwrap_or((url, ""));
    let (_, query) = before_fragment.split_once('?')?;
    let mut parameters =
        query.split('&').map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")));
    let (_, value) = parameters.find(|(key, _)| percent_decode_str(key).eq(name.bytes()))?;
    percent_decode_str(value).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_of_the_query() {
        let url = "https://mp.weixin.qq.com/bizmall/authinvoice?action=list&s_pappid=d3h+MTIz%2BNA%3D%3D&n&s_pappid=2&bad=%FF&%E5%8F%91=1#wechat?x=1";
        let values = [
            ("action", Some("list")),
            ("s_pappid", Some("d3h+MTIz+NA==")),
            ("n", Some("")),
            ("bad", None),
            ("发", Some("1")),
            ("x", None),
            ("pappid", None),
        ];
        for (name, value) in values {
            assert_eq!(query_value(url, name).as_deref(), value, "{name}");
        }
    }

    #[test]
    fn a_url_without_query_has_no_values() {
        for url in ["", "https://mp.weixin.qq.com/", "https://mp.weixin.qq.com/#?a=1"] {
            assert_eq!(query_value(url, "a"), None, "{url}");
        }
    }
}
