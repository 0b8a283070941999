use weixin_spec::{Endpoint, Span, Spanned};

use super::*;
use weixin_spec::load::Diagnostics;
use weixin_spec::load::{parse, yaml};

/// A call with these quirks: `lamp` is a text that is sent, `state` and a list of `rooms`, each with a `name`, come
/// back; `mode` is in both.
fn endpoint(quirks: &[&str]) -> Endpoint {
    let item = |quirk: &&str| match quirk.strip_prefix("review: ") {
        Some(review) => format!("  - review: '{review}'\n"),
        None => format!("  - '{quirk}'\n"),
    };
    let quirks: String = quirks.iter().map(item).collect();
    let text = format!(
        "title: Switch\nvendor: {{ name: switch }}\nabout: Lamps.\ncall: POST /lamp/switch\n\
         access: {{ tokens: none, accounts: all, permission_sets: none, cloud_call: no }}\nidempotency: read_only\n\
         body:\n  lamp: {{ type: string, about: x }}\n  mode: {{ type: string, about: x }}\n\
         response:\n  mode: {{ type: string, about: x }}\n  state: {{ type: string, about: x }}\n  \
         rooms:\n    type: list of object\n    about: x\n    fields:\n      name: {{ type: string, about: x }}\n\
         quirks:\n{quirks}"
    );
    let mut found = Diagnostics::default();
    let root = yaml::parse(0, text.as_bytes(), &mut found).expect("it is YAML");
    let name = |name: &str| Spanned::new(name.to_owned(), Span::NOWHERE);
    let endpoint = parse::endpoint(name("lamp"), name("switch"), &root, &mut found);
    endpoint.unwrap_or_else(|| panic!("{found:?}"))
}

fn settles(quirk: &str, place: &str, aspect: Aspect<'_>) -> bool {
    let endpoint = endpoint(&[quirk]);
    Settled::of(&endpoint).settles(place, aspect)
}

#[test]
fn a_quirk_that_names_a_field_settles_whether_it_is_there() {
    assert!(settles("The page calls it `lamp`.", "body.lamp", Aspect::Existence));
    assert!(settles("The page has a `shade`.", "body.shade", Aspect::Existence));
    assert!(!settles("The page calls it `lamps`.", "body.lamp", Aspect::Existence));
    assert!(!settles("The page shows a lamp.", "body.lamp", Aspect::Existence));
}

#[test]
fn a_field_in_a_list_is_named_with_its_brackets_or_without() {
    for quirk in
        ["`rooms[].name` is new.", "`rooms.name` is new.", "`response.rooms[].name` is new."]
    {
        assert!(settles(quirk, "response.rooms[].name", Aspect::Existence), "{quirk}");
    }
}

#[test]
fn a_name_that_another_field_has_too_does_not_say_that_this_one_is_new() {
    // There is a `state` already, and a `name` in `rooms`.
    assert!(!settles("`state` flickers.", "body.state", Aspect::Existence));
    assert!(!settles("`name` flickers.", "response.lamps.name", Aspect::Existence));
    assert!(settles("`body.state` is never read.", "body.state", Aspect::Existence));
    assert!(settles("`lamps[].name` is empty.", "response.lamps.name", Aspect::Existence));
}

#[test]
fn of_two_fields_with_one_path_a_quirk_may_say_which_it_means() {
    assert!(settles("`mode` is lost in the reply.", "response.mode", Aspect::Existence));
    assert!(!settles("`mode` is lost in the reply.", "body.mode", Aspect::Existence));
    assert!(settles("The request needs no `mode`.", "body.mode", Aspect::Existence));
    assert!(!settles("`mode` flickers.", "body.mode", Aspect::Existence));
}

#[test]
fn a_remark_of_imports_about_a_type_is_not_about_being_there() {
    let remark = "review: `lamp` is documented as `object`, and no table lists its fields: it is `json` here.";
    assert!(!settles(remark, "body.lamp", Aspect::Existence));
    let remark = "review: An example shows `lamp`, which no table lists.";
    assert!(settles(remark, "body.lamp", Aspect::Existence));
}

#[test]
fn a_type_is_settled_by_a_quirk_that_says_the_other_one() {
    let quirk = "`lamp` is documented as an Int, and shown as text.";
    assert!(settles(quirk, "body.lamp", Aspect::Type("number")));
    assert!(settles(quirk, "body.lamp", Aspect::Type("string")));
    assert!(!settles(quirk, "body.lamp", Aspect::Type("objarray")));
    assert!(!settles("An example lacks `lamp`.", "body.lamp", Aspect::Type("number")));
    let quirk = "`lamp` is list of string on the page, and string here.";
    assert!(settles(quirk, "body.lamp", Aspect::Type("strarray, required")));
}

#[test]
fn a_type_that_nobody_knows_is_settled_whatever_is_said_of_its_mark() {
    let quirk = "`lamp` is documented as `blob`, which says nothing: it is `json` here.";
    assert!(settles(quirk, "body.lamp", Aspect::Type("blob, optional")));
    assert!(!settles(quirk, "body.lamp", Aspect::Type("glow, optional")));
}

#[test]
fn a_mark_is_settled_by_a_quirk_that_speaks_of_marks() {
    assert!(settles("The old page requires `lamp`.", "body.lamp", Aspect::Presence));
    assert!(!settles("The old page shows `lamp`.", "body.lamp", Aspect::Presence));
}

#[test]
fn name_and_word_stand_in_one_quirk() {
    let endpoint = endpoint(&["`lamp` flickers.", "`state` is a number."]);
    assert!(!Settled::of(&endpoint).settles("body.lamp", Aspect::Type("number")));
}

#[test]
fn codes_alone_need_no_backticks() {
    let endpoint = endpoint(&["The page lists 40001 twice, and -1 came in 3 of 7 tries."]);
    let settled = Settled::of(&endpoint);
    assert!(settled.names_code("40001"));
    assert!(settled.names_code("-1"));
    assert!(!settled.names_code("4000"));
    assert!(!settled.settles("body.mode.3", Aspect::Existence));
}
