//! Reads the title, name, description and notes of a page.

use crate::document::{Block, BlockKind};
use crate::{FindingKind, Page};

use super::findings::Findings;
use super::template::regions::{self, Kind, Region};
use super::template::text::{
    after_label, is_identifier, is_one_of, key, numbered, prose, without_number,
};
use super::template::words;

/// Reads the blocks above the first section.
pub(super) fn read(regions: &[Region<'_>], page: &mut Page, findings: &mut Findings) {
    let blocks = regions::blocks(regions, &Kind::Preamble);
    let title = blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading { .. }));
    match title {
        Some(place) => page.title = prose(blocks[place]),
        None => findings.add(FindingKind::Template, 1, "the page has no title"),
    }
    let mut texts = Vec::new();
    let mut labelled = false;
    for block in blocks.iter().skip(title.map_or(0, |place| place + 1)) {
        let text = prose(block);
        let mut rest = Vec::new();
        for (line, number) in numbered(&text, block.line) {
            match after_label(line.trim_start_matches("- "), words::NAME) {
                Some(name) if !labelled => {
                    labelled = true;
                    page.name = checked(name, number, findings);
                }
                _ if is_frame(line) => {}
                _ => rest.push(line),
            }
        }
        if !rest.is_empty() {
            texts.push(rest.join("\n"));
        }
    }
    page.prose = texts.join("\n\n");
    if !labelled {
        findings.add(
            FindingKind::Template,
            1,
            "the page doesn't give the vendor's name of the call",
        );
    }
}

/// The vendor's name. Some translations split it into words; then it is left out.
fn checked(name: &str, line: u32, findings: &mut Findings) -> Option<String> {
    let name = name.trim_end_matches(['.', '。']).trim();
    if is_identifier(name) {
        return Some(name.to_owned());
    }
    findings.add(
        FindingKind::Template,
        line,
        "the vendor's name of the call is not an identifier: it was left out",
    );
    None
}

fn is_frame(line: &str) -> bool {
    let key = key(line);
    key.is_empty()
        || is_one_of(line, words::BOILERPLATE)
        || words::SERVER_SIDE.iter().any(|words| key.starts_with(words))
}

/// The notes; empty if the section says that there are none.
pub(super) fn notes(regions: &[Region<'_>]) -> String {
    let blocks = regions::blocks(regions, &Kind::Notes);
    let says_none = |block: &&Block| {
        let text = prose(block);
        is_one_of(&text, words::NO_NOTES) || is_one_of(&text, words::NOTHING)
    };
    let texts = blocks.iter().filter(|block| !says_none(block)).map(|block| match &block.kind {
        BlockKind::Heading { text, .. } => without_number(&text.text).to_owned(),
        _ => prose(block),
    });
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}
