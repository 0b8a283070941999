//! Servers that are slow or silent.

use std::{future::pending, net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy, sink},
    net::{TcpSocket, TcpStream},
    time::{sleep, timeout},
};
use weixin_test_support::client::RawServer;

use crate::Result;

/// The time between two bytes or lines, much shorter than the deadline.
const SHORT: Duration = Duration::from_millis(10);

/// How a server treats each connection.
#[derive(Clone, Copy)]
pub(crate) enum Manner {
    /// Never reads.
    Deaf,
    /// Reads one byte per second.
    Slow,
    /// Reads everything, and after the first bytes sends this repeatedly.
    Repeats { start: &'static str, then: &'static str, every: Duration },
}

const SECOND: Duration = Duration::from_secs(1);

/// Sends the head of a reply, and then one byte of its body per second.
pub(crate) const TRICKLING_BODY: Manner = Manner::Repeats {
    start: "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"errcode\":0,",
    then: " ",
    every: SECOND,
};

/// The same in chunks, without end.
pub(crate) const TRICKLING_CHUNKS: Manner = Manner::Repeats {
    start: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
    then: "1\r\n \r\n",
    every: SECOND,
};

/// Sends headers without end.
pub(crate) const ENDLESS_HEAD: Manner = Manner::Repeats {
    start: "HTTP/1.1 200 OK\r\n",
    then: "x: y\r\n",
    every: SHORT.saturating_mul(5),
};

/// Sends `100 Continue` without end.
pub(crate) const CONTINUES: Manner =
    Manner::Repeats { start: "", then: "HTTP/1.1 100 Continue\r\n\r\n", every: SHORT };

/// Starts a server. Returns its address.
pub(crate) async fn start(manner: Manner) -> SocketAddr {
    RawServer::start(move |connection| serve(connection.stream, manner)).await.address()
}

async fn serve(mut stream: TcpStream, manner: Manner) -> std::io::Result<()> {
    match manner {
        Manner::Deaf => {
            // Keeps the connection open until the program ends.
            let _stream = stream;
            pending().await
        }
        Manner::Slow => loop {
            stream.read_u8().await?;
            sleep(SECOND).await;
        },
        Manner::Repeats { start, then, every } => {
            stream.read_u8().await?;
            let (mut reads, mut writes) = stream.into_split();
            tokio::spawn(async move { copy(&mut reads, &mut sink()).await });
            writes.write_all(start.as_bytes()).await?;
            loop {
                sleep(every).await;
                writes.write_all(then.as_bytes()).await?;
            }
        }
    }
}

/// A server whose accept queue is full, so that it accepts no connection. Returns the connections that fill
/// it, and its address.
pub(crate) async fn full() -> Result<(impl Send + 'static, String)> {
    let socket = TcpSocket::new_v4()?;
    socket.bind("127.0.0.1:0".parse()?)?;
    let listener = socket.listen(1)?;
    let address = listener.local_addr()?;
    let mut waiting = Vec::new();
    while let Ok(stream) = timeout(Duration::from_millis(200), TcpStream::connect(address)).await {
        waiting.push(stream?);
        if waiting.len() > 1000 {
            return Err("the system lets any number of connections wait".into());
        }
    }
    Ok(((listener, waiting), address.to_string()))
}
