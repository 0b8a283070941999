//! `cargo gen openapi` as a maintainer runs it.

use std::fs;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use weixin_test_support::spec::{API, ERRORS, endpoint};

/// A folder with a spec whose endpoint has these keys.
fn place(keys: &str) -> TempDir {
    let place = TempDir::new().unwrap();
    fs::create_dir_all(place.path().join("spec/lamp")).unwrap();
    let files = [
        ("api.yaml", API.to_owned()),
        ("errors.yaml", ERRORS.to_owned()),
        ("lamp/switch.yaml", endpoint(keys)),
    ];
    for (path, text) in files {
        fs::write(place.path().join("spec").join(path), text).unwrap();
    }
    place
}

fn run(place: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weixin-cli"));
    command.arg("openapi").args(arguments).current_dir(place.path()).output().unwrap()
}

#[test]
fn the_document_goes_to_standard_output() {
    let output = run(&place(""), &[]);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["openapi"], "3.1.1");
    assert_eq!(document["paths"]["/lamp"]["post"]["operationId"], "switch");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn or_to_a_file() {
    let place = place("");
    let output = run(&place, &["--out", "lamp.json"]);
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), &b""[..]));
    assert_eq!(fs::read(place.path().join("lamp.json")).unwrap(), run(&place, &[]).stdout);
}

#[test]
fn a_spec_with_errors_has_none() {
    let place = place("response: { height: intger }");
    let output = run(&place, &["--out", "lamp.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("did you mean `integer`?"));
    assert!(!place.path().join("lamp.json").exists());
}
