//! The names of an endpoint's file and folder, and Rust names for fields and types whose own names can't be used.

use std::collections::HashSet;

use crate::{Call, Page};
use weixin_spec::{Endpoint, Field, Type};

use super::bare;
use weixin_spec::load::parse::{TODO, is_snake_case};
use weixin_spec::names::reserved;
use weixin_spec::names::{camel_case, field_name, is_keyword, snake_case, type_name, variant_name};

/// The folder: that of the page's URL, otherwise the part of the path before the last one.
pub(super) fn group(address: Option<&str>, call: &Call) -> String {
    let of_page = address.and_then(|address| {
        let path = address.split(['?', '#']).next()?.split_once("://")?.1;
        let folders: Vec<&str> = path.split('/').collect();
        // The parts are the host, …, the folder and the page.
        (folders.len() > 2).then(|| folders[folders.len() - 2].to_owned())
    });
    let segments: Vec<&str> = call.path.split('/').filter(|part| !part.is_empty()).collect();
    let of_path = segments.iter().rev().nth(1).or(segments.first());
    let found = of_page.or_else(|| of_path.map(|segment| (*segment).to_owned()));
    tidy(&found.unwrap_or_default(), "api", reserved::MODULES)
}

/// The name of the method: the vendor's name, otherwise the last part of the path. If a page has several calls, they are
/// distinguished by their paths, fixed values or methods.
pub(super) fn id(page: &Page, call: &Call) -> String {
    let last = call.path.rsplit('/').next().unwrap_or_default();
    let base = page.name.as_deref().filter(|name| is_identifier(name)).unwrap_or(last);
    let name = if page.calls.len() > 1 {
        let same_path = page.calls.iter().filter(|other| other.path == call.path).count() > 1;
        let value = call.fixed.iter().map(|(_, value)| value.as_str()).next();
        match value.filter(|_| same_path) {
            Some(value) => format!("{base}_{value}"),
            None if same_path => format!("{base}_{}", call.method),
            None => last.to_owned(),
        }
    } else {
        base.to_owned()
    };
    tidy(&name, "call", reserved::METHODS)
}

/// Whether a group can have this name.
pub(super) fn is_free_group(name: &str) -> bool {
    tidy(name, "api", reserved::MODULES) == name && name != "types"
}

/// Whether this is a plain name; translated pages have prose instead.
fn is_identifier(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// A valid file name made from a name.
fn tidy(name: &str, otherwise: &str, taken: &[&str]) -> String {
    let plain: String = name.chars().filter(|c| c.is_ascii()).collect();
    let snake: String = snake_case(&plain).chars().take(60).collect();
    let snake = snake.trim_end_matches('_').replace("__", "_");
    let usable = is_snake_case(&snake) && plain.contains(|c: char| c.is_ascii_alphanumeric());
    let name = if usable { snake } else { otherwise.to_owned() };
    let device = reserved::DEVICES.contains(&name.as_str());
    if device || is_keyword(&name) || taken.contains(&name.as_str()) {
        format!("{name}_api")
    } else {
        name
    }
}

/// Gives Rust names to fields and types whose names would collide.
pub(super) fn settle(endpoint: &mut Endpoint, shared: &HashSet<&str>) {
    let camel = camel_case(&endpoint.id.value);
    let Endpoint { query, body, response, .. } = endpoint;
    let mut nothing = Vec::new();
    let body = match body {
        weixin_spec::Body::Json(fields) | weixin_spec::Body::Form(fields) => fields,
        weixin_spec::Body::None | weixin_spec::Body::Whole(_) => &mut nothing,
    };
    let mut nothing = Vec::new();
    let response = match response {
        weixin_spec::Response::Json(fields) => fields,
        weixin_spec::Response::Whole(_) => &mut nothing,
    };
    unique(query.iter_mut().chain(body.iter_mut()));
    unique(response.iter_mut());
    let suffixes = ["Request", "Response", "Required"];
    let mut types: HashSet<String> = suffixes.map(|suffix| format!("{camel}{suffix}")).into();
    types.extend(shared.iter().chain(reserved::TYPES).map(|name| (*name).to_owned()));
    for (fields, parent) in [(query, "Request"), (body, "Request"), (response, "Reply")] {
        within(fields, parent, &mut types);
    }
}

/// Makes the names of the fields of one struct unique.
fn unique<'f>(fields: impl Iterator<Item = &'f mut Field>) {
    let mut seen: HashSet<String> =
        reserved::FIELDS.iter().map(|name| (*name).to_owned()).collect();
    for field in fields {
        let name = field_name(field);
        if !seen.insert(name.clone()) {
            let stem: String = name.trim_end_matches('_').chars().take(60).collect();
            let free =
                (2..).map(|number| format!("{stem}_{number}")).find(|name| !seen.contains(name));
            if let Some(free) = free {
                seen.insert(free.clone());
                field.rust = Some(bare(free));
            }
        }
    }
}

/// Makes the names of the types of fields unique, at every depth.
fn within(fields: &mut [Field], parent: &str, types: &mut HashSet<String>) {
    for field in &mut *fields {
        let own = type_name(field);
        let candidates = [own.clone(), format!("{parent}{own}")];
        let numbered = (2..).map(|number| format!("{own}{number}"));
        let object = match innermost(&mut field.ty.value) {
            Type::Object(_) => true,
            Type::Enum(values) => {
                let mut seen: HashSet<String> =
                    reserved::VARIANTS.iter().map(|name| (*name).to_owned()).collect();
                for variant in &mut values.variants {
                    // A value from which no unique name can be derived must be named by the maintainer.
                    if variant_name(variant).is_none_or(|name| !seen.insert(name)) {
                        variant.name = Some(bare(TODO.to_owned()));
                    }
                }
                false
            }
            _ => continue,
        };
        let taken = |name: &String| {
            types.contains(name) || object && types.contains(&format!("{name}Required"))
        };
        let Some(name) = candidates.into_iter().chain(numbered).find(|name| !taken(name)) else {
            continue;
        };
        types.insert(name.clone());
        if object {
            types.insert(format!("{name}Required"));
        }
        if name != own {
            field.type_name = Some(bare(name));
        }
    }
    for field in fields {
        let own = type_name(field);
        if let Type::Object(object) = innermost(&mut field.ty.value) {
            unique(object.fields.iter_mut());
            within(&mut object.fields, &own, types);
        }
    }
}

fn innermost(ty: &mut Type) -> &mut Type {
    match ty {
        Type::List(item) | Type::Map(item) => innermost(item),
        other => other,
    }
}
