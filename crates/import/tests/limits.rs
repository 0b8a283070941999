//! Files far larger than any page: they are refused, or cost little.

use weixin_import::{BlockKind, Document, LARGEST};

#[test]
fn what_is_too_large_is_not_read() {
    let problem = Document::read(&vec![b'a'; 50 << 20]).unwrap_err();
    assert_eq!(problem.message, "the file is larger than 8 MiB, the most that is read");
    assert!(Document::read(&vec![b'a'; LARGEST]).is_ok());
}

#[test]
fn marks_in_a_line_of_a_megabyte_are_not_read() {
    let links = "[a](b)".repeat(1 << 18);
    let page = Document::read(format!("# c\n\n{links}\n").as_bytes()).unwrap();
    let BlockKind::Paragraph(words) = &page.blocks[1].kind else {
        panic!("{:?}", page.blocks[1].line)
    };
    assert_eq!((words.text.len(), words.links.len()), (links.len(), 0));
}

#[test]
fn more_cells_than_any_page_has_are_not_read() {
    let rows = "|\n".repeat(300_000);
    let problem = Document::read(format!("# a\n|a|\n|---|\n{rows}").as_bytes()).unwrap_err();
    assert_eq!(problem.message, "the file has more than 250000 paragraphs and cells of tables");
    let columns = "a|".repeat(300_000);
    let problem = Document::read(format!("# a\n\n{columns}\n---|\n").as_bytes()).unwrap_err();
    assert_eq!(problem.line, Some(3));
    let cells = "<td>".repeat(300_000);
    let html = format!("<html>\n<table>\n<tr>{cells}");
    assert_eq!(Document::read(html.as_bytes()).unwrap_err().line, Some(3));
}
