//! The output depends only on the spec, not on the order in which a folder is listed.

use weixin_codegen::{Output, Runtime, generate};
use weixin_spec::load::{Source, Sources};
use weixin_test_support::spec::{Spec, endpoint};

fn spec() -> Spec {
    Spec::of("response: { keeper: Keeper, horn: Horn }")
        .with("horn/blow.yaml", endpoint("call: POST /horn\nerrors: { 401: {} }"))
        .with("horn/mute.yaml", endpoint("call: POST /mute"))
        .with("types/keeper.yaml", "title: A keeper\nfor: response\nfields: { horn: Horn }\n")
        .with("types/horn.yaml", "title: A horn\nvalues: { loud: Loud, low: Low }\n")
}

/// Generates from the files in another order: rotated by `by`, forwards or backwards.
fn rotated(spec: &Spec, by: usize, backwards: bool) -> Output {
    let mut files: Vec<Source> = spec.sources().iter().map(|(_, file)| file.clone()).collect();
    files.rotate_left(by);
    if backwards {
        files.reverse();
    }
    generate(&Sources::new(files), Runtime::Inside).unwrap()
}

#[test]
fn the_order_of_files_does_not_change_the_output() {
    let spec = spec();
    let first = rotated(&spec, 0, false);
    assert_eq!((first.client.0.len(), first.examples.0.len()), (14, 6));
    for by in 0..7 {
        for backwards in [false, true] {
            assert_eq!(rotated(&spec, by, backwards), first, "{by} {backwards}");
        }
    }
}

#[test]
fn the_order_of_files_does_not_change_diagnostics() {
    let spec = spec()
        .with("horn/mute.yaml", endpoint("call: POST /horn\nidempotency: x"))
        .with("a/b.yaml", "a: b");
    let files: Vec<Source> = spec.sources().iter().map(|(_, file)| file.clone()).collect();
    let shown = |files: Vec<Source>| {
        let sources = Sources::new(files);
        let problems = generate(&sources, Runtime::Inside).unwrap_err();
        weixin_spec::load::render(&problems, &sources, false)
    };
    assert_eq!(shown(files.iter().rev().cloned().collect()), shown(files));
}

#[test]
fn one_endpoint_more_changes_few_files() {
    let before = spec().files();
    let after = spec().with("lamp/turn.yaml", endpoint("call: POST /turn")).files();
    let changed: Vec<&String> = after
        .iter()
        .filter(|(path, text)| before.get(*path) != Some(text))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(
        changed,
        [
            "example/lamp/mod.rs",
            "example/lamp/turn.rs",
            "example/mod.rs",
            "lamp/client.rs",
            "lamp/mod.rs",
            "lamp/turn.rs",
        ]
    );
}
