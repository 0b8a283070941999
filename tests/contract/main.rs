//! One snapshot for each endpoint: all that it promises, on one screen. A reviewer of a spec change
//! reads these first.

use std::fs;

use insta::{Settings, assert_snapshot};
use weixin_spec::{Model, contract};

#[test]
fn every_endpoint_promises_what_its_contract_says() {
    let model = fs::read_to_string("crates/sandbox/model.jsonl").expect("the model can be read");
    let model = Model::from_jsonl(&model).expect("the model is whole");
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for endpoint in &model.endpoints {
            let name = format!("{}__{}", endpoint.group.value, endpoint.id.value);
            assert_snapshot!(name, contract(&model, endpoint));
        }
    });
    assert!(!model.endpoints.is_empty(), "spec/ has endpoints");
}
