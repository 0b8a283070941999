//! Bodies of type `multipart/form-data` (RFC 7578): texts and files.

use std::{borrow::Cow, collections::BTreeSet, fmt};

use bytes::Bytes;
use memchr::memmem;

use crate::{
    body::{Body, EncodeError},
    query::ToQuery,
    types::File,
};

/// The boundary between parts, if no part contains it.
const BOUNDARY: &str = "weixin-form-boundary";

/// A form of texts and files. [`Body::from`] encodes it. Its `Debug` shows only the number of parts.
///
/// The encoded bytes depend only on the parts: equal forms are encoded to equal bytes.
///
/// ```
/// use weixin::{File, endpoint::{Body, Form}};
///
/// let mut form = Form::new();
/// form.text("order_id", "1234")?;
/// form.file("pdf", &File::from(b"%PDF-1.7"), "invoice.pdf", "application/pdf")?;
/// let body = Body::from(form);
/// # Ok::<(), weixin::endpoint::EncodeError>(())
/// ```
#[derive(Default)]
pub struct Form {
    parts: Vec<Part>,
}

struct Part {
    head: String,
    content: Bytes,
}

impl Form {
    /// Creates a form without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text; a value of `None` adds nothing.
    ///
    /// # Errors
    /// Returns an error if the name has control characters or a backslash, which are not safe in a header.
    pub fn text(&mut self, name: &str, value: &(impl ToQuery + ?Sized)) -> Result<(), EncodeError> {
        let head = format!("Content-Disposition: form-data; name=\"{}\"\r\n", quoted(name)?);
        value.with_text(&mut |text| {
            let content = Bytes::copy_from_slice(text.as_bytes());
            self.parts.push(Part { head: head.clone(), content });
        });
        Ok(())
    }

    /// Adds a file. `file_name` and `content_type` apply if the file has no name or type of its own.
    ///
    /// # Errors
    /// Returns an error if a name has control characters or a backslash, or if the type is not visible
    /// ASCII.
    pub fn file(
        &mut self,
        name: &str,
        file: &File,
        file_name: &str,
        content_type: &str,
    ) -> Result<(), EncodeError> {
        let file_name = file.name().unwrap_or(file_name);
        let content_type = file.content_type().unwrap_or(content_type);
        if !content_type.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            let what = format!("the content type of the file `{name}` is not visible ASCII");
            return Err(EncodeError::new(what));
        }
        let head = format!(
            "Content-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
             Content-Type: {content_type}\r\n",
            quoted(name)?,
            quoted(file_name)?,
        );
        self.parts.push(Part { head, content: file.bytes().clone() });
        Ok(())
    }

    /// Returns a boundary that no part contains. Each part is searched only once, since a file may contain
    /// many boundaries.
    fn boundary(&self) -> Cow<'static, str> {
        let finder = memmem::Finder::new(BOUNDARY);
        let (mut plain, mut taken) = (true, BTreeSet::new());
        for text in self.parts.iter().flat_map(|part| [part.head.as_bytes(), &part.content]) {
            for start in finder.find_iter(text) {
                plain = false;
                let number = text[start + BOUNDARY.len()..].strip_prefix(b"-");
                let digits = number.and_then(|rest| std::str::from_utf8(rest.get(..16)?).ok());
                taken.extend(digits.and_then(|digits| digits.parse::<u64>().ok()));
            }
        }
        if plain {
            return Cow::Borrowed(BOUNDARY);
        }
        // The parts are finite, so some number is not in them.
        let free = (1..).find(|number| !taken.contains(number)).unwrap_or_default();
        Cow::Owned(format!("{BOUNDARY}-{free:016}"))
    }
}

/// Escapes a name for use inside quotation marks, as browsers do (WHATWG, multipart/form-data encoding).
fn quoted(name: &str) -> Result<String, EncodeError> {
    // Some parsers treat a backslash as an escape, also before the closing quotation mark.
    if name.contains(|c: char| c.is_control() || c == '\\') {
        return Err(EncodeError::new("a name in a form has control characters or a backslash"));
    }
    Ok(name.replace('"', "%22"))
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Form({} parts)", self.parts.len())
    }
}

impl From<Form> for Body {
    fn from(form: Form) -> Self {
        let boundary = form.boundary();
        let frame = boundary.len() + 8;
        let length = |part: &Part| part.head.len() + part.content.len() + frame;
        let mut bytes = Vec::with_capacity(form.parts.iter().map(length).sum::<usize>() + frame);
        for part in &form.parts {
            bytes.extend_from_slice(b"--");
            bytes.extend_from_slice(boundary.as_bytes());
            bytes.extend_from_slice(b"\r\n");
            bytes.extend_from_slice(part.head.as_bytes());
            bytes.extend_from_slice(b"\r\n");
            bytes.extend_from_slice(&part.content);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"--");
        bytes.extend_from_slice(boundary.as_bytes());
        bytes.extend_from_slice(b"--\r\n");
        let content_type = format!("multipart/form-data; boundary={boundary}");
        Self { bytes: Some(bytes.into()), content_type: content_type.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(form: Form) -> (String, String) {
        let body = Body::from(form);
        let bytes = body.bytes.expect("a form is never empty");
        (body.content_type.into_owned(), String::from_utf8_lossy(&bytes).into_owned())
    }

    #[test]
    fn texts_and_files_are_parts_in_order() {
        let mut form = Form::new();
        form.text("order_id", "1234").unwrap();
        form.file("pdf", &File::from(b"%PDF"), "invoice.pdf", "application/pdf").unwrap();
        let (content_type, body) = encoded(form);
        assert_eq!(content_type, "multipart/form-data; boundary=weixin-form-boundary");
        assert_eq!(
            body,
            "--weixin-form-boundary\r\n\
             Content-Disposition: form-data; name=\"order_id\"\r\n\
             \r\n\
             1234\r\n\
             --weixin-form-boundary\r\n\
             Content-Disposition: form-data; name=\"pdf\"; filename=\"invoice.pdf\"\r\n\
             Content-Type: application/pdf\r\n\
             \r\n\
             %PDF\r\n\
             --weixin-form-boundary--\r\n"
        );
    }

    #[test]
    fn an_absent_text_adds_no_part() {
        let mut form = Form::new();
        form.text("order_id", &None::<String>).unwrap();
        assert_eq!(encoded(form).1, "--weixin-form-boundary--\r\n");
    }

    #[test]
    fn a_file_is_sent_with_its_own_name_and_type() {
        let mut form = Form::new();
        let file = File::from(b"x").with_name("a \"b\".txt").with_content_type("text/plain");
        form.file("pdf", &file, "invoice.pdf", "application/pdf").unwrap();
        let (_, body) = encoded(form);
        assert!(
            body.contains("; filename=\"a %22b%22.txt\"\r\nContent-Type: text/plain\r\n"),
            "{body}"
        );
    }

    #[test]
    fn no_part_contains_the_boundary() {
        let mut form = Form::new();
        form.text("a", "--weixin-form-boundary--").unwrap();
        form.text("b", "weixin-form-boundary-0000000000000001").unwrap();
        let (content_type, body) = encoded(form);
        let boundary = "weixin-form-boundary-0000000000000002";
        assert_eq!(content_type, format!("multipart/form-data; boundary={boundary}"));
        assert_eq!(body.matches(boundary).count(), 3);
    }

    #[test]
    fn a_file_of_boundaries_is_searched_once() {
        let all: String = (0..100_000).map(|number| format!("{BOUNDARY}-{number:016}")).collect();
        let mut form = Form::new();
        form.file("pdf", &File::from(all.into_bytes()), "a.pdf", "application/pdf").unwrap();
        assert_eq!(form.boundary(), format!("{BOUNDARY}-{:016}", 100_000));
    }

    #[test]
    fn debug_shows_no_content() {
        let mut form = Form::new();
        form.text("key", &crate::Secret::from("s3cret")).unwrap();
        assert_eq!(format!("{form:?}"), "Form(1 parts)");
    }

    #[test]
    fn a_name_can_not_break_out_of_its_header() {
        for name in ["a\r\nX-Injected: 1", "a\\"] {
            let file = File::from(b"x").with_name(name);
            let error = Form::new().file("pdf", &file, "", "text/plain").unwrap_err();
            assert_eq!(
                error.to_string(),
                "the request can't be encoded: a name in a form has control characters or a backslash"
            );
        }
    }

    #[test]
    fn a_type_can_not_break_out_of_its_header() {
        let file = File::from(b"x").with_content_type("text/plain\r\nX-Injected: 1");
        let error = Form::new().file("pdf", &file, "a.txt", "text/plain").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the request can't be encoded: the content type of the file `pdf` is not visible ASCII"
        );
    }
}
