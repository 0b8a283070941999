//! Strings, numbers and booleans, which WeChat does not always write as the documented type.

use std::borrow::Cow;

use super::{FromJson, Misread, from_json::with_whole_characters};
use crate::types::{Base64, Fen, Number, Secret, UnixSeconds, Yuan};

/// A scalar as it is in the JSON.
enum Scalar<'a> {
    Bool(bool),
    /// The characters of a number.
    Number(&'a str),
    Text(Cow<'a, str>),
}

impl<'a> Scalar<'a> {
    fn of(json: &'a str) -> Option<Self> {
        Some(match json.as_bytes().first()? {
            b'"' => Self::Text(unescaped(json)?),
            b't' => Self::Bool(true),
            b'f' => Self::Bool(false),
            b'-' | b'0'..=b'9' => Self::Number(json),
            _ => return None,
        })
    }

    /// The characters of a text or a number.
    fn characters(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(digits) => Some(Cow::Borrowed(digits)),
            Self::Bool(_) => None,
        }
    }
}

/// The text of a JSON string. An unpaired surrogate becomes U+FFFD.
fn unescaped(json: &str) -> Option<Cow<'_, str>> {
    let inside = json.strip_prefix('"')?.strip_suffix('"')?;
    if memchr::memchr(b'\\', inside.as_bytes()).is_none() {
        return Some(Cow::Borrowed(inside));
    }
    with_whole_characters(json, |json| serde_json::from_str(json).ok()).map(Cow::Owned)
}

const TEXT: &str = "text or a number";

/// Reads a string, or the characters of a number.
///
/// # Errors
/// Returns an error if it is neither.
#[doc(hidden)]
pub fn text(json: &str) -> Result<Cow<'_, str>, Misread> {
    Scalar::of(json).and_then(Scalar::characters).ok_or_else(|| Misread::found(json, TEXT))
}

macro_rules! scalars {
    ($($kind:ty: $expected:expr, $read:expr;)*) => {
        $(impl FromJson for $kind {
            fn from_json(json: &str) -> Result<Self, Misread> {
                let read: fn(Scalar<'_>) -> Option<Self> = $read;
                Scalar::of(json).and_then(read).ok_or_else(|| Misread::found(json, $expected))
            }
        })*
    };
}

const WHOLE: &str = "a whole number, or its digits as text";
const NUMBER: &str = "a number, or its digits as text";

scalars! {
    String: TEXT, |it| it.characters().map(Cow::into_owned);
    Secret: TEXT, |it| it.characters().map(Secret::new);
    bool: "true or false, or 1 or 0", truth;
    i64: WHOLE, whole;
    Fen: WHOLE, |it| whole(it).map(Fen);
    f64: NUMBER, number;
    Number: NUMBER, |it| number(it).map(Number);
    Yuan: "an amount in yuan, such as 12.34", |it| it.characters()?.trim().parse().ok();
    Base64: "text in base64", |it| match it {
        Scalar::Text(text) => Base64::decode(&text),
        Scalar::Bool(_) | Scalar::Number(_) => None,
    };
}

impl FromJson for UnixSeconds {
    fn from_json(json: &str) -> Result<Self, Misread> {
        i64::from_json(json).map(Self)
    }

    /// WeChat writes 0 for an absent time.
    fn is_absent(&self) -> bool {
        self.0 == 0
    }
}

fn truth(value: Scalar<'_>) -> Option<bool> {
    if let Scalar::Bool(value) = value {
        return Some(value);
    }
    match &*value.characters()? {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// Reads an integer exactly, also with a fraction of zeros or with an exponent.
fn whole(value: Scalar<'_>) -> Option<i64> {
    let text = value.characters()?;
    let text = text.trim();
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse().ok()?),
        None => (text, 0),
    };
    let (digits, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let zeros = usize::try_from(exponent).ok()?.checked_sub(fraction.len())?;
    let is_number = digits.ends_with(|last: char| last.is_ascii_digit());
    // An `i64` has at most 19 digits.
    (is_number && zeros < 19).then(|| format!("{digits}{fraction}{:0<zeros$}", ""))?.parse().ok()
}

fn number(value: Scalar<'_>) -> Option<f64> {
    value.characters()?.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: FromJson>(json: &str) -> Result<T, String> {
        T::from_json(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_text_may_be_a_number() {
        for (json, text) in [
            (r#""72\u0030""#, "720"),
            ("100200300400", "100200300400"),
            // As it is written.
            ("12.50e3", "12.50e3"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
            (r#""""#, ""),
        ] {
            assert_eq!(read::<String>(json).as_deref(), Ok(text));
            assert_eq!(read::<Secret>(json), Ok(Secret::from(text)));
        }
    }

    #[test]
    fn an_unpaired_surrogate_is_replaced() {
        for (json, text) in [
            (r#""a\ud83d""#, "a\u{FFFD}"),
            (r#""\ude00b""#, "\u{FFFD}b"),
            (r#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
            (r#""\ud83dude00""#, "\u{FFFD}ude00"),
            (r#""\\ud83d""#, "\\ud83d"),
        ] {
            assert_eq!(read::<String>(json).as_deref(), Ok(text), "{json}");
        }
    }

    #[test]
    fn an_integer_may_be_text_or_have_a_fraction_of_zeros() {
        for (json, number) in [
            ("7200", 7200),
            (r#"" -7200 ""#, -7200),
            ("1.0", 1),
            (r#""12.000""#, 12),
            ("-0.0", 0),
            ("1.50e1", 15),
            ("7e3", 7000),
            ("9223372036854775807", i64::MAX),
            ("9007199254740993.0", 9_007_199_254_740_993),
        ] {
            assert_eq!(read::<i64>(json), Ok(number), "{json}");
            assert_eq!(read::<Fen>(json), Ok(Fen(number)), "{json}");
            assert_eq!(read::<UnixSeconds>(json), Ok(UnixSeconds(number)), "{json}");
        }
    }

    #[test]
    fn fractions_and_other_text_are_not_integers() {
        let error = |found| Err(format!("expected a whole number, or its digits as text; {found}"));
        for json in
            ["1.5", "9007199254740992.5", "5e-1", "9223372036854775808", "1e19", "1e999999999999"]
        {
            assert_eq!(read::<i64>(json), error("found a number"), "{json}");
        }
        for json in [
            r#""""#,
            r#"" ""#,
            r#""ten""#,
            r#""e5""#,
            r#""-""#,
            r#"".5""#,
            r#""1,000""#,
            r#""1\ud83d""#,
        ] {
            assert_eq!(read::<i64>(json), error("found text"), "{json}");
        }
        assert_eq!(read::<i64>("true"), error("found true or false"));
        assert_eq!(read::<i64>("null"), error("found null"));
        assert_eq!(read::<i64>("[1]"), error("found a list"));
    }

    #[test]
    fn a_number_may_have_a_fraction() {
        for (json, number) in [("3", 3.0), ("2.50", 2.5), (r#""12.5""#, 12.5), ("1e3", 1000.0)] {
            assert_eq!(read::<f64>(json), Ok(number), "{json}");
            assert_eq!(read::<Number>(json), Ok(Number(number)), "{json}");
        }
        for json in [r#""NaN""#, r#""inf""#, r#""""#, "1e400", "false"] {
            assert!(read::<Number>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_boolean_has_four_spellings() {
        for json in ["true", r#""true""#, "1", r#""1""#] {
            assert_eq!(read::<bool>(json), Ok(true), "{json}");
        }
        for json in ["false", r#""false""#, "0", r#""0""#] {
            assert_eq!(read::<bool>(json), Ok(false), "{json}");
        }
        for json in ["2", r#""yes""#, r#""""#, "null", "{}"] {
            assert!(read::<bool>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn an_amount_in_yuan_may_be_a_number() {
        for (json, text) in [("12.30", "12.30"), (r#""12.3""#, "12.3"), ("-7", "-7")] {
            assert_eq!(read::<Yuan>(json), Ok(text.parse().unwrap()), "{json}");
        }
        let error = "expected an amount in yuan, such as 12.34; found text";
        assert_eq!(read::<Yuan>(r#""10 yuan""#), Err(error.to_owned()));
        assert_eq!(read::<Yuan>(r#""""#), Err(error.to_owned()));
    }

    #[test]
    fn bytes_are_text_in_base64() {
        assert_eq!(read::<Base64>(r#""YWI\/Pg==""#), Ok(Base64(b"ab?>".to_vec())));
        assert!(read::<Base64>(r#""a_secret!""#).is_err());
        assert!(read::<Base64>("1234").is_err());
    }
}
