//! Bodies of `multipart/form-data`.

use std::borrow::Cow;

use bytes::Bytes;
use http_body_util::{BodyDataStream, Full};
use hyper::HeaderMap;
use hyper::header::CONTENT_TYPE;
use weixin_spec::{Field, Json, Type};

use crate::json;

/// The parts of a form, in the order sent.
pub(crate) struct Form {
    pub(crate) parts: Vec<Part>,
}

/// One part of a form.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    /// As in its header.
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Bytes,
}

impl Part {
    /// Returns its content as text; invalid UTF-8 is replaced.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }
}

/// Returns the boundary if the headers announce a form.
pub(crate) fn boundary(headers: &HeaderMap) -> Option<String> {
    let content_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    multer::parse_boundary(content_type).ok()
}

impl Form {
    /// Parses a body. Returns `None` if it isn't a form with this boundary.
    pub(crate) async fn read(boundary: String, body: Bytes) -> Option<Self> {
        let stream = BodyDataStream::new(Full::new(body));
        let mut multipart = multer::Multipart::new(stream, boundary);
        let mut parts = Vec::new();
        while let Some(field) = multipart.next_field().await.ok()? {
            let content_type = field.headers().get(CONTENT_TYPE);
            let content_type = content_type.map(|value| String::from_utf8_lossy(value.as_bytes()));
            parts.push(Part {
                name: field.name().unwrap_or_default().to_owned(),
                file_name: field.file_name().map(str::to_owned),
                content_type: content_type.map(Cow::into_owned),
                bytes: field.bytes().await.ok()?,
            });
        }
        Some(Self { parts })
    }

    /// Returns the first part with a name.
    pub(crate) fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    /// Returns the form as an object, as in examples: a file as its text.
    pub(crate) fn to_json(&self, fields: &[Field]) -> Json {
        json::object(fields.iter().filter_map(|field| {
            let part = self.part(&field.name)?;
            let value = match (&field.ty.value, std::str::from_utf8(&part.bytes)) {
                (Type::File(_), Ok(text)) => json::text(text),
                // This equals no example, since examples are text.
                (Type::File(_), Err(_)) => json::text(format!("[{} bytes]", part.bytes.len())),
                (ty, _) => json::typed(ty, &part.text()),
            };
            Some((field.name.value.clone(), value))
        }))
    }
}
