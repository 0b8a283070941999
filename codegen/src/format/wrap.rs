//! Paragraphs of documentation as lines.

/// Wraps every line that is not code of an example.
pub(super) fn wrapped<'a>(lines: impl Iterator<Item = &'a str>, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut code = false;
    for line in lines {
        code ^= line.starts_with("```");
        if code || line.chars().count() <= width {
            out.push(line.to_owned());
        } else {
            wrap(line, width, &mut out);
        }
    }
    out
}

/// Wraps at spaces outside code spans and links.
fn wrap(line: &str, max: usize, out: &mut Vec<String>) {
    let continued = line.starts_with("  ");
    let item = line.starts_with("- ") || line.starts_with("* ");
    let indent = if continued || item { "  " } else { "" };
    let mut current = if continued { indent.to_owned() } else { String::new() };
    let mut columns = current.len();
    let mut begun = false;
    for word in words(line.trim_start()) {
        let width = word.chars().count();
        if begun && columns + 1 + width > max && may_begin_line(word) {
            out.push(std::mem::replace(&mut current, format!("{indent}{word}")));
            columns = indent.len() + width;
            continue;
        }
        if begun {
            current.push(' ');
            columns += 1;
        }
        current.push_str(word);
        columns += width;
        begun = true;
    }
    out.push(current);
}

/// Splits at spaces, but keeps code spans and link texts whole.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut code, mut link, mut escaped) = (0, false, false, false);
    for (index, c) in line.char_indices() {
        let after_backslash = std::mem::take(&mut escaped);
        match c {
            // Within code a backslash is just that.
            '\\' if !code => escaped = !after_backslash,
            '`' if !after_backslash => code = !code,
            '[' if !after_backslash && !code => link = true,
            ']' if !after_backslash && !code => link = false,
            ' ' if !code && !link => {
                words.push(&line[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    words.push(&line[start..]);
    words
}

/// Whether Markdown takes a word at the beginning of a line for nothing but a word.
fn may_begin_line(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let list = digits.len() < word.len() && digits.starts_with(['.', ')']);
    !list && !word.starts_with(['-', '+', '#', '=', '>', '*', ':', '_', '~'])
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    const WIDTH: usize = 90;

    #[test]
    fn long_lines_are_wrapped_at_spaces_outside_code() {
        let line = format!("- {} `a b` and on", "x".repeat(WIDTH - 6));
        let first = format!("- {}", "x".repeat(WIDTH - 6));
        assert_eq!(wrapped([&*line].into_iter(), WIDTH), [first, "  `a b` and on".to_owned()]);
    }

    #[test]
    fn no_line_begins_with_what_markdown_reads_as_more() {
        let line = format!("{} - item # head 1. one", "x".repeat(WIDTH));
        let first = format!("{} -", "x".repeat(WIDTH));
        assert_eq!(wrapped([&*line].into_iter(), WIDTH), [first, "item # head 1. one".to_owned()]);
    }
}
