//! A model as JSON lines, so that a change of one endpoint is a change of one line.
//!
//! The first line says the format; each of the others has one thing: what holds for every call, an
//! error code, a shared type, or an endpoint. Defaults are left out.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Api, Endpoint, ErrorCode, Model, NamedType};

/// The format that this version writes, and the only one that it reads.
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

/// Why a text is not a model as JSON lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonLinesError {
    line: usize,
    message: String,
}

impl JsonLinesError {
    /// The line at fault, from 1.
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
    /// Error codes that come from an API that this one extends are left out: they are that API's.
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
            // Text keys and no failing serializer: this can't fail.
            text.push_str(&serde_json::to_string(&line).unwrap_or_default());
            text.push('\n');
        }
        text
    }

    /// Reads a model that [`to_jsonl`](Self::to_jsonl) wrote.
    ///
    /// # Errors
    /// Returns an error that names the line if the text is of another format, or has a line that is no
    /// part of a model.
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
                        "the model is of format {other}, but this version reads format {FORMAT}"
                    );
                    return Err(error(message));
                }
                (1, _) => return Err(error("the first line must be the format".to_owned())),
                (_, Read::Format(_)) => {
                    return Err(error("the format is given a second time".to_owned()));
                }
                (_, Read::Api(read)) => api = Some(*read),
                (_, Read::Error(read)) => errors.push(*read),
                (_, Read::Type(read)) => types.push(*read),
                (_, Read::Endpoint(read)) => endpoints.push(*read),
            }
            last = line;
        }
        let Some(api) = api else {
            let message = "the line that says what holds for every call is missing".to_owned();
            return Err(JsonLinesError { line: last + 1, message });
        };
        Ok(Self { api, errors, types, endpoints })
    }
}
