//! Callers share one fetch: for the first token, after rejections, and when the token is due.

use super::{
    search::{check, later},
    source::{Source, UNTIL_DUE, WeChat, callers, ended, tasks, text},
    stand_in::tasks_ended,
};

#[test]
fn callers_share_one_fetch() {
    check("callers share one fetch", |number| async move {
        let wechat = WeChat::of_tokens();
        let callers = callers(number, &Source::new(&wechat));
        assert_eq!(ended(callers).await, vec!["t1"; number]);
        assert_eq!(wechat.fetches(), 1);
    });
}

#[test]
fn a_caller_that_is_dropped_does_not_cancel_the_fetch() {
    check("a caller is dropped", |number| async move {
        let wechat = WeChat::of_tokens();
        let mut callers = callers(number, &Source::new(&wechat));
        callers.remove(0).abort();
        assert_eq!(ended(callers).await, vec!["t1"; number - 1]);
        assert_eq!(wechat.fetches(), 1);
    });
}

#[test]
fn late_rejections_of_one_token_lead_to_one_fetch() {
    check("late rejections", |number| async move {
        let wechat = WeChat::of_tokens();
        let source = Source::new(&wechat);
        let first = source.token().await.unwrap();
        let rejecting = tasks(number, &source, |source| {
            let first = first.clone();
            async move {
                source.rejected(&first);
                source.token().await
            }
        });
        assert_eq!(ended(rejecting).await, vec!["t2"; number]);
        assert_eq!(wechat.fetches(), 2);
    });
}

#[test]
fn a_token_that_is_returned_again_after_its_rejection_is_not_fetched_a_third_time() {
    check("the same token again", |number| async move {
        let wechat = WeChat::new(|_| Ok("t1"));
        let source = Source::new(&wechat);
        source.token().await.unwrap();
        let rejecting =
            tasks(number, &source, |source| async move { source.token_after_rejection("").await });
        assert_eq!(ended(rejecting).await, vec!["t1"; number]);
        assert_eq!(wechat.fetches(), 2);
    });
}

#[test]
fn a_token_that_is_due_remains_in_use_while_one_fetch_renews_it() {
    check("a token is due", |number| async move {
        let wechat = WeChat::of_tokens();
        let source = Source::new(&wechat);
        source.token().await.unwrap();
        later(UNTIL_DUE);
        let readers = tasks(number, &source, |source| async move { Ok(source.current().unwrap()) });
        for token in ended(readers).await {
            assert!(["t1", "t2"].contains(&&*token), "{token}");
        }
        tasks_ended().await;
        assert_eq!(text(&source.token().await), "t2");
        assert_eq!(wechat.fetches(), 2);
    });
}

#[test]
fn a_token_that_is_due_and_rejected_is_fetched_once() {
    check("a token is due and rejected", |number| async move {
        let wechat = WeChat::of_tokens();
        let source = Source::new(&wechat);
        source.token().await.unwrap();
        later(UNTIL_DUE);
        let rejecting =
            tasks(
                number,
                &source,
                |source| async move { source.token_after_rejection("t2").await },
            );
        assert_eq!(ended(rejecting).await, vec!["t2"; number]);
        tasks_ended().await;
        assert_eq!(wechat.fetches(), 2);
    });
}
