//! Which TLS the crate's features chose: rustls, else the system's, else none.
//!
//! The choice is made here and not left to reqwest, whose default changes with the features that other
//! crates switch on.

/// Returns an error that says what to do if connections can't be made: encrypted ones without TLS, and
/// any without a crypto provider. reqwest sets rustls up for plain connections too, and panics where it
/// finds no provider.
pub(crate) fn check(encrypted: bool) -> Result<(), &'static str> {
    if RUSTLS {
        if has_provider() { Ok(()) } else { Err(NO_PROVIDER) }
    } else if encrypted && !NATIVE_TLS {
        Err(NO_TLS)
    } else {
        Ok(())
    }
}

const RUSTLS: bool = cfg!(feature = "rustls-no-provider");
const NATIVE_TLS: bool = cfg!(feature = "native-tls");

const NO_PROVIDER: &str = "rustls has no crypto provider: install one when the program starts, as in \
    `rustls::crypto::ring::default_provider().install_default()`, or switch on the feature `rustls` of \
    `weixin`, which comes with one";
const NO_TLS: &str = "`weixin` was compiled without TLS: switch on one of its features `rustls`, \
    `native-tls` and `rustls-no-provider`";

fn has_provider() -> bool {
    #[cfg(feature = "rustls")]
    return true;
    #[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
    return rustls::crypto::CryptoProvider::get_default().is_some();
    #[cfg(not(feature = "rustls-no-provider"))]
    return false;
}

/// Has reqwest use the chosen TLS.
pub(crate) fn choose(settings: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    #[cfg(feature = "rustls-no-provider")]
    let settings = settings.tls_backend_rustls();
    #[cfg(all(feature = "native-tls", not(feature = "rustls-no-provider")))]
    let settings = settings.tls_backend_native();
    settings
}
