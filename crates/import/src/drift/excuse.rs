//! Which quirks excuse a difference.

use weixin_spec::{Differs, canonical};

use super::Difference;
use crate::Presence;
use crate::quirks::Quirks;

/// What kind of difference it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Other fixed values of the call, or another call.
    Values,
    /// The vendor's name of the call.
    Name,
    /// Who may call.
    Access,
    /// An error code on one side only.
    Code(i64),
    /// A body or a reply of another kind, such as a form instead of JSON.
    Whole,
    /// A field on one side only.
    Missing,
    /// A field on the page only, in an object that the spec has as JSON of any shape.
    Inner {
        /// The object's path.
        object: String,
        name: String,
    },
    /// A field of another type or with another required mark; of these the page's, where they differ.
    Field { ty: Option<String>, presence: Option<Presence> },
    /// An object whose fields the page doesn't list.
    Unlisted,
    /// A value of a field on one side only.
    Value { field: String, value: String },
}

/// Whether the quirks name what differs, and every way in which it does.
pub(super) fn is_excused(difference: &Difference, quirks: Quirks<'_>) -> bool {
    let at = difference.at.as_str();
    let one_sided = difference.page.is_none() || difference.spec.is_none();
    match &difference.kind {
        Kind::Values => quirks.excuse(at, Differs::Values),
        Kind::Name => {
            let theirs = difference.page.as_deref().unwrap_or_default();
            quirks.excuse_name("vendor", theirs)
        }
        Kind::Access => quirks.excuse_access(at, one_sided),
        Kind::Code(code) => quirks.excuse_code(*code),
        Kind::Whole => quirks.excuse_whole(at),
        Kind::Missing => quirks.excuse_missing(at),
        Kind::Inner { object, name } => {
            quirks.excuse_missing(at) || quirks.excuse_inner(object, name)
        }
        Kind::Field { ty, presence } => {
            ty.as_ref().is_none_or(|ty| quirks.excuse_type(at, ty))
                && presence.is_none_or(|presence| quirks.excuse_required(at, presence))
        }
        Kind::Unlisted => quirks.excuse(at, Differs::Contents),
        Kind::Value { field, value } => {
            quirks.excuse_value(field, value, difference.page.is_some())
        }
    }
}

/// Takes out the pairs of differences that are one field with another name or in another place on the page: that
/// in the spec, then that on the page.
pub(super) fn take_moved(
    found: &mut Vec<Difference>,
    quirks: Quirks<'_>,
) -> Vec<(Difference, Difference)> {
    let mut moved = Vec::new();
    for (ours, theirs) in quirks.moved() {
        let is = |each: &Difference, path: &str, on_page: bool| {
            let missing = matches!(each.kind, Kind::Missing | Kind::Inner { .. });
            missing && each.page.is_some() == on_page && canonical(&each.at) == path
        };
        let place = |path: &str, on_page| found.iter().position(|each| is(each, path, on_page));
        if let (Some(one), Some(other)) = (place(&ours, false), place(&theirs, true)) {
            // The later one first, so that the earlier one stays where it is.
            let (first, last) = (one.min(other), one.max(other));
            let (last_of, first_of) = (found.remove(last), found.remove(first));
            moved.push(if first == one { (first_of, last_of) } else { (last_of, first_of) });
        }
    }
    moved
}
