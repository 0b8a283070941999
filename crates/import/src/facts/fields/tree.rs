//! Builds a tree of fields from the rows of tables: first by dotted names, then by the sub-sections.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Field, FindingKind, Value, VendorType};

use super::table::{Parameter, Remark};
use crate::facts::findings::Findings;
use crate::facts::template::path::{self, Path, Side};
use crate::facts::template::text::quoted;

/// Maximum depth of the tree; deeper objects have no fields.
pub(super) const DEPTH: usize = 16;
/// Maximum number of fields. Several rows may refer to the same section, so their fields could multiply.
const FIELDS: usize = 5_000;

/// The sub-sections of a page.
#[derive(Default)]
pub(super) struct Sections {
    pub(super) fields: BTreeMap<Path, (u32, Vec<Parameter>)>,
    pub(super) values: BTreeMap<Path, (u32, Vec<Value>)>,
    used: BTreeSet<(Path, bool)>,
    grown: usize,
}

/// A field whose sub-section has not been added yet.
struct Growing {
    field: Field,
    remarks: Vec<Remark>,
    link: Option<Path>,
    children: Vec<Growing>,
}

/// The sub-section of a field.
enum Below {
    Nothing,
    Rows(Path, Vec<Parameter>),
    /// A section that contains the field itself.
    Back(Path),
}

impl Sections {
    /// Builds the tree of a table's rows and of the sub-sections that they refer to.
    pub(super) fn grow(
        &mut self,
        side: Side,
        rows: &[Parameter],
        findings: &mut Findings,
    ) -> Vec<Field> {
        let mut root = Path { side, names: Vec::new() };
        let ancestors = vec![root.clone()];
        let growing = plant(rows, findings);
        self.attach(growing, &mut root, &ancestors, findings)
    }

    fn attach(
        &mut self,
        growing: Vec<Growing>,
        place: &mut Path,
        ancestors: &[Path],
        findings: &mut Findings,
    ) -> Vec<Field> {
        let mut fields = Vec::with_capacity(growing.len());
        for Growing { mut field, remarks, link, mut children } in growing {
            self.grown += 1;
            place.names.push(field.name.clone());
            let about = about(place);
            for (kind, words) in remarks {
                findings.add_about(about.clone(), kind, field.line, words);
            }
            if let Some((_, values)) = self.values.get(place) {
                self.used.insert((place.clone(), false));
                field.values.clone_from(values);
            }
            if place.names.len() >= DEPTH || self.grown >= FIELDS {
                let message = format!(
                    "the fields of {} were left out: the page has too many fields or levels",
                    quoted(&field.name)
                );
                findings.add(FindingKind::Template, field.line, message);
            } else {
                let below = self.section(place, link.as_ref(), ancestors);
                let mut ancestors = ancestors.to_vec();
                if let Below::Rows(path, rows) = &below {
                    for child in plant(rows, findings) {
                        add(&mut children, child, findings);
                    }
                    ancestors.push(path.clone());
                }
                field.fields = self.attach(children, place, &ancestors, findings);
                unless_known(&field, &about, &below, findings);
            }
            place.names.pop();
            fields.push(field);
        }
        fields
    }

    /// The sub-section of a field: the one with its path, otherwise the one that its type links to.
    fn section(&mut self, place: &Path, link: Option<&Path>, ancestors: &[Path]) -> Below {
        let own = self.fields.contains_key(place).then_some(place);
        let Some(path) = own.or(link) else { return Below::Nothing };
        let Some((_, rows)) = self.fields.get(path) else { return Below::Nothing };
        if ancestors.contains(path) {
            return Below::Back(path.clone());
        }
        let below = Below::Rows(path.clone(), rows.clone());
        self.used.insert((path.clone(), true));
        below
    }

    /// Reports the sub-sections that no row refers to.
    pub(super) fn say_unused(&self, findings: &mut Findings) {
        let fields = self.fields.iter().map(|(path, (line, _))| (path, *line, true));
        let values = self.values.iter().map(|(path, (line, _))| (path, *line, false));
        for (path, line, of_fields) in fields.chain(values) {
            if !self.used.contains(&(path.clone(), of_fields)) {
                let message = format!("no row refers to the section `{}`", path.written());
                findings.add(FindingKind::Template, line, message);
            }
        }
    }
}

/// The path of a field, such as `body.goods.price`.
fn about(place: &Path) -> String {
    let part = match place.side {
        Side::Query => "query",
        Side::Body => "body",
        Side::Reply => "response",
    };
    std::iter::once(part)
        .chain(place.names.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join(".")
}

/// Reports that an object's fields are not listed, or are those of its parent.
fn unless_known(field: &Field, about: &str, below: &Below, findings: &mut Findings) {
    if let Below::Back(path) = below {
        let words = format!(
            "{} refers to the section `{}`, which contains it: its fields were left out",
            quoted(&field.name),
            path.written()
        );
        findings.add_about(about.to_owned(), FindingKind::UnlistedFields, field.line, words);
        return;
    }
    let is_object = match VendorType::of(&field.ty) {
        VendorType::Object | VendorType::Json => true,
        VendorType::ListOf(item) => *item == VendorType::Object,
        _ => false,
    };
    if is_object && field.fields.is_empty() {
        let words = format!("no section says what {} consists of", quoted(&field.name));
        findings.add_about(about.to_owned(), FindingKind::UnlistedFields, field.line, words);
    }
}

/// Builds trees of the rows; a dotted name becomes a child of the row that its first part names.
fn plant(rows: &[Parameter], findings: &mut Findings) -> Vec<Growing> {
    let mut planted = Vec::new();
    if let Some(row) = rows.get(FIELDS) {
        findings.add(
            FindingKind::BrokenTable,
            row.line,
            "the table has more than 5000 rows: the rest was left out",
        );
    }
    for row in rows.iter().take(FIELDS) {
        let mut names =
            row.name.split('.').filter(|name| !name.is_empty()).map(part).collect::<Vec<_>>();
        let Some((name, _)) = names.pop() else { continue };
        let mut remarks = row.remarks.clone();
        let values = super::enums::of_cell(row, &mut remarks);
        let field = Field {
            name,
            ty: row.ty.text.trim().to_owned(),
            presence: row.presence,
            about: row.about.text.trim().to_owned(),
            example: row.example.clone(),
            values,
            fields: Vec::new(),
            line: row.line,
        };
        let link = row.ty.links.iter().find_map(|link| path::of_target(&link.target));
        let below = names.into_iter().take(DEPTH);
        let growing = Growing { field, remarks, link, children: Vec::new() };
        add(descend(&mut planted, below, row.line, findings), growing, findings);
    }
    planted
}

/// A part of a dotted name, and whether it is marked as a list.
fn part(name: &str) -> (String, bool) {
    let end = name.find(['[', '(', '<']).unwrap_or(name.len());
    (name[..end].to_owned(), end < name.len())
}

fn descend<'g>(
    mut place: &'g mut Vec<Growing>,
    names: impl Iterator<Item = (String, bool)>,
    line: u32,
    findings: &mut Findings,
) -> &'g mut Vec<Growing> {
    for (name, is_list) in names {
        let known = place.iter().position(|growing| growing.field.name == name);
        let index = known.unwrap_or_else(|| {
            let message = format!("the table has fields of {}, but no row for it", quoted(&name));
            findings.add(FindingKind::BrokenTable, line, message);
            let ty = if is_list { "objarray" } else { "object" }.to_owned();
            let field = Field { name, ty, line, ..Field::default() };
            place.push(Growing { field, remarks: Vec::new(), link: None, children: Vec::new() });
            place.len() - 1
        });
        place = &mut place[index].children;
    }
    place
}

/// Adds a field, unless there is one with its name already.
fn add(place: &mut Vec<Growing>, growing: Growing, findings: &mut Findings) {
    let name = &growing.field.name;
    if place.iter().any(|known| known.field.name == *name) {
        let message =
            format!("{} is listed twice in its table: the first row was used", quoted(name));
        findings.add(FindingKind::BrokenTable, growing.field.line, message);
    } else {
        place.push(growing);
    }
}
