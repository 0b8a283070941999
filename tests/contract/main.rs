//! One snapshot for each endpoint with all its facts, on one screen, and one for the error codes. A reviewer of
//! a spec change reads these first.

use std::fs;

use insta::{Settings, assert_snapshot};
use weixin_spec::{Model, contract, errors_contract};

fn model() -> Model {
    let model = fs::read_to_string("crates/sandbox/model.jsonl").expect("the model can be read");
    Model::from_jsonl(&model).expect("the model is complete")
}

fn settings() -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn every_error_code_has_the_class_and_texts_of_its_contract() {
    let model = model();
    assert!(!model.errors.is_empty(), "spec/errors.yaml has codes");
    settings().bind(|| assert_snapshot!("errors", errors_contract(&model)));
}

#[test]
fn every_endpoint_has_the_properties_of_its_contract() {
    let model = model();
    settings().bind(|| {
        for endpoint in &model.endpoints {
            let name = format!("{}__{}", endpoint.group.value, endpoint.id.value);
            assert_snapshot!(name, contract(&model, endpoint));
        }
    });
    assert!(!model.endpoints.is_empty(), "spec/ has endpoints");
}
