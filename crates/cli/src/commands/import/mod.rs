//! `cargo gen import`: saved pages in, specs out.

mod outcome;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use weixin_import::import::{Import, Imported, Options, Saved, import};
use weixin_spec::load::{Source, Sources, read};

use super::drift::{day, today};
use crate::console::{Console, Format};
use crate::{report, saved, say};

/// Drafts specs of saved vendor pages, and brings the facts of a page into a spec that is there already.
///
/// One spec is one call. A call that a spec of the folder has already keeps its file: what people wrote there
/// stays, comments and layout too, and what the page says now is added and told line by line. What is left to a
/// person says `TODO` or `review`, which `cargo gen` warns of. A page that can't be read is said, and the
/// others are written.
///
/// Exit code 0: all pages were read. 1: one couldn't be, or a spec that is there, or a draft would break the
/// folder. 2: a file can't be written, or the arguments make no sense.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo gen import page.md --into spec
  cargo gen import pages/ --into my/spec --group order
  cargo gen import page.html --into spec --page https://example.com/doc/api_order.html --read 2026-11-22")]
pub(crate) struct ImportPages {
    /// Saved pages, or folders of them: Markdown, the vendor's own `.md`, reader-mode text or HTML.
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,

    /// The folder of specs to write to.
    #[arg(long, value_name = "DIR")]
    into: PathBuf,

    /// Where `api.yaml`, `errors.yaml` and `types/` are, unless in the folder that is written to.
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,

    /// The group of new specs; otherwise the folder of the page's address, or what the call's path says.
    #[arg(long, value_name = "NAME", value_parser = group)]
    group: Option<String>,

    /// Takes over the vendor's words; otherwise texts are left as `TODO`.
    #[arg(long)]
    keep_prose: bool,

    /// The page's address, where the saved file doesn't tell it; for a single page.
    #[arg(long, value_name = "ADDRESS")]
    page: Option<String>,

    /// The day to note as `read:`, `yyyy-mm-dd`; today unless set.
    #[arg(long, value_name = "DATE", value_parser = day)]
    read: Option<String>,
}

impl ImportPages {
    pub(crate) fn run(&self, console: Console) -> io::Result<ExitCode> {
        let saved = self.saved()?;
        if self.page.is_some() && saved.len() != 1 {
            say("error: `--page` is the address of a single page");
            return Ok(ExitCode::from(2));
        }
        let folder = self.folder()?;
        if !folder.iter().any(|(_, source)| source.path == "api.yaml") {
            say(&format!(
                "error: {} has no api.yaml, which says who may call and with which token",
                self.into.display()
            ));
            say(&format!(
                "help: `cargo gen new --init {}` begins such a folder; or name one with `--spec`",
                self.into.display()
            ));
            return Ok(ExitCode::from(2));
        }
        let options = Options {
            group: self.group.clone(),
            keep_prose: self.keep_prose,
            page: self.page.clone(),
            read: Some(self.read.clone().unwrap_or_else(today)),
        };
        let progress = console.progress("importing", saved.len());
        let (done, all) = (AtomicUsize::new(0), saved.len());
        let watch = || progress.at(done.fetch_add(1, Ordering::Relaxed) + 1, all);
        let made = import(&saved, &folder, &options, &watch);
        drop(progress);
        let made = match made {
            Ok(made) => made,
            Err(found) => {
                report::draw(console, &found, &folder, self.spec.as_deref().unwrap_or(&self.into));
                report::document(console, &found, &folder, &[])?;
                return Ok(ExitCode::FAILURE);
            }
        };
        let files = self.write(&folder, &made)?;
        report::draw(console, &made.diagnostics, &made.sources, &self.into);
        outcome::tell(console, &saved, &made, &files, &self.into)?;
        let read =
            |page: &Imported| page.page.is_ok() && page.calls.iter().all(|call| call.spec.is_ok());
        let good = made.pages.iter().all(read) && !made.diagnostics.has_errors();
        Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// The pages in the order of their names, each once.
    fn saved(&self) -> io::Result<Vec<Saved>> {
        let saved = saved::paths(&self.pages)?
            .into_iter()
            .map(|path| Saved { name: path.display().to_string(), bytes: saved::head(&path) });
        Ok(saved.collect())
    }

    /// The folder to write to, with what holds for every call from elsewhere where it has none.
    fn folder(&self) -> io::Result<Sources> {
        let mut files: Vec<Source> = Vec::new();
        if self.into.is_dir() {
            files.extend(
                read(&self.into, &self.into.display().to_string())?
                    .iter()
                    .map(|(_, source)| source.clone()),
            );
        }
        if let Some(spec) = &self.spec {
            let general = read(spec, &spec.display().to_string())?;
            let has_own = |path: &str| files.iter().any(|file| file.path == path);
            let general: Vec<Source> = general
                .iter()
                .map(|(_, source)| source)
                .filter(|source| !source.path.contains('/') || source.path.starts_with("types/"))
                .filter(|source| !has_own(&source.path))
                .cloned()
                .collect();
            files.extend(general);
        }
        Ok(Sources::new(files))
    }

    /// Writes what differs, each file at once; returns what was done to each.
    fn write(&self, folder: &Sources, made: &Import) -> io::Result<outcome::Files> {
        let mut files = outcome::Files::new();
        for (path, text) in &made.specs {
            let before =
                folder.iter().map(|(_, source)| source).find(|source| source.path == *path);
            let done = match before {
                _ if made.refused.contains(path) => "refused",
                Some(source) if source.bytes == text.as_bytes() => "same",
                Some(_) => "changed",
                None => "new",
            };
            if matches!(done, "new" | "changed") {
                weixin_codegen::replace(&self.into.join(path), text)?;
            }
            files.insert(path.clone(), done);
        }
        Ok(files)
    }
}

fn group(name: &str) -> Result<String, String> {
    match weixin_import::import::is_group(name) {
        true => Ok(name.to_owned()),
        false => {
            Err("a group is a folder's name in snake_case that Rust can have for a module"
                .to_owned())
        }
    }
}

/// Whether people read what is told.
pub(crate) fn is_for_people(console: Console) -> bool {
    console.format == Format::Text
}
