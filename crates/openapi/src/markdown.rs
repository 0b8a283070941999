//! Spec texts within Markdown.

/// A text on one line.
pub(crate) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// A value as code; backticks within it can't end it early.
pub(crate) fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", line(text))
}

/// A table, each cell on one line; nothing where it has no rows.
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

/// Items of a list under a heading in bold; nothing where there are none.
pub(crate) fn list(heading: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items = items.iter().map(|item| format!("- {}\n", line(item)));
    format!("**{heading}**\n\n{}", items.collect::<String>())
}

/// Paragraphs, empty ones left out.
pub(crate) fn paragraphs<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let texts = texts.into_iter().map(str::trim).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n\n")
}
