//! Pages against a small spec of our own: what is drift, and what isn't.

use crate::{
    Account, Admission, Body, Call, CloudCall, ErrorRow, Field, Finding, FindingKind, Page,
    Presence, Response, ThirdParty, Value,
};

use super::{Comparison, compare, text};
use weixin_spec::load::{Source, Sources};

const API: &str = "\
title: The house
about: A house.
hosts: { main: https://house.example }
envelope: { code: errcode, message: errmsg, success: 0 }
tokens: { keeper: { query: access_token, about: The keeper's. } }
accounts:
  house: { title: House, vendor: 房子, about: A house. }
  barn: { title: Barn, vendor: 谷仓, about: A barn. }
permission_sets: { 8: Lamps }
error_classes: { fault: { action: stop, about: A fault. } }
";

const ERRORS: &str = "\
40001: { name: BadToken, class: fault, meaning: A bad token., remedy: Get another. }
40002: { name: BadLamp, class: fault, meaning: No lamp., remedy: Buy one. }
";

const SPEC: &str = "\
title: Switch the lamp
vendor: { name: switchlamp }
call: POST /lamp/switch?mode=on
access: { tokens: [keeper], accounts: { house: yes }, permission_sets: [8], cloud_call: no }
idempotency: idempotent
body:
  lamp: { type: string, about: Which. }
  colour: { type: enum, required: no, about: Colour., values: { red: Red., green: Green. } }
response:
  lamps:
    type: list of object
    about: All lamps.
    fields:
      watts: { type: integer, about: Power. }
errors:
  40001: {}
";

fn sources(spec: &str) -> Sources {
    let files = [("api.yaml", API), ("errors.yaml", ERRORS), ("lamp/switch.yaml", spec)];
    Sources::new(
        files
            .map(|(path, text)| Source {
                name: format!("spec/{path}"),
                path: path.to_owned(),
                bytes: text.as_bytes().to_vec(),
            })
            .into(),
    )
}

fn compared(page: &Page, spec: &str) -> Comparison {
    let sources = sources(spec);
    let model = weixin_spec::load::model(&sources).unwrap_or_else(|problems| {
        panic!("{}", weixin_spec::load::render(&problems, &sources, false))
    });
    compare(page, &model, &sources).remove(0)
}

/// The lines of drift between a page and the spec.
fn drift(page: &Page, spec: &str) -> Vec<String> {
    let drawn = text("switch.md", &compared(page, spec));
    drawn
        .lines()
        .filter(|line| line.starts_with("  "))
        .skip(2)
        .map(|line| line.trim().to_owned())
        .collect()
}

fn field(name: &str, ty: &str, presence: Presence, line: u32) -> Field {
    Field { name: name.to_owned(), ty: ty.to_owned(), presence, line, ..Field::default() }
}

fn value(value: &str, line: u32) -> Value {
    Value { value: value.to_owned(), about: String::new(), line }
}

/// The page that says what the spec says.
fn page() -> Page {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Page {
        title: "Switch".to_owned(),
        name: Some("switchlamp".to_owned()),
        calls: vec![Call {
            method: "POST".to_owned(),
            host: "https://house.example".to_owned(),
            path: "/lamp/switch".to_owned(),
            query: vec![pair("access_token", "ACCESS_TOKEN"), pair("mode", "on")],
            fixed: vec![pair("mode", "on")],
            line: 10,
        }],
        cloud_call: CloudCall::No,
        third_party: ThirdParty::Yes(vec![8]),
        tokens: vec!["keeper".to_owned()],
        body: Body::Json(vec![
            field("lamp", "string", Presence::Required, 20),
            Field {
                values: vec![value("red", 30), value("green", 31)],
                ..field("colour", "String", Presence::Optional, 21)
            },
        ]),
        response: Response::Json(vec![Field {
            fields: vec![field("watts", "number", Presence::Unknown, 41)],
            ..field("lamps", "objarray", Presence::Unknown, 40)
        }]),
        errors: vec![ErrorRow {
            code: 40001,
            meaning: String::new(),
            remedy: String::new(),
            line: 50,
        }],
        accounts: Some(vec![Account { name: "房子".to_owned(), admission: Admission::Yes }]),
        others_excluded: true,
        fingerprint: "0123456789abcdef".to_owned(),
        ..Page::default()
    }
}

fn body(page: &mut Page) -> &mut Vec<Field> {
    let Body::Json(fields) = &mut page.body else { panic!("no JSON") };
    fields
}

#[test]
fn a_page_that_agrees_has_no_drift() {
    assert_eq!(drift(&page(), SPEC), [""; 0]);
}

#[test]
fn english_names_of_accounts_do_as_well() {
    let mut page = page();
    page.accounts.as_mut().unwrap()[0].name = "House".to_owned();
    assert_eq!(drift(&page, SPEC), [""; 0]);
}

#[test]
fn names_of_accounts_vary() {
    let mut page = page();
    page.accounts.as_mut().unwrap()[0].name = "Houses".to_owned();
    assert_eq!(drift(&page, SPEC), [""; 0]);
}

#[test]
fn fields_are_missing_on_either_side() {
    let mut page = page();
    body(&mut page)[0] = field("lamp_id", "number", Presence::Optional, 20);
    let expected =
        ["+ body.lamp_id: number, optional (line 20)", "- body.lamp: string, required (line 7)"];
    assert_eq!(drift(&page, SPEC), expected);
}

#[test]
fn types_and_marks_differ() {
    let mut page = page();
    body(&mut page)[0] = field("lamp", "objarray", Presence::Required, 20);
    body(&mut page)[1].presence = Presence::Required;
    let expected = [
        "~ body.lamp: spec says string, required (line 7), page says objarray, required (line 20)",
        "~ body.colour: spec says enum, optional (line 8), page says String, required (line 21)",
    ];
    assert_eq!(drift(&page, SPEC), expected);
}

#[test]
fn what_lies_deeper_differs() {
    let mut page = page();
    let Response::Json(fields) = &mut page.response else { panic!("no JSON") };
    fields[0].fields.push(field("lit", "boolean", Presence::Unknown, 42));
    assert_eq!(drift(&page, SPEC), ["+ response.lamps.lit: boolean (line 42)"]);
}

#[test]
fn codes_differ() {
    let mut page = page();
    page.errors[0].code = 40002;
    let expected = ["+ errors.40002: listed (line 50)", "- errors.40001: listed (line 16)"];
    assert_eq!(drift(&page, SPEC), expected);
}

#[test]
fn who_may_call_differs() {
    let mut page = page();
    page.accounts = Some(vec![
        Account { name: "房子".to_owned(), admission: Admission::OnApplication },
        Account { name: "谷仓".to_owned(), admission: Admission::Yes },
        Account { name: "船".to_owned(), admission: Admission::Yes },
    ]);
    page.third_party = ThirdParty::Yes(vec![8, 26]);
    page.cloud_call = CloudCall::Yes(None);
    page.tokens.push("guest".to_owned());
    let expected = [
        "+ access.tokens.guest: taken",
        "~ access.accounts.house: spec says yes, page says on_application",
        "~ access.accounts.barn: spec says no, page says yes",
        "+ access.accounts.船: yes",
        "~ access.permission_sets: spec says permission sets 8, page says permission sets 26, 8",
        "~ access.cloud_call: spec says no, page says yes",
    ];
    let expected = expected.map(|line| line.replace("26, 8", "8, 26"));
    assert_eq!(drift(&page, SPEC), expected);
}

#[test]
fn a_body_of_another_kind_is_said_once() {
    let mut page = page();
    page.body = Body::Form(body(&mut page).clone());
    assert_eq!(drift(&page, SPEC), ["~ body: spec says json, page says form"]);
}

/// The spec with these quirks, each in braces.
fn quirky(quirks: &[&str]) -> String {
    let items: String =
        quirks.iter().map(|quirk| format!("  - {{ {quirk}, note: Why. }}\n")).collect();
    format!("{SPEC}quirks:\n{items}")
}

#[test]
fn what_a_quirk_names_is_recorded() {
    let spec = quirky(&["about: body.lamp_id, differs: missing"]);
    let mut page = page();
    body(&mut page).push(field("lamp_id", "number", Presence::Optional, 22));
    let comparison = compared(&page, &spec);
    assert_eq!(comparison.differences, []);
    assert_eq!(comparison.recorded[0].at, "body.lamp_id");
}

#[test]
fn a_quirk_may_name_the_place_within_a_list() {
    let quirk = "quirks:\n  - { about: response.lamps.lit, differs: missing, review: Which? }\n";
    let spec = SPEC.replace("errors:", "      lit: { type: boolean, about: Lit. }\nerrors:");
    let comparison = compared(&page(), &format!("{spec}{quirk}"));
    assert_eq!(comparison.differences, []);
    assert_eq!(comparison.recorded[0].at, "response.lamps.lit");
}

#[test]
fn a_quirk_about_something_else_records_nothing() {
    let spec = quirky(&["about: body.lamp, differs: required"]);
    let mut page = page();
    body(&mut page)[0].presence = Presence::Optional;
    assert_eq!(compared(&page, &spec).differences, []);
    body(&mut page)[0].ty = "number".to_owned();
    let line =
        "~ body.lamp: spec says string, required (line 7), page says number, optional (line 20)";
    assert_eq!(drift(&page, &spec), [line]);
}

#[test]
fn new_words_are_told_from_new_facts() {
    let spec = SPEC.replace("switchlamp }", "switchlamp, fingerprint: \"ffffffffffffffff\" }");
    assert_eq!(compared(&page(), &spec).changed, Some(true));
    assert_eq!(
        drift(&page(), &spec),
        ["its words have changed since it was accepted, its facts have not"]
    );
    assert_eq!(
        compared(&page(), &spec.replace("ffffffffffffffff", "0123456789abcdef")).changed,
        Some(false)
    );
}

#[test]
fn what_a_page_that_is_cut_off_lacks_is_no_drift() {
    let mut page = page();
    page.errors = Vec::new();
    page.accounts = None;
    page.findings = vec![Finding {
        kind: FindingKind::Truncated,
        about: None,
        message: "The file is cut off.".to_owned(),
        line: 45,
    }];
    assert_eq!(compared(&page, SPEC).differences, []);
    let line = "the page is cut off in line 45: what the spec has beyond it isn't compared";
    assert_eq!(drift(&page, SPEC), [line]);
}

mod call;
mod quirks;
mod types;
mod values;
