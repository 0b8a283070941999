//! Fetches the invoicing platform's authorization link and the `s_pappid` in it.
//!
//! By default it runs against a sandbox, which it starts. With the environment variables `WEIXIN_APPID` and
//! `WEIXIN_SECRET` it runs against WeChat.

use std::env;
use std::error::Error;
use std::process::ExitCode;

use weixin::Client;
use weixin::api::account::ServiceAccount;
use weixin::api::invoice::SetInvoiceUrlRequest;
use weixin_sandbox::Sandbox;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    match (setting("WEIXIN_APPID"), setting("WEIXIN_SECRET")) {
        (Some(appid), Some(secret)) => {
            println!("calling WeChat as {appid}");
            let client = Client::<ServiceAccount>::builder().app(appid, secret).build()?;
            print_link(&client).await
        }
        (None, None) => {
            let sandbox = Sandbox::start().await?;
            println!("calling the sandbox at {}", sandbox.url());
            let client = Client::<ServiceAccount>::builder()
                .app(weixin_sandbox::APPID, weixin_sandbox::SECRET)
                .other_host(sandbox.url())
                .build()?;
            print_link(&client).await?;
            println!();
            println!("To call WeChat itself, from an address on the account's IP allowlist:");
            println!("  WEIXIN_APPID=wx… WEIXIN_SECRET=… cargo run --example set_invoice_url");
            Ok(())
        }
        _ => Err("set both WEIXIN_APPID and WEIXIN_SECRET, or neither".into()),
    }
}

/// Returns an environment variable that is set and not empty.
fn setting(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

async fn print_link(client: &Client<ServiceAccount>) -> Result<(), Box<dyn Error>> {
    let reply = client.set_invoice_url(SetInvoiceUrlRequest::new()).await?;
    println!("invoice_url  {}", reply.invoice_url);
    match reply.s_pappid() {
        Some(s_pappid) => println!("s_pappid     {s_pappid}"),
        None => println!("the link has no s_pappid"),
    }
    Ok(())
}
