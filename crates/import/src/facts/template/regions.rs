//! Splits a page into the sections of the template. Sections are found by the words of their headings, not by their
//! numbers or levels: pages insert sections, and reader modes give every heading level 1.

use crate::document::{Block, BlockKind, Document, Inline};

use super::path::{self, Lists, Path};
use super::text::{heading_key, without_number};
use super::words::{self, Words};

/// The kind of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::facts) enum Kind {
    /// Title, name and description.
    Preamble,
    Call,
    Https,
    Cloud,
    ThirdParty,
    Request,
    Query,
    Body,
    Response,
    Reply,
    /// The fields of an object, or the known values of a field.
    Path(Path, Lists),
    Enums,
    Notes,
    Examples,
    Errors,
    /// Another section with error codes in its heading.
    MoreErrors,
    Scope,
    /// A section that the template doesn't have.
    Other,
}

/// A section, up to the next heading of the template.
#[derive(Debug)]
pub(in crate::facts) struct Region<'d> {
    pub(in crate::facts) kind: Kind,
    pub(in crate::facts) line: u32,
    /// The blocks of the section, without its heading.
    pub(in crate::facts) blocks: &'d [Block],
}

/// The sections in order; the first one is the preamble, including the title.
pub(in crate::facts) fn cut(document: &Document) -> Vec<Region<'_>> {
    let blocks = &document.blocks;
    let mut state = State { top: Kind::Preamble, level: None };
    let mut starts = vec![(0, Kind::Preamble)];
    for (index, block) in blocks.iter().enumerate() {
        if let BlockKind::Heading { level, text } = &block.kind
            && let Some(kind) = state.enter(*level, text)
        {
            starts.push((index, kind));
        }
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([blocks.len()]);
    let regions = starts.iter().zip(ends).enumerate().map(|(nth, ((start, kind), end))| Region {
        kind: kind.clone(),
        line: blocks.get(*start).map_or(1, |block| block.line),
        blocks: &blocks[(start + usize::from(nth > 0)).min(end)..end],
    });
    regions.collect()
}

struct State {
    /// The current numbered section.
    top: Kind,
    /// The level of the first numbered section.
    level: Option<u8>,
}

impl State {
    /// The section that a heading begins, if it is a heading of the template.
    fn enter(&mut self, level: u8, text: &Inline) -> Option<Kind> {
        if self.may_be_section(level, &text.text)
            && let Some(kind) = section(&text.text)
        {
            self.level.get_or_insert(level);
            self.top = kind.clone();
            return Some(kind);
        }
        if let Some(kind) = self.part(&text.text) {
            return Some(kind);
        }
        let foreign = self.level.is_some_and(|section| level <= section && section > 1);
        if foreign && !matches!(self.top, Kind::Notes | Kind::Examples) {
            let of_errors = words::ERRORS.are_in(&heading_key(&text.text));
            self.top = if of_errors { Kind::MoreErrors } else { Kind::Other };
            return Some(self.top.clone());
        }
        None
    }

    /// Whether a heading may begin a numbered section. Deeper headings may have the same words, mostly in notes and
    /// examples.
    fn may_be_section(&self, level: u8, text: &str) -> bool {
        let free = matches!(self.top, Kind::Notes | Kind::Examples);
        self.level.is_none_or(|section| level <= section) || !free && is_numbered(text)
    }

    fn part(&self, text: &str) -> Option<Kind> {
        let key = heading_key(text);
        let is = |words: Words| words.has(&key);
        let says = |words: Words| words.are_in(&key);
        match self.top {
            Kind::Notes | Kind::Examples | Kind::Errors | Kind::MoreErrors | Kind::Scope => {
                return None;
            }
            Kind::Preamble | Kind::Call | Kind::Other => {
                let of_call = [
                    (words::HTTPS, Kind::Https),
                    (words::CLOUD, Kind::Cloud),
                    (words::THIRD_PARTY, Kind::ThirdParty),
                ];
                if let Some((_, kind)) = of_call.into_iter().find(|(words, _)| is(*words)) {
                    return Some(kind);
                }
            }
            _ => {}
        }
        if let Some((path, lists)) = path::of_heading(text) {
            return Some(Kind::Path(path, lists));
        }
        let tables = [
            (words::QUERY, words::QUERY_TRANSLATED, Kind::Query),
            (words::BODY, words::BODY_TRANSLATED, Kind::Body),
            (words::REPLY, words::REPLY_TRANSLATED, Kind::Reply),
        ];
        let found =
            tables.into_iter().find(|(names, translated, _)| says(*names) || is(*translated));
        found.map(|(_, _, kind)| kind)
    }
}

/// The numbered section that a heading begins.
fn section(text: &str) -> Option<Kind> {
    let sections = [
        (words::CALL, Kind::Call),
        (words::REQUEST, Kind::Request),
        (words::RESPONSE, Kind::Response),
        (words::ENUMS, Kind::Enums),
        (words::NOTES, Kind::Notes),
        (words::EXAMPLES, Kind::Examples),
        (words::ERRORS, Kind::Errors),
        (words::SCOPE, Kind::Scope),
    ];
    let key = heading_key(text);
    let numbered = is_numbered(text);
    let fits = |word: &str| key == word || numbered && key.starts_with(word);
    let found = sections.into_iter().find(|(words, _)| words.iter().any(&fits));
    found.map(|(_, kind)| kind)
}

/// Whether a heading has a number of one part, like a section: `4. Note`, not `4.1 Note`.
fn is_numbered(text: &str) -> bool {
    let words = without_number(text);
    let number = text.trim_end().strip_suffix(words).unwrap_or_default();
    let parts = number.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    parts.count() == 1
}

/// The blocks of all sections of a kind; most pages have one.
pub(in crate::facts) fn blocks<'d>(regions: &[Region<'d>], kind: &Kind) -> Vec<&'d Block> {
    let regions = regions.iter().filter(|region| region.kind == *kind);
    regions.flat_map(|region| region.blocks).collect()
}

/// The line of the first section of a kind.
pub(in crate::facts) fn line(regions: &[Region<'_>], kind: &Kind) -> Option<u32> {
    regions.iter().find(|region| region.kind == *kind).map(|region| region.line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(headings: &[(u8, &str)]) -> Vec<Kind> {
        let blocks = headings.iter().zip(1..).map(|((level, text), line)| Block {
            line,
            kind: BlockKind::Heading {
                level: *level,
                text: Inline { text: (*text).to_owned(), ..Inline::default() },
            },
        });
        let document = Document { blocks: blocks.collect(), ..Document::default() };
        cut(&document).into_iter().skip(1).map(|region| region.kind).collect()
    }

    #[test]
    fn numbers_do_not_matter() {
        assert_eq!(
            kinds(&[(1, "Title"), (2, "4. 枚举信息"), (2, "5. 注意事项"), (2, "9 错误码")]),
            [Kind::Enums, Kind::Notes, Kind::Errors]
        );
    }

    #[test]
    fn levels_do_not_matter() {
        assert_eq!(
            kinds(&[
                (1, "Get a thing"),
                (1, "1. How to call"),
                (1, "HTTPS calls"),
                (1, "Third party invocation"),
                (1, "2. Request parameters"),
                (1, "Query parametersQuery String parameters"),
                (1, "Request BodyRequest Payload"),
                (1, "3. Return Parameters"),
                (1, "Response Payload"),
            ]),
            [
                Kind::Call,
                Kind::Https,
                Kind::ThirdParty,
                Kind::Request,
                Kind::Query,
                Kind::Body,
                Kind::Response,
                Kind::Reply
            ]
        );
    }

    #[test]
    fn headings_of_notes_and_examples_begin_no_section() {
        assert_eq!(
            kinds(&[
                (1, "标题"),
                (2, "4. 注意事项"),
                (1, "其他说明"),
                (3, "错误码"),
                (2, "5. 代码示例"),
                (3, "5.1 云调用"),
                (2, "6. 错误码"),
            ]),
            [Kind::Notes, Kind::Examples, Kind::Errors]
        );
    }

    #[test]
    fn a_remark_below_a_table_begins_no_section() {
        assert_eq!(
            kinds(&[
                (1, "标题"),
                (2, "3. 返回参数"),
                (3, "返回体 Response Payload"),
                (4, "注意"),
                (3, "Res.a Object Payload"),
            ])
            .len(),
            3
        );
    }

    #[test]
    fn a_section_of_its_own_ends_the_one_before() {
        assert_eq!(
            kinds(&[(1, "标题"), (2, "3. 返回参数"), (2, "接口变更日志"), (2, "6. 错误码")]),
            [Kind::Response, Kind::Other, Kind::Errors]
        );
    }
}
