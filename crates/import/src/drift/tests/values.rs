//! Known values, and what objects consist of.

use super::*;

#[test]
fn values_differ() {
    let mut page = page();
    body(&mut page)[1].values = vec![value("red", 30), value("blue", 31)];
    let expected =
        ["+ body.colour.blue: a value (line 31)", "- body.colour.green: a value (line 8)"];
    assert_eq!(drift(&page, SPEC), expected);
}

fn values(texts: &[&str]) -> Vec<Value> {
    texts.iter().zip(30..).map(|(text, line)| value(text, line)).collect()
}

#[test]
fn values_of_what_was_plain_text_are_new() {
    let mut page = page();
    body(&mut page)[0].values = values(&["desk", "ceiling"]);
    let expected =
        ["+ body.lamp.desk: a value (line 30)", "+ body.lamp.ceiling: a value (line 31)"];
    assert_eq!(drift(&page, SPEC), expected);
}

#[test]
fn values_of_what_was_a_plain_number_are_new() {
    let spec = SPEC.replace("lamp: { type: string,", "lamp: { type: integer,");
    let mut page = page();
    body(&mut page)[0].ty = "number".to_owned();
    body(&mut page)[0].values = values(&["40", "60"]);
    let expected = ["+ body.lamp.40: a value (line 30)", "+ body.lamp.60: a value (line 31)"];
    assert_eq!(drift(&page, &spec), expected);
}

#[test]
fn values_that_the_type_cannot_have_are_told_until_a_quirk_names_them() {
    let spec = SPEC.replace("lamp: { type: string,", "lamp: { type: integer,");
    let mut page = page();
    body(&mut page)[0].ty = "number".to_owned();
    body(&mut page)[0].values = values(&["40", "其他"]);
    let expected = ["+ body.lamp.40: a value (line 30)", "+ body.lamp.其他: a value (line 31)"];
    assert_eq!(drift(&page, &spec), expected);
    let quirk = "{ about: body.lamp, differs: values, page: \"40, 其他\", note: Mixed. }";
    let spec = format!("{spec}quirks:\n  - {quirk}\n");
    assert_eq!(compared(&page, &spec).differences, []);
    body(&mut page)[0].values = values(&["40", "60", "其他"]);
    assert_eq!(compared(&page, &spec).differences[0].at, "body.lamp.60");
}

#[test]
fn the_only_value_of_a_field_is_its_fixed_one() {
    let spec = SPEC.replace("lamp: { type: string,", "lamp: { type: string, fixed: desk,");
    let mut page = page();
    body(&mut page)[0].values = values(&["desk"]);
    assert_eq!(drift(&page, &spec), [""; 0]);
}

#[test]
fn values_that_the_page_has_lost_are_gone() {
    let mut page = page();
    body(&mut page)[1].values = Vec::new();
    let expected = ["- body.colour.red: a value (line 8)", "- body.colour.green: a value (line 8)"];
    assert_eq!(drift(&page, SPEC), expected);
}

#[test]
fn values_may_stand_in_prose() {
    let mut page = page();
    body(&mut page)[1].values = Vec::new();
    body(&mut page)[1].about = "颜色，red为红".to_owned();
    assert_eq!(drift(&page, SPEC), ["- body.colour.green: a value (line 8)"]);
    page.notes = "灯为green时节能".to_owned();
    assert_eq!(drift(&page, SPEC), [""; 0]);
}

#[test]
fn fields_of_what_was_any_json_are_new() {
    let mut page = page();
    let Response::Json(fields) = &mut page.response else { panic!("no JSON") };
    fields[0].fields = vec![Field {
        fields: vec![field("volts", "number", Presence::Unknown, 42)],
        ..field("watts", "object", Presence::Unknown, 41)
    }];
    let json = SPEC.replace("watts: { type: integer,", "watts: { type: json,");
    let expected = ["+ response.lamps.watts.volts: number (line 42)"];
    assert_eq!(drift(&page, &json), expected);
    let list = SPEC.replace("watts: { type: integer,", "watts: { type: list of json,");
    let Response::Json(fields) = &mut page.response else { panic!("no JSON") };
    fields[0].fields[0].ty = "objarray".to_owned();
    assert_eq!(drift(&page, &list), expected);
}
