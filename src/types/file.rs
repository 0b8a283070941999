//! Files that are uploaded and downloaded.

use std::fmt;

use bytes::Bytes;

/// A file that is uploaded or downloaded. For an upload it may have its own name and content type, in
/// place of the endpoint's. `Debug` shows only the length.
///
/// ```
/// use weixin::File;
///
/// let pdf = File::from(b"%PDF-1.7".to_vec()).with_name("no-4545145712.pdf");
/// assert_eq!(pdf.as_bytes(), b"%PDF-1.7");
/// assert_eq!(format!("{pdf:?}"), "File(8 bytes)");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct File {
    bytes: Bytes,
    name: Option<Box<str>>,
    content_type: Option<Box<str>>,
}

impl File {
    /// Sets the file name. A name with control characters or a backslash can't be sent.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<Box<str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the content type, in visible ASCII, such as `application/pdf`.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<Box<str>>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The content.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The content, which is cheap to clone.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The file name, if one was set.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The content type, if one was set.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }
}

impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Self { bytes, name: None, content_type: None }
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&'static [u8]> for File {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl<const N: usize> From<&'static [u8; N]> for File {
    fn from(bytes: &'static [u8; N]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({} bytes)", self.bytes.len())
    }
}
