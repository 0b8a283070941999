//! A whole spec folder: which file is what.

use std::collections::HashSet;

use crate::{Api, Endpoint, ErrorCode, NamedType, Span, Spanned};
use rayon::prelude::*;

use super::extended;
use super::scalar::is_snake_case;
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::source::{Source, Sources};
use crate::load::yaml;

/// What could be read of a spec folder.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// What holds for every endpoint.
    pub api: Option<Api>,
    /// Error codes by number.
    pub errors: Vec<ErrorCode>,
    /// Shared types.
    pub types: Vec<NamedType>,
    /// Endpoints.
    pub endpoints: Vec<Endpoint>,
    /// Names of shared types whose file exists but could not be read, lest every use be reported.
    pub unread_types: Vec<String>,
    /// Ids of endpoints whose file exists but could not be read, for the same reason.
    pub unread_endpoints: Vec<String>,
    /// `api.yaml` could not be read whole.
    pub api_unread: bool,
    /// `errors.yaml` could not be read whole.
    pub errors_unread: bool,
}

/// What one file is.
enum Part {
    Api(Box<Option<Api>>),
    Errors(Vec<ErrorCode>),
    Type(NamedType),
    /// A shared type that could not be read.
    UnreadType(String),
    Endpoint(Box<Endpoint>),
    /// An endpoint that could not be read.
    UnreadEndpoint(String),
    Stray,
}

/// Reads every file of a spec folder.
pub fn folder(sources: &Sources, out: &mut Diagnostics) -> Parsed {
    let files: Vec<_> = sources.iter().collect();
    let read = files.par_iter().map(|(file, source)| {
        let mut found = Diagnostics::default();
        let part = part(*file, source, &mut found);
        (part, found)
    });
    let mut parsed = Parsed::default();
    let (mut saw_api, mut saw_errors) = (false, false);
    for (part, found) in read.collect::<Vec<_>>() {
        match part {
            Part::Api(api) => {
                saw_api = true;
                parsed.api = *api;
                parsed.api_unread = found.has_errors();
            }
            Part::Errors(errors) => {
                saw_errors = true;
                parsed.errors = errors;
                parsed.errors_unread = found.has_errors();
            }
            Part::Type(ty) => parsed.types.push(ty),
            Part::UnreadType(name) => parsed.unread_types.push(name),
            Part::Endpoint(endpoint) => parsed.endpoints.push(*endpoint),
            Part::UnreadEndpoint(id) => parsed.unread_endpoints.push(id),
            Part::Stray => {}
        }
        out.append(found);
    }
    let extended = parsed.api.as_ref().and_then(|api| api.extends.as_ref());
    if let Some(name) = extended {
        // A spec that has no codes of its own needs no file that says so.
        saw_errors = true;
        inherit(extended::errors(name), &mut parsed.errors);
    }
    // What isn't there can't be told from what could not be read: no use of it is reported.
    parsed.errors_unread |= !saw_errors;
    let needed = [
        (
            saw_api,
            "api.yaml",
            "it says what holds for every call: hosts, envelope, tokens, accounts; \
             `extends: weixin` where that is said there already",
        ),
        (
            saw_errors || parsed.api_unread,
            "errors.yaml",
            "it explains the error codes; `{}` where there are none",
        ),
    ];
    for (saw, name, help) in needed {
        if !saw {
            let message = format!("the spec folder has no {name}");
            out.push(Diagnostic::new(Code::MissingFile, Span::NOWHERE, message).help(help));
        }
    }
    parsed
}

/// Adds the codes of an extended API to a spec's own, whose words win.
fn inherit(mut inherited: Vec<ErrorCode>, errors: &mut Vec<ErrorCode>) {
    let own: HashSet<i64> = errors.iter().map(|error| error.code.value).collect();
    inherited.retain(|error| !own.contains(&error.code.value));
    errors.append(&mut inherited);
    errors.sort_by_key(|error| error.code.value);
}

fn part(file: u32, source: &Source, out: &mut Diagnostics) -> Part {
    let whole = Span { file, start: 0, end: 0 };
    let parts: Vec<&str> = source.path.split('/').collect();
    let stem = parts.last().and_then(|name| name.strip_suffix(".yaml"));
    let mut node = || yaml::parse(file, &source.bytes, out);
    match (parts.as_slice(), stem) {
        (["api.yaml"], _) => {
            let node = node();
            Part::Api(Box::new(node.and_then(|node| super::api::api(&node, out))))
        }
        (["errors.yaml"], _) => {
            let node = node();
            Part::Errors(node.map(|node| super::errors::errors(&node, out)).unwrap_or_default())
        }
        (["types", _], Some(stem)) if is_snake_case(stem) => {
            let name = Spanned::new(crate::names::camel_case(stem), whole);
            let unread = name.value.clone();
            let node = node();
            let ty = node.and_then(|node| super::types::named_type(name, &node, out));
            ty.filter(|_| !out.has_errors()).map_or(Part::UnreadType(unread), Part::Type)
        }
        ([group, _], Some(stem)) if is_snake_case(group) && is_snake_case(stem) => {
            let group = Spanned::new((*group).to_owned(), whole);
            let id = Spanned::new(stem.to_owned(), whole);
            let unread = id.value.clone();
            let node = node();
            let endpoint = node.and_then(|node| super::endpoint::endpoint(group, id, &node, out));
            // What could be read in part only would be judged for what it lacks.
            let endpoint = endpoint.filter(|_| !out.has_errors()).map(Box::new);
            endpoint.map_or(Part::UnreadEndpoint(unread), Part::Endpoint)
        }
        _ => {
            out.push(stray(whole));
            Part::Stray
        }
    }
}

fn stray(whole: Span) -> Diagnostic {
    let message = "this file has no place in a spec folder";
    let help = "api.yaml, errors.yaml, types/<name>.yaml or <group>/<id>.yaml, \
                names in snake_case of at most 64 characters";
    Diagnostic::new(Code::StrayFile, whole, message).help(help)
}
