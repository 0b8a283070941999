//! Who may call besides the account itself: the vendor's cloud, and platforms of third parties.

use crate::document::{Block, Inline};
use crate::{CloudCall, FindingKind, ThirdParty};

use super::address::is_token;
use super::findings::Findings;
use super::regions::{self, Kind, Region};
use super::text::{after_label, is_identifier, says_one_of, words as words_of};
use super::words::{self, Words};

/// What the section about the vendor's cloud says.
pub(super) fn cloud_call(regions: &[Region<'_>], findings: &mut Findings) -> CloudCall {
    let texts = texts(regions, &Kind::Cloud);
    let named = texts.iter().find_map(|text| after_label(text, words::CLOUD_NAME));
    if let Some(name) = named.filter(|name| is_identifier(name)) {
        return CloudCall::Yes(Some(name.to_owned()));
    }
    match says(&texts) {
        Some(true) => CloudCall::Yes(None),
        Some(false) => CloudCall::No,
        None => {
            unsaid(
                regions,
                &Kind::Cloud,
                "the section about cloud calls says neither yes nor no",
                findings,
            );
            CloudCall::Unknown
        }
    }
}

/// What the section about third parties says.
pub(super) fn third_party(regions: &[Region<'_>], findings: &mut Findings) -> ThirdParty {
    let texts = texts(regions, &Kind::ThirdParty);
    if let Some(sets) = texts.iter().find_map(|text| permission_sets(text)) {
        return ThirdParty::Yes(sets);
    }
    match says(&texts) {
        Some(true) => {
            let words = "third-party platforms may call, but no permission set is named";
            unsaid(regions, &Kind::ThirdParty, words, findings);
            ThirdParty::Yes(Vec::new())
        }
        Some(false) => ThirdParty::No,
        None => {
            let words = "the section about third-party platforms says neither yes nor no";
            unsaid(regions, &Kind::ThirdParty, words, findings);
            ThirdParty::Unknown
        }
    }
}

fn texts(regions: &[Region<'_>], kind: &Kind) -> Vec<String> {
    let words = |block: &&Block| words_of(block).map(|words| words.text.clone());
    let texts = regions::blocks(regions, kind).into_iter().filter_map(|block| words(&block));
    // Reader modes put several items into one paragraph.
    texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn says(texts: &[String]) -> Option<bool> {
    let any = |words: Words| texts.iter().any(|text| says_one_of(text, words));
    if any(words::REFUSALS) {
        return Some(false);
    }
    any(words::ASSENTS).then_some(true)
}

fn unsaid(regions: &[Region<'_>], kind: &Kind, words: &str, findings: &mut Findings) {
    if let Some(line) = regions::line(regions, kind) {
        findings.add(FindingKind::Template, line, words);
    }
}

/// The ids in `该接口所属的权限集 id 为：8、26`.
fn permission_sets(text: &str) -> Option<Vec<u32>> {
    if !says_one_of(text, words::PERMISSION_SETS) {
        return None;
    }
    let from = text.rfind([':', '：', '为']).or_else(|| text.to_ascii_lowercase().rfind("id"))?;
    let numbers = text[from..].split(|c: char| !c.is_ascii_digit());
    let mut ids = Vec::new();
    for id in numbers.filter_map(|number| number.parse().ok()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    (!ids.is_empty()).then_some(ids)
}

/// The tokens that the row of the token's parameter names; the parameter's own name where it names none.
pub(super) fn tokens(parameter: &str, about: &Inline) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut add = |token: &str| {
        if !tokens.iter().any(|known| known == token) {
            tokens.push(token.to_owned());
        }
    };
    for word in about.text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        if is_token(word) {
            add(word);
        }
    }
    for link in &about.links {
        let target = link.target.to_ascii_lowercase();
        let page = target.rsplit('/').next().unwrap_or(&target);
        let page = page.split(['.', '?', '#']).next().unwrap_or(page);
        match page.trim_start_matches("api_") {
            "getaccesstoken" | "getstableaccesstoken" => add("access_token"),
            "getauthorizeraccesstoken" => add("authorizer_access_token"),
            "getcomponentaccesstoken" => add("component_access_token"),
            _ => {}
        }
    }
    if tokens.is_empty() {
        tokens.push(parameter.to_owned());
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Link;

    #[test]
    fn ids_of_permission_sets() {
        assert_eq!(permission_sets("该接口所属的权限集 id 为：8、26"), Some(vec![8, 26]));
        assert_eq!(permission_sets("该接口所属的权限集 id 为:8、26、8"), Some(vec![8, 26]));
        assert_eq!(
            permission_sets("This interface belongs to the permission set id: 8, 26"),
            Some(vec![8, 26])
        );
        assert_eq!(permission_sets("The permissions set ID is 117"), Some(vec![117]));
        assert_eq!(permission_sets("服务商获得其中之一权限集授权后，可调用 2.0"), None);
        assert_eq!(permission_sets("See: 2 documents"), None);
    }

    fn row(text: &str, target: &str) -> Vec<String> {
        let link = Link { text: String::new(), target: target.to_owned() };
        tokens(
            "access_token",
            &Inline { text: text.to_owned(), links: vec![link], ..Inline::default() },
        )
    }

    #[test]
    fn tokens_by_words_and_links() {
        assert_eq!(
            row("用 access_token、authorizer_access_token", ""),
            ["access_token", "authorizer_access_token"]
        );
        assert_eq!(
            row("接口调用凭证", "../ticket-token/api_getauthorizeraccesstoken"),
            ["authorizer_access_token"]
        );
        assert_eq!(
            row("凭证", "/doc/api_getcomponentaccesstoken.html#x"),
            ["component_access_token"]
        );
        assert_eq!(row("接口调用凭证", ""), ["access_token"]);
    }
}
