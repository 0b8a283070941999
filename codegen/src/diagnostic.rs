//! What is wrong with a spec, and where.

use weixin_catalog::Span;

pub use crate::code::Code;

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
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
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// The most that are kept: a spec with more is wrong altogether.
    pub const MAX: usize = 1000;

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self.is_full() {
            self.list.push(diagnostic);
        }
    }

    /// Adds those of another part of the run.
    pub fn append(&mut self, others: Self) {
        others.list.into_iter().for_each(|each| self.push(each));
    }

    /// How many were found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether as many were found as are kept.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.list.len() >= Self::MAX
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
}
