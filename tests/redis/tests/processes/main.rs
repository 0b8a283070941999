//! T2: processes that share an account's classic token in Redis fetch it once for each rotation, and no call
//! fails. Prints the figures, and fails if the promise is not kept.
//!
//! `cargo test -p weixin-redis-tests --test processes`: a program of its own instead of tests, since it starts
//! itself as those processes.

use std::{
    env,
    error::Error,
    process::{ExitCode, Stdio},
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines, stdin},
    process::{Child, ChildStdin, ChildStdout, Command},
    time::{sleep, timeout},
};
use weixin::{
    ClassicToken, Client,
    api::{account::ServiceAccount, invoice::SetInvoiceUrlRequest},
    token::{RedisStore, StoredToken, TokenStore},
};
use weixin_redis_tests::RedisServer;
use weixin_sandbox::{APPID, SECRET, Sandbox};
use weixin_test_support::program;

const PROCESSES: u64 = 4;
const CALLERS: u64 = 250;
const ROTATIONS: u64 = 50;
/// The token is invalidated after this number of received calls, in the middle of them.
const MIDDLE: u64 = PROCESSES * CALLERS / 4;
/// The timeout for the calls of one round.
const PATIENCE: Duration = Duration::from_secs(60);

/// The argument of a worker process.
const WORKER: &str = "--worker";

const FETCH: &str = "get_access_token";
const CALL: &str = "set_invoice_url";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> ExitCode {
    if env::args().nth(1).as_deref() == Some(WORKER) {
        // Its output is parsed.
        return match work().await {
            Ok(()) => ExitCode::SUCCESS,
            failed => program::ended(failed),
        };
    }
    if !program::is_asked_for("processes") {
        return ExitCode::SUCCESS;
    }
    if !cfg!(has_redis) {
        return program::ignored("processes", "needs redis-server: apt-get install redis-server");
    }
    program::ended(lead().await)
}

/// The process that runs the sandbox and Redis, and starts the workers.
async fn lead() -> Result<()> {
    let (server, sandbox) = (RedisServer::start(), Sandbox::start().await?);
    let (store, ledger) = (server.store(), sandbox.ledger());
    let mut workers = Vec::new();
    for _ in 0..PROCESSES {
        workers.push(Worker::start(sandbox.url(), &server.url()).await?);
    }

    let begin = Instant::now();
    let (mut failed, mut slowest) = (0, Duration::ZERO);
    // Before the first rotation there is no token.
    for rotation in 0..=ROTATIONS {
        let shared = store.read(&format!("weixin:classic:{APPID}")).await?;
        let received = ledger.received_count(CALL);
        // The token is invalidated amid the first calls, or after the last of them if they are too fast; then
        // the second calls are rejected.
        for order in 0..2 {
            for worker in &mut workers {
                worker.go().await?;
            }
            if let (0, Some(shared)) = (order, &shared) {
                while ledger.received_count(CALL) < received + MIDDLE {
                    sleep(Duration::from_millis(1)).await;
                }
                end_token(&sandbox, shared, rotation)?;
            }
            for worker in &mut workers {
                let round = timeout(PATIENCE, worker.round()).await??;
                failed += round.failed;
                slowest = slowest.max(round.slowest);
            }
        }
        let fetched = ledger.executed_count(FETCH);
        if fetched != rotation + 1 {
            let message =
                format!("{fetched} fetches after {rotation} rotations and the first token");
            return Err(message.into());
        }
    }

    let (received, executed) = (ledger.received_count(CALL), ledger.executed_count(CALL));
    let calls = (ROTATIONS + 1) * 2 * PROCESSES * CALLERS;
    println!("processes               {PROCESSES}, of {CALLERS} callers each");
    println!("rotations               {ROTATIONS}, each amid {} calls", calls / (ROTATIONS + 1));
    println!(
        "fetches                 {}: one at first, one a rotation",
        ledger.executed_count(FETCH)
    );
    println!("calls                   {calls}, {executed} executed, {failed} failed");
    println!("rejected and retried    {}", received - executed);
    println!("slowest call            {} ms", slowest.as_millis());
    println!("time                    {:.1} s", begin.elapsed().as_secs_f64());
    match (failed, executed == calls) {
        (0, true) => Ok(()),
        _ => Err("not every call was executed once".into()),
    }
}

/// Invalidates the token that the processes share: it expires, which is 42001, or at every other rotation it
/// becomes invalid, which is 40001.
fn end_token(sandbox: &Sandbox, shared: &StoredToken, rotation: u64) -> Result<()> {
    if rotation.is_multiple_of(2) {
        sandbox.expire_tokens();
    } else if !sandbox.revoke(shared.token.expose()) {
        return Err("the token in Redis is not one of WeChat's".into());
    }
    Ok(())
}

struct Worker {
    // Killed when this is dropped.
    _process: Child,
    orders: ChildStdin,
    reports: Lines<BufReader<ChildStdout>>,
}

/// A worker's report of its calls.
struct Round {
    failed: u64,
    slowest: Duration,
}

impl Worker {
    async fn start(wechat: &str, redis: &str) -> Result<Self> {
        let mut process = Command::new(env::current_exe()?)
            .arg(WORKER)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut orders = process.stdin.take().ok_or("no stdin")?;
        let reports = BufReader::new(process.stdout.take().ok_or("no stdout")?).lines();
        // Through stdin: the URL has a password, which must not be in the arguments.
        orders.write_all(format!("{wechat}\n{redis}\n").as_bytes()).await?;
        Ok(Self { _process: process, orders, reports })
    }

    async fn go(&mut self) -> Result<()> {
        Ok(self.orders.write_all(b"go\n").await?)
    }

    async fn round(&mut self) -> Result<Round> {
        let report = self.reports.next_line().await?.ok_or("a process ended")?;
        let (failed, slowest) = report.split_once(' ').ok_or("unexpected output of a worker")?;
        Ok(Round { failed: failed.parse()?, slowest: Duration::from_millis(slowest.parse()?) })
    }
}

/// A worker process: for each line of input each of its callers makes a call.
async fn work() -> Result<()> {
    let mut orders = BufReader::new(stdin()).lines();
    let wechat = orders.next_line().await?.ok_or("no address")?;
    let redis = orders.next_line().await?.ok_or("no Redis")?;
    let tokens = ClassicToken::new(APPID, SECRET, RedisStore::new(redis)?);
    let client =
        Client::<ServiceAccount>::builder().token_source(tokens).other_host(wechat).build()?;
    while orders.next_line().await?.is_some() {
        let callers: Vec<_> = (0..CALLERS).map(|_| tokio::spawn(call(client.clone()))).collect();
        let mut round = Round { failed: 0, slowest: Duration::ZERO };
        for caller in callers {
            let of_caller = caller.await?;
            round.failed += of_caller.failed;
            round.slowest = round.slowest.max(of_caller.slowest);
        }
        println!("{} {}", round.failed, round.slowest.as_millis());
    }
    Ok(())
}

async fn call(client: Client<ServiceAccount>) -> Round {
    let begin = Instant::now();
    let called = client.set_invoice_url(SetInvoiceUrlRequest::new()).await;
    if let Err(error) = &called {
        eprintln!("failed: {error}");
    }
    Round { failed: u64::from(called.is_err()), slowest: begin.elapsed() }
}
