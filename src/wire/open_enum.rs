//! Open enums: an undocumented value is kept, but can't be matched by name, so that adding a variant for it
//! later is not a breaking change.

use std::fmt;

/// The value of the hidden variant of an open enum. Only generated code creates it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unknown<T>(T);

impl<T> Unknown<T> {
    /// For generated code.
    #[doc(hidden)]
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value as it was received.
    pub const fn get(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Unknown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Defines an enum of text or of numbers that stays open.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident: str {
            $($(#[$of:meta])* $variant:ident = $value:literal),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        ///
        /// A value that this crate doesn't know is kept: match with a wildcard arm, and read it with
        /// [`as_str`](Self::as_str).
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$of])* $variant,)*
            #[doc(hidden)]
            __Unknown($crate::rt::Unknown<::std::string::String>),
        }

        impl $name {
            /// The value in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::__Unknown(value) => value.get(),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::__Unknown($crate::rt::Unknown::new(other.to_owned())),
                }
            }
        }

        $crate::__open_string_enum!($name);
    };
    (
        $(#[$attribute:meta])*
        pub enum $name:ident: i64 {
            $($(#[$of:meta])* $variant:ident = $value:literal),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        ///
        /// A value that this crate doesn't know is kept: match with a wildcard arm, and read it with
        /// [`value`](Self::value).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$of])* $variant,)*
            #[doc(hidden)]
            __Unknown($crate::rt::Unknown<i64>),
        }

        impl $name {
            /// The value in JSON.
            #[must_use]
            pub fn value(self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::__Unknown(value) => *value.get(),
                }
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::__Unknown($crate::rt::Unknown::new(other)),
                }
            }
        }

        $crate::__open_integer_enum!($name);
    };
}

/// Implements the traits of an open enum of text.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_string_enum {
    ($name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }

        impl $crate::rt::serde::Serialize for $name {
            fn serialize<S: $crate::rt::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::rt::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::rt::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::rt::value(deserializer)
            }
        }

        impl $crate::rt::ToQuery for $name {
            fn with_text(&self, pass: &mut dyn ::std::ops::FnMut(&str)) {
                pass(self.as_str());
            }
        }

        impl $crate::rt::FromJson for $name {
            fn from_json(json: &str) -> ::std::result::Result<Self, $crate::rt::Misread> {
                $crate::rt::text(json).map(|text| Self::from(&*text))
            }
        }
    };
}

/// Implements the traits of an open enum of numbers.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_integer_enum {
    ($name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl $crate::rt::serde::Serialize for $name {
            fn serialize<S: $crate::rt::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.value())
            }
        }

        impl<'de> $crate::rt::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::rt::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::rt::value(deserializer)
            }
        }

        impl $crate::rt::ToQuery for $name {
            fn with_text(&self, pass: &mut dyn ::std::ops::FnMut(&str)) {
                $crate::rt::ToQuery::with_text(&self.value(), pass);
            }
        }

        impl $crate::rt::FromJson for $name {
            fn from_json(json: &str) -> ::std::result::Result<Self, $crate::rt::Misread> {
                <i64 as $crate::rt::FromJson>::from_json(json).map(Self::from)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    //! One enum of text and one of numbers.
    #![allow(unreachable_pub, reason = "the macro makes public enums")]

    use crate::{query::Query, rt};

    rt::open_enum! {
        /// A text.
        pub enum Status: str {
            /// Paid.
            Paid = "paid",
        }
    }

    rt::open_enum! {
        /// A number.
        pub enum Kind: i64 {
            /// On paper.
            Paper = 1,
        }
    }

    #[test]
    fn text_is_read_and_written_and_kept_if_unknown() {
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
    fn numbers_are_read_as_number_or_text_and_written_as_a_number() {
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
    fn both_can_be_query_parameters() {
        let mut query = Query::new();
        query.push("status", &Status::Paid);
        query.push("kind", &Kind::from(9));
        assert_eq!(query.encoded(), "status=paid&kind=9");
    }
}
