//! A TCP server on loopback that can misbehave in any way.

use std::{
    future::pending,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use weixin::{Client, ClientBuilder, api::account::ServiceAccount};

use super::SECRET;

/// A server that serves each connection in its own task, until the runtime ends.
pub struct RawServer {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
}

impl RawServer {
    /// Starts a server that serves each connection with a function. The connection ends when it returns.
    pub async fn start<S>(serve: impl Fn(Connection) -> S + Send + 'static) -> Self
    where
        S: Future<Output = io::Result<()>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client may close its connection.
                tokio::spawn(serve(Connection { stream, log: Arc::clone(&log) }));
            }
        });
        Self { address, received }
    }

    /// Starts a server that responds to each request with a function of it, and closes the connection.
    pub async fn answering(answer: impl Fn(&Received) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let answer = Arc::new(answer);
        Self::start(move |mut connection| {
            let answer = Arc::clone(&answer);
            async move {
                let request = connection.request().await?;
                connection.stream.write_all(&answer(&request)).await?;
                connection.stream.shutdown().await
            }
        })
        .await
    }

    /// Starts a server that sends only the start of a response to each request.
    pub async fn silent_after(start: Vec<u8>) -> Self {
        let start = Arc::new(start);
        Self::start(move |mut connection| {
            let start = Arc::clone(&start);
            async move {
                connection.request().await?;
                connection.stream.write_all(&start).await?;
                pending().await
            }
        })
        .await
    }

    /// Creates a client of this server, with the app id `wx` and the app secret [`SECRET`].
    pub fn client(&self) -> Client<ServiceAccount> {
        self.builder().build().unwrap()
    }

    /// Returns the builder of such a client.
    pub fn builder(&self) -> ClientBuilder<ServiceAccount> {
        Client::builder().app("wx", SECRET).other_host(self.url())
    }

    /// Returns its address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns its URL for plain HTTP.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the requests so far.
    pub fn requests(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// Returns the number of requests with this text in their request line.
    pub fn count(&self, part: &str) -> usize {
        self.requests().iter().filter(|request| request.line().contains(part)).count()
    }
}

/// A connection of a client.
pub struct Connection {
    /// Both of its directions.
    pub stream: TcpStream,
    log: Arc<Mutex<Vec<Received>>>,
}

impl Connection {
    /// Reads a request to the end of its body.
    pub async fn request(&mut self) -> io::Result<Received> {
        let mut bytes = Vec::new();
        let head = loop {
            self.more(&mut bytes).await?;
            if let Some(end) = bytes.windows(4).position(|end| end == b"\r\n\r\n") {
                let head = bytes.drain(..end + 4).take(end).collect();
                break String::from_utf8(head).map_err(io::Error::other)?;
            }
        };
        let mut request = Received { head, body: bytes };
        let length = request.header("content-length").map(str::parse);
        let length = length.transpose().map_err(io::Error::other)?.unwrap_or(0);
        while request.body.len() < length {
            self.more(&mut request.body).await?;
        }
        self.log.lock().unwrap().push(request.clone());
        Ok(request)
    }

    async fn more(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        match self.stream.read_buf(bytes).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

/// A request as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The request line and the headers, without the empty line after them.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// Returns its request line, such as `GET /a HTTP/1.1`.
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    /// Returns the value of a header, given its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.head.lines().filter_map(|line| line.split_once(": "));
        headers.find(|(of, _)| *of == name).map(|(_, value)| value)
    }

    /// Returns its body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// Whether it fetches a stable token.
    pub fn is_fetch(&self) -> bool {
        self.line().starts_with("POST /cgi-bin/stable_token ")
    }
}
