//! Values of examples as literals of Rust, and the imports of what they mention.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::Json;

/// A scalar's text without quotes.
pub(super) fn plain(json: &Json) -> String {
    match json.as_str() {
        Some(text) => text.to_owned(),
        None => json.to_string(),
    }
}

/// The bytes of base64 text, up to the first character that is not base64.
pub(super) fn bytes(json: Option<&Json>) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let text = json.and_then(Json::as_str).unwrap_or_default();
    let digits = text.bytes().map_while(|byte| ALPHABET.iter().position(|digit| *digit == byte));
    let (mut bytes, mut rest, mut width) = (Vec::new(), 0, 0);
    for digit in digits {
        rest = (rest << 6 | digit) & 0xFFF;
        width += 6;
        if width >= 8 {
            width -= 8;
            bytes.extend(u8::try_from(rest >> width & 0xFF));
        }
    }
    bytes
}

/// A number that may have a fraction; Rust has literals for finite ones only.
pub(super) fn fraction(json: Option<&Json>) -> TokenStream {
    if let Some(whole) = json.and_then(|json| plain(json).parse::<i32>().ok()) {
        return crate::emit::types::request::integer(whole.into());
    }
    let number = json.and_then(|json| plain(json).parse::<f64>().ok());
    let number = number.filter(|number| number.is_finite()).unwrap_or(1.0);
    let literal = Literal::f64_unsuffixed(number.abs());
    if number < 0.0 { quote!(-#literal) } else { quote!(#literal) }
}

pub(super) fn whole(json: Option<&Json>) -> i64 {
    json.and_then(|json| plain(json).parse().ok()).unwrap_or(1)
}

/// One `use` for several names of a module.
pub(super) fn import(path: &str, names: &BTreeSet<String>) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match names.as_slice() {
        [name] => format!("use {path}::{name};"),
        names => format!("use {path}::{{{}}};", names.join(", ")),
    }
}
