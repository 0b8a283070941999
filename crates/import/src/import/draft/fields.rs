//! Turns rows of the vendor's tables into fields.

use std::collections::HashSet;

use crate::{Field as Row, Json};
use weixin_spec::{Differs, Field, Json as Value, JsonKind, Presence, Span, Type};

use super::reviews::Reviews;
use super::{files, infer, types};
use crate::import::bare;
use crate::import::text::scalar::clean;
use weixin_spec::load::parse::is_wire_name;
use weixin_spec::names::snake_case;

/// The part of a call that fields are in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    Query,
    Body,
    Form,
    Response,
}

impl Place {
    /// Whether it can contain neither objects nor lists.
    pub(super) fn is_single(self) -> bool {
        matches!(self, Self::Query | Self::Form)
    }
}

/// The context of a table.
#[derive(Clone)]
pub(super) struct Within<'a> {
    pub(super) place: Place,
    /// The objects that examples have here.
    pub(super) samples: Vec<&'a Json>,
    /// The form parts that examples send.
    pub(super) parts: &'a [(String, String)],
    /// The path of the table, such as `goods[].price`; empty at the outermost level.
    pub(super) path: &'a str,
    /// Names that don't become fields: those of the envelope and of the token.
    pub(super) reserved: &'a [&'a str],
    pub(super) keep_prose: bool,
}

impl<'a> Within<'a> {
    /// The values that examples have for a field.
    pub(super) fn samples_of(&self, name: &str) -> Vec<&'a Json> {
        self.samples.iter().filter_map(|object| object.get(name)).collect()
    }

    /// Whether examples send this form part, and all of them as JSON.
    pub(super) fn is_sent_as_text(&self, name: &str) -> bool {
        let mut sent = self.parts.iter().filter(|(part, _)| part == name).peekable();
        sent.peek().is_some() && sent.all(|(_, value)| value.trim_start().starts_with(['{', '[']))
    }

    /// The path of a field as quirks have it, such as `body.goods.price`.
    pub(super) fn about(&self, path: &str) -> String {
        let part = match self.place {
            Place::Query => "query",
            Place::Body => "body",
            Place::Form => "form",
            Place::Response => "response",
        };
        format!("{part}.{}", path.replace("[]", ""))
    }

    fn join(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn is_reserved(&self, name: &str) -> bool {
        self.path.is_empty() && self.reserved.contains(&name)
    }
}

/// A required field with a name and a type.
pub(super) fn blank(name: &str, ty: Type) -> Field {
    Field::bare(bare(name.to_owned()), bare(ty))
}

/// The fields of a table, then those that only examples have.
pub(super) fn fields(rows: &[Row], within: &Within<'_>, reviews: &mut Reviews) -> Vec<Field> {
    let mut seen = HashSet::new();
    let mut fields: Vec<Field> = Vec::new();
    for row in rows {
        let name = row.name.as_str();
        let path = within.join(name);
        if within.is_reserved(name) {
            continue;
        }
        if !is_wire_name(name) {
            let shown: String = name.replace('`', "'").chars().take(60).collect();
            let text = format!(
                "a row is called `{shown}`, which can't be a field's name: it was left out"
            );
            reviews.add(&within.about(&path), Differs::Missing, None, &text);
            continue;
        }
        if !seen.insert(name) {
            reviews
                .remark(&format!("`{path}` is listed twice in its table: the first row was used"));
            continue;
        }
        fields.push(field(row, &path, within, reviews));
    }
    for name in infer::names(&within.samples) {
        let path = within.join(name);
        if within.is_reserved(name) || !is_wire_name(name) || !seen.insert(name) {
            continue;
        }
        let text = format!("an example shows `{path}`, which no table lists");
        reviews.add(&within.about(&path), Differs::Missing, None, &text);
        let twin = fields.iter_mut().find(|field| snake_case(&field.name) == snake_case(name));
        if let (Place::Response, Some(twin)) = (within.place, twin) {
            // It is another spelling of the same name.
            twin.aliases.push(bare(name.to_owned()));
            continue;
        }
        let ty = infer::of(&within.samples_of(name));
        fields.push(Field { presence: Presence::Optional, ..blank(name, ty) });
    }
    fields
}

fn field(row: &Row, path: &str, within: &Within<'_>, reviews: &mut Reviews) -> Field {
    let mut ty = types::of(row, path, within, reviews);
    if let Type::File(part) = &mut ty {
        *part = files::part(row, within, reviews);
    }
    let presence = match row.presence {
        // Pages don't say which fields of a response are required.
        _ if within.place == Place::Response => Presence::Optional,
        crate::Presence::Required => Presence::Required,
        crate::Presence::Optional | crate::Presence::Unknown => Presence::Optional,
    };
    let secret = ty == Type::String && is_secret(&row.name);
    let example = row.example.as_deref().and_then(|text| example(text, &ty));
    Field {
        presence,
        secret,
        example: example.filter(|_| !secret),
        about: if within.keep_prose { clean(row.about.trim()) } else { String::new() },
        ..blank(&row.name, ty)
    }
}

/// Whether a field of this name holds a secret.
fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let ends =
        ["secret", "access_token", "refresh_token", "session_key", "password", "private_key"];
    ends.iter().any(|end| name.ends_with(end))
}

/// The cell in the column of examples as a value of the type.
fn example(text: &str, ty: &Type) -> Option<Value> {
    let text = clean(text.trim());
    let kind = match ty {
        Type::String => JsonKind::String(text),
        Type::Integer => JsonKind::Number(text.parse::<i64>().ok()?.into()),
        Type::Number => JsonKind::Number(serde_json::from_str(&text).ok()?),
        Type::Boolean => JsonKind::Bool(text.parse().ok()?),
        _ => return None,
    };
    let odd = matches!(&kind, JsonKind::String(text) if text.is_empty() || text.contains('\n'));
    (!odd).then_some(Value { kind, span: Span::NOWHERE })
}
