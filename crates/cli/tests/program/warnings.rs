//! Specs with warnings: something in them is still to be done.

use std::collections::BTreeMap;

use crate::place::{Place, outcome};
use weixin_test_support::spec::endpoint;

const UNDECIDED: &str = "\
[S0401]: the idempotency class is not decided yet
 --> spec/lamp/switch.yaml:1:14
  |
1 | idempotency: TODO
  |              ^^^^
  |
  = help: until then it is treated as `none`; `read_only`, `idempotent` and `keyed` calls can be retried

";

#[test]
fn a_spec_with_warnings_is_generated() {
    let place = Place::new();
    place.write("spec/lamp/switch.yaml", &endpoint("idempotency: TODO"));
    place.run(&[]);
    let said = "3 spec files, 11 generated files, 0 written\n";
    let said = format!("warning{UNDECIDED}warning: 1 warning in spec\n{said}");
    assert_eq!(place.run(&[]), outcome(0, &said));
}

#[test]
fn denied_warnings_are_errors_and_write_nothing() {
    let place = Place::new();
    place.write("spec/lamp/switch.yaml", &endpoint("idempotency: TODO"));
    let said = format!("error{UNDECIDED}error: 1 error in spec\n");
    assert_eq!(place.run(&["--deny-warnings"]), outcome(1, &said));
    assert_eq!(place.files("generated"), BTreeMap::new());
}
