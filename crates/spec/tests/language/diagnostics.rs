//! Every rule of the spec language, broken: what is said, and where.
//!
//! Each case is a text of `tests/language/diagnostics/`: the codes that must be reported, a line of words, and
//! the files of a spec folder, `-- spec/lamp/switch.yaml --` and so on. Files marked `escaped` are
//! written with Rust's escapes, those with `times N` are repeated. The picture that is drawn of each
//! stands beside it.

use std::collections::BTreeSet;

use insta::{Settings, assert_snapshot};
use weixin_spec::load::Code;
use weixin_test_support::spec::{Spec, endpoint};

use crate::cases::cases;

#[test]
fn every_case_is_reported_with_exactly_its_codes() {
    let wrong = cases().into_iter().filter(|(_, case)| case.spec.codes() != case.codes);
    let wrong = wrong.map(|(name, case)| format!("{name}:\n{}", case.spec.shown()));
    assert_eq!(wrong.collect::<Vec<_>>().join("\n"), "");
}

#[test]
fn every_case_is_drawn_as_its_snapshot_says() {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("diagnostics");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _bound = settings.bind_to_scope();
    for (name, case) in cases() {
        assert_snapshot!(name, case.spec.shown());
    }
}

#[test]
fn every_code_has_a_case() {
    let used: BTreeSet<String> = cases().into_values().flat_map(|case| case.codes).collect();
    let known: BTreeSet<String> = Code::ALL
        .iter()
        // A defect of the generator: could a spec bring it about, the generator would be mended.
        .filter(|code| **code != Code::Defect)
        .map(|code| code.id().to_owned())
        .collect();
    assert_eq!(used, known);
}

#[test]
fn every_case_is_named_after_its_first_code() {
    let wrong = cases().into_iter().filter(|(name, case)| !name.starts_with(&case.codes[0]));
    assert_eq!(wrong.map(|(name, _)| name).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn no_mistake_is_reported_twice() {
    for (name, case) in cases() {
        let problems = case.spec.problems();
        let places: Vec<_> = problems.sorted().iter().map(|problem| problem.primary.span).collect();
        let mut distinct = places.clone();
        distinct.dedup();
        // What is missing altogether has no place, and one place may lack several keys.
        let shared = ["S0010_nothing", "S0102_endpoint_keys"].contains(&name.as_str());
        assert!(shared || places == distinct, "{name}:\n{}", case.spec.shown());
    }
}

#[test]
fn every_mistake_of_a_run_is_reported_in_the_order_of_files_and_lines() {
    let spec = Spec::of("titel: Switch\nidempotency: twice\nresponse: { height: intger }")
        .with("errors.yaml", "401: { name: bad, class: refusd, meaning: m }\n")
        .with(
            "horn/blow.yaml",
            endpoint("call: PUT /horn\nbody: { a: Keeper, b: { type: string, secret: maybe } }"),
        );
    assert_eq!(
        spec.codes(),
        ["S0102", "S0109", "S0105", "S0104", "S0103", "S0104", "S0104"],
        "{}",
        spec.shown()
    );
}

#[test]
fn a_misspelt_word_is_answered_with_the_nearest() {
    let cases = [
        ("response: { height: intger }", "help: did you mean `integer`?"),
        ("response: { keepers: list of Keper }", "help: did you mean `Keeper`?"),
        ("idempotncy: {}", "help: did you mean `idempotency`?"),
        ("response: { a: { type: string, abuot: x } }", "help: did you mean `about`?"),
        ("idempotency: idempotant", "help: did you mean `idempotent`?"),
        (
            "access: { tokens: [keepr], accounts: all, permission_sets: none, cloud_call: no }",
            "help: did you mean `keeper`?",
        ),
        (
            "access: { tokens: none, accounts: { iland: yes }, permission_sets: none, cloud_call: no }",
            "help: did you mean `island`?",
        ),
        ("errors: { 401: { class: refusd } }", "help: did you mean `refused`?"),
        ("body: { order: string }\nidempotency: { keyed: [oder] }", "help: did you mean `order`?"),
        (
            "response: { height: integer }\nexamples: [{ response: { height: 1, hieght: 1 } }]",
            "help: did you mean `height`?",
        ),
    ];
    for (keys, help) in cases {
        let spec = Spec::of(keys)
            .with("types/keeper.yaml", "title: A keeper\nfor: response\nfields: {}\n");
        let shown = spec.shown();
        assert_eq!(shown.matches("help: ").collect::<Vec<_>>(), ["help: "], "{shown}");
        assert!(shown.contains(help), "{shown}");
    }
}
