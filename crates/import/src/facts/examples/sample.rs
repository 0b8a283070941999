//! Reads a sample of an example: JSON, a request line with or without JSON below it, or a `curl` command.

use crate::{FindingKind, Json, Sample};

use super::json::{self, Node, Repair, RepairKind};
use super::lines::Lines;
use crate::facts::call::address;
use crate::facts::findings::Findings;
use crate::facts::template::text::{is_one_of, says_one_of};
use crate::facts::template::words;

/// Maximum size in bytes of a sample that is read as JSON.
const MOST: usize = 1 << 18;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Request,
    Reply,
}

impl Part {
    fn kind_name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Reply => "response",
        }
    }
}

/// The content of a sample.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) sample: Option<Sample>,
    pub(super) root: Option<Node>,
}

/// Whether the lines are JavaScript for the vendor's cloud.
pub(super) fn is_javascript(lines: &Lines) -> bool {
    let text = lines.text(0);
    !text.trim_start().starts_with(['{', '['])
        && words::JAVASCRIPT.iter().any(|word| text.contains(word))
}

/// Reads a sample. The result is empty if the lines are empty or say that there is nothing.
pub(super) fn read(lines: &Lines, part: Part, is_file: bool, findings: &mut Findings) -> Reading {
    let text = lines.text(0);
    if text.trim().is_empty() || is_one_of(&text, words::NOTHING) {
        return Reading::default();
    }
    let line = lines.number(0);
    let mut sample = Sample { text, json: None, query: Vec::new(), form: Vec::new(), line };
    if sample.text.len() > MOST {
        findings.add(
            FindingKind::BrokenExample,
            line,
            "an example is larger than 256 KiB: it was not read as JSON",
        );
        return Reading { sample: Some(sample), root: None };
    }
    let begin = if part == Part::Request { request_line(&mut sample, lines) } else { Begin::At(0) };
    let begin = match begin {
        Begin::At(begin) => begin,
        Begin::Nowhere => return Reading { sample: Some(sample), root: None },
    };
    let json = lines.text(begin);
    let root = match find(&json) {
        Some(start) => as_json(&json[start..], start, begin, lines, part, findings),
        None if json.trim().is_empty() => None,
        None if part == Part::Reply && (is_file || says_one_of(&json, words::BINARY)) => None,
        None => {
            let message = format!("an example of the {} is not JSON", part.kind_name());
            findings.add(FindingKind::BrokenExample, lines.number(begin), message);
            None
        }
    };
    sample.json = root.as_ref().map(Json::from);
    Reading { sample: Some(sample), root }
}

/// The position at which JSON begins. A key without a brace counts only at the beginning of the text.
fn find(text: &str) -> Option<usize> {
    let begin = text.len() - text.trim_start().len();
    if text[begin..].starts_with('"') {
        return Some(0);
    }
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let begins = |(start, line): (usize, &str)| {
        let plain = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{200b}');
        plain.starts_with(['{', '[', '｛']).then_some(start)
    };
    lines.into_iter().find_map(begins).or_else(|| text.find('{'))
}

fn as_json(
    text: &str,
    start: usize,
    begin: usize,
    lines: &Lines,
    part: Part,
    findings: &mut Findings,
) -> Option<Node> {
    let part = part.kind_name();
    let before = &lines.text(begin)[..start];
    let first = begin + before.matches('\n').count();
    // The parser counts lines from 0. The numbers in the page come from the lines, which may have gaps.
    let place = |line: u32| lines.number(first + usize::try_from(line).unwrap_or(0));
    match json::read(text, 0) {
        Ok(mut read) => {
            if !before.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}').is_empty() {
                read.repairs.push(Repair { kind: RepairKind::LeadingText, line: 0, count: 1 });
            }
            for repair in &read.repairs {
                let message =
                    format!("to read an example of the {part} as JSON, {}", repair.message());
                findings.add(FindingKind::BrokenExample, place(repair.line), message);
            }
            number(&mut read.root, &place);
            Some(read.root)
        }
        Err(broken) => {
            let why = if broken.at_end { "it is cut off" } else { broken.message };
            let message =
                format!("an example of the {part} is not valid JSON and can't be repaired: {why}");
            findings.add(FindingKind::BrokenExample, place(broken.line), message);
            None
        }
    }
}

fn number(node: &mut Node, place: &impl Fn(u32) -> u32) {
    node.line = place(node.line);
    match &mut node.value {
        json::Value::List(items) => items.iter_mut().for_each(|item| number(item, place)),
        json::Value::Object(entries) => {
            for entry in entries {
                entry.line = place(entry.line);
                number(&mut entry.value, place);
            }
        }
        _ => {}
    }
}

/// Where the body of a request begins, as an index of a line.
enum Begin {
    At(usize),
    /// There is no body, or it is part of a `curl` command.
    Nowhere,
}

/// Reads the request line or the `curl` command.
fn request_line(sample: &mut Sample, lines: &Lines) -> Begin {
    let first = sample.text.lines().next().unwrap_or_default().trim_start();
    if first.starts_with("curl") {
        curl(sample);
        return Begin::Nowhere;
    }
    let is_line =
        words::METHODS.iter().any(|method| first.starts_with(method)) || first.starts_with("http");
    if !is_line {
        return Begin::At(0);
    }
    if let Some((_, found)) = address::all(first).next() {
        sample.query = parameters(found.query);
        return Begin::At(1.min(lines.count()));
    }
    Begin::At(0)
}

fn curl(sample: &mut Sample) {
    let mut addresses = address::all(&sample.text);
    if let (Some((_, found)), None) = (addresses.next(), addresses.next()) {
        sample.query = parameters(found.query);
    }
    sample.form = form(&sample.text);
}

fn parameters(query: Vec<(String, String)>) -> Vec<(String, String)> {
    query.into_iter().filter(|(name, _)| !address::is_token(name)).collect()
}

/// The form parts of the `-F` options; none if one of them can't be read.
fn form(text: &str) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    for option in [" -F ", " --form "] {
        for (start, _) in text.match_indices(option) {
            let written = text[start + option.len()..].trim_start();
            let value = match written.chars().next() {
                Some(quote @ ('\'' | '"')) => written[1..].split(quote).next(),
                _ => written.split_whitespace().next(),
            };
            let Some((name, value)) = value.and_then(|value| value.split_once('=')) else {
                return Vec::new();
            };
            parts.push((name.to_owned(), value.to_owned()));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(text: &str) -> (Option<Sample>, Vec<String>) {
        let mut lines = Lines::default();
        lines.add(text, 10);
        let mut findings = Findings::default();
        let reading = read(&lines, Part::Request, false, &mut findings);
        let findings = findings.finish().into_iter();
        (
            reading.sample,
            findings.map(|finding| format!("{}: {}", finding.line, finding.message)).collect(),
        )
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_request_line() {
        let (sample, findings) = request("GET https://h/p?access_token=ACCESS_TOKEN&type=jsapi");
        let sample = sample.unwrap();
        assert_eq!(sample.query, pairs(&[("type", "jsapi")]));
        assert_eq!(sample.json, None);
        assert_eq!(findings, [] as [&str; 0]);
    }

    #[test]
    fn a_request_line_with_a_body() {
        let (sample, findings) = request("POST https://h/p?access_token=T\n\n{\"a\": 1,}");
        assert_eq!(sample.unwrap().json.unwrap().to_string(), r#"{"a":1}"#);
        assert_eq!(
            findings,
            ["12: to read an example of the request as JSON, an extra comma was left out"]
        );
    }

    #[test]
    fn a_form_by_curl() {
        let (sample, findings) =
            request("curl -F 'img=@test.jpg' \"https://h/p?access_token=T&x=1\"");
        let sample = sample.unwrap();
        assert_eq!(sample.form, pairs(&[("img", "@test.jpg")]));
        assert_eq!(sample.query, pairs(&[("x", "1")]));
        assert_eq!(findings, [] as [&str; 0]);
    }

    #[test]
    fn text_before_the_json() {
        let (sample, findings) = request("正确时：\n{\"a\": 1}");
        assert_eq!(sample.unwrap().json.unwrap().to_string(), r#"{"a":1}"#);
        assert_eq!(
            findings,
            ["11: to read an example of the request as JSON, the text before it was left out"]
        );
    }

    #[test]
    fn a_sample_that_is_not_json() {
        let (sample, findings) = request("<xml></xml>");
        assert_eq!(sample.unwrap().text, "<xml></xml>");
        assert_eq!(findings, ["10: an example of the request is not JSON"]);
        assert_eq!(request("无"), (None, Vec::new()));
    }
}
