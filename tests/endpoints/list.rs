//! The list of endpoints that the crate guarantees, so that none is lost.

use std::{collections::BTreeSet, fs, path::Path};

use weixin_spec::Model;

/// By group: `group: id id …`.
const ENDPOINTS: &[(&str, &[&str])] = &[
    (
        "component",
        &[
            "get_authorizer_access_token",
            "get_authorizer_info",
            "get_authorizer_list",
            "get_authorizer_option",
            "get_authorizer_refresh_token",
            "get_component_access_token",
            "get_pre_auth_code",
            "set_authorizer_option",
            "start_push_ticket",
        ],
    ),
    ("diagnosis", &["callback_check", "get_api_domain_ip", "get_callback_ip", "get_rid_info"]),
    (
        "invoice",
        &[
            "card_code_decrypt",
            "clear_out_invoice",
            "insert_invoice",
            "invoice_biz_get_auth_data",
            "invoice_biz_get_auth_field",
            "invoice_biz_get_auth_url",
            "invoice_biz_get_contact",
            "invoice_biz_get_pay_mch",
            "invoice_biz_get_select_title_url",
            "invoice_biz_get_user_title_url",
            "invoice_biz_reject_insert",
            "invoice_biz_set_auth_field",
            "invoice_biz_set_contact",
            "invoice_biz_set_pay_mch",
            "invoice_bx_get_invoice",
            "invoice_bx_update_invoice_status",
            "invoice_kp_update_invoice_status",
            "invoice_platform_create_card",
            "invoice_platform_get_pdf",
            "invoice_platform_set_pdf",
            "invoice_reimburse_get_invoice_batch",
            "invoice_reimburse_update_status_batch",
            "invoice_scan_title",
            "make_out_invoice",
            "query_invoce_info",
            "set_invoice_url",
        ],
    ),
    (
        "nontax",
        &[
            "nontax_download_bill",
            "nontax_get_order",
            "nontax_get_order_list",
            "nontax_get_real_name",
            "nontax_invoice_create_card",
            "nontax_invoice_get_auth_url",
            "nontax_invoice_insert",
            "nontax_micro_pay",
            "nontax_mock_notification",
            "nontax_mock_query_fee",
            "nontax_notify_inconsistent_order",
            "nontax_query_fee",
            "nontax_refund",
            "nontax_unified_order",
            "nontax_vehicle_entrance_notify",
            "nontax_vehicle_pay_apply",
            "nontax_vehicle_query_state",
            "real_name_get_auth_url",
        ],
    ),
    (
        "quota",
        &[
            "clear_api_quota",
            "clear_quota",
            "clear_quota_by_app_secret",
            "component_clear_quota_v2",
            "get_api_quota",
        ],
    ),
    ("token", &["get_access_token", "get_stable_access_token", "get_ticket"]),
];

fn listed() -> BTreeSet<String> {
    let all = ENDPOINTS.iter().flat_map(|(group, ids)| ids.iter().map(move |id| (group, id)));
    all.map(|(group, id)| format!("{group}/{id}")).collect()
}

/// The names of files in a folder of tests/, without this suffix.
fn names(folder: &str, end: &str) -> BTreeSet<String> {
    let files = fs::read_dir(Path::new("tests").join(folder)).expect("the folder is there");
    let files = files.map(|file| file.expect("a file").file_name().into_string().expect("UTF-8"));
    files.filter_map(|name| name.strip_suffix(end).map(str::to_owned)).collect()
}

/// The endpoints of the list that aren't in `there`.
fn missing(there: &BTreeSet<String>) -> Vec<String> {
    listed().difference(there).cloned().collect()
}

#[test]
fn the_spec_has_every_endpoint_of_the_list() {
    let model = fs::read_to_string("crates/sandbox/model.jsonl").expect("the model can be read");
    let model = Model::from_jsonl(&model).expect("the model is whole");
    let ids = model.endpoints.iter().map(|it| format!("{}/{}", it.group.value, it.id.value));
    assert_eq!(missing(&ids.collect()), [""; 0]);
    assert_eq!(listed().len(), 65);
}

#[test]
fn each_endpoint_has_a_contract() {
    let contracts = names("contract", ".snap").into_iter().map(|name| name.replacen("__", "/", 1));
    assert_eq!(missing(&contracts.collect()), [""; 0]);
}

#[test]
fn each_endpoint_has_a_wire_snapshot() {
    let examples = names("wire", ".snap");
    let ids: BTreeSet<&str> =
        examples.iter().filter_map(|name| Some(name.split_once("__")?.0)).collect();
    let sent = listed().into_iter().filter(|path| ids.contains(id(path)));
    assert_eq!(missing(&sent.collect()), [""; 0]);
}

#[test]
fn each_endpoint_is_tested_by_hand() {
    let files = names("endpoints", ".rs").into_iter().filter(|name| name != "list");
    let texts = files.map(|name| fs::read_to_string(format!("tests/endpoints/{name}.rs")));
    let text = texts.map(|text| text.expect("a test's file")).collect::<String>();
    // A test of its name, in which it is called.
    let tested = listed().into_iter().filter(|path| {
        let id = id(path);
        text.contains(&format!("fn {id}()")) && text.contains(&format!(".{id}("))
    });
    assert_eq!(missing(&tested.collect()), [""; 0]);
}

#[test]
fn each_file_of_tests_is_run() {
    let main = fs::read_to_string("tests/endpoints/main.rs").expect("it is there");
    let files = names("endpoints", ".rs").into_iter().filter(|name| name != "main");
    let forgotten = files.filter(|name| !main.contains(&format!("\nmod {name};\n")));
    assert_eq!(forgotten.collect::<Vec<_>>(), [""; 0]);
}

fn id(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, id)| id)
}
