//! Reads the fields of the query, the body and the response from the tables of the page.

mod enums;
pub(super) mod table;
mod tree;

use crate::document::{Block, BlockKind};
use crate::{Body, Field, FindingKind, VendorType};

use super::call::access;
use super::call::address::is_token;

use super::findings::Findings;
use super::template::path::{Lists, Path, Side};
use super::template::regions::{self, Kind, Region};
use super::template::text::{inline, is_one_of, quoted};
use super::template::words;
use table::{Parameter, parameters};
use tree::Sections;

/// The fields of all tables. Those of the response still include the envelope's fields.
pub(super) struct Parts {
    pub(super) tokens: Vec<String>,
    pub(super) query: Vec<Field>,
    pub(super) body: Body,
    pub(super) reply: Vec<Field>,
}

/// Reads all tables of parameters.
pub(super) fn read(regions: &[Region<'_>], findings: &mut Findings) -> Parts {
    let mut sections = sections(regions, findings);
    let mut query = rows(regions, &Kind::Query, true, findings);
    let mut body = rows(regions, &Kind::Body, true, findings);
    let unsorted = rows(regions, &Kind::Request, true, findings);
    if let Some(first) = unsorted.first() {
        let message = "a table of parameters doesn't say whether they are in the query or in the body: the body was used";
        findings.add(FindingKind::Template, first.line, message);
        let (tokens, fields): (Vec<_>, Vec<_>) =
            unsorted.into_iter().partition(|row| is_token(&row.name));
        query.extend(tokens);
        body.extend(fields);
    }
    let mut reply = rows(regions, &Kind::Reply, false, findings);
    reply.extend(rows(regions, &Kind::Response, false, findings));
    let token = query.iter().position(|row| is_token(&row.name)).map(|place| query.remove(place));
    let tokens = token.map(|row| access::tokens(&row.name, &row.about)).unwrap_or_default();
    let query = sections.grow(Side::Query, &query, findings);
    let is_form = body.iter().any(|row| VendorType::of(&row.ty.text) == VendorType::FormPart);
    let body = sections.grow(Side::Body, &body, findings);
    let reply = sections.grow(Side::Reply, &reply, findings);
    sections.say_unused(findings);
    let body = match (body.is_empty(), is_form) {
        (true, _) => Body::Nothing,
        (false, true) => Body::Form(body),
        (false, false) => Body::Json(body),
    };
    Parts { tokens, query, body, reply }
}

/// Whether the page has a table of body fields.
pub(super) fn have_body(regions: &[Region<'_>]) -> bool {
    let blocks = regions::blocks(regions, &Kind::Body);
    blocks.iter().any(|block| matches!(block.kind, BlockKind::Table(_)))
}

/// The rows of the table in a section.
fn rows(
    regions: &[Region<'_>],
    kind: &Kind,
    of_request: bool,
    findings: &mut Findings,
) -> Vec<Parameter> {
    let blocks = regions::blocks(regions, kind);
    let found = of_blocks(&blocks, of_request, findings);
    let is_parent = matches!(kind, Kind::Request | Kind::Response);
    let Some(line) = regions::line(regions, kind) else { return Vec::new() };
    match found {
        Some(rows) => rows,
        None if is_parent || says_nothing(&blocks) => Vec::new(),
        None => {
            let message =
                "a section of parameters has no table, and doesn't say that there are none";
            findings.add(FindingKind::Template, line, message);
            Vec::new()
        }
    }
}

/// The first table of parameters.
fn of_blocks(
    blocks: &[&Block],
    of_request: bool,
    findings: &mut Findings,
) -> Option<Vec<Parameter>> {
    let mut found = None;
    for block in blocks {
        let BlockKind::Table(table) = &block.kind else { continue };
        if found.is_some() {
            let message = "a section of parameters has more than one table: the first one was used";
            findings.add(FindingKind::Template, block.line, message);
            continue;
        }
        found = parameters(table, block.line, of_request, findings);
        if found.is_none() {
            let message = "a table in a section of parameters has no column of names";
            findings.add(FindingKind::BrokenTable, block.line, message);
        }
    }
    found
}

fn says_nothing(blocks: &[&Block]) -> bool {
    blocks
        .iter()
        .filter_map(|block| inline(block))
        .any(|text| text.text.lines().any(|line| is_one_of(line, words::NOTHING)))
}

fn sections(regions: &[Region<'_>], findings: &mut Findings) -> Sections {
    let mut sections = Sections::default();
    for region in regions {
        let Kind::Path(path, lists) = &region.kind else { continue };
        let blocks: Vec<_> = region.blocks.iter().collect();
        let twice = match lists {
            Lists::Fields => {
                let found = of_blocks(&blocks, path.side != Side::Reply, findings);
                let missing = found.is_none();
                let rows = found.unwrap_or_default();
                if missing && !says_nothing(&blocks) {
                    has_no_table(path, region.line, findings);
                }
                sections.fields.contains_key(path)
                    || sections.fields.insert(path.clone(), (region.line, rows)).is_some()
            }
            Lists::Values => {
                let table = blocks.iter().find_map(|block| match &block.kind {
                    BlockKind::Table(table) => Some((table, block.line)),
                    _ => None,
                });
                let values = table.map(|(table, line)| enums::of_table(table, line, findings));
                if values.is_none() {
                    has_no_table(path, region.line, findings);
                }
                let values = values.unwrap_or_default();
                sections.values.contains_key(path)
                    || sections.values.insert(path.clone(), (region.line, values)).is_some()
            }
        };
        if twice {
            let message =
                format!("the section `{}` appears twice: the first one was used", path.written());
            findings.add(FindingKind::Template, region.line, message);
        }
    }
    sections
}

fn has_no_table(path: &Path, line: u32, findings: &mut Findings) {
    let message = format!("the section {} has no table", quoted(&path.written()));
    findings.add(FindingKind::Template, line, message);
}
