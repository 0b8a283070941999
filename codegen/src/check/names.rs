//! Names that are different on the wire and in files, but would be the same in Rust.

use std::collections::HashMap;

use weixin_catalog::{Catalog, EnumValues, Field, Shape, Span, Type};

use super::{each_list, walk};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::emit::reserved;
use crate::lower::{camel_case, field_name, is_keyword, type_name, variant_name};

pub(super) fn check(catalog: &Catalog, out: &mut Diagnostics) {
    api(catalog, out);
    endpoints(catalog, out);
    each_list(catalog, |_, _, fields| {
        let mut names = Names::new("field", "give one of them another name with `rust:`");
        for field in fields {
            names.add(&field_name(field), field.name.span, out);
        }
    });
    for endpoint in &catalog.endpoints {
        let camel = camel_case(&endpoint.id);
        let mut names = Names::new("type", "name one of them with `type_name:`");
        for suffix in ["Request", "Response", "Required", "Caller"] {
            names.add(&format!("{camel}{suffix}"), endpoint.id.span, out);
        }
        for fields in [&endpoint.query, endpoint.body.fields(), &endpoint.response] {
            defined(fields, &mut names, out);
        }
    }
    let mut names = Names::new("type", "rename one of the files");
    for ty in &catalog.types {
        names.add(&ty.name, ty.name.span, out);
        let mut inner = Names::new("type", "name one of them with `type_name:`");
        inner.add(&ty.name, ty.name.span, out);
        match &ty.shape {
            Shape::Object(object) => defined(&object.fields, &mut inner, out),
            Shape::Enum(values) => variants(values, out),
        }
    }
}

fn api(catalog: &Catalog, out: &mut Diagnostics) {
    let mut codes = Names::new("error code", "choose another name");
    for error in &catalog.errors {
        codes.add(&error.name, error.name.span, out);
    }
    let mut classes = Names::new("error class", "choose another id");
    classes.take("Unclassified");
    for class in &catalog.api.error_classes {
        classes.add(&camel_case(&class.id), class.id.span, out);
    }
    let mut accounts = Names::new("account kind", "choose another id");
    accounts.take("AnyAccount");
    accounts.take("Account");
    for account in &catalog.api.accounts {
        accounts.add(&camel_case(&account.id), account.id.span, out);
    }
}

fn endpoints(catalog: &Catalog, out: &mut Diagnostics) {
    let mut methods = Names::new("endpoint", "rename one of the files");
    for endpoint in &catalog.endpoints {
        for (name, taken) in [
            (&endpoint.group, reserved::MODULES),
            (&endpoint.id, reserved::METHODS),
        ] {
            if is_keyword(name) || taken.contains(&name.value.as_str()) {
                let message = format!("`{}` is taken by Rust or by the runtime", name.value);
                let help = "rename the file or its folder";
                out.push(Diagnostic::new(Code::NameCollision, name.span, message).help(help));
            }
        }
        methods.add(&camel_case(&endpoint.id), endpoint.id.span, out);
    }
}

/// The types that fields define, at every depth, and the variants of enums.
fn defined(fields: &[Field], names: &mut Names, out: &mut Diagnostics) {
    walk(fields, &mut |_, fields| {
        for field in fields {
            match field.ty.innermost() {
                Type::Object(_) => {
                    names.add(&type_name(field), field.name.span, out);
                    names.add(&format!("{}Required", type_name(field)), field.name.span, out);
                }
                Type::Enum(values) => {
                    names.add(&type_name(field), field.name.span, out);
                    variants(values, out);
                }
                _ => {}
            }
        }
    }, true);
}

fn variants(values: &EnumValues, out: &mut Diagnostics) {
    let mut names = Names::new("value", "name one of them with `{ name: …, about: … }`");
    for variant in &values.variants {
        match variant_name(variant) {
            Some(name) => names.add(&name, variant.value.span, out),
            None => {
                let message = "no Rust name can be made of this value";
                let help = "give it one: `{ name: Company, about: … }`";
                let span = variant.value.span;
                out.push(Diagnostic::new(Code::BadName, span, message).help(help));
            }
        }
    }
}

/// Names that must differ.
struct Names {
    what: &'static str,
    help: &'static str,
    seen: HashMap<String, Option<Span>>,
}

impl Names {
    fn new(what: &'static str, help: &'static str) -> Self {
        Self { what, help, seen: HashMap::new() }
    }

    /// A name that the generated code needs itself.
    fn take(&mut self, name: &str) {
        self.seen.insert(name.to_owned(), None);
    }

    fn add(&mut self, name: &str, span: Span, out: &mut Diagnostics) {
        let taken = reserved::TYPES.contains(&name) || reserved::FIELDS.contains(&name);
        let first = match self.seen.insert(name.to_owned(), Some(span)) {
            Some(first) => first,
            None if taken => None,
            None => return,
        };
        let message = format!("this {} would be called `{name}` in Rust, which is taken", self.what);
        let diagnostic = Diagnostic::new(Code::NameCollision, span, message).help(self.help);
        out.push(match first {
            Some(first) => diagnostic.and(first, "by this one"),
            None => diagnostic,
        });
    }
}
