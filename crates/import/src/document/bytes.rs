//! A file's bytes as text: encodings, and what isn't text at all.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::Problem;

/// The largest file that is read, in bytes: 8 MiB. Pages have a few hundred kilobytes at most.
pub const LARGEST: usize = 8 << 20;

/// A file's text.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    /// Whether the file ends within a character.
    pub(super) cut: bool,
}

/// How a file begins that is none of the forms, what it is, and how to save the page instead.
const OTHERS: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive, as office documents and e-books are"),
    (b"\x1f\x8b", "compressed by gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or another RIFF file"),
    (b"bplist00", "a web archive of Safari"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
];

/// Words of the template: text in which they stand has been decoded rightly.
const WORDS: &[&str] = &["参数", "接口", "调用", "错误码", "返回"];

/// A file's text, whatever its encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    if bytes.len() > LARGEST {
        return Err(problem(
            format!("the file is larger than {} MiB, the most that is read", LARGEST >> 20),
            None,
            "pages about endpoints are much smaller: save the page itself",
        ));
    }
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(not_text(what));
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
    if start.contains("MIME-Version:") && start.contains("multipart/related") {
        return Err(not_text("a web archive of the kind MHTML"));
    }
    let decoded = utf8(bytes)
        .or_else(|| utf16(bytes))
        .map_or_else(|| chinese(bytes), Ok)
        .and_then(|decoded| checked(bytes, decoded))?;
    if decoded.text.trim().is_empty() {
        return Err(problem("the file is empty".to_owned(), None, "save the page again"));
    }
    Ok(decoded)
}

/// UTF-8, with a byte order mark or without; it may end within a character.
fn utf8(bytes: &[u8]) -> Option<Decoded<'_>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (text, cut) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) if error.error_len().is_none() => {
            (std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?, true)
        }
        Err(_) => return None,
    };
    Some(Decoded { text: text.into(), cut })
}

/// UTF-16 with a byte order mark; it may end within a character.
fn utf16(bytes: &[u8]) -> Option<Decoded<'_>> {
    let (encoding, bytes) = match bytes {
        [0xff, 0xfe, 0, 0, ..] => return None,
        [0xff, 0xfe, bytes @ ..] => (UTF_16LE, bytes),
        [0xfe, 0xff, bytes @ ..] => (UTF_16BE, bytes),
        _ => return None,
    };
    whole(encoding, bytes, 3)
}

/// What an encoding makes of the bytes, without up to as many of the last ones as given.
fn whole<'b>(encoding: &'static Encoding, bytes: &'b [u8], less: usize) -> Option<Decoded<'b>> {
    (0..=less.min(bytes.len())).find_map(|less| {
        let bytes = &bytes[..bytes.len() - less];
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(Decoded { text, cut: less > 0 })
    })
}

/// Text that isn't UTF-8: in the encoding that it names, or in China's, if it makes the template's words.
fn chinese(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    if let Some(encoding) = named(bytes)
        && let Some(decoded) = whole(encoding, bytes, 3)
    {
        return Ok(decoded);
    }
    if let Some(decoded) = whole(GB18030, bytes, 3)
        && WORDS.iter().any(|word| decoded.text.contains(word))
    {
        return Ok(decoded);
    }
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    if bytes.contains(&0) {
        return Err(binary(bytes));
    }
    Err(problem(
        "the file isn't UTF-8, and its encoding can't be told".to_owned(),
        Some(line_of(bytes, valid)),
        "save the page as UTF-8",
    ))
}

/// The encoding that a page of HTML says it has.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let label = rest.trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c))?;
    Encoding::for_label(&label.as_bytes()[..end])
}

/// Refuses what has bytes that no text has, takes other controls for white space, and ends all lines
/// alike.
fn checked<'b>(bytes: &'b [u8], decoded: Decoded<'b>) -> Result<Decoded<'b>, Problem> {
    let Decoded { text, cut } = decoded;
    if let Some(place) = text.find('\0') {
        return Err(Problem { line: Some(line_of(text.as_bytes(), place)), ..binary(bytes) });
    }
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(control) {
        return Ok(Decoded { text, cut });
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace(control, " ");
    Ok(Decoded { text: text.into(), cut })
}

fn binary(bytes: &[u8]) -> Problem {
    let zeros =
        |first: usize| bytes.iter().skip(first).step_by(2).take(64).filter(|b| **b == 0).count();
    if bytes.len() > 8 && (zeros(0) > 16 || zeros(1) > 16) {
        let message = "the file looks like UTF-16 or UTF-32 without the mark that would say so";
        return problem(message.to_owned(), None, "save the page as UTF-8");
    }
    let place = bytes.iter().position(|byte| *byte == 0).unwrap_or(0);
    Problem { line: Some(line_of(bytes, place)), ..not_text("binary: it has NUL bytes") }
}

fn line_of(bytes: &[u8], place: usize) -> u32 {
    let before = bytes.iter().take(place).filter(|byte| **byte == b'\n').count();
    u32::try_from(before + 1).unwrap_or(u32::MAX)
}

fn not_text(what: &str) -> Problem {
    problem(
        format!("the file isn't a page's text: it is {what}"),
        None,
        "save the page as HTML, or as Markdown",
    )
}

fn problem(message: String, line: Option<u32>, help: &str) -> Problem {
    Problem { message, line, help: help.to_owned() }
}
