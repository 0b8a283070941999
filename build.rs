//! Keeps `generated/` and what else is made of `spec/` current: a saved spec is a new method in the same
//! build.
//!
//! Only in a checkout, which `.cargo/config.toml` tells by a `cfg`; whoever depends on `weixin`
//! has no generator in the dependency tree, and its package has no build script at all.

fn main() {
    for path in ["spec", "generated", "tests/wire/examples", "crates/sandbox/model.jsonl"] {
        println!("cargo::rerun-if-changed={path}");
    }
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
    use weixin_codegen::{Mode, Places, keep_current};

    keep_current(Path::new("spec"), &Places::checkout(Path::new("")), Mode::of_environment())
}

#[cfg(not(weixin_checkout))]
fn run() -> Result<String, String> {
    Ok("generated/ is not kept current, since RUSTFLAGS hides .cargo/config.toml".to_owned())
}
