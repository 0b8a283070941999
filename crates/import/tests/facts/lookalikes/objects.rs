//! Pages with objects in objects, and two calls on one page.

use super::sheet::{Sheet, check};

#[test]
fn a_list_of_objects_below_an_object() {
    let page = check(
        "edit_play.md",
        &Sheet {
            title: "修改戏单",
            name: Some("submitEditPlay"),
            calls: &["POST /wxa/demo/editplay"],
            cloud: "no",
            third_party: "[153]",
            tokens: &["access_token"],
            query: &[],
            body: &[
                "play_id number !",
                "cast object ?",
                "cast.actor objarray !",
                "cast.actor.name string !",
                "cast.actor.role string !",
                "rights object ?",
                "rights.protect number !",
                "rights.proofs array ?",
            ],
            reply: &[],
            codes: &[-2, 10_090_005, 10_093_030],
            accounts: None,
            others_excluded: false,
            examples: &[(
                r#"{"play_id":10001,"cast":{"actor":[{"name":"甲","role":"乙"},{"name":"丙","role":"丁"}]}}"#,
                r#"{"errcode":0,"errmsg":"ok"}"#,
            )],
            findings: &[],
        },
    );
    assert_eq!(page.errors[1].meaning, "play_id无效");
}

#[test]
fn a_section_of_enumerations_and_tables_among_the_notes() {
    let page = check(
        "open_shop.md",
        &Sheet {
            title: "开一家店",
            name: Some("demo_openshop"),
            calls: &["POST /cgi-bin/demo/openshop"],
            cloud: "no",
            third_party: "[51]",
            tokens: &["access_token"],
            query: &[],
            body: &[
                "out_shop_id string ?",
                "carrier string ?",
                "address object ?",
                "address.city string !",
                "address.lat double !",
                "address.lng double !",
            ],
            reply: &["wx_shop_id string"],
            codes: &[934_010, 934_011, 934_999],
            accounts: None,
            others_excluded: false,
            examples: &[(
                r#"{"out_shop_id":"123","address":{"city":"深圳市","lat":22.540366,"lng":113.934559}}"#,
                r#"{"errcode":0,"errmsg":"ok","wx_shop_id":"4000000000000042001"}"#,
            )],
            findings: &[
                "101: to read an example of the response as JSON, a full-width punctuation mark was replaced",
                "114: the error code `934011` is listed twice: the first row was used",
            ],
        },
    );
    let weixin_import::Body::Json(body) = &page.body else { panic!("{:?}", page.body) };
    let values: Vec<_> =
        body[1].values.iter().map(|value| (value.value.as_str(), value.about.as_str())).collect();
    assert_eq!(values, [("FAST", "快"), ("SLOW", "慢")]);
    assert_eq!(page.notes, "其他说明\n\n物品类型\n\n物品类型 | 类型名称\n1 | 餐\n2 | 书");
}

#[test]
fn a_brace_behind_the_fence_and_platforms_alone() {
    check(
        "rollout.md",
        &Sheet {
            title: "查询上线进度",
            name: Some("getRollout"),
            calls: &["GET /wxa/demo/getrollout"],
            cloud: "demo.getRollout",
            third_party: "[18]",
            tokens: &["authorizer_access_token"],
            query: &[],
            body: &["nothing"],
            reply: &[
                "rollout object",
                "rollout.status number",
                "rollout.started_at number",
                "rollout.insiders_first boolean",
            ],
            codes: &[-1],
            accounts: None,
            others_excluded: true,
            examples: &[(
                "text ? form ",
                r#"{"errcode":0,"errmsg":"ok","rollout":{"status":1,"started_at":1517553721,"insiders_first":true}}"#,
            )],
            findings: &["75: to read an example of the response as JSON, 2 comments were left out"],
        },
    );
}

#[test]
fn two_calls_on_a_page_of_html() {
    let page = check(
        "contact.html",
        &Sheet {
            title: "设置与查询联系人",
            name: Some("contactattr"),
            calls: &[
                "POST /card/demo/attr?action=set_contact",
                "POST /card/demo/attr?action=get_contact",
            ],
            cloud: "unsaid",
            third_party: "[26]",
            tokens: &["access_token"],
            query: &[],
            body: &["contact object !", "contact.phone String !", "contact.time_out Int !"],
            reply: &[],
            codes: &[72063],
            accounts: Some(&["公众号=✔", "服务号=✔"]),
            others_excluded: true,
            examples: &[(
                r#"{"contact":{"phone":"88888888","time_out":12345}}"#,
                r#"{"errcode":0,"errmsg":"ok"}"#,
            )],
            findings: &["12: the page describes 2 calls"],
        },
    );
    let address = "https://developers.weixin.qq.com/doc/service/api/demo/api_contact.html";
    assert_eq!(page.address.as_deref(), Some(address));
}

#[test]
fn a_translation_with_glued_headings() {
    let page = check(
        "parcel.en.txt",
        &Sheet {
            title: "Send a parcel",
            name: None,
            calls: &["POST /demo/parcel/send?action=send"],
            cloud: "demo.sendParcel",
            third_party: "no",
            tokens: &["access_token"],
            query: &[],
            body: &[
                "order_id string !",
                "carrier number ?",
                "card_ext Object !",
                "card_ext.items objarray !",
                "card_ext.items.name string !",
                "card_ext.items.weight double ?",
                "ids numarray ?",
            ],
            reply: &["parcels List"],
            codes: &[-1, 9_300_501],
            accounts: Some(&["Mini Program=✔", "Official Account=✘"]),
            others_excluded: false,
            examples: &[(
                r#"{"order_id":"a","card_ext":{"items":[{"name":"book","weight":1.50}]}}"#,
                r#"{"errcode":0,"errmsg":"ok","parcels":["p1"]}"#,
            )],
            findings: &["3: the vendor's name of the call is not an identifier: it was left out"],
        },
    );
    let weixin_import::Body::Json(body) = &page.body else { panic!("{:?}", page.body) };
    let values: Vec<_> =
        body[1].values.iter().map(|value| (value.value.as_str(), value.about.as_str())).collect();
    assert_eq!(values, [("1", "Fast"), ("2", "Slow")]);
    assert_eq!(page.prose, "This interface is used to send a parcel.");
    assert_eq!(page.examples[0].name, "Send");
}
