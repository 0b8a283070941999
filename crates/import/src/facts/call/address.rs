//! URLs as the vendor writes them, in the line of the call and in code blocks.

use crate::facts::template::words;

/// Maximum length of a URL in characters.
const LONGEST: usize = 4096;

/// The parts of a URL.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::facts) struct Address {
    pub(in crate::facts) host: String,
    pub(in crate::facts) path: String,
    pub(in crate::facts) query: Vec<(String, String)>,
    /// Whether the query begins with `&` instead of `?`.
    pub(in crate::facts) lacks_question_mark: bool,
}

/// Parses the URL at the beginning of a text, ignoring the characters after it.
pub(in crate::facts) fn parse(written: &str) -> Option<Address> {
    let (scheme, rest) = match written.strip_prefix("https://") {
        Some(rest) => ("https", rest),
        None => ("http", written.strip_prefix("http://")?),
    };
    let rest = unbroken(rest);
    let rest = rest.trim_end_matches(['.', ',', ';', ')']);
    let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
    let (host, rest) = rest.split_at(rest.find(['/', '?', '&']).unwrap_or(rest.len()));
    let (path, query) = match rest.find(['?', '&']) {
        Some(mark) => (&rest[..mark], &rest[mark + 1..]),
        None => (rest, ""),
    };
    if host.is_empty() {
        return None;
    }
    let pairs = query.split(['&', '?']).filter(|pair| !pair.is_empty());
    Some(Address {
        host: format!("{scheme}://{host}"),
        path: if path.is_empty() { "/".to_owned() } else { path.to_owned() },
        query: pairs.map(pair).collect(),
        lacks_question_mark: rest[path.len()..].starts_with('&'),
    })
}

/// The URL at the beginning of a text, without the white space at which its query is broken.
fn unbroken(text: &str) -> String {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    let mut text = &text[..end];
    let mut address = String::new();
    loop {
        let end = text.find(|c| !is_address(c)).unwrap_or(text.len());
        address.push_str(&text[..end]);
        let behind = text[end..].trim_start();
        if behind.len() == text[end..].len() || !goes_on(&address, behind) {
            return address;
        }
        text = behind;
    }
}

/// Whether a line ends within a URL that the next line continues.
pub(in crate::facts) fn is_broken(line: &str, next: &str) -> bool {
    line.len() < LONGEST && line.contains("://") && goes_on(line, next)
}

/// Whether a query continues after white space: with a parameter, and with `?` or `&` before or after the break.
fn goes_on(before: &str, behind: &str) -> bool {
    let marks = ['?', '&'];
    let parameter = behind.trim_start().trim_start_matches(marks);
    let end = parameter.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let is_parameter = end.is_some_and(|end| end > 0 && parameter[end..].starts_with('='));
    let is_marked = before.trim_end().ends_with(marks) || behind.trim_start().starts_with(marks);
    is_parameter && is_marked
}

fn pair(pair: &str) -> (String, String) {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    (name.to_owned(), value.to_owned())
}

/// Every URL in a text, with its position.
pub(in crate::facts) fn all(text: &str) -> impl Iterator<Item = (usize, Address)> {
    let starts = text.match_indices("http").map(|(start, _)| start);
    starts.filter_map(|start| Some((start, parse(&text[start..])?)))
}

/// Whether a character belongs to a URL. Chinese characters end it: a remark may follow without a space.
fn is_address(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '`' | '\\' | '|')
}

/// Whether a query parameter carries a token.
pub(in crate::facts) fn is_token(name: &str) -> bool {
    words::TOKEN_PARAMETERS.has(name)
}

/// Whether a value in a URL is a placeholder for the caller's value: `ACCESS_TOKEN`, `AppID`, `{id}`, `xxx`.
pub(in crate::facts) fn is_placeholder(name: &str, value: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let capitals = value.contains(|c: char| c.is_ascii_uppercase());
    let all_capitals = capitals && !value.contains(|c: char| c.is_ascii_lowercase());
    value.is_empty()
        || !value.chars().all(plain)
        || all_capitals
        || value.to_ascii_lowercase().contains("xxx")
        || letters(value) == letters(name)
        || capitals && letters(value).contains(&letters(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn parses_urls() {
        assert_eq!(
            parse("https://api.weixin.qq.com/a/b?access_token=ACCESS_TOKEN&action=get（必填）"),
            Some(Address {
                host: "https://api.weixin.qq.com".to_owned(),
                path: "/a/b".to_owned(),
                query: pairs(&[("access_token", "ACCESS_TOKEN"), ("action", "get")]),
                lacks_question_mark: false,
            })
        );
        assert_eq!(parse("https://h/p&a=1").map(|address| address.lacks_question_mark), Some(true));
        assert_eq!(parse("ftp://h/p"), None);
        assert_eq!(parse("https://"), None);
    }

    #[test]
    fn finds_urls_in_a_text() {
        let found: Vec<_> = all("curl \"https://h/a?b=1\" https https://h/c").collect();
        let paths: Vec<_> = found.iter().map(|(_, address)| address.path.as_str()).collect();
        assert_eq!(paths, ["/a", "/c"]);
    }

    #[test]
    fn placeholders_and_values() {
        for (name, value) in [
            ("access_token", "ACCESS_TOCKEN"),
            ("appid", "AppID"),
            ("secret", "AppSecret"),
            ("img_url", "ENCODE_URL"),
            ("id", "{id}"),
            ("openid", "xxxx"),
            ("code", "code"),
            ("next", ""),
        ] {
            assert!(is_placeholder(name, value), "{name}={value}");
        }
        for (name, value) in [
            ("grant_type", "client_credential"),
            ("action", "set_pay_mch"),
            ("type", "1"),
            ("lang", "zh_CN"),
        ] {
            assert!(!is_placeholder(name, value), "{name}={value}");
        }
    }
}
