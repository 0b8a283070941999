//! `cargo gen import` as a maintainer runs it.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use weixin_test_support::page::{CALL, page};

struct Place {
    folder: TempDir,
}

/// The result of a run: its exit code, standard error, and the JSON document.
type Outcome = (i32, String, String);

impl Place {
    fn new() -> Self {
        let place = Self { folder: TempDir::new().unwrap() };
        place.write("spec/api.yaml", "extends: weixin\n");
        place.write("a.md", &page(CALL, "| cup | string | 是 | x |", "", "", "| -1 | x |"));
        place.write("readme.md", "# Not a page\n\nBut words.\n");
        place
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        let mut command = Command::new(env!("CARGO_BIN_EXE_weixin-cli"));
        let output =
            command.arg("import").args(arguments).current_dir(self.folder.path()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stderr), text(output.stdout))
    }
}

#[test]
fn a_page_becomes_a_file_that_a_second_run_does_not_change() {
    let place = Place::new();
    let (code, stderr, _) = place.run(&["a.md", "--into", "spec", "--read", "2026-11-23"]);
    assert_eq!(
        (code, stderr.as_str()),
        (0, "new      spec/tea/brew_tea.yaml  (POST /tea/brew)\n1 page: 1 new\n")
    );
    let spec = place.read("spec/tea/brew_tea.yaml");
    assert!(spec.contains("  read: 2026-11-23,") || spec.contains("read: 2026-11-23, "), "{spec}");
    let (code, stderr, _) = place.run(&["a.md", "--into", "spec", "--read", "2026-12-24"]);
    assert_eq!(
        (code, stderr.as_str()),
        (0, "same     spec/tea/brew_tea.yaml  (POST /tea/brew)\n1 page: 1 same\n")
    );
    assert_eq!(place.read("spec/tea/brew_tea.yaml"), spec);
}

#[test]
fn a_call_is_shown_with_its_fixed_query() {
    let place = Place::new();
    let call = "POST https://api.weixin.qq.com/tea/attr?action=set_cup&access_token=ACCESS_TOKEN";
    place.write("b.md", &page(call, "| cup | string | 是 | x |", "", "", "| -1 | x |"));
    let (_, stderr, _) = place.run(&["b.md", "--into", "spec"]);
    assert!(stderr.contains("  (POST /tea/attr?action=set_cup)\n"), "{stderr}");
}

#[test]
fn an_invalid_page_is_reported_and_the_others_are_imported() {
    let place = Place::new();
    let (code, stderr, _) = place.run(&[".", "--into", "spec"]);
    assert_eq!(code, 1, "{stderr}");
    assert!(stderr.contains("error: ") && stderr.contains(" --> ./readme.md:1\n"), "{stderr}");
    assert!(stderr.contains("new      spec/tea/brew_tea.yaml"), "{stderr}");
    assert!(place.folder.path().join("spec/tea/brew_tea.yaml").is_file());
}

#[test]
fn a_missing_file_is_reported_and_the_others_are_imported() {
    let place = Place::new();
    let (code, stderr, _) = place.run(&["absent.md", "a.md", "--into", "spec"]);
    let expected = "\
new      spec/tea/brew_tea.yaml  (POST /tea/brew)
error: the file can't be read: No such file or directory (os error 2)
 --> absent.md
  = help: check its name, and that you have permission to read it
2 pages: 1 new, 1 can't be read
";
    assert_eq!((code, stderr.as_str()), (1, expected));
}

#[test]
fn a_folder_without_an_api_is_an_error_with_help() {
    let place = Place::new();
    let (code, stderr, _) = place.run(&["a.md", "--into", "other"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("help: create it with `cargo gen new --init other`"), "{stderr}");
    assert!(!place.folder.path().join("other").exists());
    // api.yaml may be in another folder.
    let (code, stderr, _) = place.run(&["a.md", "--into", "other", "--spec", "spec"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(place.folder.path().join("other/tea/brew_tea.yaml").is_file());
}

#[test]
fn an_invalid_api_is_reported() {
    let place = Place::new();
    place.write("spec/api.yaml", "titel: Tea\n");
    let (code, stderr, _) = place.run(&["a.md", "--into", "spec"]);
    assert_eq!(code, 1);
    assert!(
        stderr.contains("error[S0102]") && stderr.contains(" --> spec/api.yaml:1:1"),
        "{stderr}"
    );
    assert!(!place.folder.path().join("spec/tea").exists());
}

#[test]
fn an_invalid_spec_is_reported_and_neither_overwritten_nor_duplicated() {
    let place = Place::new();
    place.write("spec/tea/brew_tea.yaml", "title: [\n");
    place.write(
        "b.md",
        &page(&CALL.replace("brew", "pour"), "", "", "", "").replace("brewTea", "pourTea"),
    );
    let (code, stderr, _) = place.run(&["a.md", "b.md", "--into", "spec"]);
    assert_eq!(code, 1, "{stderr}");
    assert!(stderr.contains(" --> spec/tea/brew_tea.yaml:1:8\n"), "{stderr}");
    assert!(
        stderr.contains(
            "error: spec/tea/brew_tea.yaml can't be read, and may be the spec of this call\n --> a.md\n  \
             = help: correct the spec, then import the page again\n"
        ),
        "{stderr}"
    );
    assert!(stderr.contains("new      spec/tea/pour_tea.yaml"), "{stderr}");
    assert_eq!(place.read("spec/tea/brew_tea.yaml"), "title: [\n");
    assert_eq!(fs::read_dir(place.folder.path().join("spec/tea")).unwrap().count(), 2);
}

#[test]
fn editors_get_facts_and_results_as_one_document() {
    let place = Place::new();
    let (code, stderr, document) =
        place.run(&["a.md", "readme.md", "--into", "spec", "--format", "json"]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    let [page, other] = document["pages"].as_array().unwrap().as_slice() else {
        panic!("{document}")
    };
    assert_eq!(page["file"], "a.md");
    assert_eq!(page["page"]["name"], "brewTea");
    assert_eq!(page["page"]["body"]["json"][0]["name"], "cup");
    let call = serde_json::json!({
        "call": "POST /tea/brew", "spec": "spec/tea/brew_tea.yaml", "done": "new", "changes": []
    });
    assert_eq!(page["calls"], serde_json::json!([call]));
    assert_eq!(other["page"], serde_json::Value::Null);
    assert_eq!(other["problems"][0]["line"], 1);
}

#[test]
fn invalid_arguments_are_refused() {
    let place = Place::new();
    let wrong: [&[&str]; 3] = [
        &["a.md", "--into", "spec", "--read", "2026-02-30"],
        &["a.md", "--into", "spec", "--group", "Hot Drinks"],
        &["a.md", "readme.md", "--into", "spec", "--page", "https://teahouse.example/a"],
    ];
    for arguments in wrong {
        let (code, stderr, _) = place.run(arguments);
        assert_eq!(code, 2, "{arguments:?}: {stderr}");
        assert!(!Path::new(&place.folder.path().join("spec/tea")).exists());
    }
}
