//! What is wrong with a spec, and where.

mod code;
mod render;

use crate::Span;

pub use code::{Code, Severity};
pub use render::render;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
    /// How bad it is: what its code says, unless warnings are denied.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where, and a few words beside the caret.
    pub primary: Label,
    /// Another place that helps to understand it, such as "first defined here".
    pub secondary: Option<Box<Label>>,
    /// What to do.
    pub help: Option<String>,
}

/// A place with a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The words; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// Something wrong at `span`.
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

    /// Adds words beside the caret.
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

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Says which of `known` was probably meant by `word`, or else lists them where they are few.
    #[must_use]
    pub fn nearest<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().take(MAX_KNOWN + 1).collect();
        // Among so many words the nearest says little, and looking for it takes long.
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

/// The most words among which the nearest is looked for.
const MAX_KNOWN: usize = 200;

/// The known word that `word` most resembles, if any does.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word: String = word.chars().take(64).collect();
    let scored = known.iter().map(|&candidate| {
        let score = strsim::jaro_winkler(&word.to_lowercase(), &candidate.to_lowercase());
        (score, candidate)
    });
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    best.and_then(|(score, candidate)| (score > 0.75).then_some(candidate))
}

/// Everything that was found wrong in a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Diagnostics {
    /// The most errors that are kept, and the most warnings: a spec with more errors is wrong altogether,
    /// and nobody reads more warnings at once.
    pub const MAX: usize = 1000;

    /// Adds one.
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

    /// Adds those of another part of the run.
    pub fn append(&mut self, others: Self) {
        let dropped = |count: usize| count.saturating_sub(Self::MAX);
        let (errors, warnings) = (dropped(others.errors), dropped(others.warnings));
        others.list.into_iter().for_each(|each| self.push(each));
        self.errors += errors;
        self.warnings += warnings;
    }

    /// Makes errors of the warnings.
    #[must_use]
    pub fn deny_warnings(mut self) -> Self {
        for each in &mut self.list {
            each.severity = Severity::Error;
        }
        self.errors += std::mem::take(&mut self.warnings);
        self
    }

    /// Those whose place suits.
    pub fn only(self, suits: impl Fn(Span) -> bool) -> Self {
        let mut out = Self::default();
        let list = self.list.into_iter().filter(|each| suits(each.primary.span));
        list.for_each(|each| out.push(each));
        out
    }

    /// Those that are errors.
    pub fn errors_only(self) -> Self {
        let mut out = Self::default();
        let list = self.list.into_iter().filter(|each| each.severity == Severity::Error);
        list.for_each(|each| out.push(each));
        out
    }

    /// How many are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many errors were found, those that are not kept included.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings were found, those that are not kept included.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Whether an error was found.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether as many errors were found as are kept.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.errors >= Self::MAX
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All of them, in the order of files and places.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<&Diagnostic> = self.list.iter().collect();
        list.sort_by_key(|diagnostic| (diagnostic.primary.span, diagnostic.code));
        list
    }

    /// How many there are of each severity, as in `2 errors and 1 warning`.
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
