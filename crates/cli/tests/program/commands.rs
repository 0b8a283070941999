//! Commands other than generating: new specs, JSON for editors, completions, the progress bar.

use std::fs;
use std::process::Command;

use crate::place::{Place, outcome};
use serde_json::{Value, json};
use weixin_spec::load::Code;
use weixin_test_support::spec::{Spec, endpoint};

#[test]
fn a_new_endpoint_can_be_generated_and_has_only_todos() {
    let place = Place::new();
    let stderr = "\
new      spec/horn/blow_horn.yaml
next: replace each TODO with the facts of the vendor's page; `cargo gen` lists them
";
    let call = "GET /horn?loud=yes";
    assert_eq!(place.run(&["new", "horn/blow_horn", "--call", call]), outcome(0, stderr));
    let text = fs::read_to_string(place.path("spec/horn/blow_horn.yaml")).unwrap();
    assert!(text.contains("\ncall: GET /horn?loud=yes "), "{text}");
    assert!(text.contains("\n  tokens: [keeper] "), "{text}");
    let spec = Spec::new().with("horn/blow_horn.yaml", text.as_str());
    assert_eq!(spec.codes(), [Code::Todo.id(); 3], "{}", spec.shown());
    assert_eq!(place.run(&[]).code, 0);
    assert!(place.path("generated/horn/blow_horn.rs").exists());
}

#[test]
fn the_suggestions_in_its_comments_are_valid() {
    let place = Place::new();
    place.run(&["new", "horn/blow_horn"]);
    let text = fs::read_to_string(place.path("spec/horn/blow_horn.yaml")).unwrap();
    let suggested = text.replace("\n#   ", "\n  ").replace("\n# -", "\n-");
    // A key with something below it has nothing beside it.
    let keys = ["body: {}", "response: {}", "errors: {}", "examples: []", "quirks: []"];
    let suggested = keys.iter().fold(suggested, |text, key| {
        let (name, _) = key.split_once(' ').unwrap();
        text.replace(&format!("\n{key}"), &format!("\n{name}"))
    });
    let suggested = suggested.replace("  40001", "  401");
    let suggested = suggested.replace("  request: {}\n", "  request: { order_id: a, items: [] }\n");
    let suggested = suggested.replace("{ errcode: 0, errmsg: ok }", "{ code: 0, count: 7 }");
    let spec = Spec::new().with("horn/blow_horn.yaml", suggested.as_str());
    let others = spec.codes().into_iter().filter(|code| *code != Code::Todo.id());
    assert_eq!(others.collect::<Vec<_>>(), [""; 0], "{suggested}\n{}", spec.shown());
}

#[test]
fn an_existing_endpoint_is_not_changed() {
    let place = Place::new();
    let before = place.files("spec");
    let stderr = "error: spec/lamp/switch.yaml already exists; it was not changed\n";
    assert_eq!(place.run(&["new", "lamp/switch"]), outcome(2, stderr));
    assert_eq!(place.files("spec"), before);
}

#[test]
fn an_invalid_new_endpoint_is_not_written() {
    let place = Place::new();
    let before = place.files("spec");
    let refused = [
        (vec!["new", "horn/Blow"], "error[S0009]"),
        (vec!["new", "../horn/blow"], "error[S0009]"),
        (vec!["new", "horn"], "error[S0009]"),
        (vec!["new", "horn/match"], "error[S0202]"),
        (vec!["new", "horn/switch"], "error[S0202]"),
        (vec!["new", "horn/blow", "--call", "PUT /horn"], "error[S0105]"),
        (vec!["new", "horn/blow", "--call", "POST /lamp"], "error[S0201]"),
    ];
    for (arguments, code) in refused {
        let run = place.run(&arguments);
        assert_eq!(run.code, 1, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.starts_with(code), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(place.files("spec"), before);
    assert!(!place.path("horn").exists());
}

#[test]
fn errors_in_other_files_do_not_prevent_a_new_endpoint() {
    let place = Place::new();
    place.write("spec/lamp/turn.yaml", &endpoint("body: a"));
    assert_eq!(place.run(&["new", "horn/blow"]).code, 0);
    place.write("spec/api.yaml", "titel: Lighthouse API\n");
    let run = place.run(&["new", "horn/sound"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("--> spec/api.yaml:1:1"), "{}", run.stderr);
}

#[test]
fn a_new_spec_folder_can_be_generated() {
    let place = Place::new();
    let run = place.run(&["new", "--init", "my/spec"]);
    assert_eq!(run.code, 0);
    let build = "weixin_codegen::Builder::new(\"my/spec\").compile();";
    assert!(run.stderr.contains(build), "{}", run.stderr);
    assert_eq!(place.run(&["new", "desk/list_desks", "--spec", "my/spec"]).code, 0);
    let first = |file: &str| {
        let text = fs::read_to_string(place.path("my/spec").join(file)).unwrap();
        text.lines().next().unwrap().to_owned()
    };
    let schema = "# yaml-language-server: $schema=";
    assert_eq!(first("api.yaml"), format!("{schema}schema.json#/$defs/api"));
    assert_eq!(first("desk/list_desks.yaml"), format!("{schema}../schema.json#/$defs/endpoint"));
    assert_eq!(place.run(&["schema", "--spec", "my/spec", "--check"]), outcome(0, ""));
    assert_eq!(place.run(&["--spec", "my/spec", "--out", "my/src/api"]).code, 0);
    let files = place.files("my/src/api");
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(paths, ["desk/client.rs", "desk/list_desks.rs", "desk/mod.rs", "mod.rs"]);
    let again = place.run(&["new", "--init", "my/spec"]);
    let stderr = "error: my/spec/api.yaml already exists; it was not changed\n";
    assert_eq!(again, outcome(2, stderr));
}

fn document(place: &Place, arguments: &[&str]) -> (i32, Value) {
    let (outcome, text) = place.results(&[arguments, &["--format", "json"]].concat());
    assert_eq!(outcome.stderr, "");
    (outcome.code, serde_json::from_str(&text).unwrap())
}

#[test]
fn an_editor_gets_every_diagnostic_with_its_place() {
    let place = Place::new();
    place.write(
        "spec/lamp/switch.yaml",
        &endpoint("title: TODO\nresponse: { a: { about: 高, type: intger } }"),
    );
    let (code, found) = document(&place, &[]);
    let todo = json!({
        "code": "S0401", "severity": "warning", "message": "`title` is still to be written",
        "file": "spec/lamp/switch.yaml", "line": 1, "column": 8, "span": { "start": 7, "end": 11 },
        "label": "", "secondary": null, "help": null,
    });
    let unknown = json!({
        "code": "S0104", "severity": "error", "message": "`intger` is no type",
        "file": "spec/lamp/switch.yaml", "line": 2, "column": 34, "span": { "start": 47, "end": 53 },
        "label": "", "secondary": null, "help": "did you mean `integer`?",
    });
    let diagnostics = found["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics[..2], [todo, unknown]);
    assert_eq!((code, &found["errors"], &found["warnings"]), (1, &json!(1), &json!(1)));
    assert_eq!(found["files"], json!([]));
    assert!(!place.path("generated").exists());
}

#[test]
fn an_editor_gets_the_second_place_too_and_no_place_if_there_is_none() {
    let place = Place::new();
    place.write("spec/lamp/turn.yaml", &endpoint(""));
    let (_, found) = document(&place, &[]);
    let second = &found["diagnostics"][0]["secondary"];
    assert_eq!((&second["file"], &second["line"]), (&json!("spec/lamp/switch.yaml"), &json!(4)));
    fs::remove_file(place.path("spec/errors.yaml")).unwrap();
    fs::remove_file(place.path("spec/lamp/turn.yaml")).unwrap();
    let (_, found) = document(&place, &[]);
    let missing = &found["diagnostics"][0];
    assert_eq!(missing["code"], "S0010");
    assert_eq!((&missing["file"], &missing["span"]), (&Value::Null, &Value::Null));
}

#[test]
fn an_editor_gets_the_changed_files() {
    let place = Place::new();
    let (code, found) = document(&place, &[]);
    assert_eq!((code, found["files"].as_array().unwrap().len()), (0, 11));
    assert_eq!(found["files"][0], json!({ "path": "generated/account.rs", "change": "new" }));
    fs::remove_file(place.path("generated/settings.rs")).unwrap();
    let (code, found) = document(&place, &["--check"]);
    let missing = json!([{ "path": "generated/settings.rs", "change": "missing" }]);
    assert_eq!((code, &found["files"]), (1, &missing));
}

#[test]
fn colour_follows_the_option() {
    let place = Place::new();
    place.write("spec/lamp/switch.yaml", &endpoint("body: a"));
    assert!(!place.run(&[]).stderr.contains('\u{1b}'));
    assert!(place.run(&["--color", "always"]).stderr.contains("\u{1b}["));
}

#[test]
fn a_shell_completes_the_commands() {
    let place = Place::new();
    let (outcome, script) = place.results(&["completions", "bash"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    place.write("completions.bash", &script);
    let script = "source completions.bash; COMP_WORDS=(weixin-codegen ne); COMP_CWORD=1; \
                 _weixin__codegen weixin-codegen ne weixin-codegen; echo ${COMPREPLY[@]}";
    let bash = Command::new("bash").args(["-c", script]).current_dir(place.folder.path()).output();
    assert_eq!(String::from_utf8(bash.unwrap().stdout).unwrap(), "new\n");
    for shell in ["elvish", "fish", "powershell", "zsh"] {
        let (outcome, script) = place.results(&["completions", shell]);
        assert_eq!(outcome.code, 0);
        assert!(script.contains("completions"), "{shell}");
    }
}

// Other systems' `script` has other options.
#[cfg(target_os = "linux")]
#[test]
fn a_long_run_shows_a_bar_on_a_terminal_and_nothing_in_a_pipe() {
    let place = Place::new();
    for n in 0..120 {
        let call = format!("call: POST /horn/{n}");
        place.write(&format!("spec/horn/horn_{n}.yaml"), &endpoint(&call));
    }
    let program = env!("CARGO_BIN_EXE_weixin-cli");
    // util-linux's `script` runs a program in a new terminal.
    let shown = Command::new("script")
        .args(["--quiet", "--return", "--command", &format!("{program} --check"), "/dev/null"])
        .current_dir(place.folder.path())
        .output()
        .unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("generating "), "{shown:?}");
    let piped = place.run(&["--check"]).stderr;
    assert!(!piped.contains("generating") && !piped.contains('\u{1b}'), "{piped}");
}
