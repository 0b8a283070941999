//! The program as a maintainer runs it: exit codes, output, and the files on disk afterwards.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::place::{Place, outcome};
use weixin_codegen::{Runtime, generate};
use weixin_spec::load::read;
use weixin_test_support::spec::{API, endpoint};

#[test]
fn a_valid_spec_is_generated() {
    let place = Place::new();
    let run = place.run(&[]);
    let sources = read(&place.path("spec"), "spec").unwrap();
    let output = generate(&sources, Runtime::Inside).unwrap();
    assert_eq!(place.files("generated"), output.client.0);
    assert_eq!(place.files("tests/wire/examples"), output.examples.0);
    let model = fs::read_to_string(place.path("crates/sandbox/model.jsonl")).unwrap();
    assert_eq!(model, output.model);
    assert_eq!(run.code, 0);
    // mod.rs, account, error_code, settings; of the group lamp mod.rs, client and switch; mod.rs of the
    // examples and of their group, and switch; the model.
    assert_eq!(run.stderr.lines().last(), Some("3 spec files, 11 generated files, 11 written"));
}

#[test]
fn a_second_run_writes_nothing() {
    let place = Place::new();
    place.run(&[]);
    let path = place.path("generated/mod.rs");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(place.run(&[]), outcome(0, "3 spec files, 11 generated files, 0 written\n"));
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
    assert_eq!(place.run(&["--check"]), outcome(0, ""));
}

#[test]
fn an_invalid_spec_writes_nothing() {
    let place = Place::new();
    place.write("spec/lamp/switch.yaml", &endpoint("response: { height: intger }"));
    let stderr = "\
error[S0104]: `intger` is no type
 --> spec/lamp/switch.yaml:1:21
  |
1 | response: { height: intger }
  |                     ^^^^^^
  |
  = help: did you mean `integer`?

error: 1 error in spec
";
    assert_eq!(place.run(&[]), outcome(1, stderr));
    assert!(!place.path("generated").exists());
    assert_eq!(place.run(&["--check"]), outcome(1, stderr));
}

#[test]
fn an_invalid_spec_changes_nothing() {
    let place = Place::new();
    place.run(&[]);
    let before = place.files("generated");
    place.write("spec/lamp/turn.yaml", &endpoint("call: POST /turn"));
    place.write("spec/lamp/switch.yaml", &endpoint("body: a"));
    assert_eq!(place.run(&[]).code, 1);
    assert_eq!(place.files("generated"), before);
}

#[test]
fn a_check_names_every_file_and_the_command() {
    let place = Place::new();
    place.run(&[]);
    let before = place.files("generated");
    fs::remove_file(place.path("generated/settings.rs")).unwrap();
    place.write("generated/account.rs", &(before["account.rs"].clone() + "// mine\n"));
    place.write("generated/old.rs", &before["account.rs"]);
    let changed = place.files("generated");
    let stderr = "\
error: generated/account.rs is out of date
error: generated/settings.rs is missing
error: generated/old.rs is no longer generated from any spec
help: run `cargo gen` and commit what it writes
";
    assert_eq!(place.run(&["--check"]), outcome(1, stderr));
    assert_eq!(place.files("generated"), changed);
    assert_eq!(place.run(&[]).code, 0);
    assert_eq!(place.files("generated"), before);
}

#[test]
fn many_files_are_counted_instead_of_listed() {
    let place = Place::new();
    for number in 0..10 {
        place.write(
            &format!("spec/horn/blow_{number}.yaml"),
            &endpoint(&format!("call: POST /horn/{number}")),
        );
    }
    // Eleven files of the lamp, twenty of the ten calls, and two and one of their group.
    let stderr = "34 new\n13 spec files, 34 generated files, 34 written\n";
    assert_eq!(place.run(&[]), outcome(0, stderr));
    fs::remove_dir_all(place.path("spec/horn")).unwrap();
    let stderr = "\
error: 3 stale, 23 orphaned
help: run `cargo gen` and commit what it writes
";
    assert_eq!(place.run(&["--check"]), outcome(1, stderr));
}

#[test]
fn the_model_of_an_own_spec_is_written_to_the_given_file() {
    let place = Place::new();
    let arguments = ["--out", "mine", "--outside", "--model", "mine.jsonl"];
    assert_eq!(place.run(&arguments).code, 0);
    let model = fs::read_to_string(place.path("mine.jsonl")).unwrap();
    assert!(model.starts_with("{\"format\":1}\n"), "{model}");
    assert!(!place.path("crates").exists() && !place.path("tests").exists());
    place.write("notes.txt", "mine\n");
    let stderr = "error: notes.txt is not a generated model, so nothing was written; \
                  remove it, or name another file\n";
    assert_eq!(place.run(&["--out", "mine", "--model", "notes.txt"]), outcome(2, stderr));
    assert_eq!(fs::read_to_string(place.path("notes.txt")).unwrap(), "mine\n");
}

#[test]
fn files_that_no_spec_needs_are_removed_with_their_folder() {
    let place = Place::new();
    let horn = endpoint("call: POST /horn");
    place.run(&[]);
    let before = place.files("generated");
    place.write("spec/horn/blow.yaml", &horn);
    place.run(&[]);
    assert!(place.path("generated/horn/blow.rs").exists());
    fs::remove_dir_all(place.path("spec/horn")).unwrap();
    place.run(&[]);
    assert_eq!(place.files("generated"), before);
    assert!(!place.path("generated/horn").exists());
}

#[test]
fn a_folder_without_generated_code_is_not_changed() {
    let place = Place::new();
    place.write("mine/mod.rs", "pub mod mine;\n");
    place.write("mine/account.rs", "// mine\n");
    let before = place.files("mine");
    let stderr = "error: mine has files but no generated mod.rs, so nothing was written; \
                  name an empty or a new folder\n";
    assert_eq!(place.run(&["--out", "mine"]), outcome(2, stderr));
    assert_eq!(place.files("mine"), before);
}

#[test]
fn a_handwritten_file_among_generated_ones_is_not_changed() {
    let place = Place::new();
    place.run(&[]);
    place.write("generated/notes.rs", "// mine\n");
    place.write("generated/lamp/README.md", "mine\n");
    assert_eq!(place.run(&[]).code, 0);
    place.write("generated/lamp/switch.rs", "// mine\n");
    place.write("spec/lamp/turn.yaml", &endpoint("call: POST /turn"));
    let before = place.files("generated");
    let stderr = "error: generated/lamp/switch.rs is not a generated file, so nothing was written; \
                  move or remove it\n";
    assert_eq!(place.run(&[]), outcome(2, stderr));
    assert_eq!(place.files("generated"), before);
}

#[test]
fn a_run_succeeds_after_one_that_was_killed() {
    let place = Place::new();
    // The files that a first run leaves if it is killed at its first or at its second file.
    for left in ["generated/.tmpAbCdEf", "generated/mod.rs"] {
        let mark = "// @generated by `cargo gen`; edit the spec instead.\n";
        place.write(left, mark);
        assert_eq!(place.run(&[]).code, 0, "{left}");
        assert_eq!(place.run(&["--check"]), outcome(0, ""), "{left}");
        fs::remove_dir_all(place.path("generated")).unwrap();
    }
}

#[test]
fn a_run_that_fails_leaves_no_partial_files() {
    let place = Place::new();
    place.run(&[]);
    let old = place.files("generated");
    place.write("spec/api.yaml", &API.replace("Lighthouse", "Lightship"));
    // A folder is in the place of a file, so that the run fails midway.
    fs::remove_file(place.path("generated/settings.rs")).unwrap();
    place.write("generated/settings.rs/mine.txt", "mine\n");
    let run = place.run(&[]);
    assert_eq!((run.code, run.stderr.lines().count()), (2, 1), "{}", run.stderr);
    assert!(run.stderr.starts_with("error: generated/settings.rs: "), "{}", run.stderr);
    let sources = read(&place.path("spec"), "spec").unwrap();
    let new = generate(&sources, Runtime::Inside).unwrap().client.0;
    for (path, text) in place.files("generated") {
        let whole = old.get(&path) == Some(&text) || new.get(&path) == Some(&text);
        assert!(whole || path == "settings.rs/mine.txt", "{path}:\n{text}");
    }
}

#[test]
fn folders_that_cannot_be_used_are_named() {
    let place = Place::new();
    place.write("file", "");
    let missing = "error: nowhere: No such file or directory (os error 2)\n";
    assert_eq!(place.run(&["--spec", "nowhere"]), outcome(2, missing));
    let file = "error: file: Not a directory (os error 20)\n";
    assert_eq!(place.run(&["--spec", "file"]), outcome(2, file));
    assert_eq!(place.run(&["--out", "file"]), outcome(2, file));
    assert!(!place.path("generated").exists());
}

#[test]
fn a_folder_without_permission_is_named() {
    let place = Place::new();
    let locked = place.path("spec/lamp");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    // Permissions don't stop a privileged user.
    let stopped = fs::read_dir(&locked).is_err();
    let run = place.run(&[]);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    let stderr = "error: spec/lamp: Permission denied (os error 13)\n";
    assert_eq!(run == outcome(2, stderr), stopped, "{}", run.stderr);
}

#[test]
fn links_are_never_followed() {
    let place = Place::new();
    place.write("secret.yaml", &endpoint("call: POST /secret"));
    std::os::unix::fs::symlink(place.path("secret.yaml"), place.path("spec/lamp/linked.yaml"))
        .unwrap();
    std::os::unix::fs::symlink(place.folder.path(), place.path("spec/folder")).unwrap();
    let run = place.run(&[]);
    assert_eq!(run.code, 1);
    let places: Vec<&str> = run.stderr.lines().filter(|line| line.contains("-->")).collect();
    assert_eq!(places, [" --> spec/folder:1:1", " --> spec/lamp/linked.yaml:1:1"]);
    assert!(!run.stderr.contains("secret"), "{}", run.stderr);
}

#[test]
fn a_folder_called_like_a_file_is_refused() {
    let place = Place::new();
    fs::create_dir_all(place.path("spec/lamp/turn.yaml/inner")).unwrap();
    fs::create_dir_all(place.path("spec/horn.yaml")).unwrap();
    place.write("spec/horn.yaml/blow.yaml", &endpoint("call: POST /horn"));
    let run = place.run(&[]);
    let places: Vec<&str> = run.stderr.lines().filter(|line| line.contains("-->")).collect();
    assert_eq!(places, [" --> spec/horn.yaml/blow.yaml:1:1", " --> spec/lamp/turn.yaml:1:1"]);
    assert_eq!(run.code, 1);
}

#[test]
fn a_file_name_cannot_steer_the_terminal() {
    let place = Place::new();
    place.write("spec/lamp/\u{1b}[31m\u{202e}x.yaml", "");
    let run = place.run(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("--> spec/lamp/\u{FFFD}[31m\u{FFFD}x.yaml:1:1"), "{}", run.stderr);
    assert!(!run.stderr.contains(['\u{1b}', '\u{202e}']), "{}", run.stderr);
}
