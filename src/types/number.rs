//! Numbers that may have a fraction, such as quantities.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer, ser};

/// A number that may have a fraction. An integral number is written without one, as WeChat does: `3`, not
/// `3.0`. For money see [`Fen`](super::Fen) and [`Yuan`](super::Yuan).
///
/// ```
/// use weixin::Number;
///
/// assert_eq!(Number::from(3), Number(3.0));
/// assert_eq!(Number(2.5).to_string(), "2.5");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Deserialize)]
#[serde(transparent)]
pub struct Number(pub f64);

impl Number {
    /// The number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<f64> for Number {
    fn from(number: f64) -> Self {
        Self(number)
    }
}

impl From<i32> for Number {
    fn from(number: i32) -> Self {
        Self(number.into())
    }
}

impl From<u32> for Number {
    fn from(number: u32) -> Self {
        Self(number.into())
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// 2^53: smaller integers are exact.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match self.0 {
            whole if whole.fract() == 0.0 && whole.abs() <= EXACT =>
            {
                #[allow(clippy::cast_possible_truncation, reason = "it has no fraction and fits")]
                serializer.serialize_i64(whole as i64)
            }
            number if number.is_finite() => serializer.serialize_f64(number),
            // serde_json would write `null`.
            number => {
                Err(ser::Error::custom(format_args!("{number} can't be represented in JSON")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integral_number_is_written_without_a_fraction() {
        let cases = [(3.0, "3"), (-3.0, "-3"), (0.5, "0.5"), (-0.0, "0"), (1e300, "1e+300")];
        for (number, json) in cases {
            assert_eq!(serde_json::to_string(&Number(number)).unwrap(), json);
        }
    }

    #[test]
    fn is_read_with_and_without_fraction() {
        assert_eq!(serde_json::from_str::<Number>("3").unwrap(), Number(3.0));
        assert_eq!(serde_json::from_str::<Number>("3.25").unwrap(), Number(3.25));
    }

    #[test]
    fn infinity_can_not_be_sent() {
        let error = serde_json::to_string(&Number(f64::INFINITY)).unwrap_err();
        assert_eq!(error.to_string(), "inf can't be represented in JSON");
    }
}
