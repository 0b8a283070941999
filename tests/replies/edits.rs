//! The reply with an invoice, edited in one place at a time: each is read, and read correctly.
//!
//! Responses are compared as JSON, so that it doesn't matter which of their fields are optional.

use serde_json::{Value, json};
use weixin::{
    Error,
    api::{
        invoice::{
            InvoiceBxGetInvoiceRequest, InvoiceBxGetInvoiceRequired,
            InvoiceReimburseGetInvoiceBatchRequest,
        },
        types::ChosenInvoice,
    },
};

use super::call;

/// The required fields of the spec. Without one of them the reply may be an error.
const REQUIRED: [&str; 1] = ["user_info"];

const TEXTS: [&str; 22] = [
    "/card_id",
    "/openid",
    "/type",
    "/payee",
    "/detail",
    "/user_card_status",
    "/user_info/title",
    "/user_info/billing_no",
    "/user_info/billing_code",
    "/user_info/detail",
    "/user_info/pdf_url",
    "/user_info/trip_pdf_url",
    "/user_info/reimburse_status",
    "/user_info/order_id",
    "/user_info/check_code",
    "/user_info/buyer_number",
    "/user_info/buyer_address_and_phone",
    "/user_info/seller_number",
    "/user_info/seller_bank_account",
    "/user_info/remarks",
    "/user_info/cashier",
    "/user_info/maker",
];

const NUMBERS: [&str; 6] = [
    "/begin_time",
    "/end_time",
    "/user_info/fee",
    "/user_info/fee_without_tax",
    "/user_info/tax",
    "/user_info/billing_time",
];

fn reply() -> Value {
    let mut reply = json!({
        "errcode": 0, "errmsg": "ok",
        "user_info": {
            "info": [{ "name": "茶叶", "num": 2, "unit": "盒", "price": 50 }],
            "accept": true,
        },
    });
    for (index, place) in TEXTS.iter().enumerate() {
        set(&mut reply, place, json!(format!("文本 {index}")));
    }
    for (index, place) in NUMBERS.iter().enumerate() {
        set(&mut reply, place, json!(1_700_000_000 + index));
    }
    reply
}

/// Sets the field at a JSON pointer such as `/user_info/fee`.
fn set(reply: &mut Value, place: &str, value: Value) {
    let (object, name) = place.rsplit_once('/').unwrap();
    reply.pointer_mut(object).unwrap()[name] = value;
}

fn edited(place: &str, value: Value) -> Value {
    let mut reply = reply();
    set(&mut reply, place, value);
    reply
}

fn read(reply: &Value) -> Result<Value, Error> {
    let required =
        InvoiceBxGetInvoiceRequired { card_id: "p1".to_owned(), encrypt_code: "e1".to_owned() };
    let response = call(InvoiceBxGetInvoiceRequest::new(required), reply.to_string())?;
    Ok(serde_json::to_value(response).unwrap())
}

/// Reads the reply with one field changed. Returns that field, after comparing the others.
fn read_edited(place: &str, value: Value) -> Result<Option<Value>, Error> {
    let mut response = read(&edited(place, value))?;
    let mut expected = read(&reply())?;
    let found = response.pointer(place).cloned();
    set(&mut response, place, Value::Null);
    set(&mut expected, place, Value::Null);
    assert_eq!(response, expected, "{place}");
    Ok(found)
}

fn everywhere() -> impl Iterator<Item = &'static str> {
    TEXTS.into_iter().chain(NUMBERS).chain(["/user_info/info", "/user_info/accept", "/user_info"])
}

#[test]
fn the_unedited_reply_is_read() {
    let mut expected = reply();
    let object = expected.as_object_mut().unwrap();
    object.remove("errcode");
    object.remove("errmsg");
    let read = read(&reply()).unwrap();
    for place in everywhere().filter(|place| *place != "/user_info") {
        assert_eq!(read.pointer(place), expected.pointer(place), "{place}");
    }
}

#[test]
fn an_absent_or_null_field_is_an_error_only_if_it_is_required() {
    for place in everywhere() {
        let mut without = reply();
        let (object, name) = place.rsplit_once('/').unwrap();
        without.pointer_mut(object).unwrap().as_object_mut().unwrap().remove(name);
        for reply in [without, edited(place, Value::Null)] {
            let path = place[1..].replace('/', ".");
            match read(&reply) {
                Ok(_) => {}
                Err(Error::Executed(error)) => {
                    assert_eq!(error.path(), Some(&*path));
                    assert!(REQUIRED.contains(&&*path), "{error}");
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
}

#[test]
fn a_text_may_be_empty_or_a_number() {
    for place in TEXTS {
        // `empty: absent` in the spec.
        let absent = ["/user_info/billing_code", "/user_info/check_code"].contains(&place);
        let expected = (!absent).then(|| json!(""));
        assert_eq!(read_edited(place, json!("")).unwrap(), expected, "{place}");
        let number = read_edited(place, json!(100_200_300_400_i64)).unwrap();
        assert_eq!(number, Some(json!("100200300400")), "{place}");
    }
}

#[test]
fn a_number_may_be_text_or_have_a_fraction_of_zeros() {
    for place in NUMBERS {
        for number in [json!("1700009999"), json!(1_700_009_999.0)] {
            assert_eq!(read_edited(place, number).unwrap(), Some(json!(1_700_009_999)), "{place}");
        }
    }
    for truth in [json!(1), json!("true")] {
        assert_eq!(read_edited("/user_info/accept", truth).unwrap(), Some(json!(true)));
    }
}

#[test]
fn a_list_may_have_any_empty_value_or_be_a_single_object() {
    for empty in [json!([]), json!({}), json!("")] {
        let list = read_edited("/user_info/info", empty).unwrap();
        assert!(list.is_none_or(|list| list == json!([])));
    }
    let one = read_edited(
        "/user_info/info",
        json!({ "name": 7, "num": "1", "unit": "", "price": "200" }),
    );
    let one = one.unwrap().unwrap();
    assert_eq!((&one[0]["name"], &one[0]["price"]), (&json!("7"), &json!(200)));
    assert_eq!(one.as_array().unwrap().len(), 1);
}

#[test]
fn unreadable_money_is_an_error_and_not_absent() {
    for place in ["/user_info/fee", "/user_info/fee_without_tax", "/user_info/tax"] {
        for value in [json!(""), json!("100 fen"), json!(0.5), json!([100]), json!({}), json!(true)]
        {
            let error = read_edited(place, value).unwrap_err();
            let Error::Executed(error) = error else { panic!("{error}") };
            assert_eq!(error.path(), Some(&*place[1..].replace('/', ".")));
        }
    }
    let error = read_edited(
        "/user_info/info",
        json!([{ "name": "茶", "num": 1, "unit": "", "price": "x" }]),
    )
    .unwrap_err();
    let Error::Executed(error) = error else { panic!("{error}") };
    assert_eq!(error.path(), Some("user_info.info[0].price"));
}

#[test]
fn an_odd_invoice_does_not_affect_the_others() {
    let mut cards = [reply(), reply(), reply()];
    set(&mut cards[1], "/card_id", json!(5));
    set(&mut cards[1], "/user_info/fee", json!("250"));
    set(&mut cards[1], "/user_info/info", json!(""));
    set(&mut cards[1], "/user_info/brand_new", json!({ "x": [1e300] }));
    let batch = |cards: &[Value]| {
        let request = InvoiceReimburseGetInvoiceBatchRequest::new([] as [ChosenInvoice; 0]);
        let response = call(request, json!({ "errcode": 0, "item_list": cards }).to_string())?;
        Ok::<_, Error>(serde_json::to_value(response).unwrap())
    };
    let read = batch(&cards).unwrap();
    let items = read["item_list"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    assert_eq!((&items[0]["card_id"], &items[2]["card_id"]), (&json!("文本 0"), &json!("文本 0")));
    assert_eq!((&items[1]["card_id"], &items[1]["user_info"]["fee"]), (&json!("5"), &json!(250)));

    set(&mut cards[2], "/user_info/tax", json!("x"));
    let Err(Error::Executed(error)) = batch(&cards) else { panic!() };
    assert_eq!(error.path(), Some("item_list[2].user_info.tax"));
}
