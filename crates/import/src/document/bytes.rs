//! Decodes the bytes of a file, and rejects files that are not text.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::Problem;

/// Maximum size of a file in bytes: 8 MiB. Pages have a few hundred kilobytes at most.
pub const LARGEST: usize = 8 << 20;

/// A file's text.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    /// Whether the file ends in the middle of a character.
    pub(super) cut: bool,
}

/// The first bytes of formats that are not text, with a description of the format.
const OTHERS: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive, such as an office document or an e-book"),
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

/// Words of the template. A text that contains one of them was decoded with the right encoding.
const WORDS: &[&str] = &["参数", "接口", "调用", "错误码", "返回"];

/// Decodes a file of any supported encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    if bytes.len() > LARGEST {
        return Err(problem(
            format!("the file is larger than {} MiB, which is the maximum", LARGEST >> 20),
            None,
            "the page of an endpoint is much smaller: save only that page",
        ));
    }
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(not_text(what));
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
    if start.contains("MIME-Version:") && start.contains("multipart/related") {
        return Err(not_text("a web archive (MHTML)"));
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

/// UTF-8, with or without a byte order mark; the file may end in the middle of a character.
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

/// UTF-16 with a byte order mark; the file may end in the middle of a character.
fn utf16(bytes: &[u8]) -> Option<Decoded<'_>> {
    let (encoding, bytes) = match bytes {
        [0xff, 0xfe, 0, 0, ..] => return None,
        [0xff, 0xfe, bytes @ ..] => (UTF_16LE, bytes),
        [0xfe, 0xff, bytes @ ..] => (UTF_16BE, bytes),
        _ => return None,
    };
    whole(encoding, bytes, 3)
}

/// Decodes the bytes, leaving out up to `less` bytes at the end, which may be an incomplete character.
fn whole<'b>(encoding: &'static Encoding, bytes: &'b [u8], less: usize) -> Option<Decoded<'b>> {
    (0..=less.min(bytes.len())).find_map(|less| {
        let bytes = &bytes[..bytes.len() - less];
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(Decoded { text, cut: less > 0 })
    })
}

/// Text that isn't UTF-8: in the encoding that the file names, or in GB 18030 if that gives words of the template.
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
        "the file is not UTF-8, and its encoding is unknown".to_owned(),
        Some(line_of(bytes, valid)),
        "save the page as UTF-8",
    ))
}

/// The encoding that an HTML page names as its `charset`.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let label = rest.trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c))?;
    Encoding::for_label(&label.as_bytes()[..end])
}

/// Rejects text with NUL characters, replaces other control characters by spaces, and makes every line end `\n`.
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
        let message = "the file looks like UTF-16 or UTF-32, but has no byte order mark";
        return problem(message.to_owned(), None, "save the page as UTF-8");
    }
    let place = bytes.iter().position(|byte| *byte == 0).unwrap_or(0);
    Problem { line: Some(line_of(bytes, place)), ..not_text("binary (it has NUL bytes)") }
}

fn line_of(bytes: &[u8], place: usize) -> u32 {
    let before = bytes.iter().take(place).filter(|byte| **byte == b'\n').count();
    u32::try_from(before + 1).unwrap_or(u32::MAX)
}

fn not_text(what: &str) -> Problem {
    problem(
        format!("the file is not text: it is {what}"),
        None,
        "save the page as HTML or as Markdown",
    )
}

fn problem(message: String, line: Option<u32>, help: &str) -> Problem {
    Problem { message, line, help: help.to_owned() }
}
