//! Fetches that fail, hang or are stopped: all callers get the error, and the next fetch proceeds.

use std::time::Duration;

use shuttle_tokio::time::{clear_triggers, trigger_timeouts};

use super::{
    search::{check, later},
    source::{Source, UNTIL_DUE, WeChat, callers, ended, tasks, text},
    stand_in::{stop_tasks, tasks_ended},
};

const DOWN: &str = "no access token: down";
const CANCELLED: &str = "no access token: the fetch was cancelled";
const TIMED_OUT: &str = "no access token: the token source timed out";
/// Longer than the pause after one failure.
const A_SECOND: Duration = Duration::from_secs(1);

#[test]
fn callers_share_one_error_and_the_next_fetch_follows_after_a_pause() {
    check("a fetch fails", |number| async move {
        let wechat = WeChat::new(|number| if number == 1 { Err("down") } else { Ok("t2") });
        let source = Source::new(&wechat);
        assert_eq!(ended(callers(number, &source)).await, vec![DOWN; number]);
        assert_eq!(wechat.fetches(), 1);
        later(A_SECOND);
        assert_eq!(text(&source.token().await), "t2");
        assert_eq!(wechat.fetches(), 2);
    });
}

#[test]
fn callers_share_one_timeout() {
    check("a fetch times out", |number| async move {
        clear_triggers();
        let wechat = WeChat::of_tokens();
        let source = Source::new(&wechat);
        let callers = callers(number, &source);
        trigger_timeouts(|_| true);
        let outcomes = ended(callers).await;
        assert!(["t1", TIMED_OUT].contains(&&*outcomes[0]), "{outcomes:?}");
        assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]), "{outcomes:?}");
        assert!(wechat.fetches() <= 1);
        clear_triggers();
        later(A_SECOND);
        assert!(source.token().await.is_ok());
    });
}

#[test]
fn a_failed_renewal_keeps_the_token_and_is_retried() {
    check("a renewal fails", |number| async move {
        let wechat = WeChat::new(|number| match number {
            1 => Ok("t1"),
            2 => Err("down"),
            _ => Ok("t3"),
        });
        let source = Source::new(&wechat);
        source.token().await.unwrap();
        later(UNTIL_DUE);
        let readers = tasks(number, &source, |source| async move { Ok(source.current().unwrap()) });
        assert_eq!(ended(readers).await, vec!["t1"; number]);
        tasks_ended().await;
        assert_eq!(wechat.fetches(), 2);
        later(A_SECOND);
        assert_eq!(text(&source.token().await), "t1");
        tasks_ended().await;
        assert_eq!(text(&source.token().await), "t3");
        assert_eq!(wechat.fetches(), 3);
    });
}

#[test]
fn a_fetch_that_is_stopped_is_an_error_and_the_next_fetch_proceeds() {
    check("a fetch is stopped", |number| async move {
        let wechat = WeChat::of_tokens();
        let source = Source::new(&wechat);
        let callers = callers(number, &source);
        stop_tasks().await;
        for outcome in ended(callers).await {
            assert!(["t1", "t2", CANCELLED].contains(&&*outcome), "{outcome}");
        }
        assert!(source.token().await.is_ok());
        assert!(wechat.fetches() <= 2);
    });
}

#[test]
fn a_renewal_that_is_stopped_is_started_again() {
    check("a renewal is stopped", |number| async move {
        let wechat = WeChat::of_tokens();
        let source = Source::new(&wechat);
        source.token().await.unwrap();
        later(UNTIL_DUE);
        let readers = tasks(number, &source, |source| async move { Ok(source.current().unwrap()) });
        stop_tasks().await;
        for token in ended(readers).await {
            assert!(["t1", "t2"].contains(&&*token), "{token}");
        }
        source.token().await.unwrap();
        tasks_ended().await;
        assert_ne!(text(&source.token().await), "t1");
        assert!(wechat.fetches() <= 3);
    });
}
