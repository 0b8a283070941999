//! R3: servers that are silent, slow or half-open. Each gets a call that is retried after a timeout and an
//! upload that isn't, all concurrently.

use std::time::Duration;

use weixin::{
    Client, Error, StaticToken,
    api::{
        account::ServiceAccount,
        invoice::{InvoicePlatformSetPdfRequest, SetInvoiceUrlRequest},
    },
};
use weixin_sandbox::{APPID, At, Fault, SECRET, Sandbox};

use crate::{
    DEADLINE, Result, failure, late,
    servers::{self, CONTINUES, ENDLESS_HEAD, Manner, TRICKLING_BODY, TRICKLING_CHUNKS},
};

/// How much a call may exceed its deadline, in milliseconds.
const ALLOWED: i128 = 500;

/// A busy machine delays calls once, a faulty client every time.
const TRIES: u32 = 3;

/// More than a single write takes.
const PDF_SIZE: usize = 64 << 10;
/// More than the buffers of both ends of a connection take, so that not all of it is sent unless the server
/// reads it.
const LARGE_PDF_SIZE: usize = 12 << 20;

const SECOND: Duration = Duration::from_secs(1);

struct Case {
    name: &'static str,
    client: Client<ServiceAccount>,
    pdf_size: usize,
    /// Kept alive as long as the case.
    _server: Box<dyn Send>,
}

impl Case {
    fn new(
        name: &'static str,
        client: Client<ServiceAccount>,
        server: impl Send + 'static,
    ) -> Self {
        Self { name, client, pdf_size: PDF_SIZE, _server: Box::new(server) }
    }
}

pub(crate) async fn figures() -> Result<()> {
    for _ in 0..TRIES {
        if latest().await? <= ALLOWED {
            return Ok(());
        }
    }
    Err(format!("calls were waited for too long, {TRIES} times").into())
}

/// How much the latest call exceeds its deadline, in milliseconds.
async fn latest() -> Result<i128> {
    let cases = cases().await?;
    let servers = cases.len();
    // In separate tasks, so that none delays the measurement of another.
    let calls: Vec<_> = cases
        .iter()
        .map(|case| (case.name, tokio::spawn(idempotent(case)), tokio::spawn(upload(case))))
        .collect();
    let mut latest = i128::MIN;
    for (name, call, upload) in calls {
        let in_case = |message| format!("{name}: {message}");
        let (call, upload) = (call.await?.map_err(in_case)?, upload.await?.map_err(in_case)?);
        println!(
            "R3  {name:<36} deadline {} ms, call failed after {} ms in {} attempts, upload after {} ms",
            DEADLINE.as_millis(),
            call.elapsed.as_millis(),
            call.attempts,
            upload.elapsed.as_millis(),
        );
        latest = latest.max(late(call.elapsed)).max(late(upload.elapsed));
        if upload.attempts > 1 {
            return Err(format!("{name}: an upload was sent {} times", upload.attempts).into());
        }
    }
    println!(
        "R3  {servers} servers, {} calls: the latest {latest} ms after its deadline, {ALLOWED} ms allowed",
        2 * servers
    );
    Ok(latest)
}

/// How a call that could not succeed ended.
struct Ended {
    elapsed: Duration,
    attempts: u32,
}

fn idempotent(case: &Case) -> impl Future<Output = Result<Ended, String>> + use<> {
    let client = case.client.clone();
    async move { ended(failure(client.set_invoice_url(SetInvoiceUrlRequest::new())).await?) }
}

fn upload(case: &Case) -> impl Future<Output = Result<Ended, String>> + use<> {
    let client = case.client.clone();
    let request = InvoicePlatformSetPdfRequest::new(vec![b' '; case.pdf_size]);
    async move { ended(failure(client.invoice_platform_set_pdf(request)).await?) }
}

fn ended((error, elapsed): (Error, Duration)) -> Result<Ended, String> {
    if !error.is_timeout() {
        return Err(format!("not a timeout: {error:?}"));
    }
    Ok(Ended { elapsed, attempts: error.attempts() })
}

async fn cases() -> Result<Vec<Case>> {
    let mut cases = vec![full().await?, silent_handshake().await?, kept().await?];
    for (name, manner) in [("never reads", Manner::Deaf), ("reads a byte a second", Manner::Slow)] {
        let url = format!("http://{}", servers::start(manner).await);
        cases.push(Case { pdf_size: LARGE_PDF_SIZE, ..Case::new(name, client(&url)?, ()) });
    }
    for (name, manner) in [
        ("a byte of the body a second", TRICKLING_BODY),
        ("a byte a second, in chunks", TRICKLING_CHUNKS),
        ("a head without an end", ENDLESS_HEAD),
        ("100 Continue without end", CONTINUES),
    ] {
        let url = format!("http://{}", servers::start(manner).await);
        cases.push(Case::new(name, client(&url)?, ()));
    }
    for (name, fault) in [
        ("silent in the request's head", Fault::Silence(At::RequestHead)),
        ("silent in the request's body", Fault::Silence(At::RequestBody)),
        ("silent once received", Fault::Silence(At::Received)),
        ("silent once executed", Fault::Silence(At::Executed)),
        ("silent in the reply's head", Fault::Silence(At::ReplyHead)),
        ("silent in the reply's body", Fault::Silence(At::ReplyBody)),
        ("a byte a second, head and all", Fault::Trickle(SECOND)),
        ("a byte every 5 ms", Fault::Trickle(Duration::from_millis(5))),
    ] {
        let sandbox = Sandbox::start().await?;
        sandbox.fault_everywhere(fault).always()?;
        let token = sandbox.issue_token("access_token")?;
        let client = client_with(&token, sandbox.url())?;
        cases.push(Case::new(name, client, sandbox));
    }
    for (name, fault) in [
        ("no answer to the token call", Fault::Silence(At::Received)),
        ("a token, a byte a second", Fault::Trickle(SECOND)),
    ] {
        let sandbox = Sandbox::start().await?;
        sandbox.fault("get_stable_access_token", fault).always()?;
        let builder = Client::builder().app(APPID, SECRET).other_host(sandbox.url());
        let client = builder.timeout(DEADLINE).build()?;
        cases.push(Case::new(name, client, sandbox));
    }
    Ok(cases)
}

fn client(url: &str) -> Result<Client<ServiceAccount>> {
    client_with("token", url)
}

fn client_with(token: &str, url: &str) -> Result<Client<ServiceAccount>> {
    let builder = Client::builder().token_source(StaticToken::new(token)).other_host(url);
    Ok(builder.timeout(DEADLINE).build()?)
}

/// The connection is neither accepted nor refused.
async fn full() -> Result<Case> {
    let (server, address) = servers::full().await?;
    let client = client(&format!("http://{address}"))?;
    Ok(Case::new("no answer to connecting", client, server))
}

async fn silent_handshake() -> Result<Case> {
    let address = servers::start(Manner::Deaf).await;
    let client = client(&format!("https://{address}"))?;
    Ok(Case::new("no answer to TLS's hello", client, ()))
}

/// A connection that was used before.
async fn kept() -> Result<Case> {
    let sandbox = Sandbox::start().await?;
    let client = client_with(&sandbox.issue_token("access_token")?, sandbox.url())?;
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await?;
    sandbox.fault_everywhere(Fault::Silence(At::RequestHead)).always()?;
    Ok(Case::new("a kept connection falls silent", client, sandbox))
}
