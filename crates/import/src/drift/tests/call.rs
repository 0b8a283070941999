//! Which spec a page's call is of.

use super::*;

#[test]
fn a_call_without_a_spec_is_drift_and_shows_where_it_was() {
    let mut page = page();
    page.calls[0].path = "/lamps/switch".to_owned();
    let line = "~ call: spec says POST /lamp/switch?mode=on (line 3), page says POST /lamps/switch?mode=on (line 10)";
    assert_eq!(drift(&page, SPEC), [line]);
}

/// Gives the call of a page other fixed values.
fn fix(page: &mut Page, pairs: &[(&str, &str)]) {
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    page.calls[0].fixed = pairs.collect();
    page.calls[0].query = page.calls[0].fixed.clone();
}

#[test]
fn a_fixed_value_that_the_spec_lacks_is_drift() {
    let mut page = page();
    fix(&mut page, &[("mode", "on"), ("dim", "2")]);
    let line = "~ call: spec says POST /lamp/switch?mode=on (line 3), page says POST /lamp/switch?mode=on&dim=2 (line 10)";
    assert_eq!(drift(&page, SPEC), [line]);
    let bare = SPEC.replace("?mode=on", "");
    let line = "~ call: spec says POST /lamp/switch (line 3), page says POST /lamp/switch?mode=on&dim=2 (line 10)";
    assert_eq!(drift(&page, &bare), [line]);
}

#[test]
fn another_fixed_value_is_drift() {
    let mut page = page();
    fix(&mut page, &[("mode", "off")]);
    let line = "~ call: spec says POST /lamp/switch?mode=on (line 3), page says POST /lamp/switch?mode=off (line 10)";
    assert_eq!(drift(&page, SPEC), [line]);
}

#[test]
fn the_order_of_fixed_values_is_no_drift() {
    let mut page = page();
    fix(&mut page, &[("dim", "2"), ("mode", "on")]);
    assert_eq!(drift(&page, &SPEC.replace("?mode=on", "?mode=on&dim=2")), [""; 0]);
}
