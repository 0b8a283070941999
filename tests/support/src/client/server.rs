//! A TCP server on loopback that treats its clients as badly as a test wants.

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

/// Serves each connection in a task of its own, until the runtime ends.
pub struct RawServer {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
}

impl RawServer {
    /// Has each connection served by a function; with what it returns, the connection ends.
    ///
    /// # Panics
    /// If there is no free port.
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
                // A client that has gone is no trouble.
                tokio::spawn(serve(Connection { stream, log: Arc::clone(&log) }));
            }
        });
        Self { address, received }
    }

    /// Answers each request by a function of it and its number, from 1, and closes the connection.
    pub async fn answering(
        answer: impl Fn(&Received, usize) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        let answer = Arc::new(answer);
        Self::start(move |mut connection| {
            let answer = Arc::clone(&answer);
            async move {
                let (request, number) = connection.request().await?;
                connection.stream.write_all(&answer(&request, number)).await?;
                connection.stream.shutdown().await
            }
        })
        .await
    }

    /// Answers each request with the start of a response, and then with nothing more.
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

    /// A client of this server, with the app id `wx` and the app secret [`SECRET`].
    ///
    /// # Panics
    /// If the client can't be built.
    #[must_use]
    pub fn client(&self) -> Client<ServiceAccount> {
        self.builder().build().unwrap()
    }

    /// The builder of such a client.
    #[must_use]
    pub fn builder(&self) -> ClientBuilder<ServiceAccount> {
        Client::builder().app("wx", SECRET).other_host(self.url())
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it listens, as plain HTTP.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far.
    ///
    /// # Panics
    /// If a test has panicked while they were looked at.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// How many requests have this in their first line.
    #[must_use]
    pub fn count(&self, part: &str) -> usize {
        self.requests().iter().filter(|request| request.line().contains(part)).count()
    }
}

/// A connection that a client has made.
pub struct Connection {
    /// Both of its directions.
    pub stream: TcpStream,
    log: Arc<Mutex<Vec<Received>>>,
}

impl Connection {
    /// Reads a request to the end of its body; its number among all of the server, from 1.
    ///
    /// # Errors
    /// If the connection ends before.
    pub async fn request(&mut self) -> io::Result<(Received, usize)> {
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
        let mut log = self.log.lock().unwrap();
        log.push(request.clone());
        Ok((request, log.len()))
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
    /// The request line and the headers, without the empty line that ends them.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// Its first line, such as `GET /a HTTP/1.1`.
    #[must_use]
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let headers = self.head.lines().filter_map(|line| line.split_once(": "));
        headers.into_iter().find_map(|(of, value)| (of == name).then_some(value))
    }

    /// Its body as text.
    ///
    /// # Panics
    /// If it is none.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// Whether it fetches a stable token.
    #[must_use]
    pub fn is_fetch(&self) -> bool {
        self.line().starts_with("POST /cgi-bin/stable_token ")
    }
}
