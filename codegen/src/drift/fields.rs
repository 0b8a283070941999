//! Parameters of query, body and reply, one by one and level by level.

use weixin_catalog::{Body, Catalog, Endpoint, EnumValue, Field, Presence};
use weixin_pages::{Call, Page};

use super::{Difference, kind};
use crate::contract::type_words;
use crate::vendor_type::Kind;

pub(super) fn compare(
    page: &Page,
    call: &Call,
    catalog: &Catalog,
    endpoint: &Endpoint,
    out: &mut Vec<Difference>,
) {
    let mut comparison = Fields { catalog, request: true, out };
    let fixed = |name: &str| {
        let pairs = endpoint.fixed_query.iter().chain(&call.fixed);
        let tokens = catalog.api.tokens.iter().map(|token| token.query.value.as_str());
        pairs.map(|(name, _)| name.as_str()).chain(tokens).any(|known| known == name)
    };
    let query: Vec<&weixin_pages::Field> =
        page.query.iter().filter(|field| !fixed(&field.name)).collect();
    comparison.list("query", &query, &endpoint.query);
    comparison.body(page, endpoint);
    comparison.request = false;
    comparison.response(page, endpoint);
}

struct Fields<'a> {
    catalog: &'a Catalog,
    /// Only requests say which of their fields must be there.
    request: bool,
    out: &'a mut Vec<Difference>,
}

impl Fields<'_> {
    fn body(&mut self, page: &Page, endpoint: &Endpoint) {
        let (says, fields): (_, &[_]) = match &page.body {
            weixin_pages::Body::Nothing => ("nothing", &[]),
            weixin_pages::Body::Json(fields) => ("json", fields),
            weixin_pages::Body::Form(fields) => ("form", fields),
        };
        let spec = match &endpoint.body {
            Body::None => "nothing",
            // Pages say that a body is nothing where it is an empty object.
            Body::Json(fields) if fields.is_empty() => "nothing",
            Body::Json(_) => "json",
            Body::Form(_) => "form",
            // Whatever the page lists may be in it.
            Body::Whole(_) => return,
        };
        if says != spec {
            self.out.push(Difference::new("body", Some(says.to_owned()), Some(spec.to_owned())));
        }
        self.list("body", &fields.iter().collect::<Vec<_>>(), endpoint.body.fields());
    }

    fn response(&mut self, page: &Page, endpoint: &Endpoint) {
        let (file, fields) = match &page.response {
            weixin_pages::Response::Json(fields) => (false, fields),
            weixin_pages::Response::File(fields) => (true, fields),
        };
        let word = |file: bool| Some(if file { "a file" } else { "json" }.to_owned());
        if file != endpoint.response.is_file() {
            let spec = word(endpoint.response.is_file());
            self.out.push(Difference::new("response", word(file), spec));
        }
        let fields: Vec<_> = fields.iter().collect();
        match (file, endpoint.response.whole()) {
            (false, None) => self.list("response", &fields, endpoint.response.fields()),
            // A table may list other things beside the file.
            (true, Some(_)) if endpoint.response.is_file() => self.list("response", &fields, &[]),
            _ => {}
        }
    }

    fn list(&mut self, at: &str, page: &[&weixin_pages::Field], spec: &[Field]) {
        for field in page {
            let at = format!("{at}.{}", field.name);
            match spec.iter().find(|of| is_called(of, &field.name)) {
                Some(of) => self.field(&at, field, of),
                None => {
                    let says = Some(says(field));
                    self.out.push(Difference::new(at, says, None).on_line(field.line));
                }
            }
        }
        for of in spec {
            // A derived field has no row of its own.
            if of.from.is_none() && !page.iter().any(|field| is_called(of, &field.name)) {
                let at = format!("{at}.{}", of.name.value);
                let spec = Some(self.has(of));
                self.out.push(Difference::new(at, None, spec).at_span(of.name.span));
            }
        }
    }

    fn field(&mut self, at: &str, page: &weixin_pages::Field, spec: &Field) {
        let types = kind::suits(&Kind::of(&page.ty), self.catalog, spec);
        let presence = !self.request || suits(page.presence, spec);
        if !types || !presence {
            let mut difference = Difference::new(at, Some(says(page)), Some(self.has(spec)));
            difference.kind_differs = !types;
            difference.presence_differs = !presence;
            self.out.push(difference.on_line(page.line).at_span(spec.name.span));
        }
        self.values(at, page, spec);
        if !page.fields.is_empty()
            && let Some(fields) = kind::fields(self.catalog, spec.ty.innermost())
        {
            self.list(at, &page.fields.iter().collect::<Vec<_>>(), fields);
        }
    }

    fn values(&mut self, at: &str, page: &weixin_pages::Field, spec: &Field) {
        let Some(values) = kind::values(self.catalog, spec.ty.innermost()) else {
            return;
        };
        let texts: Vec<(String, _)> = values
            .variants
            .iter()
            .map(|variant| match &variant.value.value {
                EnumValue::Integer(number) => (number.to_string(), variant.value.span),
                EnumValue::String(text) => (text.clone(), variant.value.span),
            })
            .collect();
        // Many pages list no values, or list them in prose.
        if page.values.is_empty() {
            return;
        }
        for value in &page.values {
            if !texts.iter().any(|(text, _)| *text == value.value) {
                let at = format!("{at}.{}", value.value);
                let says = Some("a value".to_owned());
                self.out.push(Difference::new(at, says, None).on_line(value.line));
            }
        }
        for (text, span) in texts {
            if !page.values.iter().any(|value| value.value == text) {
                let at = format!("{at}.{text}");
                let spec = Some("a value".to_owned());
                self.out.push(Difference::new(at, None, spec).at_span(span));
            }
        }
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

fn is_called(field: &Field, name: &str) -> bool {
    field.name.value == name || field.aliases.iter().any(|alias| alias.value == name)
}

fn suits(page: weixin_pages::Presence, spec: &Field) -> bool {
    match page {
        weixin_pages::Presence::Unknown => true,
        weixin_pages::Presence::Required => spec.presence == Presence::Required,
        weixin_pages::Presence::Optional => spec.presence != Presence::Required,
    }
}

fn says(field: &weixin_pages::Field) -> String {
    let ty = if field.ty.is_empty() { "no type" } else { &field.ty };
    let presence = match field.presence {
        weixin_pages::Presence::Unknown => "",
        weixin_pages::Presence::Required => ", required",
        weixin_pages::Presence::Optional => ", optional",
    };
    format!("{ty}{presence}")
}
