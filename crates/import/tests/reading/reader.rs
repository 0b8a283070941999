//! Text as reader modes and scrapers leave it: headings all alike, nothing else marked.

use crate::shown;
use weixin_import::{BlockKind, Document, Form};

#[test]
fn nothing_but_headings_is_a_mark() {
    let page = "# a\n接口 s_p_x *b* c\\_d &amp; <e>\n# 1. f\n1. g\nh\n- i\n";
    assert_eq!(Document::read(page.as_bytes()).unwrap().form, Form::Reader);
    assert_eq!(
        shown(page),
        "1 # a\n2 接口 s_p_x *b* c\\_d &amp; <e>\n3 # 1. f\n4 - g\n5 h\n6 - i\n"
    );
}

#[test]
fn titles_run_together_are_taken_apart() {
    assert_eq!(
        shown("# Query parametersQuery String parameters\n# Body.a(Array).bEnum\n"),
        "1 # Query parameters Query String parameters `Query String parameters`\n2 # Body.a(Array).b Enum `Enum`\n"
    );
}

#[test]
fn tables_need_no_outer_bars() {
    let page = "# a\n# b\nParameter Name | type |\n---|---|\nc_d | string |\n| e |\nnothing\n";
    assert_eq!(
        shown(page),
        "1 # a\n2 # b\n3 | Parameter Name | type\n5 | c_d | string\n6 |  | e\n7 nothing\n"
    );
}

#[test]
fn tables_of_the_template_need_no_rule() {
    let page = "# a\n# b\n参数名 | 类型 | 必填\nc_d | string | 是\ne | number | 否\n# f\n\
                | 公众号 | 服务号 |\n| ✔ | 需申请 |\n";
    assert_eq!(
        shown(page),
        "1 # a\n2 # b\n3 | 参数名 | 类型 | 必填\n4 | c_d | string | 是\n5 | e | number | 否\n\
         6 # f\n7 | 公众号 | 服务号\n8 | ✔ | 需申请\n"
    );
}

#[test]
fn other_words_between_bars_are_no_table_without_a_rule() {
    let page = "# a\n# b\n参数名 | 是什么\nc | d\ne | 类型\nf | g\n参数名 | 类型\nh\n";
    assert_eq!(
        shown(page),
        "1 # a\n2 # b\n3 参数名 | 是什么\n4 c | d\n5 e | 类型\n6 f | g\n7 参数名 | 类型\n8 h\n"
    );
}

#[test]
fn listings_have_no_fences() {
    let page = "# a\nPOST https://b/c?d=E\n{\n\"f\": 1\n}\nReturn an example\n{}\n\
                curl -F 'g=@h' \\\n\"https://i\"\n# j\n<xml>\n<q>1</q>\n</xml>\n";
    assert_eq!(
        shown(page),
        "1 # a\n2 ```\nPOST https://b/c?d=E\n{\n\"f\": 1\n}\n6 Return an example\n7 ```\n{}\n\
         8 ```\ncurl -F 'g=@h' \\\n\"https://i\"\n10 # j\n11 ```\n<xml>\n<q>1</q>\n</xml>\n"
    );
}

#[test]
fn a_script_is_one_listing() {
    let script = "const cloud = require('m')\ncloud.init({\nenv: 1,\n})\nexports.main = async () => {\nreturn p\n}\n";
    assert_eq!(
        shown(&format!("# a\n# b\n{script}返回\n")),
        format!("1 # a\n2 # b\n3 ```\n{script}10 返回\n")
    );
}

#[test]
fn a_reply_without_its_end_ends_before_the_next_heading() {
    let page = "# a\n{\n\"b\": 0,\n\"c\": \"{\"\n# 6. d\n";
    assert_eq!(shown(page), "1 # a\n2 ```\n{\n\"b\": 0,\n\"c\": \"{\"\n5 # 6. d\n");
}

#[test]
fn cells_apart_by_tabs_are_a_table() {
    let page = "# a\n# b\n参数名\t类型\t必填\nc_d\tstring\t是\ne\tnumber\t\n无\n服务号\t公众号\n✔\t需申请\n";
    assert_eq!(
        shown(page),
        "1 # a\n2 # b\n3 | 参数名 | 类型 | 必填\n4 | c_d | string | 是\n5 | e | number\n6 无\n7 | 服务号 | 公众号\n8 | ✔ | 需申请\n"
    );
}

#[test]
fn cells_run_together_are_told_apart_by_their_words() {
    let page = "# a\n# b\n参数名类型必填示例说明\nuser_listobjarray是用户\nphone_numberstring否否则\n无\n\
                错误码错误描述解决方案\n-1system error\n40001凭证\n# c\n公众号服务号\n✔需申请\n";
    assert_eq!(
        shown(page),
        "1 # a\n2 # b\n3 | 参数名 | 类型 | 必填 | 示例 | 说明 (run together)\n4 | user_list | objarray | 是 |  | 用户\n\
         5 | phone_number | string | 否 |  | 否则\n6 无\n7 | 错误码 | 错误描述 | 解决方案 (run together)\n8 | -1 | system error\n\
         9 | 40001 | 凭证\n10 # c\n11 | 公众号 | 服务号 (run together)\n12 | ✔ | 需申请\n"
    );
}

#[test]
fn english_cells_run_together_as_well() {
    let page = "# a\n# b\nParameter NametypeRequired to fill inIntroductions\naccess_tokenstringyesInterface string credentials\nopenstringnoOpen\n";
    assert_eq!(
        shown(page),
        "1 # a\n2 # b\n3 | Parameter Name | type | Required to fill in | Introductions (run together)\n\
         4 | access_token | string | yes | Interface string credentials\n5 | open | string | no | Open\n"
    );
}

#[test]
fn cells_apart_by_spaces_are_told_apart_by_them() {
    let page = "# a\n# b\n参数名 类型 必填 说明\nopen_string string 是 说 明\nc objarray 否\n";
    assert_eq!(
        shown(page),
        "1 # a\n2 # b\n3 | 参数名 | 类型 | 必填 | 说明 (run together)\n\
         4 | open_string | string | 是 | 说 明\n5 | c | objarray | 否 |\n"
    );
}

#[test]
fn one_lost_mark_makes_all_marks_of_a_table_unclear() {
    let page = "# a\n# b\n参数名类型必填说明\nastring是参数\nbboolean是否开\nclist_idstring说明\n";
    assert_eq!(
        shown(page),
        "1 # a\n2 # b\n3 | 参数名 | 类型 | 必填 | 说明 (run together)\n4 | a | string |  | 是参数\n\
         5 | b | boolean |  | 是否开\n6 | clist_id | string |  | 说明\n"
    );
}

#[test]
fn a_row_that_can_be_read_in_two_ways_is_one_cell() {
    let page = "# a\n# b\nParameter NametypeIntroductions\nastringXstringYes\nbstringText\n";
    let page = Document::read(page.as_bytes()).unwrap();
    let BlockKind::Table(table) = &page.blocks[2].kind else { panic!("no table: {page}") };
    assert_eq!(table.rows[0].cells.len(), 1);
    assert_eq!(table.rows[1].cells.len(), 3);
}

#[test]
fn a_row_whose_description_begins_like_a_name_does_not_end_its_table() {
    let page = "# a\n# b\n参数名类型说明\nbooknumber编号\nlamp_idstringlamp_id\nwattsnumber0-100，功率\nlitboolean亮\n";
    assert_eq!(
        shown(page),
        "1 # a\n2 # b\n3 | 参数名 | 类型 | 说明 (run together)\n4 | book | number | 编号\n\
         5 | lamp_idstringlamp_id\n6 | watts | number | 0-100，功率\n7 | lit | boolean | 亮\n"
    );
}

#[test]
fn a_single_kind_of_account_is_a_table() {
    let page = "# a\n# 7. 适用范围\n小程序\n✔\n- ✔：该账号可调用此接口\n";
    assert_eq!(
        shown(page),
        "1 # a\n2 # 7. 适用范围\n3 | 小程序 (run together)\n4 | ✔\n5 - ✔：该账号可调用此接口\n"
    );
    assert_eq!(shown("# a\n# b\n小程序\n公众号\n"), "1 # a\n2 # b\n3 小程序\n4 公众号\n");
}

#[test]
fn words_about_columns_are_no_table() {
    let page = "# a\n# b\n参数说明\n见下\n";
    assert_eq!(shown(page), "1 # a\n2 # b\n3 参数说明\n4 见下\n");
}
