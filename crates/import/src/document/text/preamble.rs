//! The lines that programs add before a saved page, with its URL.

use super::lines::Lines;

/// Maximum number of lines of such a preamble.
const LONGEST: usize = 40;

/// Returns the URL of the page and moves `lines` past the preamble, if there is one.
pub(super) fn address(lines: &mut Lines<'_>) -> Option<String> {
    front_matter(lines).or_else(|| source_line(lines))
}

/// Front matter: `key: value` between two lines `---`.
fn front_matter(lines: &mut Lines<'_>) -> Option<String> {
    let mut ahead = *lines;
    ahead.next().filter(|(_, line)| line.trim_end() == "---")?;
    let mut found = None;
    for _ in 0..LONGEST {
        let (_, line) = ahead.next()?;
        if line.trim_end() == "---" {
            *lines = ahead;
            return found;
        }
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        if matches!(key.trim(), "url" | "source" | "canonical" | "link") {
            found = found.or_else(|| web_address(value));
        }
    }
    None
}

/// Lines `Title: …`, `URL Source: …` and `Markdown Content:` before the text.
fn source_line(lines: &mut Lines<'_>) -> Option<String> {
    let mut ahead = *lines;
    let mut found = None;
    for _ in 0..LONGEST {
        let (_, line) = ahead.next()?;
        if let Some(value) = line.strip_prefix("URL Source:") {
            found = web_address(value);
        } else if line.trim_end() == "Markdown Content:" {
            *lines = ahead;
            return found;
        }
    }
    None
}

fn web_address(value: &str) -> Option<String> {
    let value = value.trim().trim_matches(['"', '\'', '<', '>']);
    (value.starts_with("https://") || value.starts_with("http://")).then(|| value.to_owned())
}
