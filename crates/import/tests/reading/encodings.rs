//! What a file's bytes are: encodings that can be told, and files that aren't text.

use encoding_rs::{BIG5, GB18030, SHIFT_JIS};
use weixin_import::{Document, Problem};

const TEXT: &str = "# 查\n\n## 参数\n\n接口𠀀\n";

fn shown(bytes: &[u8]) -> String {
    Document::read(bytes).unwrap().to_string()
}

fn refused(bytes: &[u8]) -> Problem {
    Document::read(bytes).unwrap_err()
}

fn utf16(bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(TEXT.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn every_encoding_of_a_text_is_the_same_document() {
    let plain = shown(TEXT.as_bytes());
    assert_eq!(shown(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat()), plain);
    assert_eq!(shown(&utf16(u16::to_le_bytes)), plain);
    assert_eq!(shown(&utf16(u16::to_be_bytes)), plain);
    assert_eq!(shown(&GB18030.encode(TEXT).0), plain);
}

#[test]
fn a_page_of_html_says_its_encoding() {
    let page =
        "<html><meta http-equiv='content-type' content='text/html; charset=GBK'><h1>无</h1></html>";
    assert_eq!(shown(&GB18030.encode(page).0), "   1 # 无\n");
    let page = page.replace("GBK", "big5").replace('无', "無");
    assert_eq!(shown(&BIG5.encode(&page).0), "   1 # 無\n");
}

#[test]
fn utf8_counts_whatever_html_says() {
    let page = "<html><meta charset=gbk><h1>无</h1></html>";
    assert_eq!(shown(page.as_bytes()), "   1 # 无\n");
}

#[test]
fn an_encoding_that_cannot_be_told_has_a_line_and_a_remedy() {
    let problem = refused(&[&b"# a\n## b\n"[..], &SHIFT_JIS.encode("呼び出し").0].concat());
    assert_eq!(problem.message, "the file is not UTF-8, and its encoding is unknown");
    assert_eq!(problem.line, Some(3));
    assert_eq!(problem.help, "save the page as UTF-8");
    assert_eq!(refused(&[TEXT.as_bytes(), b"\xff\n"].concat()).line, Some(6));
}

#[test]
fn a_file_may_end_within_a_character() {
    let bytes = "# a\n## b\n接口".as_bytes();
    let page = Document::read(&bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(page.to_string(), "   1 # a\n   2 ## b\n   3 接\n   3 the file is cut off\n");
    let bytes = utf16(u16::to_le_bytes);
    assert_eq!(Document::read(&bytes[..bytes.len() - 1]).unwrap().truncated, Some(5));
    let bytes = GB18030.encode("# 参数\n## 接口").0;
    assert_eq!(Document::read(&bytes[..bytes.len() - 1]).unwrap().truncated, Some(2));
}

#[test]
fn other_files_are_called_by_their_name() {
    for (start, what) in [
        (&b"%PDF-1.7\n"[..], "a PDF file"),
        (b"PK\x03\x04\x14", "a ZIP archive, such as an office document or an e-book"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"bplist00\xd1", "a web archive of Safari"),
        (b"# a\n\0", "binary (it has NUL bytes)"),
    ] {
        let problem = refused(start);
        assert_eq!(problem.message, format!("the file is not text: it is {what}"));
        assert_eq!(problem.help, "save the page as HTML or as Markdown");
    }
    assert_eq!(refused(b"# a\n\0").line, Some(2));
    assert_eq!(refused(b"# a\n\xff\0").line, Some(2));
}

#[test]
fn mail_is_not_html() {
    let page = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>";
    assert_eq!(refused(page).message, "the file is not text: it is a web archive (MHTML)");
}

#[test]
fn utf16_without_its_mark_is_told_from_other_binaries() {
    let text = "# abcdefgh\n".repeat(9);
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let message = "the file looks like UTF-16 or UTF-32, but has no byte order mark";
    assert_eq!(refused(&bytes).message, message);
}

#[test]
fn nothing_is_not_a_page() {
    for bytes in [&b""[..], b" \n\t\r\n", b"\xef\xbb\xbf"] {
        assert_eq!(refused(bytes).message, "the file is empty");
    }
}

#[test]
fn controls_are_white_space() {
    assert_eq!(shown(b"# a\x1b[31m\n## b\x07c\n"), "   1 # a [31m\n   2 ## b c\n");
}
