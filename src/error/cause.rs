//! The causes below an error, kept as text: what a transport says may contain the URL, and with it
//! the token.

use std::{error::Error as StdError, fmt};

use crate::redact::Secrets;

/// Causes deeper than this are left out.
const DEPTH: usize = 8;

/// A cause of an error: its words without the secrets that were sent. The next one is its
/// [`source`](StdError::source).
pub struct Cause {
    words: Box<str>,
    next: Option<Box<Cause>>,
}

impl Cause {
    pub(crate) fn of(error: &(dyn StdError + 'static), secrets: &Secrets<'_>) -> Self {
        Self::at(error, secrets, DEPTH)
    }

    fn at(error: &(dyn StdError + 'static), secrets: &Secrets<'_>, depth: usize) -> Self {
        Self {
            words: secrets.redact(&error.to_string()).into(),
            next: error
                .source()
                .filter(|_| depth > 1)
                .map(|source| Box::new(Self::at(source, secrets, depth - 1))),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.next {
            Some(next) => write!(f, "{:?}: {next:?}", self.words),
            None => write!(f, "{:?}", self.words),
        }
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.next.as_deref().map(|next| next as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{body::EncodeError, types::Secret};

    #[derive(Debug)]
    struct Outer(EncodeError);

    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("GET /x?access_token=s%33cret")
        }
    }

    impl StdError for Outer {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn each_cause_is_kept_without_its_secrets() {
        let token = Secret::from("s3cret");
        let mut secrets = Secrets::new();
        secrets.push(&token);
        let cause = Cause::of(&Outer(EncodeError::new("s3cret")), &secrets);
        assert_eq!(cause.to_string(), "GET /x?access_token=[redacted]");
        assert_eq!(cause.source().unwrap().to_string(), "the request can't be encoded: [redacted]");
        assert!(cause.source().unwrap().source().is_none());
        assert_eq!(
            format!("{cause:?}"),
            r#""GET /x?access_token=[redacted]": "the request can't be encoded: [redacted]""#
        );
    }
}
