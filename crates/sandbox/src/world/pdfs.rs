//! The uploaded PDFs and the temporary links to download them.

use std::collections::HashMap;
use std::time::Duration;

use bytes::Bytes;

use crate::world::random::{Random, URL_SAFE};

/// The path at which the sandbox serves PDFs.
pub(crate) const PATH: &str = "/intp/invoice/getpdf";

/// How long a PDF is kept if no card uses it.
const LIFE: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// How long a link is valid.
pub(crate) const LINK_LIFE: Duration = Duration::from_secs(7200);

/// All PDFs.
#[derive(Default)]
pub(crate) struct Pdfs {
    pdfs: HashMap<String, Pdf>,
    links: HashMap<String, Link>,
}

/// One upload, which may not be a PDF.
struct Pdf {
    content: Bytes,
    /// `None` once a card uses it.
    expires: Option<Duration>,
}

/// One link.
struct Link {
    media_id: String,
    expires: Duration,
}

impl Pdfs {
    pub(crate) fn add(&mut self, media_id: &str, content: Bytes, now: Duration) {
        let expires = Some(now.saturating_add(LIFE));
        self.pdfs.insert(media_id.to_owned(), Pdf { content, expires });
    }

    /// Whether this id was ever assigned.
    pub(crate) fn knows(&self, media_id: &str) -> bool {
        self.pdfs.contains_key(media_id)
    }

    /// Returns the content, unless it has expired.
    pub(crate) fn content(&self, media_id: &str, now: Duration) -> Option<&Bytes> {
        let pdf = self.pdfs.get(media_id)?;
        pdf.expires.is_none_or(|end| end > now).then_some(&pdf.content)
    }

    /// Whether it exists and is a PDF.
    pub(crate) fn is_valid(&self, media_id: &str, now: Duration) -> bool {
        self.content(media_id, now).is_some_and(|content| content.starts_with(b"%PDF"))
    }

    /// Keeps it permanently, since a card uses it.
    pub(crate) fn attach(&mut self, media_id: &str) {
        if let Some(pdf) = self.pdfs.get_mut(media_id) {
            pdf.expires = None;
        }
    }

    /// Creates a link to it below `base`.
    pub(crate) fn link(
        &mut self,
        media_id: &str,
        base: &str,
        random: &mut Random,
        now: Duration,
    ) -> String {
        let key = random.text(64, URL_SAFE);
        let expires = now.saturating_add(LINK_LIFE);
        self.links.insert(key.clone(), Link { media_id: media_id.to_owned(), expires });
        format!("{base}{PATH}?action=media_pdf&media_key={key}")
    }

    /// Returns the content behind a link.
    pub(crate) fn download(&self, key: &str, now: Duration) -> Option<Bytes> {
        let link = self.links.get(key).filter(|link| link.expires > now)?;
        self.content(&link.media_id, now).cloned()
    }
}
