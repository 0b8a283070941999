//! Recognises the marks of Markdown at the beginning of a line.

/// The level of a heading and its text.
pub(crate) fn heading(line: &str) -> Option<(u8, &str)> {
    let line = unindented(line)?;
    let text = line.trim_start_matches('#');
    let level =
        u8::try_from(line.len() - text.len()).ok().filter(|level| (1..=6).contains(level))?;
    let text = text.strip_prefix([' ', '\t']).or_else(|| text.is_empty().then_some(""))?.trim();
    // `# text #` is a heading too, but the `#` of `C#` at the end of a heading is text.
    let bare = text.trim_end_matches('#');
    Some((level, if bare.is_empty() || bare.ends_with(' ') { bare.trim_end() } else { text }))
}

/// The opening line of a fenced code block.
pub(crate) struct Fence<'l> {
    /// The indentation of its lines in bytes.
    pub(crate) indent: usize,
    mark: u8,
    length: usize,
    /// The language that the fence names.
    pub(crate) language: Option<&'l str>,
}

impl<'l> Fence<'l> {
    /// Reads a line as an opening fence.
    pub(crate) fn open(line: &'l str) -> Option<Self> {
        let text = line.trim_start();
        let mark = *text.as_bytes().first().filter(|byte| b"`~".contains(byte))?;
        let info = text.trim_start_matches(char::from(mark));
        let length = text.len() - info.len();
        if length < 3 || (mark == b'`' && info.contains('`')) {
            return None;
        }
        let name = info.trim_start_matches(|c: char| c.is_whitespace() || "{.".contains(c));
        let end =
            name.find(|c: char| c.is_whitespace() || "{}:,".contains(c)).unwrap_or(name.len());
        let language = Some(&name[..end]).filter(|name| !name.is_empty());
        Some(Self { indent: line.len() - text.len(), mark, length, language })
    }

    /// Whether a line closes it.
    pub(crate) fn closed_by(&self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.length && line.bytes().all(|byte| byte == self.mark)
    }
}

/// Whether a line opens a fenced code block.
pub(crate) fn is_fence(line: &str) -> bool {
    Fence::open(line).is_some()
}

/// Whether a line is the heading of a numbered section. No code contains one, so it ends a code block that has no
/// closing fence.
pub(super) fn is_section(line: &str) -> bool {
    line.starts_with('#')
        && heading(line).is_some_and(|(_, text)| {
            let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
            text.starts_with("[#](") || (number.len() < text.len() && number.starts_with(". "))
        })
}

/// The text of an item of a list.
pub(super) fn item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let bullet = line.strip_prefix(['-', '*', '+', '•']);
    let rest = bullet.or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = line.len() - rest.len();
        rest.strip_prefix(['.', ')']).filter(|_| (1..=9).contains(&digits))
    })?;
    rest.is_empty().then_some("").or_else(|| rest.strip_prefix([' ', '\t'])).map(str::trim)
}

/// Whether a line is a thematic break: three or more of the same mark.
pub(super) fn is_separator(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(mark) = marks.next().filter(|mark| "-*_".contains(*mark)) else { return false };
    let mut count = 1;
    marks.all(|other| {
        count += 1;
        other == mark
    }) && count >= 3
}

/// The level of the heading that this line underlines.
pub(super) fn underline(line: &str) -> Option<u8> {
    let line = line.trim_end();
    let all = |mark: u8| line.len() >= 3 && line.bytes().all(|byte| byte == mark);
    if all(b'=') {
        Some(1)
    } else if all(b'-') {
        Some(2)
    } else {
        None
    }
}

/// Whether a line has quote marks at its beginning, and the line without them.
pub(super) fn unquoted(line: &str) -> (bool, &str) {
    let mut rest = line;
    while let Some(inner) = rest.trim_start().strip_prefix('>') {
        rest = inner.strip_prefix(' ').unwrap_or(inner);
    }
    (rest.len() < line.len(), rest)
}

/// The line without its indentation, unless it is indented like code.
fn unindented(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    (line.len() - text.len() < 4).then_some(text)
}
