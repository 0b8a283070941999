//! R2: 1,000 calls to a server that is down, in each of four ways.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{task::JoinSet, time::sleep};
use weixin::{
    Client, StaticToken,
    api::{account::ServiceAccount, invoice::SetInvoiceUrlRequest},
};
use weixin_sandbox::{At, Fault, Sandbox};

use crate::{DEADLINE, Result, failure, late};

const CALLERS: u32 = 100;
const CALLS: u64 = 1000;
/// How much a call may exceed its deadline, in milliseconds, on a machine without other load.
const ALLOWED: i128 = 50;
/// The retries that a client's budget pays for: 500 at 5 each, or at 10 after a timeout.
const RETRIES: u64 = 100;
const RETRIES_AFTER_TIMEOUTS: u64 = 50;

pub(crate) async fn figures() -> Result<()> {
    for (name, fault, retries) in [
        ("refuses connections", None, RETRIES),
        ("resets connections", Some(Fault::Cut(At::RequestHead)), RETRIES),
        ("returns status 503", Some(Fault::Html(503)), RETRIES),
        ("is silent", Some(Fault::Silence(At::Received)), RETRIES_AFTER_TIMEOUTS),
    ] {
        storm(name, fault, CALLS + retries)
            .await
            .map_err(|message| format!("{name}: {message}"))?;
    }
    Ok(())
}

async fn storm(name: &str, fault: Option<Fault>, allowed: u64) -> Result<()> {
    let sandbox = Sandbox::start().await?;
    let token = StaticToken::new(sandbox.issue_token("access_token")?);
    let builder = Client::builder().token_source(token).other_host(sandbox.url());
    let client = builder.timeout(DEADLINE).build()?;
    let listens = fault.is_some();
    match fault {
        Some(fault) => drop(sandbox.fault_everywhere(fault).always()?),
        None => sandbox.refuse_connections(true).await?,
    }
    let pulse = Pulse::start();
    let callers: JoinSet<_> = (0..CALLERS).map(|number| caller(number, client.clone())).collect();
    let (mut attempts, mut longest) = (0, Duration::ZERO);
    for ended in callers.join_all().await {
        let ended = ended?;
        attempts += ended.attempts;
        longest = longest.max(ended.longest);
    }
    let (latest, machine) = (late(longest), pulse.stop());
    let received = sandbox.ledger().received_count("set_invoice_url");
    println!(
        "R2  dead server that {name:<23} {CALLS} calls, {attempts} attempts, {received} requests received, \
         {allowed} allowed; the latest call {latest} ms after its deadline, {ALLOWED} ms allowed (a bare \
         timer was up to {machine} ms late)"
    );
    if attempts <= CALLS || attempts > allowed {
        return Err(format!("{attempts} attempts").into());
    }
    // The client's count of attempts is the server's, except for refused connections and attempts that time
    // out before they are sent, which happens on a very busy machine.
    if received > attempts || (received < CALLS / 2) == listens {
        return Err(format!("{attempts} attempts, but {received} requests").into());
    }
    if latest > ALLOWED + machine { Err("a call was late".into()) } else { Ok(()) }
}

struct Ended {
    attempts: u64,
    longest: Duration,
}

/// Makes its share of the calls, one after the other. Callers start at different times, since a hundred
/// simultaneous deadlines would measure the processor.
async fn caller(number: u32, client: Client<ServiceAccount>) -> Result<Ended, String> {
    sleep(DEADLINE * number / CALLERS).await;
    let mut ended = Ended { attempts: 0, longest: Duration::ZERO };
    for _ in 0..CALLS / u64::from(CALLERS) {
        let (error, elapsed) = failure(client.set_invoice_url(SetInvoiceUrlRequest::new())).await?;
        ended.attempts += u64::from(error.attempts());
        ended.longest = ended.longest.max(elapsed);
    }
    Ok(ended)
}

/// Measures the delay of a timer without the client: what the machine adds to any deadline.
struct Pulse {
    latest: Arc<AtomicU64>,
    beating: tokio::task::JoinHandle<()>,
}

impl Pulse {
    fn start() -> Self {
        const BEAT: Duration = Duration::from_millis(5);
        let latest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&latest);
        let beating = tokio::spawn(async move {
            loop {
                let begin = Instant::now();
                sleep(BEAT).await;
                let late = begin.elapsed().saturating_sub(BEAT);
                seen.fetch_max(late.as_millis() as u64, Ordering::Relaxed);
            }
        });
        Self { latest, beating }
    }

    fn stop(self) -> i128 {
        self.beating.abort();
        self.latest.load(Ordering::Relaxed).into()
    }
}
