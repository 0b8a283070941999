//! Checks for names that differ on the wire and in files, but would be the same in Rust.

use std::collections::{HashMap, HashSet};

use crate::{EnumValues, Field, Model, Shape, Span, Type};

use super::{Place, each_list, walk};
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names::reserved;
use crate::names::{camel_case, field_name, is_keyword, snake_case, type_name, variant_name};

pub(super) fn check(model: &Model, out: &mut Diagnostics) {
    api(model, out);
    endpoints(model, out);
    each_list(model, |place, outermost, fields| {
        // Query and body are one struct, which is checked below.
        if !(outermost && matches!(place, Place::Query | Place::Body | Place::Form)) {
            self::fields(fields, out);
        }
    });
    let shared: HashSet<&str> = model.types.iter().map(|ty| ty.name.value.as_str()).collect();
    for endpoint in &model.endpoints {
        self::fields(endpoint.query.iter().chain(endpoint.body.fields()), out);
        let camel = camel_case(&endpoint.id);
        let mut names =
            Names::new("type", reserved::TYPES, "give it another name with `type_name:`");
        for suffix in ["Request", "Response", "Required"] {
            names.add(&format!("{camel}{suffix}"), endpoint.id.span, out);
        }
        names.beside = Some(&shared);
        for fields in [&endpoint.query, endpoint.body.fields(), endpoint.response.fields()] {
            defined(fields, &mut names, out);
        }
    }
    let mut names = Names::new("type", reserved::TYPES, "rename the file");
    for ty in &model.types {
        if names.add(&ty.name, ty.name.span, out) {
            names.add(&format!("{}Required", ty.name.value), ty.name.span, out);
            file_name(&snake_case(&ty.name), &[], ty.name.span, out);
        }
        let mut inner =
            Names::new("type", reserved::TYPES, "give it another name with `type_name:`");
        inner.take(&ty.name);
        inner.take(&format!("{}Required", ty.name.value));
        match &ty.shape {
            Shape::Object(object) => defined(&object.fields, &mut inner, out),
            Shape::Enum(values) => variants(values, out),
        }
    }
}

fn api(model: &Model, out: &mut Diagnostics) {
    let mut codes = Names::new("error code", reserved::VARIANTS, "choose another name");
    for constant in ["ALL", "DETAILS", "TABLE"] {
        codes.take(constant);
    }
    for error in model.errors.iter().filter(|error| !error.inherited) {
        codes.add(&error.name, error.name.span, out);
    }
    let mut classes = Names::new("error class", reserved::VARIANTS, "choose another id");
    classes.take("Unclassified");
    for class in &model.api.error_classes {
        classes.add(&camel_case(&class.id), class.id.span, out);
    }
    let mut accounts = Names::new("account kind", reserved::TYPES, "choose another id");
    accounts.take("AnyAccount");
    accounts.take("Account");
    for account in &model.api.accounts {
        accounts.add(&camel_case(&account.id), account.id.span, out);
    }
}

fn endpoints(model: &Model, out: &mut Diagnostics) {
    let mut methods = Names::new("endpoint", &[], "rename the file");
    for endpoint in &model.endpoints {
        for (name, taken) in
            [(&endpoint.group, reserved::MODULES), (&endpoint.id, reserved::METHODS)]
        {
            file_name(name, taken, name.span, out);
        }
        methods.add(&camel_case(&endpoint.id), endpoint.id.span, out);
    }
}

/// Checks the fields of one struct.
fn fields<'a>(fields: impl IntoIterator<Item = &'a Field>, out: &mut Diagnostics) {
    let mut names = Names::new("field", reserved::FIELDS, "give it another name with `rust:`");
    for field in fields {
        names.add(&field_name(field), field.name.span, out);
    }
}

/// Checks a name that becomes a module, and so a file.
fn file_name(name: &str, taken: &[&str], span: Span, out: &mut Diagnostics) {
    let message = if is_keyword(name) {
        format!("`{name}` is a keyword of Rust")
    } else if taken.contains(&name) {
        format!("`{name}` is taken by the generated code or the runtime")
    } else if reserved::DEVICES.contains(&name) {
        format!("`{name}` is a reserved device name on Windows")
    } else {
        return;
    };
    let help = "rename the file or its folder";
    out.push(Diagnostic::new(Code::NameCollision, span, message).help(help));
}

/// Adds the types that fields define, at every depth, and checks the variants of enums.
fn defined(fields: &[Field], names: &mut Names<'_>, out: &mut Diagnostics) {
    walk(
        fields,
        &mut |_, fields| {
            for field in fields {
                match field.ty.innermost() {
                    Type::Object(_) => {
                        let name = type_name(field);
                        if names.add(&name, field.name.span, out) {
                            names.add(&format!("{name}Required"), field.name.span, out);
                        }
                    }
                    Type::Enum(values) => {
                        names.add(&type_name(field), field.name.span, out);
                        variants(values, out);
                    }
                    _ => {}
                }
            }
        },
        true,
    );
}

fn variants(values: &EnumValues, out: &mut Diagnostics) {
    let mut names = Names::new(
        "value",
        reserved::VARIANTS,
        "give it another name: `{ name: Other, about: … }`",
    );
    for variant in &values.variants {
        match variant_name(variant) {
            Some(name) => {
                names.add(&name, variant.value.span, out);
            }
            None => {
                let message = "no Rust name can be derived from this value";
                let help = "give it one: `{ name: Company, about: … }`";
                let span = variant.value.span;
                out.push(Diagnostic::new(Code::BadName, span, message).help(help));
            }
        }
    }
}

/// Names that must differ.
struct Names<'a> {
    what: &'static str,
    reserved: &'static [&'static str],
    help: &'static str,
    seen: HashMap<String, Option<Span>>,
    /// Names defined elsewhere that are used in the same scope.
    beside: Option<&'a HashSet<&'a str>>,
}

impl Names<'_> {
    fn new(what: &'static str, reserved: &'static [&'static str], help: &'static str) -> Self {
        Self { what, reserved, help, seen: HashMap::new(), beside: None }
    }

    /// Reserves a name that the generated code uses.
    fn take(&mut self, name: &str) {
        self.seen.insert(name.to_owned(), None);
    }

    /// Adds a name. Returns whether it was free, and reports it if it wasn't.
    fn add(&mut self, name: &str, span: Span, out: &mut Diagnostics) -> bool {
        let taken = self.reserved.contains(&name);
        let shared = self.beside.is_some_and(|names| names.contains(name));
        let first = match self.seen.insert(name.to_owned(), Some(span)) {
            Some(first) => first,
            None if taken || shared => None,
            None => return true,
        };
        let message =
            format!("this {} would be called `{name}` in Rust, which is taken", self.what);
        let diagnostic = Diagnostic::new(Code::NameCollision, span, message).help(self.help);
        out.push(match first {
            // All names that come from a file's name have the same span.
            Some(first) if first != span => diagnostic.and(first, "by this one"),
            Some(_) => diagnostic,
            None if shared => diagnostic.label("by a shared type"),
            None => diagnostic.label("by Rust or by generated code"),
        });
        false
    }
}
