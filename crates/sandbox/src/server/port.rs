//! The port, which a test can close and open again.

use std::future::pending;
use std::io;
use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;

/// Number of connections that may wait to be accepted; tokio's default.
const BACKLOG: u32 = 1024;

/// A test's request to close or open the port.
pub(crate) struct PortRequest {
    /// Whether to close it.
    pub(crate) refuse: bool,
    /// Receives the result.
    pub(crate) done: oneshot::Sender<io::Result<()>>,
}

pub(crate) enum Port {
    Open(TcpListener),
    /// The port is closed. The bound socket reserves its number.
    Closed(SocketAddr, Option<TcpSocket>),
}

impl Port {
    /// Waits for the next connection. Never returns while the port is closed.
    pub(crate) async fn accept(&self) -> io::Result<TcpStream> {
        match self {
            Self::Open(listener) => listener.accept().await.map(|(stream, _)| stream),
            Self::Closed(..) => pending().await,
        }
    }

    /// Closes or opens the port, if it isn't closed or open already.
    pub(crate) fn refuse(&mut self, refuse: bool) -> io::Result<()> {
        match self {
            Self::Open(listener) if refuse => {
                let address = listener.local_addr()?;
                // The listener must be dropped before another socket can be bound to its address.
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
    // Earlier connections may still be in TIME_WAIT.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}
