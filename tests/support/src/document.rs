//! Invariants of reading any bytes as a page.

use weixin_import::{BlockKind, Document, Inline};

/// Reads bytes as a page, and checks the invariants of the result.
///
/// # Panics
/// Panics if an invariant is violated.
pub fn assert_sound(bytes: &[u8]) {
    // Interpreting the page is another step, which only has to terminate.
    let understood = weixin_import::read(bytes);
    let last = bytes.iter().filter(|byte| b"\r\n".contains(byte)).count() + 1;
    let in_file = |line: u32| line >= 1 && usize::try_from(line).is_ok_and(|line| line <= last);
    let page = match Document::read(bytes) {
        Ok(page) => page,
        Err(problem) => {
            assert!(understood.is_err());
            assert!(!problem.message.is_empty() && !problem.help.is_empty());
            assert!(problem.line.is_none_or(in_file), "{problem:?}");
            return;
        }
    };
    assert_eq!(Document::read(bytes).as_ref(), Ok(&page), "it is another one the second time");
    assert!(page.truncated.is_none_or(in_file), "{:?}", page.truncated);
    for block in &page.blocks {
        assert!(in_file(block.line), "{block:?}");
        match &block.kind {
            BlockKind::Heading { level, text } => {
                assert!((1..=6).contains(level));
                assert_tidy(text);
                assert!(!text.text.is_empty());
            }
            BlockKind::Paragraph(text) | BlockKind::Item(text) => {
                assert_tidy(text);
                assert!(!text.text.is_empty());
            }
            BlockKind::Table(table) => {
                table.header.iter().for_each(assert_tidy);
                for row in &table.rows {
                    assert!(in_file(row.line), "{row:?}");
                    assert!(row.line >= block.line, "{row:?} of {}", block.line);
                    row.cells.iter().for_each(assert_tidy);
                }
            }
            BlockKind::Code { text, .. } => assert!(!text.ends_with('\n'), "{text:?}"),
        }
    }
}

/// Inline text has no white space except single spaces and line ends inside, and no invisible characters.
fn assert_tidy(inline: &Inline) {
    let text = &inline.text;
    assert_eq!(text, text.trim());
    assert!(!text.contains("  ") && !text.contains(" \n") && !text.contains("\n "), "{text:?}");
    assert!(!text.contains(['\u{200b}', '\t', '\r', '\0', '\u{a0}']), "{text:?}");
}
