//! Traps: files that repeat a part thousands of times are read in time linear in their size, and
//! files far larger than any page are refused, or cost little.

use std::time::{Duration, Instant};

use weixin_import::{BlockKind, Document, LARGEST};

/// How large a trap is.
const SIZE: usize = 64 << 10;

/// What takes less isn't looked at more closely: it can't be what takes minutes for a real file.
const SOON: Duration = Duration::from_secs(1);

/// A trap four times as large may take four times as long, not sixteen times. What else runs on the
/// machine may disturb a measurement, but not each time.
fn is_linear(name: &str, text: &str, many: &str) {
    let whole = format!("{text}{many}");
    if time(&whole) < SOON {
        return;
    }
    let mut end = many.len() / 4;
    while !many.is_char_boundary(end) {
        end += 1;
    }
    let quarter = format!("{text}{}", &many[..end]);
    let factor = || time(&whole).as_secs_f64() / time(&quarter).as_secs_f64();
    assert!((0..3).any(|_| factor() < 8.0), "{name:?} takes its square in steps");
}

fn time(text: &str) -> Duration {
    let begin = Instant::now();
    // Whether it is a page doesn't matter, nor why it isn't one.
    let _ = std::hint::black_box(weixin_import::read(text.as_bytes()));
    begin.elapsed()
}

fn repeated(part: &str) -> String {
    part.repeat(SIZE / part.len())
}

/// A page of Markdown with a text many times in one place of it.
#[test]
fn marks_that_never_end_take_no_time_in_markdown() {
    for part in [
        "[",
        "![",
        "]",
        "](",
        "[a](",
        "[a](b)",
        "`",
        "``` ",
        "a`` `",
        "*",
        "**",
        "**a ",
        "_a_",
        "a_",
        "<",
        "<a ",
        "<!--",
        "<?",
        "<![CDATA[",
        "&",
        "&a",
        "&#",
        "\\",
        "|",
        "\\|",
        "| ",
        ">",
        "> ",
        "#",
        "# ",
        "-",
        "- ",
        "1. ",
        "{",
        "[{",
        "}",
        "\"",
        "\"{",
        "string",
        "stringYes",
        "参数名",
        "\t",
        "a\t",
        " ",
        "\u{200b}",
        "---|",
        "[a]: b ",
        "`a`",
        "![a](b)",
        "<br>",
        "<https://a.b>",
        "~",
        "~~~",
        "$",
    ] {
        let many = repeated(part);
        is_linear(part, "# a\n\n[a](b)\n\n## b\n\n", &many);
        is_linear(
            part,
            "# a

[a](b)

| 参数名 | b |
| --- | --- |
| ",
            &many,
        );
    }
}

#[test]
fn lines_of_all_kinds_take_no_time() {
    for line in [
        "a|b\n",
        "|a\n",
        "a|b\n---|---\n",
        "|a|\n|-|\n",
        "```\n",
        "~~~\n",
        "```json\n[{\"参数名\": \"\n",
        "{\n",
        "[\n",
        "}\n",
        "{}\n",
        "{\"a\":\n",
        "\"a\":\n",
        "# a\n",
        "## 1. a\n",
        "> a\n",
        ">\n",
        "- a\n",
        "  - a\n",
        "    a\n",
        "\ta\n\n",
        "a\n",
        "a\n---\n",
        "---\n",
        "\n",
        "\r",
        "\r\n",
        "POST https://a\n",
        "curl \\\n",
        "curl {\n",
        "const a = {\n",
        "<xml>\n",
        "参数名类型必填说明\n",
        "参数名\t类型\n",
        "a\tb\n",
        "astring是a\n",
        "<table>\n",
        "<pre>\n",
        "<table><tr><td>\n",
        "</table>\n",
        "}\n[a](b)\n",
        "[a](b)\n`c`\n}\n",
        "a\\\n",
        "公众号服务号\n",
        "✔✔\n",
    ] {
        let many = repeated(line);
        is_linear(line, "", &many);
        is_linear(
            line, "# a
# b
", &many,
        );
        is_linear(
            line,
            "# a
|参数名|类型|
|---|---|
",
            &many,
        );

        is_linear(
            line,
            "# a
## b
[a](b)
参数名类型必填说明
{
",
            &many,
        );
    }
}

#[test]
fn tags_take_no_time() {
    for part in [
        "<div>",
        "</div>",
        "<p>",
        "<table>",
        "<tr>",
        "<td>",
        "<table><tr><td>",
        "<td rowspan=65534>",
        "<td colspan=9999>",
        "<tr><td rowspan=9999>a",
        "<li>",
        "<ul><li>",
        "<a href=b>",
        "<a href=b>c",
        "<code>",
        "<code>a</code> ",
        "<pre>",
        "<pre>a",
        "<b>",
        "<svg>",
        "<nav>",
        "<script>",
        "<!--",
        "<",
        "<a ",
        "<a b",
        "<a b=c ",
        "&",
        "&amp",
        "&#1",
        "\n",
        " ",
        "a ",
        "<br>",
        "<br>a",
        "<h1>",
        "<h1>a",
        "<main>",
        "<main><h1>a</h1></main>",
        "<article>a",
        "<button>",
        "<p>{",
        "<p>}<br>a",
        "\"",
        "<td class='",
        "<p class=language-a>",
        "<link rel=canonical href=a>",
    ] {
        let many = repeated(part);
        is_linear(part, "<!doctype html><h1>a</h1>", &many);
        is_linear(part, "<html><h1>a</h1><table><tr><td>a<td>", &many);
        is_linear(part, "<html><h1>a</h1><p ", &many);
    }
}

#[test]
fn json_takes_no_time() {
    for part in [
        "[",
        "{\"参数名\":",
        "{\"参数名\":\"a\"},",
        "{\"参数名\":[",
        "{",
        ",",
        " ",
        "\n",
        "{\"a\":1},",
        "\"\\\"",
    ] {
        let many = repeated(part);
        is_linear(part, "# a\n## b\n```json\n[", &many);
        is_linear(
            part,
            "# a
## b
```json
[{\"参数名\":\"",
            &many,
        );
    }
    let keys: String = (0..6_000).map(|n| format!("{{\"参数{n}\":\"\"}},")).collect();
    is_linear(
        "other keys in each row",
        "# a
## b
```json
[",
        &keys,
    );
}

#[test]
fn what_is_too_large_is_not_read() {
    let problem = Document::read(&vec![b'a'; 50 << 20]).unwrap_err();
    assert_eq!(problem.message, "the file is larger than 8 MiB, which is the maximum");
    assert!(Document::read(&vec![b'a'; LARGEST]).is_ok());
}

#[test]
fn marks_in_a_line_of_a_megabyte_are_not_read() {
    let links = "[a](b)".repeat(1 << 18);
    let page = Document::read(format!("# c\n\n{links}\n").as_bytes()).unwrap();
    let BlockKind::Paragraph(words) = &page.blocks[1].kind else {
        panic!("{:?}", page.blocks[1].line)
    };
    assert_eq!((words.text.len(), words.links.len()), (links.len(), 0));
}

#[test]
fn more_cells_than_any_page_has_are_not_read() {
    let rows = "|\n".repeat(300_000);
    let problem = Document::read(format!("# a\n|a|\n|---|\n{rows}").as_bytes()).unwrap_err();
    assert_eq!(problem.message, "the file has more than 250000 paragraphs and table cells");
    let columns = "a|".repeat(300_000);
    let problem = Document::read(format!("# a\n\n{columns}\n---|\n").as_bytes()).unwrap_err();
    assert_eq!(problem.line, Some(3));
    let cells = "<td>".repeat(300_000);
    let html = format!("<html>\n<table>\n<tr>{cells}");
    assert_eq!(Document::read(html.as_bytes()).unwrap_err().line, Some(3));
}
