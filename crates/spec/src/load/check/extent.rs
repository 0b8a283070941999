//! Checks that shared types are finite and not too large.
//!
//! A dozen small types that contain each other can expand to millions of fields, and an example of
//! such a request would be as long. So this is checked before types are expanded.

use std::collections::HashMap;

use crate::{Endpoint, Field, Model, NamedType, Object, Shape, Spanned, Type};

use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

/// Maximum depth of shared types within each other.
const MAX_LEVELS: usize = 32;
/// Maximum number of fields of an endpoint or a type, with shared types expanded.
const MAX_FIELDS: usize = 2000;

/// Returns whether all types and endpoints are small enough for the other checks.
pub(super) fn check(model: &Model, out: &mut Diagnostics) -> bool {
    let types = model.types.iter().map(|ty| (ty.name.value.as_str(), ty)).collect();
    let mut survey = Survey { types, extents: HashMap::new(), path: Vec::new(), small: true };
    for ty in &model.types {
        survey.named(&ty.name, out);
    }
    for endpoint in &model.endpoints {
        survey.endpoint(endpoint, out);
    }
    survey.small
}

/// The size of a type, with shared types expanded.
#[derive(Clone, Copy, Default)]
struct Extent {
    levels: usize,
    fields: usize,
}

struct Survey<'a> {
    types: HashMap<&'a str, &'a NamedType>,
    /// The types that were measured already.
    extents: HashMap<&'a str, Extent>,
    /// The types that contain the current one, the outermost first.
    path: Vec<&'a str>,
    /// Nothing has too many fields.
    small: bool,
}

impl<'a> Survey<'a> {
    fn named(&mut self, name: &'a Spanned<String>, out: &mut Diagnostics) -> Extent {
        if let Some(extent) = self.extents.get(name.value.as_str()) {
            return *extent;
        }
        let Some(ty) = self.types.get(name.value.as_str()).copied() else {
            return Extent::default();
        };
        // A type that contains itself, even in a list: the vendor's docs have none, and a struct
        // can't contain itself.
        if let Some(start) = self.path.iter().position(|seen| *seen == name.value) {
            let mut names = self.path[start..].to_vec();
            names.push(&name.value);
            let message = format!("a type contains itself: {}", names.join(" → "));
            let help = "use `json` for values of any shape";
            out.push(Diagnostic::new(Code::TypeCycle, name.span, message).help(help));
            return Extent::default();
        }
        let mut extent = Extent { levels: 1, fields: 1 };
        // Deeper types need not be visited: the limit is exceeded already.
        if let (Shape::Object(Object { fields }), true) = (&ty.shape, self.path.len() <= MAX_LEVELS)
        {
            self.path.push(&ty.name.value);
            let inner = self.fields(fields, out);
            self.path.pop();
            extent = Extent { levels: inner.levels + 1, fields: inner.fields + 1 };
        }
        if extent.levels > MAX_LEVELS {
            let message =
                format!("`{}` has more than {MAX_LEVELS} levels of shared types", name.value);
            let help = "use `json` for the inner levels";
            out.push(Diagnostic::new(Code::TooDeep, ty.name.span, message).help(help));
            extent.levels = 1;
        }
        if extent.fields > MAX_FIELDS {
            self.too_many(&ty.name, out);
            extent.fields = 1;
        }
        self.extents.insert(&ty.name.value, extent);
        extent
    }

    fn fields(&mut self, fields: &'a [Field], out: &mut Diagnostics) -> Extent {
        let mut sum = Extent::default();
        for field in fields {
            let inner = match field.ty.innermost() {
                Type::Named(name) => self.named(name, out),
                Type::Object(object) => self.fields(&object.fields, out),
                _ => Extent::default(),
            };
            sum.levels = sum.levels.max(inner.levels);
            sum.fields = sum.fields.saturating_add(inner.fields).saturating_add(1);
        }
        sum
    }

    fn endpoint(&mut self, endpoint: &'a Endpoint, out: &mut Diagnostics) {
        let all = [&endpoint.query, endpoint.body.fields(), endpoint.response.fields()];
        let fields = all.map(|fields| self.fields(fields, out).fields);
        if fields.iter().sum::<usize>() > MAX_FIELDS {
            self.too_many(&endpoint.id, out);
        }
    }

    fn too_many(&mut self, name: &Spanned<String>, out: &mut Diagnostics) {
        let message = format!(
            "`{}` has more than {MAX_FIELDS} fields with those of shared types",
            name.value
        );
        let help = "use `json` for values whose fields aren't used";
        out.push(Diagnostic::new(Code::TooManyFields, name.span, message).help(help));
        self.small = false;
    }
}
