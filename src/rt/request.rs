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
    // No field is required.
    ($name:ident {
        $(fixed { $($fixed:tt)+ })?
        $(optional { $($optional:tt)+ })?
        $(exact { $($exact:tt)+ })?
    }) => {
        #[allow(deprecated, reason = "deprecated fields are still sent")]
        impl $name {
            /// Creates a request with no field set: none is required.
            #[must_use]
            pub fn new() -> Self {
                $crate::__new!($name {} { $($($fixed)+)? } { $($($optional)+)? } { $($($exact)+)? })
            }

            $($crate::__setters!($($optional)+);)?
            $($crate::__setters!(exact $($exact)+);)?
        }

        impl ::std::default::Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }
    };
    // One field is required, and takes its type alone.
    ($name:ident {
        required exact { $required:ident $(= $wire:literal)?: $type:ty }
        $(fixed { $($fixed:tt)+ })?
        $(optional { $($optional:tt)+ })?
        $(exact { $($exact:tt)+ })?
    }) => {
        #[allow(deprecated, reason = "deprecated fields are still sent")]
        impl $name {
            /// Creates a request from its required field.
            #[must_use]
            pub fn new($required: $type) -> Self {
                $crate::__new!($name { $required = $required, }
                    { $($($fixed)+)? } { $($($optional)+)? } { $($($exact)+)? })
            }

            $($crate::__setters!($($optional)+);)?
            $($crate::__setters!(exact $($exact)+);)?
        }

        impl ::std::convert::From<$type> for $name {
            fn from($required: $type) -> Self {
                Self::new($required)
            }
        }
    };
    // One field is required.
    ($name:ident {
        required { $required:ident $(= $wire:literal)?: $type:ty }
        $(fixed { $($fixed:tt)+ })?
        $(optional { $($optional:tt)+ })?
        $(exact { $($exact:tt)+ })?
    }) => {
        #[allow(deprecated, reason = "deprecated fields are still sent")]
        impl $name {
            /// Creates a request from its required field.
            #[must_use]
            pub fn new($required: impl ::std::convert::Into<$type>) -> Self {
                $crate::__new!($name { $required = $required.into(), }
                    { $($($fixed)+)? } { $($($optional)+)? } { $($($exact)+)? })
            }

            $($crate::__setters!($($optional)+);)?
            $($crate::__setters!(exact $($exact)+);)?
        }

        impl<__T: ::std::convert::Into<$type>> ::std::convert::From<__T> for $name {
            fn from($required: __T) -> Self {
                Self::new($required)
            }
        }
    };
    // Several fields are required.
    ($name:ident, $required:ident {
        required { $($field:ident $(= $wire:literal)?: $type:ty),+ $(,)? }
        $(fixed { $($fixed:tt)+ })?
        $(optional { $($optional:tt)+ })?
        $(exact { $($exact:tt)+ })?
    }) => {
        #[allow(deprecated, reason = "deprecated fields are still sent")]
        impl $name {
            /// Creates a request from its required fields.
            #[must_use]
            pub fn new(required: $required) -> Self {
                $crate::__new!($name { $($field = required.$field,)+ }
                    { $($($fixed)+)? } { $($($optional)+)? } { $($($exact)+)? })
            }

            $($crate::__setters!($($optional)+);)?
            $($crate::__setters!(exact $($exact)+);)?
        }

        #[doc = ::std::concat!("The required fields of [`", ::std::stringify!($name), "`].")]
        #[derive(Debug)]
        pub struct $required {
            $(
                #[doc = ::std::concat!("See the field of [`", ::std::stringify!($name), "`].")]
                pub $field: $type,
            )+
        }

        impl ::std::convert::From<$required> for $name {
            fn from(required: $required) -> Self {
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
