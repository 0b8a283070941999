//! The form parts that are files.

use crate::Field as Row;
use weixin_spec::{Differs, FilePart};

use super::fields::Within;
use super::reviews::Reviews;
use crate::import::bare;

/// Content types by file extension.
const KINDS: &[(&str, &str)] = &[
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("gif", "image/gif"),
    ("bmp", "image/bmp"),
    ("webp", "image/webp"),
    ("pdf", "application/pdf"),
    ("zip", "application/zip"),
    ("json", "application/json"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("mp3", "audio/mpeg"),
    ("amr", "audio/amr"),
    ("wav", "audio/wav"),
    ("mp4", "video/mp4"),
];

/// What is said about a file where the caller doesn't: what the example sends, such as `media=@test.jpg`.
pub(super) fn part(row: &Row, within: &Within<'_>, reviews: &mut Reviews) -> FilePart {
    let shown = within.parts.iter().filter(|(name, _)| *name == row.name);
    let shown = shown.filter_map(|(_, value)| value.strip_prefix('@'));
    let known = shown.filter_map(|file| {
        // curl allows options after the name, as in `@test.jpg;type=image/jpeg`.
        let file = file.split(';').next()?.rsplit(['/', '\\']).next()?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let end = file.rsplit_once('.')?.1.to_ascii_lowercase();
        let kind = KINDS.iter().find(|(known, _)| *known == end)?;
        file.chars().all(plain).then(|| (file.to_owned(), kind.1))
    });
    let (name, content_type) = known.into_iter().next().unwrap_or_else(|| {
        let text =
            format!("the page doesn't give the name and the type of the file `{}`", row.name);
        reviews.add(&within.about(&row.name), Differs::Limits, None, &text);
        (format!("{}.bin", row.name), "application/octet-stream")
    });
    FilePart { name: Some(bare(name)), content_type: Some(bare(content_type.to_owned())) }
}
