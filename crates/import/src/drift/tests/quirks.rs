//! What a quirk excuses: exactly the difference that it names.

use super::*;

/// The places that differ and that no quirk excuses.
fn differing(page: &Page, spec: &str) -> Vec<String> {
    compared(page, spec).differences.into_iter().map(|difference| difference.at).collect()
}

/// The page, and the spec with this quirk: whether the one difference between them is excused.
fn excused(page: &Page, quirk: &str) -> bool {
    let Comparison { differences, recorded, .. } = compared(page, &quirky(&[quirk]));
    assert!(differences.len() + recorded.len() > 0, "no difference");
    differences.is_empty()
}

/// The page whose lamp is of this type.
fn lamp(ty: &str, presence: Presence) -> Page {
    let mut page = page();
    body(&mut page)[0] = field("lamp", ty, presence, 20);
    page
}

#[test]
fn a_note_alone_excuses_nothing() {
    let number = lamp("number", Presence::Required);
    let remark = "quirks:\n  - note: The page calls `body.lamp` a number, which differs in type.\n";
    assert_eq!(differing(&number, &format!("{SPEC}{remark}")), ["body.lamp"]);
}

#[test]
fn no_text_is_matched() {
    let number = lamp("number", Presence::Required);
    let quirk = "{ about: body.colour, differs: type, note: \"`body.lamp` is a number.\" }";
    assert_eq!(differing(&number, &format!("{SPEC}quirks:\n  - {quirk}\n")), ["body.lamp"]);
}

#[test]
fn a_type_excuses_no_required_mark() {
    let quirk = "about: body.lamp, differs: type";
    assert!(excused(&lamp("number", Presence::Required), quirk));
    assert!(!excused(&lamp("string", Presence::Optional), quirk));
    assert!(!excused(&lamp("number", Presence::Optional), quirk));
    let quirk = "about: body.lamp, differs: [type, required]";
    assert!(excused(&lamp("number", Presence::Optional), quirk));
}

#[test]
fn a_required_mark_excuses_no_type() {
    let quirk = "about: body.lamp, differs: required";
    assert!(excused(&lamp("string", Presence::Optional), quirk));
    assert!(!excused(&lamp("number", Presence::Required), quirk));
}

#[test]
fn a_place_excuses_no_type() {
    for differs in ["place", "missing", "contents", "values", "example", "limits"] {
        let quirk = format!("about: body.lamp, differs: {differs}");
        assert!(!excused(&lamp("number", Presence::Required), &quirk), "{differs}");
    }
}

#[test]
fn the_type_of_the_page_is_the_only_one_excused() {
    let quirk = "about: body.lamp, differs: type, page: number";
    assert!(excused(&lamp("number", Presence::Required), quirk));
    assert!(excused(&lamp("Int", Presence::Required), quirk));
    assert!(!excused(&lamp("boolean", Presence::Required), quirk));
    let quirk = "about: body.lamp, differs: type, page: glow";
    assert!(excused(&lamp("glow", Presence::Required), quirk));
    assert!(!excused(&lamp("blob", Presence::Required), quirk));
}

#[test]
fn the_mark_of_the_page_is_the_only_one_excused() {
    let optional = lamp("string", Presence::Optional);
    assert!(excused(&optional, "about: body.lamp, differs: required, page: optional"));
    assert!(!excused(&optional, "about: body.lamp, differs: required, page: required"));
    assert!(!excused(&optional, "about: body.lamp, differs: required, page: unclear"));
}

#[test]
fn a_page_says_what_each_of_several_differences_is() {
    let quirk = "about: body.lamp, differs: [type, required], page: 'number, optional'";
    assert!(excused(&lamp("number", Presence::Optional), quirk));
    assert!(!excused(&lamp("boolean", Presence::Required), quirk));
    let quirk = "about: body.lamp, differs: [type, required], page: 'number, required'";
    assert!(!excused(&lamp("string", Presence::Optional), quirk));
}

#[test]
fn a_field_of_the_page_alone_is_missing() {
    let mut page = page();
    body(&mut page).push(field("shade", "string", Presence::Optional, 22));
    assert!(excused(&page, "about: body.shade, differs: missing"));
    assert!(!excused(&page, "about: response.shade, differs: missing"));
    assert!(!excused(&page, "about: body.lamp, differs: missing"));
}

#[test]
fn a_field_of_the_spec_alone_is_missing() {
    let mut page = page();
    body(&mut page).remove(0);
    assert!(excused(&page, "about: body.lamp, differs: missing"));
    assert!(!excused(&page, "about: body.lamp, differs: type"));
    assert!(!excused(&page, "about: body.colour, differs: missing"));
}

#[test]
fn another_name_is_the_same_field() {
    let mut page = lamp("string", Presence::Required);
    body(&mut page)[0].name = "lamp_id".to_owned();
    let quirk = "about: body.lamp, differs: name, page: lamp_id";
    assert!(excused(&page, quirk));
    // It is compared under its other name.
    body(&mut page)[0].ty = "number".to_owned();
    assert_eq!(differing(&page, &quirky(&[quirk])), ["body.lamp"]);
    // A third name is none that the quirk names.
    body(&mut page)[0].name = "lamp_number".to_owned();
    assert_eq!(differing(&page, &quirky(&[quirk])), ["body.lamp_number", "body.lamp"]);
}

#[test]
fn another_place_is_the_same_field() {
    let mut page = page();
    let lamp = body(&mut page).remove(0);
    page.query.push(lamp);
    for place in ["query", "query.lamp"] {
        let quirk = format!("about: body.lamp, differs: place, page: {place}");
        assert!(excused(&page, &quirk), "{place}");
    }
    assert!(excused(&page, "about: body.lamp, differs: place"));
    assert!(!excused(&page, "about: body.lamp, differs: place, page: response"));
    page.query[0].ty = "number".to_owned();
    let quirk = "about: body.lamp, differs: place, page: query";
    assert_eq!(differing(&page, &quirky(&[quirk])), ["body.lamp"]);
}

#[test]
fn a_code_excuses_itself_alone() {
    let mut page = page();
    page.errors[0].code = 40002;
    let codes = |quirks: &[&str]| differing(&page, &quirky(quirks));
    assert_eq!(codes(&["about: errors.40001, differs: missing"]), ["errors.40002"]);
    assert_eq!(codes(&["about: errors.40002, differs: missing"]), ["errors.40001"]);
    assert_eq!(codes(&["about: errors, differs: missing"]), [""; 0]);
}

#[test]
fn who_may_call_is_excused_as_a_whole_or_one_by_one() {
    let mut page = page();
    let account = |name: &str, admission| Account { name: name.to_owned(), admission };
    page.accounts = Some(vec![account("房子", Admission::No), account("谷仓", Admission::Yes)]);
    let accounts = |quirks: &[&str]| differing(&page, &quirky(quirks));
    assert_eq!(accounts(&["about: access.accounts, differs: scope"]), [""; 0]);
    assert_eq!(
        accounts(&["about: access.accounts.barn, differs: scope"]),
        ["access.accounts.house"]
    );
    assert_eq!(accounts(&["about: access.tokens, differs: scope"]).len(), 2);
    page.accounts = None;
    assert!(excused(&page, "about: access.accounts, differs: scope"));
}

#[test]
fn a_token_is_excused_alone_or_with_the_others() {
    let mut page = page();
    page.tokens.push("guest".to_owned());
    assert!(excused(&page, "about: access.tokens, differs: scope"));
    assert!(excused(&page, "about: access.tokens.guest, differs: missing"));
    assert!(!excused(&page, "about: access.tokens.keeper, differs: scope"));
}

#[test]
fn permission_sets_and_cloud_calls_are_excused_by_their_names() {
    let mut page = page();
    page.third_party = ThirdParty::No;
    assert!(excused(&page, "about: access.permission_sets, differs: scope"));
    assert!(!excused(&page, "about: access.cloud_call, differs: scope"));
}

#[test]
fn the_name_of_the_page_is_excused_as_the_vendors() {
    let mut page = page();
    page.name = Some("lightlamp".to_owned());
    assert!(excused(&page, "about: vendor, differs: name"));
    assert!(excused(&page, "about: vendor, differs: name, page: lightlamp"));
    assert!(!excused(&page, "about: vendor, differs: name, page: dimlamp"));
}

#[test]
fn a_body_of_another_kind_is_excused_as_a_whole() {
    let mut page = page();
    page.body = Body::Form(body(&mut page).clone());
    assert!(excused(&page, "about: body, differs: type"));
    page.body = Body::Nothing;
    assert!(excused(&page, "about: body, differs: missing"));
    assert_eq!(differing(&page, SPEC), ["body"]);
}

#[test]
fn contents_that_are_left_as_json_are_excused_once_that_is_decided() {
    let mut page = page();
    let Response::Json(fields) = &mut page.response else { panic!("no JSON") };
    fields[0].fields[0] = Field {
        fields: vec![field("volts", "number", Presence::Unknown, 42)],
        ..field("watts", "object", Presence::Unknown, 41)
    };
    let spec = SPEC.replace("watts: { type: integer,", "watts: { type: json,");
    let after = |quirk: &str| differing(&page, &format!("{spec}quirks:\n  - {{ {quirk} }}\n"));
    let about = "about: response.lamps.watts, differs: contents";
    assert_eq!(after(&format!("{about}, review: It has fields.")), ["response.lamps.watts.volts"]);
    assert_eq!(after(&format!("{about}, note: Too many.")), [""; 0]);
    assert_eq!(after(&format!("{about}, page: volts, review: It has fields.")), [""; 0]);
    let amperes = format!("{about}, page: amperes, note: Too many.");
    assert_eq!(after(&amperes), ["response.lamps.watts.volts"]);
}

#[test]
fn a_form_and_a_download_are_named_as_they_are_written() {
    let spec = SPEC.replace("body:\n", "form:\n").replace(
        "  colour: { type: enum, required: no, about: Colour., values: { red: Red., green: Green. } }\n",
        "",
    );
    let mut page = page();
    page.body = Body::Form(vec![field("lamp", "number", Presence::Required, 20)]);
    let quirk = "quirks: [ { about: form.lamp, differs: type, note: It is text. } ]\n";
    assert_eq!(differing(&page, &format!("{spec}{quirk}")), [""; 0]);
}
