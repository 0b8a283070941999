//! Turns the vendor's types into types of the spec language.

use crate::{Field as Row, Json, VendorType};
use weixin_spec::{Differs, EnumValue, EnumValues, FilePart, Object, Type, Variant};

use super::fields::{Place, Within, fields};
use super::infer;
use super::reviews::{NO_TYPE, Reviews};
use crate::import::text::scalar::one_line;
use crate::import::{DEEPEST, bare};

/// Returns the type of a row: `json`, or text in a query, with a quirk, if the page doesn't say enough.
pub(super) fn of(row: &Row, path: &str, within: &Within<'_>, reviews: &mut Reviews) -> Type {
    let samples = within.samples_of(&row.name);
    let ty = by_word(row, path, within, &samples, reviews);
    let single = |ty: &Type| !matches!(ty.innermost(), Type::Object(_) | Type::Json);
    let single = single(&ty) && !matches!(ty, Type::List(_));
    if within.place.is_single() && !single {
        let place = if within.place == Place::Query { "a query" } else { "a form" };
        let text = format!(
            "`{path}` is documented as `{}`, and {place} holds single values: it is text here",
            word(row)
        );
        reviews.add(&within.about(path), Differs::Type, Some(type_of(row)), &text);
        return Type::String;
    }
    with_values(row, ty, path, within, reviews)
}

fn by_word(
    row: &Row,
    path: &str,
    within: &Within<'_>,
    samples: &[&Json],
    reviews: &mut Reviews,
) -> Type {
    let inner = |path: &str, reviews: &mut Reviews| {
        let deeper = Within { samples: objects(samples), path, ..*within };
        Type::Object(Object { fields: fields(&row.fields, &deeper, reviews) })
    };
    let list_of = |ty| Type::List(Box::new(ty));
    let kind = VendorType::of(&row.ty);
    let table = kind.has_fields() && !row.fields.is_empty();
    let no_table = "and no table lists its fields";
    match &kind {
        _ if table && path.matches('.').count() >= DEEPEST => {
            let why = "too deep for a spec to list its fields";
            let json = unlisted(row, path, why, within, reviews);
            match kind {
                VendorType::ListOf(_) => list_of(json),
                _ => json,
            }
        }
        VendorType::Object | VendorType::Json if table => inner(path, reviews),
        _ if table => list_of(inner(&format!("{path}[]"), reviews)),
        VendorType::Text => Type::String,
        VendorType::Number => number(row, samples),
        VendorType::Integer => Type::Integer,
        VendorType::Timestamp if infer::same_type(samples) == Some(Type::Integer) => Type::Integer,
        VendorType::Fraction => Type::Number,
        VendorType::Boolean => Type::Boolean,
        VendorType::FormPart
            if within.place == Place::Form && within.is_sent_as_text(&row.name) =>
        {
            let text = format!(
                "`{path}` is documented as `{}`, an example sends text: it is text here",
                word(row)
            );
            reviews.add(&within.about(path), Differs::Type, Some(type_of(row)), &text);
            Type::String
        }
        VendorType::FormPart if within.place == Place::Form => Type::File(FilePart::default()),
        VendorType::Bytes if says_base64(row) => Type::Base64,
        VendorType::Json => Type::Json,
        VendorType::Object => unlisted(row, path, no_table, within, reviews),
        VendorType::List => match item(row, samples) {
            Some(item) => list_of(item),
            None => list_of(unlisted(row, path, "and nothing says of what", within, reviews)),
        },
        VendorType::ListOf(item) => match **item {
            VendorType::Object => list_of(unlisted(row, path, no_table, within, reviews)),
            VendorType::Number => list_of(number(row, &items(samples))),
            VendorType::Integer => list_of(Type::Integer),
            VendorType::Fraction => list_of(Type::Number),
            VendorType::Text => list_of(Type::String),
            VendorType::Boolean => list_of(Type::Boolean),
            VendorType::Json => list_of(Type::Json),
            _ => unknown(row, path, within, reviews),
        },
        _ => unknown(row, path, within, reviews),
    }
}

/// Returns `json` for a type that is not known.
fn unknown(row: &Row, path: &str, within: &Within<'_>, reviews: &mut Reviews) -> Type {
    let text = as_json(row, path, "which says nothing about what it is", "`json`", within);
    reviews.add(&within.about(path), Differs::Type, Some(type_of(row)), &text);
    Type::Json
}

/// Returns `json` for an object or list whose contents are not on the page. In a query or a form, which holds
/// single values, the caller reports another type instead.
fn unlisted(row: &Row, path: &str, why: &str, within: &Within<'_>, reviews: &mut Reviews) -> Type {
    if !within.place.is_single() {
        let is_list = matches!(VendorType::of(&row.ty), VendorType::List | VendorType::ListOf(_));
        let here = if is_list { "`list of json`" } else { "`json`" };
        let text = as_json(row, path, why, here, within);
        reviews.add(&within.about(path), Differs::Contents, None, &text);
    }
    Type::Json
}

/// Says that a type is another one here.
fn as_json(row: &Row, path: &str, why: &str, json: &str, within: &Within<'_>) -> String {
    let here = if within.place.is_single() { "text" } else { json };
    format!("`{path}` is documented as `{}`, {why}: it is {here} here", word(row))
}

/// The page's word for the type.
fn type_of(row: &Row) -> &str {
    if row.ty.trim().is_empty() { NO_TYPE } else { &row.ty }
}

fn word(row: &Row) -> String {
    one_line(&row.ty).replace('`', "'")
}

/// A whole number, unless an example or the description shows a fraction.
fn number(row: &Row, samples: &[&Json]) -> Type {
    let fraction = samples.iter().any(|value| value.is_fraction());
    let words = ["小数", "浮点", "decimal place", "floating"];
    let said = words.iter().any(|words| row.about.to_lowercase().contains(words));
    let example = row
        .example
        .as_deref()
        .is_some_and(|text| text.contains('.') && text.parse::<f64>().is_ok());
    if fraction || said || example || says_fraction(&row.about) {
        Type::Number
    } else {
        Type::Integer
    }
}

/// Whether a description gives a value with a fraction, such as `比如20.0，单位是厘米`. `1.0版本` and `1.2.3` don't count.
fn says_fraction(about: &str) -> bool {
    let marks = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '“' | '"' | '\'' | '`');
    let follows = |word: &&str| {
        about.match_indices(*word).any(|(at, _)| {
            let value = about[at + word.len()..].trim_start_matches(marks);
            let number = |c: char| c.is_ascii_digit() || c == '.';
            let end = value.find(|c| !number(c)).unwrap_or(value.len());
            let (value, behind) = (value[..end].trim_end_matches('.'), value[end..].trim_start());
            let whole = value.parse::<i64>().is_ok();
            !whole && value.parse::<f64>().is_ok() && !behind.starts_with("版")
        })
    };
    ["比如", "例如", "示例值", "e.g.", "for example", "such as"].iter().any(follows)
}

fn says_base64(row: &Row) -> bool {
    [&row.ty, &row.about].iter().any(|text| text.to_ascii_lowercase().contains("base64"))
}

/// The objects among values, and among the items of lists.
pub(super) fn objects<'a>(values: &[&'a Json]) -> Vec<&'a Json> {
    let within = items(values).into_iter().chain(values.iter().copied());
    within.filter(|value| value.entries().is_some()).collect()
}

/// The items of all lists among values.
pub(super) fn items<'a>(values: &[&'a Json]) -> Vec<&'a Json> {
    values.iter().filter_map(|value| value.items()).flatten().collect()
}

/// An enum, or a list of one, where the page lists the values.
fn with_values(
    row: &Row,
    ty: Type,
    path: &str,
    within: &Within<'_>,
    reviews: &mut Reviews,
) -> Type {
    if let Type::List(item) = ty {
        return Type::List(Box::new(with_values(row, *item, path, within, reviews)));
    }
    let mut variants: Vec<Variant> = Vec::new();
    let mut odd: Vec<String> = Vec::new();
    for value in &row.values {
        let text = one_line(&value.value);
        let value = match &ty {
            Type::String if !text.is_empty() => Some(EnumValue::String(text.clone())),
            // `01` is a different value from `1`.
            Type::Integer => text
                .parse()
                .ok()
                .filter(|number: &i64| number.to_string() == text)
                .map(EnumValue::Integer),
            Type::Boolean if matches!(text.as_str(), "true" | "false") => continue,
            _ => None,
        };
        let Some(value) = value else {
            odd.push(format!("`{}`", text.replace('`', "'")));
            continue;
        };
        if !variants.iter().any(|known| known.value.value == value) {
            variants.push(Variant { value: bare(value), name: None, about: String::new() });
        }
    }
    let text = match &odd[..] {
        [] => None,
        [value] => Some(format!(
            "the page lists {value} for `{path}`, which is no value of its type: it was left out"
        )),
        values => Some(format!(
            "the page lists {} for `{path}`, which are no values of its type: they were left out",
            values.join(", ")
        )),
    };
    if let Some(text) = text {
        let listed: Vec<String> = row.values.iter().map(|value| one_line(&value.value)).collect();
        reviews.add(&within.about(path), Differs::Values, Some(&listed.join(", ")), &text);
    }
    if variants.is_empty() { ty } else { Type::Enum(EnumValues { variants }) }
}

/// The item type of a list: that of the examples, otherwise that of the known values.
fn item(row: &Row, samples: &[&Json]) -> Option<Type> {
    let shown = items(samples);
    if !shown.is_empty() {
        return infer::same_type(&shown);
    }
    let mut values = row.values.iter().map(|value| one_line(&value.value)).peekable();
    values.peek()?;
    let integers = values.all(|value| value.parse::<i64>().is_ok());
    Some(if integers { Type::Integer } else { Type::String })
}
