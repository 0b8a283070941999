//! The TLS that the crate's features select: rustls, else the system's, else none.
//!
//! It is selected explicitly, since the default of reqwest depends on the features that other crates
//! enable.

/// Returns an error with a remedy if encrypted connections are required without TLS, or if rustls has no
/// crypto provider. reqwest sets up rustls for plain connections too, and panics without a provider.
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
    `rustls::crypto::ring::default_provider().install_default()`, or enable the feature `rustls` of \
    `weixin`, which includes one";
const NO_TLS: &str = "`weixin` was compiled without TLS: enable one of its features `rustls`, \
    `native-tls` and `rustls-no-provider`";

fn has_provider() -> bool {
    #[cfg(feature = "rustls")]
    return true;
    #[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
    return rustls::crypto::CryptoProvider::get_default().is_some();
    #[cfg(not(feature = "rustls-no-provider"))]
    return false;
}

/// Selects the TLS of reqwest.
pub(crate) fn select(settings: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    #[cfg(feature = "rustls-no-provider")]
    let settings = settings.tls_backend_rustls();
    #[cfg(all(feature = "native-tls", not(feature = "rustls-no-provider")))]
    let settings = settings.tls_backend_native();
    settings
}
