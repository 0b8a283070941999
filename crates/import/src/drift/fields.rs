//! Parameters of query, body and reply, one by one and level by level.

use crate::{Call, Page, VendorType};
use weixin_spec::{Body, Endpoint, Field, Model, Presence, Type};

use super::excuse::Kind;
use super::{Difference, kind, values};
use crate::import::DEEPEST;
use weixin_spec::type_words;

pub(super) fn compare(
    page: &Page,
    call: &Call,
    model: &Model,
    endpoint: &Endpoint,
    out: &mut Vec<Difference>,
) {
    let mut comparison = Fields { page, model, request: true, out };
    let fixed = |name: &str| {
        let pairs = endpoint.fixed_query.iter().chain(&call.fixed);
        let tokens = model.api.tokens.iter().map(|token| token.query.value.as_str());
        pairs.map(|(name, _)| name.as_str()).chain(tokens).any(|known| known == name)
    };
    let query: Vec<&crate::Field> = page.query.iter().filter(|field| !fixed(&field.name)).collect();
    comparison.list("query", &query, &endpoint.query);
    comparison.body(endpoint);
    comparison.request = false;
    comparison.response(endpoint);
}

/// Compares a field of the spec with the row of the page that is the same field in another place or with another
/// name; both by their paths.
pub(super) fn compare_moved(
    page: &Page,
    model: &Model,
    endpoint: &Endpoint,
    (ours, theirs): (&str, &str),
    out: &mut Vec<Difference>,
) {
    let Some((part, inner)) = ours.split_once('.') else { return };
    let spec = match part {
        "query" => endpoint.query.as_slice(),
        "body" => endpoint.body.fields(),
        _ => endpoint.response.fields(),
    };
    if let (Some(spec), Some(row)) = (field_at(model, spec, inner), page.row(theirs)) {
        Fields { page, model, request: part != "response", out }.field(ours, row, spec);
    }
}

fn field_at<'a>(model: &'a Model, fields: &'a [Field], path: &str) -> Option<&'a Field> {
    fields.iter().find_map(|field| match path.strip_prefix(field.name.value.as_str())? {
        "" => Some(field),
        rest => {
            field_at(model, kind::fields(model, field.ty.innermost())?, rest.strip_prefix('.')?)
        }
    })
}

struct Fields<'a> {
    page: &'a Page,
    model: &'a Model,
    /// Only requests say which of their fields must be there.
    request: bool,
    out: &'a mut Vec<Difference>,
}

impl Fields<'_> {
    fn body(&mut self, endpoint: &Endpoint) {
        let (says, fields): (_, &[_]) = match &self.page.body {
            crate::Body::Nothing => ("nothing", &[]),
            crate::Body::Json(fields) => ("json", fields),
            crate::Body::Form(fields) => ("form", fields),
        };
        let spec = match &endpoint.body {
            Body::None => "nothing",
            // Pages say that a body is nothing where it is an empty object.
            Body::Json(fields) if fields.is_empty() => "nothing",
            Body::Json(_) => "json",
            Body::Form(_) => "form",
            // It may have any field that the page lists.
            Body::Whole(_) => return,
        };
        let differs = says != spec;
        if differs {
            let (said, spec) = (Some(says.to_owned()), Some(spec.to_owned()));
            self.out.push(Difference::new(Kind::Whole, "body", said, spec));
        }
        // That there is no body says that there is none of its fields.
        if says == "nothing" && differs {
            return;
        }
        self.list("body", &fields.iter().collect::<Vec<_>>(), endpoint.body.fields());
    }

    fn response(&mut self, endpoint: &Endpoint) {
        let (file, fields) = match &self.page.response {
            crate::Response::Json(fields) => (false, fields),
            crate::Response::File(fields) => (true, fields),
        };
        let word = |file: bool| Some(if file { "a file" } else { "json" }.to_owned());
        if file != endpoint.response.is_file() {
            let spec = word(endpoint.response.is_file());
            self.out.push(Difference::new(Kind::Whole, "response", word(file), spec));
        }
        let fields: Vec<_> = fields.iter().collect();
        match (file, endpoint.response.whole()) {
            (false, None) => self.list("response", &fields, endpoint.response.fields()),
            // A table may list other things beside the file.
            (true, Some(_)) if endpoint.response.is_file() => self.list("response", &fields, &[]),
            _ => {}
        }
    }

    fn list(&mut self, at: &str, page: &[&crate::Field], spec: &[Field]) {
        self.list_in(at, page, spec, false);
    }

    /// The same; whether the spec has the object as JSON of any shape.
    fn list_in(&mut self, at: &str, page: &[&crate::Field], spec: &[Field], open: bool) {
        let object = at;
        for (number, field) in page.iter().enumerate() {
            // The first of two rows with the same name counts.
            if page[..number].iter().any(|other| other.name == field.name) {
                continue;
            }
            let at = format!("{at}.{}", field.name);
            match spec.iter().find(|of| is_called(of, &field.name)) {
                Some(of) => self.field(&at, field, of),
                None => {
                    let says = Some(says(field));
                    let (object, name) = (object.to_owned(), field.name.clone());
                    let kind = if open { Kind::Inner { object, name } } else { Kind::Missing };
                    self.out.push(Difference::new(kind, at, says, None).on_line(field.line));
                }
            }
        }
        for of in spec {
            // A derived field has no row of its own.
            if of.from.is_none() && !page.iter().any(|field| is_called(of, &field.name)) {
                let at = format!("{at}.{}", of.name.value);
                let spec = Some(self.has(of));
                self.out.push(Difference::new(Kind::Missing, at, None, spec).at_span(of.name.span));
            }
        }
    }

    fn field(&mut self, at: &str, page: &crate::Field, spec: &Field) {
        let types = kind::suits(&VendorType::of(&page.ty), self.model, spec);
        let presence = !self.request || suits(page.presence, spec);
        if !types || !presence {
            let kind = Kind::Field {
                ty: (!types).then(|| page.ty.clone()),
                presence: (!presence).then_some(page.presence),
            };
            let difference = Difference::new(kind, at, Some(says(page)), Some(self.has(spec)));
            self.out.push(difference.on_line(page.line).at_span(spec.name.span));
        }
        values::compare(at, self.page, page, self.model, spec, self.out);
        let inner: Vec<&crate::Field> = page.fields.iter().collect();
        match kind::fields(self.model, spec.ty.innermost()) {
            Some(fields) if !inner.is_empty() => self.list(at, &inner, fields),
            Some(fields) if types && !fields.is_empty() => self.unlisted(at, page, spec),
            None if is_open(at, page, spec) => self.list_in(at, &inner, &[], true),
            _ => {}
        }
    }

    /// An object of the spec's whose table the page lacks.
    fn unlisted(&mut self, at: &str, page: &crate::Field, spec: &Field) {
        let says = format!("{}, without its fields", says(page));
        let difference = Difference::new(Kind::Unlisted, at, Some(says), Some(self.has(spec)));
        self.out.push(difference.on_line(page.line).at_span(spec.name.span));
    }

    fn has(&self, field: &Field) -> String {
        let presence = match &field.presence {
            _ if !self.request => "",
            Presence::Required => ", required",
            Presence::Optional => ", optional",
            Presence::When(_) => ", conditional",
        };
        format!("{}{presence}", type_words(&field.ty.value))
    }
}

/// Whether the spec has JSON of any shape where the page has a table: a draft of it would list the fields.
fn is_open(at: &str, page: &crate::Field, spec: &Field) -> bool {
    let json = match &spec.ty.value {
        Type::List(item) => matches!(**item, Type::Json),
        ty => matches!(ty, Type::Json),
    };
    // The field's own path begins after the first dot.
    json && VendorType::of(&page.ty).has_fields() && at.matches('.').count() <= DEEPEST
}

fn is_called(field: &Field, name: &str) -> bool {
    field.name.value == name || field.aliases.iter().any(|alias| alias.value == name)
}

fn suits(page: crate::Presence, spec: &Field) -> bool {
    match page {
        crate::Presence::Unknown => true,
        crate::Presence::Required => spec.presence == Presence::Required,
        crate::Presence::Optional => spec.presence != Presence::Required,
    }
}

fn says(field: &crate::Field) -> String {
    let ty = if field.ty.is_empty() { "no type" } else { &field.ty };
    let presence = match field.presence {
        crate::Presence::Unknown => "",
        crate::Presence::Required => ", required",
        crate::Presence::Optional => ", optional",
    };
    format!("{ty}{presence}")
}
