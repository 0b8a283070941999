//! Reads Markdown and reader-mode text line by line.
//!
//! Blocks are not read by a Markdown parser, because the output of converters and reader modes is not quite Markdown:
//! tables follow paragraphs without a blank line, code has no fences, and a fence that is never closed must not
//! swallow the rest of the page. Only the text within a line is parsed as Markdown.

mod json_table;
mod lines;
mod marks;
mod preamble;
mod table;

pub(super) use marks::{heading, is_fence};

use super::raw_block::RawBlocks;
use super::{BlockKind, html, inline};
use crate::Problem;
use lines::Lines;
use marks::Fence;

/// Reads the blocks of a text. With `verbatim`, only the `#` of headings is a mark.
pub(super) fn read(text: &str, verbatim: bool) -> Result<RawBlocks, Problem> {
    let mut lines = Lines::new(text, 1);
    let mut raw_blocks = RawBlocks::default();
    raw_blocks.address = preamble::address(&mut lines);
    let mut reader = Reader { verbatim, raw_blocks, open: None, after_gap: true, in_list: false };
    while let Some((number, line)) = lines.peek() {
        reader.line(&mut lines, number, line)?;
    }
    reader.close()?;
    Ok(reader.raw_blocks)
}

/// A paragraph or an item that further lines may follow.
struct Open<'t> {
    item: bool,
    quoted: bool,
    numbers: Vec<u32>,
    lines: Vec<&'t str>,
}

struct Reader<'t> {
    verbatim: bool,
    raw_blocks: RawBlocks,
    open: Option<Open<'t>>,
    /// Whether the line above is blank.
    after_gap: bool,
    /// Whether an indented line belongs to an item of a list.
    in_list: bool,
}

impl<'t> Reader<'t> {
    /// Reads the block that begins in the next line.
    fn line(&mut self, lines: &mut Lines<'t>, number: u32, raw: &'t str) -> Result<(), Problem> {
        let (quoted, line) = marks::unquoted(raw);
        let after_gap = std::mem::replace(&mut self.after_gap, false);
        let indented = line.starts_with("    ") || line.starts_with('\t');
        if !line.starts_with([' ', '\t']) && marks::item(line).is_none() && !line.is_empty() {
            self.in_list = false;
        }
        if line.trim().is_empty() {
            lines.next();
            self.after_gap = true;
            return self.close();
        }
        if let Some(fence) = Fence::open(line) {
            lines.next();
            self.close()?;
            return self.fenced(lines, number, &fence, quoted);
        }
        if let Some((level, text)) = heading(line) {
            lines.next();
            self.close()?;
            let text = inline::of_lines([text], self.verbatim);
            return self.raw_blocks.push(number, BlockKind::Heading { level, text });
        }
        if self.underlined(line) || marks::is_separator(line) {
            lines.next();
            return self.close();
        }
        if ahead(*lines).is_some_and(|below| table::begins(line, below)) {
            self.close()?;
            let table = table::read(lines, self.verbatim, &mut self.raw_blocks)?;
            return self.raw_blocks.push(number, BlockKind::Table(table));
        }
        if let Some(end) = element(line) {
            self.close()?;
            return self.element(lines, number, end);
        }
        if indented && after_gap && !self.in_list {
            return self.listing(lines, number);
        }
        lines.next();
        if let Some(text) = marks::item(line) {
            self.close()?;
            self.in_list = true;
            self.begin(true, quoted, number, text);
            return Ok(());
        }
        self.text(quoted, number, line)
    }

    /// Adds a line of a paragraph. Reader modes put each paragraph on one line, without blank lines between them.
    fn text(&mut self, quoted: bool, number: u32, line: &'t str) -> Result<(), Problem> {
        match &mut self.open {
            Some(open) if open.quoted == quoted && !self.verbatim => {
                open.numbers.push(number);
                open.lines.push(line);
            }
            _ => {
                self.close()?;
                self.begin(false, quoted, number, line);
            }
        }
        Ok(())
    }

    fn begin(&mut self, item: bool, quoted: bool, number: u32, line: &'t str) {
        self.open = Some(Open { item, quoted, numbers: vec![number], lines: vec![line] });
    }

    fn close(&mut self) -> Result<(), Problem> {
        let Some(Open { item, numbers, lines, .. }) = self.open.take() else { return Ok(()) };
        let breaks = lines.len() - 1;
        // A backslash at the end of a line is a line break, which the end of the line gives anyway.
        let unbroken = |(index, line): (usize, &'t str)| match line.strip_suffix('\\') {
            Some(line) if index < breaks && !self.verbatim => line,
            _ => line,
        };
        let text = inline::of_lines(lines.into_iter().enumerate().map(unbroken), self.verbatim);
        if item {
            self.raw_blocks.push(numbers[0], BlockKind::Item(text))
        } else {
            self.raw_blocks.paragraph(&numbers, text)
        }
    }

    /// If the line underlines the single line above it, makes that line a heading and returns true.
    fn underlined(&mut self, line: &str) -> bool {
        let Some(level) = marks::underline(line) else { return false };
        let Some(Open { item: false, numbers, lines, .. }) = &mut self.open else { return false };
        let ([number], [text], false) = (&numbers[..], &lines[..], self.verbatim) else {
            return false;
        };
        let text = inline::markdown(text);
        // The heading replaces the open paragraph.
        let pushed = self.raw_blocks.push(*number, BlockKind::Heading { level, text });
        self.open = None;
        pushed.is_ok()
    }

    /// Reads a fenced code block. If it is never closed, it ends before the next section.
    fn fenced(
        &mut self,
        lines: &mut Lines<'t>,
        number: u32,
        fence: &Fence<'_>,
        quoted: bool,
    ) -> Result<(), Problem> {
        let mut text = String::new();
        let mut last = number;
        let mut closed = false;
        while let Some((number, line)) = lines.peek() {
            let line = if quoted { marks::unquoted(line).1 } else { line };
            if marks::is_section(line) {
                closed = true;
                break;
            }
            lines.next();
            last = number;
            if fence.closed_by(line) {
                closed = true;
                break;
            }
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            text.push_str(&line[indent.min(fence.indent)..]);
            text.push('\n');
        }
        if !closed {
            self.raw_blocks.truncated = Some(last);
        }
        text.truncate(text.trim_end_matches('\n').len());
        if let Some(table) = json_table::read(&text, number + 1, &mut self.raw_blocks)? {
            return self.raw_blocks.push(number, BlockKind::Table(table));
        }
        let language = fence.language.map(str::to_owned);
        let line = if text.is_empty() { number } else { number + 1 };
        self.raw_blocks.push(line, BlockKind::Code { language, text })
    }

    /// Reads an HTML element up to its end tag. Without one, it ends before the next section.
    fn element(&mut self, lines: &mut Lines<'t>, number: u32, end: &str) -> Result<(), Problem> {
        let text = lines.rest();
        while let Some((_, line)) = lines.peek().filter(|(_, line)| !marks::is_section(line)) {
            lines.next();
            if line.contains(end) {
                break;
            }
        }
        let text = &text[..text.len() - lines.rest().len()];
        let truncated = self.raw_blocks.truncated;
        html::read_element(text, number, &mut self.raw_blocks)?;
        if lines.peek().is_some() {
            self.raw_blocks.truncated = truncated;
        }
        Ok(())
    }

    /// Reads an indented code block.
    fn listing(&mut self, lines: &mut Lines<'t>, number: u32) -> Result<(), Problem> {
        self.close()?;
        let mut text = String::new();
        while let Some((_, line)) = lines.peek() {
            let line = marks::unquoted(line).1;
            let inner = line.strip_prefix("    ").or_else(|| line.strip_prefix('\t'));
            let Some(inner) = inner.or_else(|| line.trim().is_empty().then_some("")) else { break };
            lines.next();
            text.push_str(inner);
            text.push('\n');
        }
        self.after_gap = text.ends_with("\n\n");
        text.truncate(text.trim_end().len());
        self.raw_blocks.indented(number, text)
    }
}

/// The end tag of the HTML element that begins in a line: a table that Markdown can't express, or a code block.
fn element(line: &str) -> Option<&'static str> {
    let begins = |tag: &str| {
        let start = line.trim_start();
        let rest = start.get(..tag.len()).filter(|start| start.eq_ignore_ascii_case(tag));
        rest.is_some() && start[tag.len()..].starts_with([' ', '>'])
    };
    [("<table", "</table>"), ("<pre", "</pre>")]
        .iter()
        .find(|(tag, _)| begins(tag))
        .map(|(_, end)| *end)
}

/// The line after the next one, without quote marks.
fn ahead(mut lines: Lines<'_>) -> Option<&str> {
    lines.next();
    lines.peek().map(|(_, line)| marks::unquoted(line).1)
}
