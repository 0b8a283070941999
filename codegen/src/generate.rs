//! The whole way from sources to files.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use weixin_spec::Span;
use weixin_spec::load::{Code, Diagnostic, Diagnostics, Sources, catalog_and_warnings};

use crate::emit::Runtime;
use crate::output::Output;
use crate::{data, emit, format};

/// Generates every file of a spec folder.
///
/// # Errors
/// Everything that is wrong with the spec; then there are no files at all. Warnings alone are no error.
pub fn generate(sources: &Sources, runtime: Runtime) -> Result<Output, Diagnostics> {
    generate_watched(sources, runtime, &|_, _| {})
}

/// The same; `watch` is told again and again how many of how many Rust files are made.
///
/// # Errors
/// As of [`generate`].
pub fn generate_watched(
    sources: &Sources,
    runtime: Runtime,
    watch: &(dyn Fn(usize, usize) + Sync),
) -> Result<Output, Diagnostics> {
    let (catalog, warnings) = catalog_and_warnings(sources)?;
    // What extends another crate's API can't be that crate.
    let runtime = if catalog.api.extends.is_some() { Runtime::Outside } else { runtime };
    let made = emit::files(&catalog, runtime);
    let (done, all) = (AtomicUsize::new(0), made.len());
    let made = made.par_iter().map(|file| {
        let file = file();
        let path = file.path.clone();
        let text = format::file(file, runtime);
        watch(done.fetch_add(1, Ordering::Relaxed) + 1, all);
        (path, text)
    });
    let mut files = BTreeMap::new();
    let mut defects = Diagnostics::default();
    for (path, text) in made.collect::<Vec<_>>() {
        match text {
            Ok(text) => {
                files.insert(path, text);
            }
            Err(error) => {
                let message = format!("a defect of the generator: {path} is not Rust: {error}");
                let defect = Diagnostic::new(Code::Defect, Span::NOWHERE, message);
                defects.push(defect.help("please report it together with the spec"));
            }
        }
    }
    if !defects.is_empty() {
        return Err(defects);
    }
    match runtime {
        Runtime::Inside => files.extend(data::files(&catalog)),
        Runtime::Outside => files.extend([data::whole(&catalog)]),
    }
    Ok(Output { files, warnings })
}
