//! `api.yaml`.

use crate::{Account, Api, Envelope, ErrorClass, Group, Hosts, PermissionSet, Spanned, Token};

use super::extended;
use super::mapping::{Mapping, entries, items, shown};
use super::scalar::{
    address, checked_snake, integer, prose, title, whole_number, wire_name, word, yes_no,
};
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::language;
use crate::load::yaml::{Node, NodeKind};

pub(super) fn api(node: &Node, out: &mut Diagnostics) -> Option<Api> {
    let extends = |(key, _): &(Spanned<String>, Node)| key.value == "extends";
    match &node.kind {
        NodeKind::Map(entries) if entries.iter().any(extends) => extending(node, out),
        _ => whole(node, out),
    }
}

/// An API to which endpoints are added: all that it says holds for them too.
fn extending(node: &Node, out: &mut Diagnostics) -> Option<Api> {
    let mut map = Mapping::open(node, &language::EXTENDING_API, out)?;
    let name = map.required("extends", out);
    let extended = name.and_then(|n| word(n, "API that can be extended", language::EXTENDED, out));
    let title = map.optional("title").and_then(|n| title(n, "`title`", out));
    let title = title.filter(|title| !title.value.is_empty());
    let about = map.optional("about").and_then(|n| prose(n, "`about`", out));
    let sets = map.optional("permission_sets");
    let sets = sets.map(|n| each(n, "`permission_sets`", permission_set, out));
    let groups = map.optional("groups").map(|n| each(n, "`groups`", group, out));
    map.finish(out);
    let api = extended::api(extended?)?;
    let mut permission_sets = sets.unwrap_or_default();
    let own: Vec<u32> = permission_sets.iter().map(|set| set.number.value).collect();
    permission_sets
        .extend(api.permission_sets.into_iter().filter(|set| !own.contains(&set.number.value)));
    permission_sets.sort_by_key(|set| set.number.value);
    Some(Api {
        title: title.map_or_else(|| format!("Own endpoints of the {}", api.title), |t| t.value),
        about: about.unwrap_or_default(),
        extends: Some(Spanned::new(extended?.to_owned(), name?.span)),
        permission_sets,
        groups: groups.unwrap_or_default(),
        ..api
    })
}

/// An API that extends no other.
pub(super) fn whole(node: &Node, out: &mut Diagnostics) -> Option<Api> {
    let mut map = Mapping::open(node, &language::API, out)?;
    let title = map.required("title", out).and_then(|n| title(n, "`title`", out));
    let about = map.optional("about").and_then(|n| prose(n, "`about`", out));
    let hosts = map.required("hosts", out).and_then(|n| hosts(n, out));
    let envelope = map.required("envelope", out).and_then(|n| envelope(n, out));
    let tokens = map.required("tokens", out).map(|n| each(n, "`tokens`", token, out));
    let accounts = map.required("accounts", out).map(|n| each(n, "`accounts`", account, out));
    let sets = map.optional("permission_sets");
    let sets = sets.map(|n| each(n, "`permission_sets`", permission_set, out));
    let groups = map.optional("groups").map(|n| each(n, "`groups`", group, out));
    let classes = map.required("error_classes", out);
    let classes = classes.map(|n| each(n, "`error_classes`", error_class, out));
    map.finish(out);
    Some(Api {
        title: title?.value,
        about: about.unwrap_or_default(),
        extends: None,
        hosts: hosts?,
        envelope: envelope?,
        tokens: tokens?,
        accounts: accounts?,
        permission_sets: sets.unwrap_or_default(),
        groups: groups.unwrap_or_default(),
        error_classes: classes?,
    })
}

/// Reads every entry of a mapping whose keys are ids.
fn each<T>(
    node: &Node,
    what: &str,
    read: fn(&Spanned<String>, &Node, &mut Diagnostics) -> Option<T>,
    out: &mut Diagnostics,
) -> Vec<T> {
    let entries = entries(node, what, out).unwrap_or_default();
    entries.iter().filter_map(|(id, node)| read(id, node, out)).collect()
}

fn hosts(node: &Node, out: &mut Diagnostics) -> Option<Hosts> {
    let mut map = Mapping::open(node, &language::HOSTS, out)?;
    let main = map.required("main", out).and_then(|n| host(n, out));
    let alternates = map.optional("alternates").and_then(|n| items(n, "`alternates`", out));
    let alternates = alternates.unwrap_or_default().iter();
    let alternates = alternates.filter_map(|n| host(n, out)).collect();
    map.finish(out);
    Some(Hosts { main: main?, alternates })
}

/// An address without a path: paths are the endpoints'.
fn host(node: &Node, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let host = address(node, "a host", out)?;
    let (name, port) = match host.value["https://".len()..].split_once(':') {
        Some((name, port)) => (name, port.parse::<u16>().is_ok()),
        None => (host.value.as_str().trim_start_matches("https://"), true),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let label = |label: &str| label.starts_with(|c: char| c != '-') && label.chars().all(plain);
    if !port || !name.split('.').all(label) {
        let message = "a host is an address without path, query or user";
        let help = "such as https://api.example.com";
        out.push(Diagnostic::new(Code::BadAddress, node.span, message).help(help));
        return None;
    }
    Some(host)
}

fn envelope(node: &Node, out: &mut Diagnostics) -> Option<Envelope> {
    let mut map = Mapping::open(node, &language::ENVELOPE, out)?;
    let code = map.required("code", out).and_then(|n| wire_name(n, out));
    let message = map.required("message", out).and_then(|n| wire_name(n, out));
    let success = map.required("success", out).and_then(|n| integer(n, "`success`", out));
    map.finish(out);
    Some(Envelope { code: code?, message: message?, success: success?.value })
}

fn id(id: &Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<String>> {
    checked_snake(id, out).then(|| id.clone())
}

fn token(name: &Spanned<String>, node: &Node, out: &mut Diagnostics) -> Option<Token> {
    let mut map = Mapping::open(node, &language::TOKEN, out)?;
    let query = map.required("query", out).and_then(|n| wire_name(n, out));
    let third_party = map.optional("third_party");
    let third_party = third_party.and_then(|n| yes_no(n, "value for a yes-or-no key", out));
    let about = map.required("about", out).and_then(|n| prose(n, "`about`", out));
    map.finish(out);
    Some(Token {
        id: id(name, out)?,
        query: query?,
        third_party: third_party.unwrap_or(false),
        about: about?,
    })
}

fn account(name: &Spanned<String>, node: &Node, out: &mut Diagnostics) -> Option<Account> {
    let mut map = Mapping::open(node, &language::ACCOUNT, out)?;
    let vendor = map.required("vendor", out).and_then(|n| title(n, "`vendor`", out));
    let title = map.required("title", out).and_then(|n| title(n, "`title`", out));
    let about = map.required("about", out).and_then(|n| prose(n, "`about`", out));
    map.finish(out);
    let id = id(name, out)?;
    // Its id is a name too.
    let title = Some(title?.value).filter(|title| !title.is_empty()).unwrap_or(id.value.clone());
    Some(Account { id, title, vendor: vendor?.value, about: about? })
}

fn permission_set(
    number: &Spanned<String>,
    node: &Node,
    out: &mut Diagnostics,
) -> Option<PermissionSet> {
    let title = title(node, "a permission set's name", out)?.value;
    match whole_number(number).and_then(|number| u32::try_from(number).ok()) {
        Some(value) => Some(PermissionSet { number: Spanned::new(value, number.span), title }),
        None => {
            let message = format!("`{}` is no permission set's number", shown(number));
            out.push(Diagnostic::new(Code::WrongKind, number.span, message));
            None
        }
    }
}

fn group(name: &Spanned<String>, node: &Node, out: &mut Diagnostics) -> Option<Group> {
    let mut map = Mapping::open(node, &language::GROUP, out)?;
    let about = map.required("about", out).and_then(|n| prose(n, "`about`", out));
    let aliases = map.optional("aliases").and_then(|n| items(n, "`aliases`", out));
    let aliases = aliases.unwrap_or_default().iter();
    let aliases: Vec<_> = aliases.filter_map(|n| title(n, "an alias", out)).collect();
    map.finish(out);
    let aliases = aliases.into_iter().map(|alias| alias.value).collect();
    Some(Group { id: id(name, out)?, about: about?, aliases })
}

fn error_class(name: &Spanned<String>, node: &Node, out: &mut Diagnostics) -> Option<ErrorClass> {
    let mut map = Mapping::open(node, &language::ERROR_CLASS, out)?;
    let action =
        map.required("action", out).and_then(|n| word(n, "action", language::ACTIONS, out));
    let about = map.required("about", out).and_then(|n| prose(n, "`about`", out));
    map.finish(out);
    Some(ErrorClass { id: id(name, out)?, action: action?, about: about? })
}
