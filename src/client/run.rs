//! The run of a call: the loop that sends attempts and waits between them.

use tokio::time::{Duration, Instant, sleep};
use tracing::Instrument as _;

use super::{Core, call::Options};
use crate::{
    api::ErrorClass,
    context::{CallToken, Context},
    endpoint::Idempotency,
    error::{Attempts, Error, MayHaveExecutedError},
    outgoing::Outgoing,
    retry::{self, MIN_ATTEMPT, Next, RETRY_COST, RetryBudget, RetryPolicy, TIMEOUT_COST},
    span::CallSpan,
    token::{COMPONENT_TOKEN, TokenSource},
    tokenless::{Encoded, Sent},
    types::Secret,
};

/// The state of a call in progress.
pub(super) struct Run<'a> {
    core: &'a Core,
    request: Box<dyn Outgoing + 'a>,
    encoded: Encoded,
    /// The policy of this call, if it has one of its own.
    policy: Option<RetryPolicy>,
    class: Idempotency,
    deadline: Instant,
    /// The token of the last attempt.
    token: Option<Secret>,
    /// The token that replaces a rejected one.
    renewed: Renewed,
    attempts: Attempts,
    /// The number of attempts that were paid from the budget.
    retries: u32,
    /// The cost of the last of them.
    paid: u32,
    span: CallSpan,
}

enum Renewed {
    NotYet,
    With(Secret),
    Used,
}

/// A successful reply that is not decoded yet, with its call.
pub(super) struct Success<'a> {
    pub(super) sent: Sent,
    pub(super) run: Run<'a>,
}

impl Success<'_> {
    /// Ends the call after its reply was decoded.
    pub(super) fn decoded(mut self) {
        self.run.budget().succeeded(self.run.paid);
        self.run.span.end(self.run.attempts.count, Ok(self.sent.status));
    }
}

impl<'a> Run<'a> {
    /// Sends attempts until one succeeds or no further attempt may be made.
    pub(super) async fn start(
        core: &'a Core,
        request: Box<dyn Outgoing + 'a>,
        options: Options,
    ) -> Result<Success<'a>, Error> {
        let deadline = core.tokenless.deadline(options.timeout);
        let mut span = CallSpan::new(&*request, core.tokenless.server());
        let encoded = match core.admit(&*request) {
            Ok(encoded) => encoded,
            Err(error) => {
                span.end(0, Err(&error));
                return Err(error);
            }
        };
        let mut run = Self {
            core,
            class: options.class.unwrap_or(request.description().idempotency),
            request,
            encoded,
            policy: options.policy,
            deadline,
            token: None,
            renewed: Renewed::NotYet,
            attempts: Attempts::NONE,
            retries: 0,
            paid: 0,
            span,
        };
        let within = run.span.span();
        let ended = run.attempts(None).instrument(within).await;
        run.ended(ended)
    }

    /// Continues after a reply that could not be decoded.
    pub(super) async fn resume(mut self, failure: Error) -> Result<Success<'a>, Error> {
        let within = self.span.span();
        let ended = self.attempts(Some(failure)).instrument(within).await;
        self.ended(ended)
    }

    async fn attempts(&mut self, mut failure: Option<Error>) -> Result<Sent, Error> {
        loop {
            if let Some(error) = failure.take() {
                self.recover(error).await?;
            }
            match self.attempt().await {
                Ok(sent) => return Ok(sent),
                Err(error) => failure = Some(error),
            }
        }
    }

    async fn attempt(&mut self) -> Result<Sent, Error> {
        if let Some(tokens) = self.core.tokens(self.request.description()) {
            self.token = Some(match std::mem::replace(&mut self.renewed, Renewed::Used) {
                Renewed::With(token) => token,
                other => {
                    self.renewed = other;
                    self.core.token(tokens, self.deadline).await?
                }
            });
        }
        self.attempts.count += 1;
        let until = self.until();
        let sent =
            self.core.tokenless.send(&*self.request, &self.encoded, self.call_token(), until).await;
        self.span.attempt(self.attempts.count, sent.as_ref().map(|sent| sent.status));
        sent
    }

    /// The deadline of an attempt that starts now: halfway to that of the call, if another attempt could
    /// follow a timeout.
    fn until(&self) -> Instant {
        let now = Instant::now();
        let half = self.deadline.duration_since(now) / 2;
        let could_follow = retry::may_repeat(self.class)
            && self.retries_left()
            && half >= MIN_ATTEMPT.saturating_add(self.policy().base_pause)
            && self.budget().available() >= TIMEOUT_COST;
        if could_follow { now + half } else { self.deadline }
    }

    /// Prepares another attempt, or returns the error.
    async fn recover(&mut self, error: Error) -> Result<(), Error> {
        match retry::next(&error, self.class) {
            Next::Retry { cost } => {
                let pause = retry::pause(self.policy(), self.retries);
                self.pause(error, pause, cost).await
            }
            Next::AfterMinute if self.policy().wait_for_minute_quota => {
                self.pause(error, retry::next_minute(), RETRY_COST).await
            }
            Next::NewToken => self.renew(error).await,
            Next::Stop if self.is_component_token_rejected(&error) => self.renew(error).await,
            Next::AfterMinute | Next::Stop => Err(error),
        }
    }

    /// Whether WeChat rejected the token of a third-party platform that the call was sent with.
    fn is_component_token_rejected(&self, error: &Error) -> bool {
        let kind = self.core.tokens(self.request.description()).map(TokenSource::kind);
        kind == Some(COMPONENT_TOKEN)
            && matches!(error, Error::Api(error) if error.class() == ErrorClass::ComponentToken)
    }

    async fn pause(&mut self, error: Error, pause: Duration, cost: u32) -> Result<(), Error> {
        let left = self.deadline.duration_since(Instant::now());
        let in_time = left.checked_sub(MIN_ATTEMPT).is_some_and(|left| pause <= left);
        if !(in_time && self.retries_left() && self.budget().take(cost)) {
            return Err(error);
        }
        self.attempts.doubtful |= error.may_have_executed();
        (self.retries, self.paid) = (self.retries + 1, cost);
        self.span.retry(pause);
        sleep(pause).await;
        Ok(())
    }

    /// Gets a new token in place of the rejected one. A call whose token was rejected was not executed.
    async fn renew(&mut self, rejection: Error) -> Result<(), Error> {
        let tokens = self.core.tokens(self.request.description());
        let (Some(tokens), Some(rejected), Renewed::NotYet) = (tokens, &self.token, &self.renewed)
        else {
            return Err(rejection);
        };
        tokens.rejected(rejected);
        let token = self.core.token(tokens, self.deadline).await?;
        if token == *rejected {
            return Err(rejection);
        }
        self.renewed = Renewed::With(token);
        Ok(())
    }

    fn ended(self, result: Result<Sent, Error>) -> Result<Success<'a>, Error> {
        match result {
            Ok(sent) => Ok(Success { sent, run: self }),
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Ends the call with an error.
    fn failed(mut self, mut error: Error) -> Error {
        error.set_attempts(self.attempts);
        let doubtful = error.may_have_executed() && !matches!(error, Error::Executed(_));
        if doubtful && !retry::may_repeat(self.class) {
            let keys =
                retry::idempotency_keys(self.class, &self.encoded, &self.context().secrets());
            error = MayHaveExecutedError::new(self.request.name(), keys, error).into();
        }
        self.span.end(self.attempts.count, Err(&error));
        error
    }

    fn policy(&self) -> &RetryPolicy {
        self.policy.as_ref().unwrap_or(&self.core.retry)
    }

    fn budget(&self) -> &RetryBudget {
        let own = self.policy.as_ref().and_then(|policy| policy.budget.as_ref());
        own.unwrap_or(&self.core.budget)
    }

    fn retries_left(&self) -> bool {
        self.retries + 1 < self.policy().attempts
    }

    fn call_token(&self) -> CallToken<'_> {
        CallToken { token: self.token.as_ref(), source: self.core.tokens.as_deref() }
    }

    /// The context for an error in decoding the reply.
    pub(super) fn context(&self) -> Context<'_> {
        Context::new(&*self.request, self.call_token())
    }
}
