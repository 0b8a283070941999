//! `cargo gen import`: drafts and updates specs from saved pages.

mod outcome;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use weixin_import::import::{Import, Imported, Options, Saved, import};
use weixin_spec::load::{Source, Sources, read};

use super::drift::{day, today};
use crate::console::Console;
use crate::{report, saved, say};

/// Drafts specs from saved vendor pages, and adds the facts of a page to an existing spec.
///
/// Each spec describes one call. A call that already has a spec in the folder keeps its file: existing texts,
/// comments and layout are kept, and the new facts of the page are added and listed. What must be completed by
/// hand is marked `TODO` or `review`, about which `cargo gen` warns. A page that can't be read is reported, and
/// the others are imported.
///
/// Exit code 0: all pages were read. 1: a page or an existing spec can't be read, or a draft would break the
/// folder. 2: a file can't be written, or the arguments are invalid.
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

    /// The folder with `api.yaml`, `errors.yaml` and `types/`; default: the folder that is written to.
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,

    /// The group of new specs; default: the folder in the page's URL, or a group derived from the call's path.
    #[arg(long, value_name = "NAME", value_parser = group)]
    group: Option<String>,

    /// Copies the vendor's prose; without it, texts are left as `TODO`.
    #[arg(long)]
    keep_prose: bool,

    /// The page's URL, if the saved file doesn't contain it; for a single page.
    #[arg(long, value_name = "URL")]
    page: Option<String>,

    /// The day to record as `read:`, `yyyy-mm-dd`; default: today.
    #[arg(long, value_name = "DATE", value_parser = day)]
    read: Option<String>,
}

impl ImportPages {
    pub(crate) fn run(&self, console: Console) -> io::Result<ExitCode> {
        let saved = self.saved()?;
        if self.page.is_some() && saved.len() != 1 {
            say("error: `--page` needs exactly one saved page");
            return Ok(ExitCode::from(2));
        }
        let folder = self.folder()?;
        if !folder.iter().any(|(_, source)| source.path == "api.yaml") {
            say(&format!(
                "error: {} has no api.yaml, which defines accounts and tokens",
                self.into.display()
            ));
            say(&format!(
                "help: create it with `cargo gen new --init {}`, or name a folder that has one with `--spec`",
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
        outcome::print(console, &saved, &made, &files, &self.into)?;
        let read =
            |page: &Imported| page.page.is_ok() && page.calls.iter().all(|call| call.spec.is_ok());
        let good = made.pages.iter().all(read) && !made.diagnostics.has_errors();
        Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Returns the pages in the order of their names, each once.
    fn saved(&self) -> io::Result<Vec<Saved>> {
        let saved = saved::paths(&self.pages)?
            .into_iter()
            .map(|path| Saved { name: path.display().to_string(), bytes: saved::head(&path) });
        Ok(saved.collect())
    }

    /// Returns the files of the folder to write to, and those of `--spec` that it lacks: `api.yaml`,
    /// `errors.yaml` and `types/`.
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

    /// Writes the files that differ, each atomically. Returns what was done to each.
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
            Err("a group must be a folder name in snake_case that is a valid Rust module name"
                .to_owned())
        }
    }
}
