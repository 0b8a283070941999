//! Keeps `generated/` current: a saved spec is a new method in the same build.
//!
//! Only in a checkout, which `.cargo/config.toml` tells by a `cfg`; whoever depends on `weixin`
//! has no generator in the dependency tree, and its package has no build script at all.

fn main() {
    println!("cargo::rerun-if-changed=spec");
    println!("cargo::rerun-if-changed=generated");
    println!("cargo::rerun-if-env-changed=CI");
    // One line of these is one line of the report, and any `cargo::error` fails the build.
    match run() {
        Ok(warnings) => warnings.lines().for_each(|line| println!("cargo::warning={line}")),
        Err(message) => message.lines().for_each(|line| println!("cargo::error={line}")),
    }
}

#[cfg(weixin_checkout)]
fn run() -> Result<String, String> {
    use std::path::Path;
    use weixin_codegen::{Mode, keep_current};

    let ci = std::env::var_os("CI").is_some();
    let mode = if ci { Mode::Compare } else { Mode::Write };
    keep_current(Path::new("spec"), Path::new("generated"), mode)
}

#[cfg(not(weixin_checkout))]
fn run() -> Result<String, String> {
    Ok("generated/ is not kept current, since RUSTFLAGS hides .cargo/config.toml".to_owned())
}
