//! Servers on loopback, plain or with their own certificate, until the test program ends.

#![allow(dead_code, reason = "without TLS only a part of it is used")]

use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

use rcgen::{CertifiedKey, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::aws_lc_rs};

/// A self-signed certificate for 127.0.0.1, and a file with it.
pub(crate) struct Certificate {
    made: CertifiedKey<KeyPair>,
    path: PathBuf,
}

impl Certificate {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("certificate-{}-{number}.pem", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        fs::write(&path, made.cert.pem()).unwrap();
        Self { made, path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn settings(&self) -> Arc<ServerConfig> {
        let chain = vec![self.made.cert.der().clone()];
        let key = self.made.signing_key.serialize_der().try_into().unwrap();
        let settings = ServerConfig::builder_with_provider(aws_lc_rs::default_provider().into())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        Arc::new(settings)
    }
}

impl Drop for Certificate {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

pub(crate) struct Server {
    address: SocketAddr,
}

impl Server {
    /// Starts an HTTP server that returns the same reply to every request.
    pub(crate) fn http(certificate: Option<&Certificate>) -> Self {
        Self::start(certificate, |_| {
            "HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n{\"hello\":\"world\"}".to_owned()
        })
    }

    /// Starts a Redis server that rejects every command.
    pub(crate) fn redis(certificate: &Certificate) -> Self {
        Self::start(Some(certificate), |commands| {
            let commands = commands.lines().filter(|line| line.starts_with('*')).count();
            "-NOPERM said the server\r\n".repeat(commands)
        })
    }

    fn start(certificate: Option<&Certificate>, answer: fn(&str) -> String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let settings = certificate.map(Certificate::settings);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                match &settings {
                    None => serve(stream, answer),
                    Some(settings) => {
                        let connection = ServerConnection::new(Arc::clone(settings)).unwrap();
                        serve(StreamOwned::new(connection, stream), answer);
                    }
                }
            }
        });
        Self { address }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn url(&self, scheme: &str) -> String {
        format!("{scheme}://{}", self.address)
    }
}

/// Serves one connection until the client closes it or rejects the certificate.
fn serve(mut stream: impl Read + Write, answer: fn(&str) -> String) {
    let (mut request, mut buffer) = (String::new(), [0; 4096]);
    while let Ok(read @ 1..) = stream.read(&mut buffer) {
        request.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
        // Requests of both protocols end like this if they have no body.
        if request.ends_with("\r\n") {
            if stream.write_all(answer(&request).as_bytes()).is_err() {
                return;
            }
            request.clear();
        }
    }
}
