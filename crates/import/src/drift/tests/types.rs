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
fn an_unknown_word_is_not_what_the_spec_says() {
    let mut page = page();
    body(&mut page)[0].ty = "glow".to_owned();
    let line =
        "~ body.lamp: spec says string, required (line 7), page says glow, required (line 20)";
    assert_eq!(drift(&page, SPEC), [line]);
    body(&mut page)[0].ty = String::new();
    assert_eq!(drift(&page, SPEC), [""; 0]);
}

/// The page whose table of the lamps' fields is gone.
fn without_the_table() -> Page {
    let mut page = page();
    let Response::Json(fields) = &mut page.response else { panic!("no JSON") };
    fields[0].fields.clear();
    page
}

#[test]
fn a_table_of_fields_may_be_gone() {
    let line = "~ response.lamps: spec says list of object (line 10), page says objarray, without its fields (line 40)";
    assert_eq!(drift(&without_the_table(), SPEC), [line]);
}

#[test]
fn a_table_that_never_was_is_recorded_by_a_quirk_that_names_its_object() {
    for text in ["note: Only the example shows its fields.", "review: Which fields has it?"] {
        let quirk = format!("{{ about: response.lamps, differs: contents, {text} }}");
        let spec = format!("{SPEC}quirks:\n  - {quirk}\n");
        let comparison = compared(&without_the_table(), &spec);
        assert_eq!((comparison.differences.len(), comparison.recorded.len()), (0, 1), "{quirk}");
    }
}

#[test]
fn a_page_that_is_cut_off_may_have_had_the_table() {
    let mut page = without_the_table();
    let kind = FindingKind::Truncated;
    page.findings.push(Finding { kind, about: None, line: 40, message: "it ends here".to_owned() });
    assert_eq!(compared(&page, SPEC).differences.len(), 0);
}
