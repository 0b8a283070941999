//! Fields that are new, gone, or said to be something else.

use weixin_spec::{
    Body, Differs, EnumValue, EnumValues, Field, Object, Presence, Response, Spanned, Type,
    Variant, canonical,
};

use super::compare::{is_plain, objects_at, suits};
use super::edit::{self, Key};
use super::{Merge, Step};
use crate::import::text;
use crate::import::text::fields;
use crate::import::text::value::{Map, Value};
use weixin_spec::load::yaml::Node;

/// A list of fields in the spec, and what the page says of it.
struct List<'m> {
    /// `body`, `response.goods[]` …
    path: &'m str,
    key: &'m Spanned<String>,
    node: &'m Node,
    old: &'m [Field],
    fresh: &'m [Field],
    sent: bool,
}

impl Merge<'_> {
    pub(super) fn query(&self) -> Option<Step> {
        let fresh = &self.fresh.query;
        match edit::entry(self.root, "query") {
            Some((key, node)) => self.list(&List {
                path: "query",
                key,
                node,
                old: &self.old.query,
                fresh,
                sent: true,
            }),
            None if fresh.is_empty() => None,
            None => {
                let first = &fresh[0];
                let mut map = Map::open();
                map.put(&first.name, fields::field(first, true));
                let edit = self.behind(&["idempotency", "access"], "query", map.into());
                Step::new(Some(edit), added(&format!("query.{}", first.name.value), first))
            }
        }
    }

    pub(super) fn body(&self) -> Option<Step> {
        let (key, old, fresh) = match (&self.old.body, &self.fresh.body) {
            (Body::Json(old), Body::Json(fresh)) => ("body", old.as_slice(), fresh.as_slice()),
            (Body::Form(old), Body::Form(fresh)) => ("form", old.as_slice(), fresh.as_slice()),
            (Body::None, Body::Json(fresh)) if !fresh.is_empty() => {
                ("body", &[][..], fresh.as_slice())
            }
            // A page that lists nothing, and fields that are not documented, say nothing.
            (_, Body::None) | (Body::Whole(_), _) | (Body::None, Body::Json(_)) => return None,
            _ if self.quirks.excuse_whole("body") => return None,
            _ => {
                let text =
                    "The page says something else about the `body` than the spec: a form or JSON.";
                return self.review("body", Differs::Type, None, text);
            }
        };
        let (key, node) = edit::entry(self.root, key)?;
        self.list(&List { path: &key.value, key, node, old, fresh, sent: true })
    }

    pub(super) fn response(&self) -> Option<Step> {
        let (old, fresh) = match (&self.old.response, &self.fresh.response) {
            (Response::Json(old), Response::Json(fresh)) => (old, fresh),
            (Response::Whole(_), Response::Whole(_)) => return None,
            _ if self.quirks.excuse_whole("response") => return None,
            _ => {
                let text = "The page says something else about the `response` than the spec: a file or JSON.";
                return self.review("response", Differs::Type, None, text);
            }
        };
        let (key, node) = edit::entry(self.root, "response")?;
        self.list(&List { path: "response", key, node, old, fresh, sent: false })
    }

    /// Whether a field has that name on the page.
    fn is_called(&self, within: &str, old: &Field, theirs: &str) -> bool {
        let path = format!("{within}.{}", old.name.value);
        is_called(old, theirs) || self.quirks.rename(&path, theirs)
    }

    /// Whether a field may be on one side only; with another place on the page it is on both.
    fn excuses_missing(&self, path: &str) -> bool {
        let path = canonical(path);
        let is_moved = |(ours, theirs): (String, String)| ours == path || theirs == path;
        self.quirks.excuse_missing(&path) || self.quirks.moved().any(is_moved)
    }

    /// The first difference of a list of fields, at any depth.
    fn list(&self, list: &List<'_>) -> Option<Step> {
        let mut before: Option<&str> = None;
        for fresh in list.fresh {
            let path = format!("{}.{}", list.path, fresh.name.value);
            let called = |old: &&Field| self.is_called(list.path, old, &fresh.name);
            let Some(old) = list.old.iter().find(called) else {
                if self.excuses_missing(&path) {
                    continue;
                }
                // It gets its mark below, with a quirk if an example of the spec lacks it.
                let mut fresh = fresh.clone();
                if list.sent && self.an_example_lacks(&path) {
                    fresh.presence = Presence::Optional;
                }
                let key = Key::Word(&fresh.name);
                let edit = edit::insert(
                    self.text,
                    (list.key, list.node),
                    before,
                    key,
                    fields::field(&fresh, list.sent).into(),
                );
                return Step::new(Some(edit), added(&path, &fresh));
            };
            before = Some(&old.name);
            let (key, node) = edit::entry(list.node, &old.name)?;
            let path = format!("{}.{}", list.path, old.name.value);
            if let Some(step) = self.field(list, (key, node), old, fresh, &path) {
                return Some(step);
            }
        }
        self.gone(list)
    }

    fn field(
        &self,
        list: &List<'_>,
        (key, node): (&Spanned<String>, &Node),
        old: &Field,
        fresh: &Field,
        path: &str,
    ) -> Option<Step> {
        if !suits(&old.ty, &fresh.ty, old.string_or_number) {
            let (ours, theirs) = (fields::type_words(&old.ty), fields::type_words(&fresh.ty));
            let text = format!("`{}` is {theirs} on the page, and {ours} here.", short(path));
            let page = vendor_word(&fresh.ty);
            return match self.quirks.excuse_type(path, &page) {
                true => None,
                false => self.review(path, Differs::Type, Some(&page), &text),
            };
        }
        let theirs = match fresh.presence {
            Presence::Required => crate::Presence::Required,
            Presence::Optional | Presence::When(_) => crate::Presence::Optional,
        };
        if list.sent
            && !self.quirks.excuse_required(path, theirs)
            && let Some(step) = self.presence((key, node), old, fresh, path)
        {
            return Some(step);
        }
        if fresh.string_or_number
            && !old.string_or_number
            && ![Differs::Type, Differs::Example].iter().any(|of| self.quirks.excuse(path, *of))
            && is_plain(&old.ty)
        {
            let edit = self.put((key, node), old, "accepts", Value::word("string_or_number"));
            return Step::new(edit, format!("{path}: text or a number"));
        }
        if old.about.is_empty() && !fresh.about.is_empty() && edit::entry(node, "about").is_some() {
            let edit = edit::set(self.text, node, "about", text::prose(&fresh.about));
            return Step::new(edit, format!("{path}: described, as on the page"));
        }
        match (old.ty.innermost(), fresh.ty.innermost()) {
            (Type::Object(Object { fields: ours }), Type::Object(Object { fields: theirs })) => {
                let (key, node) = edit::entry(node, "fields")?;
                let list_mark = if matches!(old.ty.value, Type::List(_)) { "[]" } else { "" };
                let path = format!("{path}{list_mark}");
                self.list(&List {
                    path: &path,
                    key,
                    node,
                    old: ours,
                    fresh: theirs,
                    sent: list.sent,
                })
            }
            (Type::Enum(ours), Type::Enum(theirs)) => self.values(node, ours, theirs, path),
            (Type::String | Type::Integer, Type::Enum(theirs)) => {
                let values = values_of(theirs);
                let excused = |value: &String| self.quirks.excuse_value(path, value, true);
                if values.iter().all(excused) {
                    return None;
                }
                let text =
                    format!("`{}` has known values on the page, and none here.", short(path));
                self.review(path, Differs::Values, Some(&values.join(", ")), &text)
            }
            (Type::Json, Type::Object(Object { fields })) if !fields.is_empty() => {
                let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
                if names.iter().all(|name| self.quirks.excuse_inner(path, name)) {
                    return None;
                }
                let text = format!("`{}` has fields on the page, and is `json` here.", short(path));
                self.review(path, Differs::Contents, Some(&names.join(", ")), &text)
            }
            _ => None,
        }
    }

    /// Whether a field of a request must be there.
    fn presence(
        &self,
        (key, node): (&Spanned<String>, &Node),
        old: &Field,
        fresh: &Field,
        path: &str,
    ) -> Option<Step> {
        match (&old.presence, &fresh.presence) {
            (Presence::Required, Presence::Optional) if old.fixed.is_none() => {
                let edit = self.put((key, node), old, "required", Value::word("no"));
                Step::new(edit, format!("{path}: optional, was required"))
            }
            (Presence::Optional, Presence::Required) => {
                if self.an_example_lacks(path) {
                    let short = short(path);
                    let text =
                        format!("`{short}` is required on the page, and an example here lacks it.");
                    return self.review(path, Differs::Required, Some("required"), &text);
                }
                let edit = match edit::entry(node, "required") {
                    Some(_) => edit::remove(self.text, node, "required"),
                    None => None,
                };
                Step::new(edit, format!("{path}: required, was optional"))
            }
            _ => None,
        }
    }

    /// Adds a key to a field, which may have been a bare word so far.
    fn put(
        &self,
        (key, node): (&Spanned<String>, &Node),
        old: &Field,
        word: &str,
        value: Value,
    ) -> Option<edit::Edit> {
        if edit::entries(node).is_empty() {
            let mut map = Map::new();
            map.put("type", Value::text(&fields::type_words(&old.ty)));
            map.put(word, value);
            return Some(edit::replace_word(node, map.into()));
        }
        Some(edit::insert(self.text, (key, node), Some("type"), Key::Word(word), value))
    }

    fn values(
        &self,
        node: &Node,
        ours: &EnumValues,
        theirs: &EnumValues,
        path: &str,
    ) -> Option<Step> {
        let has = |values: &EnumValues, value: &EnumValue| {
            values.variants.iter().any(|own| own.value.value == *value)
        };
        let mut new = theirs.variants.iter().filter(|variant| !has(ours, &variant.value));
        let excused =
            |variant: &&Variant| self.quirks.excuse_value(path, &variant.value.to_string(), true);
        let Some(new) = new.find(|variant| !excused(variant)) else {
            let gone = ours.variants.iter().filter(|variant| !has(theirs, &variant.value));
            let mut gone = gone.map(|variant| variant.value.value.to_string());
            let gone = gone.find(|value| !self.quirks.excuse_value(path, value, false))?;
            let text =
                format!("`{}` has the value `{gone}` here, and not on the page.", short(path));
            let page = values_of(theirs).join(", ");
            return self.review(path, Differs::Values, Some(&page), &text);
        };
        let (key, node) = edit::entry(node, "values")?;
        let word = match &new.value.value {
            EnumValue::Integer(number) => Key::Number(*number),
            EnumValue::String(text) => Key::Word(text),
        };
        let edit = edit::insert(self.text, (key, node), None, word, fields::value(new));
        Step::new(Some(edit), format!("{path}: the value `{}` is new", new.value.value))
    }

    /// What the spec has and the page doesn't.
    fn gone(&self, list: &List<'_>) -> Option<Step> {
        // A page that lists nothing says nothing about what there is.
        if list.fresh.is_empty() {
            return None;
        }
        let stays = |old: &&Field| old.from.is_none() && old.fixed.is_none();
        let lacks = |old: &&Field| {
            !list.fresh.iter().any(|fresh| self.is_called(list.path, old, &fresh.name))
        };
        let gone = list.old.iter().filter(stays).filter(lacks);
        let mut gone = gone.map(|old| format!("{}.{}", list.path, old.name.value));
        let path = gone.find(|path| !self.excuses_missing(path))?;
        let text = format!("`{}` is here, and not on the page.", short(&path));
        self.review(&path, Differs::Missing, None, &text)
    }

    /// Whether an example of the spec would be wrong if a field had to be there.
    fn an_example_lacks(&self, path: &str) -> bool {
        let (part, inner) = path.split_once('.').unwrap_or((path, ""));
        let (parent, name) = inner.rsplit_once('.').unwrap_or(("", inner));
        self.old.examples.iter().any(|example| {
            let given = if part == "query" { &example.query } else { &example.request };
            let mut objects = Vec::new();
            given.iter().for_each(|given| objects_at(given, parent, &mut objects));
            objects.iter().any(|object| object.get(name).is_none())
        })
    }
}

/// A field's path without its part of the call.
fn short(path: &str) -> &str {
    path.split_once('.').map_or(path, |(_, rest)| rest)
}

fn added(path: &str, field: &Field) -> String {
    let presence = if field.presence == Presence::Required { "required" } else { "optional" };
    format!("{path}: new, {}, {presence}", fields::type_words(&field.ty))
}

fn is_called(field: &Field, name: &str) -> bool {
    field.name.value == name || field.aliases.iter().any(|alias| alias.value == name)
}

/// The known values of an enum as text.
fn values_of(values: &EnumValues) -> Vec<String> {
    values.variants.iter().map(|variant| variant.value.value.to_string()).collect()
}

/// A type as pages name it.
fn vendor_word(ty: &Type) -> String {
    match ty {
        Type::Enum(values) => if values.is_integer() { "number" } else { "string" }.to_owned(),
        Type::List(item) => format!("list of {}", vendor_word(item)),
        ty => fields::type_words(ty),
    }
}
