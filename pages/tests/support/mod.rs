//! Pages read, and what they say in lines that a test can spell out.

use weixin_pages::{Field, Page, Presence};

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
