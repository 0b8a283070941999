//! The server of a benchmark, on its own thread.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::runtime::Builder;

use crate::serve;

/// Starts the server and returns its address.
#[must_use]
pub fn start() -> SocketAddr {
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            send.send(listener.local_addr().expect("an address")).expect("a listener");
            serve(listener).await;
        });
    });
    receive.recv().expect("the server's address")
}
