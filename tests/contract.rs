//! One snapshot for each endpoint: all that it promises, on one screen. A reviewer of a spec change
//! reads these first.

use std::path::Path;

use insta::{Settings, assert_snapshot};
use weixin_spec::contract;
use weixin_spec::load::{catalog, read, render};

#[test]
fn every_endpoint_promises_what_its_contract_says() {
    let sources = read(Path::new("spec"), "spec").expect("spec/ can be read");
    let catalog = catalog(&sources)
        .unwrap_or_else(|problems| panic!("\n{}", render(&problems, &sources, false)));
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("contract");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for endpoint in &catalog.endpoints {
            let name = format!("{}__{}", endpoint.group.value, endpoint.id.value);
            assert_snapshot!(name, contract(&catalog, endpoint));
        }
    });
    assert!(!catalog.endpoints.is_empty(), "spec/ has endpoints");
}
