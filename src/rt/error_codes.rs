//! `error_codes!`: an enum of error codes, each stated once.

/// Everything that is known about one error code.
#[derive(Clone, Copy, Debug)]
pub struct ErrorRow<C: 'static> {
    /// The number in a response.
    pub code: i64,
    /// The name of the variant.
    pub name: &'static str,
    /// The class.
    pub class: C,
    /// The message that comes with the code, if it is known.
    pub text: Option<&'static str>,
    /// What the code means.
    pub meaning: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

impl<C> ErrorRow<C> {
    /// The index of a code in a table in ascending order.
    #[must_use]
    pub fn index(table: &[Self], code: i64) -> Option<usize> {
        table.binary_search_by_key(&code, |row| row.code).ok()
    }
}

/// Defines an enum of error codes in ascending order, and one table of what is known about them.
///
/// Each entry has the code, the same as text for rustdoc's search, the variant and the class.
/// An enum that `extends` the codes of `weixin` has no other codes; any other enum keeps those that it
/// doesn't know. A text is used as documentation unchanged, unless `doc` has a version that escapes what
/// Markdown would interpret.
#[doc(hidden)]
#[macro_export]
macro_rules! __error_codes {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident;

        $($code:literal $alias:literal $variant:ident $class:ident {
            $(text: $text:literal,)?
            meaning: $meaning:literal,
            remedy: $remedy:literal,
            $(doc: $doc:literal,)?
        })+
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = $crate::__error_doc!($code, $meaning, $remedy, ($($text)?), $($doc)?)]
                #[doc(alias = $alias)]
                $variant,
            )+
            #[doc(hidden)]
            __Unknown($crate::rt::Unknown<i64>),
        }

        impl $name {
            $crate::__error_table!($($code $variant $class ($($text)?) $meaning $remedy)+);

            fn row(self) -> ::std::option::Option<&'static $crate::rt::ErrorRow<ErrorClass>> {
                $crate::rt::ErrorRow::index(Self::TABLE, self.value()).map(|index| &Self::TABLE[index])
            }

            /// The number in a response.
            #[must_use]
            pub fn value(self) -> i64 {
                match self {
                    $(Self::$variant => $code,)+
                    Self::__Unknown(value) => *value.get(),
                }
            }

            /// The name of the variant, or `None` if this crate doesn't know the code.
            #[must_use]
            pub fn name(self) -> ::std::option::Option<&'static str> {
                self.row().map(|row| row.name)
            }

            /// The class, which tells what a client can do.
            #[must_use]
            pub fn class(self) -> ErrorClass {
                self.row().map_or(ErrorClass::Unclassified, |row| row.class)
            }

            /// The message that comes with the code, if it is known.
            #[must_use]
            pub fn text(self) -> ::std::option::Option<&'static str> {
                self.row().and_then(|row| row.text)
            }

            /// What the code means. Empty if this crate doesn't know the code.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                self.row().map_or("", |row| row.meaning)
            }

            /// What to do about it. Empty if this crate doesn't know the code.
            #[must_use]
            pub fn remedy(self) -> &'static str {
                self.row().map_or("", |row| row.remedy)
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                match $crate::rt::ErrorRow::index(Self::TABLE, value) {
                    ::std::option::Option::Some(index) => Self::ALL[index],
                    ::std::option::Option::None => Self::__Unknown($crate::rt::Unknown::new(value)),
                }
            }
        }

        /// The number, and the name if it is known: `40001 InvalidCredential`.
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self.name() {
                    ::std::option::Option::Some(name) => ::std::write!(f, "{} {name}", self.value()),
                    ::std::option::Option::None => ::std::write!(f, "{}", self.value()),
                }
            }
        }

        $crate::__serialize_error_code!($name);
    };
    (
        $(#[$attribute:meta])*
        pub enum $name:ident extends($extended:path);

        $($code:literal $alias:literal $variant:ident $class:ident {
            $(text: $text:literal,)?
            meaning: $meaning:literal,
            remedy: $remedy:literal,
            $(doc: $doc:literal,)?
        })+
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = $crate::__error_doc!($code, $meaning, $remedy, ($($text)?), $($doc)?)]
                #[doc(alias = $alias)]
                $variant,
            )+
        }

        impl $name {
            $crate::__error_table!($($code $variant $class ($($text)?) $meaning $remedy)+);

            /// What the endpoints of this crate add to errors with these codes.
            pub(crate) const DETAILS: &'static [$crate::rt::ErrorDetails] = &[$(
                $crate::rt::ErrorDetails::new($code)
                    .class(ErrorClass::$class.id())
                    .meaning($meaning)
                    .remedy($remedy)
            ),+];

            fn row(self) -> &'static $crate::rt::ErrorRow<ErrorClass> {
                &Self::TABLE[self as usize]
            }

            /// The number in a response.
            #[must_use]
            pub fn value(self) -> i64 {
                self.row().code
            }

            /// The name of the variant.
            #[must_use]
            pub fn name(self) -> &'static str {
                self.row().name
            }

            /// The class, which tells what a client can do.
            #[must_use]
            pub fn class(self) -> ErrorClass {
                self.row().class
            }

            /// The message that comes with the code, if it is known.
            #[must_use]
            pub fn text(self) -> ::std::option::Option<&'static str> {
                self.row().text
            }

            /// What the code means.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                self.row().meaning
            }

            /// What to do about it.
            #[must_use]
            pub fn remedy(self) -> &'static str {
                self.row().remedy
            }
        }

        /// Returns the code itself as an error if it is none of this enum.
        impl ::std::convert::TryFrom<$extended> for $name {
            type Error = $extended;

            fn try_from(code: $extended) -> ::std::result::Result<Self, $extended> {
                let index = $crate::rt::ErrorRow::index(Self::TABLE, code.value());
                index.map(|index| Self::ALL[index]).ok_or(code)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::write!(f, "{} {}", self.value(), self.name())
            }
        }

        $crate::__serialize_error_code!($name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __error_table {
    ($($code:literal $variant:ident $class:ident ($($text:literal)?) $meaning:literal $remedy:literal)+) => {
        /// Every known code, in ascending order.
        pub const ALL: &'static [Self] = &[$(Self::$variant),+];

        const TABLE: &'static [$crate::rt::ErrorRow<ErrorClass>] = &[$(
            $crate::rt::ErrorRow {
                code: $code,
                name: ::std::stringify!($variant),
                class: ErrorClass::$class,
                text: $crate::__optional!($($text)?),
                meaning: $meaning,
                remedy: $remedy,
            }
        ),+];
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __optional {
    () => {
        ::std::option::Option::None
    };
    ($value:expr) => {
        ::std::option::Option::Some($value)
    };
}

/// The documentation of a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __error_doc {
    ($code:literal, $meaning:literal, $remedy:literal, ($($text:literal)?), $doc:literal) => {
        $doc
    };
    ($code:literal, $meaning:literal, $remedy:literal, ($($text:literal)?),) => {
        ::std::concat!(
            "`", $code, "`: ", $meaning, "\n\n", $remedy
            $(, "\n\nMessage: `", $text, "`")?
        )
    };
}

/// `Serialize`: an error code is its number.
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize_error_code {
    ($name:ident) => {
        impl $crate::rt::serde::Serialize for $name {
            fn serialize<S: $crate::rt::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.value())
            }
        }
    };
}
