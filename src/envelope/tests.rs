//! How the envelopes of replies are read.

use super::*;

fn opened(body: impl Into<Bytes>) -> String {
    match open_whole(&body.into()) {
        Verdict::Success(json) => format!("success {}", String::from_utf8_lossy(&json)),
        Verdict::Failed { code, message } => {
            format!("failed {code} {}", message.unwrap_or("-".to_owned()))
        }
        Verdict::Unreadable { kind, executed: false, .. } => format!("{kind:?}"),
        Verdict::Unreadable { kind, executed: true, .. } => format!("executed, {kind:?}"),
    }
}

#[test]
fn a_code_is_a_number_or_its_digits() {
    for (code, expected) in [
        ("40013", "failed 40013 m"),
        (r#""72015""#, "failed 72015 m"),
        (r#"" 72015 ""#, "failed 72015 m"),
        (r#""7201\u0035""#, "failed 72015 m"),
        ("-1", "failed -1 m"),
        (r#""-1""#, "failed -1 m"),
        ("987654321987", "failed 987654321987 m"),
        ("123456789012345678901234567890", "failed 9223372036854775807 m"),
        (r#""-123456789012345678901234567890""#, "failed -9223372036854775808 m"),
        ("4.0013e4", "failed 40013 m"),
        ("1e400", "failed 9223372036854775807 m"),
    ] {
        assert_eq!(
            opened(format!(r#"{{"errcode":{code},"errmsg":"m","data":{{"errcode":0}}}}"#)),
            expected,
            "{code}"
        );
    }
}

#[test]
fn code_zero_null_or_none_is_success() {
    for json in [
        r#"{"errcode":0}"#,
        r#"{"errcode":"0"}"#,
        r#"{"errcode":-0}"#,
        r#"{"errcode":0.0}"#,
        r#"{"errcode":null}"#,
        "{}",
        "[1]",
        "1",
    ] {
        assert_eq!(opened(json), format!("success {json}"));
    }
}

#[test]
fn an_unreadable_code_is_never_success() {
    for code in ["true", r#""abc""#, "{}", "[]", r#""""#, "1.5", r#""0x0""#] {
        assert_eq!(opened(format!(r#"{{"errcode":{code}}}"#)), "Code", "{code}");
    }
}

#[test]
fn only_codes_that_are_numbers_count() {
    // One of WeChat's own examples has the key twice, the second time with the message.
    for json in [r#"{"errcode":0,"errcode":"ok"}"#, r#"{"errcode":"ok","errcode":0,"errcode":0.0}"#]
    {
        assert_eq!(opened(json), format!("success {json}"));
    }
    assert_eq!(opened(r#"{"errcode":"ok","errcode":5}"#), "failed 5 -");
    assert_eq!(opened(r#"{"errcode":5,"errcode":"5","errcode":null}"#), "failed 5 -");
}

#[test]
fn two_different_codes_are_an_error() {
    for json in [
        r#"{"errcode":0,"errcode":72015}"#,
        r#"{"errcode":72015,"errcode":"0"}"#,
        r#"{"errcode":40013,"errcode":72015,"errcode":72015}"#,
        r#"{"errcode":0,"errmsg":"ok","errc\u006fde":72015}"#,
    ] {
        assert_eq!(opened(json), "TwoCodes", "{json}");
        assert!(!is_executed(json.as_bytes()), "{json}");
    }
}

#[test]
fn a_call_was_executed_if_the_reply_has_the_code_of_success() {
    for (json, executed) in [
        (r#"{"errcode":0,"invoice_url":5}"#, true),
        (r#"{"invoice_url":5,"errcode":"0"}"#, true),
        (r#"{"errcode":0,"invoice_url":"ht"#, true),
        (r#"{"errcode":0"#, false),
        (r#"{"errcode":null,"invoice_url":5}"#, false),
        (r#"{"invoice_url":5}"#, false),
        (r#"{"data":{"errcode":0}}"#, false),
        (r#"[{"errcode":0}]"#, false),
    ] {
        assert_eq!(is_executed(json.as_bytes()), executed, "{json}");
    }
}

#[test]
fn a_code_is_read_from_truncated_json() {
    assert_eq!(opened(r#"{"errcode":40013,"errmsg":"inv"#), "failed 40013 -");
    assert_eq!(opened(r#"{"errcode":"40013""#), "failed 40013 -");
    assert_eq!(opened(r#"{"errcode":400"#), "Truncated");
    assert_eq!(opened(r#"{"errcode":0,"invoice_url":"ht"#), "executed, Truncated");
    assert_eq!(opened(r#"{"errcode":40013}}"#), "failed 40013 -");
    assert_eq!(opened(r#"{"errcode":0}}"#), "executed, Syntax");
}

#[test]
fn small_faults_are_repaired() {
    assert_eq!(opened("\u{FEFF}{}"), "success {}");
    assert_eq!(opened("{\"a\":\"b\u{1}\"}"), "success {\"a\":\"b\\u0001\"}");
    assert_eq!(opened("{\"errmsg\":\"b\n\",\"errcode\":7}"), "failed 7 b\n");
    assert_eq!(opened(r#"{"errmsg":"b\ud83d","errcode":7}"#), "failed 7 b\u{FFFD}");
    assert_eq!(opened(&b"{\"errmsg\":\"\xFF\",\"errcode\":7}"[..]), "failed 7 \u{FFFD}");
    assert_eq!(opened(&b"{\"a\":\"\x01\xFF\"}"[..]), "success {\"a\":\"\\u0001\u{FFFD}\"}");
}

#[test]
fn an_ambiguous_fault_is_not_repaired() {
    assert_eq!(opened("{\"invoice_url\":\"A\\\tB\"}"), "Syntax");
    assert_eq!(opened("{\"errcode\":7,\"errmsg\":\"A\\\tB\"}"), "failed 7 -");
}

#[test]
fn other_replies() {
    for (body, expected) in [
        ("", "Empty"),
        (" \r\n", "Empty"),
        ("\u{FEFF}", "Empty"),
        ("<html></html>", "Html"),
        ("\r\n<!DOCTYPE html>", "Html"),
        ("ok", "Syntax"),
        ("{errcode:0}", "Syntax"),
        ("{", "Truncated"),
    ] {
        assert_eq!(opened(body), expected, "{body:?}");
    }
}

#[test]
fn deep_nesting_is_an_error() {
    assert_eq!(opened("{\"a\":".repeat(100_000)), "Truncated");
    assert_eq!(opened("[".repeat(100_000)), "Truncated");
}

#[test]
fn most_successes_are_recognized_by_their_beginning() {
    for (json, recognized) in [
        (r#"{"errcode":0,"errmsg":"ok"}"#, true),
        (r#"{"errcode":0}"#, true),
        (r#"{"errcode":0,"cut"#, true),
        (r#"{"errcode":0,"errcode":"ok"}"#, false),
        (r#"{"errcode":0,"errc\u006fde":5}"#, false),
        (r#"{"errcode":-0,"#, true),
        (r#"{"errcode":0"#, false),
        (r#"{"errcode": 0,"#, false),
        (r#"{"errcode":40013,"errmsg":"m"}"#, false),
        (r#"{"errcode":"0","#, false),
        (r#"{"errcode":00000000000000000000000,"#, false),
        (r#"{"errcode":0.5,"#, false),
        (r#"{"errcode":,"#, false),
        (r#"{"errmsg":"ok","errcode":0}"#, false),
        ("", false),
    ] {
        assert_eq!(scan::begins_with_success(json.as_bytes()), recognized, "{json}");
    }
}
