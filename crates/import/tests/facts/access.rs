use weixin_import::{Account, Admission, CloudCall, Page, ThirdParty};

use crate::page;
use crate::support::findings;

/// A page with these sections about the cloud and third parties, and this one about scope.
fn with(access: &str, scope: &str) -> Page {
    page(&format!(
        "# 标题\n\n接口英文名：thing\n\n## 1. 调用方式\n\n### HTTPS 调用\n\n```\nPOST https://h/a\n```\n\n{access}\n\n\
         ## 2. 请求参数\n\n## 3. 返回参数\n\n## 5. 代码示例\n\n请求示例\n\n无\n\n## 6. 错误码\n\n## 7. 适用范围\n\n{scope}\n"
    ))
}

fn accounts(list: &[(&str, Admission)]) -> Option<Vec<Account>> {
    let account = |(name, admission): &(&str, Admission)| Account {
        name: (*name).to_owned(),
        admission: *admission,
    };
    Some(list.iter().map(account).collect())
}

#[test]
fn both_may_call() {
    let page = with(
        "### 云调用\n\n- 调用方法：ocr.thing\n- 出入参和 HTTPS 调用相同。\n\n\
         ### 第三方调用\n\n- 本接口支持第三方平台代商家调用。\n- 该接口所属的权限集 id 为：8、26\n- 服务商获得其中之一权限集授权后，可代商家调用。",
        "",
    );
    assert_eq!(page.cloud_call, CloudCall::Yes(Some("ocr.thing".to_owned())));
    assert_eq!(page.third_party, ThirdParty::Yes(vec![8, 26]));
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn neither_may_call() {
    let page = with(
        "### 云调用\n\n- 本接口不支持云调用。\n\n### 第三方调用\n\n- 本接口不支持第三方平台调用。",
        "",
    );
    assert_eq!(page.cloud_call, CloudCall::No);
    assert_eq!(page.third_party, ThirdParty::No);
}

#[test]
fn in_english() {
    let page = with(
        "### Cloud Calls\n\n- Call method: ocr.thing\n\n### Third-party calls\n\n\
         This interface supports Third Party Platform.\nThis interface belongs to the permission set id: 8, 26\n\
         When a service provider is authorized by one of the permissions set, it can call.",
        "",
    );
    assert_eq!(page.cloud_call, CloudCall::Yes(Some("ocr.thing".to_owned())));
    assert_eq!(page.third_party, ThirdParty::Yes(vec![8, 26]));
}

#[test]
fn unsaid() {
    let page = with("", "");
    assert_eq!(page.cloud_call, CloudCall::Unknown);
    assert_eq!(page.third_party, ThirdParty::Unknown);
    assert_eq!(findings(&page), [] as [&str; 0]);
    let page = with("### 云调用\n\n### 第三方调用\n\n- 本接口支持第三方平台代商家调用。", "");
    assert_eq!(page.third_party, ThirdParty::Yes(Vec::new()));
    assert_eq!(
        findings(&page),
        [
            "13: the section about cloud calls doesn't say whether they are supported",
            "15: third-party platforms may call, but no permission set is named"
        ]
    );
}

#[test]
fn the_table_of_scope() {
    let page = with(
        "",
        "| 小程序 | 公众号 | 服务号 | 小游戏 | 移动应用 |\n| --- | --- | --- | --- | --- |\n| ✔ | 需申请 | 仅认证 | | ✘ |\n\n\
         - ✔：该账号可调用此接口。\n- 其他未明确声明的账号类型，如无特殊说明，均不可调用此接口。",
    );
    assert_eq!(
        page.accounts,
        accounts(&[
            ("小程序", Admission::Yes),
            ("公众号", Admission::OnApplication),
            ("服务号", Admission::Verified),
            ("小游戏", Admission::No),
            ("移动应用", Admission::No),
        ])
    );
    assert!(page.others_excluded);
}

#[test]
fn the_table_of_scope_in_english() {
    let page = with(
        "",
        "Official Account | Service Account |\n---|---|\nNeed to apply | ✔ |\n\n\
         - Other account types that are not expressly stated may not be called on this interface",
    );
    assert_eq!(
        page.accounts,
        accounts(&[
            ("Official Account", Admission::OnApplication),
            ("Service Account", Admission::Yes)
        ])
    );
    assert!(page.others_excluded);
}

#[test]
fn accounts_as_rows() {
    let page = with("", "| 账号类型 | 是否可调用 |\n| --- | --- |\n| 小程序 | ✔ |\n| 公众号 | ✘ |");
    assert_eq!(page.accounts, accounts(&[("小程序", Admission::Yes), ("公众号", Admission::No)]));
    assert!(!page.others_excluded);
}

#[test]
fn no_table_of_scope() {
    let page = with("", "本接口暂未明确可调用账号类型，请以实际调用情况为准。");
    assert_eq!((page.accounts, page.others_excluded), (None, false));
    let page =
        with("", "本接口支持「第三方平台」账号类型代调用。其他账号类型如无特殊说明，均不可调用。");
    assert_eq!((page.accounts, page.others_excluded), (None, true));
}

#[test]
fn a_mark_that_says_nothing() {
    let page = with("", "| 小程序 | 公众号 |\n| --- | --- |\n| ✔ | 部分 |");
    assert_eq!(page.accounts, accounts(&[("小程序", Admission::Yes)]));
    assert_eq!(
        findings(&page),
        ["31: the scope table has a mark that means neither yes nor no: its account was left out"]
    );
}

#[test]
fn permission_sets_of_several_items() {
    let page = with(
        "### 第三方调用\n\n- 该接口所属的权限集 id 为：7\n- 该接口所属的权限集 id 为：18（小程序：2）、7",
        "",
    );
    assert_eq!(page.third_party, ThirdParty::Yes(vec![7, 18]));
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn a_range_of_permission_sets_is_left_out_and_said() {
    let page = with("### 第三方调用\n\n- 该接口所属的权限集 id 为：17、18、30-33、40 ~ 42", "");
    assert_eq!(page.third_party, ThirdParty::Yes(vec![17, 18]));
    assert_eq!(
        findings(&page),
        [
            "13: the permission sets `30-33` are a range, which may not include every number in it: they were left out",
            "13: the permission sets `40~42` are a range, which may not include every number in it: they were left out",
        ]
    );
}

#[test]
fn numbers_elsewhere_are_no_permission_sets() {
    let page = with(
        "### 第三方调用\n\n- 该接口所属的权限集 id 为：7\n- 权限集说明：https://h/doc/3.html\n- 获得权限集授权后可调用 2.0",
        "",
    );
    assert_eq!(page.third_party, ThirdParty::Yes(vec![7]));
}

#[test]
fn conditions_beside_a_tick() {
    let page = with(
        "",
        "| 小程序 | 公众号 | 服务号 | 小游戏 | 移动应用 |\n| --- | --- | --- | --- | --- |\n\
         | ✔<br>需申请 | ✔ 仅认证 | 支持，需申请 | ✔（无需申请） | ✔（需开通） |",
    );
    assert_eq!(
        page.accounts,
        accounts(&[
            ("小程序", Admission::OnApplication),
            ("公众号", Admission::Verified),
            ("服务号", Admission::OnApplication),
            ("小游戏", Admission::Yes),
            ("移动应用", Admission::Yes),
        ])
    );
    let words =
        "31: the scope table has text beside a tick, which may be a condition: it was read as yes";
    assert_eq!(findings(&page), [words]);
}
