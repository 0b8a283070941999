//! Specs as an editor sees them: YAML read by a reader that isn't the parser's, judged by an independent
//! validator.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};

/// The validators of the four kinds of file.
pub(crate) struct Schemas {
    endpoint: Validator,
    api: Validator,
    errors: Validator,
    shared_type: Validator,
}

impl Schemas {
    pub(crate) fn new() -> Self {
        let schema: Value = serde_json::from_str(&weixin_spec::load::schema()).unwrap();
        let part = |name: &str| {
            let mut part = json!({ "$ref": format!("#/$defs/{name}") });
            part["$defs"] = schema["$defs"].clone();
            jsonschema::draft202012::new(&part).unwrap()
        };
        Self {
            api: part("api"),
            errors: part("errors"),
            shared_type: part("type"),
            endpoint: part("endpoint"),
        }
    }

    /// What is wrong with a file of a spec folder; nothing where nothing is.
    pub(crate) fn problems(&self, path: &str, value: &Value) -> Vec<String> {
        let errors = self.validator(path).iter_errors(value);
        errors.map(|error| format!("{}: {error}", error.instance_path())).collect()
    }

    fn validator(&self, path: &str) -> &Validator {
        match path {
            "api.yaml" => &self.api,
            "errors.yaml" => &self.errors,
            _ if path.starts_with("types/") => &self.shared_type,
            _ => &self.endpoint,
        }
    }

    pub(crate) fn takes(&self, path: &str, value: &Value) -> bool {
        self.validator(path).is_valid(value)
    }
}

/// YAML 1.2 as JSON, where `yes` is a text; `None` where it isn't YAML.
pub(crate) fn yaml(text: &str) -> Option<Value> {
    let options = serde_yaml::options! { strict_booleans: true };
    serde_yaml::from_str_with_options(text, options).ok()
}

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// The YAML files of a folder: the path within its spec folder, and the text.
pub(crate) fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            let parent = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
            let name = path.file_name().unwrap().to_str().unwrap();
            let name = match name {
                "api.yaml" | "errors.yaml" => name.to_owned(),
                _ => format!("{parent}/{name}"),
            };
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}
