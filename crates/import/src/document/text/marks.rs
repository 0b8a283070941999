//! What the beginning of a line says that it is.

/// A heading's level and its words.
pub(crate) fn heading(line: &str) -> Option<(u8, &str)> {
    let line = unindented(line)?;
    let words = line.trim_start_matches('#');
    let level =
        u8::try_from(line.len() - words.len()).ok().filter(|level| (1..=6).contains(level))?;
    let words = words.strip_prefix([' ', '\t']).or_else(|| words.is_empty().then_some(""))?.trim();
    // `# words #` is a heading as well; `C#` at a heading's end isn't its mark.
    let bare = words.trim_end_matches('#');
    Some((level, if bare.is_empty() || bare.ends_with(' ') { bare.trim_end() } else { words }))
}

/// The opening line of a fenced listing.
pub(crate) struct Fence<'l> {
    /// How many bytes its lines are indented by.
    pub(crate) indent: usize,
    mark: u8,
    length: usize,
    /// What the fence calls the listing.
    pub(crate) language: Option<&'l str>,
}

impl<'l> Fence<'l> {
    /// The fence that a line opens.
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

/// Whether a line opens a fenced listing.
pub(crate) fn is_fence(line: &str) -> bool {
    Fence::open(line).is_some()
}

/// A numbered section's heading, which no listing holds: what is open before it isn't closed any more.
pub(super) fn is_section(line: &str) -> bool {
    line.starts_with('#')
        && heading(line).is_some_and(|(_, words)| {
            let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
            words.starts_with("[#](") || (number.len() < words.len() && number.starts_with(". "))
        })
}

/// The words of an item of a list.
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

/// Whether a line separates what stands above from what stands below, by three marks or more.
pub(super) fn is_separator(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(mark) = marks.next().filter(|mark| "-*_".contains(*mark)) else { return false };
    let mut count = 1;
    marks.all(|other| {
        count += 1;
        other == mark
    }) && count >= 3
}

/// The level of the heading that a line makes of the line above it.
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

/// A line without the marks of quotes before it, and whether there were any.
pub(super) fn unquoted(line: &str) -> (bool, &str) {
    let mut rest = line;
    while let Some(inner) = rest.trim_start().strip_prefix('>') {
        rest = inner.strip_prefix(' ').unwrap_or(inner);
    }
    (rest.len() < line.len(), rest)
}

/// A line indented by so little that it isn't a listing.
fn unindented(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    (line.len() - text.len() < 4).then_some(text)
}
