//! Debian's Chromium in headless mode, controlled by ChromeDriver.

use std::future::Future;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The timeout for something to appear on the page; long, since a browser is slow on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The browser of a test.
pub(crate) struct Browser {
    pub(crate) page: Client,
    /// The directory of its files.
    _profile: TempDir,
}

/// Opens a browser, runs the test with it, and closes it even if the test fails.
pub(crate) async fn with_browser<F: Future<Output = ()>>(test: impl FnOnce(Browser) -> F) {
    let driver = Driver::start();
    let profile = TempDir::new().unwrap();
    let page = connect(&driver, &profile).await;
    test(Browser { page, _profile: profile }).await;
}

/// ChromeDriver, which is stopped with its browsers when dropped.
struct Driver {
    process: Child,
    url: String,
}

impl Driver {
    fn start() -> Self {
        let mut command = Command::new("chromedriver");
        let command = command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap_or_else(|error| panic!("chromedriver: {error}"));
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.find_map(|line| {
            let line = line.ok()?;
            Some(
                line.split_once("started successfully on port ")?
                    .1
                    .trim_end_matches('.')
                    .to_owned(),
            )
        });
        let url = format!("http://127.0.0.1:{}", port.expect("ChromeDriver prints its port"));
        // Its later output must be read.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, url }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // If either fails, it has exited already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn connect(driver: &Driver, profile: &TempDir) -> Client {
    let flags = [
        "--headless=new",
        // The root user of a container may not create the namespaces of Chromium's sandbox. The pages are trusted.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1280,1600",
    ];
    let profile = format!("--user-data-dir={}", profile.path().display());
    let flags: Vec<&str> = flags.into_iter().chain([profile.as_str()]).collect();
    let capabilities = json!({
        "goog:chromeOptions": { "args": flags },
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let capabilities = capabilities.as_object().unwrap().clone();
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&driver.url)
        .await;
    client.unwrap_or_else(|error| panic!("Chromium does not start: {error}"))
}

impl Browser {
    /// Clicks the element of a CSS selector, once it exists.
    pub(crate) async fn click(&self, selector: &str) {
        self.find(selector)
            .await
            .click()
            .await
            .unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// The text of the element of a CSS selector, once it exists.
    pub(crate) async fn text(&self, selector: &str) -> String {
        self.find(selector).await.text().await.unwrap()
    }

    pub(crate) async fn find(&self, selector: &str) -> fantoccini::elements::Element {
        let wait = self.page.wait().at_most(PATIENCE);
        let found = wait.for_element(Locator::Css(selector)).await;
        found.unwrap_or_else(|error| panic!("{selector}: {error}"))
    }

    /// The warnings and errors in the browser's console.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let entries = self.page.issue_cmd(ConsoleLog).await.unwrap();
        let entries = entries.as_array().unwrap().iter();
        let bad =
            entries.filter(|entry| !matches!(entry["level"].as_str(), Some("INFO" | "DEBUG")));
        bad.map(Value::to_string).collect()
    }

    /// The URLs of everything that the page has loaded.
    pub(crate) async fn loaded(&self) -> Vec<String> {
        let script = "return performance.getEntriesByType('resource').map(entry => entry.name)";
        let names = self.page.execute(script, Vec::new()).await.unwrap();
        serde_json::from_value(names).unwrap()
    }

    /// Closes the browser. Saves a screenshot of the page if `WEIXIN_SCREENSHOT` is a path.
    pub(crate) async fn close(self) {
        if let Some(path) = std::env::var_os("WEIXIN_SCREENSHOT") {
            std::fs::write(path, self.page.screenshot().await.unwrap()).unwrap();
        }
        self.page.close().await.unwrap();
    }
}

/// ChromeDriver's command for the console's lines.
#[derive(Debug)]
struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}
