//! What is to be decided: what the page itself gives reason for, and what the spec can't say.

use std::collections::HashSet;

use crate::quirks::{Quirks, UNCLEAR};
use crate::{Finding, FindingKind, Page};
use weixin_spec::load::check;
use weixin_spec::{Differs, Endpoint, Model, Quirk, QuirkText, canonical};

use crate::import::bare;
use crate::import::text::scalar::one_line;

/// The longest line of a spec.
const LONGEST: usize = 200;

/// What `page:` says where the page has no type.
pub(super) const NO_TYPE: &str = "no type";

/// Quirks in the making.
#[derive(Debug)]
pub(super) struct Reviews {
    quirks: Vec<Quirk>,
}

impl Reviews {
    /// Begins with what the reader of the page found.
    pub(super) fn of(page: &Page) -> Self {
        let mut reviews = Self { quirks: Vec::new() };
        for finding in &page.findings {
            match difference(page, finding) {
                Some((about, differs, says)) => reviews.add(about, differs, says, &finding.message),
                None => reviews.remark(&finding.message),
            }
        }
        reviews
    }

    /// Adds a remark, which excuses no difference.
    pub(super) fn remark(&mut self, text: &str) {
        self.push(Quirk {
            about: None,
            differs: Vec::new(),
            page: None,
            text: QuirkText::Review(sentence(&one_line(text))),
        });
    }

    /// Adds a difference, unless there is one of this kind about the same field. Of a part as a whole there may be
    /// several; their texts become one.
    pub(super) fn add(&mut self, about: &str, differs: Differs, page: Option<&str>, text: &str) {
        let about = one_line(about);
        if about.chars().count() > LONGEST {
            return self.remark(text);
        }
        let text = sentence(&one_line(text));
        let known = self.quirks.iter_mut().find(|quirk| quirk.excuses(&about, differs));
        if let Some(known) = known {
            let QuirkText::Review(whole) = &mut known.text else { return };
            if !about.contains('.') && !whole.contains(&text) {
                whole.push(' ');
                whole.push_str(&text);
            }
            return;
        }
        let page = page.map(one_line).filter(|page| !page.is_empty());
        self.push(Quirk {
            about: Some(bare(about)),
            differs: vec![differs],
            page: page.filter(|page| page.chars().count() <= LONGEST),
            text: QuirkText::Review(text),
        });
    }

    fn push(&mut self, quirk: Quirk) {
        if !quirk.text().is_empty() && !Quirks::among(&self.quirks).have(&quirk) {
            self.quirks.push(quirk);
        }
    }

    /// What was about a field is about another one.
    pub(super) fn rename(&mut self, from: &str, to: &str) {
        let from = canonical(from);
        for quirk in &mut self.quirks {
            if let Some(about) = quirk.about.as_mut().filter(|about| canonical(about) == from) {
                to.clone_into(&mut about.value);
            }
        }
    }

    /// The quirks of the endpoint. What is about a part that it doesn't have is a remark.
    pub(super) fn into_quirks(mut self, model: &Model, endpoint: &Endpoint) -> Vec<Quirk> {
        for quirk in &mut self.quirks {
            if !check::is_about_a_part(model, endpoint, quirk) {
                (quirk.about, quirk.page) = (None, None);
                quirk.differs.clear();
            }
        }
        let mut seen = HashSet::new();
        self.quirks.retain(|quirk| quirk.about.is_some() || seen.insert(quirk.text().to_owned()));
        self.quirks
    }
}

/// The difference that a finding is about: where, in what way, and what the page has.
fn difference<'f>(
    page: &Page,
    finding: &'f Finding,
) -> Option<(&'f str, Differs, Option<&'static str>)> {
    let about = finding.about.as_deref();
    Some(match (finding.kind, about) {
        (FindingKind::BrokenExample, _)
        | (FindingKind::TableAgainstExample | FindingKind::TypeAgainstExample, None) => {
            ("example", Differs::Example, None)
        }
        (FindingKind::TableAgainstExample, Some(about)) => match page.row(about) {
            Some(_) => (about, Differs::Example, None),
            None => (about, Differs::Missing, None),
        },
        (FindingKind::TypeAgainstExample, Some(about)) => (about, Differs::Example, None),
        // Of the table, or of an example.
        (FindingKind::CodeAsString, Some(about)) => (about, Differs::Type, None),
        (FindingKind::CodeAsString, None) => ("response.errcode", Differs::Example, None),
        (FindingKind::MissingRequiredMark, Some(about)) => {
            (about, Differs::Required, Some(UNCLEAR))
        }
        (FindingKind::NoType, Some(about)) => (about, Differs::Type, Some(NO_TYPE)),
        (FindingKind::UnclearValues, Some(about)) => (about, Differs::Values, Some(UNCLEAR)),
        (FindingKind::UnlistedFields, Some(about)) => (about, Differs::Contents, None),
        _ => return None,
    })
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let text = first + chars.as_str();
    let ends = text.is_empty() || text.ends_with(['.', '!', '?', '。']);
    if ends { text } else { text + "." }
}
