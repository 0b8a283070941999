//! What a vendor's page says that the spec doesn't, and the reverse.
//!
//! Pages and specs are matched by call. Only facts are compared: names, types, required marks, known values,
//! codes, who may call; no prose. A difference that a quirk of the spec names is recorded: it is listed, but it is
//! no drift.

mod access;
mod excuse;
mod fields;
mod kind;
mod record;
mod report;
mod values;

pub use record::accept;
pub use report::text;

use crate::{Call, FindingKind, Page};
use serde::Serialize;
use weixin_spec::{Endpoint, EndpointError, ErrorSource, Model, Span};

use crate::quirks::Quirks;
use excuse::Kind;
use weixin_spec::load::Sources;

/// A page compared with the endpoint of one of its calls.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The call, as the spec writes it: `POST /card/invoice/seturl`.
    pub call: String,
    /// The endpoint, `invoice/set_invoice_url`; `None` where no spec has the call.
    pub endpoint: Option<String>,
    /// What is drift.
    pub differences: Vec<Difference>,
    /// What a quirk of the spec names.
    pub recorded: Vec<Difference>,
    /// Whether the page's text differs from when it was last accepted; `None` where it never was.
    pub changed: Option<bool>,
    /// The line in which the saved page is cut off. What the spec has beyond the page is no drift then: it
    /// may stand where the page isn't.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<u32>,
}

/// One fact about which page and spec disagree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What it is about, such as `response.items.pos` or `errors.40001`.
    pub at: String,
    /// What the page says; `None` where it says nothing about it.
    pub page: Option<String>,
    /// Line of the page.
    pub page_line: Option<u32>,
    /// What the spec says; `None` where it says nothing about it.
    pub spec: Option<String>,
    /// Where the spec says it, in the run's sources.
    #[serde(skip)]
    pub spec_span: Span,
    /// Line of the spec's file.
    pub spec_line: Option<u32>,
    /// What kind of difference it is, which decides which quirks excuse it.
    #[serde(skip)]
    kind: Kind,
}

impl Difference {
    fn new(kind: Kind, at: impl Into<String>, page: Option<String>, spec: Option<String>) -> Self {
        let (at, spec_span) = (at.into(), Span::NOWHERE);
        Self { at, page, page_line: None, spec, spec_span, spec_line: None, kind }
    }

    fn on_line(mut self, line: u32) -> Self {
        self.page_line = Some(line);
        self
    }

    fn at_span(mut self, span: Span) -> Self {
        self.spec_span = span;
        self
    }
}

/// Compares a page with the specs of its calls.
#[must_use]
pub fn compare(page: &Page, model: &Model, sources: &Sources) -> Vec<Comparison> {
    let mut comparisons: Vec<_> = page.calls.iter().map(|call| one(page, call, model)).collect();
    for comparison in &mut comparisons {
        let Comparison { differences, recorded, .. } = comparison;
        for difference in differences.iter_mut().chain(recorded) {
            difference.spec_line = line(sources, difference.spec_span);
        }
    }
    comparisons
}

fn line(sources: &Sources, span: Span) -> Option<u32> {
    let start = usize::try_from(span.start).ok()?;
    let before = sources.file(span)?.bytes.get(..start)?;
    let breaks = before.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks + 1).ok()
}

/// The endpoint of a page's call: same method and path, and the fixed query values of the page's address.
/// Where no endpoint has exactly those, the one of whose values the address shows the most; where it shows
/// none of them, an endpoint that is alone with its path will do.
#[must_use]
pub fn endpoint<'a>(model: &'a Model, call: &Call) -> Option<&'a Endpoint> {
    let same = |endpoint: &&Endpoint| {
        endpoint.method.as_str().eq_ignore_ascii_case(&call.method)
            && endpoint.path.value == call.path
    };
    let shows =
        |endpoint: &&Endpoint| endpoint.fixed_query.iter().all(|pair| call.query.contains(pair));
    let there: Vec<&Endpoint> = model.endpoints.iter().filter(same).collect();
    // All of its values are in the address, so the one with the most of them comes nearest.
    let shown =
        there.iter().copied().filter(shows).max_by_key(|endpoint| endpoint.fixed_query.len());
    match (shown, there.as_slice()) {
        (Some(endpoint), _) => Some(endpoint),
        (None, [alone]) => Some(alone),
        (None, _) => None,
    }
}

fn one(page: &Page, call: &Call, model: &Model) -> Comparison {
    let Some(endpoint) = endpoint(model, call) else {
        return Comparison {
            call: call.to_string(),
            endpoint: None,
            differences: vec![no_spec(page, call, model)],
            recorded: Vec::new(),
            changed: None,
            cut_off: None,
        };
    };
    let mut found = Vec::new();
    fixed_values(call, endpoint, &mut found);
    name(page, endpoint, &mut found);
    access::compare(page, model, endpoint, &mut found);
    fields::compare(page, call, model, endpoint, &mut found);
    codes(page, endpoint, &mut found);
    let quirks = Quirks::of(endpoint);
    let mut moved = excuse::take_moved(&mut found, quirks);
    for (ours, theirs) in &moved {
        fields::compare_moved(page, model, endpoint, (&ours.at, &theirs.at), &mut found);
    }
    let cut = page.findings.iter().find(|finding| finding.kind == FindingKind::Truncated);
    if cut.is_some() {
        found.retain(|each| each.page.is_some() && !matches!(each.kind, Kind::Unlisted));
    }
    let (mut recorded, differences): (Vec<_>, _) =
        found.into_iter().partition(|each| excuse::is_excused(each, quirks));
    recorded.extend(moved.drain(..).flat_map(|(ours, theirs)| [ours, theirs]));
    let fingerprint = endpoint.vendor.fingerprint.as_ref();
    Comparison {
        call: endpoint.call(),
        endpoint: Some(format!("{}/{}", endpoint.group.value, endpoint.id.value)),
        differences,
        recorded,
        changed: fingerprint.map(|accepted| accepted.value != page.fingerprint),
        cut_off: cut.map(|finding| finding.line),
    }
}

/// A call that no spec has. Perhaps it has moved: then its name is still there.
fn no_spec(page: &Page, call: &Call, model: &Model) -> Difference {
    let named = page.name.as_ref().and_then(|name| {
        let same = |endpoint: &&Endpoint| endpoint.vendor.name.as_ref() == Some(name);
        model.endpoints.iter().find(same)
    });
    let spec = named.map(Endpoint::call);
    let span = named.map_or(Span::NOWHERE, |endpoint| endpoint.path.span);
    Difference::new(Kind::Values, "call", Some(call.to_string()), spec)
        .on_line(call.line)
        .at_span(span)
}

/// What the page's address fixes and the spec doesn't know. A parameter of the spec's that has become fixed
/// is missed among the parameters.
fn fixed_values(call: &Call, endpoint: &Endpoint, out: &mut Vec<Difference>) {
    let known = |(name, value): &(String, String)| {
        endpoint.fixed_query.iter().any(|(known, fixed)| known == name && fixed == value)
            || endpoint.query.iter().any(|field| field.name.value == *name)
    };
    if !call.fixed.iter().all(known) {
        let difference =
            Difference::new(Kind::Values, "call", Some(call.to_string()), Some(endpoint.call()));
        out.push(difference.on_line(call.line).at_span(endpoint.path.span));
    }
}

fn name(page: &Page, endpoint: &Endpoint, out: &mut Vec<Difference>) {
    let spec = endpoint.vendor.name.as_ref();
    if let Some(name) = &page.name
        && spec != Some(name)
    {
        out.push(Difference::new(Kind::Name, "vendor.name", Some(name.clone()), spec.cloned()));
    }
}

fn codes(page: &Page, endpoint: &Endpoint, out: &mut Vec<Difference>) {
    let listed = || Some("listed".to_owned());
    for row in &page.errors {
        if !endpoint.errors.iter().any(|error| error.code.value == row.code) {
            let at = format!("errors.{}", row.code);
            out.push(Difference::new(Kind::Code(row.code), at, listed(), None).on_line(row.line));
        }
    }
    // What the page is known not to list is no difference.
    let of_the_page = |error: &&EndpointError| error.source == ErrorSource::Page;
    for error in endpoint.errors.iter().filter(of_the_page) {
        if !page.errors.iter().any(|row| row.code == error.code.value) {
            let at = format!("errors.{}", error.code.value);
            let difference = Difference::new(Kind::Code(error.code.value), at, None, listed());
            out.push(difference.at_span(error.code.span));
        }
    }
}

#[cfg(test)]
mod tests;
