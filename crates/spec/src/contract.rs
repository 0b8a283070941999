//! What a spec promises, on one screen: the text that a reviewer reads.

use std::fmt::Write;

use crate::{
    Accounts, Admission, Body, Endpoint, EnumValue, EnumValues, ErrorSource, ErrorTable, Evidence,
    Field, Idempotency, Known, Limits, Model, Object, Presence, Range, Response, Shape, Spanned,
    ThirdParty, Type,
};

/// The contract of one endpoint: a line for every promise, so that a change is a line.
#[must_use]
pub fn contract(model: &Model, endpoint: &Endpoint) -> String {
    let mut out = Contract { model, text: String::new() };
    let title = if endpoint.title.is_empty() { "TODO" } else { &endpoint.title };
    out.line(0, &format!("{}: {title}", endpoint.id.value));
    out.line(0, &endpoint.call());
    out.line(0, "");
    out.access(endpoint);
    out.fields("query", &endpoint.query);
    match &endpoint.body {
        Body::None => out.line(0, "body          none"),
        Body::Json(fields) if fields.is_empty() => out.line(0, "body          {}"),
        Body::Json(fields) => out.fields("body", fields),
        Body::Form(fields) => out.fields("form", fields),
        Body::Whole(_) => out.line(0, "body          json"),
    }
    match &endpoint.response {
        Response::Json(fields) => out.fields("response", fields),
        Response::Whole(file) if endpoint.response.is_file() => {
            let limit = file.limits.bytes.as_ref().and_then(|limit| limit.max);
            out.line(0, &format!("download      a file, bytes ..{}", limit.unwrap_or_default()));
        }
        Response::Whole(_) => out.line(0, "response      json"),
    }
    out.errors(endpoint);
    out.text
}

/// The contract of the error codes: what each is called, its class, what it means and what to do.
#[must_use]
pub fn errors_contract(model: &Model) -> String {
    let mut out = Contract { model, text: String::new() };
    for error in model.errors.iter().filter(|error| !error.inherited) {
        let (code, name, class) = (error.code.value, &error.name.value, &error.class.value);
        out.line(0, &format!("{code} {name} {class}"));
        if let Some(text) = &error.text {
            out.line(1, &format!("text     {text}"));
        }
        out.line(1, &format!("meaning  {}", error.meaning));
        out.line(1, &format!("remedy   {}", error.remedy));
    }
    out.text
}

struct Contract<'a> {
    model: &'a Model,
    text: String,
}

impl Contract<'_> {
    fn line(&mut self, indent: usize, line: &str) {
        // Writing to a String can't fail.
        let _ = writeln!(self.text, "{}", format!("{:1$}{line}", "", indent * 2).trim_end());
    }

    fn access(&mut self, endpoint: &Endpoint) {
        let access = &endpoint.access;
        let join = |items: Vec<String>| {
            if items.is_empty() { "none".to_owned() } else { items.join(", ") }
        };
        let tokens = join(access.tokens.iter().map(|token| token.value.clone()).collect());
        let accounts = match &access.accounts {
            Accounts::All => "all".to_owned(),
            Accounts::Unknown => "unknown".to_owned(),
            Accounts::Only(only) => join(only.iter().map(admission).collect()),
        };
        let third_party = match &access.third_party {
            ThirdParty::No => "no".to_owned(),
            ThirdParty::Unknown => "unknown".to_owned(),
            ThirdParty::PermissionSets(sets) => {
                let sets: Vec<String> = sets.iter().map(|set| self.set(set.value)).collect();
                format!("permission sets {}", sets.join(", "))
            }
        };
        let cloud = match access.cloud_call {
            Known::Yes => "yes",
            Known::No => "no",
            Known::Unknown => "unknown",
        };
        let idempotency = match &endpoint.idempotency.value {
            Idempotency::Keyed(keys) => {
                let keys: Vec<&str> = keys.iter().map(|key| key.value.as_str()).collect();
                format!("keyed by {}", keys.join(", "))
            }
            Idempotency::Unjudged => "TODO, as none".to_owned(),
            other => other.as_str().to_owned(),
        };
        self.line(0, &format!("tokens        {tokens}"));
        self.line(0, &format!("accounts      {accounts}"));
        self.line(0, &format!("third party   {third_party}"));
        self.line(0, &format!("cloud call    {cloud}"));
        self.line(0, &format!("idempotency   {idempotency}"));
        if !endpoint.verified_by.is_empty() {
            let ids = endpoint.verified_by.iter().map(|id| id.value.clone()).collect();
            self.line(0, &format!("verified by   {}", join(ids)));
        }
        if let Some(page) = &endpoint.vendor.page {
            self.line(0, &format!("page          {}", page.value));
        }
        if endpoint.evidence == Evidence::Sdk {
            self.line(0, "evidence      third-party SDKs");
        }
        if endpoint.legacy {
            self.line(0, "legacy        yes");
        }
        match endpoint.quirks.iter().filter(|quirk| quirk.is_review()).count() {
            0 => {}
            1 => self.line(0, "to review     1 quirk"),
            count => self.line(0, &format!("to review     {count} quirks")),
        }
    }

    fn set(&self, number: u32) -> String {
        let mut listed = self.model.api.permission_sets.iter();
        let listed = listed.any(|set| set.number.value == number);
        if listed { number.to_string() } else { format!("{number} (unlisted)") }
    }

    fn fields(&mut self, title: &str, fields: &[Field]) {
        if title == "query" && fields.is_empty() {
            return;
        }
        self.line(0, "");
        self.line(0, title);
        for field in fields {
            self.field(1, field);
        }
    }

    fn field(&mut self, indent: usize, field: &Field) {
        let width = 28usize.saturating_sub(indent * 2);
        let name = &field.name.value;
        let words = words(field).join(", ");
        self.line(indent, &format!("{name:width$} {:24} {words}", type_words(&field.ty)));
        self.inner(indent + 1, &field.ty);
    }

    fn inner(&mut self, indent: usize, ty: &Type) {
        match ty.innermost() {
            Type::Object(Object { fields }) => {
                fields.iter().for_each(|field| self.field(indent, field));
            }
            Type::Enum(values) => self.values(indent, values),
            Type::Named(name) => match self.model.named_type(name).map(|ty| &ty.shape) {
                Some(Shape::Object(object)) => {
                    object.fields.iter().for_each(|field| self.field(indent, field));
                }
                Some(Shape::Enum(values)) => self.values(indent, values),
                None => {}
            },
            _ => {}
        }
    }

    fn values(&mut self, indent: usize, values: &EnumValues) {
        for variant in &values.variants {
            let value = match &variant.value.value {
                EnumValue::Integer(number) => number.to_string(),
                EnumValue::String(text) => format!("{text:?}"),
            };
            let name = variant.name.as_ref().map_or("", |name| name.value.as_str());
            self.line(indent, &format!("= {value} {name}"));
        }
    }

    fn errors(&mut self, endpoint: &Endpoint) {
        self.line(0, "");
        let table = match endpoint.error_table {
            ErrorTable::Listed => "errors        listed on the page",
            ErrorTable::None => "errors        none on the page",
            ErrorTable::Unread => "errors        not read",
        };
        self.line(0, table);
        for error in &endpoint.errors {
            let general = self.model.error(error.code.value);
            let class = error.class.as_ref().or(general.map(|general| &general.class));
            let class = class.map_or("unclassified", |class| class.value.as_str());
            let name = general.map_or("", |general| general.name.value.as_str());
            let todo = error.meaning.as_deref() == Some("") || error.remedy.as_deref() == Some("");
            let own = match (todo, &error.class) {
                (true, _) => "TODO",
                (false, Some(_)) => "own class",
                (false, None) => "",
            };
            let source = match error.source {
                ErrorSource::Page => "",
                ErrorSource::Practice => "met in practice",
                ErrorSource::General => "of the general list",
            };
            let remarks = match (source, own) {
                ("", own) => own.to_owned(),
                (source, "") => source.to_owned(),
                (source, own) => format!("{source}, {own}"),
            };
            self.line(1, &format!("{:<10} {name:<30} {class:16} {remarks}", error.code.value));
            // What the endpoint says instead of the general texts, which are in the contract of the codes.
            for (key, text) in [("meaning", error.own_meaning()), ("remedy", error.own_remedy())] {
                if let Some(text) = text {
                    self.line(2, &format!("{key:<8} {text}"));
                }
            }
        }
    }
}

fn admission((account, admission): &(Spanned<String>, Admission)) -> String {
    match admission {
        Admission::Yes => account.value.clone(),
        Admission::No => format!("not {}", account.value),
        Admission::OnApplication => format!("{} (on application)", account.value),
    }
}

/// A type in the words of a contract, such as `list of string`.
#[must_use]
pub fn type_words(ty: &Type) -> String {
    match ty {
        Type::String => "string".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Url => "url".to_owned(),
        Type::UnixSeconds => "unix_seconds".to_owned(),
        Type::Date(format) => format!("date {}", format.value),
        Type::Fen => "fen".to_owned(),
        Type::Yuan => "yuan".to_owned(),
        Type::Base64 => "base64".to_owned(),
        Type::Json => "json".to_owned(),
        Type::File(part) => {
            let text = |text: &Option<Spanned<String>>| {
                text.as_ref().map_or_else(String::new, |text| format!(" {}", text.value))
            };
            format!("file{}{}", text(&part.name), text(&part.content_type))
        }
        Type::List(item) => format!("list of {}", type_words(item)),
        Type::Map(item) => format!("map of {}", type_words(item)),
        Type::Object(_) => "object".to_owned(),
        Type::Enum(_) => "enum".to_owned(),
        Type::Named(name) => name.value.clone(),
    }
}

/// Everything that is promised of a field beside its type.
fn words(field: &Field) -> Vec<String> {
    let mut words = Vec::new();
    match (&field.from, &field.fixed, &field.presence) {
        (Some(from), ..) => {
            words.push(format!("from query {} of {}", from.query.value, from.of.value));
        }
        (_, Some(fixed), _) => words.push(format!("always {fixed}")),
        (.., Presence::Required) => words.push("required".to_owned()),
        (.., Presence::Optional) => words.push("optional".to_owned()),
        (.., Presence::When(condition)) => words.push(format!("when {condition}")),
    }
    limits(&field.limits, &mut words);
    let aliases = field.aliases.iter().map(|alias| format!("or {}", alias.value));
    words.extend(aliases);
    words.extend(field.default.as_ref().map(|default| format!("default {default}")));
    words.extend(field.string_or_number.then(|| "string or number".to_owned()));
    words.extend(field.empty_is_absent.then(|| "empty is absent".to_owned()));
    words.extend(field.rust.as_ref().map(|name| format!("in Rust {}", name.value)));
    words.extend(field.type_name.as_ref().map(|name| format!("its type {}", name.value)));
    words.extend(field.secret.then(|| "secret".to_owned()));
    words.extend(field.deprecated.as_ref().map(|words| format!("deprecated: {words}")));
    words
}

fn limits(limits: &Limits, words: &mut Vec<String>) {
    let all = [
        (&limits.chars, "chars "),
        (&limits.bytes, "bytes "),
        (&limits.items, "items "),
        (&limits.value, ""),
    ];
    for (limit, unit) in all {
        let Some(limit) = limit else { continue };
        let Range { min, max } = limit.value;
        let end = |end: Option<i64>| end.map_or_else(String::new, |end| end.to_string());
        words.push(format!("{unit}{}..{}", end(min), end(max)));
    }
}
