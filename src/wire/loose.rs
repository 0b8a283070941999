//! Values that WeChat writes now as a number, now as text.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{self, MapAccess, Visitor},
};

use crate::types::{Fen, Number, Secret, UnixSeconds, Yuan};

/// A scalar as it stood in the JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Loose<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Integer(i128),
    /// A number with a fraction or an exponent, or too wide.
    Float(f64),
    /// Text.
    Text(Cow<'a, str>),
}

/// A type that can be read from a [`Loose`] value.
pub trait FromLoose: Sized {
    /// What is expected, for the error: `a number or text of digits`.
    const EXPECTED: &'static str;

    /// Reads the value; `None` where it does not fit.
    fn from_loose(value: Loose<'_>) -> Option<Self>;
}

/// Reads a number or a string alike.
///
/// # Errors
/// When the value fits neither as a number nor as a string.
pub(crate) fn string_or_number<'de, D: Deserializer<'de>, T: FromLoose>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = deserializer.deserialize_any(LooseVisitor(T::EXPECTED))?;
    // The value itself is not part of the error: it may be a secret.
    T::from_loose(value).ok_or_else(|| de::Error::custom(format_args!("expected {}", T::EXPECTED)))
}

struct LooseVisitor(&'static str);

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Loose::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Loose::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Loose::Integer(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Loose::Integer(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Loose::Float(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Loose::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Loose::Text(Cow::Owned(value.to_owned())))
    }

    /// How serde_json hands out a number when some crate in the build turned its feature
    /// `arbitrary_precision` on.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        match map.next_entry::<String, String>() {
            Ok(Some((key, digits))) if key == "$serde_json::private::Number" => Ok(number(digits)),
            _ => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
        }
    }
}

fn number(digits: String) -> Loose<'static> {
    if let Ok(integer) = digits.parse() {
        Loose::Integer(integer)
    } else if let Ok(float) = digits.parse() {
        Loose::Float(float)
    } else {
        Loose::Text(Cow::Owned(digits))
    }
}

impl<T: FromLoose> FromLoose for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_loose(value: Loose<'_>) -> Option<Self> {
        match value {
            Loose::Null => Some(None),
            value => T::from_loose(value).map(Some),
        }
    }
}

impl FromLoose for String {
    const EXPECTED: &'static str = "text or a number";

    fn from_loose(value: Loose<'_>) -> Option<Self> {
        match value {
            Loose::Text(text) => Some(text.into_owned()),
            Loose::Integer(number) => Some(number.to_string()),
            Loose::Float(number) => Some(number.to_string()),
            Loose::Null | Loose::Bool(_) => None,
        }
    }
}

impl FromLoose for i64 {
    const EXPECTED: &'static str = "a whole number, or its digits as text";

    fn from_loose(value: Loose<'_>) -> Option<Self> {
        match value {
            Loose::Integer(number) => number.try_into().ok(),
            Loose::Text(text) => text.trim().parse().ok(),
            // 2⁵³: up to here each whole number has its own float.
            Loose::Float(number)
                if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 =>
            {
                Some(number as i64)
            }
            Loose::Float(_) | Loose::Null | Loose::Bool(_) => None,
        }
    }
}

impl FromLoose for Number {
    const EXPECTED: &'static str = f64::EXPECTED;

    fn from_loose(value: Loose<'_>) -> Option<Self> {
        f64::from_loose(value).map(Self)
    }
}

impl FromLoose for f64 {
    const EXPECTED: &'static str = "a number, or its digits as text";

    fn from_loose(value: Loose<'_>) -> Option<Self> {
        match value {
            Loose::Integer(number) => Some(number as f64),
            Loose::Float(number) => Some(number),
            Loose::Text(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
            Loose::Null | Loose::Bool(_) => None,
        }
    }
}

impl FromLoose for bool {
    const EXPECTED: &'static str = "true or false, or 1 or 0";

    fn from_loose(value: Loose<'_>) -> Option<Self> {
        match value {
            Loose::Bool(value) => Some(value),
            Loose::Integer(0) => Some(false),
            Loose::Integer(1) => Some(true),
            Loose::Text(text) => match &*text {
                "0" | "false" => Some(false),
                "1" | "true" => Some(true),
                _ => None,
            },
            Loose::Integer(_) | Loose::Float(_) | Loose::Null => None,
        }
    }
}

impl FromLoose for Yuan {
    const EXPECTED: &'static str = "an amount in yuan, as a number or its digits as text";

    fn from_loose(value: Loose<'_>) -> Option<Self> {
        String::from_loose(value).and_then(|text| text.parse().ok())
    }
}

macro_rules! loose_by_way_of {
    ($($kind:ty: $inner:ty, $convert:expr;)*) => {
        $(impl FromLoose for $kind {
            const EXPECTED: &'static str = <$inner>::EXPECTED;

            fn from_loose(value: Loose<'_>) -> Option<Self> {
                <$inner>::from_loose(value).and_then($convert)
            }
        })*
    };
}

loose_by_way_of! {
    Fen: i64, |fen| Some(Fen(fen));
    UnixSeconds: i64, |seconds| Some(UnixSeconds(seconds));
    Secret: String, |text| Some(Secret::new(text));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: FromLoose>(json: &str) -> Result<T, String> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        string_or_number(&mut deserializer).map_err(|error| error.to_string())
    }

    #[test]
    fn text_may_be_a_number() {
        assert_eq!(read::<String>(r#""72\u0030""#), Ok("720".to_owned()));
        assert_eq!(read::<String>("18446744073709551615"), Ok("18446744073709551615".to_owned()));
        assert_eq!(read::<String>("12.5"), Ok("12.5".to_owned()));
    }

    #[test]
    fn a_number_may_be_text() {
        assert_eq!(read::<i64>(r#"" -7200 ""#), Ok(-7200));
        assert_eq!(read::<i64>("7200.0"), Ok(7200));
        assert_eq!(read::<f64>(r#""12.5""#), Ok(12.5));
        assert_eq!(read::<f64>("3"), Ok(3.0));
        assert_eq!(read::<Fen>(r#""12""#), Ok(Fen(12)));
        assert_eq!(read::<UnixSeconds>(r#""12""#), Ok(UnixSeconds(12)));
        assert_eq!(read::<Yuan>("12.34"), Ok("12.34".parse().unwrap()));
    }

    #[test]
    fn a_truth_value_may_be_one_or_nought() {
        for (json, value) in
            [("0", false), ("1", true), (r#""0""#, false), (r#""true""#, true), ("false", false)]
        {
            assert_eq!(read::<bool>(json), Ok(value), "{json}");
        }
    }

    #[test]
    fn an_optional_value_may_be_null() {
        assert_eq!(read::<Option<i64>>("null"), Ok(None));
        assert_eq!(read::<Option<i64>>(r#""1""#), Ok(Some(1)));
    }

    #[test]
    fn what_does_not_fit_is_refused_without_being_repeated() {
        let number = Err("expected a whole number, or its digits as text".to_owned());
        for json in [r#""abc""#, "1.5", "9223372036854775808", "null", "true", r#""""#, "1e300"] {
            assert_eq!(read::<i64>(json), number, "{json}");
        }
        assert_eq!(read::<bool>("2"), Err("expected true or false, or 1 or 0".to_owned()));
        assert_eq!(
            read::<f64>(r#""inf""#),
            Err("expected a number, or its digits as text".to_owned())
        );
        assert!(read::<String>("{}").unwrap_err().starts_with("invalid type: map"));
    }
}
