//! Pages of the vendor as specs: a draft of each call that has none yet, or the facts of the page merged into the
//! existing spec, around what maintainers wrote.
//!
//! Like `generate`, it is a pure function from texts to texts.

mod assign;
mod draft;
mod merge;
mod names;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use crate::{CloudCall, Page, Problem};
use rayon::prelude::*;
use weixin_spec::{Endpoint, Model, Span, Spanned};

use assign::Assigned;
pub use draft::{Options, endpoint};
use merge::Reading;
pub(crate) use text::scalar::one_line;
use weixin_spec::load::Diagnostics;
use weixin_spec::load::{Source, Sources};
use weixin_spec::load::{check, parse};

/// Maximum number of levels whose fields a draft lists. Each takes two levels of the file.
pub(crate) const DEEPEST: usize = 10;

/// A saved page.
#[derive(Clone, Debug)]
pub struct Saved {
    /// Its name in messages.
    pub name: String,
    /// Its bytes, or the reason why it can't be read.
    pub bytes: Result<Vec<u8>, Problem>,
}

/// The result for a page.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The facts of the page, or the problems that prevented reading them.
    pub page: Result<Page, Vec<Problem>>,
    /// Its calls, in the order of the page.
    pub calls: Vec<Drafted>,
}

/// The result for a call.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// The call, such as `POST /path?name=value`.
    pub call: String,
    /// The path of the spec within its folder, such as `invoice/set_invoice_url.yaml`, or the reason why there is none.
    pub spec: Result<String, Problem>,
    /// The changes to an existing spec, one per line, and remarks about it.
    pub changes: Vec<String>,
}

/// The result of an import.
#[derive(Debug)]
pub struct Import {
    /// The pages, in the order given.
    pub pages: Vec<Imported>,
    /// The texts of the specs of all pages, including unchanged ones, by their paths within the folder.
    pub specs: BTreeMap<String, String>,
    /// The specs that have errors and must not be written.
    pub refused: BTreeSet<String>,
    /// The errors of the refused specs, and of specs in the folder that can't be read.
    pub diagnostics: Diagnostics,
    /// The folder including `specs`, to which the diagnostics refer.
    pub sources: Sources,
}

/// A value without a place in a file.
fn bare<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::NOWHERE)
}

/// Imports pages into a folder of specs that has an `api.yaml` and an `errors.yaml`. `done` is called after each page,
/// from any thread.
///
/// # Errors
///
/// Returns the errors of `api.yaml` or `errors.yaml`.
pub fn import(
    pages: &[Saved],
    folder: &Sources,
    options: &Options,
    done: &(dyn Fn() + Sync),
) -> Result<Import, Diagnostics> {
    let (model, existing) = context(folder)?;
    let read = pages.par_iter().map(|saved| {
        let bytes = saved.bytes.as_ref().map_err(|problem| vec![problem.clone()]);
        let page = bytes.and_then(|bytes| crate::read(bytes));
        let drafts = page
            .iter()
            .flat_map(|page| page.calls.iter().map(|call| endpoint(&model, page, call, options)));
        let drafts: Vec<_> = drafts.collect();
        done();
        (page, drafts)
    });
    let mut read: Vec<_> = read.collect();
    let mut assigned = Assigned::new(folder, &model, &existing);
    let mut imported = Vec::new();
    let mut files: BTreeMap<String, Vec<Call>> = BTreeMap::new();
    for (number, (page, drafts)) in read.drain(..).enumerate() {
        let mut calls = Vec::new();
        for (place, draft) in drafts.into_iter().enumerate() {
            let call = page.as_ref().map(|page| &page.calls[place]);
            let shown = call.map(ToString::to_string).unwrap_or_default();
            let mut changes = Vec::new();
            let spec = draft.and_then(|mut endpoint| {
                changes.extend(assigned.namesake(&endpoint));
                let path = assigned.path(&mut endpoint)?;
                let cloud = page.as_ref().ok().and_then(cloud_name).map(str::to_owned);
                let at = (number, place);
                files.entry(path.clone()).or_default().push(Call { at, endpoint, cloud });
                Ok(path)
            });
            calls.push(Drafted { call: shown, spec, changes });
        }
        imported.push(Imported { page, calls });
    }
    let head = head(folder);
    let made = files.par_iter().map(|(path, calls)| {
        let before = folder.iter().map(|(_, source)| source).find(|source| source.path == *path);
        let before = before.map(|source| String::from_utf8_lossy(&source.bytes).into_owned());
        (path.clone(), written(before, &head, calls))
    });
    let made: Vec<_> = made.collect();
    let mut specs = BTreeMap::new();
    for (path, (text, changes)) in made {
        for ((number, place), lines) in changes {
            imported[number].calls[place].changes.extend(lines);
        }
        specs.insert(path, text);
    }
    Ok(checked(folder, imported, specs, &assigned.unread))
}

/// Whether a group can have this name.
#[must_use]
pub fn is_group(name: &str) -> bool {
    parse::is_snake_case(name) && names::is_free_group(name)
}

/// A call, with the indexes of its page and of the call within the page.
struct Call {
    at: (usize, usize),
    endpoint: Endpoint,
    cloud: Option<String>,
}

/// The name that the vendor's cloud has for the call.
fn cloud_name(page: &Page) -> Option<&str> {
    match &page.cloud_call {
        CloudCall::Yes(name) => name.as_deref(),
        CloudCall::Unknown | CloudCall::No => None,
    }
}

/// The first line of the folder's specs that names their schema for editors, if there is one.
fn head(folder: &Sources) -> String {
    let specs = folder
        .iter()
        .map(|(_, source)| source)
        .filter(|source| source.path.split_once('/').is_some_and(|(group, _)| group != "types"));
    let texts = specs.filter_map(|source| std::str::from_utf8(&source.bytes).ok());
    let mut lines = texts.filter_map(|text| text.lines().next());
    let line = lines.find(|line| line.starts_with("# yaml-language-server:"));
    line.map(|line| format!("{}\n", line.trim_end())).unwrap_or_default()
}

/// The changes of each call.
type Changes = Vec<((usize, usize), Vec<String>)>;

/// The text of a spec with the facts of all its pages.
fn written(before: Option<String>, head: &str, calls: &[Call]) -> (String, Changes) {
    let recorded =
        before.as_deref().and_then(|text| merge::fingerprint(text, &calls.first()?.endpoint));
    let is_recorded =
        |call: &Call| recorded.is_some() && call.endpoint.vendor.fingerprint == recorded;
    let known = calls.iter().any(is_recorded);
    let mut changes = Vec::new();
    let mut text = before.unwrap_or_default();
    for (number, call) in calls.iter().enumerate() {
        if text.is_empty() {
            text = format!("{head}{}", text::file(&call.endpoint, call.cloud.as_deref()));
            continue;
        }
        // If several pages describe one call, the spec records the last one.
        let reading = Reading { known, noted: number + 1 == calls.len() };
        let (after, lines) = merge::merge(&text, &call.endpoint, reading);
        text = after;
        changes.push((call.at, lines));
    }
    (text, changes)
}

/// The model without endpoints, and the endpoints that can be read.
fn context(folder: &Sources) -> Result<(Model, Vec<Endpoint>), Diagnostics> {
    let mut found = Diagnostics::default();
    let parsed = parse::folder(folder, &mut found);
    let parse::Parsed { api, errors, types, endpoints, api_unread, errors_unread, .. } = parsed;
    match api {
        Some(api) if !api_unread && !errors_unread => {
            Ok((Model { api, errors, types, endpoints: Vec::new() }, endpoints))
        }
        _ => {
            let names = ["api.yaml", "errors.yaml"];
            let of_these = |span: Span| {
                folder.file(span).is_none_or(|source| names.contains(&source.path.as_str()))
            };
            Err(found.only(of_these))
        }
    }
}

/// Checks the folder including the new specs.
fn checked(
    folder: &Sources,
    pages: Vec<Imported>,
    specs: BTreeMap<String, String>,
    unread: &[&Source],
) -> Import {
    let name = |path: &str| match folder.iter().map(|(_, source)| source).next() {
        Some(source) => {
            format!("{}{path}", source.name.strip_suffix(&source.path).unwrap_or_default())
        }
        None => path.to_owned(),
    };
    let others =
        folder.iter().map(|(_, source)| source).filter(|source| !specs.contains_key(&source.path));
    let ours = specs.iter().map(|(path, text)| Source {
        name: name(path),
        path: path.clone(),
        bytes: text.clone().into_bytes(),
    });
    let sources = Sources::new(others.cloned().chain(ours).collect());
    let (wrong, found) = wrong_files(&sources);
    let path_of = |file: u32| {
        sources.file(Span { file, ..Span::default() }).map(|source| source.path.clone())
    };
    let refused: BTreeSet<String> =
        wrong.into_iter().filter_map(path_of).filter(|path| specs.contains_key(path)).collect();
    let is_unread = |path: &str| unread.iter().any(|source| source.path == path);
    let concerned = |path: &String| refused.contains(path) || is_unread(path);
    let diagnostics =
        found.errors_only().only(|span| path_of(span.file).as_ref().is_some_and(concerned));
    Import { pages, specs, refused, diagnostics, sources }
}

/// The files that have errors. Some rules are checked only if no other is broken, so the check is repeated without the
/// files that have errors.
fn wrong_files(sources: &Sources) -> (BTreeSet<u32>, Diagnostics) {
    let mut found = Diagnostics::default();
    let parsed = parse::folder(sources, &mut found);
    let mut wrong = files_with_errors(&found);
    loop {
        let mut round = Diagnostics::default();
        let mut parsed = parsed.clone();
        parsed.endpoints.retain(|endpoint| !wrong.contains(&endpoint.id.span.file));
        check::check(parsed, &mut round);
        let new = files_with_errors(&round);
        let more = !new.is_subset(&wrong);
        wrong.extend(new);
        found.append(round);
        if !more {
            return (wrong, found);
        }
    }
}

fn files_with_errors(found: &Diagnostics) -> BTreeSet<u32> {
    let errors = found
        .sorted()
        .into_iter()
        .filter(|each| each.severity == weixin_spec::load::Severity::Error);
    errors.map(|each| each.primary.span.file).collect()
}
