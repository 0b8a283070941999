//! Decodes a file's bytes and rejects characters that specs can't contain, since they would reach
//! documentation, diagnostics and terminals.

use crate::Span;

use crate::load::diagnostic::{Code, Diagnostic};
use crate::load::yaml::{Parsed, span};

/// Maximum size of a file in bytes.
const MAX_BYTES: usize = 1 << 20;

/// Returns a file's text, or a diagnostic if it is too large or not UTF-8.
pub(crate) fn text(file: u32, bytes: &[u8]) -> Parsed<&str> {
    let start = Span { file, start: 0, end: 0 };
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; the maximum is {MAX_BYTES}", bytes.len());
        let diagnostic = Diagnostic::new(Code::TooLarge, start, message);
        return Err(diagnostic.help("split the file: each endpoint has a file of its own"));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let place = error.valid_up_to();
        let message = format!("the file is not UTF-8: invalid byte sequence at byte {place}");
        Diagnostic::new(Code::NotUtf8, start, message).help("save the file as UTF-8")
    })
}

/// Reports the forbidden characters of a file, at most 20.
pub(crate) fn forbidden(file: u32, text: &str) -> Vec<Diagnostic> {
    let found = text.char_indices().filter_map(|(index, c)| {
        let allowed = c == '\u{FEFF}' && index == 0 || text[index..].starts_with("\r\n");
        let (code, name) = unwelcome(c).filter(|_| !allowed)?;
        let message = format!("{name} (U+{:04X}) is not allowed", u32::from(c));
        let help = if c == '\t' { "indent with spaces" } else { "remove it" };
        let span = span(file, index, index + c.len_utf8());
        Some(Diagnostic::new(code, span, message).help(help))
    });
    found.take(20).collect()
}

/// Whether a character is not allowed in specs: a control character, an invisible one, or one that
/// changes the order in which text is displayed.
pub fn is_unwelcome(c: char) -> bool {
    unwelcome(c).is_some()
}

/// Returns the code and the name of a character that is not allowed.
pub(crate) fn unwelcome(c: char) -> Option<(Code, &'static str)> {
    match c {
        '\n' => None,
        '\t' => Some((Code::Tab, "a tab")),
        _ if c.is_control() => Some((Code::ForbiddenCharacter, "a control character")),
        '\u{AD}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => {
            Some((Code::ForbiddenCharacter, "an invisible or reordering character"))
        }
        '\u{FEFF}' => Some((Code::ForbiddenCharacter, "a byte order mark")),
        _ => None,
    }
}
