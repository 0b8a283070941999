//! A temporary folder where the program runs as a maintainer runs it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use weixin_test_support::spec::{API, ERRORS, endpoint};

/// A temporary folder with `spec/`, where the program runs.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
}

/// The result of a run.
#[derive(Debug, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stderr: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self { folder: TempDir::new().unwrap() };
        place.write("spec/api.yaml", API);
        place.write("spec/errors.yaml", ERRORS);
        place.write("spec/lamp/switch.yaml", &endpoint(""));
        place
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        let (outcome, results) = self.results(arguments);
        assert_eq!(results, "");
        outcome
    }

    /// The same, with the standard output.
    pub(crate) fn results(&self, arguments: &[&str]) -> (Outcome, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_weixin-cli"));
        let output = command.args(arguments).current_dir(self.folder.path()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let results = String::from_utf8(output.stdout).unwrap();
        (Outcome { code: output.status.code().unwrap(), stderr }, results)
    }

    /// Returns every file below a folder with its text.
    pub(crate) fn files(&self, below: &str) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path(below)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.path(below)).unwrap();
                    files.insert(name.display().to_string(), fs::read_to_string(&path).unwrap());
                }
            }
        }
        files
    }
}

pub(crate) fn outcome(code: i32, stderr: &str) -> Outcome {
    Outcome { code, stderr: stderr.to_owned() }
}
