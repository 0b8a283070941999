//! Documents of the specs in this repository and of small ones.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use weixin_spec::Model;
use weixin_spec::load::{Source, Sources, model, read, render};

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// The model of a spec folder's files.
pub(crate) fn parsed(sources: &Sources) -> Model {
    model(sources).unwrap_or_else(|problems| panic!("{}", render(&problems, sources, false)))
}

/// The document of a model as other programs read it.
pub(crate) fn document(model: &Model) -> Value {
    serde_json::from_str(&weixin_openapi::document(model).to_string()).unwrap()
}

/// The model of WeChat's spec.
pub(crate) fn spec() -> Model {
    parsed(&read(&root().join("spec"), "spec").unwrap())
}

/// Every feature of the language: the folders of `tests/fixtures/specs/`, by name.
pub(crate) fn fixtures() -> Vec<(String, Model)> {
    let folder = root().join("tests/fixtures/specs");
    let common = ["api.yaml", "errors.yaml"].map(|name| source(&folder, name));
    let folders = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = folders.filter(|path| path.is_dir()).collect();
    folders.sort();
    let models = folders.iter().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.join("api.yaml").exists() {
            return (name, parsed(&read(path, "spec").unwrap()));
        }
        let endpoints =
            files(path).into_iter().map(|file| source(&folder, &format!("{name}/{file}")));
        let types = files(&path.join("types"));
        let types = types.into_iter().map(|file| {
            let source = source(&folder, &format!("{name}/types/{file}"));
            Source { path: format!("types/{file}"), ..source }
        });
        let sources = common.clone().into_iter().chain(endpoints).chain(types);
        let model = parsed(&Sources::new(sources.collect()));
        (name, model)
    });
    models.collect()
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.path().is_file());
    files.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

fn source(folder: &Path, path: &str) -> Source {
    let bytes = fs::read(folder.join(path)).unwrap();
    Source { name: path.to_owned(), path: path.to_owned(), bytes }
}

/// A small spec folder, written as text.
pub(crate) fn small(files: &[(&str, &str)]) -> Model {
    let files = files.iter().map(|(path, text)| Source {
        name: format!("spec/{path}"),
        path: (*path).to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    parsed(&Sources::new(files.collect()))
}

/// Calls `each` with every object within a value and its place.
pub(crate) fn visit(
    value: &Value,
    place: &str,
    each: &mut impl FnMut(&str, &serde_json::Map<String, Value>),
) {
    match value {
        Value::Object(entries) => {
            each(place, entries);
            for (key, value) in entries {
                visit(
                    value,
                    &format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")),
                    each,
                );
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                visit(item, &format!("{place}/{index}"), each);
            }
        }
        _ => {}
    }
}
