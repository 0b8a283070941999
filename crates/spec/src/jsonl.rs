//! A model as JSON lines, so that a change of one endpoint is a change of one line.
//!
//! The first line has the format version. Every other line has one item: the API itself, an error
//! code, a shared type, or an endpoint. Default values are omitted.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Api, Endpoint, ErrorCode, Model, NamedType};

/// The format version that is written, and the only one that is read.
const FORMAT: u32 = 1;

/// One line, as it is written.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Written<'a> {
    Format(u32),
    Api(&'a Api),
    Error(&'a ErrorCode),
    Type(&'a NamedType),
    Endpoint(&'a Endpoint),
}

/// One line, as it is read.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Read {
    Format(u32),
    Api(Box<Api>),
    Error(Box<ErrorCode>),
    Type(Box<NamedType>),
    Endpoint(Box<Endpoint>),
}

/// An error in a model's JSON lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonLinesError {
    line: usize,
    message: String,
}

impl JsonLinesError {
    /// Returns the number of the line with the error, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for JsonLinesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for JsonLinesError {}

impl Model {
    /// Writes the model as JSON lines.
    ///
    /// Error codes that are inherited from the API that this one extends are omitted.
    #[must_use]
    pub fn to_jsonl(&self) -> String {
        let mut text = String::new();
        let errors = self.errors.iter().filter(|error| !error.inherited);
        let lines = [Written::Format(FORMAT), Written::Api(&self.api)].into_iter();
        let lines = lines
            .chain(errors.map(Written::Error))
            .chain(self.types.iter().map(Written::Type))
            .chain(self.endpoints.iter().map(Written::Endpoint));
        for line in lines {
            // This can't fail: all keys are strings, and no serializer returns an error.
            text.push_str(&serde_json::to_string(&line).unwrap_or_default());
            text.push('\n');
        }
        text
    }

    /// Reads a model that [`to_jsonl`](Self::to_jsonl) wrote.
    ///
    /// # Errors
    /// Returns an error with the line number if the text has another format version, has an invalid
    /// line, or lacks the line of the API.
    pub fn from_jsonl(text: &str) -> Result<Self, JsonLinesError> {
        let mut api = None;
        let (mut errors, mut types, mut endpoints) = (Vec::new(), Vec::new(), Vec::new());
        let mut last = 0;
        for (line, text) in (1..).zip(text.lines()) {
            let error = |message: String| JsonLinesError { line, message };
            let read = serde_json::from_str(text).map_err(|found| error(found.to_string()))?;
            match (line, read) {
                (1, Read::Format(FORMAT)) => {}
                (1, Read::Format(other)) => {
                    let message = format!(
                        "the model has format {other}, but this version reads format {FORMAT}"
                    );
                    return Err(error(message));
                }
                (1, _) => return Err(error("the first line must be the format".to_owned())),
                (_, Read::Format(_)) => {
                    return Err(error("the format is given twice".to_owned()));
                }
                (_, Read::Api(read)) => api = Some(*read),
                (_, Read::Error(read)) => errors.push(*read),
                (_, Read::Type(read)) => types.push(*read),
                (_, Read::Endpoint(read)) => endpoints.push(*read),
            }
            last = line;
        }
        let Some(api) = api else {
            let message = "the `api` line is missing".to_owned();
            return Err(JsonLinesError { line: last + 1, message });
        };
        Ok(Self { api, errors, types, endpoints })
    }
}
