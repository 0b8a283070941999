//! A whole spec folder: which file is what.

use weixin_catalog::{Api, Endpoint, ErrorCode, NamedType, Span, Spanned};

use super::scalar::is_snake_case;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Sources;
use crate::yaml;

/// What could be read of a spec folder.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    pub(crate) api: Option<Api>,
    pub(crate) errors: Vec<ErrorCode>,
    pub(crate) types: Vec<NamedType>,
    pub(crate) endpoints: Vec<Endpoint>,
    /// Names of shared types whose file exists but could not be read, lest every use be reported.
    pub(crate) unread_types: Vec<String>,
    /// `errors.yaml` could not be read whole.
    pub(crate) errors_unread: bool,
}

/// Reads every file of a spec folder.
pub(crate) fn folder(sources: &Sources, out: &mut Diagnostics) -> Parsed {
    let mut parsed = Parsed::default();
    let (mut saw_api, mut saw_errors) = (false, false);
    for (file, source) in sources.iter() {
        let whole = Span { file, start: 0, end: 0 };
        let parts: Vec<&str> = source.path.split('/').collect();
        let stem = parts.last().and_then(|name| name.strip_suffix(".yaml"));
        match (parts.as_slice(), stem) {
            (["api.yaml"], _) => {
                saw_api = true;
                let node = yaml::parse(file, &source.bytes, out);
                parsed.api = node.and_then(|node| super::api::api(&node, out));
            }
            (["errors.yaml"], _) => {
                saw_errors = true;
                let before = out.len();
                if let Some(node) = yaml::parse(file, &source.bytes, out) {
                    parsed.errors = super::errors::errors(&node, out);
                }
                parsed.errors_unread = out.len() > before;
            }
            (["types", _], Some(stem)) if is_snake_case(stem) => {
                let name = Spanned::new(crate::lower::camel_case(stem), whole);
                let node = yaml::parse(file, &source.bytes, out);
                let unread = name.value.clone();
                match node.and_then(|node| super::types::named_type(name, &node, out)) {
                    Some(ty) => parsed.types.push(ty),
                    None => parsed.unread_types.push(unread),
                }
            }
            ([group, _], Some(stem)) if is_snake_case(group) && is_snake_case(stem) => {
                let group = Spanned::new((*group).to_owned(), whole);
                let id = Spanned::new(stem.to_owned(), whole);
                let node = yaml::parse(file, &source.bytes, out);
                let endpoint =
                    node.and_then(|node| super::endpoint::endpoint(group, id, &node, out));
                parsed.endpoints.extend(endpoint);
            }
            _ => out.push(stray(whole)),
        }
    }
    for (saw, name) in [(saw_api, "api.yaml"), (saw_errors, "errors.yaml")] {
        if !saw {
            let message = format!("the spec folder has no {name}");
            out.push(Diagnostic::new(Code::MissingFile, Span::default(), message));
        }
    }
    parsed
}

fn stray(whole: Span) -> Diagnostic {
    let message = "this file has no place in a spec folder";
    let help = "api.yaml, errors.yaml, types/<name>.yaml or <group>/<id>.yaml, \
                names in snake_case of at most 64 characters";
    Diagnostic::new(Code::StrayFile, whole, message).help(help)
}
