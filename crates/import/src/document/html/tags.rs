//! Classifies HTML elements.

use html5gum::StartTag;

/// The kind of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tag {
    /// Its content isn't text of the page: scripts, pictures, controls.
    Skipped,
    /// Navigation, unless it is within the article.
    Frame,
    /// The page's own text.
    Article,
    Heading(u8),
    Item,
    Listing,
    Table,
    Row,
    RowGroup,
    Cell,
    Link,
    Code,
    Break,
    /// A block of text.
    Block,
    /// Metadata.
    About,
    /// Doesn't interrupt the text.
    Inline,
}

/// The kind of the element with this name.
pub(super) fn tag(name: &[u8]) -> Tag {
    match name {
        b"script" | b"style" | b"svg" | b"math" | b"noscript" | b"template" | b"iframe"
        | b"textarea" | b"select" | b"button" | b"title" | b"object" | b"video" | b"audio"
        | b"canvas" => Tag::Skipped,
        b"nav" | b"aside" | b"footer" | b"header" => Tag::Frame,
        b"main" | b"article" => Tag::Article,
        b"h1" => Tag::Heading(1),
        b"h2" => Tag::Heading(2),
        b"h3" => Tag::Heading(3),
        b"h4" => Tag::Heading(4),
        b"h5" => Tag::Heading(5),
        b"h6" => Tag::Heading(6),
        b"li" => Tag::Item,
        b"pre" => Tag::Listing,
        b"table" => Tag::Table,
        b"tr" => Tag::Row,
        b"thead" | b"tbody" | b"tfoot" => Tag::RowGroup,
        b"td" | b"th" => Tag::Cell,
        b"a" => Tag::Link,
        b"code" => Tag::Code,
        b"br" => Tag::Break,
        b"address" | b"blockquote" | b"body" | b"caption" | b"center" | b"dd" | b"details"
        | b"div" | b"dl" | b"dt" | b"fieldset" | b"figcaption" | b"figure" | b"form" | b"head"
        | b"hr" | b"html" | b"ol" | b"p" | b"section" | b"summary" | b"ul" => Tag::Block,
        b"link" | b"meta" => Tag::About,
        _ => Tag::Inline,
    }
}

/// Whether elements with this name have no end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// CSS classes of elements whose text isn't the page's own.
const CLASSES: &[&str] = &[
    "breadcrumb",
    "line-numbers",
    "line-numbers-wrapper",
    "page-edit",
    "page-nav",
    "sidebar",
    "sr-only",
    "table-of-contents",
    "toc",
    "visually-hidden",
];

/// Whether an element is hidden, or its CSS class says that its text isn't the page's own. On `pre` and `code` such a
/// class only asks for line numbers.
pub(super) fn is_aside(tag: &StartTag<usize>) -> bool {
    if &*tag.name == b"pre" || &*tag.name == b"code" {
        return false;
    }
    let hidden = tag.attributes.contains_key(&b"hidden"[..]);
    hidden
        || attribute(tag, b"class").is_some_and(|classes| {
            // `line-numbers-mode`, a wrapper around a code block, is not among them.
            classes.split_whitespace().any(|class| CLASSES.contains(&class))
        })
}

/// The programming language that the CSS class of an element names.
pub(super) fn language(tag: &StartTag<usize>) -> Option<String> {
    let classes = attribute(tag, b"class")?;
    let prefixes = ["language-", "lang-", "highlight-source-"];
    let class = |class: &str| {
        prefixes.iter().find_map(|prefix| class.strip_prefix(prefix)).map(str::to_owned)
    };
    classes.split_whitespace().find_map(class).filter(|name| !name.is_empty())
}

/// The value of an attribute.
pub(super) fn attribute(tag: &StartTag<usize>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned())
}
