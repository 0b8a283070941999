//! The differences between a page and a spec that the spec's quirks excuse.

use weixin_spec::{Differs, Endpoint, Quirk, RequiredMark, canonical};

use crate::import::one_line;
use crate::{Presence, VendorType};

/// The quirks of an endpoint, asked which differences they excuse.
///
/// A quirk that says what the page has (`page:`) excuses the difference only as long as the page has that.
#[derive(Clone, Copy)]
pub(crate) struct Quirks<'a> {
    quirks: &'a [Quirk],
}

impl<'a> Quirks<'a> {
    pub(crate) fn of(endpoint: &'a Endpoint) -> Self {
        Self { quirks: &endpoint.quirks }
    }

    pub(crate) fn among(quirks: &'a [Quirk]) -> Self {
        Self { quirks }
    }

    /// The quirks about a path that name this way to differ.
    fn about(self, path: &str, differs: Differs) -> impl Iterator<Item = &'a Quirk> {
        let path = one_line(path);
        self.quirks.iter().filter(move |quirk| quirk.excuses(&path, differs))
    }

    /// Whether a difference is excused, regardless of what the page has.
    pub(crate) fn excuse(self, path: &str, differs: Differs) -> bool {
        self.about(path, differs).next().is_some()
    }

    /// Whether a body or a response may be of another kind.
    pub(crate) fn excuse_whole(self, part: &str) -> bool {
        let kinds = [Differs::Type, Differs::Contents, Differs::Missing, Differs::Place];
        kinds.into_iter().any(|differs| self.excuse(part, differs))
    }

    /// Whether an error code may be on one side only: this one, or each.
    pub(crate) fn excuse_code(self, code: i64) -> bool {
        let code = format!("errors.{code}");
        [code.as_str(), "errors"].iter().any(|about| self.excuse(about, Differs::Missing))
    }

    /// Whether who may call may differ: a token or a kind of account, or the part that it is of.
    pub(crate) fn excuse_access(self, path: &str, one_sided: bool) -> bool {
        let part = path.split('.').take(2).collect::<Vec<_>>().join(".");
        self.excuse(path, Differs::Scope)
            || self.excuse(&part, Differs::Scope)
            || one_sided && self.excuse(path, Differs::Missing)
    }

    /// Whether the page may have this name.
    pub(crate) fn excuse_name(self, path: &str, theirs: &str) -> bool {
        self.about(path, Differs::Name)
            .any(|quirk| quirk.page.as_ref().is_none_or(|page| is_same_text(page, theirs)))
    }

    /// Whether the page may give this type.
    pub(crate) fn excuse_type(self, path: &str, theirs: &str) -> bool {
        self.about(path, Differs::Type).any(|quirk| {
            let Some(page) = &quirk.page else { return true };
            let kind = parts(page).map(VendorType::of).find(|kind| *kind != VendorType::Unknown);
            match kind {
                None => quirk.differs.len() > 1 || is_same_text(page, theirs),
                Some(kind) => is_same_kind(&kind, &VendorType::of(theirs)),
            }
        })
    }

    /// Whether the page may have this required mark.
    pub(crate) fn excuse_required(self, path: &str, theirs: Presence) -> bool {
        self.about(path, Differs::Required).any(|quirk| {
            let mark =
                quirk.page.as_deref().and_then(|page| parts(page).find_map(RequiredMark::of));
            mark.is_none_or(|mark| presence(mark) == theirs)
        })
    }

    /// Whether a value of a field may be on one side only: on the page, or else in the spec. `page:` of such a
    /// quirk lists the page's values.
    pub(crate) fn excuse_value(self, path: &str, value: &str, on_page: bool) -> bool {
        let value = one_line(value);
        self.about(path, Differs::Values)
            .any(|quirk| quirk.page.as_ref().is_none_or(|page| has_word(page, &value) == on_page))
    }

    /// Whether the page may list a field of an object that the spec has as `json`: a note says that the contents
    /// differ, or `page:` lists the field.
    pub(crate) fn excuse_inner(self, object: &str, name: &str) -> bool {
        self.about(object, Differs::Contents).any(|quirk| match &quirk.page {
            Some(page) => has_word(page, name),
            None => !quirk.is_review(),
        })
    }

    /// Whether a part may be on one side only.
    pub(crate) fn excuse_missing(self, path: &str) -> bool {
        if self.excuse(path, Differs::Missing) {
            return true;
        }
        let path = canonical(&one_line(path));
        let last = |path: &str| path.rsplit('.').next().map(str::to_owned);
        let elsewhere = |quirk: &Quirk| {
            let about = quirk.about.as_deref().map(|about| canonical(about));
            let about = about.unwrap_or_default();
            // With `page:` both sides are known, and compared with each other.
            let alone = quirk.page.is_none();
            let name = quirk.differs.contains(&Differs::Name) && about == path;
            let place = quirk.differs.contains(&Differs::Place) && last(&about) == last(&path);
            alone && (name || place)
        };
        self.quirks.iter().any(elsewhere)
    }

    /// The fields that have another name or another place on the page: the path in the spec, and that on the page.
    pub(crate) fn moved(self) -> impl Iterator<Item = (String, String)> {
        self.quirks.iter().filter_map(|quirk| {
            let (about, page) = (quirk.about.as_ref()?, quirk.page.as_ref()?);
            let about = canonical(about);
            let parent = about.rsplit_once('.').map(|(parent, _)| parent.to_owned());
            let name = about.rsplit('.').next().unwrap_or_default();
            let theirs = if quirk.differs.contains(&Differs::Name) {
                format!("{}.{page}", parent?)
            } else if quirk.differs.contains(&Differs::Place) {
                // The place alone, or with the name.
                match canonical(page) {
                    page if page.rsplit('.').next() == Some(name) => page,
                    page => format!("{page}.{name}"),
                }
            } else {
                return None;
            };
            Some((about, theirs))
        })
    }

    /// Whether a field has this other name on the page.
    pub(crate) fn rename(self, path: &str, theirs: &str) -> bool {
        self.about(path, Differs::Name).any(|quirk| quirk.page.as_deref() == Some(theirs))
    }

    /// Whether the spec has a quirk about the same difference, or the same remark.
    pub(crate) fn have(self, fresh: &Quirk) -> bool {
        self.quirks.iter().any(|quirk| match &fresh.about {
            None => quirk.about.is_none() && quirk.text() == fresh.text(),
            Some(about) => {
                let same_page = match (&quirk.page, &fresh.page) {
                    (Some(ours), Some(theirs)) => is_same_text(ours, theirs),
                    _ => true,
                };
                same_page && fresh.differs.iter().all(|differs| quirk.excuses(about, *differs))
            }
        })
    }
}

fn is_same_text(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// Whether two words for types name the same kind of value: `int` and `number` do.
fn is_same_kind(one: &VendorType, other: &VendorType) -> bool {
    use VendorType::{Fraction, Integer, Json, ListOf, Number, Object};
    match (one, other) {
        (Number | Integer | Fraction, Number | Integer | Fraction) => true,
        (Object | Json, Object | Json) => true,
        (ListOf(one), ListOf(other)) => is_same_kind(one, other),
        (one, other) => one == other,
    }
}

/// What `page:` says about each of several differences, such as `string, optional`.
fn parts(page: &str) -> impl Iterator<Item = &str> {
    page.split(',')
}

fn presence(mark: RequiredMark) -> Presence {
    match mark {
        RequiredMark::Required => Presence::Required,
        RequiredMark::Optional => Presence::Optional,
        RequiredMark::Unclear => Presence::Unknown,
    }
}

/// What `page:` says where the page doesn't say plainly what it means.
pub(crate) const UNCLEAR: &str = "unclear";

/// Whether prose has a text as a word of its own: `1` in `1-开` and in `为1时`, but not in `10`.
pub(crate) fn has_word(prose: &str, word: &str) -> bool {
    let of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    prose.match_indices(word).any(|(at, _)| {
        let before = prose[..at].chars().next_back();
        let after = prose[at + word.len()..].chars().next();
        !before.is_some_and(of_word) && !after.is_some_and(of_word)
    })
}
