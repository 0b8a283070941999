//! Every change of a single row of a page is drift against the draft of the page before, quirks and all.
//!
//! `MUTATIONS=2000 cargo test -p weixin-import --test import mutations -- --nocapture` tries more of them, and
//! `MUTATED_PAGES=DIR` tries them on the Markdown pages of a folder.

mod invented;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use rayon::prelude::*;
use weixin_import::drift::{Comparison, compare};
use weixin_import::import::import;
use weixin_import::{Body, Field, Page, Presence, Response, VendorType};
use weixin_spec::Model;
use weixin_spec::load::Sources;

use super::support::{Folder, empty, options, saved, small, sources};

/// How many are tried unless told otherwise.
const USUAL: usize = 300;

/// How many mutations may pass without a difference.
const MAY_PASS: (usize, usize) = (5, 2000);

/// A page, and the spec that was drafted of it.
struct Case {
    name: String,
    text: String,
    model: Model,
    sources: Sources,
    /// What its quirks excuse.
    recorded: Vec<String>,
}

/// A change of one row.
#[derive(Clone)]
struct Mutation {
    /// The row's line, from 1.
    line: u32,
    what: What,
}

#[derive(Clone)]
enum What {
    Deleted,
    Renamed { name: String },
    Retyped { ty: String, to: &'static str },
    Flipped,
}

impl fmt::Display for Mutation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line;
        match &self.what {
            What::Deleted => write!(f, "line {line} deleted"),
            What::Renamed { name } => write!(f, "line {line}: `{name}` renamed"),
            What::Retyped { ty, to } => write!(f, "line {line}: `{ty}` is `{to}`"),
            What::Flipped => write!(f, "line {line}: the required mark flipped"),
        }
    }
}

#[test]
fn a_change_of_a_row_is_drift() {
    let wanted = std::env::var("MUTATIONS").ok().and_then(|count| count.parse().ok());
    let wanted = wanted.unwrap_or(USUAL);
    let mut rng = Rng::with_seed(20_261_123);
    let mut cases: Vec<Case> =
        texts().into_iter().map(|(name, text)| case(name, text, empty())).collect();
    let mut all: Vec<(usize, Mutation)> = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        all.extend(mutations(&case.text, &mut rng).into_iter().map(|mutation| (number, mutation)));
    }
    // What the written pages don't have enough of, invented ones have.
    let only_given = std::env::var_os("MUTATED_PAGES").is_some();
    for number in (0..).take_while(|_| !only_given) {
        if all.len() >= wanted * 2 {
            break;
        }
        let case = case(format!("invented page {number}"), invented::invented(number), small());
        let made = mutations(&case.text, &mut rng);
        all.extend(made.into_iter().map(|mutation| (cases.len(), mutation)));
        cases.push(case);
    }
    rng.shuffle(&mut all);
    if !only_given {
        all.truncate(wanted);
    }
    let outcomes: Vec<(String, Outcome)> = all
        .par_iter()
        .filter_map(|(number, mutation)| {
            let case = &cases[*number];
            Some((format!("{}: {mutation}", case.name), outcome(case, mutation)?))
        })
        .collect();
    let tried = outcomes.len();
    let count = |wanted| outcomes.iter().filter(|(_, outcome)| *outcome == wanted).count();
    let (unseen, recorded) = (count(Outcome::Unseen), count(Outcome::Recorded));
    println!("{tried} mutations, {unseen} unseen, {recorded} recorded only");
    for (mutation, outcome) in outcomes.iter().filter(|(_, outcome)| *outcome != Outcome::Drift) {
        println!("  {outcome:?}: {mutation}");
    }
    assert!(only_given || tried * 10 > wanted * 9, "{tried} mutations of {wanted}");
    let (passed, of) = MAY_PASS;
    let may_pass = (tried * passed).div_ceil(of);
    assert!(unseen + recorded <= may_pass, "more than {may_pass} of {tried}");
}

/// What drift reports of a change.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    Drift,
    /// A difference that a quirk excuses.
    Recorded,
    Unseen,
}

/// Compares the changed page with the draft of the one before; `None` if the change can't be made, or leaves no page.
fn outcome(case: &Case, mutation: &Mutation) -> Option<Outcome> {
    let after = mutated(&case.text, mutation)?;
    let page = weixin_import::read(after.as_bytes()).ok()?;
    let found = compare(&page, &case.model, &case.sources);
    Some(if found.iter().any(|call| !call.differences.is_empty()) {
        Outcome::Drift
    } else if recorded_in(&found) == case.recorded {
        Outcome::Unseen
    } else {
        Outcome::Recorded
    })
}

/// The differences that quirks excuse.
fn recorded_in(calls: &[Comparison]) -> Vec<String> {
    let all = calls.iter().flat_map(|call| &call.recorded);
    all.map(|each| format!("{}: {:?}, {:?}", each.at, each.page, each.spec)).collect()
}

/// The pages that were written by hand, with their names.
fn texts() -> Vec<(String, String)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folders = match std::env::var_os("MUTATED_PAGES") {
        Some(folder) => vec![PathBuf::from(folder)],
        None => vec![tests.join("pages"), tests.join("import/pages")],
    };
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut paths: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let text = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let text = fs::read_to_string(path).ok()?;
        weixin_import::read(text.as_bytes()).ok()?;
        Some((name, text))
    };
    paths.into_iter().filter_map(text).collect()
}

/// A page and its draft, which don't differ.
fn case(name: String, text: String, mut folder: Folder) -> Case {
    let made = import(&[saved("page.md", &text)], &sources(&folder), &options(), &|| {}).unwrap();
    folder.extend(made.specs);
    let sources = sources(&folder);
    let model = weixin_spec::load::model(&sources).unwrap_or_else(|found| {
        panic!("{name}: {}\n{text}", weixin_spec::load::render(&found, &sources, false))
    });
    let page = weixin_import::read(text.as_bytes()).unwrap();
    let found = compare(&page, &model, &sources);
    let recorded = recorded_in(&found);
    // A call that no spec can have is never without difference.
    let found = found.iter().filter(|call| call.endpoint.is_some());
    let differences: Vec<_> = found.flat_map(|call| &call.differences).collect();
    assert!(differences.is_empty(), "{name}: {differences:?}\n{text}\n{:?}", folder.values());
    Case { name, text, model, sources, recorded }
}

/// Every change of each row of the page's tables; of the types one.
fn mutations(text: &str, rng: &mut Rng) -> Vec<Mutation> {
    let page: Page = weixin_import::read(text.as_bytes()).unwrap();
    let mut out = Vec::new();
    let rows = |fields: &[Field], out: &mut Vec<Mutation>, rng: &mut Rng| {
        fields.iter().for_each(|field| of_row(field, out, rng));
    };
    rows(&page.query, &mut out, rng);
    if let Body::Json(fields) | Body::Form(fields) = &page.body {
        rows(fields, &mut out, rng);
    }
    // What is beside a file isn't in the spec.
    if let Response::Json(fields) = &page.response {
        rows(fields, &mut out, rng);
    }
    // Of a code with two rows one may go.
    let twice = |code: &str| text.matches(&format!("| {code} |")).count() > 1;
    let codes = page.errors.iter().filter(|row| !twice(&row.code.to_string()));
    out.extend(codes.map(|row| Mutation { line: row.line, what: What::Deleted }));
    out
}

fn of_row(field: &Field, out: &mut Vec<Mutation>, rng: &mut Rng) {
    let mut add = |what| out.push(Mutation { line: field.line, what });
    add(What::Deleted);
    add(What::Renamed { name: field.name.clone() });
    let kind = VendorType::of(&field.ty);
    let words = ["string", "number", "boolean", "object", "objarray", "strarray", "numarray"];
    let mut words: Vec<&str> =
        words.into_iter().filter(|word| is_other(&kind, &VendorType::of(word))).collect();
    rng.shuffle(&mut words);
    if let Some(to) = words.first() {
        add(What::Retyped { ty: field.ty.clone(), to });
    }
    if field.presence != Presence::Unknown {
        add(What::Flipped);
    }
    field.fields.iter().for_each(|field| of_row(field, out, rng));
}

/// Whether a type is another one, and not only said in other words or with less.
fn is_other(one: &VendorType, other: &VendorType) -> bool {
    use VendorType::{
        Fraction, Integer, Json, List, ListOf, Number, Object, Timestamp, Unknown, Unspecified,
    };
    match (one, other) {
        (Number | Integer | Fraction, Number | Integer | Fraction) => false,
        (Timestamp, VendorType::Text | Number) => false,
        (Object | Json, Object | Json) | (List, ListOf(_)) => false,
        // A draft has JSON of any shape for it, which an object is too.
        (Unknown | Unspecified, Object | ListOf(_)) => false,
        (one, other) => one != other,
    }
}

/// The text with the change; `None` where the row has no such cell on a line of its own.
fn mutated(text: &str, mutation: &Mutation) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let place = usize::try_from(mutation.line).ok()?.checked_sub(1)?;
    let line = lines.get(place)?.clone();
    if !line.starts_with('|') {
        return None;
    }
    let replaced = |from: &str, to: &str| {
        let cells: Vec<&str> = line.split('|').collect();
        let at = cells.iter().position(|cell| cell.trim() == from)?;
        let mut cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        cells[at] = format!(" {to} ");
        Some(cells.join("|"))
    };
    match &mutation.what {
        What::Deleted => drop(lines.remove(place)),
        What::Renamed { name } => {
            let written = name.replace('_', "\\_");
            let to = format!("{name}Renamed");
            lines[place] = replaced(name, &to).or_else(|| replaced(&written, &to))?;
        }
        What::Retyped { ty, to } => lines[place] = replaced(ty, to)?,
        What::Flipped => {
            let flips = [
                ("是", "否"),
                ("否", "是"),
                ("yes", "no"),
                ("no", "yes"),
                ("Yes", "No"),
                ("No", "Yes"),
            ];
            lines[place] = flips.iter().find_map(|(from, to)| replaced(from, to))?;
        }
    }
    Some(lines.join("\n") + "\n")
}
