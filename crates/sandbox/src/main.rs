//! The sandbox as a program, to try a client by hand or from another language.

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use weixin_sandbox::{APPID, Error, SECRET, Sandbox};

/// A WeChat API server on 127.0.0.1 that answers from the specification's examples.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Port to listen on; 0 chooses a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Lifetime of access tokens.
    #[arg(long, value_name = "SECONDS", default_value_t = 7200)]
    token_ttl: u64,
    /// App id to accept.
    #[arg(long, default_value = APPID)]
    appid: String,
    /// App secret to accept.
    #[arg(long, default_value = SECRET, hide_default_value = true)]
    secret: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let error: &dyn std::error::Error = &error;
            eprintln!("error: {error}");
            if let Some(source) = error.source() {
                eprintln!("  because: {source}");
            }
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> Result<(), Error> {
    let sandbox = Sandbox::builder()
        .app(&arguments.appid, &arguments.secret)
        .token_ttl(Duration::from_secs(arguments.token_ttl))
        .port(arguments.port)
        .start()
        .await?;
    // Polled first, so that Ctrl-C is already handled when the greeting mentions it. An error means that
    // Ctrl-C can't be handled; then the program ends at once instead of never.
    let mut interrupt = std::pin::pin!(tokio::signal::ctrl_c());
    tokio::select! {
        biased;
        _ = &mut interrupt => return Ok(()),
        () = async { greet(&sandbox, &arguments) } => {}
    }
    let _ = interrupt.await;
    println!("\nstopping");
    sandbox.stop().await;
    Ok(())
}

fn greet(sandbox: &Sandbox, arguments: &Arguments) {
    let (url, appid) = (sandbox.url(), &arguments.appid);
    println!("WeChat sandbox on {url}\n\nIt serves:");
    for endpoint in &sandbox.model().endpoints {
        let (method, path) = (endpoint.method.as_str(), &endpoint.path.value);
        let fixed = endpoint.fixed_query.iter();
        let fixed: Vec<_> = fixed.map(|(name, value)| format!("{name}={value}")).collect();
        let mark = if fixed.is_empty() { "" } else { "?" };
        let (fixed, id) = (fixed.join("&"), &endpoint.id.value);
        println!("  {method:4} {path}{mark}{fixed}  ({id})");
    }
    let secret = if arguments.secret == SECRET { SECRET } else { "the one you gave" };
    println!("\nPoint a client at it:");
    println!("  URL         {url}");
    println!("  app id      {appid}");
    println!("  app secret  {secret}");
    println!("With weixin: Client::builder().other_host({url:?}).app({appid:?}, app_secret)");
    if cfg!(feature = "ui") {
        println!("\nOpen {url} in a browser to see and try each call.");
    }
    println!("\nPress Ctrl-C to stop.");
}
