use weixin_import::Problem;

fn problem(text: &str) -> Problem {
    let problems = weixin_import::read(text.as_bytes()).unwrap_err();
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    problem.clone()
}

#[test]
fn a_guide() {
    let problem = problem(
        "# 指南\n\n先调用 https://api.weixin.qq.com/a，再看。\n\n| 接口 | 说明 |\n| --- | --- |\n| a | 甲 |\n",
    );
    assert_eq!(
        problem.message,
        "this is not the page of an endpoint: no section says how to call it"
    );
    assert_eq!(problem.line, Some(1));
    assert!(problem.help.contains("调用方式"));
}

#[test]
fn an_index_of_pages() {
    let problem = problem("# 接口列表\n\n- [获取](api_get)\n- [设置](api_set)\n");
    assert_eq!(problem.line, Some(1));
}

#[test]
fn a_section_without_a_call() {
    let problem =
        problem("# 标题\n\n接口英文名：a\n\n## 1. 调用方式\n\n### HTTPS 调用\n\n见下。\n");
    assert_eq!(problem.message, "the section about calling has no line such as `POST https://…`");
    assert_eq!(problem.line, Some(7));
}

#[test]
fn an_empty_file() {
    assert_eq!(weixin_import::read(b"").unwrap_err().len(), 1);
}
