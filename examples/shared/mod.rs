//! Where the examples run: against the sandbox, which they start themselves, or, with `WEIXIN_APPID`
//! and `WEIXIN_SECRET` set, against WeChat.

// Each example uses its own part of this.
#![allow(dead_code, reason = "shared by several programs")]

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::time::SystemTime;

use weixin::api::account::ServiceAccount;
use weixin::{Client, UnixSeconds};
use weixin_sandbox::{Sandbox, User};

/// A client, and the sandbox that it calls unless it calls WeChat.
pub(crate) struct Stage {
    pub(crate) client: Client<ServiceAccount>,
    sandbox: Option<Sandbox>,
}

impl Stage {
    /// Chooses the stage by the environment.
    pub(crate) async fn set() -> Result<Self, Box<dyn Error>> {
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

    /// The app id that calls.
    pub(crate) fn appid(&self) -> String {
        variable("WEIXIN_APPID").unwrap_or_else(|| weixin_sandbox::APPID.to_owned())
    }

    /// What only the person who runs the example knows: an environment variable on WeChat, `example`
    /// in the sandbox.
    pub(crate) fn given(&self, name: &str, example: &str) -> Result<String, Box<dyn Error>> {
        match (variable(name), &self.sandbox) {
            (Some(value), _) => Ok(value),
            (None, Some(_)) => Ok(example.to_owned()),
            (None, None) => Err(format!("to call WeChat, set {name} too").into()),
        }
    }

    /// What a user does in WeChat: the sandbox's user does it here and now; a real one is asked to,
    /// and waited for.
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

    /// Its sandbox's user, where it has a sandbox.
    pub(crate) fn sandbox_user(&self) -> Option<User<'_>> {
        self.sandbox.as_ref().map(Sandbox::user)
    }
}

/// An environment variable that is set to something.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The time as WeChat writes it.
pub(crate) fn now() -> UnixSeconds {
    SystemTime::now().into()
}
