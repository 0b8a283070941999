//! Diagnostics: what is wrong with a spec, and where.

mod code;
mod render;

use crate::Span;

pub use code::{Code, Severity};
pub use render::render;

/// One problem in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
    /// Its severity: that of its code, unless warnings are denied.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// The place of the problem, and a short text beside the caret.
    pub primary: Label,
    /// A second place that explains the problem, such as "first defined here".
    pub secondary: Option<Box<Label>>,
    /// How to fix it.
    pub help: Option<String>,
}

/// A place with a short text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The text; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// Creates a diagnostic at `span`, with the severity of `code`.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let text = String::new();
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: Label { span, text },
            secondary: None,
            help: None,
        }
    }

    /// Adds a text beside the caret.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        self.secondary = Some(Box::new(Label { span, text }));
        self
    }

    /// Sets how to fix the problem.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Suggests the entry of `known` that `word` resembles, or else lists all of them if they are few.
    #[must_use]
    pub fn nearest<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().take(MAX_KNOWN + 1).collect();
        // With this many words a suggestion is of little use, and the search is slow.
        if known.len() > MAX_KNOWN {
            return self;
        }
        match nearest(word, &known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => self,
            None if known.len() <= 24 => self.help(format!("known here: `{}`", known.join("`, `"))),
            None => self,
        }
    }
}

/// Maximum number of words that are searched for a suggestion.
const MAX_KNOWN: usize = 200;

/// Returns the known word that `word` most resembles, if it is similar enough.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word: String = word.chars().take(64).collect();
    let scored = known.iter().map(|&candidate| {
        let score = strsim::jaro_winkler(&word.to_lowercase(), &candidate.to_lowercase());
        (score, candidate)
    });
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    best.and_then(|(score, candidate)| (score > 0.75).then_some(candidate))
}

/// The diagnostics of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Diagnostics {
    /// Maximum number of errors that are kept, and of warnings. Further ones are only counted.
    pub const MAX: usize = 1000;

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let count = match diagnostic.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= Self::MAX {
            self.list.push(diagnostic);
        }
    }

    /// Adds the diagnostics of another part of the run.
    pub fn append(&mut self, others: Self) {
        let dropped = |count: usize| count.saturating_sub(Self::MAX);
        let (errors, warnings) = (dropped(others.errors), dropped(others.warnings));
        others.list.into_iter().for_each(|each| self.push(each));
        self.errors += errors;
        self.warnings += warnings;
    }

    /// Turns warnings into errors.
    #[must_use]
    pub fn deny_warnings(mut self) -> Self {
        for each in &mut self.list {
            each.severity = Severity::Error;
        }
        self.errors += std::mem::take(&mut self.warnings);
        self
    }

    /// Returns the diagnostics whose primary place satisfies `suits`.
    pub fn only(self, suits: impl Fn(Span) -> bool) -> Self {
        let mut out = Self::default();
        let list = self.list.into_iter().filter(|each| suits(each.primary.span));
        list.for_each(|each| out.push(each));
        out
    }

    /// Returns the diagnostics that are errors.
    pub fn errors_only(self) -> Self {
        let mut out = Self::default();
        let list = self.list.into_iter().filter(|each| each.severity == Severity::Error);
        list.for_each(|each| out.push(each));
        out
    }

    /// Returns the number of diagnostics that are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns the number of errors that were found, including those that are not kept.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Returns the number of warnings that were found, including those that are not kept.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Whether any error was found.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether no further errors are kept.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.errors >= Self::MAX
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns the diagnostics in the order of files and places.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<&Diagnostic> = self.list.iter().collect();
        list.sort_by_key(|diagnostic| (diagnostic.primary.span, diagnostic.code));
        list
    }

    /// Returns the number of each severity, such as `2 errors and 1 warning`.
    #[must_use]
    pub fn summary(&self) -> String {
        let counts = [(self.errors, "error"), (self.warnings, "warning")];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts = counts.map(|(count, word)| counted(*count, word));
        counts.collect::<Vec<_>>().join(" and ")
    }
}

/// `1 error`, `2 errors`.
fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
