//! Pages with flat tables.

use super::sheet::{Sheet, check};

#[test]
fn a_call_without_a_token() {
    let page = check(
        "day_pass.md",
        &Sheet {
            title: "领取日票",
            name: Some("getDayPass"),
            calls: &["GET /cgi-bin/daypass?grant_type=day_credential"],
            cloud: "no",
            third_party: "no",
            tokens: &[],
            query: &["appid string !", "secret string !"],
            body: &["nothing"],
            reply: &["pass string", "expires_in number"],
            codes: &[40002, 40243, 50004],
            accounts: Some(&[
                "小程序=✔",
                "公众号=✔",
                "服务号=✔",
                "小游戏=✔",
                "微信小店=✔",
                "联盟带货机构=✔",
                "移动应用=✔",
            ]),
            others_excluded: true,
            examples: &[(
                "text ?appid=AppID&secret=AppSecret&grant_type=day_credential form ",
                r#"{"pass":"PASS","expires_in":86400}"#,
            )],
            findings: &[],
        },
    );
    assert_eq!(page.errors[1].remedy, "点此查看如何解冻");
    assert_eq!(page.notes, "- 票是 AppID 自己的\n\n- 请保管好");
}

#[test]
fn a_signature_in_the_query() {
    let page = check(
        "give_back.md",
        &Sheet {
            title: "归还押金",
            name: Some("give_back"),
            calls: &["POST /demo/give_back"],
            cloud: "no",
            third_party: "[157]",
            tokens: &["access_token", "authorizer_access_token"],
            query: &["pay_sig string !"],
            body: &[
                "openid string !",
                "order_id string ?",
                "wx_order_id string ?",
                "back_id string !",
                "left_fee number !",
            ],
            reply: &["back_id string", "wx_back_id string"],
            codes: &[-1, 268_490_001, 268_490_016],
            accounts: None,
            others_excluded: false,
            examples: &[(
                r#"{"openid":"xxx","order_id":"xxx","wx_order_id":"xxx","back_id":"xxx","left_fee":0}"#,
                r#"{"errcode":0,"errmsg":"","back_id":"","wx_back_id":""}"#,
            )],
            findings: &[],
        },
    );
    assert_eq!(page.errors[2].meaning, "left_fee与实际不符，见query_order");
}

#[test]
fn negative_codes_and_no_reply() {
    check(
        "charge.md",
        &Sheet {
            title: "发起扣费",
            name: Some("submit_charge"),
            calls: &["POST /demo/submit_charge"],
            cloud: "no",
            third_party: "no",
            tokens: &["access_token"],
            query: &[],
            body: &["openid string !", "env number ?", "price number !", "order_id string !"],
            reply: &[],
            codes: &[-15027, -15001, 1001],
            accounts: None,
            others_excluded: false,
            examples: &[(
                r#"{"openid":"","env":0,"price":0,"order_id":""}"#,
                r#"{"errcode":0,"errmsg":""}"#,
            )],
            findings: &[],
        },
    );
}

#[test]
fn a_required_field_that_the_example_lacks() {
    let page = check(
        "mailing.md",
        &Sheet {
            title: "创建邮寄任务",
            name: Some("createMailing"),
            calls: &["POST /demo/createmailing"],
            cloud: "demo.createMailing",
            third_party: "[49]",
            tokens: &["authorizer_access_token"],
            query: &[],
            body: &["env string !", "file_url string !", "template_id string !"],
            reply: &["query_id string"],
            codes: &[-601_033, -501_007, -1],
            accounts: Some(&["小程序=✔", "小游戏=✔"]),
            others_excluded: true,
            examples: &[(r#"{"env":"xxx","file_url":"xxx"}"#, r#"{"errcode":0,"query_id":"xxx"}"#)],
            findings: &["73: an example of the request lacks `template_id`, which is required"],
        },
    );
    assert_eq!(
        page.notes,
        "格式：\n\n【名称】${content}，点击。\n\n步骤：\n\n1、下载名单模版\n\n- 填好\n\n- 上传"
    );
}

#[test]
fn a_form_with_a_flat_reply() {
    check(
        "library_card.md",
        &Sheet {
            title: "借书证识别",
            name: Some("librarycard"),
            calls: &["POST /cv/demo/librarycard"],
            cloud: "demo.libraryCard",
            third_party: "[117]",
            tokens: &["access_token"],
            query: &["img_url string ?"],
            body: &["form", "img formdata !"],
            reply: &["id_num string", "name string", "valid_to string"],
            codes: &[40001, 101_003],
            accounts: Some(&["小程序=✔", "公众号=v", "服务号=~"]),
            others_excluded: true,
            examples: &[(
                "text ?img_url=ENCODE_URL form ",
                r#"{"errcode":0,"errmsg":"ok","id_num":"66xx34","name":"某人","shelf":"甲","valid_to":"2030-07-01"}"#,
            )],
            findings: &[
                "67: to read an example of the response as JSON, 4 comments were left out",
                "69: an example of the response shows `shelf`, which no table lists",
            ],
        },
    );
}

#[test]
fn a_picture() {
    check(
        "round_code.md",
        &Sheet {
            title: "生成圆码",
            name: Some("makeRoundCode"),
            calls: &["POST /wxa/demo/roundcode"],
            cloud: "demo.makeRoundCode",
            third_party: "[17, 18]",
            tokens: &["access_token"],
            query: &[],
            body: &["page string !", "size number ?"],
            reply: &["file"],
            codes: &[40159, 45029],
            accounts: Some(&["小程序=✔", "小游戏=✔"]),
            others_excluded: true,
            examples: &[
                (r#"{"page":"a/b","size":430}"#, "text ? form "),
                (
                    r#"{"page":"","size":430}"#,
                    r#"{"errcode":40159,"errmsg":"invalid length for page"}"#,
                ),
            ],
            findings: &["51: `errcode` is documented as `string`"],
        },
    );
}
