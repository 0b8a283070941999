//! Pages and documents read, and what they say in lines that a test can spell out.

#![allow(dead_code, reason = "each test program uses its own part of this")]

use weixin_pages::{Document, Field, Page, Presence};

/// Each field as `path type mark`: `!` is required, `?` optional, nothing unsaid.
pub(crate) fn fields(fields: &[Field]) -> Vec<String> {
    let mut lines = Vec::new();
    list(fields, "", &mut lines);
    lines
}

fn list(fields: &[Field], place: &str, lines: &mut Vec<String>) {
    for field in fields {
        let mark = match field.presence {
            Presence::Required => " !",
            Presence::Optional => " ?",
            Presence::Unknown => "",
        };
        lines.push(format!("{place}{} {}{mark}", field.name, field.ty));
        list(&field.fields, &format!("{place}{}.", field.name), lines);
    }
}

/// Each finding as `line: words`.
pub(crate) fn findings(page: &Page) -> Vec<String> {
    page.findings.iter().map(|finding| format!("{}: {}", finding.line, finding.words)).collect()
}

/// A file's document as a maintainer sees it, without the indentation of each line.
pub(crate) fn shown(text: &str) -> String {
    let page = Document::read(text.as_bytes()).expect("it is a text");
    page.to_string().lines().map(|line| line.trim().to_owned() + "\n").collect()
}
