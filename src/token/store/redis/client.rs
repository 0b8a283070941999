//! The Redis client for a URL, with the same TLS as the HTTP client.

use ::redis::{Client, ConnectionAddr, ConnectionInfo, IntoConnectionInfo, RedisError};
use url::Url;

use super::StoreError;
use crate::transport::tls;

pub(super) fn open(url: &str) -> Result<Client, StoreError> {
    if Url::parse(url).is_ok_and(|url| ["rediss", "valkeys"].contains(&url.scheme())) {
        tls::check(true).map_err(StoreError::new)?;
    }
    let server = url.into_connection_info().map_err(invalid)?;
    match server.addr() {
        ConnectionAddr::TcpTls { insecure: true, .. } => Err(StoreError::new(
            "the Redis URL disables the check of certificates: remove `#insecure`",
        )),
        ConnectionAddr::TcpTls { .. } => encrypted(server),
        _ => Client::open(server).map_err(invalid),
    }
}

/// Drops the reason, which may quote a part of the password.
fn invalid(_: RedisError) -> StoreError {
    StoreError::new(
        "the Redis URL is invalid: it must be of the form rediss://user:password@host:6379/0",
    )
}

/// Loads the system's certificates: if another crate has enabled the client's other TLS too, the client uses
/// rustls but loads no certificates.
#[cfg(feature = "rustls-no-provider")]
fn encrypted(server: ConnectionInfo) -> Result<Client, StoreError> {
    use ::redis::TlsCertificates;

    let trusted = trusted();
    if trusted.is_empty() {
        return Err(StoreError::new(
            "the system has no trusted certificates: install them (`ca-certificates`), set SSL_CERT_FILE \
             to a file of them, or use `RedisStore::with_client`",
        ));
    }
    let certificates = TlsCertificates { client_tls: None, root_cert: Some(trusted.into_bytes()) };
    Client::build_with_tls(server, certificates).map_err(invalid)
}

#[cfg(not(feature = "rustls-no-provider"))]
fn encrypted(server: ConnectionInfo) -> Result<Client, StoreError> {
    Client::open(server).map_err(invalid)
}

/// The system's certificates as PEM.
#[cfg(feature = "rustls-no-provider")]
fn trusted() -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use rustls::RootCertStore;

    let mut pem = String::new();
    for certificate in rustls_native_certs::load_native_certs().certs {
        // With a certificate that it can't use, the client would reject all of them.
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
            "token store: the Redis URL disables the check of certificates: remove `#insecure`"
        );
    }
}
