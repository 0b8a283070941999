//! What each way to take a field makes of what replies have.

use super::*;

fn read_from<T>(
    json: &str,
    make: impl FnOnce(&mut Object) -> Result<T, Error>,
) -> Result<T, String> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let names = &["a", "b", "url", "ur", "uri", "user_info"];
    read(&mut deserializer, names, make).map_err(|error| error.to_string())
}

#[test]
fn a_required_field_is_there() {
    assert_eq!(read_from(r#"{"a":[1,2],"b":0}"#, |o| o.take("a")), Ok(vec![1, 2]));
    let missing = read_from("{}", |o| o.take::<i64>("a"));
    assert_eq!(missing, Err("missing field `a`".to_owned()));
    let null = read_from(r#"{"a":null}"#, |o| o.take::<i64>("a"));
    assert_eq!(null, Err("`a`: invalid type: null, expected i64".to_owned()));
}

#[test]
fn an_optional_field_may_be_absent_or_null() {
    for json in ["{}", r#"{"a":null}"#] {
        assert_eq!(read_from(json, |o| o.optional::<i64>("a")), Ok(None), "{json}");
        assert_eq!(read_from(json, |o| o.optional_loose::<i64>("a")), Ok(None), "{json}");
    }
    assert_eq!(read_from(r#"{"a":7}"#, |o| o.optional("a")), Ok(Some(7)));
    assert_eq!(read_from(r#"{"a":"7"}"#, |o| o.optional_loose("a")), Ok(Some(7_i64)));
}

#[test]
fn a_loose_field_is_text_or_a_number() {
    for json in [r#"{"a":7}"#, r#"{"a":"7"}"#] {
        assert_eq!(read_from(json, |o| o.loose("a")), Ok(7_i64), "{json}");
    }
    let odd = read_from(r#"{"a":"x"}"#, |o| o.loose::<i64>("a"));
    assert_eq!(odd, Err("`a`: expected a whole number, or its digits as text".to_owned()));
}

#[test]
fn an_empty_field_is_absent_where_that_is_said() {
    for json in ["{}", r#"{"a":null}"#, r#"{"a":""}"#, r#"{"a":{}}"#, r#"{"a":[]}"#] {
        assert_eq!(read_from(json, |o| o.non_empty::<String>("a")), Ok(None), "{json}");
        assert_eq!(read_from(json, |o| o.non_empty_loose::<i64>("a")), Ok(None), "{json}");
    }
    assert_eq!(read_from(r#"{"a":0}"#, |o| o.non_empty_loose("a")), Ok(Some(0_i64)));
    assert_eq!(read_from(r#"{"a":[1]}"#, |o| o.non_empty("a")), Ok(Some(vec![1])));
}

#[test]
fn the_proper_spelling_wins() {
    let take = |o: &mut Object| {
        o.respell("url", &["ur", "uri"]);
        o.take::<String>("url")
    };
    assert_eq!(read_from(r#"{"uri":"c","ur":"b","url":"a"}"#, take), Ok("a".to_owned()));
    assert_eq!(read_from(r#"{"uri":"c","ur":"b"}"#, take), Ok("b".to_owned()));
    assert_eq!(read_from(r#"{"uri":"c","ur":"","url":null}"#, take), Ok("c".to_owned()));
    assert_eq!(read_from(r#"{"ur":null,"url":""}"#, take), Ok(String::new()));
    assert_eq!(read_from("{}", take), Err("missing field `url`".to_owned()));
}

#[test]
fn the_last_of_two_fields_of_one_name_counts() {
    assert_eq!(read_from(r#"{"a":1,"b":2,"a":3}"#, |o| o.take("a")), Ok(3));
    let in_a_value =
        |o: &mut Object| read(o.take::<Value>("user_info")?, &["a"], |o| o.take::<i64>("a"));
    assert_eq!(read_from(r#"{"user_info":{"a":1,"a":3,"c":0}}"#, in_a_value), Ok(3));
}

#[test]
fn an_error_does_not_repeat_the_value() {
    for (json, words) in [
        (r#"{"a":"s3cret, expected"}"#, "`a`: invalid type: string, expected i64"),
        (r#"{"a":1.5}"#, "`a`: invalid type: floating point, expected i64"),
        (r#"{"a":9223372036854775808}"#, "`a`: invalid value: integer, expected i64"),
        (r#"{"a":true}"#, "`a`: invalid type: boolean, expected i64"),
        (r#"{"a":{"s3cret":1}}"#, "`a`: invalid type: map, expected i64"),
    ] {
        let found = read_from(json, |o| o.take::<i64>("a"));
        assert_eq!(found, Err(words.to_owned()), "{json}");
    }
}

#[test]
fn its_debug_output_has_names_alone() {
    let shown = read_from(r#"{"a":"s3cret","b":1}"#, |o| Ok(format!("{o:?}")));
    assert_eq!(shown, Ok(r#"{"a", "b"}"#.to_owned()));
}

#[test]
fn what_is_in_other_fields_does_not_matter() {
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    for other in ["1e400", r#""\ud83d""#, &deep] {
        let json = format!(r#"{{"a":1,"other":{other}}}"#);
        assert_eq!(read_from(&json, |o| o.take("a")), Ok(1), "{other:.9}");
    }
    let gbk = b"{\"other\":\"\xB7\xA2\",\"a\":1}";
    let mut deserializer = serde_json::Deserializer::from_slice(gbk);
    assert_eq!(read(&mut deserializer, &["a"], |o| o.take::<i64>("a")).unwrap(), 1);
}

#[test]
fn an_error_leads_to_the_place() {
    let inner = |o: &mut Object| {
        let inner = o.take::<Value>("user_info")?;
        read(inner, &["fee"], |o| o.take::<i64>("fee"))
    };
    let deep = read_from(r#"{"user_info":{"fee":"1"}}"#, |o| {
        inner(o).map_err(|error| within("user_info", &error))
    });
    let words = "`user_info`: `fee`: invalid type: string, expected i64";
    assert_eq!(deep, Err(words.to_owned()));
    assert!(read_from("[]", |o| o.take::<i64>("a")).unwrap_err().contains("expected an object"));
}
