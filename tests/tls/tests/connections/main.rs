//! Each TLS implementation with servers on loopback: the output of a user's program (src/main.rs).

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod servers;

use std::process::Command;

use servers::{Certificate, Server};

/// The output of the program, which trusts the certificates in a file.
fn program(arguments: &[&str], trusted: &Certificate) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_weixin-tls-tests"))
        .args(arguments)
        .env_remove("SSL_CERT_DIR")
        .env("SSL_CERT_FILE", trusted.path())
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(errors, "", "it panicked");
    String::from_utf8(output.stdout).unwrap()
}

/// The same, with a crypto provider if the features of `weixin` include none.
fn ready_program(arguments: &[&str], trusted: &Certificate) -> String {
    let ring = cfg!(all(feature = "rustls-no-provider", not(feature = "rustls")));
    let arguments = if ring { &[&["ring"], arguments].concat() } else { arguments };
    program(arguments, trusted)
}

#[test]
fn plain_http_reaches_loopback() {
    let server = Server::http(None);
    let call = ["call", &server.url("http")];
    assert_eq!(ready_program(&call, &Certificate::new()), "{\"hello\":\"world\"}\n");
}

#[cfg(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls"))]
mod encrypted {
    use super::*;

    /// The message of rustls if it is enabled, else of the system's TLS.
    const REFUSED: &str = if cfg!(any(feature = "rustls", feature = "rustls-no-provider")) {
        "invalid peer certificate"
    } else {
        "certificate verify failed"
    };

    #[test]
    fn a_server_whose_certificate_is_trusted_is_called() {
        let certificate = Certificate::new();
        let server = Server::http(Some(&certificate));
        let call = ["call", &server.url("https")];
        assert_eq!(ready_program(&call, &certificate), "{\"hello\":\"world\"}\n");
    }

    #[test]
    fn a_server_whose_certificate_is_not_trusted_is_not_called() {
        let server = Server::http(Some(&Certificate::new()));
        let printed = ready_program(&["call", &server.url("https")], &Certificate::new());
        assert!(printed.contains(REFUSED), "{printed}");
        assert!(!printed.contains("world"), "{printed}");
    }

    #[test]
    fn a_redis_server_whose_certificate_is_trusted_is_called() {
        let certificate = Certificate::new();
        let server = Server::redis(&certificate);
        let printed = ready_program(&["store", &server.url("rediss")], &certificate);
        assert_eq!(
            printed,
            format!("token store: Redis at {}: NOPERM said the server\n", server.address())
        );
    }

    #[test]
    fn a_redis_server_whose_certificate_is_not_trusted_is_not_called() {
        let server = Server::redis(&Certificate::new());
        let printed = ready_program(&["store", &server.url("rediss")], &Certificate::new());
        assert!(printed.contains(REFUSED), "{printed}");
        assert!(!printed.contains("NOPERM"), "{printed}");
    }
}

#[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
mod without_a_provider {
    use super::*;

    const MESSAGE: &str = "rustls has no crypto provider: install one when the program starts, as in \
        `rustls::crypto::ring::default_provider().install_default()`, or enable the feature `rustls` \
        of `weixin`, which includes one";

    #[test]
    fn a_client_is_an_error_with_a_remedy() {
        for url in ["https://127.0.0.1:1", "http://127.0.0.1:1"] {
            let printed = program(&["call", url], &Certificate::new());
            assert_eq!(printed, format!("configuration: {MESSAGE}\n"), "{url}");
        }
    }

    #[test]
    fn a_redis_store_is_the_same_error() {
        let printed = program(&["store", "rediss://:secret@127.0.0.1:1"], &Certificate::new());
        assert_eq!(printed, format!("token store: {MESSAGE}\n"));
    }
}

#[cfg(not(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls")))]
mod without_tls {
    use super::*;

    const MESSAGE: &str = "`weixin` was compiled without TLS: enable one of its features `rustls`, \
        `native-tls` and `rustls-no-provider`";

    #[test]
    fn a_client_for_https_is_an_error_with_a_remedy() {
        let printed = program(&["call", "https://127.0.0.1:1"], &Certificate::new());
        assert_eq!(printed, format!("configuration: {MESSAGE}\n"));
    }

    #[test]
    fn a_redis_store_for_rediss_is_the_same_error() {
        let printed = program(&["store", "rediss://:secret@127.0.0.1:1"], &Certificate::new());
        assert_eq!(printed, format!("token store: {MESSAGE}\n"));
    }
}
