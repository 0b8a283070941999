//! Complete documents of small specs, which show the output for each feature.

use insta::{Settings, assert_snapshot};
use weixin_openapi::{Place, document, document_at};
use weixin_spec::Model;

use crate::support::{fixtures, small};

const API: &str = "\
title: Lamp API
about: Lamps.
hosts: { main: https://api.lamp.example }
envelope: { code: code, message: text, success: 0 }
tokens: { key: { query: key, about: A key. } }
accounts: { house: { title: House, vendor: Haus, about: A house. } }
permission_sets: { 3: Lamps }
error_classes: { busy: { action: wait, about: Later. } }
";

const ERRORS: &str = "7: { name: Busy, class: busy, meaning: It is busy., remedy: Wait. }\n";

const SWITCH: &str = "\
title: Switch the lamp
vendor: { name: switch, page: https://lamp.example/switch.html }
about: Switches it on or off.
call: POST /lamp?action=switch
access: { tokens: [key], accounts: { house: on_application }, permission_sets: [3], cloud_call: unknown }
idempotency: { keyed: [number] }
body: { number: { type: string, limits: { chars: { min: 2, max: 9 } }, about: The lamp's. } }
response: { since: { type: unix_seconds, accepts: string_or_number, about: When it was switched. } }
errors: { 7: { meaning: The lamp is hot. } }
examples:
  - { name: done, request: { number: a1 }, response: { code: 0, since: 1767225600 } }
  - { name: hot, request: { number: a2 }, error: { code: 7, text: busy } }
notes: [ The lamp stays lit for two hours. ]
quirks: [ { about: response.since, differs: name, page: until, note: 'The page says `since | until`.' } ]
";

const READ: &str = "\
title: Read the lamp
vendor: {}
call: POST /lamp?action=read
access: { tokens: none, accounts: all, permission_sets: none, cloud_call: no }
idempotency: read_only
query: { page: { type: integer, required: no } }
body: none
response: {}
";

fn pretty(name: &str, json: &weixin_spec::Json) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _bound = settings.bind_to_scope();
    assert_snapshot!(name, serde_json::to_string_pretty(json).unwrap());
}

fn lamp(files: &[(&str, &str)]) -> Model {
    let common = [("api.yaml", API), ("errors.yaml", ERRORS)];
    small(&common.into_iter().chain(files.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn one_call() {
    pretty("one_call", &document(&lamp(&[("lamp/switch.yaml", SWITCH)])));
}

#[test]
fn two_calls_with_the_same_path() {
    let model = lamp(&[("lamp/switch.yaml", SWITCH), ("lamp/read.yaml", READ)]);
    pretty("two_calls", document(&model).get("paths").unwrap());
}

#[test]
fn another_server() {
    let place = Place { url: "/", about: "A lamp on the desk." };
    let document = document_at(&lamp(&[]), place);
    let head: Vec<_> = ["info", "servers"]
        .into_iter()
        .map(|key| (key, document.get(key).unwrap().clone()))
        .collect();
    pretty("another_server", &weixin_spec::Json::object(head));
}

/// The schemas of a fixture, without the envelope.
#[test]
fn each_kind_of_field() {
    let shown = ["aliases", "derived", "empty", "enums", "fixed", "limits", "optional", "shared"];
    for (name, model) in fixtures().into_iter().filter(|(name, _)| shown.contains(&name.as_str())) {
        let document = document(&model);
        let schemas =
            document.get("components").unwrap().get("schemas").unwrap().entries().unwrap();
        let own = schemas.iter().filter(|(key, _)| !key.starts_with("Envelope."));
        let own = own.map(|(key, schema)| (key.value.clone(), schema.clone()));
        pretty(&format!("fields_{name}"), &weixin_spec::Json::object(own));
    }
}
