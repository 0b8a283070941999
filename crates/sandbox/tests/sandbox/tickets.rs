//! Tickets: one for each app and type, for two hours.

use std::time::Duration;

use crate::support::family::{family, merchant, other};

const CARD: &str = "/cgi-bin/ticket/getticket?type=wx_card";

#[tokio::test]
async fn a_ticket_is_the_same_until_its_last_five_minutes() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    let first = merchant.get(CARD).await;
    assert_eq!(first["expires_in"], 7200);
    sandbox.advance(Duration::from_secs(6899));
    let again = merchant.get(CARD).await;
    assert_eq!((&again["ticket"], &again["expires_in"]), (&first["ticket"], &301.into()));
    sandbox.advance(Duration::from_secs(1));
    let second = merchant.get(CARD).await;
    assert_ne!(second["ticket"], first["ticket"]);
    assert_eq!(second["expires_in"], 7200);
}

#[tokio::test]
async fn apps_and_types_have_tickets_of_their_own() {
    let sandbox = family().await;
    let ours = merchant(&sandbox).get(CARD).await;
    let theirs = other(&sandbox).get(CARD).await;
    assert_ne!(ours["ticket"], theirs["ticket"]);
    let jsapi = merchant(&sandbox).get("/cgi-bin/ticket/getticket?type=jsapi").await;
    assert_ne!(jsapi["ticket"], ours["ticket"]);
}

#[tokio::test]
async fn the_ledger_shows_a_ticket_as_its_label() {
    let sandbox = family().await;
    let documented = merchant(&sandbox).ticket().await;
    let made = other(&sandbox).ticket().await;
    for ticket in [&documented, &made] {
        let body = serde_json::json!({"ticket": ticket, "note": format!("it is {ticket}")});
        merchant(&sandbox).post("/card/invoice/getauthurl", body).await;
    }
    let shown = format!("{:?}", sandbox.ledger());
    assert!(!shown.contains(&documented), "{shown}");
    assert!(!shown.contains(&made), "{shown}");
    assert_eq!(
        sandbox.ledger().last().unwrap().body_shown(),
        r#"{"note":"it is [wx_card-2]","ticket":"[wx_card-2]"}"#
    );
}
