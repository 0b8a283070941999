//! What pages say: one peculiarity each, on a small page in the test.

mod access;
mod calls;
mod enums;
mod errors;
mod examples;
mod fields;
mod forms;
mod lookalikes;
mod random;
mod refusals;
mod replies;
mod sections;
mod support;
mod tables;

use weixin_import::Page;

/// The facts of a page.
fn page(text: &str) -> Page {
    weixin_import::read(text.as_bytes()).unwrap()
}

/// A page with these sections of parameters, which begin in line 9.
fn with_parameters(sections: &str) -> Page {
    page(&format!(
        "# 标题\n\n接口英文名：thing\n\n## 1. 调用方式\n\nPOST https://h/a\n\n{sections}\n\n\
         ## 5. 代码示例\n\n请求示例\n\n无\n\n## 6. 错误码\n\n## 7. 适用范围\n"
    ))
}
