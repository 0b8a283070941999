//! Reads whether the vendor's cloud and third-party platforms may call, and with which tokens.

use crate::document::{Block, Inline};
use crate::{CloudCall, FindingKind, ThirdParty};

use super::address::is_token;
use crate::facts::findings::Findings;
use crate::facts::template::regions::{self, Kind, Region};
use crate::facts::template::text::{after_label, inline, is_identifier, says_one_of};
use crate::facts::template::words::{self, Words};

/// Reads the section about calls from the vendor's cloud.
pub(in crate::facts) fn cloud_call(regions: &[Region<'_>], findings: &mut Findings) -> CloudCall {
    let texts = texts(regions, &Kind::Cloud);
    let named = texts.iter().find_map(|text| after_label(text, words::CLOUD_NAME));
    if let Some(name) = named.filter(|name| is_identifier(name)) {
        return CloudCall::Yes(Some(name.to_owned()));
    }
    match says(&texts) {
        Some(true) => CloudCall::Yes(None),
        Some(false) => CloudCall::No,
        None => {
            let message = "the section about cloud calls doesn't say whether they are supported";
            report(regions, &Kind::Cloud, message, findings);
            CloudCall::Unknown
        }
    }
}

/// Reads the section about third-party platforms.
pub(in crate::facts) fn third_party(regions: &[Region<'_>], findings: &mut Findings) -> ThirdParty {
    let texts = texts(regions, &Kind::ThirdParty);
    let sets: Vec<Sets> = texts.iter().filter_map(|text| permission_sets(text)).collect();
    if !sets.is_empty() {
        let mut ids = Vec::new();
        for id in sets.iter().flat_map(|sets| &sets.ids) {
            if !ids.contains(id) {
                ids.push(*id);
            }
        }
        for range in sets.iter().flat_map(|sets| &sets.ranges) {
            let message = format!(
                "the permission sets `{range}` are a range, which may not include every number in it: they were left out"
            );
            report(regions, &Kind::ThirdParty, &message, findings);
        }
        return ThirdParty::Yes(ids);
    }
    match says(&texts) {
        Some(true) => {
            let message = "third-party platforms may call, but no permission set is named";
            report(regions, &Kind::ThirdParty, message, findings);
            ThirdParty::Yes(Vec::new())
        }
        Some(false) => ThirdParty::No,
        None => {
            let message =
                "the section about third-party platforms doesn't say whether they may call";
            report(regions, &Kind::ThirdParty, message, findings);
            ThirdParty::Unknown
        }
    }
}

fn texts(regions: &[Region<'_>], kind: &Kind) -> Vec<String> {
    let text = |block: &Block| inline(block).map(|inline| inline.text.clone());
    let texts = regions::blocks(regions, kind).into_iter().filter_map(text);
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

fn report(regions: &[Region<'_>], kind: &Kind, message: &str, findings: &mut Findings) {
    if let Some(line) = regions::line(regions, kind) {
        findings.add(FindingKind::Template, line, message);
    }
}

/// The permission sets that a text names.
#[derive(Debug, Default, PartialEq)]
struct Sets {
    ids: Vec<u32>,
    /// Such as `30-33`.
    ranges: Vec<String>,
}

/// The ids in `该接口所属的权限集 id 为：8、26`.
fn permission_sets(text: &str) -> Option<Sets> {
    if !says_one_of(text, words::PERMISSION_SETS) || text.contains("://") {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let label = ["权限集", "permission"].iter().find_map(|word| lower.find(word)).unwrap_or(0);
    let text = &text[label..];
    // Parentheses contain remarks after the ids, or the ids themselves.
    sets(&without_remarks(text)).or_else(|| sets(text))
}

fn sets(text: &str) -> Option<Sets> {
    let from = text.rfind([':', '：', '为']).or_else(|| text.to_ascii_lowercase().rfind("id"))?;
    let is_range = |c: char| matches!(c, '-' | '~' | '–' | '—' | '～' | '至' | '到');
    let is_list = |c: char| !c.is_ascii_digit() && !is_range(c) && !c.is_whitespace();
    let mut parts: Vec<String> = Vec::new();
    for listed in text[from..].split(is_list) {
        parts.push(String::new());
        for word in listed.split_whitespace() {
            match parts.last_mut() {
                Some(last) if last.ends_with(is_range) || word.starts_with(is_range) => {
                    last.push_str(word);
                }
                _ => parts.push(word.to_owned()),
            }
        }
    }
    let mut sets = Sets::default();
    for part in parts.iter().map(|part| part.trim_matches(is_range)) {
        match part.parse() {
            Ok(id) => sets.ids.push(id),
            Err(_) if part.contains(is_range) => sets.ranges.push(part.to_owned()),
            Err(_) => {}
        }
    }
    (sets != Sets::default()).then_some(sets)
}

/// The text without its parentheses and their contents.
fn without_remarks(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// The tokens that the row of the token parameter names; if it names none, the name of the parameter.
pub(in crate::facts) fn tokens(parameter: &str, about: &Inline) -> Vec<String> {
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

    fn ids(text: &str) -> Option<Vec<u32>> {
        permission_sets(text).map(|sets| sets.ids)
    }

    #[test]
    fn ids_of_permission_sets() {
        assert_eq!(ids("该接口所属的权限集 id 为：8、26"), Some(vec![8, 26]));
        assert_eq!(ids("该接口所属的权限集 id 为：8 26（2.0 起）"), Some(vec![8, 26]));
        assert_eq!(ids("本接口支持代商家调用（权限集 id 为：8、26）"), Some(vec![8, 26]));
        assert_eq!(ids("权限集 id 为：8 20-22 26"), Some(vec![8, 26]));
        let english = "This interface belongs to the permission set id: 8, 26";
        assert_eq!(ids(english), Some(vec![8, 26]));
        assert_eq!(ids("The permissions set ID is 117"), Some(vec![117]));
        assert_eq!(ids("服务商获得其中之一权限集授权后，可调用 2.0"), None);
        assert_eq!(ids("See: 2 documents"), None);
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
