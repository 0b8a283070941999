//! Pages with lists, listings without a fence, and one page in three forms of saving.

use super::sheet::{Sheet, check};

#[test]
fn objects_four_deep_beside_a_form() {
    check(
        "plate_text.md",
        &Sheet {
            title: "车牌文字识别",
            name: Some("platetext"),
            calls: &["POST /cv/demo/plate"],
            cloud: "demo.plateText",
            third_party: "[117]",
            tokens: &["access_token", "authorizer_access_token"],
            query: &["img_url string ?"],
            body: &["form", "img formdata ?"],
            reply: &[
                "plates objarray",
                "plates.corner object",
                "plates.corner.left_top object",
                "plates.corner.left_top.x number",
                "plates.corner.left_top.y number",
                "size object",
                "size.w number",
                "size.h number",
            ],
            codes: &[-1, 101_000],
            accounts: Some(&["小程序=✔", "公众号=v", "服务号=v"]),
            others_excluded: true,
            examples: &[
                (
                    "text ? form img=@car.jpg",
                    r#"{"errcode":0,"errmsg":"ok","plates":[{"text":"粤B00001","corner":{"left_top":{"x":57,"y":51}}}],"size":{"w":1280,"h":720}}"#,
                ),
                (
                    "text ?img_url=ENCODE_URL form ",
                    r#"{"errcode":0,"errmsg":"ok","plates":[],"size":{"w":1280,"h":720}}"#,
                ),
            ],
            findings: &[
                "109: to read an example of the response as JSON, 2 comments were left out",
                "111: an example of the response shows `plates[].text`, which no table lists",
            ],
        },
    );
}

#[test]
fn listings_without_a_fence() {
    let page = check(
        "book_state.md",
        &Sheet {
            title: "查询图书状态",
            name: Some("getBookState"),
            calls: &["POST /wxa/demo/getbooks"],
            cloud: "demo.bookState",
            third_party: "[52]",
            tokens: &["access_token"],
            query: &[],
            body: &["book_ids numarray !"],
            reply: &[
                "books objarray",
                "books.book_id string",
                "books.name string",
                "books.priceType number",
                "books.state string",
                "total number",
            ],
            codes: &[40001],
            accounts: None,
            others_excluded: false,
            examples: &[(
                r#"{"book_ids":[1]}"#,
                r#"{"errcode":0,"errmsg":"ok","books":[{"book_id":9,"name":"xxxxx","price_type":1,"state":1}],"total":0}"#,
            )],
            findings: &[
                "67: to read an example of the request as JSON, a comment was left out",
                "78: `books[].book_id` is documented as `string`, but an example shows a number",
                "80: to read an example of the response as JSON, a missing comma was added",
                "80: an example of the response shows `books[].price_type`, which no table lists; a table has `priceType`",
                "81: `books[].state` is documented as `string`, but an example shows a number",
            ],
        },
    );
    assert_eq!(page.notes, "");
}

/// What the page about cloakrooms says in each of its forms, names and findings aside.
const CLOAKROOM: Sheet = Sheet {
    title: "领取衣帽间编号",
    name: Some("getcloaknumber"),
    calls: &["POST /card/demo/number"],
    cloud: "no",
    third_party: "[8, 26]",
    tokens: &["access_token", "authorizer_access_token"],
    query: &[],
    body: &["nothing"],
    reply: &["number_url string"],
    codes: &[40001],
    accounts: Some(&["公众号=✔", "服务号=~"]),
    others_excluded: true,
    examples: &[(
        "{}",
        r#"{"errcode":0,"errmsg":"ok","number_url":"https://example.com/cloak?action=list&number=d3xxx"}"#,
    )],
    findings: &[
        "25: `errcode` is documented as `string`",
        "37: to read an example of the response as JSON, the missing closing bracket was added",
    ],
};

#[test]
fn in_chinese_by_a_reader_mode() {
    check("number.zh.txt", &CLOAKROOM);
}

#[test]
fn in_english_by_a_reader_mode() {
    let page = check(
        "number.en.txt",
        &Sheet {
            title: "Get a cloakroom identification number",
            accounts: Some(&["Official Account=✔", "Service Account=~"]),
            ..CLOAKROOM
        },
    );
    assert_eq!(
        page.prose,
        "The cloakroom can get the number and then get s_p AppID.It forwards this number."
    );
}

#[test]
fn the_vendors_twin_cut_off() {
    check(
        "number.zh.twin.md",
        &Sheet {
            codes: &[],
            accounts: None,
            others_excluded: false,
            examples: &[("{}", "text ? form ")],
            findings: &[
                "52: `errcode` is documented as `string`",
                "85: the page has no section of error codes",
                "85: the page has no section of the scope of application",
                "87: an example of the response is not valid JSON and can't be repaired: it is cut off",
                "87: the file is cut off",
            ],
            ..CLOAKROOM
        },
    );
}
