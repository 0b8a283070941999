//! The templates of `cargo gen new`.

use std::fmt::Write;

use weixin_spec::Api;

/// An api.yaml that extends another API.
pub(super) const API: &str = "\
# Accounts, tokens, permission sets, error classes and codes are those of the crate `weixin`.
extends: weixin
title: TODO                       # what these endpoints are, in a few words

# Permission sets that the pages name and `weixin` doesn't have, by number:
# permission_sets:
#   17: Mini program codes
";

/// An errors.yaml without codes.
pub(super) const ERRORS: &str = "\
# Error codes that `weixin` doesn't explain, sorted by number:
#
# 85096:
#   name: ReservedParameter
#   text: page or path not allow include scancode_time field
#   class: param                  # retry, wait, token, quota_day, permission, param, business, …
#   meaning: The path has a parameter that WeChat reserves.
#   remedy: Rename the parameter.
{}
";

/// Returns the next steps for a new spec folder.
pub(super) fn next_steps(folder: &str) -> String {
    format!(
        "\
next: create an endpoint:
        cargo gen new GROUP/ID --spec {folder}
      generate the code in the crate's build script; in Cargo.toml:
        [dependencies]        weixin, and serde with its feature `derive`
        [build-dependencies]  weixin-codegen
      in build.rs:
        fn main() {{
            weixin_codegen::Builder::new(\"{folder}\").compile();
        }}
      and include it:
        pub mod api {{
            include!(concat!(env!(\"OUT_DIR\"), \"/api.rs\"));
        }}"
    )
}

/// Returns the draft of a spec for a call.
pub(super) fn endpoint(api: &Api, call: &str) -> String {
    let tokens: Vec<&str> = api.tokens.iter().map(|token| token.id.value.as_str()).collect();
    let token = tokens.first().map_or("none".to_owned(), |token| format!("[{token}]"));
    let (has_body, body) = match call.starts_with("GET ") {
        true => (false, "none"),
        false => (true, "{}"),
    };
    let mut text = String::new();
    let mut line = |yaml: &str, comment: &str| {
        // Comments are in one column if lines are short enough.
        let _ = match comment {
            "" => writeln!(text, "{yaml}"),
            comment => writeln!(text, "{yaml:33} # {comment}"),
        };
    };
    line("title: TODO", "one line: what the call does");
    line("vendor: {}", "{ name: its name there, page: https://…, read: yyyy-mm-dd }");
    line("about: TODO", "in your own words: what it is for, and what to know before calling it");
    let comment = "GET or POST, path, fixed query values: ?action=get";
    line(&format!("call: {}", scalar(call)), comment);
    line("access:", "");
    line(&format!("  tokens: {token}"), &format!("of {}; or none", listed(&tokens)));
    line(
        "  accounts: unknown",
        "the table of the page: { KIND: yes, KIND: on_application }; or all",
    );
    let kinds: Vec<&str> = api.accounts.iter().map(|kind| kind.id.value.as_str()).collect();
    for kinds in kinds.chunks(5) {
        line("", &kinds.join(", "));
    }
    line(
        "  permission_sets: unknown",
        "numbers; a third-party platform needs any one of them; or none",
    );
    line("  cloud_call: unknown", "yes or no");
    line(
        "idempotency: TODO",
        "whether it is safe to repeat: read_only, idempotent, { keyed: [field] } or none",
    );
    if has_body {
        line("# query:", "parameters besides the token, written like those of the body");
    } else {
        line("# query:", "parameters besides the token");
        line("#   day: { type: date, format: yyyyMMdd, about: TODO }", "");
    }
    line(&format!("body: {body}"), "fields; {} for the empty object, none, or form: for uploads");
    if has_body {
        line("#   order_id: { type: string, limits: { chars: 32 }, about: TODO }", "");
        line(
            "#   kind: { type: enum, required: no, values: { a: TODO, b: TODO }, about: TODO }",
            "",
        );
        line("#   items: { type: list of object, fields: { name: string }, about: TODO }", "");
    }
    line("response: {}", "fields besides code and message, optional unless required: yes");
    line("#   count: { type: integer, about: TODO }", "");
    line("errors: {}", "codes of the page's table; texts here override the general ones");
    line("#   40001: {}", "");
    line("examples: []", "as on the page, secrets replaced; for tests and the sandbox's responses");
    line("# - name: documented", "");
    line("#   request: {}", "");
    line("#   response: { errcode: 0, errmsg: ok }", "");
    line(
        "quirks: []",
        "for maintainers: where the page differs from the spec or contradicts itself",
    );
    line("# - about: body.order_id", "");
    line("#   differs: type", "");
    line("#   page: string", "");
    line("#   note: The page calls it a string; it is an integer on the wire.", "");
    line("notes: []", "for callers: what they need to know beside about");
    text
}

/// Returns a text as YAML, quoted if it could be read as something else.
fn scalar(text: &str) -> String {
    let plain = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, ' ' | '/' | '_' | '-' | '.' | '?' | '=' | '&')
    };
    let ends =
        text.starts_with([' ', '-', '?', '=', '&']) || text.ends_with(' ') || text.is_empty();
    match text.chars().all(plain) && !ends {
        true => text.to_owned(),
        false => serde_json::to_string(text).unwrap_or_default(),
    }
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
