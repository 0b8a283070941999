//! The second step of an import: reads the facts from the blocks of a page.

mod call;
mod compare;
mod errors;
mod examples;
mod fields;
mod findings;
mod fingerprint;
mod preamble;
mod reply;
mod template;

use crate::document::{BlockKind, Document, Table};
use crate::{Body, FindingKind, Page, Problem};

use call::{access, scope};
use findings::Findings;
use template::regions::{self, Kind, Region};

impl Page {
    /// Reads the facts from the blocks of a page.
    ///
    /// # Errors
    ///
    /// Returns an error if the page has no call, so it isn't the page of an endpoint.
    pub fn of(document: &Document) -> Result<Self, Vec<Problem>> {
        let regions = regions::cut(document);
        let mut findings = Findings::default();
        let mut page = Self { address: document.address.clone(), ..Self::default() };
        page.calls = call::read(&regions, fields::have_body(&regions), &mut findings);
        if page.calls.is_empty() {
            return Err(vec![no_call(document, &regions)]);
        }
        preamble::read(&regions, &mut page, &mut findings);
        page.notes = preamble::notes(&regions);
        page.cloud_call = access::cloud_call(&regions, &mut findings);
        page.third_party = access::third_party(&regions, &mut findings);
        let parts = fields::read(&regions, &mut findings);
        (page.tokens, page.query, page.body) = (parts.tokens, parts.query, parts.body);
        call::settle_query(&mut page.calls, &mut page.query, &mut findings);
        body_of_get(&page, &mut findings);
        page.errors = errors::read(&regions, &mut findings);
        (page.accounts, page.others_excluded) = scope::read(&regions, &mut findings);
        let is_file = reply::seems_file(&parts.reply, &regions);
        let exchanges = examples::read(&regions, is_file, &mut findings);
        page.response = reply::response(parts.reply, &regions, &exchanges, &mut findings);
        compare::run(&exchanges, &page.body, &page.response, &mut findings);
        page.examples = exchanges.into_iter().map(|exchange| exchange.example).collect();
        missing_sections(document, &regions, &mut findings);
        page.findings = findings.finish();
        page.fingerprint = fingerprint::of(document);
        Ok(page)
    }
}

/// Reports body fields of a `GET`, which has no body.
fn body_of_get(page: &Page, findings: &mut Findings) {
    let (Body::Json(fields) | Body::Form(fields)) = &page.body else { return };
    if let (Some(field), true) =
        (fields.first(), page.calls.iter().all(|call| call.method == "GET"))
    {
        let message = "the call is a `GET`, but the page lists fields of a body";
        findings.add(FindingKind::Template, field.line, message);
    }
}

/// Reports the sections of the template that the page doesn't have.
fn missing_sections(document: &Document, regions: &[Region<'_>], findings: &mut Findings) {
    let last = document.blocks.last().map_or(1, |block| match &block.kind {
        BlockKind::Table(Table { rows, .. }) => rows.last().map_or(block.line, |row| row.line),
        _ => block.line,
    });
    let missing = |kinds: &[Kind]| !regions.iter().any(|region| kinds.contains(&region.kind));
    let sections: [(&[Kind], &str); 5] = [
        (&[Kind::Request, Kind::Query, Kind::Body], "request parameters"),
        (&[Kind::Response, Kind::Reply], "return parameters"),
        (&[Kind::Examples], "examples"),
        (&[Kind::Errors, Kind::MoreErrors], "error codes"),
        (&[Kind::Scope], "the scope of application"),
    ];
    for (kinds, name) in sections {
        if missing(kinds) {
            let message = format!("the page has no section of {name}");
            findings.add(FindingKind::Template, last, message);
        }
    }
    if let Some(line) = document.truncated {
        findings.add(FindingKind::Truncated, line, "the file is cut off");
    }
}

fn no_call(document: &Document, regions: &[Region<'_>]) -> Problem {
    let section = regions::line(regions, &Kind::Https).or(regions::line(regions, &Kind::Call));
    let Some(line) = section else {
        return Problem {
            message: "this is not the page of an endpoint: no section says how to call it"
                .to_owned(),
            line: document.blocks.first().map(|block| block.line),
            help: "save the page of an endpoint, which has a section 调用方式 (how to call); \
                   indexes and guides only link to such pages"
                .to_owned(),
        };
    };
    Problem {
        message: "the section about calling has no line such as `POST https://…`".to_owned(),
        line: Some(line),
        help: "add the line with the method and the URL below its heading, as the vendor's page has it"
            .to_owned(),
    }
}
