//! `request!`: the constructors of a generated struct that is sent.

/// Implements `new`, a setter for each optional field, the struct of the required fields and the
/// conversions from it.
///
/// One required field is an argument of `new`. Several are a struct that is written as a literal, so that
/// rustc names a missing field and no two strings can be swapped. `exact` marks the fields that take their
/// type alone; all others take what converts into it. A field's name in JSON follows a `=` if it differs.
/// `stored` adds `Deserialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! __request {
    (stored $($request:tt)+) => {
        $crate::__request!($($request)+);
        $crate::__stored!($($request)+);
    };
    ($name:ident $(, $literal:ident)? {
        $(required $($how:ident)? { $($required:tt)+ })?
        $(fixed { $($fixed:tt)+ })?
        $(optional { $($optional:tt)+ })?
        $(exact { $($exact:tt)+ })?
    }) => {
        #[allow(deprecated, reason = "deprecated fields are still sent")]
        impl $name {
            $crate::__constructor!($name $($literal)? { $($($how)? { $($required)+ })? }
                { $($($fixed)+)? } { $($($optional)+)? } { $($($exact)+)? });

            $($crate::__setters!($($optional)+);)?
            $($crate::__setters!(exact $($exact)+);)?
        }

        $crate::__conversion!($name $($literal)? { $($($how)? { $($required)+ })? });
    };
}

/// `new`, by how many fields are required.
#[doc(hidden)]
#[macro_export]
macro_rules! __constructor {
    ($name:ident {} $fixed:tt $optional:tt $exact:tt) => {
        /// Creates a request with no field set: none is required.
        #[must_use]
        pub fn new() -> Self {
            $crate::__new!($name {} $fixed $optional $exact)
        }
    };
    ($name:ident { exact { $field:ident $(= $wire:literal)?: $type:ty } } $fixed:tt $optional:tt $exact:tt) => {
        /// Creates a request from its required field.
        #[must_use]
        pub fn new($field: $type) -> Self {
            $crate::__new!($name { $field = $field, } $fixed $optional $exact)
        }
    };
    ($name:ident { { $field:ident $(= $wire:literal)?: $type:ty } } $fixed:tt $optional:tt $exact:tt) => {
        /// Creates a request from its required field.
        #[must_use]
        pub fn new($field: impl ::std::convert::Into<$type>) -> Self {
            $crate::__new!($name { $field = $field.into(), } $fixed $optional $exact)
        }
    };
    ($name:ident $literal:ident { { $($field:ident $(= $wire:literal)?: $type:ty),+ $(,)? } }
        $fixed:tt $optional:tt $exact:tt
    ) => {
        /// Creates a request from its required fields.
        #[must_use]
        pub fn new(required: $literal) -> Self {
            $crate::__new!($name { $($field = required.$field,)+ } $fixed $optional $exact)
        }
    };
}

/// `Default`, or the conversion from what is required.
#[doc(hidden)]
#[macro_export]
macro_rules! __conversion {
    ($name:ident {}) => {
        impl ::std::default::Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }
    };
    ($name:ident { exact { $field:ident $(= $wire:literal)?: $type:ty } }) => {
        impl ::std::convert::From<$type> for $name {
            fn from($field: $type) -> Self {
                Self::new($field)
            }
        }
    };
    ($name:ident { { $field:ident $(= $wire:literal)?: $type:ty } }) => {
        impl<__T: ::std::convert::Into<$type>> ::std::convert::From<__T> for $name {
            fn from($field: __T) -> Self {
                Self::new($field)
            }
        }
    };
    ($name:ident $literal:ident { { $($field:ident $(= $wire:literal)?: $type:ty),+ $(,)? } }) => {
        #[doc = ::std::concat!("The required fields of [`", ::std::stringify!($name), "`].")]
        #[derive(Debug)]
        pub struct $literal {
            $(
                #[doc = ::std::concat!("See the field of [`", ::std::stringify!($name), "`].")]
                pub $field: $type,
            )+
        }

        impl ::std::convert::From<$literal> for $name {
            fn from(required: $literal) -> Self {
                Self::new(required)
            }
        }
    };
}

/// `Deserialize` of a request that can be stored and sent later. Takes what `__request` takes.
#[doc(hidden)]
#[macro_export]
macro_rules! __stored {
    ($name:ident $(, $required:ident)? {
        $(required $($how:ident)? { $($field:ident $(= $wire:literal)?: $type:ty),+ $(,)? })?
        $(fixed { $($fixed:ident = $value:expr),+ $(,)? })?
        $(optional { $($(#[$a:meta])* $optional:ident $(= $b:literal)?: $c:ty),+ $(,)? })?
        $(exact { $($(#[$d:meta])* $exact:ident $(= $e:literal)?: $f:ty),+ $(,)? })?
    }) => {
        #[allow(deprecated, reason = "deprecated fields are still read")]
        impl $crate::rt::FromObject for $name {
            const FIELDS: &'static [&'static str] = &[
                $($($crate::__wire_name!($field $($wire)?),)+)?
                $($($crate::__wire_name!($optional $($b)?),)+)?
                $($($crate::__wire_name!($exact $($e)?),)+)?
            ];

            fn from_object(
                object: &mut $crate::rt::Object<'_>,
            ) -> ::std::result::Result<Self, $crate::rt::Misread> {
                let _ = &object;
                ::std::result::Result::Ok($name {
                    $($($field: object.required($crate::__wire_name!($field $($wire)?))?,)+)?
                    $($($fixed: $value,)+)?
                    $($($optional: object.optional($crate::__wire_name!($optional $($b)?))?,)+)?
                    $($($exact: object.optional($crate::__wire_name!($exact $($e)?))?,)+)?
                })
            }
        }

        /// Reads what `Serialize` wrote. A field that the request doesn't have, and a value that it would write
        /// differently, is an error.
        impl<'de> $crate::rt::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::rt::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::rt::stored(deserializer)
            }
        }
    };
}

/// The value of a struct whose optional fields are not set.
#[doc(hidden)]
#[macro_export]
macro_rules! __new {
    ($name:ident { $($field:ident = $value:expr,)* }
        { $($fixed:ident = $constant:expr),* $(,)? }
        { $($(#[$a:meta])* $optional:ident $(= $b:literal)?: $c:ty),* $(,)? }
        { $($(#[$d:meta])* $exact:ident $(= $e:literal)?: $f:ty),* $(,)? }
    ) => {
        $name {
            $($field: $value,)*
            $($fixed: $constant,)*
            $($optional: ::std::option::Option::None,)*
            $($exact: ::std::option::Option::None,)*
        }
    };
}

/// A setter for each optional field.
#[doc(hidden)]
#[macro_export]
macro_rules! __setters {
    (exact $($(#[$attribute:meta])* $field:ident $(= $wire:literal)?: $type:ty),+ $(,)?) => {$(
        /// Sets the field of the same name.
        $(#[$attribute])*
        #[must_use]
        pub fn $field(mut self, $field: $type) -> Self {
            self.$field = ::std::option::Option::Some($field);
            self
        }
    )+};
    ($($(#[$attribute:meta])* $field:ident $(= $wire:literal)?: $type:ty),+ $(,)?) => {$(
        /// Sets the field of the same name.
        $(#[$attribute])*
        #[must_use]
        pub fn $field(mut self, $field: impl ::std::convert::Into<$type>) -> Self {
            self.$field = ::std::option::Option::Some($field.into());
            self
        }
    )+};
}
