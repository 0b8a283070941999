//! Differences between the vendor's page and the spec, as data.

use serde::{Deserialize, Serialize};

use crate::{Endpoint, Spanned};

/// A difference between sources that a maintainer knows of, or a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quirk {
    /// The part of the endpoint, such as `body.template_id`; `None` for a remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Spanned<String>>,
    /// What differs there; empty for a remark.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<Differs>,
    /// What the page has there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The explanation.
    #[serde(flatten)]
    pub text: QuirkText,
}

/// The text of a [`Quirk`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuirkText {
    /// What was decided, and why.
    Note(String),
    /// What is still to be decided.
    Review(String),
}

/// What differs between the page and the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Differs {
    /// The type.
    Type,
    /// The required mark.
    Required,
    /// The spelling of the name.
    Name,
    /// The allowed values, or their meanings.
    Values,
    /// One side has it and the other doesn't.
    Missing,
    /// Where it is sent or returned.
    Place,
    /// What an object or a list consists of.
    Contents,
    /// Limits, defaults or formats.
    Limits,
    /// Who may call.
    Scope,
    /// The page's example contradicts its own table, or isn't valid JSON.
    Example,
}

/// A required mark, as the `page` of a [`Quirk`] has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequiredMark {
    /// The page requires it.
    Required,
    /// It may be left out.
    Optional,
    /// The page doesn't say plainly.
    Unclear,
}

impl RequiredMark {
    /// Reads a mark, such as `yes` or `optional`; more text may follow it.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let word = text.split(|c: char| !c.is_ascii_alphabetic()).next();
        match word.unwrap_or_default() {
            "required" | "yes" => Some(Self::Required),
            "optional" | "no" => Some(Self::Optional),
            "unclear" => Some(Self::Unclear),
            _ if text.starts_with('是') => Some(Self::Required),
            _ if text.starts_with('否') => Some(Self::Optional),
            _ => None,
        }
    }
}

impl Differs {
    /// The word of the spec language.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Required => "required",
            Self::Name => "name",
            Self::Values => "values",
            Self::Missing => "missing",
            Self::Place => "place",
            Self::Contents => "contents",
            Self::Limits => "limits",
            Self::Scope => "scope",
            Self::Example => "example",
        }
    }
}

impl Quirk {
    /// The text of the note or of the review.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.text {
            QuirkText::Note(text) | QuirkText::Review(text) => text,
        }
    }

    /// Whether it is still to be decided.
    #[must_use]
    pub fn is_review(&self) -> bool {
        matches!(self.text, QuirkText::Review(_))
    }

    /// Whether it names this difference: this part of the endpoint, and this way to differ.
    #[must_use]
    pub fn excuses(&self, about: &str, differs: Differs) -> bool {
        let same = |own: &Spanned<String>| canonical(own) == canonical(about);
        self.differs.contains(&differs) && self.about.as_ref().is_some_and(same)
    }
}

impl Endpoint {
    /// Whether a quirk names this difference: this part of the endpoint, and this way to differ.
    #[must_use]
    pub fn excuses(&self, about: &str, differs: Differs) -> bool {
        self.quirks.iter().any(|quirk| quirk.excuses(about, differs))
    }
}

/// A path in the one spelling by which paths are compared: lists without `[]`, a form as `body`, a download as
/// `response`.
#[must_use]
pub fn canonical(path: &str) -> String {
    let path = path.replace("[]", "");
    let (part, rest) = path.split_at(path.find('.').unwrap_or(path.len()));
    let part = match part {
        "form" => "body",
        "download" => "response",
        part => part,
    };
    format!("{part}{rest}")
}
