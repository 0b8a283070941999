//! What each way to take a field makes of what replies have.

use std::collections::BTreeMap;

use super::*;
use crate::types::{Fen, UnixSeconds};

/// Takes something from an object of some fields.
fn take<T>(
    json: &str,
    take: impl FnOnce(&mut Object<'_>) -> Result<T, Misread>,
) -> Result<T, String> {
    let mut object = parse(json, &["a", "b", "url", "ur", "uri"]).expect("an object");
    take(&mut object).map_err(|error| error.to_string())
}

/// A reply with objects in a list and within each other.
#[derive(Debug, Default, PartialEq)]
struct Batch {
    next: Option<String>,
    item_list: Vec<Card>,
}

#[derive(Debug, Default, PartialEq)]
struct Card {
    card_id: Option<String>,
    user_info: Option<Invoice>,
}

#[derive(Debug, Default, PartialEq)]
struct Invoice {
    fee: Option<Fen>,
}

impl FromObject for Batch {
    const FIELDS: &'static [&'static str] = &["next", "item_list"];

    fn from_object(object: &mut Object<'_>) -> Result<Self, Misread> {
        Ok(Self { next: object.optional("next")?, item_list: object.optional("item_list")? })
    }
}

impl FromObject for Card {
    const FIELDS: &'static [&'static str] = &["card_id", "user_info"];

    fn from_object(object: &mut Object<'_>) -> Result<Self, Misread> {
        Ok(Self { card_id: object.optional("card_id")?, user_info: object.optional("user_info")? })
    }
}

impl FromObject for Invoice {
    const FIELDS: &'static [&'static str] = &["fee"];

    fn from_object(object: &mut Object<'_>) -> Result<Self, Misread> {
        Ok(Self { fee: object.optional("fee")? })
    }
}

crate::rt::object!(Batch);

fn batch(json: impl AsRef<[u8]>) -> Result<Batch, String> {
    serde_json::from_slice(json.as_ref()).map_err(|error| error.to_string())
}

fn card(id: &str, fee: Option<i64>) -> Card {
    let user_info = fee.map(|fee| Invoice { fee: Some(Fen(fee)) });
    Card { card_id: Some(id.to_owned()), user_info }
}

#[test]
fn a_required_field_is_there() {
    assert_eq!(take(r#"{"a":"7","b":0}"#, |o| o.required::<i64>("a")), Ok(7));
    assert_eq!(take("{}", |o| o.required::<i64>("a")), Err("`a`: missing".to_owned()));
    let null = take(r#"{"a":null}"#, |o| o.required::<String>("a"));
    assert_eq!(null, Err("`a`: expected text or a number; found null".to_owned()));
    assert_eq!(take(r#"{"a":null}"#, |o| o.required::<Vec<i64>>("a")), Ok(vec![]));
}

#[test]
fn an_optional_field_may_be_absent_or_null() {
    for json in ["{}", r#"{"a":null}"#] {
        assert_eq!(take(json, |o| o.optional::<Option<i64>>("a")), Ok(None), "{json}");
        assert_eq!(take(json, |o| o.optional::<Vec<i64>>("a")), Ok(vec![]), "{json}");
    }
    assert_eq!(take(r#"{"a":0}"#, |o| o.optional("a")), Ok(Some(0_i64)));
    assert_eq!(take(r#"{"a":0}"#, |o| o.optional("a")), Ok(Some(UnixSeconds(0))));
    assert_eq!(take(r#"{"a":""}"#, |o| o.optional("a")), Ok(Some(String::new())));
    // Money that can't be read is never money that isn't there.
    let error = "`a`: expected a whole number, or its digits as text; found text";
    assert_eq!(take(r#"{"a":""}"#, |o| o.optional::<Option<Fen>>("a")), Err(error.to_owned()));
}

#[test]
fn an_empty_field_is_absent_where_that_is_said() {
    for json in ["{}", r#"{"a":null}"#, r#"{"a":""}"#, r#"{"a":{}}"#, r#"{"a":[ ]}"#] {
        assert_eq!(take(json, |o| o.non_empty::<Option<String>>("a")), Ok(None), "{json}");
        assert_eq!(take(json, |o| o.non_empty::<Option<Fen>>("a")), Ok(None), "{json}");
        let map = take(json, |o| o.non_empty::<Option<BTreeMap<String, i64>>>("a"));
        assert_eq!(map, Ok(None), "{json}");
    }
    assert_eq!(take(r#"{"a":" "}"#, |o| o.non_empty("a")), Ok(Some(" ".to_owned())));
    assert_eq!(take(r#"{"a":0}"#, |o| o.non_empty("a")), Ok(Some(0_i64)));
    assert_eq!(take(r#"{"a":[0]}"#, |o| o.non_empty("a")), Ok(vec![0_i64]));
}

#[test]
fn no_time_is_nought_where_empty_is_absent() {
    for json in [r#"{"a":0}"#, r#"{"a":"0"}"#, r#"{"a":0.0}"#] {
        assert_eq!(take(json, |o| o.non_empty::<Option<UnixSeconds>>("a")), Ok(None), "{json}");
    }
    assert_eq!(take(r#"{"a":"1"}"#, |o| o.non_empty("a")), Ok(Some(UnixSeconds(1))));
}

#[test]
fn the_proper_spelling_wins() {
    let take_url = |json| {
        take(json, |o| {
            o.respell("url", &["ur", "uri"]);
            o.required::<String>("url")
        })
    };
    assert_eq!(take_url(r#"{"uri":"c","ur":"b","url":"a"}"#), Ok("a".to_owned()));
    assert_eq!(take_url(r#"{"uri":"c","ur":"b"}"#), Ok("b".to_owned()));
    assert_eq!(take_url(r#"{"uri":"c","ur":"","url":null}"#), Ok("c".to_owned()));
    assert_eq!(take_url(r#"{"ur":null,"url":""}"#), Ok(String::new()));
    assert_eq!(take_url("{}"), Err("`url`: missing".to_owned()));
}

#[test]
fn the_last_of_two_fields_of_one_name_counts() {
    assert_eq!(take(r#"{"a":1,"b":2,"a":3}"#, |o| o.required("a")), Ok(3_i64));
}

#[test]
fn one_object_is_a_list_of_one() {
    let one = batch(r#"{"item_list":{"card_id":5,"user_info":null}}"#);
    assert_eq!(one.unwrap().item_list, [card("5", None)]);
}

#[test]
fn an_odd_item_loses_neither_itself_nor_the_others() {
    let odd = r#"{"next":7,"item_list":[{"card_id":"c1","user_info":{"fee":"1"}},
        {"x":[]}, {"user_info":{"fee":3.0},"card_id":3}]}"#;
    let items = vec![card("c1", Some(1)), Card::default(), card("3", Some(3))];
    assert_eq!(batch(odd), Ok(Batch { next: Some("7".to_owned()), item_list: items }));
}

#[test]
fn an_error_leads_to_the_place_and_does_not_repeat_the_value() {
    for (json, words) in [
        (
            r#"{"item_list":[{},{"user_info":{"fee":"s3cret"}}]}"#,
            "`item_list[1].user_info.fee`: expected a whole number, or its digits as text; found text",
        ),
        (r#"{"item_list":["s3cret"]}"#, "`item_list[0]`: expected an object; found text"),
        (
            r#"{"item_list":[{"user_info":["s3cret"]}]}"#,
            "`item_list[0].user_info`: expected an object; found a list",
        ),
        (r#"{"item_list":"s3cret"}"#, "`item_list`: expected a list; found text"),
        (
            r#"{"item_list":{"user_info":{"fee":1.5}}}"#,
            "`item_list.user_info.fee`: expected a whole number, or its digits as text; found a number",
        ),
    ] {
        assert_eq!(batch(json), Err(words.to_owned()));
    }
    assert!(batch("[]").unwrap_err().contains("expected an object"));
}

#[test]
fn what_is_in_other_fields_does_not_matter_at_any_depth() {
    let deep = format!("{}{}", "[".repeat(400_000), "]".repeat(400_000));
    let expected = Batch { next: None, item_list: vec![card("c", Some(1))] };
    for other in ["1e400", r#""\ud83d""#, r#"{"\ud83d":{}}"#, &deep] {
        for json in [
            format!(r#"{{"x":{other},"item_list":[{{"card_id":"c","user_info":{{"fee":1}}}}]}}"#),
            format!(r#"{{"item_list":[{{"card_id":"c","x":{other},"user_info":{{"fee":1}}}}]}}"#),
            format!(r#"{{"item_list":[{{"card_id":"c","user_info":{{"x":{other},"fee":1}}}}]}}"#),
        ] {
            assert_eq!(batch(&json).as_ref(), Ok(&expected), "{json:.80}");
        }
    }
}

#[test]
fn a_name_with_half_a_character_does_not_matter_in_an_object() {
    let json = r#"{"item_list":[{"\ud83d":1,"card_id":"c\ud83d"}]}"#;
    assert_eq!(batch(json).unwrap().item_list, [card("c\u{FFFD}", None)]);
}

#[test]
fn its_debug_output_has_names_alone() {
    let shown = take(r#"{"b":1,"a":"s3cret","c":2}"#, |o| Ok(format!("{o:?}")));
    assert_eq!(shown, Ok(r#"{"a", "b"}"#.to_owned()));
}
