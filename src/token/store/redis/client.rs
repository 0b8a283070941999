//! Redis' client for a URL, with the HTTP client's TLS.

use ::redis::{Client, ConnectionAddr, ConnectionInfo, IntoConnectionInfo, RedisError};
use url::Url;

use super::StoreError;
use crate::transport::tls;

pub(super) fn open(url: &str) -> Result<Client, StoreError> {
    if Url::parse(url).is_ok_and(|url| ["rediss", "valkeys"].contains(&url.scheme())) {
        tls::check(true).map_err(StoreError::new)?;
    }
    let server = url.into_connection_info().map_err(unreadable)?;
    match server.addr() {
        ConnectionAddr::TcpTls { insecure: true, .. } => Err(StoreError::new(
            "the Redis URL says that no certificate is to be checked: leave out `#insecure`",
        )),
        ConnectionAddr::TcpTls { .. } => encrypted(server),
        _ => Client::open(server).map_err(unreadable),
    }
}

/// What the reason would quote may be a part of the password.
fn unreadable(_: RedisError) -> StoreError {
    StoreError::new(
        "the Redis URL can't be read: it is to be like rediss://user:password@host:6379/0",
    )
}

/// With both kinds of TLS, which another crate may have switched on, the client takes rustls but loads no
/// certificates.
#[cfg(feature = "rustls-no-provider")]
fn encrypted(server: ConnectionInfo) -> Result<Client, StoreError> {
    use ::redis::TlsCertificates;

    let trusted = trusted();
    if trusted.is_empty() {
        return Err(StoreError::new(
            "the system has no certificates to trust: install them (`ca-certificates`), name a file of \
             them in SSL_CERT_FILE, or give a client that has some",
        ));
    }
    let certificates = TlsCertificates { client_tls: None, root_cert: Some(trusted.into_bytes()) };
    Client::build_with_tls(server, certificates).map_err(unreadable)
}

#[cfg(not(feature = "rustls-no-provider"))]
fn encrypted(server: ConnectionInfo) -> Result<Client, StoreError> {
    Client::open(server).map_err(unreadable)
}

/// The system's certificates as PEM.
#[cfg(feature = "rustls-no-provider")]
fn trusted() -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use rustls::RootCertStore;

    let mut pem = String::new();
    for certificate in rustls_native_certs::load_native_certs().certs {
        // The client would refuse them all for one that it can't use.
        if RootCertStore::empty().add(certificate.clone()).is_ok() {
            pem.push_str("-----BEGIN CERTIFICATE-----\n");
            STANDARD.encode_string(&certificate, &mut pem);
            pem.push_str("\n-----END CERTIFICATE-----\n");
        }
    }
    pem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_always_checked() {
        assert_eq!(
            open("rediss://:password@localhost/#insecure").unwrap_err().to_string(),
            "token store: the Redis URL says that no certificate is to be checked: leave out `#insecure`"
        );
    }
}
