//! The contract names every promise, so that no change of one goes unseen in a review.

use weixin_spec::load::{Source, Sources, model};
use weixin_spec::{Model, contract, errors_contract};

const API: &str = "\
title: Lamp API
hosts: { main: https://api.lamp.example }
envelope: { code: code, message: text, success: 0 }
tokens: { key: { query: key, about: A key. } }
accounts: { house: { title: House, vendor: Haus, about: A house. }, street: { title: Street, vendor: Weg, about: A street. } }
permission_sets: { 3: Lamps }
error_classes: { busy: { action: wait, about: Later. }, wrong: { action: stop, about: Never. } }
";

const ERRORS: &str = "\
7: { name: Busy, text: busy now, class: busy, meaning: It is busy., remedy: Wait. }
8: { name: Broken, class: busy, meaning: It is broken., remedy: Mend it. }
";

const SWITCH: &str = "\
title: Switch the lamp
vendor: { name: switch, page: https://lamp.example/switch.html }
evidence: sdk
legacy: yes
call: POST /lamp?action=switch
access: { tokens: [key], accounts: { house: on_application, street: no }, permission_sets: [3], cloud_call: unknown }
idempotency: { keyed: [number] }
query: { day: { type: date, format: yyyyMMdd, required: no } }
body:
  number: { type: string, limits: { chars: { min: 2, max: 9 } }, rust: order_number }
  kind: { type: enum, values: { 0: { name: Off, about: Off. }, 1: { name: On, about: On. } }, default: 0, required: no }
  version: { type: integer, fixed: 2 }
  parts: { type: list of object, type_name: Part, when: it has parts, limits: { items: 5 }, fields: { price: fen } }
  pin: { type: string, secret: yes, deprecated: use the key }
response:
  link: { type: url, aliases: [lnik], empty: absent }
  place: { from: { query: place, of: link } }
  since: { type: unix_seconds, required: yes, accepts: string_or_number }
errors: { 7: { meaning: The lamp is busy., remedy: Wait a minute. }, 8: { class: wrong, source: practice } }
";

const CONTRACT: &str = "\
switch: Switch the lamp
POST /lamp?action=switch

tokens        key
accounts      house (on application), not street
third party   permission sets 3
cloud call    unknown
idempotency   keyed by number
page          https://lamp.example/switch.html
evidence      third-party SDKs
legacy        yes

query
  day                        date yyyyMMdd            optional

body
  number                     string                   required, chars 2..9, in Rust order_number
  kind                       enum                     optional, default 0
    = 0 Off
    = 1 On
  version                    integer                  always 2
  parts                      list of object           when it has parts, items ..5, its type Part
    price                    fen                      required
  pin                        string                   required, secret, deprecated: use the key

response
  link                       url                      optional, or lnik, empty is absent
  place                      string                   from query place of link
  since                      unix_seconds             required, string or number

errors        listed on the page
  7          Busy                           busy
    meaning  The lamp is busy.
    remedy   Wait a minute.
  8          Broken                         wrong            met in practice, own class
";

const DRAFT: &str = "\
title: TODO
vendor: { name: switch, fingerprint: 0123456789abcdef }
about: TODO
call: POST /lamp
access: { tokens: [key], accounts: unknown, permission_sets: [3, 4], cloud_call: no }
idempotency: TODO
body: { number: { type: string, about: TODO } }
response: {}
errors: { 7: {}, 8: { meaning: TODO }, 9: { meaning: TODO }, 10: { meaning: It is dark. } }
quirks: [ { note: It blinks. }, { review: Is it on? } ]
";

const CONTRACT_OF_DRAFT: &str = "\
switch: TODO
POST /lamp

tokens        key
accounts      unknown
third party   permission sets 3, 4 (unlisted)
cloud call    no
idempotency   TODO, as none
to review     1 quirk

body
  number                     string                   required

response

errors        listed on the page
  7          Busy                           busy
  8          Broken                         busy             TODO
  9                                         unclassified     TODO
  10                                        unclassified
    meaning  It is dark.
";

const CONTRACT_OF_ERRORS: &str = "\
7 Busy busy
  text     busy now
  meaning  It is busy.
  remedy   Wait.
8 Broken busy
  meaning  It is broken.
  remedy   Mend it.
";

#[test]
fn every_error_code_has_its_class_and_texts() {
    assert_eq!(errors_contract(&model_of(SWITCH)), CONTRACT_OF_ERRORS);
}

#[test]
fn every_promise_has_its_words() {
    assert_eq!(contract_of(SWITCH), CONTRACT);
}

#[test]
fn what_is_still_to_be_done_is_there_too() {
    assert_eq!(contract_of(DRAFT), CONTRACT_OF_DRAFT);
}

fn contract_of(endpoint: &str) -> String {
    let model = model_of(endpoint);
    contract(&model, &model.endpoints[0])
}

fn model_of(endpoint: &str) -> Model {
    let files = [("api.yaml", API), ("errors.yaml", ERRORS), ("lamp/switch.yaml", endpoint)];
    let files = files.map(|(path, text)| Source {
        name: format!("spec/{path}"),
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    let sources = Sources::new(files.into());
    model(&sources).unwrap_or_else(|problems| {
        panic!("{}", weixin_spec::load::render(&problems, &sources, false));
    })
}
