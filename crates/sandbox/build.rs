//! Keeps `model.jsonl` current, so that a changed spec is served by the same build.
//!
//! Runs only in a checkout, for which `.cargo/config.toml` sets a `cfg`. The package has no build script.

fn main() {
    println!("cargo::rerun-if-changed=../../spec");
    println!("cargo::rerun-if-changed=model.jsonl");
    println!("cargo::rerun-if-env-changed=CI");
    if let Err(message) = run() {
        message.lines().for_each(|line| println!("cargo::error={line}"));
    }
}

#[cfg(weixin_checkout)]
fn run() -> Result<(), String> {
    use std::path::Path;
    use weixin_codegen::{Mode, keep_model_current};

    keep_model_current(Path::new("../../spec"), Path::new("model.jsonl"), Mode::of_environment())
}

#[cfg(not(weixin_checkout))]
fn run() -> Result<(), String> {
    Ok(())
}
