//! A tiny HTTP server on loopback that answers as badly as a test wants, and what finds secrets in
//! errors.

pub mod insertion;
pub mod leaks;
pub mod play;
pub mod script;

pub use leaks::assert_no_secret;

use std::{
    error::Error as StdError,
    io::Write as _,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use weixin::{Client, ClientBuilder, api::account::ServiceAccount};

/// The access token of all tests, with characters that are written differently in a URL.
pub const TOKEN: &str = "canary/token+7d2f9a==";
/// The app secret of all tests.
pub const SECRET: &str = "canary&secret/\"9b1c\"";

/// Answers each request by a function of its text and number, and closes the connection.
pub struct Server {
    address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub async fn start(answer: impl Fn(&str, usize) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer) = (Arc::clone(&requests), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&seen), Arc::clone(&answer)));
            }
        });
        Self { address, requests }
    }

    /// A client of this server, with the app id `wx` and the app secret [`SECRET`].
    pub fn client(&self) -> Client<ServiceAccount> {
        self.builder().build().unwrap()
    }

    pub fn builder(&self) -> ClientBuilder<ServiceAccount> {
        Client::builder().app("wx", SECRET).other_host(&self.address)
    }

    pub fn url(&self) -> &str {
        &self.address
    }

    /// The requests so far, each from its request line to the end of its body.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// How many requests there were for a path.
    pub fn count(&self, path: &str) -> usize {
        self.requests().iter().filter(|request| request.contains(path)).count()
    }
}

async fn serve(
    mut stream: TcpStream,
    seen: Arc<Mutex<Vec<String>>>,
    answer: Arc<impl Fn(&str, usize) -> Vec<u8> + Send + Sync + 'static>,
) {
    let request = read(&mut stream).await;
    let number = {
        let mut seen = seen.lock().unwrap();
        seen.push(request.clone());
        seen.len()
    };
    // The client may have hung up, as it does on a reply that is too large.
    let _ = stream.write_all(&answer(&request, number)).await;
    let _ = stream.shutdown().await;
}

async fn read(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).await.unwrap_or(0);
        request.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            if read == 0 {
                return text;
            }
            continue;
        };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if read == 0 || body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
            return text;
        }
    }
}

/// The address of a server that sends the start of a reply, and then nothing more.
pub async fn silent_after(start: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read(&mut stream).await;
        stream.write_all(&start).await.unwrap();
        std::future::pending::<()>().await;
    });
    address
}

/// A reply with status 200 and this body.
pub fn json(body: impl AsRef<[u8]>) -> Vec<u8> {
    reply("200 OK", &["content-type: application/json"], body)
}

/// A reply with a true `content-length`.
pub fn reply(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    reply_of_length(body.as_ref().len(), status, headers, body)
}

/// A reply that promises another length than it has.
pub fn reply_of_length(
    length: usize,
    status: &str,
    headers: &[&str],
    body: impl AsRef<[u8]>,
) -> Vec<u8> {
    let mut reply =
        format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n");
    headers.iter().for_each(|header| reply.extend([header, "\r\n"]));
    reply.push_str("\r\n");
    let mut reply = reply.into_bytes();
    reply.extend_from_slice(body.as_ref());
    reply
}

/// A compressed reply.
pub fn gzipped(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(body).unwrap();
    reply("200 OK", &["content-encoding: gzip"], encoder.finish().unwrap())
}

/// `{"errcode":0,"pad":"…","invoice_url":"u"}` of this many bytes.
pub fn padded(length: usize) -> Vec<u8> {
    let (start, end) = (r#"{"errcode":0,"pad":""#, r#"","invoice_url":"u"}"#);
    format!("{start}{}{end}", "x".repeat(length - start.len() - end.len())).into_bytes()
}

/// A reply of the token endpoint.
pub fn token_reply(token: &str) -> Vec<u8> {
    json(serde_json::json!({ "access_token": token, "expires_in": 7200 }).to_string())
}

/// Whether a request asks for a token.
pub fn asks_for_token(request: &str) -> bool {
    request.starts_with("POST /cgi-bin/stable_token ")
}

/// Everything that an error shows: `Display` and `Debug`, its own and those of its sources.
pub fn everything_shown(error: &(dyn StdError + 'static)) -> String {
    let mut shown = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        shown.push_str(&format!("{error}\n{error:#}\n{error:?}\n{error:#?}\n"));
        next = error.source();
    }
    shown
}

/// As the client writes it into a URL.
pub fn weixin_url_form(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// Lets every task run until it waits.
pub async fn settled() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}
