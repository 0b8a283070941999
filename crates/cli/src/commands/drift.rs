//! `cargo gen drift`: differences between the vendor's pages and the spec.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;
use serde::Serialize;
use weixin_import::drift::{self, Comparison};
use weixin_import::{Page, Problem};
use weixin_spec::Model;
use weixin_spec::load::Sources;

use crate::console::{Console, Format};
use crate::{report, saved, say};

/// Compares saved vendor pages with the specs of their calls, field by field.
///
/// Facts are compared, prose is not. A difference that a quirk of the spec names counts as recorded: it is
/// listed, but it isn't drift.
///
/// Exit code 0: no drift. 1: drift, or a page or the spec can't be read. 2: a file can't be written, or the
/// arguments are invalid.
#[derive(Debug, clap::Args)]
pub(crate) struct Drift {
    /// Saved pages, or folders of them: Markdown, the vendor's own `.md`, reader-mode text or HTML.
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,

    /// The folder of specs.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    spec: PathBuf,

    /// Records in each spec when its page was read and a fingerprint of its text (`read:`, `fingerprint:`).
    #[arg(long)]
    accept: bool,

    /// The day to record, `yyyy-mm-dd`; default: today.
    #[arg(long, value_name = "DATE", requires = "accept", value_parser = day)]
    read: Option<String>,
}

/// The result for one page.
#[derive(Serialize)]
struct Outcome {
    page: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<Problem>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    calls: Vec<Comparison>,
}

impl Outcome {
    fn is_clean(&self) -> bool {
        self.problems.is_empty() && self.calls.iter().all(|call| call.differences.is_empty())
    }
}

impl Drift {
    pub(crate) fn run(&self, console: Console) -> io::Result<ExitCode> {
        let Some((sources, model)) = report::spec(&self.spec, console)? else {
            return Ok(ExitCode::FAILURE);
        };
        let pages = saved::paths(&self.pages)?;
        let read = pages.par_iter().map(|path| one(path, &model, &sources));
        let (outcomes, pages): (Vec<_>, Vec<_>) = read.unzip();
        report(&outcomes, console.format)?;
        if self.accept {
            self.record(pages.iter().flatten(), &model, &sources)?;
        }
        let clean = outcomes.iter().all(Outcome::is_clean);
        Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Records in each spec when its page was read. If several pages are about a spec, the last one counts.
    fn record<'a>(
        &self,
        pages: impl Iterator<Item = &'a Page>,
        model: &Model,
        sources: &Sources,
    ) -> io::Result<()> {
        let read = self.read.clone().unwrap_or_else(today);
        let mut texts = BTreeMap::new();
        for page in pages {
            for endpoint in page.calls.iter().filter_map(|call| drift::endpoint(model, call)) {
                let Some(source) = sources.file(endpoint.id.span) else { continue };
                if let Some(text) = drift::accept(source, &read, &page.fingerprint) {
                    texts.insert(source.path.clone(), text);
                }
            }
        }
        for (path, text) in texts {
            let path = self.spec.join(path);
            weixin_codegen::replace(&path, &text)?;
            say(&format!("accepted {}", path.display()));
        }
        Ok(())
    }
}

/// Compares one page. A file that isn't a page results in an outcome with problems.
fn one(path: &Path, model: &Model, sources: &Sources) -> (Outcome, Option<Page>) {
    let page = path.display().to_string();
    let read = saved::head(path).map_err(|problem| vec![problem]);
    match read.and_then(|bytes| weixin_import::read(&bytes)) {
        Ok(read) => {
            let calls = drift::compare(&read, model, sources);
            (Outcome { page, problems: Vec::new(), calls }, Some(read))
        }
        Err(problems) => (Outcome { page, problems, calls: Vec::new() }, None),
    }
}

fn report(outcomes: &[Outcome], format: Format) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if format == Format::Json {
        serde_json::to_writer_pretty(&mut out, outcomes)?;
        return writeln!(out);
    }
    for outcome in outcomes {
        for problem in &outcome.problems {
            say(&saved::problem(&outcome.page, problem));
        }
        for comparison in &outcome.calls {
            write!(out, "{}", drift::text(&outcome.page, comparison))?;
        }
    }
    let calls = || outcomes.iter().flat_map(|outcome| &outcome.calls);
    let drift = calls().map(|call| call.differences.len()).sum();
    let recorded = match calls().map(|call| call.recorded.len()).sum() {
        0 => String::new(),
        recorded => format!(", {recorded} recorded as quirks"),
    };
    let pages = counted(outcomes.len(), "page");
    let drift = if drift == 0 { "no drift".to_owned() } else { counted(drift, "difference") };
    say(&format!("{pages}, {drift}{recorded}"));
    Ok(())
}

pub(crate) fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Returns the current day in this machine's time zone.
pub(crate) fn today() -> String {
    jiff::ZonedDateTime::now().date().to_string()
}

pub(crate) fn day(text: &str) -> Result<String, String> {
    let day = text.parse::<jiff::civil::Date>().ok().map(|day| day.to_string());
    // The parser also accepts other formats.
    let invalid = || format!("`{text}` is not a date such as 2026-11-23");
    day.filter(|day| day == text).ok_or_else(invalid)
}
