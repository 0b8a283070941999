//! The functions for the build scripts of a checkout.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use weixin_codegen::{Mode, Places, keep_current, keep_model_current};

const API: &str = "\
title: Lamp API
hosts: { main: https://api.lamp.example }
envelope: { code: code, message: text, success: 0 }
tokens: {}
accounts: { house: { title: House, vendor: Haus, about: A house. } }
error_classes: {}
";

const ENDPOINT: &str = "\
title: Switch the lamp
vendor: {}
call: POST /lamp
access: { tokens: none, accounts: all, permission_sets: none, cloud_call: no }
idempotency: idempotent
body: none
response: { on: boolean }
";

/// A checkout with one endpoint: its folder, that of its specs, and the places of the output.
fn checkout() -> (TempDir, PathBuf, Places) {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("spec");
    let places = Places::checkout(folder.path());
    fs::create_dir_all(spec.join("lamp")).unwrap();
    fs::write(spec.join("api.yaml"), API).unwrap();
    fs::write(spec.join("errors.yaml"), "{}\n").unwrap();
    fs::write(spec.join("lamp/switch.yaml"), ENDPOINT).unwrap();
    (folder, spec, places)
}

fn add_a_field(spec: &Path) {
    let endpoint = ENDPOINT.replace("on: boolean", "on: boolean, since: unix_seconds");
    fs::write(spec.join("lamp/switch.yaml"), endpoint).unwrap();
}

#[test]
fn one_build_updates_the_code_after_an_edit_of_the_spec() {
    let (folder, spec, places) = checkout();
    assert_eq!(keep_current(&spec, &places, Mode::Write), Ok(String::new()));
    add_a_field(&spec);
    assert_eq!(keep_current(&spec, &places, Mode::Write), Ok(String::new()));
    let code = fs::read_to_string(folder.path().join("generated").join("lamp/switch.rs")).unwrap();
    assert!(code.contains("pub since: Option<rt::UnixSeconds>,"), "{code}");
}

#[test]
fn continuous_integration_lists_stale_missing_and_orphaned_files_and_writes_nothing() {
    let (folder, spec, places) = checkout();
    assert_eq!(keep_current(&spec, &places, Mode::Write), Ok(String::new()));
    add_a_field(&spec);
    let generated = folder.path().join("generated");
    let before = fs::read_to_string(generated.join("lamp/switch.rs")).unwrap();
    fs::rename(generated.join("account.rs"), generated.join("lamp/account.rs")).unwrap();
    let lines = keep_current(&spec, &places, Mode::Compare).unwrap_err();
    let folder = folder.path().display();
    let expected = format!(
        "{folder}/generated/account.rs is missing
{folder}/generated/lamp/switch.rs is out of date
{folder}/generated/lamp/account.rs is no longer generated from any spec
{folder}/crates/sandbox/model.jsonl is out of date
run `cargo gen` and commit what it writes"
    );
    assert_eq!(lines, expected);
    assert_eq!(fs::read_to_string(generated.join("lamp/switch.rs")).unwrap(), before);
    assert!(!generated.join("account.rs").exists());
}

#[test]
fn warnings_are_reported_and_do_not_stop_the_build() {
    let (folder, spec, places) = checkout();
    let endpoint = ENDPOINT.replace("Switch the lamp", "TODO");
    fs::write(spec.join("lamp/switch.yaml"), endpoint).unwrap();
    for mode in [Mode::Write, Mode::Compare] {
        let lines = keep_current(&spec, &places, mode).unwrap();
        let head = "1 warning in the spec\nwarning[S0401]: `title` is still to be written\n";
        assert!(lines.starts_with(head), "{lines}");
        assert!(lines.contains("lamp/switch.yaml:1:8"), "{lines}");
    }
    let code = fs::read_to_string(folder.path().join("generated").join("lamp/switch.rs")).unwrap();
    assert!(!code.contains("TODO"), "{code}");
}

#[test]
fn an_invalid_spec_is_reported_and_changes_nothing() {
    let (folder, spec, places) = checkout();
    let endpoint = ENDPOINT.replace("on: boolean", "on: bolean");
    fs::write(spec.join("lamp/switch.yaml"), endpoint).unwrap();
    let lines = keep_current(&spec, &places, Mode::Write).unwrap_err();
    assert!(lines.starts_with("the spec has errors\nerror[S0104]: `bolean` is no type"), "{lines}");
    assert!(lines.contains("lamp/switch.yaml:7:17"), "{lines}");
    assert!(lines.ends_with("= help: did you mean `boolean`?\n"), "{lines}");
    assert!(!folder.path().join("generated").exists());
}

#[test]
fn the_model_can_be_kept_current_separately() {
    let (folder, spec, _) = checkout();
    let model = folder.path().join("model.jsonl");
    assert_eq!(keep_model_current(&spec, &model, Mode::Write), Ok(()));
    let before = fs::read_to_string(&model).unwrap();
    add_a_field(&spec);
    let stale = keep_model_current(&spec, &model, Mode::Compare).unwrap_err();
    let expected =
        format!("{} is out of date\nrun `cargo gen` and commit what it writes", model.display());
    assert_eq!(stale, expected);
    assert_eq!(keep_model_current(&spec, &model, Mode::Write), Ok(()));
    let after = fs::read_to_string(&model).unwrap();
    assert!(!before.contains("since") && after.contains("since"), "{after}");
    assert!(!folder.path().join("generated").exists());
}
