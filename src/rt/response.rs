//! `response!`: how a generated struct is read from JSON.

/// Implements `FromObject`, which reads each field by the named method of
/// [`Object`](crate::rt::Object), and `Deserialize` by means of it.
///
/// A field's name in JSON follows a `=` where it differs, other spellings follow a `|`.
///
/// Not derived: derived readers take rustc several times as long for each struct, and reject a response
/// that has two spellings of one field.
#[doc(hidden)]
#[macro_export]
macro_rules! __response {
    ($name:ident {
        $($field:ident $(= $wire:literal)? $(| $other:literal)*: $how:ident),* $(,)?
    }) => {
        #[allow(deprecated, reason = "deprecated fields are still read")]
        impl $crate::rt::FromObject for $name {
            const FIELDS: &'static [&'static str] =
                &[$($crate::__wire_name!($field $($wire)?) $(, $other)*),*];

            fn from_object(
                object: &mut $crate::rt::Object<'_>,
            ) -> ::std::result::Result<Self, $crate::rt::Misread> {
                let _ = &object;
                $($crate::__respell!(object, $crate::__wire_name!($field $($wire)?) $(, $other)*);)*
                ::std::result::Result::Ok($name {
                    $($field: object.$how($crate::__wire_name!($field $($wire)?))?,)*
                })
            }
        }

        impl<'de> $crate::rt::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::rt::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::rt::read(deserializer)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire_name {
    ($field:ident) => {
        ::std::stringify!($field)
    };
    ($field:ident $wire:literal) => {
        $wire
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __respell {
    ($object:ident, $name:expr) => {};
    ($object:ident, $name:expr $(, $other:literal)+) => {
        $object.respell($name, &[$($other),+])
    };
}
