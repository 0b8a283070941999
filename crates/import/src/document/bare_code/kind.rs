//! What listing a line begins that nothing marks as one.

/// A listing's kind, by which its end is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Json,
    /// `POST https://…`: this line, and JSON may follow.
    Request,
    /// `curl …`: this line, and those that it says follow.
    Command,
    /// A call of the vendor's cloud.
    Script,
    /// A message.
    Xml,
    /// Nothing but brackets, left over from a listing that ended too early.
    Remnant,
}

impl Kind {
    /// The kind of the listing that begins in a line; most lines begin none.
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

/// Whether JSON begins here. Words in braces don't, such as `{1} ：` of a text about placeholders.
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

/// Whether JSON that is open goes on here, be it well-formed or not.
pub(super) fn continues_json(line: &str) -> bool {
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    line.starts_with(['"', '\'', '“', '”', '{', '}', '[', ']', ',', ':', '，', '：', '…'])
        || ["//", "/*", "*/", "...", "true", "false", "null"]
            .iter()
            .any(|word| line.starts_with(word))
        || number(line.strip_prefix('-').unwrap_or(line)) && !line.contains("、")
        || is_key(line)
}

/// A key without quotes, or with the second one only.
fn is_key(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    rest.len() < line.len()
        && rest.trim_start_matches(['"', '\'', ' ']).starts_with([':', '：'])
        && !rest.starts_with("://")
}

fn is_request(line: &str) -> bool {
    let (method, address) = line.split_once(' ').unwrap_or((line, ""));
    let address = address.trim_start();
    matches!(method, "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD")
        && (address.starts_with("https://") || address.starts_with("http://"))
}

fn is_script(line: &str) -> bool {
    let declares = ["const ", "let ", "var "].iter().any(|word| line.starts_with(word));
    (declares && line.contains('='))
        || ["exports.", "cloud.init(", "wx.cloud."].iter().any(|word| line.starts_with(word))
}

fn is_remnant(line: &str) -> bool {
    !line.is_empty() && line.starts_with(['}', ']']) && line.chars().all(|c| "}]),; ".contains(c))
}
