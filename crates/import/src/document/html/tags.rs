//! What elements mean for the blocks of a page.

use html5gum::StartTag;

/// What an element's tags do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tag {
    /// Nothing of it is the page's text: scripts, pictures, what can be pressed.
    Skipped,
    /// It leads elsewhere, unless it belongs to the article.
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
    /// Its text stands for itself.
    Block,
    /// Where the page comes from.
    About,
    /// Words go through it.
    Inline,
}

/// What an element of this name is.
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

/// Elements that have no end.
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

/// Classes of elements that aren't the page's own text.
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

/// Whether an element's class says that it isn't the page's own text. `pre` has such classes as well,
/// where they say that its lines are to be numbered.
pub(super) fn is_aside(tag: &StartTag<usize>) -> bool {
    if &*tag.name == b"pre" || &*tag.name == b"code" {
        return false;
    }
    let hidden = tag.attributes.contains_key(&b"hidden"[..]);
    hidden
        || attribute(tag, b"class").is_some_and(|classes| {
            // A wrapper around a listing is marked `line-numbers-mode`.
            classes.split_whitespace().any(|class| CLASSES.contains(&class))
        })
}

/// The language that an element's class names for the listing in it.
pub(super) fn language(tag: &StartTag<usize>) -> Option<String> {
    let classes = attribute(tag, b"class")?;
    let prefixes = ["language-", "lang-", "highlight-source-"];
    let class = |class: &str| {
        prefixes.iter().find_map(|prefix| class.strip_prefix(prefix)).map(str::to_owned)
    };
    classes.split_whitespace().find_map(class).filter(|name| !name.is_empty())
}

/// An attribute's value.
pub(super) fn attribute(tag: &StartTag<usize>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned())
}
