//! The specs of `tests/fixtures`, each for a feature of the language.

use std::{fs, io, path::Path};

use weixin_spec::load::{Source, Sources, read};

/// `tests/fixtures`.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures");

/// The folders of `specs/` that are spec folders of their own.
const WHOLE: [&str; 2] = ["another_vendor", "extended"];

/// Returns the names of the features of the shared API.
pub fn features() -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(Path::new(FOLDER).join("specs"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() && !WHOLE.contains(&&*name) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Returns some features as one spec folder: each is a group, and its `types/` are among those of all.
pub fn of_features(names: &[String]) -> io::Result<Sources> {
    let mut files = Vec::new();
    for name in ["api.yaml", "errors.yaml"] {
        files.push(source("specs", name)?);
    }
    for name in names {
        files.extend(folder(&format!("specs/{name}"))?.iter().map(|(_, source)| {
            let mut source = source.clone();
            if !source.path.contains('/') {
                source.path = format!("{name}/{}", source.path);
            }
            source
        }));
    }
    Ok(Sources::new(files))
}

/// Returns an API that shares nothing with the others.
pub fn of_another_vendor() -> io::Result<Sources> {
    folder("specs/another_vendor")
}

/// Returns endpoints that are added to WeChat's API.
pub fn of_extended() -> io::Result<Sources> {
    folder("specs/extended")
}

/// Returns the first endpoint of the real spec.
pub fn of_wechat() -> io::Result<Sources> {
    let names = ["api.yaml", "errors.yaml", "invoice/set_invoice_url.yaml"];
    let files = names.map(|name| source("../../spec", name));
    Ok(Sources::new(files.into_iter().collect::<io::Result<_>>()?))
}

fn folder(name: &str) -> io::Result<Sources> {
    read(&Path::new(FOLDER).join(name), name)
}

fn source(folder: &str, path: &str) -> io::Result<Source> {
    let name = format!("{}/{path}", folder.trim_start_matches("../"));
    let bytes = fs::read(Path::new(FOLDER).join(folder).join(path))?;
    Ok(Source { name, path: path.to_owned(), bytes })
}
