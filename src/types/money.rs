//! Exact amounts of money: fen as an integer, or yuan as decimal text.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};

/// An amount in fen (0.01 yuan), the unit of most calls.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// The number of fen.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }
}

/// Writes the amount in yuan, such as `12.34 yuan`.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02} yuan", fen / 100, fen % 100)
    }
}

impl From<i64> for Fen {
    fn from(fen: i64) -> Self {
        Self(fen)
    }
}

/// An amount in yuan as decimal text, such as `12.34`. The text is kept as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Yuan(Box<str>);

impl Yuan {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the amount in fen, if it is an integral number of fen that fits in an `i64`.
    #[must_use]
    pub fn to_fen(&self) -> Option<Fen> {
        let (whole, fraction) = self.0.split_once('.').unwrap_or((&self.0, ""));
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 2 {
            return None;
        }
        format!("{whole}{fraction:0<2}").parse().ok().map(Fen)
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Yuan {
    type Err = ParseYuanError;

    fn from_str(text: &str) -> Result<Self, ParseYuanError> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits(whole) && digits(fraction) {
            Ok(Self(text.into()))
        } else {
            Err(ParseYuanError(()))
        }
    }
}

impl TryFrom<&str> for Yuan {
    type Error = ParseYuanError;

    fn try_from(text: &str) -> Result<Self, ParseYuanError> {
        text.parse()
    }
}

impl From<Fen> for Yuan {
    fn from(amount: Fen) -> Self {
        Self(amount.to_string().trim_end_matches(" yuan").into())
    }
}

impl<'de> Deserialize<'de> for Yuan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// The error for text that is not an amount in yuan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseYuanError(());

impl fmt::Display for ParseYuanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "an amount in yuan is digits with an optional sign and decimal point, such as 12.34",
        )
    }
}

impl std::error::Error for ParseYuanError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fen_is_a_number_in_json_and_displayed_in_yuan() {
        assert_eq!(serde_json::to_string(&Fen(1234)).unwrap(), "1234");
        assert_eq!(serde_json::from_str::<Fen>("-5").unwrap(), Fen(-5));
        assert_eq!(Fen(1234).to_string(), "12.34 yuan");
        assert_eq!(Fen(-5).to_string(), "-0.05 yuan");
        assert_eq!(Fen(i64::MIN).to_string(), "-92233720368547758.08 yuan");
    }

    #[test]
    fn yuan_keeps_its_text() {
        for text in ["0", "12.34", "-0.5", "100.00", "99999999999999999999.999"] {
            assert_eq!(text.parse::<Yuan>().unwrap().to_string(), text);
            assert_eq!(
                serde_json::to_string(&text.parse::<Yuan>().unwrap()).unwrap(),
                format!("\"{text}\"")
            );
        }
    }

    #[test]
    fn other_text_is_not_an_amount() {
        for text in ["", "-", ".5", "5.", "1,000", "+1", "1e3", "１", " 1", "--1", "1.2.3"] {
            assert_eq!(text.parse::<Yuan>(), Err(ParseYuanError(())), "{text}");
        }
    }

    #[test]
    fn yuan_and_fen_convert_exactly() {
        let fen = |text: &str| text.parse::<Yuan>().unwrap().to_fen();
        assert_eq!(fen("12.34"), Some(Fen(1234)));
        assert_eq!(fen("-0.5"), Some(Fen(-50)));
        assert_eq!(fen("7"), Some(Fen(700)));
        assert_eq!(fen("1.2300"), Some(Fen(123)));
        assert_eq!(fen("1.234"), None);
        assert_eq!(fen("99999999999999999999"), None);
        assert_eq!(Yuan::from(Fen(-5)).as_str(), "-0.05");
    }
}
