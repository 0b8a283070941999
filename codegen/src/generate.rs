//! The pipeline from sources to files.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use weixin_spec::Span;
use weixin_spec::load::{Code, Diagnostic, Diagnostics, Sources, model_and_warnings};

use crate::emit::{Deferred, Runtime};
use crate::files::Files;
use crate::format::Links;
use crate::output::Output;
use crate::{emit, format};

/// Generates every file of a spec folder.
///
/// # Errors
/// Returns all diagnostics if the spec has errors. Warnings alone are not an error.
pub fn generate(sources: &Sources, runtime: Runtime) -> Result<Output, Diagnostics> {
    generate_watched(sources, runtime, &|_, _| {})
}

/// Like [`generate`], and calls `watch` after each Rust file with the number of generated files and the
/// total.
///
/// # Errors
/// See [`generate`].
pub fn generate_watched(
    sources: &Sources,
    runtime: Runtime,
    watch: &(dyn Fn(usize, usize) + Sync),
) -> Result<Output, Diagnostics> {
    let (model, warnings) = model_and_warnings(sources)?;
    // A spec that extends another crate's API is not for that crate itself.
    let runtime = if model.api.extends.is_some() { Runtime::Outside } else { runtime };
    let client = emit::files(&model, runtime);
    let examples = match runtime {
        Runtime::Inside => emit::examples(&model),
        Runtime::Outside => Vec::new(),
    };
    let (done, all) = (AtomicUsize::new(0), client.len() + examples.len());
    let made = || watch(done.fetch_add(1, Ordering::Relaxed) + 1, all);
    let client = formatted(&client, runtime, &Links::of(&model, runtime), &made)?;
    // Examples are code of a crate that depends on the client.
    let examples = formatted(&examples, Runtime::Outside, &Links::default(), &made)?;
    Ok(Output { client, examples, model: model.to_jsonl(), warnings })
}

/// Formats files. Calls `made` after each.
fn formatted(
    files: &[Deferred<'_>],
    runtime: Runtime,
    links: &Links,
    made: &(dyn Fn() + Sync),
) -> Result<Files, Diagnostics> {
    let texts = files.par_iter().map(|file| {
        let file = file();
        let path = file.path.clone();
        let text = format::file(file, runtime, links);
        made();
        (path, text)
    });
    let mut defects = Diagnostics::default();
    let mut files = Files::default();
    for (path, text) in texts.collect::<Vec<_>>() {
        match text {
            Ok(text) => {
                files.0.insert(path, text);
            }
            Err(error) => {
                let message = format!("bug in the generator: {path} is not valid Rust: {error}");
                let defect = Diagnostic::new(Code::Defect, Span::NOWHERE, message);
                defects.push(defect.help("please report it together with the spec"));
            }
        }
    }
    if defects.is_empty() { Ok(files) } else { Err(defects) }
}
