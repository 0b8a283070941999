//! The target of the examples: a sandbox, which they start, or WeChat, if the environment variables
//! `WEIXIN_APPID` and `WEIXIN_SECRET` are set.

// Each example uses a part of this.
#![allow(dead_code, reason = "shared by several programs")]

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::time::SystemTime;

use weixin::api::account::ServiceAccount;
use weixin::{Client, UnixSeconds};
use weixin_sandbox::{Sandbox, User};

/// A client, and the sandbox that it calls if it does not call WeChat.
pub(crate) struct Target {
    pub(crate) client: Client<ServiceAccount>,
    sandbox: Option<Sandbox>,
}

impl Target {
    /// Creates the client for the target that the environment selects.
    pub(crate) async fn from_environment() -> Result<Self, Box<dyn Error>> {
        match (variable("WEIXIN_APPID"), variable("WEIXIN_SECRET")) {
            (Some(appid), Some(secret)) => {
                println!("calling WeChat as {appid}\n");
                let client = Client::builder().app(appid, secret).build()?;
                Ok(Self { client, sandbox: None })
            }
            (None, None) => {
                let sandbox = Sandbox::start().await?;
                println!("calling the sandbox at {}\n", sandbox.url());
                let client = Client::builder()
                    .app(weixin_sandbox::APPID, weixin_sandbox::SECRET)
                    .other_host(sandbox.url())
                    .build()?;
                Ok(Self { client, sandbox: Some(sandbox) })
            }
            _ => Err("set both WEIXIN_APPID and WEIXIN_SECRET, or neither".into()),
        }
    }

    /// The app id of the client.
    pub(crate) fn appid(&self) -> String {
        variable("WEIXIN_APPID").unwrap_or_else(|| weixin_sandbox::APPID.to_owned())
    }

    /// Returns a value from an environment variable. If it is not set, returns `example` for the sandbox,
    /// and an error for WeChat.
    pub(crate) fn value(&self, name: &str, example: &str) -> Result<String, Box<dyn Error>> {
        match (variable(name), &self.sandbox) {
            (Some(value), _) => Ok(value),
            (None, Some(_)) => Ok(example.to_owned()),
            (None, None) => Err(format!("to call WeChat, set {name} too").into()),
        }
    }

    /// Performs a step of the user in WeChat. The sandbox's user does it immediately; for WeChat, asks the
    /// user and waits for Enter.
    pub(crate) fn user_step(
        &self,
        what: &str,
        in_sandbox: impl FnOnce(User<'_>) -> Result<(), weixin_sandbox::Error>,
    ) -> Result<(), Box<dyn Error>> {
        match &self.sandbox {
            Some(sandbox) => {
                println!("(the sandbox's user: {what})");
                Ok(in_sandbox(sandbox.user())?)
            }
            None => {
                print!("now the user's part: {what}. Then press Enter. ");
                io::stdout().flush()?;
                io::stdin().read_line(&mut String::new())?;
                Ok(())
            }
        }
    }

    /// The user of the sandbox, if the target is one.
    pub(crate) fn sandbox_user(&self) -> Option<User<'_>> {
        self.sandbox.as_ref().map(Sandbox::user)
    }
}

/// Returns an environment variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The current time.
pub(crate) fn now() -> UnixSeconds {
    SystemTime::now().into()
}
