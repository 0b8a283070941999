//! Enums that stay open: a value that no page lists is kept, and can't be matched by name, so that
//! naming it later breaks nobody.

use std::fmt;

/// The value in the hidden variant of an open enum. Only generated code makes one.
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

/// What an open enum of text has beside `as_str` and `From<&str>`, which are generated.
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

/// What an open enum of numbers has beside `value` and `From<i64>`, which are generated.
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
mod tests;
