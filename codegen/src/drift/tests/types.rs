//! Words for types.

use super::*;

#[test]
fn a_list_of_texts_is_no_text() {
    let mut page = page();
    body(&mut page)[0].ty = "strarray".to_owned();
    let line =
        "~ body.lamp: spec says string, required (line 7), page says strarray, required (line 20)";
    assert_eq!(drift(&page, SPEC), [line]);
}

#[test]
fn a_text_of_some_size_is_no_number() {
    let mut page = page();
    let Response::Json(fields) = &mut page.response else { panic!("no JSON") };
    fields[0].fields[0].ty = "string(32)".to_owned();
    let line =
        "~ response.lamps.watts: spec says integer (line 14), page says string(32) (line 41)";
    assert_eq!(drift(&page, SPEC), [line]);
}

#[test]
fn a_word_that_nobody_knows_is_not_what_the_spec_says() {
    let mut page = page();
    body(&mut page)[0].ty = "glow".to_owned();
    let line =
        "~ body.lamp: spec says string, required (line 7), page says glow, required (line 20)";
    assert_eq!(drift(&page, SPEC), [line]);
    body(&mut page)[0].ty = String::new();
    assert_eq!(drift(&page, SPEC), [""; 0]);
}
