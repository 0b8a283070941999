//! What holds for any bytes, be they a page or not.

use weixin_import::{BlockKind, Document, Inline};

/// Reads bytes, and looks whether what comes of them holds together.
///
/// # Panics
/// Where it doesn't.
pub fn assert_sound(bytes: &[u8]) {
    // What the page says is another step; of this one too it only has to end.
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

/// Words have no white space but single spaces and ends of lines within, and nothing that nobody sees.
fn assert_tidy(words: &Inline) {
    let text = &words.text;
    assert_eq!(text, text.trim());
    assert!(!text.contains("  ") && !text.contains(" \n") && !text.contains("\n "), "{text:?}");
    assert!(!text.contains(['\u{200b}', '\t', '\r', '\0', '\u{a0}']), "{text:?}");
}
