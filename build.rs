//! Keeps `generated/` current: a saved spec is a new method in the same build.
//!
//! Only in a checkout, which `.cargo/config.toml` tells by a `cfg`; whoever depends on `weixin`
//! has no generator in the dependency tree, and its package has no build script at all.

fn main() {
    println!("cargo::rerun-if-changed=spec");
    println!("cargo::rerun-if-changed=generated");
    println!("cargo::rerun-if-env-changed=CI");
    if let Err(message) = run() {
        // One line of `cargo::error` is one line of the report, and any of them fails the build.
        message.lines().for_each(|line| println!("cargo::error={line}"));
    }
}

#[cfg(weixin_checkout)]
fn run() -> Result<(), String> {
    use std::path::Path;
    use weixin_codegen::{Mode, keep_current};

    let ci = std::env::var_os("CI").is_some();
    let mode = if ci { Mode::Compare } else { Mode::Write };
    keep_current(Path::new("spec"), Path::new("generated"), mode)
}

#[cfg(not(weixin_checkout))]
fn run() -> Result<(), String> {
    println!(
        "cargo::warning=generated/ is not kept current, since RUSTFLAGS hides .cargo/config.toml"
    );
    Ok(())
}
