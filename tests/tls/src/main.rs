//! The program of a user, for the tests in tests/connections. A process has only one crypto provider, and its
//! environment determines which certificates it trusts.

use std::{env, error::Error, process::ExitCode};

use weixin::{
    Client, Method, StaticToken,
    api::account::ServiceAccount,
    token::{RedisStore, TokenStore},
};

const USAGE: &str = "usage: [ring] call|store URL";

/// Makes a call, or reads a token from a Redis store. Prints the reply, or the error with its sources. `ring`
/// installs a crypto provider for rustls first.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut arguments = env::args().skip(1).peekable();
    if arguments.next_if_eq("ring").is_some() {
        install_ring();
    }
    let (what, url) = (arguments.next().expect(USAGE), arguments.next().expect(USAGE));
    let result = match what.as_str() {
        "call" => call(url).await,
        "store" => read(url).await,
        _ => panic!("{USAGE}"),
    };
    match result {
        Ok(reply) => {
            println!("{reply}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let mut next: Option<&dyn Error> = Some(&*error);
            while let Some(error) = next {
                println!("{error}");
                next = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn call(url: String) -> Result<String, Box<dyn Error>> {
    let client = Client::<ServiceAccount>::builder()
        .token_source(StaticToken::new("token"))
        .other_host(url)
        .build()?;
    Ok(client.raw(Method::Get, "/hello").await?.to_string())
}

async fn read(url: String) -> Result<String, Box<dyn Error>> {
    Ok(format!("{:?}", RedisStore::new(url)?.read("key").await?))
}

#[cfg(feature = "rustls-no-provider")]
fn install_ring() {
    rustls::crypto::ring::default_provider().install_default().expect("it is the first one");
}

#[cfg(not(feature = "rustls-no-provider"))]
fn install_ring() {
    panic!("that is for the feature `rustls-no-provider`");
}
