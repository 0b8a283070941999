//! The kinds of code blocks that have no fence, recognised by their first line.

/// The kind of a code block, which decides where it ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Json,
    /// `POST https://…`: one line, which JSON may follow.
    Request,
    /// `curl …`: this line and its continuation lines.
    Command,
    /// JavaScript that calls the vendor's cloud.
    Script,
    /// An XML message.
    Xml,
    /// Only closing brackets, left over from a code block that ended too early.
    Remnant,
}

impl Kind {
    /// The kind of the code block that begins in this line, if one does.
    pub(super) fn of(line: &str) -> Option<Self> {
        if begins_json(line) {
            Some(Self::Json)
        } else if is_request(line) {
            Some(Self::Request)
        } else if line.starts_with("curl ") {
            Some(Self::Command)
        } else if is_script(line) {
            Some(Self::Script)
        } else if line.starts_with("<xml>") {
            Some(Self::Xml)
        } else if is_remnant(line) {
            Some(Self::Remnant)
        } else {
            None
        }
    }
}

/// Whether JSON begins here. Text in braces is not JSON, such as `{1} ：` in a text about placeholders.
fn begins_json(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix('{') {
        let rest = rest.trim_start();
        rest.is_empty()
            || rest.starts_with(['"', '\'', '“', '}', '{'])
            || rest.starts_with("//")
            || is_key(rest)
    } else if let Some(rest) = line.strip_prefix('[') {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with(['{', '[', '"']) || rest == "]"
    } else {
        false
    }
}

/// Whether this line continues an open JSON block, well-formed or not.
pub(super) fn continues_json(line: &str) -> bool {
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    line.starts_with(['"', '\'', '“', '”', '{', '}', '[', ']', ',', ':', '，', '：', '…'])
        || ["//", "/*", "*/", "...", "true", "false", "null"]
            .iter()
            .any(|word| line.starts_with(word))
        || number(line.strip_prefix('-').unwrap_or(line)) && !line.contains("、")
        || is_key(line)
}

/// Whether the line begins with a key that has no quotes, or only the closing one.
fn is_key(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    rest.len() < line.len()
        && rest.trim_start_matches(['"', '\'', ' ']).starts_with([':', '：'])
        && !rest.starts_with("://")
}

fn is_request(line: &str) -> bool {
    let (method, url) = line.split_once(' ').unwrap_or((line, ""));
    let url = url.trim_start();
    matches!(method, "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD")
        && (url.starts_with("https://") || url.starts_with("http://"))
}

fn is_script(line: &str) -> bool {
    let declares = ["const ", "let ", "var "].iter().any(|word| line.starts_with(word));
    (declares && line.contains('='))
        || ["exports.", "cloud.init(", "wx.cloud."].iter().any(|word| line.starts_with(word))
}

fn is_remnant(line: &str) -> bool {
    !line.is_empty() && line.starts_with(['}', ']']) && line.chars().all(|c| "}]),; ".contains(c))
}
