//! Saved HTML: the page's own text without what surrounds it.

use crate::shown;
use weixin_import::{BlockKind, Document, Form};

const PAGE: &str = r##"<!DOCTYPE html>
<!-- saved from url=(0020)https://a.b/saved.html -->
<html lang="zh-CN"><head><meta charset="utf-8"><title>查 | 文档</title>
<link rel="canonical" href="https://a.b/canonical.html"><style>h1 > a {}</style>
<script>document.write("<h1>not</h1>");</script></head>
<body><div id="app"><header><h1>文档</h1><nav><ul><li><a href="/x">服务号</a></li></ul></nav></header>
<div class="sidebar"><div><a href="#q">目录</a></div></div>
<main><div class="content">
<h1 id="q"><a href="#q" class="header-anchor">#</a> 查 &amp; 设<svg viewBox="0 0 1 1"><text>图</text></svg></h1>
<blockquote><p>接口应在<strong>服务器</strong>端
调用</p></blockquote>
<h3 id="r"><a href="#r">#</a> 请求体 <code>Request Payload</code></h3>
<div class="language-json line-numbers-mode"><pre class="language-json"><code>{
  <span>"a"</span>: "&lt;b&gt;"
}
</code></pre><div class="line-numbers-wrapper"><span>1</span></div></div>
<button>复制</button>
</div></main><footer>Copyright</footer><script>h("<p>")</script></div></body></html>
"##;

#[test]
fn of_a_whole_page_its_article_counts() {
    let page = Document::read(PAGE.as_bytes()).unwrap();
    assert_eq!(page.form, Form::Html);
    assert_eq!(page.address.as_deref(), Some("https://a.b/canonical.html"));
    assert_eq!(page.truncated, None);
    assert_eq!(
        shown(PAGE),
        "9 # 查 & 设\n10 接口应在服务器端 调用\n12 ### 请求体 Request Payload `Request Payload`\n\
         13 ```json\n{\n\"a\": \"<b>\"\n}\n"
    );
}

#[test]
fn the_address_is_found_in_several_places() {
    let address = |head: &str| {
        let page = format!("{head}<html><body><h1>a</h1></body></html>");
        Document::read(page.as_bytes()).unwrap().address
    };
    let saved = "<!-- saved from url=(0011)https://a.b -->";
    let shared = "<meta property=\"og:url\" content='https://c.d'>";
    assert_eq!(address(saved).as_deref(), Some("https://a.b"));
    assert_eq!(address(&format!("{saved}{shared}")).as_deref(), Some("https://c.d"));
    assert_eq!(address(""), None);
}

#[test]
fn tables_have_heads_and_cells_that_span_several() {
    let page = "<html><h1>a</h1>\n<table>\n<thead><tr><th>参数名</th><th>类型</th><th>说明</th></tr></thead>\n<tbody>\n\
                <tr><td rowspan=\"2\">b</td><td><a href=\"#Body__b\">object</a></td><td>c<br>d<p>e</p></td></tr>\n\
                <tr><td colspan=2>f</td></tr></tbody></table></html>";
    assert_eq!(
        shown(page),
        "1 # a\n2 | 参数名 | 类型 | 说明\n5 | b | object <object → #Body__b> | c⏎d⏎e\n6 | b | f |\n"
    );
}

#[test]
fn ends_that_html_leaves_out_are_no_trouble() {
    let page = "<html>\n<h1>a</h1>\n<ul>\n<li>b\n<ul><li>c</ul>\n<li>d\n</ul>\n<p>e\n<p>f\n<table>\n<tr><th>g<th>h\n<tr><td>i<td>j\n<table><tr><td>k</table>\n<tr><td>l\n</table>\nm";
    assert_eq!(
        shown(page),
        "2 # a\n4 - b\n5 - c\n6 - d\n8 e\n9 f\n10 | g | h\n12 | i | j⏎k\n14 | l\n16 m\n"
    );
}

#[test]
fn spans_of_a_million_are_not_believed() {
    let page = "<html><h1>a</h1><table><tr><td>b<tr><td rowspan=1000000>c<tr><td colspan=1000000>d</table></html>";
    assert_eq!(shown(page), "1 # a\n1 | b\n1 | c\n1 | d\n");
}

#[test]
fn json_in_a_paragraph_is_a_listing() {
    let page = "<html>\n<h1>a</h1>\n<p>请求示例<br>\n{<br>\n&#8203; \"b\": [1] // c<br>\n}</p>\n<pre>\n{}<br>{}\n</pre></html>";
    assert_eq!(shown(page), "2 # a\n3 请求示例\n4 ```\n{\n\"b\": [1] // c\n}\n8 ```\n{}\n{}\n");
}

#[test]
fn lines_are_those_of_the_file() {
    let page = "<html><h1>a&#10;&#10;b</h1>\n<pre>&#10;\nc</pre><p>d\n\n<b>e</b><p>\n\n<!--\n-->f<br\n>}</html>";
    assert_eq!(shown(page), "1 # a b\n2 ```\n\n\nc\n3 d e\n8 f\n9 ```\n}\n");
}

#[test]
fn a_file_that_ends_within_an_element_is_cut_off() {
    for (page, line) in [
        ("<html><h1>a</h1>\n<pre>{", Some(2)),
        ("<html><h1>a</h1>\n<table>\n<tr><td>b", Some(3)),
        ("<html><div><h1>a</h1>\n<p>b", Some(2)),
        ("<html><h1>a</h1>\n<script>b", Some(2)),
        ("<html><h1>a</h1>\n<p>b", None),
    ] {
        assert_eq!(Document::read(page.as_bytes()).unwrap().truncated, line, "{page}");
    }
}

#[test]
fn without_headings_navigation_may_be_the_page() {
    assert_eq!(shown("<html><header><h1>a</h1><p>b</p></html>"), "1 # a\n1 b\n");
}

#[test]
fn a_page_that_scripts_build_has_no_text() {
    let problem =
        Document::read(b"<html><body><div id=app></div><script>x()</script>").unwrap_err();
    assert_eq!(problem.message, "the file has no text outside of scripts");
}

#[test]
fn what_looks_like_a_tag_does_not_make_a_text_html() {
    for text in ["<https://a.b>\n# c\n## d\n", "<!-- e -->\n# c\n## d\n", "<xml>\n</xml>\n"] {
        assert_eq!(Document::read(text.as_bytes()).unwrap().form, Form::Markdown, "{text}");
    }
    for html in [
        "\n<!DOCTYPE html><p>a",
        "<!-- e --><HTML><p>a",
        "<div>a</div>",
        "<?xml version='1.0'?><html><p>a",
    ] {
        assert_eq!(Document::read(html.as_bytes()).unwrap().form, Form::Html, "{html}");
    }
}

#[test]
fn links_within_links_and_empty_ones_end() {
    let page = "<html><h1>a</h1><p><a href=b>c <a href=d>e</a> f <a href=g></a></p></html>";
    let page = Document::read(page.as_bytes()).unwrap();
    let BlockKind::Paragraph(words) = &page.blocks[1].kind else { panic!("{page}") };
    assert_eq!(words.text, "c e f");
    let targets: Vec<_> = words.links.iter().map(|link| (&*link.text, &*link.target)).collect();
    assert_eq!(targets, [("c", "b"), ("e", "d")]);
}
