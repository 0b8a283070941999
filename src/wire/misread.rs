//! The error for a value of a reply. It has the path and the expected type, but not the value, which may
//! be secret.

use std::fmt;

/// Why a value could not be read.
#[derive(Debug, PartialEq, Eq)]
pub struct Misread {
    path: String,
    problem: Problem,
}

#[derive(Debug, PartialEq, Eq)]
enum Problem {
    Missing,
    Unknown,
    Differs,
    Unexpected { expected: &'static str, found: &'static str },
}

impl Misread {
    /// The error for a missing required field.
    pub(super) fn missing(name: &str) -> Self {
        Self { path: name.to_owned(), problem: Problem::Missing }
    }

    /// The error for a field that a request doesn't have.
    pub(super) fn unknown() -> Self {
        Self { path: String::new(), problem: Problem::Unknown }
    }

    /// The error for a value that a request would write differently.
    pub(super) fn differs() -> Self {
        Self { path: String::new(), problem: Problem::Differs }
    }

    /// The error for a value of another type than expected.
    pub(super) fn found(json: &str, expected: &'static str) -> Self {
        Self { path: String::new(), problem: Problem::Unexpected { expected, found: kind(json) } }
    }

    /// Prepends a field to the path.
    pub(super) fn within(self, field: &str) -> Self {
        self.below(field.to_owned())
    }

    /// Prepends an index of a list to the path.
    pub(super) fn at(self, index: usize) -> Self {
        self.below(format!("[{index}]"))
    }

    fn below(mut self, mut path: String) -> Self {
        if !(self.path.is_empty() || self.path.starts_with('[')) {
            path.push('.');
        }
        path.push_str(&self.path);
        self.path = path;
        self
    }
}

/// The message begins with the path in backticks, from which [`DecodeError`](crate::error::DecodeError) reads it.
impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "`{}`: ", self.path)?;
        }
        match self.problem {
            Problem::Missing => f.write_str("missing"),
            Problem::Unknown => f.write_str("not a field of this request"),
            Problem::Differs => f.write_str("not as this request writes it"),
            Problem::Unexpected { expected, found } => {
                write!(f, "expected {expected}; found {found}")
            }
        }
    }
}

/// The type of a JSON value.
fn kind(json: &str) -> &'static str {
    match json.as_bytes().first() {
        Some(b'"') => "text",
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => "a number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_begins_at_the_reply() {
        let fee = || Misread::found("1.5", "a whole number");
        for (error, message) in [
            (fee(), "expected a whole number; found a number"),
            (fee().at(2).within("fees"), "`fees[2]`: expected a whole number; found a number"),
            (
                fee().within("fee").within("user_info").at(1).within("item_list"),
                "`item_list[1].user_info.fee`: expected a whole number; found a number",
            ),
            (Misread::missing("fee").at(0).at(3).within("rows"), "`rows[3][0].fee`: missing"),
        ] {
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn the_type_of_the_value_is_shown_but_not_the_value() {
        for (json, found) in [
            (r#""s3cret""#, "text"),
            (r#"{"s3cret":1}"#, "an object"),
            ("[53]", "a list"),
            ("false", "true or false"),
            ("null", "null"),
            ("-53", "a number"),
        ] {
            assert_eq!(Misread::found(json, "x").to_string(), format!("expected x; found {found}"));
        }
    }
}
