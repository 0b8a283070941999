//! A server that refuses connections.

use std::io::ErrorKind;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::net::{TcpSocket, TcpStream};
use weixin_sandbox::{At, Fault, Sandbox};

use crate::faults::{ID, RIGHT, call, code, counts, rest, sent};
use crate::sandbox;

async fn connect(sandbox: &Sandbox) -> Result<(), ErrorKind> {
    TcpStream::connect(sandbox.address()).await.map(drop).map_err(|error| error.kind())
}

#[tokio::test(start_paused = true)]
async fn connections_are_refused_until_the_port_is_opened_again() {
    let sandbox = sandbox().await;
    for _ in 0..3 {
        sandbox.refuse_connections(true).await.unwrap();
        sandbox.refuse_connections(true).await.unwrap();
        assert_eq!(connect(&sandbox).await, Err(ErrorKind::ConnectionRefused));
        sandbox.refuse_connections(false).await.unwrap();
        sandbox.refuse_connections(false).await.unwrap();
        assert_eq!(code(&sandbox).await, 0);
    }
    assert_eq!(counts(&sandbox), (3, 3));
}

#[tokio::test(start_paused = true)]
async fn the_port_remains_reserved_while_connections_are_refused() {
    let sandbox = sandbox().await;
    sandbox.refuse_connections(true).await.unwrap();
    let taken = TcpSocket::new_v4().unwrap().bind(sandbox.address());
    assert_eq!(taken.unwrap_err().kind(), ErrorKind::AddrInUse);
}

#[tokio::test(start_paused = true)]
async fn open_connections_are_aborted() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Delay(Duration::from_secs(60))).on_calls(2..).unwrap();
    let mut idle = sent(&sandbox, &call(&sandbox)).await;
    idle.read_exact(&mut [0; 12]).await.unwrap();
    let busy = sent(&sandbox, &call(&sandbox)).await;
    while counts(&sandbox).0 < 2 {
        tokio::task::yield_now().await;
    }
    sandbox.refuse_connections(true).await.unwrap();
    let (answer, end) = rest(idle).await;
    assert!(answer.ends_with(RIGHT), "{answer}");
    assert_eq!(end, Ok(()));
    assert_eq!(rest(busy).await.0, "");
    assert_eq!(counts(&sandbox), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn a_sandbox_that_refuses_can_be_stopped() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Silence(At::Received)).always().unwrap();
    sandbox.refuse_connections(true).await.unwrap();
    sandbox.stop().await;
}
