//! `cargo gen new`: creates an endpoint's spec, or a spec folder.

mod template;

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use weixin_spec::load::{
    Diagnostics, SCHEMA_FILE, Severity, Source, Sources, model, read, schema, schema_comment,
};

use crate::console::{Console, Format};
use crate::{report, say};

/// Creates an endpoint's spec with comments, to be filled in from the vendor's page.
///
/// Code can be generated from it at once; what is left to do is marked `TODO`, about which `cargo gen` warns.
/// An existing file is never changed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo gen new invoice/count_invoices
  cargo gen new invoice/count_invoices --call 'POST /card/invoice/platform/count?kind=all'
  cargo gen new --init my/spec                     a spec folder of your own, which extends WeChat's API
  cargo gen new desk/list_desks --spec my/spec     an endpoint in it")]
pub(crate) struct New {
    /// The endpoint's folder and name; the name becomes the client's method.
    #[arg(value_name = "GROUP/ID", required_unless_present = "init")]
    endpoint: Option<String>,

    /// Method and path as on the vendor's page, with fixed query values.
    #[arg(long, value_name = "CALL", requires = "endpoint")]
    call: Option<String>,

    /// The folder of specs.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    spec: PathBuf,

    /// Creates this folder of specs, which adds endpoints to WeChat's API.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["spec", "endpoint"])]
    init: Option<PathBuf>,
}

impl New {
    pub(crate) fn run(&self, console: Console) -> io::Result<ExitCode> {
        match (&self.init, &self.endpoint) {
            (Some(folder), _) => init(console, folder),
            (None, endpoint) => self.endpoint(console, endpoint.as_deref().unwrap_or_default()),
        }
    }

    fn endpoint(&self, console: Console, endpoint: &str) -> io::Result<ExitCode> {
        let path = self.spec.join(format!("{endpoint}.yaml"));
        refuse_existing(&path)?;
        let name = self.spec.display().to_string();
        let sources = read(&self.spec, &name)?;
        let general = sources.iter().map(|(_, source)| source);
        let general = general.filter(|source| !source.path.contains('/')).cloned();
        let general = Sources::new(general.collect());
        let api = match model(&general) {
            Ok(model) => model.api,
            Err(found) => return refuse(console, &found, &general, &self.spec),
        };
        let call = self.call.clone().unwrap_or_else(|| format!("POST /TODO/{endpoint}"));
        let mut text = template::endpoint(&api, &call);
        if self.spec.join(SCHEMA_FILE).exists() {
            let path = format!("{endpoint}.yaml");
            text.insert_str(0, &format!("{}\n", schema_comment(&path)));
        }
        let source = Source {
            name: format!("{name}/{endpoint}.yaml"),
            path: format!("{endpoint}.yaml"),
            bytes: text.clone().into_bytes(),
        };
        let (found, sources) = found_in(source, &sources);
        if !found.is_empty() {
            return refuse(console, &found, &sources, &self.spec);
        }
        write(&[(path.clone(), text)])?;
        report::document(console, &found, &sources, &[("new", path.display().to_string())])?;
        if console.format == Format::Text {
            say(&format!("new      {}", path.display()));
            say(
                "next: replace each TODO with the facts of the vendor's page; `cargo gen` lists them",
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn init(console: Console, folder: &Path) -> io::Result<ExitCode> {
    let headed = |name: &str, text: &str| format!("{}\n{text}", schema_comment(name));
    let files = [
        ("api.yaml", headed("api.yaml", template::API)),
        ("errors.yaml", headed("errors.yaml", template::ERRORS)),
        (SCHEMA_FILE, schema()),
    ];
    let files = files.map(|(name, text)| (folder.join(name), text));
    files.iter().try_for_each(|(path, _)| refuse_existing(path))?;
    write(&files)?;
    let written = files.map(|(path, _)| ("new", path.display().to_string()));
    report::document(console, &Diagnostics::default(), &Sources::default(), &written)?;
    if console.format == Format::Text {
        written.iter().for_each(|(change, path)| say(&format!("{change:8} {path}")));
        say(&template::next_steps(&folder.display().to_string()));
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the errors of a file among the others of its folder.
fn found_in(source: Source, others: &Sources) -> (Diagnostics, Sources) {
    let path = source.path.clone();
    let others = others.iter().map(|(_, source)| source.clone());
    let all = Sources::new(others.chain([source]).collect());
    let of_file = |file: u32| {
        let mut files = all.iter();
        files.any(|(number, source)| number == file && source.path == path)
    };
    let mut found = Diagnostics::default();
    // Errors in other files don't matter here.
    let problems = model(&all).err().unwrap_or_default();
    let here = problems.sorted().into_iter().filter(|each| {
        // Two files that exclude each other: the primary place may be in either.
        let second = each.secondary.as_ref().is_some_and(|label| of_file(label.span.file));
        each.severity == Severity::Error && (second || of_file(each.primary.span.file))
    });
    here.for_each(|each| found.push(each.clone()));
    (found, all)
}

fn refuse(
    console: Console,
    found: &Diagnostics,
    sources: &Sources,
    folder: &Path,
) -> io::Result<ExitCode> {
    report::draw(console, found, sources, folder);
    report::document(console, found, sources, &[])?;
    Ok(ExitCode::FAILURE)
}

fn refuse_existing(path: &Path) -> io::Result<()> {
    // A broken link exists too.
    match path.symlink_metadata() {
        Ok(_) => Err(existing(path)),
        Err(_) => Ok(()),
    }
}

fn existing(path: &Path) -> io::Error {
    let message = format!("{} already exists; it was not changed", path.display());
    io::Error::new(io::ErrorKind::AlreadyExists, message)
}

/// Writes new files. Returns an error if one has come into existence in the meantime.
fn write(files: &[(PathBuf, String)]) -> io::Result<()> {
    for (path, text) in files {
        let at = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => existing(path),
            kind => io::Error::new(kind, format!("{}: {error}", path.display())),
        };
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(at)?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(at)?;
        file.write_all(text.as_bytes()).map_err(at)?;
    }
    Ok(())
}
