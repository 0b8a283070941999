//! Which spec a page's call is of.

use super::*;

#[test]
fn a_call_without_a_spec_is_drift_and_shows_where_it_was() {
    let mut page = page();
    page.calls[0].path = "/lamps/switch".to_owned();
    let line = "~ call: spec says POST /lamp/switch?mode=on (line 3), page says POST /lamps/switch?mode=on (line 10)";
    assert_eq!(drift(&page, SPEC), [line]);
}
