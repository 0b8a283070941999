//! The uploaded PDFs and the addresses at which they can be downloaded for a while.

use std::collections::HashMap;
use std::time::Duration;

use bytes::Bytes;

use crate::world::random::{Random, URL_SAFE};

/// Where the sandbox serves PDFs, on its own address.
pub(crate) const PATH: &str = "/intp/invoice/getpdf";

/// How long a PDF is kept that no card has.
const LIFE: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// How long an address works.
pub(crate) const LINK_LIFE: Duration = Duration::from_secs(7200);

/// Every PDF.
#[derive(Default)]
pub(crate) struct Pdfs {
    pdfs: HashMap<String, Pdf>,
    links: HashMap<String, Link>,
}

/// One upload, a PDF or what was taken for one.
struct Pdf {
    content: Bytes,
    /// Absent once a card has it.
    expires: Option<Duration>,
}

/// One address.
struct Link {
    media_id: String,
    expires: Duration,
}

impl Pdfs {
    pub(crate) fn add(&mut self, media_id: &str, content: Bytes, now: Duration) {
        let expires = Some(now.saturating_add(LIFE));
        self.pdfs.insert(media_id.to_owned(), Pdf { content, expires });
    }

    /// Whether there ever was one of this id.
    pub(crate) fn knows(&self, media_id: &str) -> bool {
        self.pdfs.contains_key(media_id)
    }

    /// The content, unless it has been dropped by now.
    pub(crate) fn content(&self, media_id: &str, now: Duration) -> Option<&Bytes> {
        let pdf = self.pdfs.get(media_id)?;
        pdf.expires.is_none_or(|end| end > now).then_some(&pdf.content)
    }

    /// Whether it is there and a PDF.
    pub(crate) fn is_valid(&self, media_id: &str, now: Duration) -> bool {
        self.content(media_id, now).is_some_and(|content| content.starts_with(b"%PDF"))
    }

    /// Keeps it for good: a card has it.
    pub(crate) fn attach(&mut self, media_id: &str) {
        if let Some(pdf) = self.pdfs.get_mut(media_id) {
            pdf.expires = None;
        }
    }

    /// Makes an address for it below `base`.
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

    /// What an address leads to.
    pub(crate) fn download(&self, key: &str, now: Duration) -> Option<Bytes> {
        let link = self.links.get(key).filter(|link| link.expires > now)?;
        self.content(&link.media_id, now).cloned()
    }
}
