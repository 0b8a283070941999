//! What the open enums promise, on two enums written as the generator writes them.

use super::*;
use crate::{query::Query, rt};

#[derive(Clone, Debug, PartialEq)]
enum Status {
    Paid,
    __Unknown(Unknown<Box<str>>),
}

impl Status {
    fn as_str(&self) -> &str {
        match self {
            Self::Paid => "paid",
            Self::__Unknown(text) => text.get(),
        }
    }
}

impl From<&str> for Status {
    fn from(text: &str) -> Self {
        match text {
            "paid" => Self::Paid,
            other => Self::__Unknown(Unknown::new(other.into())),
        }
    }
}

rt::open_string_enum!(Status);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Paper,
    __Unknown(Unknown<i64>),
}

impl Kind {
    fn value(self) -> i64 {
        match self {
            Self::Paper => 1,
            Self::__Unknown(value) => *value.get(),
        }
    }
}

impl From<i64> for Kind {
    fn from(value: i64) -> Self {
        match value {
            1 => Self::Paper,
            other => Self::__Unknown(Unknown::new(other)),
        }
    }
}

rt::open_integer_enum!(Kind);

#[test]
fn text_is_read_written_and_kept_where_unknown() {
    for (json, debug) in [(r#""paid""#, "Paid"), (r#""发\"""#, r#"__Unknown("发\"")"#)] {
        let status: Status = serde_json::from_str(json).unwrap();
        assert_eq!(format!("{status:?}"), debug);
        assert_eq!(serde_json::to_string(&status).unwrap(), json);
    }
    assert_eq!(Status::from("x".to_owned()).to_string(), "x");
    assert_eq!("paid".parse(), Ok(Status::Paid));
    let number: Status = serde_json::from_str("1").unwrap();
    assert_eq!(number.as_str(), "1");
    assert!(serde_json::from_str::<Status>("true").is_err());
}

#[test]
fn numbers_are_read_as_number_or_text_and_written_as_number() {
    for (json, kind, number) in
        [("1", Kind::Paper, "1"), (r#""1""#, Kind::Paper, "1"), ("-7", Kind::from(-7), "-7")]
    {
        let read: Kind = serde_json::from_str(json).unwrap();
        assert_eq!(read, kind);
        assert_eq!(serde_json::to_string(&read).unwrap(), number);
        assert_eq!(read.to_string(), number);
    }
}

#[test]
fn both_can_stand_in_a_query() {
    let mut query = Query::new();
    query.push("status", &Status::Paid);
    query.push("kind", &Kind::from(9));
    assert_eq!(query.encoded(), "status=paid&kind=9");
}
