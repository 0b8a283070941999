//! The port, which a test may close and open again.

use std::future::pending;
use std::io;
use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;

/// How many connections may wait to be accepted; as many as tokio has by default.
const BACKLOG: u32 = 1024;

/// What a test wants of the port.
pub(crate) struct Wish {
    /// Whether it is to be closed.
    pub(crate) refuse: bool,
    /// Told when it is done.
    pub(crate) done: oneshot::Sender<io::Result<()>>,
}

pub(crate) enum Port {
    Open(TcpListener),
    /// Nobody listens, and the socket keeps the number from being given to anyone else.
    Closed(SocketAddr, Option<TcpSocket>),
}

impl Port {
    /// The next connection; never one while the port is closed.
    pub(crate) async fn accept(&self) -> io::Result<TcpStream> {
        match self {
            Self::Open(listener) => listener.accept().await.map(|(stream, _)| stream),
            Self::Closed(..) => pending().await,
        }
    }

    /// Closes or opens the port; nothing changes where it is so already.
    pub(crate) fn refuse(&mut self, refuse: bool) -> io::Result<()> {
        match self {
            Self::Open(listener) if refuse => {
                let address = listener.local_addr()?;
                // The listener has to be gone before another socket can have its address.
                *self = Self::Closed(address, None);
                *self = Self::Closed(address, Some(bound(address)?));
            }
            Self::Closed(address, socket) if !refuse => {
                let socket = socket.take().map_or_else(|| bound(*address), Ok)?;
                *self = Self::Open(socket.listen(BACKLOG)?);
            }
            Self::Open(_) | Self::Closed(..) => {}
        }
        Ok(())
    }
}

fn bound(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    // The connections of before may not be forgotten yet.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}
