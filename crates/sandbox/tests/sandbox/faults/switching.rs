//! Which calls a fault hits.

use weixin_sandbox::{Error, Fault, Reply, Sandbox};

use crate::faults::{ID, code, counts};
use crate::sandbox;
use crate::support::client::get;

/// Returns the codes of `N` calls.
async fn codes<const N: usize>(sandbox: &Sandbox) -> [i64; N] {
    let mut codes = [0; N];
    for answered in &mut codes {
        *answered = code(sandbox).await;
    }
    codes
}

#[tokio::test(start_paused = true)]
async fn once_hits_the_next_call() {
    let sandbox = sandbox().await;
    let fault = sandbox.fault(ID, Fault::Code(-1)).once().unwrap();
    assert_eq!(codes(&sandbox).await, [-1, 0, 0]);
    assert_eq!(fault.hits(), 1);
}

#[tokio::test(start_paused = true)]
async fn times_hits_this_number_of_calls() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Code(-1)).times(2).unwrap();
    sandbox.fault(ID, Fault::Code(-2)).times(0).unwrap();
    assert_eq!(codes(&sandbox).await, [-1, -1, 0]);
}

#[tokio::test(start_paused = true)]
async fn always_lasts_until_it_is_stopped() {
    let sandbox = sandbox().await;
    let fault = sandbox.fault(ID, Fault::Code(-1)).always().unwrap();
    assert_eq!(codes(&sandbox).await, [-1, -1, -1]);
    fault.stop();
    assert_eq!(codes(&sandbox).await, [0, 0]);
    assert_eq!(fault.hits(), 3);
}

#[tokio::test(start_paused = true)]
async fn calls_are_counted_from_one_since_the_fault_is_on() {
    let sandbox = sandbox().await;
    assert_eq!(code(&sandbox).await, 0);
    sandbox.fault(ID, Fault::Code(-1)).on_calls(2..=3).unwrap();
    assert_eq!(codes(&sandbox).await, [0, -1, -1, 0]);
    sandbox.fault(ID, Fault::Code(-2)).on_calls(3..).unwrap();
    assert_eq!(codes(&sandbox).await, [0, 0, -2, -2]);
}

#[tokio::test(start_paused = true)]
async fn an_empty_range_hits_no_call() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Code(-1)).on_calls(..1).unwrap();
    sandbox.fault(ID, Fault::Code(-1)).on_calls(0..=0).unwrap();
    assert_eq!(codes(&sandbox).await, [0, 0]);
}

#[tokio::test(start_paused = true)]
async fn faults_for_certain_calls_take_turns_and_precede_those_for_all_calls() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Code(-8)).always().unwrap();
    let last = sandbox.fault(ID, Fault::Code(-9)).always().unwrap();
    sandbox.fault(ID, Fault::Code(-1)).once().unwrap();
    sandbox.fault(ID, Fault::Code(-2)).once().unwrap();
    assert_eq!(codes(&sandbox).await, [-1, -2, -9, -9]);
    last.stop();
    assert_eq!(codes(&sandbox).await, [-8]);
    sandbox.stop_faults();
    assert_eq!(codes(&sandbox).await, [0]);
}

#[tokio::test(start_paused = true)]
async fn a_fault_hits_only_its_endpoint() {
    let sandbox = sandbox().await;
    sandbox.fault("get_stamp", Fault::Code(-1)).always().unwrap();
    assert_eq!(codes(&sandbox).await, [0]);
    let stamp = get(&sandbox, "/cgi-bin/stamp/get").await;
    assert_eq!(stamp.json().1["errcode"], -1);
}

#[tokio::test(start_paused = true)]
async fn a_fault_may_be_everywhere_and_an_endpoints_own_precedes_it() {
    let sandbox = sandbox().await;
    sandbox.fault_everywhere(Fault::Code(-1)).times(3).unwrap();
    sandbox.fault(ID, Fault::Code(-2)).always().unwrap();
    assert_eq!(codes(&sandbox).await, [-2]);
    for path in ["/cgi-bin/stamp/get", "/cgi-bin/token", "/no/such/path"] {
        assert_eq!(get(&sandbox, path).await.json().1["errcode"], -1, "{path}");
    }
    assert_eq!(get(&sandbox, "/no/such/path").await.status, 404);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_wrong_is_counted_and_hit_too() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Code(-1)).once().unwrap();
    let wrong_method = get(&sandbox, "/card/invoice/seturl").await;
    assert_eq!(wrong_method.json().1["errcode"], -1);
    assert_eq!(counts(&sandbox), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_fault_that_executes_the_call_applies_to_a_scripted_response() {
    let sandbox = sandbox().await;
    sandbox.answer_once(ID, Reply::json(r#"{"errcode":7}"#)).unwrap();
    sandbox.fault(ID, Fault::DateSkew(0)).always().unwrap();
    assert_eq!(codes(&sandbox).await, [7, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_fault_for_an_unknown_endpoint_is_an_error() {
    let sandbox = sandbox().await;
    for result in [
        sandbox.fault("setinvoiceurl", Fault::EndlessBody).once(),
        sandbox.fault("setinvoiceurl", Fault::EndlessBody).always(),
        sandbox.fault("setinvoiceurl", Fault::EndlessBody).on_calls(..),
    ] {
        let error = result.unwrap_err();
        assert!(matches!(&error, Error::UnknownEndpoint(id) if id == "setinvoiceurl"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_fault_is_shown_without_secrets() {
    let sandbox = sandbox().await;
    let location = "http://127.0.0.2:9/?t=c4nary".to_owned();
    sandbox.fault(ID, Fault::Redirect { status: 307, location }).always().unwrap();
    get(&sandbox, "/card/invoice/seturl").await;
    let shown = format!("{:#?} {}", sandbox.ledger(), sandbox.ledger().last().unwrap());
    assert!(shown.contains("redirect with status 307"), "{shown}");
    assert!(!shown.contains("c4nary"), "{shown}");
}
