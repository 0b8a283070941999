//! The causes of an error, kept as redacted text: a transport's error may contain the URL, and with it
//! the access token.

use std::{error::Error as StdError, fmt};

use crate::redact::Secrets;

/// Deeper causes are omitted.
const DEPTH: usize = 8;

/// The cause of an error: its message, without the secrets that were sent. The next cause is its
/// [`source`](StdError::source).
pub struct Cause {
    message: Box<str>,
    next: Option<Box<Cause>>,
}

impl Cause {
    pub(crate) fn of(error: &(dyn StdError + 'static), secrets: &Secrets<'_>) -> Self {
        Self::at(error, secrets, DEPTH)
    }

    fn at(error: &(dyn StdError + 'static), secrets: &Secrets<'_>, depth: usize) -> Self {
        Self {
            message: secrets.redact(&error.to_string()).into(),
            next: error
                .source()
                .filter(|_| depth > 1)
                .map(|source| Box::new(Self::at(source, secrets, depth - 1))),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.next {
            Some(next) => write!(f, "{:?}: {next:?}", self.message),
            None => write!(f, "{:?}", self.message),
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
