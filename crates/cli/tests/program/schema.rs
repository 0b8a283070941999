//! `cargo gen schema` as a maintainer runs it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use weixin_spec::load::schema;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weixin-cli"));
    command.arg("schema").args(arguments).current_dir(folder).output().unwrap()
}

fn outcome(output: &Output) -> (Option<i32>, &str) {
    (output.status.code(), std::str::from_utf8(&output.stderr).unwrap())
}

#[test]
fn it_is_written_once_and_then_current() {
    let place = TempDir::new().unwrap();
    fs::create_dir(place.path().join("spec")).unwrap();
    assert_eq!(outcome(&run(place.path(), &[])), (Some(0), "wrote    spec/schema.json\n"));
    assert_eq!(fs::read_to_string(place.path().join("spec/schema.json")).unwrap(), schema());
    assert_eq!(outcome(&run(place.path(), &[])), (Some(0), ""));
    assert_eq!(outcome(&run(place.path(), &["--check"])), (Some(0), ""));
}

#[test]
fn a_stale_one_fails_the_check_and_stays() {
    let place = TempDir::new().unwrap();
    fs::create_dir(place.path().join("own")).unwrap();
    fs::write(place.path().join("own/schema.json"), "{}\n").unwrap();
    let message = "error: own/schema.json is not the schema of this generator\n\
                   help: run `cargo gen schema` and commit what it writes\n";
    assert_eq!(outcome(&run(place.path(), &["--check", "--spec", "own"])), (Some(1), message));
    assert_eq!(fs::read_to_string(place.path().join("own/schema.json")).unwrap(), "{}\n");
}

#[test]
fn it_can_be_printed() {
    let place = TempDir::new().unwrap();
    let output = run(place.path(), &["--print"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), schema());
}

#[test]
fn a_folder_that_is_missing_is_named() {
    let place = TempDir::new().unwrap();
    let message = "error: spec/schema.json: No such file or directory (os error 2)\n";
    assert_eq!(outcome(&run(place.path(), &[])), (Some(2), message));
}
