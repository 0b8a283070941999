//! Formats spec texts as Markdown.

/// Returns a text on one line.
pub(crate) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Returns a value as code, with a fence longer than the backticks within it.
pub(crate) fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", line(text))
}

/// Returns a table, each cell on one line; empty if there are no rows.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let row = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
    let rule = row(head.iter().map(|_| "---").collect());
    let rows = rows.iter().map(|cells| {
        let cells: Vec<String> = cells.iter().map(|cell| line(cell).replace('|', "\\|")).collect();
        row(cells.iter().map(String::as_str).collect())
    });
    row(head.to_vec()) + &rule + &rows.collect::<String>()
}

/// Returns a list under a heading in bold; empty if there are no items.
pub(crate) fn list(heading: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items = items.iter().map(|item| format!("- {}\n", line(item)));
    format!("**{heading}**\n\n{}", items.collect::<String>())
}

/// Joins paragraphs, without empty ones.
pub(crate) fn paragraphs<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let texts = texts.into_iter().map(str::trim).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n\n")
}
